/// What a shape is filled with, named by its part in the picture; the palette of the product decides the colour.
enum Paint: Sendable {
    /// The main colour under the pattern of the product.
    case print
    case main, mainDark, mainLight
    case accent, accentDark
    case ink, cream, paper
    case wood, woodDark
    case metal, metalDark
    case leaf, leafDark
    case clay
    case flame
    /// Lets what lies behind shine through.
    case glass
    /// Darkens or lightens what lies behind.
    case shade, gloss
}
