import HTTP

/// What is known of a request when its header fields have been read and found good.
struct RequestHead {
    /// How much body follows.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    let method: HTTPMethod
    let target: RequestTarget
    let fields: HTTPFields
    let framing: Framing
}
