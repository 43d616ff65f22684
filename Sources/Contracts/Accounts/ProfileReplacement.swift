public import Endpoints

public struct ProfileReplacement: RequestBody, Encodable, Validated {
    public var phone: String
    public var address: String
    public var storeName: String?

    public init(phone: String, address: String, storeName: String? = nil) {
        self.phone = phone
        self.address = address
        self.storeName = storeName
    }

    public static let rules: [Rule<ProfileReplacement>] = [
        Rule("phone", \.phone, .length(0...30)),
        Rule("address", \.address, .length(0...500)),
        Rule("store_name", \.storeName, .length(0...150)),
    ]
}
