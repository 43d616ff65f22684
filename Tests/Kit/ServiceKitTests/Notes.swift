import Endpoints
import HTTP
import SQL
import ServiceKit
import Values

/// A service as small as one can be, for the tests of this folder.
struct Notes: ShopService {
    static let name = "notes"
    static let summary = "Keeps notes."
    static let migrations: Migrations = [CreateIdempotencyKeys(), CreateNotes()]

    let database: any Database
    var keys = IdempotencyStore()

    var routes: Routes {
        Route(NotesAPI.note, read)
        Route(NotesAPI.add, idempotent: keys, in: database, add)
        Route(NotesAPI.count, count)
    }

    func read(_ request: Request<Anyone, ByNote, Nothing, Nothing>) async throws -> NoteView {
        let text = try await database.scalar("select text from notes where id = \(request.path.id)", as: String.self)
        guard let text else { throw Problem.notFound }
        return NoteView(id: request.path.id, text: text)
    }

    func add(
        _ request: Request<Author, Nothing, Nothing, NewNote>, in transaction: any Transaction
    ) async throws -> NoteView {
        let text = request.body.text
        if text == "too much" {
            throw Problem(status: .conflict, code: "insufficient_stock", title: "Not enough paper")
        }
        let id: Int = try await transaction.insert("insert into notes (text) values (\(text)) returning id")
        return NoteView(id: id, text: text)
    }

    func count(_ request: Request<Peer, Nothing, Nothing, Nothing>) async throws -> NoteCount {
        NoteCount(
            count: try await database.scalar("select count(*) from notes") ?? 0, caller: request.caller.name)
    }
}

struct CreateNotes: Migration {
    static let name = "001_create_notes"

    func statements(_ dialect: Dialect) -> [Query] {
        ["create table notes (id \(dialect.identityPrimaryKey), text \(dialect.text) not null)"]
    }
}
