import CCurl
import Values

/// The delivery of one mail, or only the way up to it: greeting, TLS and login.
///
/// It is touched on the loop of its client only, which is why it may call itself `Sendable`.
final class SMTPTransfer: CurlTransfer, @unchecked Sendable {
    typealias Outcome = Result<Void, SMTPError>

    struct Mail {
        let content: [UInt8]
        let sender: EmailAddress
        let recipient: EmailAddress
    }

    /// Nil for who only looks whether one would be taken.
    private let mail: Mail?
    private let server: SMTPServer
    private let deadline: Duration
    private var recipients: UnsafeMutablePointer<curl_slist>?
    /// How much of the content the library has taken.
    private var given = 0
    /// Whether the server has been told of the recipient: from there on its answers are about this mail.
    private var hasNamedRecipient = false
    private var continuation: CheckedContinuation<Outcome, Never>?

    init(_ mail: Mail?, at server: SMTPServer, deadline: Duration) {
        (self.mail, self.server, self.deadline) = (mail, server, deadline)
    }

    deinit { curl_slist_free_all(recipients) }

    func begin(_ continuation: CheckedContinuation<Outcome, Never>) { self.continuation = continuation }

    override func fail(_ error: HTTPClientError) { finish(.failure(SMTPError(error))) }

    override func complete(_ code: CURLcode) { finish(outcome(code)) }

    private func finish(_ outcome: Outcome) {
        end()
        continuation?.resume(returning: outcome)
        continuation = nil
    }

    // MARK: Sending

    override func prepare(_ handle: UnsafeMutableRawPointer, connectTimeout: Duration) throws(HTTPClientError) {
        take(handle)
        let this = Unmanaged.passUnretained(self).toOpaque()
        shim_set_text(handle, CURLOPT_URL, server.url)
        shim_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        shim_set_number(handle, CURLOPT_TIMEOUT_MS, max(1, Int(deadline / .milliseconds(1))))
        let connecting = min(deadline, connectTimeout)
        shim_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(connecting / .milliseconds(1))))
        // Servers close a silent connection after minutes; a mail that meets that moment would fail.
        shim_set_number(handle, CURLOPT_MAXAGE_CONN, 30)
        let security = server.needsTLS ? CURLUSESSL_ALL : CURLUSESSL_TRY
        shim_set_number(handle, CURLOPT_USE_SSL, Int(security.rawValue))
        if let authorities = server.authorities { shim_set_text(handle, CURLOPT_CAINFO, authorities) }
        if let user = server.user { shim_set_text(handle, CURLOPT_USERNAME, user.reveal()) }
        if let password = server.password { shim_set_text(handle, CURLOPT_PASSWORD, password.reveal()) }
        if let mail {
            shim_set_text(handle, CURLOPT_MAIL_FROM, "<\(mail.sender.address)>")
            recipients = curl_slist_append(recipients, "<\(mail.recipient.address)>")
            shim_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
            shim_set_number(handle, CURLOPT_UPLOAD, 1)
            shim_set_size(handle, CURLOPT_INFILESIZE_LARGE, mail.content.count)
            shim_set_reader(handle, SMTPTransfer.onRead)
            shim_set_context(handle, CURLOPT_READDATA, this)
        } else {
            shim_set_text(handle, CURLOPT_CUSTOMREQUEST, "NOOP")
        }
        // What the server says is looked at by its code; nothing of it is kept.
        shim_set_writer(handle, CURLOPT_WRITEFUNCTION, { _, size, count, _ in size * count })
        shim_set_number(handle, CURLOPT_VERBOSE, 1)
        shim_set_debugger(handle, SMTPTransfer.onCommand)
        shim_set_context(handle, CURLOPT_DEBUGDATA, this)
    }

    private static let onRead: curl_read_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
            .give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
    }

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        guard let mail else { return 0 }
        let part = mail.content[given...].prefix(room.count)
        room.copyBytes(from: part)
        given += part.count
        return part.count
    }

    /// The library shows each command as it sends it, and nothing else tells which one the last answer is about. Only
    /// this one is looked for: others hold the password.
    private static let onCommand: curl_debug_callback = { _, kind, bytes, count, context in
        guard kind == CURLINFO_HEADER_OUT, let bytes, let context else { return 0 }
        if UnsafeRawBufferPointer(start: bytes, count: count).starts(with: "RCPT TO:".utf8) {
            Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue().hasNamedRecipient = true
        }
        return 0
    }

    // MARK: The outcome

    private func outcome(_ code: CURLcode) -> Outcome {
        guard let handle else { return .failure(.closed) }
        switch code {
        case CURLE_OK: return .success(())
        case CURLE_OPERATION_TIMEDOUT: return .failure(.deadlineExceeded)
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: return .failure(.unreachable(text(code)))
        case CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR:
            return .failure(.insecure(text(code)))
        default: break
        }
        switch shim_status(handle) {
        case let status where (500...599).contains(status):
            return .failure(hasNamedRecipient ? .refused(code: status) : .unwelcome(code: status))
        case let status where (400...499).contains(status):
            return .failure(.deferred(code: status))
        default:
            return .failure(.broken(text(code)))
        }
    }

    private func text(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}
