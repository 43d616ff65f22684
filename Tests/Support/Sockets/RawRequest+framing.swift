extension RawRequest {
    /// Where does this request end? Two servers could disagree.
    public static let ambiguousLengths: [RawRequest] = [
        post("a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
        post("two lengths", "Content-Length: 0\r\nContent-Length: \(smuggled.utf8.count)"),
        post("two lengths, the longer first", "Content-Length: \(smuggled.utf8.count)\r\nContent-Length: 0"),
        post("two equal lengths", "Content-Length: 3\r\nContent-Length: 3", "abc"),
        post("two lengths in different letters", "Content-Length: 3\r\ncontent-length: 3", "abc"),
        post("length 5, 5", "Content-Length: 5, 5", "hello", isExplained: false),
        post("length 5 5", "Content-Length: 5 5", "hello", isExplained: false),
        post("length +5", "Content-Length: +5", "hello", isExplained: false),
        post("length -1", "Content-Length: -1", "hello", isExplained: false),
        post("length 0x5", "Content-Length: 0x5", "hello", isExplained: false),
        post("length 5.0", "Content-Length: 5.0", "hello", isExplained: false),
        post("length 5 and blanks", "Content-Length: 5  ", "hello", isExplained: false),
        post("length 5;", "Content-Length: 5;", "hello", isExplained: false),
        post("an empty length", "Content-Length:", "hello", isExplained: false),
        post("a blank length", "Content-Length:   ", "hello", isExplained: false),
        post("a length of 23 digits", "Content-Length: 99999999999999999999999", "", 413, isExplained: false),
        post("a length of 2^64", "Content-Length: 18446744073709551616", "", 413, isExplained: false),
        post("a length of 2^63", "Content-Length: 9223372036854775808", "", 413),
        post("a space before the length's colon", "Content-Length : 5", "hello"),
        post("a tab before the length's colon", "Content-Length\t: 5", "hello"),
    ]

    public static let ambiguousCodings: [RawRequest] = [
        post("the coding twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n"),
        post("two codings, chunked last", "Transfer-Encoding: x\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("a space before the coding's colon", "Transfer-Encoding : chunked", "0\r\n\r\n"),
        post("a tab before the coding's colon", "Transfer-Encoding\t: chunked", "0\r\n\r\n"),
        post("the coding on a folded line", "Transfer-Encoding:\r\n chunked", "0\r\n\r\n"),
        post("the coding in a folded value", "X: a\r\n Transfer-Encoding: chunked", "0\r\n\r\n"),
        post("a vertical tab before the coding", "Transfer-Encoding: \u{b}chunked", "0\r\n\r\n"),
        post("coding gzip, chunked", "Transfer-Encoding: gzip, chunked", "0\r\n\r\n", 501),
        post("coding chunked, chunked", "Transfer-Encoding: chunked, chunked", "0\r\n\r\n", 501),
        post("coding chunked, identity", "Transfer-Encoding: chunked, identity", "0\r\n\r\n", 501),
        post("coding chunked with a parameter", "Transfer-Encoding: chunked;q=1", "0\r\n\r\n", 501),
        post("coding \"chunked\"", "Transfer-Encoding: \"chunked\"", "0\r\n\r\n", 501),
        post("coding xchunked", "Transfer-Encoding: xchunked", "0\r\n\r\n", 501),
        post("coding identity", "Transfer-Encoding: identity", "abc", 501),
        post("an empty coding", "Transfer-Encoding:", "0\r\n\r\n", 501),
        RawRequest(
            "chunks in HTTP/1.0",
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(smuggled)"),
    ]

    /// Chunks that are none; the request's head is good, so that its handler may have begun.
    public static let badChunks: [String] = [
        "zz\r\nab\r\n", "-1\r\nab\r\n", "+2\r\nab\r\n", "0x2\r\nab\r\n", " 2\r\nab\r\n", "\r\nab\r\n", ";x\r\nab\r\n",
        "2\r\nabc\r\n", "2\r\nabXX", "fffffffffffffffff\r\nab\r\n",

        "2 2\r\nab\r\n", "2\0\r\nab\r\n", "2\rab\r\n",
    ]

    /// Chunks of which nobody sees the end: all that follows is theirs.
    public static let endlessChunks = [
        "ffffffffffffffff\r\nab\r\n", "7fffffffffffffff\r\nab\r\n",
        "2;\(String(repeating: "x", count: 60_000))\r\nab\r\n",
    ]
}
