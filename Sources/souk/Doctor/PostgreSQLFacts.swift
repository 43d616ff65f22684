import PostgreSQL
import SQL
import Values

/// What a server says of itself and of one database.
struct PostgreSQLFacts: Sendable {
    let service: String
    /// The same for databases of one server.
    let server: String
    /// As `150014`.
    let version: Int
    var encoding: String
    let characters: String
    /// Settings that are off and should not be.
    var hasFsync: Bool
    var hasFullPageWrites: Bool
    var synchronousCommit: String
    let freeConnections: Int
    var isStandby: Bool
    let isReadOnly: Bool
    let mayCreateTables: Bool
    var isSuperuser: Bool
    /// Whether trigrams are there, or can be made so.
    var hasTrigrams: Bool
    var mayMakeTrigrams: Bool
    let isEncrypted: Bool
    var isLocal: Bool
    /// Whether both ends of the connection are in networks that nothing leads to from the internet.
    var isPrivate: Bool
    /// How far the server's clock is ahead of this one's, or behind.
    var skew: Duration

    var summary: String {
        "\(service) is on PostgreSQL \(version / 10_000).\(version % 10_000), which lets souk in and keeps what it has promised"
    }
}

extension PostgreSQLFacts {
    /// - Parameter version: which is 13 at least; older ones do not understand the question.
    init(
        of service: String, version: Int, on session: PostgreSQLSession, clock: WallClock
    ) async throws(SQLError) {
        self.version = version
        let before = clock.now()
        guard let row = try await session.first(Self.question) else { throw SQLError(.missingRow) }
        let after = clock.now()
        self.service = service
        server = try row.get("server")
        encoding = try row.get("encoding")
        characters = try row.get("characters")
        hasFsync = try row.get("fsync")
        hasFullPageWrites = try row.get("full_page_writes")
        synchronousCommit = try row.get("synchronous_commit")
        freeConnections = try row.get("connections")
        isStandby = try row.get("is_standby")
        isReadOnly = try row.get("is_read_only")
        mayCreateTables = try row.get("may_create_tables")
        isSuperuser = try row.get("is_superuser")
        hasTrigrams = try row.get("has_trigrams")
        mayMakeTrigrams = try row.get("may_make_trigrams")
        isEncrypted = try row.get("is_encrypted")
        isLocal = try row.get("is_local")
        let client: String? = try row.get("client")
        let address: String? = try row.get("address")
        isPrivate = PrivateNetworks.contain([client, address].map { $0 ?? "" })
        // It was asked at some moment between these.
        let now = Timestamp(microseconds: try row.get("now"))
        skew = now < before ? now - before : now > after ? now - after : .zero
    }

    private static let question: Query = """
        select pg_postmaster_start_time()::text || ' ' || current_setting('port') as server,
            pg_encoding_to_char(d.encoding)::text as encoding, d.datctype::text as characters,
            current_setting('fsync') = 'on' as fsync, current_setting('full_page_writes') = 'on' as full_page_writes,
            current_setting('synchronous_commit') as synchronous_commit,
            current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint
                as connections,
            pg_is_in_recovery() as is_standby,
            (select reset_val = 'on' from pg_settings where name = 'default_transaction_read_only') as is_read_only,
            coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create_tables,
            r.rolsuper as is_superuser,
            exists (select 1 from pg_extension where extname = 'pg_trgm') as has_trigrams,
            exists (select 1 from pg_available_extension_versions v
                where v.name = 'pg_trgm' and (r.rolsuper or v.trusted)
                    and has_database_privilege(current_database(), 'create')) as may_make_trigrams,
            coalesce((select s.ssl from pg_stat_ssl s where s.pid = pg_backend_pid()), false) as is_encrypted,
            inet_client_addr() is null or inet_client_addr() <<= '127.0.0.0/8' or inet_client_addr() = '::1' as is_local,
            host(inet_client_addr()) as client, host(inet_server_addr()) as address,
            (extract(epoch from clock_timestamp()) * 1000000)::bigint as now
        from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user
        """
}
