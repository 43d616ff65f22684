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
        return schemes
    }

    /// What one operation asks for.
    static func requirement(_ need: Access.TokenNeed) -> JSONValue {
        switch need {
        case .none: []
        case .optional: [[:], ["user": []]]
        case .user: [["user": []]]
        case .service: [["service": []]]
        }
    }
}
