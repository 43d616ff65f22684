import EventLoops
import FoundationEssentials
import ServiceKit

struct DoctorCommand: Command {
    static let name = "doctor"
    static let operands = "[NAME[,NAME…]]"
    static let summary =
        "say in plain words what is wrong with this set-up, or with that of a process of some services; changes nothing"
    static let takesFaults = true

    private let configuration: Configuration
    private let names: [String]

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
        let names = operands.flatMap { $0.split(separator: ",").map(String.init) }
        if let unknown = names.first(where: { !Settings.storingServices.contains($0) }) {
            throw UsageError(
                "there is no service \(unknown.debugDescription); \(Settings.storingServices.joined(separator: ", ")) are"
            )
        }
        self.names = names.isEmpty ? Settings.storingServices : names
    }

    func run(on loops: EventLoopGroup) async throws {
        var patient = Patient(
            configuration: configuration, environment: ProcessInfo.processInfo.environment, loops: loops)
        patient.serving = names
        let report = DoctorReport(sections: await Doctor(patient: patient).sections())
        Console.put(report.text)
        guard report.faults == 0 else { throw FaultySetUp(count: report.faults) }
    }
}

struct FaultySetUp: Error, CustomStringConvertible {
    let count: Int
    var description: String { count == 1 ? "1 thing is wrong" : "\(count) things are wrong" }
}
