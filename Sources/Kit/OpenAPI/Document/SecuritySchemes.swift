import Endpoints
import JSON

/// How a caller proves who it is.
enum SecuritySchemes {
    /// The schemes that these operations need.
    static func json(for operations: [OperationDescription]) -> JSONObject {
        var schemes = JSONObject()
        if operations.contains(where: { $0.access.token == .user || $0.access.token == .optional }) {
            schemes["user"] = [
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                "description": "An access token from `POST /api/v1/token/`, good for five minutes.",
            ]
        }
        if operations.contains(where: { $0.access.token == .service }) {
            schemes["service"] = [
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                "description": "A short token that one service signs for another.",
            ]
        }
        for header in operations.compactMap(\.access.guestHeader) {
            schemes[guestScheme(header)] = [
                "type": "apiKey", "in": "header", "name": .string(header),
                "description": "Makes a guest known, who has no account.",
            ]
        }
        return schemes
    }

    /// What one operation asks for: one of these.
    static func requirement(_ access: Access) -> JSONValue {
        switch access.token {
        case .none: []
        case .optional:
            .array([[:], ["user": []]] + (access.guestHeader.map { [.object([guestScheme($0): []])] } ?? []))
        case .user: [["user": []]]
        case .service: [["service": []]]
        }
    }

    private static func guestScheme(_ header: String) -> String {
        "guest_" + header.lowercased().split(separator: "-").joined(separator: "_")
    }
}
