import Endpoints
import HTTP
import JSON
import OpenAPI
import Testing

@Suite("An OpenAPI document")
struct OpenAPIDocumentTests {
    private func document() throws -> JSONValue { try SampleContract.document.json() }

    private func operation(_ method: String, _ path: String) throws -> JSONValue {
        try #require(try document()["paths"]?[path]?[method])
    }

    /// Types are named with those that they stand in, which here is the contract.
    private func component(_ name: String) throws -> JSONValue {
        try #require(try document()["components"]?["schemas"]?["SampleContract\(name)"])
    }

    @Test("names its version, its title, and every path once, in the order of the routes")
    func paths() throws {
        let document = try document()
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["title"] == "Teapots")
        #expect(
            document["paths"]?.objectValue?.keys == [
                "/api/v1/teapots/", "/api/v1/teapots/{id}/", "/api/v1/reviews/{teapot_id_or_review_id}/",
                "/api/v1/teapots/{id}/brew/", "/api/v1/teapots/{id}/pictures/",
                "/api/v1/teapots/{id}/pictures/{number}/", "/api/teapots/",
            ])
    }

    @Test("comes out the same, byte for byte, each time")
    func deterministic() throws {
        let first = try SampleContract.document.encoded()
        for _ in 0..<5 { #expect(try SampleContract.document.encoded() == first) }
        #expect(try JSONValue.parse(first) == document())
    }

    @Test("gives every operation a name of its own, a description, and a description to each parameter")
    func described() throws {
        var names: Set<String> = []
        for (path, item) in try #require(try document()["paths"]?.objectValue) {
            for (method, operation) in try #require(item.objectValue) {
                let name = try #require(operation["operationId"]?.stringValue)
                #expect(names.insert(name).inserted, "\(name) stands twice")
                #expect(operation["summary"]?.stringValue?.isEmpty == false)
                #expect(operation["description"]?.stringValue?.isEmpty == false, "\(method) \(path)")
                for parameter in operation["parameters"]?.arrayValue ?? [] {
                    #expect(parameter["description"]?.stringValue?.isEmpty == false, "\(method) \(path)")
                }
            }
        }
        #expect(names.contains("getTeapots"))
        #expect(names.contains("getInternalTeapots"))
        #expect(names.contains("getTeapotsId"))
    }

    @Test("refers to schemas that are there, and to all of them")
    func references() throws {
        let document = try document()
        let defined = try Set(#require(document["components"]?["schemas"]?.objectValue).keys)
        #expect(references(in: document) == defined)
    }

    @Test("prints the rules of a body, and that nothing else may stand in it")
    func rules() throws {
        let schema = try component("NewTeapot")
        #expect(schema["properties"]?["name"]?["maxLength"] == 80)
        #expect(schema["properties"]?["handles"]?["type"] == ["integer", "null"])
        #expect(schema["properties"]?["handles"]?["maximum"] == 4)
        #expect(schema["required"] == ["name", "price", "glaze", "maker"])
        #expect(schema["additionalProperties"] == false)
        #expect(schema["properties"]?["glaze"]?["enum"] == ["white", "celadon"])
    }

    @Test("says of an answer that every field is there, though perhaps null, and that new ones may come")
    func answers() throws {
        let schema = try component("TeapotView")
        #expect(
            schema["required"] == ["id", "name", "price", "glaze", "maker", "created_at", "part_of"])
        #expect(schema["properties"]?["glaze"]?["enum"] == ["white", "celadon", .null])
        #expect(schema["properties"]?["created_at"]?["format"] == "date-time")
        #expect(schema["properties"]?["part_of"]?["items"]?["$ref"] == "#/components/schemas/SampleContractTeapotView")
        #expect(schema["additionalProperties"] == nil)
    }

    @Test("keeps two schemas of a type that travels both ways")
    func bothWays() throws {
        #expect(
            try component("NewTeapot")["properties"]?["maker"]?["$ref"]
                == "#/components/schemas/SampleContractMakerInput")
        #expect(
            try component("TeapotView")["properties"]?["maker"]?["$ref"] == "#/components/schemas/SampleContractMaker")
        #expect(try component("MakerInput")["required"] == ["name"])
        #expect(try component("Maker")["required"] == ["name", "town"])
    }

    @Test("lists the problems that an operation declares and those that follow from what it takes")
    func problems() throws {
        let created = try #require(try operation("post", "/api/v1/teapots/")["responses"]?.objectValue)
        #expect(
            created.keys == [
                "201", "400", "401", "403", "406", "409", "413", "415", "422", "429", "500", "503",
            ])
        let conflict = try #require(created["409"])
        #expect(conflict["description"]?.stringValue?.contains("`cracked`: The teapot is cracked.") == true)
        #expect(conflict["description"]?.stringValue?.contains("`request_in_progress`") == true)
        let media = conflict["content"]?["application/problem+json"]
        #expect(media?["schema"]?["$ref"] == "#/components/schemas/Problem")
        #expect(media?["examples"]?["cracked"]?["value"]?["status"] == 409)
        #expect(created["429"]?["headers"]?["Retry-After"] != nil)

        let listed = try #require(try operation("get", "/api/v1/teapots/")["responses"]?.objectValue)
        #expect(listed["401"] == nil)
        #expect(listed["404"] == nil)
        #expect(listed["413"] == nil)
        let removed = try #require(try operation("delete", "/api/v1/teapots/{id}/")["responses"]?.objectValue)
        #expect(removed["204"]?["content"] == nil)
        #expect(removed["404"] != nil)
    }

    @Test("says which token an operation wants, and where to get it")
    func security() throws {
        #expect(try operation("get", "/api/v1/teapots/")["security"] == [])
        #expect(try operation("post", "/api/v1/teapots/")["security"] == [["user": []]])
        #expect(try operation("get", "/api/teapots/")["security"] == [["service": []]])
        let guests = try operation("post", "/api/v1/teapots/{id}/brew/")["security"]
        #expect(guests == [[:], ["user": []], ["guest_x_tea_token": []]])
        #expect(
            try document()["components"]?["securitySchemes"]?["guest_x_tea_token"]?["name"] == "X-Tea-Token")
        #expect(try document()["components"]?["securitySchemes"]?["user"]?["scheme"] == "bearer")
    }

    @Test("shows parameters of path, query and header with their schemas")
    func parameters() throws {
        let shown = try #require(try operation("get", "/api/v1/teapots/{id}/")["parameters"]?.arrayValue)
        #expect(shown.map { $0["name"] } == ["id", "If-None-Match"])
        #expect(shown[0]["required"] == true)
        #expect(shown[0]["schema"]?["minimum"] == 1)
        #expect(shown[0]["description"] == "The id of the teapot.")

        let searched = try #require(try operation("get", "/api/v1/teapots/")["parameters"]?.arrayValue)
        let ids = try #require(searched.first { $0["name"] == "ids" })
        #expect(ids["explode"] == false)
        #expect(ids["required"] == false)

        let created = try #require(try operation("post", "/api/v1/teapots/")["parameters"]?.arrayValue)
        #expect(created.map { $0["name"] } == ["Idempotency-Key"])
    }

    @Test("joins routes that differ in the kind of a parameter only, as OpenAPI cannot tell them apart")
    func ambiguous() throws {
        let joined = try operation("get", "/api/v1/reviews/{teapot_id_or_review_id}/")
        let parameters = try #require(joined["parameters"]?.arrayValue)
        #expect(parameters[0]["schema"]?["anyOf"]?.arrayValue?.count == 2)
        #expect(parameters.dropFirst().allSatisfy { $0["required"] == false })
        let schema = joined["responses"]?["200"]?["content"]?["application/json"]?["schema"]
        #expect(schema?["anyOf"]?.arrayValue?.count == 2)
        #expect(joined["summary"] == "List a teapot's reviews; or Show a review")
    }

    @Test("says which calls can follow a creation, with what of its answer they are filled in")
    func links() throws {
        let created = try operation("post", "/api/v1/teapots/")["responses"]?["201"]?["links"]
        let links = try #require(created?.objectValue)
        #expect(
            links.keys == [
                "getTeapotsId", "deleteTeapotsId", "getReviewsTeapotIdOrGetReviewsReviewId", "postTeapotsIdBrew",
                "postTeapotsIdPictures",
            ])
        #expect(links["getTeapotsId"]?["parameters"] == ["id": "$response.body#/id"])
        #expect(
            links["getReviewsTeapotIdOrGetReviewsReviewId"]?["parameters"]
                == ["teapot_id_or_review_id": "$response.body#/id"])
        #expect(try operation("post", "/api/v1/teapots/{id}/brew/")["responses"]?["200"]?["links"] == nil)

        let pictured = try operation("post", "/api/v1/teapots/{id}/pictures/")["responses"]?["201"]?["links"]
        #expect(
            pictured?["deleteTeapotsIdPicturesNumber"]?["parameters"]
                == ["id": "$request.path.id", "number": "$response.body#/number"])
    }

    @Test("says in patterns what headers are read, and that no text holds a NUL")
    func patterns() throws {
        let removed = try #require(try operation("delete", "/api/v1/teapots/{id}/")["parameters"]?.arrayValue)
        let condition = try #require(removed.first { $0["name"] == "If-Match" })
        #expect(condition["schema"]?["anyOf"]?.arrayValue?.first == ["const": "*"])
        let shown = try #require(try operation("get", "/api/v1/teapots/{id}/")["parameters"]?.arrayValue)
        #expect(shown.first { $0["name"] == "If-None-Match" }?["schema"] == ["type": "string"])
        let created = try #require(try operation("post", "/api/v1/teapots/")["parameters"]?.arrayValue)
        #expect(created[0]["schema"]?["pattern"] == #"^("[!#-~]{1,255}"|[!#-~]{1,255})$"#)
        let withoutNUL: JSONValue = #"^[^\u0000]*$"#
        #expect(try component("NewTeapot")["properties"]?["name"]?["pattern"] == withoutNUL)
        #expect(try component("TeapotView")["properties"]?["name"]?["pattern"] == nil)
        let searched = try #require(try operation("get", "/api/v1/teapots/")["parameters"]?.arrayValue)
        #expect(searched.first { $0["name"] == "search" }?["schema"]?["pattern"] == withoutNUL)
    }

    @Test("shows an upload as bytes, and as the one field of a form")
    func uploads() throws {
        let content = try operation("post", "/api/v1/teapots/{id}/pictures/")["requestBody"]?["content"]
        #expect(content?["image/png"]?["schema"] == ["type": "string", "format": "binary"])
        let form = content?["multipart/form-data"]
        #expect(form?["schema"]?["required"] == ["file"])
        #expect(form?["schema"]?["additionalProperties"] == false)
        #expect(form?["encoding"]?["file"]?["contentType"] == "image/png")
    }

    @Test("tells of 405 where a method is served for some values of a path only")
    func servedInPart() throws {
        let path = "/api/v1/reviews/{teapot_id_or_review_id}/"
        #expect(try operation("delete", path)["responses"]?["405"]?["headers"]?["Allow"] != nil)
        #expect(try operation("get", path)["responses"]?["405"] == nil)
        #expect(try operation("delete", "/api/v1/teapots/{id}/")["responses"]?["405"] == nil)
    }

    @Test("gives an example of a body that keeps the rules")
    func examples() throws {
        let example = try operation("post", "/api/v1/teapots/")["requestBody"]?["content"]?["application/json"]?[
            "example"]
        #expect(example?["price"] == "19.99")
        #expect(example?["glaze"] == "white")
        #expect(example?["maker"]?["name"] == "text")
    }

    @Test("of several services holds what the gateway serves, and nothing else")
    func merged() throws {
        let both = OpenAPIDocument(
            title: "All", version: "1.0.0", summary: "Everything", merging: [SampleContract.document],
            where: { $0.path.hasPrefix("/api/v1/") })
        let json = try both.json()
        #expect(json["paths"]?["/api/teapots/"] == nil)
        #expect(json["paths"]?["/api/v1/teapots/"] != nil)
        #expect(json["components"]?["securitySchemes"]?.objectValue?.keys == ["user", "guest_x_tea_token"])
    }

    private func references(in value: JSONValue) -> Set<String> {
        switch value {
        case .array(let elements):
            return elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
        case .object(let object):
            return object.reduce(into: []) { names, member in
                if member.key == "$ref", let target = member.value.stringValue,
                    target.hasPrefix("#/components/schemas/")
                {
                    names.insert(String(target.dropFirst("#/components/schemas/".count)))
                }
                names.formUnion(references(in: member.value))
            }
        default:
            return []
        }
    }
}
