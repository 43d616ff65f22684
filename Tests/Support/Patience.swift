import FoundationEssentials

/// How patient the tests are.
///
/// Under a sanitizer everything takes many times as long, and a limit that only says that something will come at last
/// would be reached for no reason. Such limits are multiplied by this; a limit that is what a test is about is not.
public enum Patience {
    /// `SOUK_TEST_PATIENCE`; 1 unless it is set.
    public static let factor =
        ProcessInfo.processInfo.environment["SOUK_TEST_PATIENCE"].flatMap { Int($0) }.map { max(1, $0) } ?? 1

    /// Whether a sanitizer is at work, as `SOUK_TEST_SANITIZER` says: it keeps memory for itself beside all that is taken.
    public static let isInstrumented = ProcessInfo.processInfo.environment["SOUK_TEST_SANITIZER"] != nil
}
