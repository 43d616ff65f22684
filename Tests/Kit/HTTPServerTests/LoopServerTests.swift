import EventLoops
import Glibc
import HTTP
import Observability
import TestSupport
import Testing

@testable import HTTPServer

@Suite("The part of a server on one loop")
struct LoopServerTests {
    @Test("If its loop cannot watch it, it leaves nothing behind but the socket, which stays its maker's")
    func cannotWatch() async throws {
        try await withEventLoops(1) { loops in
            let loop = loops.loops[0]
            // Somebody else in this process may take the numbers that are to be in the way: then once more.
            for _ in 0..<100 {
                let sockets = try ListeningSockets(address: "127.0.0.1", port: 0, count: 1)
                let socket = sockets.descriptors[0]
                let failed = try await loop.submit { try Self.startInTheWay(of: socket, on: loop) }
                guard let failed else { continue }
                #expect(Self.kind(of: socket)?.hasPrefix("socket:") == true)
                close(socket)
                // The library's own, still open, or one that somebody else has opened under its number since.
                if Self.kind(of: failed) != "anon_inode:[eventpoll]" { return }
            }
            Issue.record("the loop watched it each time, or what it could not watch stayed open")
        }
    }

    /// Has the loop watch the numbers that the library's descriptors will get.
    /// - Returns: the one that could not be watched; nil if it could.
    private static func startInTheWay(of socket: Int32, on loop: EventLoop) throws -> Int32? {
        let watchers = try (0..<8).map { _ in
            let watcher = try loop.watch(descriptor: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) { _, _ in }
            watcher.want(read: true, write: false)
            return watcher
        }
        for watcher in watchers { close(watcher.descriptor) }
        defer { for watcher in watchers { watcher.close() } }
        do {
            let server = try LoopServer(
                on: loop, socket: socket, limits: HTTPServerConfiguration(), loopCount: 1,
                responder: Answering { _ in .text("") }, logger: Logger(label: "test", handlers: []))
            server.stop()
            return nil
        } catch let error as EventLoopError {
            return error.operation.split(separator: " ").last.flatMap { Int32($0) }
        }
    }

    /// What a descriptor is; nil if it is closed.
    private static func kind(of descriptor: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
        return count < 0 ? nil : String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
