import Observability
import SQL

/// Writes a statement down where the request is recorded that it belongs to.
enum StatementRecording {
    static func note(
        _ query: Query, _ run: () async throws(SQLError) -> ExecutionResult
    ) async throws(SQLError) -> ExecutionResult {
        guard let recording = RequestRecording.current else { return try await run() }
        let start = ContinuousClock.now
        do throws(SQLError) {
            let result = try await run()
            recording.note(
                .query(text: query.text, rows: max(result.rows.count, result.rowsChanged)), since: start)
            return result
        } catch {
            recording.note(.query(text: query.text, rows: 0), since: start, hasFailed: true)
            throw error
        }
    }
}
