/// What is wrong with a file: the first faults in full, all of them counted.
public struct ImportFaults: Sendable {
    /// Who faces more has one cause to find, not a hundred lines to read.
    public static let mostKept = 100

    public private(set) var first: [ImportFault] = []
    public private(set) var count = 0

    public var isEmpty: Bool { count == 0 }

    mutating func add(_ fault: ImportFault) {
        count += 1
        if first.count < Self.mostKept { first.append(fault) }
    }

    mutating func add(_ faults: some Sequence<ImportFault>) {
        for fault in faults { add(fault) }
    }
}
