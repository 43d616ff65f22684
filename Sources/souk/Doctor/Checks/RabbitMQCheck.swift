import Discovery
import RabbitMQ
import ServiceKit

/// Whether the broker can be reached and lets souk in, has the shop's queues, and holds events that were given up.
struct RabbitMQCheck: DoctorCheck {
    let title = "RabbitMQ"

    func findings(in patient: Patient) async -> [Finding] {
        guard let loops = patient.loops, let url = patient.read(Settings.brokerURL) else { return [] }
        let address: RabbitMQAddress
        do throws(RabbitMQAddress.Malformed) {
            address = try RabbitMQAddress(url)
        } catch {
            return [
                .wrong(
                    "AMQP_URL \(error)", why: "souk does not start with it",
                    mend: "write amqp://USER:PASSWORD@HOST:PORT/VHOST, with signs such as @ and / as %40 and %2F")
            ]
        }
        do {
            let broker = try RabbitMQBroker(address, topology: try Self.topology(patient), loops: loops)
            try await broker.probe()
            return await encryption(address, patient) + (try await deadLetters(of: broker, address))
        } catch let error as RabbitMQError {
            return [Self.refusal(error)]
        } catch {
            return [
                .wrong("\(error)", why: "events wait until the broker is there", mend: "correct what it says")
            ]
        }
    }

    private static func topology(_ patient: Patient) throws -> RabbitMQTopology {
        RabbitMQTopology(try Shop.queues(try Configuration(table: Settings.all)))
    }

    private func encryption(_ address: RabbitMQAddress, _ patient: Patient) async -> [Finding] {
        guard patient.isProduction, !address.isEncrypted, !Settings.isPrivate(address.host) else { return [] }
        let found = try? await PatientLookup.answer(for: address.host)?.get()
        return [Self.openness(isPrivate: PrivateNetworks.contain(found ?? []))]
    }

    /// - Parameter isPrivate: whether nothing leads from the internet to where the broker is.
    static func openness(isPrivate: Bool) -> Finding {
        let what = "the connection to RabbitMQ is not encrypted"
        let crossing = "orders and the broker's password cross"
        let remedy = "give the broker a certificate and write amqps://"
        guard isPrivate else { return .wrong(what, why: "\(crossing) the network in the open", mend: remedy) }
        return .note(what, why: "\(crossing) a private network in the open", remedy: "if others are in it, \(remedy)")
    }

    private func deadLetters(of broker: RabbitMQBroker, _ address: RabbitMQAddress) async throws -> [Finding] {
        let counts: [String: Int]
        do {
            counts = try await broker.deadLetterCounts()
        } catch RabbitMQError.closed(404, _) {
            return [
                .note(
                    "\(address.host):\(address.port) lets souk in, and has not all of the shop's queues yet",
                    why: "the first process that is started declares them")
            ]
        }
        let given = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        guard !given.isEmpty else {
            return [.good("\(address.host):\(address.port) lets souk in, and no event was given up there")]
        }
        return given.map { service, count in
            .wrong(
                "\(service) has given up \(count == 1 ? "an event" : "\(count) events")",
                why: "it has not heard of what happened elsewhere: mails, ratings and stock may be behind",
                mend: "its log says why; mend that, then souk dead-letters --replay")
        }
    }

    private static func refusal(_ error: RabbitMQError) -> Finding {
        let mend =
            switch error {
            case .refused: "correct user, password and virtual host in AMQP_URL, or give that user the right to use it"
            case .unreachable: "start the broker, or correct AMQP_URL"
            default: "look into the broker's log"
            }
        return .wrong(
            "\(error)", why: "nothing is lost, but events wait: no mails, no ratings, until it is there", mend: mend)
    }
}
