import Contracts
import Endpoints
import JSON
import SQL

/// All categories, and those that a file would add.
struct CategoryForest: Sendable {
    /// Where a product is to stand.
    enum Place: Sendable, Equatable {
        case existing(CategoryID)
        /// The number of a category that is yet to be made.
        case planned(Int)
    }

    struct Refusal: Error {
        let message: String
    }

    private struct Node {
        let name: String
        let parent: Int?
        let place: Place
    }

    /// A category to be made; those above it come first.
    struct Plan: Sendable {
        let name: String
        let parent: Place?
        /// As a file would name it.
        let path: String
    }

    private var nodes: [Node] = []
    private var indices: [CategoryID: Int] = [:]
    private var byName: [TextKey: Int] = [:]
    private var bySlug: [TextKey: Int] = [:]
    private(set) var plans: [Plan] = []

    /// Those of a shop that has none.
    init() {}

    init(_ connection: some SQLConnection) async throws {
        let rows = try await connection.query("select id, name, slug, parent_id from categories") { row in
            try row.decode(CategoryID.self, String.self, String.self, CategoryID?.self)
        }
        for (index, row) in rows.enumerated() { indices[row.0] = index }
        for (id, name, slug, parent) in rows {
            byName[TextKey(name.lowercased())] = nodes.count
            bySlug[TextKey(slug)] = nodes.count
            nodes.append(Node(name: name, parent: parent.flatMap { indices[$0] }, place: .existing(id)))
        }
    }

    /// The names from the top down to a category that was there when this was read.
    func path(of id: CategoryID) -> String? {
        indices[id].map { CategoryPath.text(names(of: $0)) }
    }

    private func names(of index: Int) -> [String] {
        var names: [String] = []
        var next: Int? = index
        // No deeper than there are categories: a circle would not end.
        while let index = next, names.count < nodes.count {
            names.append(nodes[index].name)
            next = nodes[index].parent
        }
        return names.reversed()
    }

    /// The category that a file means. Names are unique in a shop, so that the last one would do; what stands before it
    /// has to be right all the same. What is not there is planned.
    mutating func place(_ names: [String]) throws(Refusal) -> Place {
        if names.count == 1, byName[TextKey(names[0].lowercased())] == nil, let index = bySlug[TextKey(names[0])] {
            return nodes[index].place
        }
        var above: Int?
        for name in names {
            if let index = byName[TextKey(name.lowercased())] {
                if let above, nodes[index].parent != above { throw misplaced(index, below: above) }
                above = index
            } else {
                above = try plan(name, below: above)
            }
        }
        guard let above else { throw Refusal(message: "is required") }
        return nodes[above].place
    }

    private mutating func plan(_ name: String, below parent: Int?) throws(Refusal) -> Int {
        // The parent is not looked at by the rules.
        if let broken = NewCategory(name: name).brokenRules().first {
            throw Refusal(message: "the name of a category \(broken.message)")
        }
        let index = nodes.count
        nodes.append(Node(name: name, parent: parent, place: .planned(plans.count)))
        byName[TextKey(name.lowercased())] = index
        plans.append(
            Plan(name: name, parent: parent.map { nodes[$0].place }, path: CategoryPath.text(names(of: index))))
        return index
    }

    private func misplaced(_ index: Int, below parent: Int) -> Refusal {
        let actual = nodes[index].parent.map { "below \(Shown.text(nodes[$0].name))" } ?? "at the top"
        return Refusal(
            message: "\(Shown.text(nodes[index].name)) stands \(actual), not below \(Shown.text(nodes[parent].name))")
    }
}
