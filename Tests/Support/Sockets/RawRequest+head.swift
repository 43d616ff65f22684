extension RawRequest {
    /// Lines that do not end, or begin, where everybody thinks that they do.
    public static let ambiguousLines: [RawRequest] = [
        get("a folded line", "X-Folded: a\r\n b\r\nX-Next: c"),
        get("a folded last line", "X-Folded: a\r\n b"),
        get("a line folded by a tab", "X-Folded: a\r\n\tb"),
        RawRequest("a folded first line", "GET / HTTP/1.1\r\n X-Folded: a\r\nHost: a\r\n\r\n\(smuggled)"),
        RawRequest("a blank before the host", "GET / HTTP/1.1\r\n Host: a\r\n\r\n\(smuggled)"),
        RawRequest("bare LF all over", "GET / HTTP/1.1\nHost: a\n\n\(smuggled)"),
        RawRequest("bare LF behind the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n\(smuggled)"),
        get("bare LF behind a field", "X-One: a\nX-Two: b"),
        get("bare LF behind the last field", "X-One: a\n"),
        RawRequest("bare LF as the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n\(smuggled)"),
        get("bare CR in a value", "X-Cr: a\rb"),
        get("bare CR and a field in a value", "X-Cr: a\rX-Two: b"),
        RawRequest(
            "bare CR behind the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n\(smuggled)", isExplained: false),
        get("CR CR LF", "X-Cr: a\r"),
        get("NUL in a value", "X-Nul: a\0b\r\nX-Next: c"),
        get("NUL in the last value", "X-Nul: a\0b"),
        get("NUL at the end of a value", "X-Nul: a\0"),
        RawRequest("NUL in the line that ends the head", "GET / HTTP/1.1\r\nHost: a\n\0x\n\(smuggled)"),
        get("NUL in a name", "X\0Y: b", isExplained: false),
        get("a control character in a value", "X-Bell: \u{7}"),
        get("DEL in a value", "X-Delete: \u{7F}"),
        get("an empty name", ": b"),
        get("a space in a name", "X Y: b"),
        get("a parenthesis in a name", "X(Y): b"),
        get("a letter with an accent in a name", "É: b"),
        get("no colon", "X-None", isExplained: false),
    ]

    public static let badHosts: [RawRequest] = [
        RawRequest("no host", "GET / HTTP/1.1\r\nX-Other: a\r\n\r\n\(smuggled)"),
        RawRequest("no field at all", "GET / HTTP/1.1\r\n\r\n\(smuggled)"),
        RawRequest("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n\(smuggled)"),
        get("two hosts", "Host: b"),
        get("two equal hosts", "Host: a"),
        RawRequest("a host that is a URL", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n\(smuggled)"),
        RawRequest("a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n\(smuggled)"),
        RawRequest("a host of two words", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n\(smuggled)"),
        RawRequest("a list of hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n\(smuggled)"),
        RawRequest("a space before the host's colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n\(smuggled)"),
        target("another host in the target", "http://b/"),
        target("a user in the target", "http://a@b/"),
        target("no host in the target", "http:///a"),
    ]

    public static let badTargets: [RawRequest] = [
        RawRequest("target *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n\(smuggled)"),
        RawRequest("CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n\(smuggled)"),
        target("only a host and a port", "a:80"),
        target("another scheme", "ftp://a/a"),
        target("a path without a slash", "abc"),
        target("a fragment", "/a#b"),
        target("NUL in the path", "/a\0b"),
        target("an escaped NUL in the path", "/a%00b"),
        target("an escaped line end in the path", "/a%0d%0ab"),
        target("a letter with an accent in the path", "/é"),
        target("an escape that is no UTF-8", "/%c3%28"),
        target("an overlong slash", "/%c0%af"),
        target("an overlong slash of three bytes", "/%e0%80%af"),
        target("an overlong NUL", "/%c0%80"),
        target("half a surrogate pair", "/%ed%a0%80"),
        target("beyond Unicode", "/%f4%90%80%80"),
        target("an escape that is none", "/%zz"),
        target("half an escape", "/a%2"),
        target("a query that cannot be decoded", "/a?b=%c3%28"),
        target("a step upwards", "/a/../b"),
        target("a step upwards at the end", "/a/.."),
        target("a step on the spot", "/a/./b"),
        target("an escaped step upwards", "/a/%2e%2e/b"),
        target("a step upwards, half escaped", "/a/.%2E/b"),
        target("a space", "/a b"),
        target("two spaces before it", " /a"),
        target("two spaces behind it", "/a "),
    ]

    public static let badRequestLines: [RawRequest] = [
        unheard("tabs for spaces", "GET\t/a\tHTTP/1.1"),
        unheard("a space before the method", " GET / HTTP/1.1"),
        line("a method in lower case", "get / HTTP/1.1", 501),
        line("a method that nobody knows", "BREW / HTTP/1.1", 501),
        line("a method with a colon", "GET: / HTTP/1.1", 501),
        line("a method of 500 letters", "\(String(repeating: "X", count: 500)) / HTTP/1.1", 501),
        line("TRACE", "TRACE / HTTP/1.1", 405),
        line("QUERY", "QUERY / HTTP/1.1", 405),
        line("no version", "GET /a", isExplained: false),
        line("HTTP/0.9", "GET / HTTP/0.9", 505, isExplained: false),
        line("HTTP/1.9", "GET / HTTP/1.9", 505),
        line("HTTP/1.10", "GET / HTTP/1.10", isExplained: false),
        line("HTTP/2.0", "GET / HTTP/2.0", 505, isExplained: false),
        line("a version in lower case", "GET / http/1.1", isExplained: false),
        line("another protocol", "GET / SIP/2.0", isExplained: false),
        RawRequest(
            "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\(smuggled)", [400, 505], isExplained: false),
        unheard("nothing but a word", "hello"),
        unheard("a TLS greeting", "\u{16}\u{3}\u{1}\u{2}\0\u{1}"),
        post("an unknown expectation", "Content-Length: 0\r\nExpect: 200-maybe", "", 417),
    ]

    /// What is merely too much. The first of each kind fits into a connection's memory, the second does not.
    public static let tooLong: [RawRequest] = [
        get("101 fields", (0..<100).map { "X-\($0): y" }.joined(separator: "\r\n"), 431),
        get("10,000 fields", (0..<10_000).map { "X-\($0): y" }.joined(separator: "\r\n"), 431, isExplained: false),
        get("a field of 9 kB", "X: \(String(repeating: "y", count: 9_000))", 431),
        get("a field of 40 kB", "X: \(String(repeating: "y", count: 40_000))", 431, isExplained: false),
        get("a name of 9 kB", "\(String(repeating: "X", count: 9_000)): y", 431),
        target("a target of 9 kB", "/\(String(repeating: "y", count: 9_000))", 414),
        target("a target of 40 kB", "/\(String(repeating: "y", count: 40_000))", 414, isExplained: false),
        RawRequest(
            "a method of 40 kB", "\(String(repeating: "X", count: 40_000)) / HTTP/1.1\r\nHost: a\r\n\r\n\(smuggled)",
            [400, 414, 431, 501], isExplained: false),
    ]

    /// All of the above that no handler may hear of.
    public static let refused =
        ambiguousLengths + ambiguousCodings + ambiguousLines + badHosts + badTargets + badRequestLines + tooLong
}
