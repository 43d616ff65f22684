import CSodium

enum Sodium {
    /// The library must be initialised before anything else of it is called; false if it refused.
    static let ready = sodium_init() >= 0
}
