import CCurl

extension HTTPClient {
    /// The version of the library that is loaded.
    public static var libraryVersion: String {
        // "libcurl/7.88.1 OpenSSL/3.0.17 zlib/1.2.13 …"
        let words = curl_version().map { String(cString: $0) } ?? ""
        return words.split(separator: " ").first?.split(separator: "/").last.map(String.init) ?? ""
    }
}
