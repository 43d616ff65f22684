import FoundationEssentials
import HTTPServer
import ServiceKit
import Testing

@testable import souk

@Suite("What the doctor says about the machine")
struct MachineChecksTests {
    @Test("A port that is taken is named with who has it and what to change")
    func takenPort() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: PortsCheck()) == [.good("every port is free")])
            clinic.machine.obstacle = { address, port in
                port == 8002 ? .portTaken(address: address, port: UInt16(port)) : nil
            }
            clinic.machine.listener = { _ in "nginx, process 7" }
            let findings = await clinic.findings(of: PortsCheck())
            #expect(findings.count == 1)
            #expect(findings.first?.what == "port 8002, which is for catalog, is taken by nginx, process 7")
            #expect(findings.first?.remedy.contains("CATALOG_PORT") == true)
        }
    }

    @Test("An address that is not of this machine is told once")
    func foreignAddress() async throws {
        try await Clinic.use { clinic in
            clinic.settings = ["BIND_ADDRESS": "198.51.100.7"]
            clinic.machine.obstacle = Machine.this.obstacle
            #expect(
                await clinic.wrong(PortsCheck()) == [
                    "BIND_ADDRESS is 198.51.100.7, which is not an address of this machine"
                ])
        }
    }

    @Test("The system's table of sockets is read by port and state")
    func socketTable() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41 1 0 100 0 0 10 0
               1: 0100007F:1F90 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 42 1 0 100 0 0 10 0
               2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 43 1 0 100 0 0 10 0
            """
        #expect(PortHolder.listening(on: 8080, in: table) == ["socket:[41]"])
        #expect(PortHolder.listening(on: 8082, in: table).isEmpty)
    }

    @Test(
        "Too few open files are wrong, few are worth knowing", arguments: [(256, 1, 0), (1024, 0, 1), (65_536, 0, 0)])
    func openFiles(limit: Int, wrong: Int, notes: Int) async throws {
        try await Clinic.use(isNew: true) { clinic in
            clinic.machine.openFiles = { limit }
            #expect(await clinic.wrong(LimitsCheck()).count == wrong)
            #expect(await clinic.notes(LimitsCheck()).count == notes)
        }
    }

    @Test("A library that nobody has tested with is named; those of this machine are new enough")
    func libraries() async throws {
        try await Clinic.use(isNew: true) { clinic in
            clinic.machine.libraries = { [("SQLite", "3.9.2"), ("libmicrohttpd", "0.9.75"), ("libcurl", "8.0.0-DEV")] }
            #expect(await clinic.wrong(LibrariesCheck()) == ["SQLite is 3.9.2, older than 3.40.0"])
            clinic.machine.libraries = Machine.this.libraries
            #expect(await clinic.wrong(LibrariesCheck()).isEmpty)
        }
    }

    @Test("API pages without their files are worth knowing")
    func pages() async throws {
        try await Clinic.use(isNew: true) { clinic in
            #expect(await clinic.notes(PagesCheck()).isEmpty)
            clinic.machine.hasPages = { false }
            #expect(await clinic.notes(PagesCheck()).count == 1)
        }
    }

    @Test("The machine itself can be asked")
    func thisMachine() {
        let machine = Machine.this
        #expect(machine.openFiles() > 0)
        #expect((machine.freeBytes("/") ?? 0) > 0)
        #expect(machine.fileSystem("/proc") == "proc")
        #expect(machine.libraries().allSatisfy { $0.version.contains(".") })
    }
}
