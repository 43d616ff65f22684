import Values

/// How the words of a generated product make its name.
enum NameTemplate: Sendable {
    case goods
    /// A title by an author.
    case title
    /// A sort of plant, with the name of its breed in quotation marks.
    case breed
    /// A recording: performers and title.
    case recording

    func name(_ words: Words) -> String {
        switch self {
        case .goods: "\(words.maker) \(words.line) \(words.kind), \(words.material), \(words.size)"
        case .title: "The \(words.line) \(words.kind) by \(words.material) \(words.maker) (\(words.size))"
        case .breed: "\(words.kind) ‘\(words.maker) \(words.line)’, \(words.material), \(words.size)"
        case .recording: "\(words.maker) \(words.material): \(words.line) \(words.kind), \(words.size)"
        }
    }

    func introduction(_ words: Words, _ chance: inout SplitMix64) -> String {
        switch self {
        case .goods:
            chance.pick([
                "\(words.kind) in \(words.material.lowercased()), \(words.size), from the \(words.line) series.",
                "From \(words.maker)’s \(words.line) series: \(words.material.lowercased()), \(words.size).",
                "The \(words.line) by \(words.maker) in \(words.material.lowercased()), \(words.size).",
            ])
        case .title:
            "A \(words.size.lowercased()) edition of \(words.material) \(words.maker)’s book about a "
                + "\(words.line.lowercased()) \(words.kind.lowercased()) and what came of it."
        case .breed:
            "A \(words.kind.lowercased()) of the breed \(words.maker) \(words.line), sold as \(words.material.lowercased()), "
                + "\(words.size)."
        case .recording:
            "The \(words.maker) \(words.material) play the \(words.line) \(words.kind); \(words.size)."
        }
    }
}
