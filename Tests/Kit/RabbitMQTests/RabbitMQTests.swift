import FoundationEssentials
import Testing

/// On the server that `SOUK_TEST_AMQP_URL` names; the column `servers` of `scripts/test` has one.
///
/// One after the other: each test declares four replicated queues, and that server has one scheduler. Where four declare
/// theirs at once on a busy machine, it does not answer in time.
@Suite(.serialized, .enabled(if: isRabbitMQWanted, "there is a RabbitMQ in the column of servers only"))
enum RabbitMQTests {}

let isRabbitMQWanted: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return environment["SOUK_TEST_COLUMN"] == "servers" || environment["SOUK_TEST_AMQP_URL"] != nil
}()
