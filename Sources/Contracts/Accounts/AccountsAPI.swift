public import Endpoints
import HTTP

/// What accounts offers: tokens, users, their profiles, their sessions.
public enum AccountsAPI {
    // MARK: Tokens

    public static let logIn = Endpoint(
        .post, "token/", "Log in with a username or an e-mail address",
        body: LogIn.self, returns: TokenPair.self, caller: Anyone.self,
        refuses: .unauthorized, .rateLimited)

    public static let refresh = Endpoint(
        .post, "token/refresh/", "Spend a refresh token for a new pair",
        body: RefreshRequest.self, returns: TokenPair.self, caller: Anyone.self, refuses: .unauthorized)

    public static let revoke = Endpoint(
        .post, "token/revoke/", "End the session of a refresh token",
        body: RefreshRequest.self, status: .noContent, caller: Anyone.self)

    public static let keys = Endpoint(
        .get, "/.well-known/jwks.json", "The public keys that verify access tokens",
        returns: JSONWebKeySet.self, caller: Anyone.self)

    // MARK: Users

    public static let register = Endpoint(
        .post, "users/", "Register",
        body: NewUser.self, returns: UserView.self, status: .created, caller: Anyone.self,
        idempotencyKey: true, refuses: .duplicate, .rateLimited)

    public static let listUsers = Endpoint(
        .get, "users/", "List and search users", query: UserQuery.self, returns: Page<UserView>.self,
        caller: Staff.self)

    public static let replaceOwnUser = Endpoint(
        .put, "users/", "Change the own account", body: UserReplacement.self, returns: UserView.self,
        caller: User.self, conditional: true, refuses: .duplicate)

    public static let closeOwnUser = Endpoint(
        .delete, "users/", "Close the own account", status: .noContent, caller: User.self, conditional: true,
        refuses: .lastAdmin)

    public static let me = Endpoint(
        .get, "users/me/", "The own account", returns: UserView.self, caller: User.self, conditional: true)

    public static let user = Endpoint(
        .get, "users/{id}/", "One account, the own or by staff any", path: ByUser.self, returns: UserView.self,
        caller: User.self, conditional: true, refuses: .notFound)

    public static let replaceUser = Endpoint(
        .put, "users/{id}/", "Replace an account's details", path: ByUser.self, body: UserReplacement.self,
        returns: UserView.self, caller: User.self, conditional: true, refuses: .notFound, .duplicate, .forbidden)

    public static let changeUser = Endpoint(
        .patch, "users/{id}/", "Change some of an account's details", path: ByUser.self, body: UserChange.self,
        returns: UserView.self, caller: User.self, conditional: true, refuses: .notFound, .duplicate, .forbidden)

    public static let closeUser = Endpoint(
        .delete, "users/{id}/", "Close an account: its tokens end, its personal data goes", path: ByUser.self,
        status: .noContent, caller: User.self, conditional: true, refuses: .notFound, .forbidden, .lastAdmin)

    public static let actOnUser = Endpoint(
        .post, "users/{id}/", "Activate, deactivate, set a role, send a password reset, end all sessions",
        path: ByUser.self, body: UserAction.self, returns: UserView.self, caller: Staff.self,
        conditional: true, refuses: .notFound, .forbidden, .conflict, .lastAdmin)

    // MARK: Profiles and sessions

    public static let profile = Endpoint(
        .get, "profiles/{user_id}/", "A user's phone, address and store name", path: ByProfile.self,
        returns: ProfileView.self, caller: User.self, conditional: true, refuses: .notFound)

    public static let replaceProfile = Endpoint(
        .put, "profiles/{user_id}/", "Replace a profile", path: ByProfile.self, body: ProfileReplacement.self,
        returns: ProfileView.self, caller: User.self, conditional: true, refuses: .notFound, .forbidden)

    public static let changeProfile = Endpoint(
        .patch, "profiles/{user_id}/", "Change some of a profile", path: ByProfile.self, body: ProfileChange.self,
        returns: ProfileView.self, caller: User.self, conditional: true, refuses: .notFound, .forbidden)

    public static let listSessions = Endpoint(
        .get, "sessions/", "Where the user is logged in", query: PageQuery.self, returns: Page<SessionView>.self,
        caller: User.self)

    public static let endSession = Endpoint(
        .delete, "sessions/{id}/", "Log out there", path: BySession.self, status: .noContent, caller: User.self,
        refuses: .notFound)

    // MARK: Passwords and e-mail

    public static let changePassword = Endpoint(
        .post, "password/change/", "Change the own password; other sessions end", body: PasswordChange.self,
        status: .noContent, caller: User.self, refuses: .rateLimited)

    public static let requestPasswordReset = Endpoint(
        .post, "password/reset/", "Ask for a reset link; the answer does not tell whether the address is known",
        body: PasswordResetRequest.self, status: .accepted, caller: Anyone.self)

    public static let confirmPasswordReset = Endpoint(
        .post, "password/reset/confirm/", "Set a new password with the token of a reset link",
        body: PasswordResetConfirmation.self, status: .noContent, caller: Anyone.self)

    public static let verifyEmail = Endpoint(
        .post, "email/verify/", "Confirm an e-mail address with the token of its mail",
        body: EmailVerification.self, status: .noContent, caller: Anyone.self)

    // MARK: For other services

    public static let account = Endpoint(
        .get, "/api/user/{id}/", "A user with profile", path: ByUser.self, returns: AccountView.self,
        caller: PeerService.self, refuses: .notFound)

    public static let accounts = Endpoint(
        .get, "/api/users/", "Up to 100 users by id; unknown ids are left out", query: UserIDsQuery.self,
        returns: AccountList.self, caller: PeerService.self)

    public static let verifyPassword = Endpoint(
        .post, "/api/verify/", "Check a username and a password", body: PasswordCheck.self,
        returns: PasswordVerdict.self, caller: PeerService.self, refuses: .rateLimited)
}
