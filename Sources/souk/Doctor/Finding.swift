/// One thing that the doctor has seen, in words for a person. It never holds a secret.
struct Finding: Sendable, Equatable {
    enum Level: Sendable {
        /// As it should be.
        case good
        /// Worth knowing, and no fault.
        case note
        /// A fault: the shop will not start, will lose something, or lets in whom it should not.
        case wrong
    }

    let level: Level
    /// What was found.
    let what: String
    /// Why it matters; empty for what is good.
    let why: String
    /// How to mend it.
    let remedy: String

    static func good(_ what: String) -> Finding { Finding(level: .good, what: what, why: "", remedy: "") }

    static func note(_ what: String, why: String, remedy: String = "") -> Finding {
        Finding(level: .note, what: what, why: why, remedy: remedy)
    }

    static func wrong(_ what: String, why: String, mend remedy: String) -> Finding {
        Finding(level: .wrong, what: what, why: why, remedy: remedy)
    }
}
