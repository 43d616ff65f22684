import JSON
import Values

/// What the system and the owner of a machine write into files: mounts, listening ports, the accounts that Souk made,
/// what a backup says of itself.
enum MachineFuzz: FuzzTarget {
    static let name = "machine"

    /// Of lines that are written and read again; longer tables are only read.
    private static let most = 100

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 5)
        switch choice {
        case 0: checkMounts(rest)
        case 1: checkAnyMounts(rest)
        case 2: checkPorts(rest)
        case 3: checkCredentials(rest.text)
        default: checkManifest(rest.bytes)
        }
    }

    // MARK: Mounts

    /// A path on the first line, a mounted place on each other, written into a table as the system does.
    private static func checkMounts(_ input: FuzzInput) {
        let (first, rest) = input.halves
        let path = Array(first.text.utf8)
        // The system has no such line ends in its own table; here they stand for those in a name.
        let places = rest.text.utf8.split(separator: 0x0A).prefix(most).map { line in
            line.map { $0 == 0x1F ? 0x0A : $0 }
        }
        var table = ""
        for (number, place) in places.enumerated() { table += "dev \(escaped(place)) kind\(number) rw,noatime 0 0\n" }
        var wanted: Int?
        for (number, place) in places.enumerated() where lies(path, in: place) {
            if wanted.map({ places[$0].count <= place.count }) ?? true { wanted = number }
        }
        let kind = MountTable(table).kind(at: first.text)
        expect(kind == wanted.map { "kind\($0)" }, "\(first.text) lies in \(kind ?? "nothing"), but \(table)")
    }

    private static func lies(_ path: [UInt8], in place: [UInt8]) -> Bool {
        if place == [0x2F] || place == path { return true }
        return path.count > place.count && Array(path[..<place.count]) == place && path[place.count] == 0x2F
    }

    private static func escaped(_ name: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in name {
            switch byte {
            case 0x20: text += "\\040".utf8
            case 0x09: text += "\\011".utf8
            case 0x0A: text += "\\012".utf8
            case 0x23: text += "\\043".utf8
            case 0x5C: text += "\\134".utf8
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func checkAnyMounts(_ input: FuzzInput) {
        let (path, table) = input.halves
        guard let kind = MountTable(table.text).kind(at: path.text) else { return }
        let lines = table.text.utf8.split(separator: 0x0A).map { $0.split(separator: 0x20) }
        expect(lines.contains { $0.count > 2 && $0[2].elementsEqual(kind.utf8) }, "\(kind) is mounted nowhere")
    }

    // MARK: Ports

    /// Five bytes a socket: its port, its state, its number. Any text does no harm.
    private static func checkPorts(_ input: FuzzInput) {
        let found = PortHolder.listening(on: 8080, in: input.text)
        expect(found.count <= input.bytes.count { $0 == 0x0A } + 1, "more sockets than lines")
        var table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        var wanted: [String] = []
        let bytes = Array(input.bytes.prefix(5 * most + 2))
        let looked = bytes.count < 2 ? 80 : Int(bytes[0]) << 8 | Int(bytes[1])
        for start in stride(from: 0, to: bytes.count - 4, by: 5) {
            let port = Int(bytes[start]) << 8 | Int(bytes[start + 1])
            let state = bytes[start + 2]
            let inode = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
            let local = "0100007F:\(hexadecimal(port, 4))"
            table += "   0: \(local) 00000000:0000 \(hexadecimal(Int(state), 2)) 00000000:00000000"
            table += " 00:00000000 00000000  1000        0 \(inode) 1 0000000000000000 100 0 0 10 0\n"
            if port == looked, state == 0x0A { wanted.append("socket:[\(inode)]") }
        }
        expect(PortHolder.listening(on: looked, in: table) == wanted, "other sockets listen on \(looked)")
    }

    private static func hexadecimal(_ number: Int, _ digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    // MARK: Accounts

    private static func checkCredentials(_ text: String) {
        let read = Credentials(text: text)
        expect(Set(read.values.map(\.name)).count == read.values.count, "a name stands twice")
        for (name, value) in read.values {
            let both = name + value.reveal()
            expect(!both.contains(where: \.isNewline), "\(name.debugDescription) goes over the end of its line")
            expect(!name.contains("=") && !name.hasPrefix("#"), "\(name.debugDescription) is no name")
        }
        let again = Credentials(text: read.text)
        expect(again.values.map(\.name) == read.values.map(\.name), "other names when they are read again")
        expect(
            zip(again.values, read.values).allSatisfy { $0.value.reveal() == $1.value.reveal() },
            "other values when they are read again")
    }

    // MARK: Backups

    private struct Format: Decodable {
        let format: Int
    }

    /// The format is looked at first, by itself, so that the manifest of a newer version is known as such.
    private static func checkManifest(_ bytes: [UInt8]) {
        guard let manifest = try? JSONDecoding.decode(BackupManifest.self, from: bytes) else { return }
        let format = mustNotThrow("a manifest without a format") {
            try JSONDecoding.decode(Format.self, from: bytes).format
        }
        expect(format == manifest.format, "a manifest of two formats")
        let written = mustNotThrow("a manifest cannot be written") { try JSONEncoding.encode(manifest) }
        let again = mustNotThrow("a manifest cannot be read again") {
            try JSONDecoding.decode(BackupManifest.self, from: written)
        }
        expect(again.takenAt == manifest.takenAt && again.version.isSame(as: manifest.version), "another backup")
        expect(again.schemas.count == manifest.schemas.count, "other schemas when they are read again")
        for (read, schema) in zip(again.schemas, manifest.schemas) {
            let isSame =
                read.service.isSame(as: schema.service)
                && read.migrations.map { Array($0.utf8) } == schema.migrations.map { Array($0.utf8) }
            expect(isSame, "\(schema.service.debugDescription) has other migrations when they are read again")
        }
        expect(again.files.count == manifest.files.count, "other files when they are read again")
        for (read, file) in zip(again.files, manifest.files) {
            let isSame =
                read.name.isSame(as: file.name) && read.bytes == file.bytes && read.sha256.isSame(as: file.sha256)
            expect(isSame, "\(file.name.debugDescription) is another file when it is read again")
        }
    }
}

extension String {
    /// Byte by byte: Swift takes two spellings of an accent for the same text.
    fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
