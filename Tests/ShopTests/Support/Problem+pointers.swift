import HTTP

extension Problem {
    /// The pointers of what is wrong.
    var pointers: [String] {
        errors.compactMap { error in
            if case .pointer(let pointer) = error.location { pointer } else { nil }
        }
    }
}
