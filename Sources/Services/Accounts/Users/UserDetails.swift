import Values

/// What users say about themselves, and may change.
struct UserDetails: Sendable, Equatable {
    var username: String
    var email: EmailAddress
    var firstName: String
    var lastName: String

    /// What staff search in.
    var searchText: String { "\(username) \(email.address) \(firstName) \(lastName)".lowercased() }
}
