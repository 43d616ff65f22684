import Glibc

/// Ends the process with a message where something does not hold that has to hold of every input. The fuzzer keeps
/// the input.
func expect(
    _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID,
    line: UInt = #line
) {
    if !condition() { fail(message(), file: file, line: line) }
}

/// The value, which has to be there.
func need<Value>(
    _ value: Value?, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) -> Value {
    guard let value else { fail(message(), file: file, line: line) }
    return value
}

/// The value of something that must not throw.
func mustNotThrow<Value>(
    _ message: String, file: StaticString = #fileID, line: UInt = #line, _ body: () throws -> Value
) -> Value {
    do {
        return try body()
    } catch {
        fail("\(message): \(error)", file: file, line: line)
    }
}

func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    let text = "\(file):\(line): \(message)\n"
    write(STDERR_FILENO, text, text.utf8.count)
    abort()
}
