import Discovery
import Endpoints
import EventLoops
import HTTP
import Security
import ServiceKit
import TestSupport
import Testing
import Values

@Suite("Keys from elsewhere", .timeLimit(.minutes(1)))
struct RemoteKeysTests {
    /// Accounts, as far as its keys are concerned.
    private final class Issuer: PeerTransport {
        private let answer = Lock<HTTPResponse?>(nil)
        let asked = Tally()

        func publish(_ keys: [SigningKey]) {
            let jwks = KeySet(verification: keys.map(\.verification)).jwks
            answer.withLock { $0 = .json(jwks) }
        }

        func say(_ response: HTTPResponse?) { answer.withLock { $0 = response } }

        func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
            asked.add()
            guard request.target.description == "/.well-known/jwks.json", let answer = answer.withLock({ $0 }) else {
                throw .unreachable
            }
            return answer
        }
    }

    private let issuer = Issuer()

    private func keys(interval: Duration = .seconds(60)) -> RemoteKeys {
        RemoteKeys(
            of: "accounts", over: issuer, interval: interval,
            backOff: BackOff(first: .milliseconds(5), longest: .milliseconds(20)))
    }

    private func running(_ keys: RemoteKeys, _ body: () async throws -> Void) async throws {
        try await withEventLoops(1) { loops in
            let task = loops.next().spawn { try? await keys.run() }
            try await body()
            task.cancel()
            await task.value
        }
    }

    @Test("A process that starts before accounts is not ready, and becomes so by itself")
    func early() async throws {
        let keys = keys()
        let key = try SigningKey.generate()
        try await running(keys) { () async throws in
            #expect(try await eventually { issuer.asked.value > 3 })
            await #expect(throws: RemoteKeys.Unavailable.self) { try await keys.readiness.check() }
            issuer.publish([key])
            #expect(try await eventually { (try? await keys.readiness.check()) != nil })
            #expect(keys.ring.current.verification.map(\.id) == [key.id])
            #expect(keys.ring.current.signing == nil)
        }
    }

    @Test("While accounts is away, empty or mad, the keys that are known stay in force")
    func away() async throws {
        let keys = keys(interval: .milliseconds(5))
        let key = try SigningKey.generate()
        issuer.publish([key])
        try await running(keys) { () async throws in
            #expect(try await eventually { !keys.ring.current.verification.isEmpty })
            for response in [
                nil, HTTPResponse(.serviceUnavailable), .json(Array(#"{"keys":[]}"#.utf8)), .text("<html>"),
                .json(Array(#"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#.utf8)),
            ] {
                issuer.say(response)
                let before = issuer.asked.value
                #expect(try await eventually { issuer.asked.value > before + 3 })
                #expect(keys.ring.current.verification.map(\.id) == [key.id])
            }
        }
    }

    @Test("A new key is found in the background, and at once by the first token that names it")
    func rotated() async throws {
        let old = try SigningKey.generate()
        let new = try SigningKey.generate()
        issuer.publish([old])
        let background = keys(interval: .milliseconds(5))
        try await running(background) { () async throws in
            #expect(try await eventually { !background.ring.current.verification.isEmpty })
            issuer.publish([new, old])
            #expect(try await eventually { background.ring.current.verification.count == 2 })
        }

        issuer.publish([old])
        let keys = keys()
        try await running(keys) { () async throws in
            #expect(try await eventually { !keys.ring.current.verification.isEmpty })
            issuer.publish([new, old])
            let authenticator = TokenAuthenticator(
                users: TokenVerifier(keys: keys.ring, issuer: "souk", audience: "souk"), userKeys: keys.source,
                peerKeys: KeyRing(KeySet(verification: [])))
            let token = try TokenIssuer(keys: KeyRing(KeySet(current: new)), issuer: "souk", audience: "souk")
                .issue(subject: "anna", clientID: "test").token.reveal()
            let identity = try await authenticator.identity(of: token, kind: .user, audience: "catalog")
            #expect(identity.subject == "anna")
        }
    }
}
