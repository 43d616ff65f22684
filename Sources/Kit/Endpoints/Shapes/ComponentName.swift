extension Shape {
    /// What a type is called in a contract: `Catalog.NewProduct` is `NewProduct`, `ReservationRequest.Line` is
    /// `ReservationRequestLine`, `Page<ProductView>` is `ProductViewPage`.
    static func componentName(of type: Any.Type) -> String {
        var characters = Array(String(reflecting: type))[...]
        return name(&characters)
    }

    /// Reads `Module.Outer.Inner<Argument, …>` and stops behind it.
    private static func name(_ text: inout ArraySlice<Character>) -> String {
        var parts: [String] = [""]
        var arguments = ""
        while let character = text.first {
            switch character {
            case "<":
                repeat {
                    text.removeFirst()
                    arguments += name(&text)
                } while text.first == "," || text.first == " "
                text = text.dropFirst()
            case ">", ",":
                return arguments + joined(parts)
            case ".":
                text.removeFirst()
                parts.append("")
            case "(":
                // "(unknown context at $…)" stands for a function that a type is declared in.
                while let skipped = text.popFirst(), skipped != ")" {}
            default:
                text.removeFirst()
                if character.isLetter || character.isNumber || character == "_" {
                    parts[parts.count - 1].append(character)
                }
            }
        }
        return arguments + joined(parts)
    }

    private static func joined(_ parts: [String]) -> String {
        let names = parts.filter { !$0.isEmpty }
        return (names.count > 1 ? names.dropFirst() : names[...]).joined()
    }
}
