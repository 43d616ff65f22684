public import Endpoints

/// Who can reach a route at all, before anybody looks at tokens.
public enum Exposure: Sendable {
    /// Through the gateway: `/api/v1/…`, `/.well-known/…`.
    case `public`
    /// On the service's own port, for other services: `/api/…` outside of `/api/v1/`.
    case `internal`
}

extension OperationDescription {
    /// By its path. What is neither under `/api/v1/` nor `/.well-known/` is kept inside.
    public var exposure: Exposure {
        path.hasPrefix("/api/v1/") || path.hasPrefix("/.well-known/") ? .public : .internal
    }

    func checkExposure() throws(HostingError) {
        let name = "\(method) \(path)"
        switch (exposure, access.token) {
        case (.internal, .service): break
        case (.internal, _): throw .internalRouteIsOpen(route: name)
        case (.public, .service): throw .publicRouteForServices(route: name)
        case (.public, _): break
        }
    }
}
