import Testing

/// One after the other: each test declares four replicated queues, and the server that `scripts/test` starts has one
/// scheduler.
@Suite(.serialized)
enum RabbitMQTests {}
