import HTTP

/// When a call may be sent once more, to another instance.
enum Repeatability: Sendable {
    /// Sending it twice has the effect of sending it once, at the same time as well: by its method, which our contracts
    /// keep to.
    case always
    /// It carries an `Idempotency-Key`, whatever its method. Once the first is over it may be sent again; beside a first
    /// that is still at work the second would only hear that, so it is not cut short for the sake of another attempt.
    case afterTheFirst
    /// Nobody knows what a second one does: only if the first has certainly not been sent.
    case ifUnsent

    init(of request: HTTPRequest) {
        if request.fields.contains(.idempotencyKey) {
            self = .afterTheFirst
        } else {
            self = request.method.isIdempotent ? .always : .ifUnsent
        }
    }

    func allows(after ending: AttemptEnding) -> Bool {
        switch ending {
        case .unsent: true
        case .broken, .declined: self != .ifUnsent
        case .timedOut: self == .always
        case .answered, .abandoned: false
        }
    }
}
