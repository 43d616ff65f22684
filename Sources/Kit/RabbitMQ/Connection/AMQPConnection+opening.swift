import CRabbitMQ
import Glibc
import Values

// How a connection comes about.
extension AMQPConnection {
    func connect(to address: RabbitMQAddress) throws(RabbitMQError) {
        let socket: OpaquePointer?
        if address.isEncrypted {
            socket = amqp_ssl_socket_new(handle)
            guard let socket else { throw .broken("no memory") }
            let file: String
            if let own = address.authorities { file = own } else { file = try Self.systemAuthorities() }
            let status = amqp_ssl_socket_set_cacert(socket, file)
            guard status == AMQP_STATUS_OK.rawValue else {
                throw .unreachable("the certificates in \(file) cannot be read")
            }
            amqp_ssl_socket_set_verify_peer(socket, 1)
            amqp_ssl_socket_set_verify_hostname(socket, 1)
            amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST)
        } else {
            socket = amqp_tcp_socket_new(handle)
        }
        guard let socket else { throw .broken("no memory") }
        var limit = timeout.timeValue
        let status = amqp_socket_open_noblock(socket, address.host, Int32(address.port), &limit)
        guard status == AMQP_STATUS_OK.rawValue else {
            throw .unreachable("\(address.host):\(address.port): \(Self.text(status))")
        }
    }

    func logIn(to address: RabbitMQAddress, name: String, heartbeat: Duration) throws(RabbitMQError) {
        defer { arena.recycle() }
        var properties = try arena.table([
            "connection_name": .text(name),
            "capabilities": .table([
                "authentication_failure_close": true, "basic.nack": true,
                "connection.blocked": true, "consumer_cancel_notify": true, "publisher_confirms": true,
            ]),
        ])
        let reply = shim_log_in(
            handle, address.virtualHost, Int32(AMQP_DEFAULT_FRAME_SIZE), Int32(clamping: heartbeat.components.seconds),
            &properties, address.user, address.password.reveal())
        do {
            try check(reply, "log in")
        } catch .closed(let code, let reason) where code == 403 || code == 530 {
            // ACCESS_REFUSED and NOT_ALLOWED: wrong credentials, no such virtual host, no right to use it.
            throw .refused(reason)
        }
    }

    private static func systemAuthorities() throws(RabbitMQError) -> String {
        // Debian and Alpine; Fedora; the BSDs.
        let files = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
        guard let file = files.first(where: { access($0, R_OK) == 0 }) else {
            throw .unreachable("there are no certificates of authorities on this machine; name some by ?cacertfile=")
        }
        return file
    }
}
