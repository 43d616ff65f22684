import Testing

@Suite("souk doctor", .timeLimit(.minutes(5)))
struct DoctorTests {
    @Test("A shop that runs is well, and is told to be running")
    func running() async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            _ = try await place.open()
            let doctor = try place.start("doctor")
            #expect(try await doctor.end() == .exited(0), "\(doctor.output)")
            #expect(doctor.output.contains("a shop is at work there"))
            #expect(doctor.output.contains("Nothing is wrong."))
            #expect(try await ShopVisitor(place).isWelcome, "it goes on")
        }
    }

    @Test("What is wrong is told with exit code 1, also where nothing else would start")
    func sick() async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            let doctor = try place.start(
                "doctor",
                settings: ["ENVIRONMENT": "production", "GATEWAY_PORT": "no port", "ADMIN_PASSWORD": "hunter2"])
            #expect(try await doctor.end() == .exited(1))
            for words in ["GATEWAY_PORT", "ADMIN_PASSWORD must have", "PUBLIC_URL is not set", "mend:"] {
                #expect(doctor.output.contains(words), "\(words) is missing in \(doctor.output)")
            }
            #expect(!doctor.output.contains("hunter2"))
        }
    }
}
