public import Endpoints

public struct ProfileChange: RequestBody, Encodable, Validated {
    public var phone: String?
    public var address: String?
    public var storeName: String?

    public init(phone: String? = nil, address: String? = nil, storeName: String? = nil) {
        self.phone = phone
        self.address = address
        self.storeName = storeName
    }

    public static let rules: [Rule<ProfileChange>] = [
        Rule("phone", \.phone, .length(0...30)),
        Rule("address", \.address, .length(0...500)),
        Rule("store_name", \.storeName, .length(0...150)),
    ]
}
