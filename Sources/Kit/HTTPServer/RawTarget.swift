import Glibc

/// The request target as it came, noted before the library splits it at its question mark.
struct RawTarget {
    /// Where it stands in the connection's memory; the bytes there change later.
    let start: UnsafePointer<CChar>
    let end: UnsafePointer<CChar>
    let text: String

    init(_ start: UnsafePointer<CChar>) {
        self.start = start
        end = start + strlen(start)
        text = String(decoding: UnsafeRawBufferPointer(start: start, count: end - start), as: UTF8.self)
    }
}
