import JSON
import Testing

@Suite struct JSONKeyTests {
    @Test(
        "a property is called on the wire as people expect",
        arguments: [
            ("name", "name"), ("categoryID", "category_id"), ("isActive", "is_active"), ("previousURL", "previous_url"),
            ("userIDs", "user_ids"), ("urlPath", "url_path"), ("URLPath", "url_path"), ("HTTPStatus", "http_status"),
            ("line2Text", "line2_text"), ("hasAPart", "has_a_part"), ("is_active", "is_active"), ("", ""),
        ])
    func converts(property: String, wire: String) {
        #expect(JSONKey.snakeCase(property) == wire)
    }
}
