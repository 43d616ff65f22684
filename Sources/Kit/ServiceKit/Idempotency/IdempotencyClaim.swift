/// What became of an attempt to claim a key.
public enum IdempotencyClaim: Sendable {
    /// Nobody has used the key, or there is none: do the work and settle the ticket.
    case fresh(IdempotencyTicket)
    /// An earlier attempt did not get to its end in time: go on from the ticket's reference.
    case resumed(IdempotencyTicket)
    /// The work was done: answer with its outcome.
    case settled(IdempotentOutcome)
}
