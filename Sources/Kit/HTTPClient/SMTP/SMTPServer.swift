public import Values

/// Where mails are handed in: `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte.
///
/// With `smtp://` TLS is begun where the server offers it (STARTTLS, RFC 3207); a server that gets a password has to
/// offer it, unless it is on this machine. `?cacertfile=PATH` names whom TLS trusts in place of the system's
/// authorities. A path names this side in its greeting. It prints itself without user and password.
public struct SMTPServer: Sendable, CustomStringConvertible {
    let url: String
    let user: Secret<String>?
    let password: Secret<String>?
    let authorities: String?
    let needsTLS: Bool
    public let description: String

    /// - Throws: what is wrong with it, without quoting it.
    public init(_ text: String) throws(ServerURL.Malformed) {
        let address = try ServerURL(text, schemes: ["smtp", "smtps"], options: ["cacertfile"])
        // Nothing that the library would read in another way.
        guard address.host.utf8.allSatisfy({ Self.isOfHost($0) }) else {
            throw ServerURL.Malformed("names no host")
        }
        let name = address.path ?? ""
        guard name.utf8.allSatisfy({ Self.isOfHost($0) }) else {
            throw ServerURL.Malformed("may have the name of this machine behind the host, and nothing else")
        }
        if let user = address.user, user.reveal().isEmpty || address.password == nil {
            throw ServerURL.Malformed("has to have user:password before the @")
        }
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        // Handed in by programs: 587 and 465 (RFC 6409, RFC 8314).
        let port = address.port ?? (address.scheme == "smtps" ? 465 : 587)
        description = "\(address.scheme)://\(host):\(port)"
        url = name.isEmpty ? description : "\(description)/\(name)"
        (user, password) = (address.user, address.password)
        authorities = address.options["cacertfile"]
        needsTLS = address.user != nil && !["localhost", "127.0.0.1", "::1"].contains(address.host)
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
