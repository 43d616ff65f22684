import Observability
import SQL
import ServiceKit

/// Copies a shop from the databases of one side to those of the other, row by row, whatever engines they are.
///
/// Nobody can write to the source meanwhile. Each target is filled in one transaction and compared with its source before
/// that is committed. A mark lies in all of them until the last is there, so that no shop opens on a part; a copy that was
/// cut off is repeated, and what it has done by then stands.
struct ShopCopy: Sendable {
    struct Part: Sendable {
        let service: any ShopService.Type
        let source: DatabaseAddress
        let target: DatabaseAddress
    }

    let parts: [Part]
    /// Whether targets that have rows of their own are emptied.
    let replaces: Bool

    /// What it tells while it works.
    enum Step: Sendable {
        /// A service's rows: so many of them all are there.
        case rows(service: String, total: Int, more: Int)
        /// A service's target had the same rows already.
        case wasThere(service: String)
    }

    func run(_ tell: (Step) -> Void) async throws -> [CopiedTable] {
        var opened: [ServiceCopy] = []
        do {
            for part in parts {
                let source = try await part.source.session(named: "souk copy")
                let target: any DatabaseSession
                do {
                    target = try await part.target.session(named: "souk copy")
                } catch {
                    await source.close()
                    throw error
                }
                opened.append(
                    ServiceCopy(
                        service: part.service, source: source, target: target, targetAddress: part.target))
            }
            let copied = try await copy(opened, tell)
            await close(opened)
            return copied
        } catch {
            await close(opened)
            throw error
        }
    }

    private func close(_ copies: [ServiceCopy]) async {
        for copy in copies {
            await copy.source.close()
            await copy.target.close()
        }
    }

    private func copy(_ copies: [ServiceCopy], _ tell: (Step) -> Void) async throws -> [CopiedTable] {
        for copy in copies {
            try await Solitude.require(for: copy.source, of: copy.service.name)
            try await Solitude.require(for: copy.target, of: copy.service.name)
            try await copy.beginReading()
        }
        try await requireFitTexts(copies)
        var states: [ServiceCopy.State] = []
        for copy in copies {
            let state = try await copy.state()
            if state == .filled, !replaces { throw NotEmpty(service: copy.service.name) }
            states.append(state)
        }
        for copy in copies { try await CopyMark.make(in: copy.target) }
        try FailPoints.crash(at: "copy.marked")
        // Whoever came before the mark is seen now; whoever comes after it sees the mark.
        for copy in copies { try await Solitude.require(for: copy.target, of: copy.service.name) }
        var copied: [CopiedTable] = []
        for (copy, state) in zip(copies, states) {
            let name = copy.service.name
            if state == .done {
                tell(.wasThere(service: name))
                continue
            }
            copied += try await copy.fill { tell(.rows(service: name, total: $0, more: $1)) }
            try FailPoints.crash(at: "copy.service_copied")
        }
        for copy in copies {
            try await CopyMark.remove(from: copy.target)
            try FailPoints.crash(at: "copy.mark_removed")
        }
        return copied
    }

    private func requireFitTexts(_ copies: [ServiceCopy]) async throws {
        var places: [String] = []
        for copy in copies where copy.source.dialect.engine == .sqlite && copy.target.dialect.engine == .postgresql {
            places += try await UnfitTexts.places(in: copy.source, of: copy.service.name)
        }
        guard places.isEmpty else { throw UnfitTexts.Found(places: places) }
    }
}

/// Something is where the copy should go.
struct NotEmpty: Error, CustomStringConvertible {
    let service: String

    var description: String {
        "the database of \(service) that would be copied into is not empty: take an empty one, or say --replace, which "
            + "deletes what is in it"
    }
}
