public import Values

/// What a new password has to be: 8 to 128 characters, and none of the commonest. Nothing else.
public enum PasswordRules {
    /// Why a password is refused.
    public enum Refusal: String, Error, Sendable, CustomStringConvertible {
        case tooShort = "too_short"
        case tooLong = "too_long"
        case tooCommon = "too_common"

        /// What goes after the name of the field or setting.
        public var description: String {
            switch self {
            case .tooShort, .tooLong: "must have 8 to 128 characters"
            case .tooCommon: "is one of the commonest passwords"
            }
        }
    }

    public static let lengths = 8...128

    /// - Returns: nil for a password that may be used.
    public static func refusal(of password: Secret<String>) -> Refusal? {
        let text = password.reveal()
        let length = text.unicodeScalars.count
        if length < lengths.lowerBound { return .tooShort }
        if length > lengths.upperBound { return .tooLong }
        return CommonPasswords.contains(text) ? .tooCommon : nil
    }
}
