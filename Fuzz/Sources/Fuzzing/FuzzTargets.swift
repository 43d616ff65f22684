/// All targets there are.
enum FuzzTargets {
    static let all: [any FuzzTarget.Type] = [
        AddressesFuzz.self, AnswersFuzz.self, BodiesFuzz.self, ConfigurationFuzz.self, CSVFuzz.self, FieldsFuzz.self,
        FormsFuzz.self, JSONFuzz.self, KeysFuzz.self, ListsFuzz.self, MachineFuzz.self, MultipartFuzz.self,
        RequestsFuzz.self, SearchFuzz.self, TargetsFuzz.self, TokensFuzz.self, ValuesFuzz.self, WordsFuzz.self,
    ]

    static func named(_ name: String) -> (any FuzzTarget.Type)? {
        all.first { $0.name == name }
    }
}
