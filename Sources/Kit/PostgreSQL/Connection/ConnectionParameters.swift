import CPostgreSQL
import EventLoops
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

    /// Whether there is more than one way to the server, or names that the library would look up, which blocks.
    var hasWaysToFind: Bool {
        guard values["hostaddr"] == nil else { return false }
        return hosts.count > 1 || hosts.contains { !Self.isSocket($0) && !HostAddresses.isNumber($0) }
    }

    private var hosts: [String] {
        (values["host"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Asks the system for the addresses of all names; the library then tries one after the other. Blocks.
    /// - Parameter turn: which of them is the first: of an address that is silent nobody comes to the next one.
    /// - Throws: where no host has an address. One of several that has none is left out.
    func resolved(turn: Int) throws(SQLError) -> ConnectionParameters {
        let ports = (values["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let eachHasPort = ports.count == hosts.count
        var ways: [(host: String, address: String, port: Substring)] = []
        var unknown: HostAddresses.Unknown?
        for (place, host) in hosts.enumerated() {
            do throws(HostAddresses.Unknown) {
                // A local socket has none.
                let addresses =
                    Self.isSocket(host) ? [""] : HostAddresses.isNumber(host) ? [host] : try HostAddresses.find(host)
                ways += addresses.map { (host, $0, eachHasPort ? ports[place] : "") }
            } catch {
                unknown = error
            }
        }
        if ways.isEmpty, let unknown { throw SQLError(.connectionLost, detail: "\(unknown)", statement: "connect") }
        let first = turn % ways.count
        ways = Array(ways[first...] + ways[..<first])
        var changed = self
        changed.values["host"] = ways.map(\.host).joined(separator: ",")
        changed.values["hostaddr"] = ways.map(\.address).joined(separator: ",")
        if eachHasPort { changed.values["port"] = ways.map(\.port).joined(separator: ",") }
        return changed
    }

    /// Whether it is a path, or nothing, which stand for a local socket.
    private static func isSocket(_ host: String) -> Bool { host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") }
}
