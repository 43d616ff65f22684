extension PostgreSQLDatabase {
    /// How much is allowed before somebody is refused. Connections are counted for each event loop.
    public struct Limits: Sendable {
        /// Connections that callers share for reads: what they ask is sent one behind the other.
        public var readConnections = 4
        /// Reads that may be under way on one of them; more wait.
        public var readsUnderWay = 512
        /// Connections for writes, each for one transaction at a time.
        public var writeConnections = 6
        /// Connections for slow reads, each for one at a time.
        public var slowConnections = 1
        /// Callers that may wait for a connection of each kind; more are refused as `overloaded`.
        public var waitingReads = 4096
        public var waitingTransactions = 4096
        public var waitingSlowReads = 64
        /// How long they wait: then they are refused, as `connectionLost` where the server is away.
        public var patience = Duration.seconds(5)
        /// The server stops a statement after so long.
        public var readTimeout = Duration.seconds(5)
        public var slowTimeout = Duration.seconds(30)
        public var writeTimeout = Duration.seconds(60)
        /// The server lets a statement wait so long for what another transaction holds.
        public var lockTimeout = Duration.seconds(10)
        /// The server ends a transaction whose process says nothing for so long.
        public var idleTransactionTimeout = Duration.seconds(10)
        /// An attempt to connect is given up after so long.
        public var connectTimeout = Duration.seconds(5)
        /// A request to stop a statement is waited for so long; then the connection of the statement is closed.
        public var cancelTimeout = Duration.seconds(2)
        /// What is under way when the database is closed is waited for so long.
        public var closing = Duration.seconds(5)
        /// A connection that nobody has needed for so long is closed, but the last of each kind.
        public var idleTimeout = Duration.seconds(60)
        /// How often a transaction is begun at most when the server sacrifices it to another one. As often a read is asked
        /// whose connections break, and a write that the server has not looked at.
        public var attempts = 6
        /// Prepared statements that each connection keeps; those of long texts are not among them.
        public var statements = 256

        public init() {}
    }
}
