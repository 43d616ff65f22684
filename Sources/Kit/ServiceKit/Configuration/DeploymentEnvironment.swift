/// What kind of place the program runs in.
public enum DeploymentEnvironment: String, CaseIterable, Sendable {
    /// A developer's machine: helpful, open to itself only.
    case development
    /// Where customers are: strict.
    case production
}
