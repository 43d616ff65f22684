/// Bytes that live as long as the process, as a compiled-in asset does: an answer hands them out without a copy.
public struct StaticBytes: @unchecked Sendable {
    // Unchecked because pointers are not Sendable: the memory is never written and never freed.
    public let buffer: UnsafeRawBufferPointer

    /// - Parameter buffer: memory that nobody ever writes or frees.
    public init(_ buffer: UnsafeRawBufferPointer) {
        self.buffer = buffer
    }

    public init(_ text: StaticString) {
        self.init(
            text.hasPointerRepresentation
                ? UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
                : UnsafeRawBufferPointer(start: nil, count: 0))
    }

    public var count: Int { buffer.count }
}
