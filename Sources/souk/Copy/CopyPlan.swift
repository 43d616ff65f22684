import FoundationEssentials
import Glibc
import SQL
import ServiceKit

/// What is copied from where to where. A service that has its database in the same place on both sides stays there: a shop
/// may move one service after the other.
struct CopyPlan: Sendable {
    struct Impossible: Error, CustomStringConvertible {
        let description: String
    }

    let target: CopySide
    let parts: [ShopCopy.Part]
    /// The services that stay where they are.
    let unmoved: [String]
    /// Those whose locks keep shops out, each once.
    let folders: [String]

    init(_ configuration: Configuration, from source: CopySide, to target: CopySide) throws {
        self.target = target
        var parts: [ShopCopy.Part] = []
        var unmoved: [String] = []
        var places: [String: String] = [:]
        for service in MigratedSchema.services {
            let (from, to) = (
                try source.address(of: service.name, configuration),
                try target.address(of: service.name, configuration)
            )
            guard from.place != to.place else {
                unmoved.append(service.name)
                continue
            }
            if case .sqlite(let path) = from, !FileCopy.exists(path) { throw NoShop(path: path) }
            for place in [from.place, to.place] {
                if let other = places.updateValue(service.name, forKey: place) {
                    throw Impossible(
                        description: "\(other) and \(service.name) have the same database: give each one of its own")
                }
            }
            parts.append(ShopCopy.Part(service: service, source: from, target: to))
        }
        guard !parts.isEmpty else {
            throw Impossible(
                description: "there is nothing to copy: every service has its database in that folder already; "
                    + "<SERVICE>_DATABASE_URL name the databases on the other side")
        }
        self.parts = parts
        self.unmoved = unmoved
        var seen: Set<String> = []
        folders = try [source, target].map { try $0.folder(configuration) }.filter { folder in
            seen.insert(DatabaseAddress.resolved(folder)).inserted
        }
    }
}

extension DatabaseAddress {
    /// The same for one database under two names, as far as can be told without asking.
    fileprivate var place: String {
        switch self {
        case .sqlite(let path): Self.resolved(path)
        case .postgresql(let url): url
        }
    }

    /// A path without links; of a file that is not there yet, with its folder's.
    fileprivate static func resolved(_ path: String) -> String {
        if let pointer = realpath(path, nil) {
            defer { free(pointer) }
            return String(cString: pointer)
        }
        let folder = FileCopy.folder(of: path)
        guard folder != path, let pointer = realpath(folder, nil) else { return path }
        defer { free(pointer) }
        return "\(String(cString: pointer))/\(path.split(separator: "/").last ?? "")"
    }
}

/// The locks of the folders that take part: no shop and no command is at work there.
struct CopyLocks: Sendable {
    private let folders: [DataDirectory]
    private let visits: [VisitLock]

    init(_ paths: [String]) throws {
        folders = try paths.map { try DataDirectory($0) }
        var visits: [VisitLock] = []
        for folder in folders {
            do {
                visits.append(try VisitLock(folder.path, .alone))
            } catch {
                for visit in visits { visit.release() }
                throw error
            }
        }
        self.visits = visits
    }

    func release() {
        for visit in visits { visit.release() }
    }
}
