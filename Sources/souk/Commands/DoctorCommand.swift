import EventLoops
import FoundationEssentials
import ServiceKit

struct DoctorCommand: Command {
    static let name = "doctor"
    static let summary = "say in plain words what is wrong with this set-up; it changes nothing"
    static let takesFaults = true

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let patient = Patient(configuration: configuration, environment: ProcessInfo.processInfo.environment, loops: loops)
        let report = DoctorReport(sections: await Doctor(patient: patient).sections())
        Console.put(report.text)
        guard report.faults == 0 else { throw FaultySetUp(count: report.faults) }
    }
}

struct FaultySetUp: Error, CustomStringConvertible {
    let count: Int
    var description: String { count == 1 ? "1 thing is wrong" : "\(count) things are wrong" }
}
