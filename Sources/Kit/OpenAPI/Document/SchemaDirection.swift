/// Which way a type travels. Going in, an optional field may be left out and an unknown one is refused; coming out, every
/// field is there, and readers should expect new ones.
enum SchemaDirection: Sendable {
    case request
    case answer
}
