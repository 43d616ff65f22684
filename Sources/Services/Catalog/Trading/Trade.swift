import CSV
public import Contracts
public import SQL
public import Values

/// Goods as files: every product out of the catalog, and files of products into it.
public struct Trade: Sendable {
    let editor: ProductEditor
    let categories: CategoryStore
    let database: any Database
    let currency: Currency

    /// What the database has to have that lines of a file are set aside in.
    public static let stageMigrations: Migrations = [ImportStage.CreateStage()]

    /// Begins to check a file.
    /// - Parameters:
    ///   - stage: an empty database for the lines of this file.
    ///   - sellerID: who sells what is new, and whose goods alone may be changed; nil for the shop itself and all goods.
    public func check(stage: any Database, sellerID: UserID?) async throws -> ImportCheck {
        try await ImportCheck(trade: self, stage: ImportStage(database: stage), sellerID: sellerID)
    }

    /// Imports what has been checked without a fault.
    public func run(stage: any Database, sellerID: UserID?) -> ImportRun {
        ImportRun(trade: self, stage: ImportStage(database: stage), sellerID: sellerID)
    }

    /// How many products an export writes.
    public func count(soldBy sellerID: UserID? = nil) async throws -> Int {
        try await database.slowQuery("select count(*) from products p where \(fragment: Self.selling(sellerID))")
            .first?.get(at: 0) ?? 0
    }

    /// Writes all products in the order of their numbers, byte by byte. However many there are, only some are held at a
    /// time; each of those parts is as the shop was when it was read.
    /// - Parameter write: takes the next bytes of the file, and how many products they are.
    public func export(
        soldBy sellerID: UserID? = nil, _ write: (_ bytes: [UInt8], _ products: Int) async throws -> Void
    ) async throws {
        var writer = CSVWriter()
        writer.write(ProductColumn.allCases.map(\.rawValue))
        try await write(writer.take(), 0)
        var forest = try await CategoryForest(database)
        var last: String?
        while true {
            let page = try await database.slowQuery(Self.page(after: last, soldBy: sellerID), Product.init(_:))
            guard let end = page.last else { return }
            last = end.sku
            // Somebody may have added one since.
            if page.contains(where: { forest.path(of: $0.category.id) == nil }) {
                forest = try await CategoryForest(database)
            }
            for product in page { writer.write(fields(of: product, in: forest)) }
            try await write(writer.take(), page.count)
        }
    }

    /// As a text the seller leads to no index: an engine would take all goods of a seller and sort them, for each page
    /// again.
    static func page(after sku: String?, soldBy sellerID: UserID?) -> Query {
        let selling: Query = if let sellerID { "cast(p.seller_id as text) = \(sellerID)" } else { "true" }
        // Nothing comes before the empty text.
        return """
            select \(fragment: Product.columns) from products p
            join categories c on c.id = p.category_id join stock s on s.product_id = p.id
            where p.sku > \(sku ?? "") and \(fragment: selling) order by p.sku limit 500
            """
    }

    private static func selling(_ sellerID: UserID?) -> Query {
        if let sellerID { "p.seller_id = \(sellerID)" } else { "true" }
    }

    private func fields(of product: Product, in forest: CategoryForest) -> [String] {
        ProductColumn.allCases.map { column in
            switch column {
            case .sku: FormulaGuard.guarded(product.sku)
            case .name: FormulaGuard.guarded(product.name)
            case .description: FormulaGuard.guarded(product.description)
            case .price: "\(product.price)"
            case .currency: "\(currency)"
            case .category: FormulaGuard.guarded(forest.path(of: product.category.id) ?? product.category.name)
            case .stockQuantity: "\(product.available)"
            case .isActive: "\(product.isActive)"
            case .barcode: FormulaGuard.guarded(product.barcode ?? "")
            }
        }
    }
}
