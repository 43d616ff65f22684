import Glibc

/// What commands say to a person: whole lines, written at once.
enum Console {
    static func line(_ text: String = "") {
        put(text + "\n", to: STDOUT_FILENO)
    }

    static func error(_ text: String) {
        put(text + "\n", to: STDERR_FILENO)
    }

    static func put(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Whether a person is watching standard output.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
