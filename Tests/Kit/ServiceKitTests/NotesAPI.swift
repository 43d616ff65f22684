import Endpoints
import HTTP
import Values

/// A contract as small as one can be, for the tests of this folder.
enum NotesAPI {
    static let note = Endpoint(
        .get, "notes/{id}/", "One note", path: ByNote.self, returns: NoteView.self, caller: Anyone.self)

    static let add = Endpoint(
        .post, "notes/", "Add a note", body: NewNote.self, returns: NoteView.self, status: .created,
        caller: Author.self, idempotencyKey: true)

    static let count = Endpoint(
        .get, "/api/notes/count/", "How many there are", returns: NoteCount.self, caller: Peer.self)

    static let leak = Endpoint(
        .get, "/api/notes/leak/", "Internal, but open", returns: NoteCount.self, caller: Anyone.self)

    static let useless = Endpoint(
        .get, "notes/useless/", "Public, but for services", returns: NoteCount.self, caller: Peer.self)
}

struct ByNote: Codable, Sendable {
    var id: Int
}

struct NewNote: RequestBody, Codable {
    var text: String
}

struct NoteView: Codable, Sendable, Equatable {
    var id: Int
    var text: String
}

struct NoteCount: Codable, Sendable, Equatable {
    var count: Int
    var caller: String
}

struct Author: Principal {
    static let access = Access(name: "author", token: .user)
    let name: String

    init(_ identity: Identity?) throws(Problem) {
        guard let identity else { throw .unauthorized }
        name = identity.subject
    }
}

struct Peer: Principal {
    static let access = Access(name: "service", token: .service)
    let name: String

    init(_ identity: Identity?) throws(Problem) {
        guard let identity else { throw .unauthorized }
        name = identity.subject
    }
}
