import Contracts
import EventLoops
import JSON
import Observability
import SQL
import Values

/// Reads of single products that come together on a loop, as one query: to an engine on a server a second row costs much
/// less than a second query. Who comes alone is asked for at the end of the loop's round; the more come, the more share a
/// query.
final class ProductBatch: Sendable {
    /// So many queries are under way on a loop; who comes meanwhile shares the next one.
    private static let queriesAtATime = 3
    private static let productsPerQuery = 8
    /// More do not wait here, where nobody has a deadline: they take a task.
    private static let mostWaiting = 64

    private typealias Wanted = (id: ProductID, promise: Promise<[UInt8]>)

    private final class Waiting {
        var products: [Wanted] = []
        var queriesUnderWay = 0

        /// The loop has ended: nobody else will.
        deinit {
            for product in products { product.promise.end(with: nil) }
        }
    }

    private let database: any Database
    private let json: ProductJSON
    private let waiting = LoopLocal { _ in Waiting() }

    init(database: any Database, json: ProductJSON) {
        self.database = database
        self.json = json
    }

    /// A product on sale as JSON. It takes a task where there is none, and off any loop.
    func read(_ id: ProductID) -> Attempt<[UInt8]> {
        // What is written down of a request is its own query.
        guard let loop = EventLoop.current, RequestRecording.current == nil else { return .impossible }
        let waiting = waiting.value
        guard waiting.products.count < Self.mostWaiting else { return .impossible }
        let promise = Promise<[UInt8]>()
        waiting.products.append((id, promise))
        // At the end of the round: others come with it.
        if waiting.products.count == 1 { loop.execute { self.sendWaiting(self.waiting.value) } }
        return .promised(promise)
    }

    private func sendWaiting(_ waiting: Waiting) {
        while !waiting.products.isEmpty, waiting.queriesUnderWay < Self.queriesAtATime {
            let products = Array(waiting.products.prefix(Self.productsPerQuery))
            waiting.products.removeFirst(products.count)
            send(products, waiting)
        }
    }

    private func send(_ products: [Wanted], _ waiting: Waiting) {
        let attempt = try? database.readAtHand(query(products.map(\.id))) { [json] rows throws(SQLError) in
            var answers = [[UInt8]?](repeating: nil, count: products.count)
            try rows.visit { row throws(SQLError) in
                guard try ProductJSON.isOnSale(row) else { return }
                var writer = JSONWriter()
                try json.write(row, to: &writer)
                let (id, answer) = (ProductID(Int(try row.integer(at: 0))), writer.take())
                for place in products.indices where products[place].id == id { answers[place] = answer }
            }
            return answers
        }
        switch attempt {
        case .done(let answers):
            for (product, answer) in zip(products, answers) { product.promise.end(with: answer) }
        case .promised(let promise):
            waiting.queriesUnderWay += 1
            promise.whenEnded { [self] answers in
                waiting.queriesUnderWay -= 1
                sendWaiting(waiting)
                for place in products.indices { products[place].promise.end(with: answers?[place]) }
            }
        case .impossible, nil:
            for product in products { product.promise.end(with: nil) }
        }
    }

    private func query(_ ids: [ProductID]) -> Query {
        ids.count == 1 ? ProductStore.product(ids[0], database.dialect) : ProductStore.products(ids, database.dialect)
    }
}
