import Testing
import Values

@testable import RabbitMQ

@Suite("The address of a RabbitMQ")
struct RabbitMQAddressTests {
    @Test("All of it may be given, percent-encoded where it has to be")
    func whole() throws {
        let address = try RabbitMQAddress("amqps://sh%40p:p%3A%2F@rabbit.example:5999/a%2Fb?cacertfile=/etc/ca.pem")
        #expect(address.isEncrypted)
        #expect(address.host == "rabbit.example")
        #expect(address.port == 5999)
        #expect(address.user == "sh@p")
        #expect(address.password.reveal() == "p:/")
        #expect(address.virtualHost == "a/b")
        #expect(address.authorities == "/etc/ca.pem")
    }

    @Test("What is left out has the broker's defaults")
    func defaults() throws {
        let address = try RabbitMQAddress("amqp://localhost")
        #expect(!address.isEncrypted)
        #expect((address.host, address.port) == ("localhost", 5672))
        #expect((address.user, address.password.reveal(), address.virtualHost) == ("guest", "guest", "/"))
        #expect(try RabbitMQAddress("amqps://localhost/").port == 5671)
        #expect(try RabbitMQAddress("amqp://[::1]:5673/").host == "::1")
    }

    @Test("It describes itself without the password")
    func silence() throws {
        let address = try RabbitMQAddress("amqp://shop:s3cret@[::1]/souk")
        #expect("\(address)" == "amqp://[::1]:5672, virtual host souk, user shop")
        var dumped = ""
        dump(address, to: &dumped)
        #expect(!"\(dumped) \(String(reflecting: address))".contains("s3cret"))
    }

    @Test(
        "What is none is refused, and not quoted",
        arguments: [
            "", "localhost", "http://s3cret@host", "amqp://", "amqp://u:s3cret@", "amqp://h:0", "amqp://h:99999",
            "amqp://h:+5", "amqp://u:s3cret%@h", "amqp://u:%ff@h", "amqp://u:%00@h", "amqp://h/a b", "amqp://[::1",
            "amqp://h?verify=s3cret", "amqp://[::1]x",
        ])
    func malformed(text: String) {
        let error = #expect(throws: RabbitMQAddress.Malformed.self) { try RabbitMQAddress(text) }
        #expect(error?.description.contains("s3cret") == false)
    }
}
