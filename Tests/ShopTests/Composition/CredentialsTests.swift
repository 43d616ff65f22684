import FoundationEssentials
import Testing
import Values

@testable import souk

@Suite("The file of the accounts that Souk made")
struct CredentialsTests {
    @Test("Of several that make a file one does, and all read the same")
    func created() async throws {
        try await withShopFolder { folder, _ in
            let path = folder + "/sealing.key"
            var first = Credentials(), second = Credentials()
            first["key"] = Secret("first")
            second["key"] = Secret("second")
            let outcomes = try [first.create(at: path), second.create(at: path)]
            #expect(outcomes == [true, false])
            let kept = try Credentials(contentsOf: path)["key"]?.reveal()
            #expect(kept == "first")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files == ["sealing.key"])
        }
    }

    @Test("It is read as a person, a shell or another system writes it, and again as it was written")
    func lines() {
        let text =
            "# Ours\r\n admin = a=b \r\n\n=no name\n= =x\nno value=\nnothing\n"
            + "admin_email=a@b.example\nadmin = last\n"
        let read = Credentials(text: text)
        #expect(read.values.map(\.name) == ["admin_email", "admin"])
        #expect(read["admin"]?.reveal() == "last")
        let again = Credentials(text: read.text)
        #expect(again.values.map(\.name) == read.values.map(\.name))
        #expect(again["admin_email"]?.reveal() == "a@b.example")
    }
}
