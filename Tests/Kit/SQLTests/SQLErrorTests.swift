import EventLoops
import SQL
import Testing

@Suite("An error says which rule was broken")
struct SQLErrorTests {
    @Test(
        "a constraint concerns the columns that it names, or that its own name is made of",
        arguments: [
            (Constraint(columns: ["email"]), "email", true),
            (Constraint(columns: ["email"]), "name", false),
            (Constraint(name: "users_lower_email"), "email", true),
            (Constraint(name: "reviews_product_id_user_id_key"), "user_id", true),
            (Constraint(name: "users_email_key"), "mail", false),
            (Constraint(), "email", false),
        ])
    func concerns(constraint: Constraint, column: String, expected: Bool) {
        #expect(SQLError(.uniqueViolation(constraint)).isUniqueViolation(of: column) == expected)
    }

    @Test("who was cancelled is told so as by everything else that can be cancelled")
    func cancelled() {
        let errors: [any Error] = [SQLError(.cancelled), CancellationError(), SQLError(.timeout)]
        #expect(errors.map(\.saysCancelled) == [true, true, false])
    }

    @Test("what the engine said is for debugging only")
    func description() {
        let error = SQLError(.other, detail: "said by the engine", statement: "select 1")
        #expect(error.description == "SQLError: other")
        #expect(String(reflecting: error).contains("said by the engine"))
    }
}
