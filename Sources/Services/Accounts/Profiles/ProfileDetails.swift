/// What a profile holds.
struct ProfileDetails: Sendable, Equatable {
    var phone = ""
    var address = ""
    var storeName = ""
}
