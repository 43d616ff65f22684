/// A colour of eight bits a channel.
struct Colour: Hashable, Sendable {
    let red: Int
    let green: Int
    let blue: Int

    init(_ code: Int) {
        red = code >> 16 & 0xFF
        green = code >> 8 & 0xFF
        blue = code & 0xFF
    }

    private init(red: Int, green: Int, blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    static let white = Colour(0xFFFFFF)
    static let ink = Colour(0x2B2D42)

    func mixed(with other: Colour, percent: Int) -> Colour {
        func mix(_ mine: Int, _ theirs: Int) -> Int { (mine * (100 - percent) + theirs * percent) / 100 }
        return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// As the eye weighs it, from 0 to 255.
    var brightness: Int { (red * 299 + green * 587 + blue * 114) / 1000 }

    /// How far apart two colours look, roughly.
    func distance(to other: Colour) -> Int {
        abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue)
    }

    var code: String {
        let digits = String(red << 16 | green << 8 | blue, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }
}
