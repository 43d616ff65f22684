import Endpoints
import HTTP

extension Page {
    /// A page whose list was counted no further than one more than is told.
    init(_ results: [Item], counted: Int, window: PageWindow, of target: RequestTarget) {
        self.init(
            results, count: min(counted, PageWindow.countedAtMost), isCountExact: counted <= PageWindow.countedAtMost,
            window: window, of: target)
    }
}
