import FoundationEssentials
import ServiceKit
import Testing

@testable import souk

@Suite("The doctor")
struct DoctorTests {
    @Test("A set-up as make run leaves it has nothing wrong with it")
    func healthy() async throws {
        try await Clinic.use { clinic in
            for check in Doctor.checks {
                let wrong = await clinic.wrong(check)
                #expect(wrong.isEmpty, "\(check.title): \(wrong)")
            }
        }
    }

    @Test("So has a production that follows the guide")
    func healthyProduction() async throws {
        try await Clinic.use { clinic in
            clinic.settings = Clinic.production
            let report = DoctorReport(sections: await Doctor(patient: clinic.patient).sections())
            #expect(report.faults == 0, "\(report.text)")
            #expect(report.text.contains("\nNothing is wrong."))
        }
    }

    @Test("A folder that is not there yet is no fault, and is not made by looking")
    func nothingYet() async throws {
        try await Clinic.use(isNew: true) { clinic in
            let report = DoctorReport(sections: await Doctor(patient: clinic.patient).sections())
            #expect(report.faults == 0, "\(report.text)")
            #expect(report.text.contains("is not there yet"))
            #expect(!FileManager.default.fileExists(atPath: clinic.folder))
        }
    }

    @Test("Looking changes no byte and leaves nothing behind", .onSQLite)
    func readOnly() async throws {
        try await Clinic.use { clinic in
            let before = try clinic.contents()
            #expect(before.keys.contains("catalog.sqlite"))
            _ = await Doctor(patient: clinic.patient).sections()
            let after = try clinic.contents()
            let changed = Set(after.keys).union(before.keys).filter { after[$0] != before[$0] }.sorted()
            #expect(changed == [])
        }
    }

    @Test("Every fault says what was found, why it matters and how to mend it, and no secret")
    func words() async throws {
        try await Clinic.use { clinic in
            clinic.settings = [
                "ENVIRONMENT": "production", "DEBUG": "true", "ADMIN_PASSWORD": "admin-hunter2", "CORS_ORIGINS": "*",
                "BIND_ADDRESS": "0.0.0.0", "CATALOG_PORT": "eighty",
                "ORDERS_DATABASE_URL": "postgres://me:hunter2@db/x",
            ]
            clinic.environment = ["SMTP_URL": "smtp://me:hunter2@mail"]
            let sections = await Doctor(patient: clinic.patient).sections()
            let faults = sections.flatMap(\.findings).filter { $0.level == .wrong }
            #expect(faults.count >= 8)
            for fault in faults { #expect(!fault.what.isEmpty && !fault.why.isEmpty && !fault.remedy.isEmpty) }
            #expect(!DoctorReport(sections: sections).text.contains("hunter2"))
        }
    }

    @Test("The report counts, and reads as sentences")
    func report() {
        let report = DoctorReport(sections: [
            Doctor.Section(
                title: "Disk",
                findings: [.good("fine"), .wrong("the disk is full", why: "orders are refused", mend: "make room")])
        ])
        #expect(
            report.text == """
                Disk
                  ok     fine
                  WRONG  the disk is full
                           why:  orders are refused
                           mend: make room

                1 thing is wrong.

                """)
    }
}
