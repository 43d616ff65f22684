public import Contracts
public import Values

extension Accounts {
    /// The seller who logs in by this name; nil if nobody does, or somebody who sells nothing.
    public func seller(named login: String) async throws -> UserID? {
        guard let user = try await parts.users.find(login: login, in: database), user.role == .seller else {
            return nil
        }
        return user.id
    }
}
