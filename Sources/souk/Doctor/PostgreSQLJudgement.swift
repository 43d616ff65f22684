/// What is wrong with a database on a server, of one that can be reached.
struct PostgreSQLJudgement: Sendable {
    private static let tolerance = Duration.seconds(2)

    let facts: PostgreSQLFacts
    let isProduction: Bool

    var findings: [Finding] { server + promises + database + role + clock }

    private var server: [Finding] {
        var findings: [Finding] = []
        if facts.isStandby || facts.isReadOnly {
            findings.append(
                .wrong(
                    "the database of \(facts.service) can only be read",
                    why: facts.isStandby
                        ? "the server is the standby of another" : "default_transaction_read_only is on",
                    mend: facts.isStandby
                        ? "name the primary in the URL, or several hosts with target_session_attrs=read-write"
                        : "alter role … reset default_transaction_read_only, for the database and the server as well"))
        }
        if isProduction, !facts.isEncrypted, !facts.isLocal { findings.append(openness) }
        return findings
    }

    private var openness: Finding {
        let what = "the connection to the database of \(facts.service) is not encrypted"
        let crossing = "addresses, hashes of passwords and the database's own password cross"
        let remedy = "give the server a certificate and add sslmode=verify-full to the URL"
        guard facts.isPrivate else {
            return .wrong(what, why: "\(crossing) the network in the open", mend: remedy)
        }
        return .note(what, why: "\(crossing) a private network in the open", remedy: "if others are in it, \(remedy)")
    }

    /// What a commit has to survive.
    private var promises: [Finding] {
        var off: [String] = []
        if !facts.hasFsync { off.append("fsync") }
        if !facts.hasFullPageWrites { off.append("full_page_writes") }
        if facts.synchronousCommit == "off" { off.append("synchronous_commit") }
        guard !off.isEmpty else { return [] }
        return [
            .wrong(
                "\(off.joined(separator: " and ")) \(off.count == 1 ? "is" : "are") off for \(facts.service)",
                why: "orders that were confirmed are gone, or the database is broken, when the machine loses its power",
                mend: "turn \(off.count == 1 ? "it" : "them") on in postgresql.conf")
        ]
    }

    private var database: [Finding] {
        var findings: [Finding] = []
        if facts.encoding != "UTF8" {
            findings.append(
                .wrong(
                    "the database of \(facts.service) is encoded as \(facts.encoding)",
                    why: "names and addresses with letters that it lacks are refused",
                    mend: "make one with encoding UTF8 from template0, and take it over with pg_dump"))
        }
        if facts.service == "catalog", !facts.hasTrigrams, !facts.mayMakeTrigrams {
            findings.append(
                .wrong(
                    "the extension pg_trgm is not there for catalog, and its role may not make it",
                    why: "searches stand on it, and souk migrate stops there",
                    mend: "install postgresql-contrib if the server lacks it, then as a superuser, in that database: "
                        + "create extension pg_trgm"))
        }
        if facts.service == "catalog", facts.encoding == "UTF8", ["C", "POSIX"].contains(facts.characters) {
            findings.append(
                .note(
                    "the database of catalog knows letters of English only (lc_ctype is \(facts.characters))",
                    why: "searches for words in other scripts find the same, but read every product",
                    remedy: "make one with lc_ctype C.UTF-8 from template0, and take it over with pg_dump"))
        }
        return findings
    }

    private var role: [Finding] {
        if !facts.mayCreateTables {
            return [
                .wrong(
                    "the role of \(facts.service) may not create tables",
                    why: "souk migrate, which every start begins with, cannot make what this version needs",
                    mend: "make the role the owner of the database, or: grant create on schema public to it")
            ]
        }
        guard facts.isSuperuser else { return [] }
        return [
            .note(
                "\(facts.service) connects as a superuser",
                why: "whoever gets hold of that password has every database of the server",
                remedy: "make a role for each service that owns its database and nothing else")
        ]
    }

    private var clock: [Finding] {
        let seconds = abs(facts.skew.components.seconds)
        guard facts.skew > Self.tolerance || facts.skew < .zero - Self.tolerance else { return [] }
        return [
            .wrong(
                "the clock of \(facts.service)'s server is \(seconds) s \(facts.skew > .zero ? "ahead" : "behind")",
                why:
                    "what happens on several machines is put into a wrong order, and backups of a moment are of another",
                mend: "let chrony or systemd-timesyncd keep the clocks of all machines")
        ]
    }
}
