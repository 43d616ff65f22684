import Endpoints
import HTTP
import SQL

/// How the answer to one target is read from a database that is at hand. It follows from the target alone: who asks for
/// the same list again needs no second look at what was asked for.
struct ListPlan: Sendable {
    let listing: ProductListing
    let window: PageWindow
    let page: Query
    let count: Query
    /// What tells the list's length from that of others.
    let identity: String
    let links: PageLinks

    init(_ listing: ProductListing, _ window: PageWindow, of target: RequestTarget) throws {
        self.listing = listing
        self.window = window
        page = try listing.page(window, .alongOrder)
        count = listing.count(matches: nil)
        identity = listing.filter.identity
        links = PageLinks(target)
    }
}
