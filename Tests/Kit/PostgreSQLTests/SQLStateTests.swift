import SQL
import Testing

@testable import PostgreSQL

@Suite("What the server's codes come to")
struct SQLStateTests {
    @Test(
        "each code says what a caller may do about it",
        arguments: [
            ("25006", SQLError.Code.readOnly), ("40001", .busy), ("40P01", .busy), ("55P03", .busy), ("53100", .full),
            ("53300", .overloaded), ("53200", .overloaded), ("57014", .timeout), ("57P01", .connectionLost),
            ("57P03", .connectionLost), ("25P03", .connectionLost), ("08006", .connectionLost),
            ("22003", .invalidValue),
            ("42703", .invalidStatement), ("26000", .invalidStatement), ("23505", .uniqueViolation(Constraint())),
            ("23503", .foreignKeyViolation(Constraint())), ("23514", .checkViolation(Constraint())),
            ("23P01", .checkViolation(Constraint())), ("23502", .notNullViolation(Constraint())), ("XX000", .other),
            ("25P02", .other), ("", .other),
        ])
    func codes(state: String, code: SQLError.Code) {
        #expect(SQLError.Code(state: state) == code)
    }
}
