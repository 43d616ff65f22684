import CMicroHTTPD
import EventLoops
import Glibc

/// The way of a streamed response from its closure to the connection: one chunk at a time, asked for when the last is
/// sent.
///
/// It is touched on the loop of its connection only, which is why it may call itself `Sendable`.
final class ResponseStream: @unchecked Sendable {
    private enum State {
        case idle
        case asked
        case chunk([UInt8], sent: Int)
        case ended
        case failed
    }

    private let loop: EventLoop
    private let nextChunk: @Sendable () async throws -> [UInt8]?
    private weak var exchange: Exchange?
    private var state = State.idle
    private var task: Task<Void, Never>?

    init(
        on loop: EventLoop, exchange: Exchange, next: @escaping @Sendable () async throws -> [UInt8]?
    ) {
        self.loop = loop
        self.exchange = exchange
        nextChunk = next
    }

    /// What the library calls when it can send: how many bytes were put there, 0 for later, or one of its ends.
    static let read: MHD_ContentReaderCallback = { context, _, buffer, size in
        guard let context, let buffer else { return -2 }
        let stream = Unmanaged<ResponseStream>.fromOpaque(context).takeUnretainedValue()
        return stream.fill(UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }

    static let release: MHD_ContentReaderFreeCallback = { context in
        guard let context else { return }
        let stream = Unmanaged<ResponseStream>.fromOpaque(context).takeRetainedValue()
        stream.task?.cancel()
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if case .idle = state { ask() }
        switch state {
        case .chunk(let bytes, let sent):
            let count = min(buffer.count, bytes.count - sent)
            bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<sent + count])) }
            state = sent + count == bytes.count ? .idle : .chunk(bytes, sent: sent + count)
            return count
        case .ended: return -1
        case .failed:
            // The library notes the failure, but would close the connection only when it next has cause to look.
            exchange?.cut()
            return -2
        case .idle, .asked:
            guard let exchange, exchange.suspend() else { return -2 }
            return 0
        }
    }

    private func ask() {
        state = .asked
        let task = loop.spawnImmediately { [self] in
            do {
                // An empty chunk would be read as "later".
                var chunk = try await nextChunk()
                while let empty = chunk, empty.isEmpty { chunk = try await nextChunk() }
                deliver(chunk.map { .chunk($0, sent: 0) } ?? .ended)
            } catch {
                deliver(.failed)
            }
        }
        if case .asked = state { self.task = task }
    }

    private func deliver(_ state: State) {
        guard loop.isCurrent else {
            loop.execute { self.deliver(state) }
            return
        }
        self.state = state
        task = nil
        exchange?.resume()
    }
}
