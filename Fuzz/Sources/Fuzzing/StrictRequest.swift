/// The head of a request as RFC 9112 has it to the letter, read once more and with nothing forgiven: two readers that
/// agree on this cannot be made to disagree on where a request ends or whom it is for.
struct StrictRequest {
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    let method: [UInt8]
    let target: [UInt8]
    let isModern: Bool
    let fields: [(name: [UInt8], value: [UInt8])]
    let framing: Framing
    /// From the first byte to behind the empty line.
    let size: Int
    /// Whether empty lines stand before it, which a server may pass over.
    let isLate: Bool

    /// Reads the ends of lines as those see them who come after libmicrohttpd, which writes NULs over them, and over the
    /// colon behind an empty name: two such bytes may have been one end, four of them the last.
    init?(erasingLineEnds bytes: [UInt8]) {
        var erased: [UInt8] = []
        for run in Self.runs(of: bytes) {
            let ends = !Self.isErased(run[0], behindAnother: false) ? 0 : run.count == 2 ? 1 : run.count < 4 ? 0 : 2
            erased += (0..<ends).flatMap { _ in [0x0D, 0x0A] as [UInt8] } + run.dropFirst(ends * 2)
        }
        self.init(erased)
    }

    private static func isErased(_ byte: UInt8, behindAnother: Bool) -> Bool {
        [0x00, 0x0A, 0x0D].contains(byte) || behindAnother && byte == 0x3A
    }

    /// The bytes in pieces, in turn of those that may have been erased and of all else.
    private static func runs(of bytes: [UInt8]) -> [[UInt8]] {
        var runs: [[UInt8]] = []
        var wasErased: Bool?
        for byte in bytes {
            let isErased = isErased(byte, behindAnother: wasErased == true)
            if isErased != wasErased { runs.append([]) }
            runs[runs.count - 1].append(byte)
            wasErased = isErased
        }
        return runs
    }

    /// Nil for whatever is not a request to the letter.
    init?(_ bytes: [UInt8]) {
        let start = Self.start(of: bytes)
        isLate = start > 0
        guard let lines = Self.lines(bytes[start...]), let first = lines.first else { return nil }
        size = lines.reduce(2) { $0 + $1.count + 2 }
        let words = first.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
        guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(Self.isTokenByte), !words[1].isEmpty,
            words[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        (method, target) = (words[0], words[1])
        switch String(decoding: words[2], as: UTF8.self) {
        case "HTTP/1.1": isModern = true
        case "HTTP/1.0": isModern = false
        default: return nil
        }
        var fields: [(name: [UInt8], value: [UInt8])] = []
        for line in lines.dropFirst() {
            guard let field = Self.field(line) else { return nil }
            fields.append(field)
        }
        self.fields = fields
        guard let framing = Self.framing(fields, isModern: isModern) else { return nil }
        self.framing = framing
        guard Self.namesOneHost(fields, target: words[1], isModern: isModern) else { return nil }
    }

    /// Where empty lines end, however they do; to the library, one that begins with a NUL is empty as well.
    private static func start(of bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count {
            switch bytes[start] {
            case 0x0D, 0x0A: start += 1
            case 0x00: start = bytes[start...].firstIndex { $0 == 0x0D || $0 == 0x0A } ?? bytes.count
            default: return start
            }
        }
        return start
    }

    func values(_ name: String) -> [[UInt8]] { Self.values(fields, name) }

    /// The lines up to the empty one, each ended by CR and LF; nil if a CR, an LF or a NUL stands alone.
    private static func lines(_ bytes: ArraySlice<UInt8>) -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x0D:
                guard index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A else { return nil }
                if line.isEmpty { return lines }
                lines.append(line)
                line = []
                index += 1
            case 0x0A, 0x00: return nil
            case let byte: line.append(byte)
            }
            index += 1
        }
        return nil
    }

    private static func field(_ line: [UInt8]) -> (name: [UInt8], value: [UInt8])? {
        guard let colon = line.firstIndex(of: 0x3A), colon > 0, line[..<colon].allSatisfy(isTokenByte) else {
            return nil
        }
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let value = Array(line[(colon + 1)...].drop(while: isBlank).reversed().drop(while: isBlank).reversed())
        guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
        return (Array(line[..<colon]), value)
    }

    private static func framing(_ fields: [(name: [UInt8], value: [UInt8])], isModern: Bool) -> Framing? {
        let lengths = values(fields, "content-length")
        let codings = values(fields, "transfer-encoding")
        if !codings.isEmpty {
            guard codings.count == 1, lengths.isEmpty, isModern, lowered(codings[0]) == Array("chunked".utf8) else {
                return nil
            }
            return .chunked
        }
        guard let length = lengths.first else { return Framing.none }
        guard lengths.count == 1, !length.isEmpty, length.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(String(decoding: length, as: UTF8.self))
        else { return nil }
        return number == 0 ? Framing.none : .length(number)
    }

    private static func namesOneHost(
        _ fields: [(name: [UInt8], value: [UInt8])], target: [UInt8], isModern: Bool
    ) -> Bool {
        let hosts = values(fields, "host")
        let isHost = { (byte: UInt8) in isAlphanumeric(byte) || ".-_:[]".utf8.contains(byte) }
        guard hosts.count == 1 || hosts.isEmpty && !isModern,
            hosts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isHost) })
        else { return false }
        guard target.first != 0x2F else { return true }
        // An absolute target names the host once more.
        guard let colon = target.firstIndex(of: 0x3A), target[(colon + 1)...].starts(with: "//".utf8) else {
            return false
        }
        let authority = target[(colon + 3)...].prefix { $0 != 0x2F && $0 != 0x3F }
        return hosts.first.map(lowered) == lowered(Array(authority))
    }

    private static func values(_ fields: [(name: [UInt8], value: [UInt8])], _ name: String) -> [[UInt8]] {
        fields.filter { lowered($0.name) == Array(name.utf8) }.map(\.value)
    }

    private static func lowered(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
