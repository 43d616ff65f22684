import Contracts
import SQL

extension CategoryView {
    static let columns: Query = "id, name, slug, description, parent_id"

    /// From a row of ``columns``.
    init(_ row: Row) throws(SQLError) {
        let (id, name, slug, description, parentID) = try row.decode(
            CategoryID.self, String.self, String.self, String.self, CategoryID?.self)
        self.init(id: id, name: name, slug: slug, description: description, parentID: parentID)
    }
}
