import Testing
import Values

@testable import Security

struct PasswordRulesTests {
    @Test("A password has 8 to 128 characters")
    func length() {
        #expect(PasswordRules.refusal(of: Secret("x7Kq2mV")) == .tooShort)
        #expect(PasswordRules.refusal(of: Secret("x7Kq2mVp")) == nil)
        #expect(PasswordRules.refusal(of: Secret("🐎🌊🍏🎲🚲🧭🪁🎺")) == nil)
        #expect(PasswordRules.refusal(of: Secret(String(repeating: "ab7", count: 42) + "xy")) == nil)
        #expect(PasswordRules.refusal(of: Secret(String(repeating: "ab7", count: 43))) == .tooLong)
    }

    @Test(
        "The famous ones are refused in any case",
        arguments: [
            "password1", "12345678", "qwertyuiop", "iloveyou", "sunshine1", "football", "letmein123", "PassWord1",
            "trustno1", "1q2w3e4r", "princess", "baseball", "superman", "contraseña", "00000000", "zzzzzzzz",
        ])
    func famous(password: String) {
        #expect(PasswordRules.refusal(of: Secret(password)) == .tooCommon)
    }

    @Test(
        "Others are not", arguments: ["correct horse", "xkqzvwjp", "password1 ", "Tr0ub4dor&3", "iloveyouiloveyoutoo"])
    func others(password: String) {
        #expect(PasswordRules.refusal(of: Secret(password)) == nil)
    }

    @Test("The list has its 3,000, sorted, distinct, and each is found")
    func list() {
        let words = commonPasswordList.description.split(separator: " ", omittingEmptySubsequences: false).map(
            String.init)
        #expect(words.count >= 3_000)
        #expect(words.count == CommonPasswords.count)
        #expect(Set(words).count == words.count)
        #expect(
            words.map { Array($0.utf8) } == words.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(words.allSatisfy { $0.unicodeScalars.count >= 8 && $0 == $0.lowercased() })
        #expect(words.allSatisfy(CommonPasswords.contains))
    }
}
