import CPostgreSQL
import Glibc
import SQL

/// Where the server is and how to talk to it, as the library's keywords. It may hold a password and is shown nowhere.
struct ConnectionParameters: Sendable, CustomStringConvertible, CustomReflectable {
    private var values: [String: String]

    /// Reads `postgresql://user:password@host:port/database?sslmode=…`, or the library's `key=value` form.
    ///
    /// The error says nothing of the text, which may hold a password.
    init(url: String) throws(SQLError) {
        guard !url.utf8.contains(0), let options = PQconninfoParse(url, nil) else {
            throw SQLError(.invalidStatement, detail: "the URL of a PostgreSQL database could not be read")
        }
        defer { PQconninfoFree(options) }
        values = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        // A moment's wait for a ticket would be every loop's.
        setDefault("gssencmode", "disable")
        setDefault("application_name", "souk")
        // A server that has vanished without a word is noticed.
        setDefault("keepalives_idle", "20")
        setDefault("keepalives_interval", "5")
        setDefault("keepalives_count", "3")
        setDefault("tcp_user_timeout", "20000")
        values["client_encoding"] = "UTF8"
    }

    /// The database's name, or nil where the URL leaves it to the library.
    var database: String? { values["dbname"] }

    func with(database: String) -> ConnectionParameters {
        var changed = self
        changed.values["dbname"] = database
        return changed
    }

    /// Adds the server's own settings; what the URL says stands behind them and counts.
    func with(settings: [(name: String, value: String)]) -> ConnectionParameters {
        var changed = self
        let ours = settings.map { name, value in "-c \(name)=\(value.replacing(" ", with: "\\ "))" }
        changed.values["options"] = (ours + [values["options"] ?? ""]).joined(separator: " ")
        return changed
    }

    private mutating func setDefault(_ keyword: String, _ value: String) {
        if values[keyword] == nil { values[keyword] = value }
    }

    /// Lends the keywords and the values, each list ended by nil.
    func withCArrays<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var keywords: [UnsafePointer<CChar>?] = []
        var texts: [UnsafePointer<CChar>?] = []
        for (keyword, value) in values {
            keywords.append(UnsafePointer(strdup(keyword)))
            texts.append(UnsafePointer(strdup(value)))
        }
        defer { for text in keywords + texts { free(UnsafeMutablePointer(mutating: text)) } }
        keywords.append(nil)
        texts.append(nil)
        return body(keywords, texts)
    }

    var description: String { "PostgreSQL \(values["host"] ?? "")/\(values["dbname"] ?? "")" }

    var customMirror: Mirror { Mirror(self, children: []) }

    // MARK: Names of hosts

    /// Whether the library would have to ask for the address of a name, which blocks.
    var needsAddress: Bool {
        guard values["hostaddr"] == nil else { return false }
        return hosts.contains { !Self.isAddress($0) }
    }

    private var hosts: [String] {
        (values["host"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Asks the system for the addresses of the names. Blocks.
    func resolved() throws(SQLError) -> ConnectionParameters {
        var addresses: [String] = []
        for host in hosts {
            guard !Self.isAddress(host) else {
                addresses.append(host.hasPrefix("/") ? "" : host)
                continue
            }
            addresses.append(try Self.address(of: host))
        }
        var changed = self
        changed.values["hostaddr"] = addresses.joined(separator: ",")
        return changed
    }

    /// Nothing and a path stand for a local socket.
    private static func isAddress(_ host: String) -> Bool {
        var address = in6_addr()
        return host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") || inet_pton(AF_INET, host, &address) == 1
            || inet_pton(AF_INET6, host, &address) == 1
    }

    private static func address(of host: String) throws(SQLError) -> String {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &found)
        defer { freeaddrinfo(found) }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard status == 0, let found,
            getnameinfo(
                found.pointee.ai_addr, found.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
                == 0
        else {
            let reason = String(cString: gai_strerror(status))
            throw SQLError(.connectionLost, detail: "no address of \(host): \(reason)", statement: "connect")
        }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
