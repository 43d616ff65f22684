import HTTP
import ServiceKit

/// The file by which Caddy stands before HAProxy, for shops with a domain name: certificates, HTTPS, redirects to it.
///
/// Without ACME_EMAIL Caddy is an authority of its own, for a try on one machine.
struct CaddyConfiguration: Sendable {
    private let domains: String
    private let issuer: String
    private let directory: String
    private let root: String
    private let address: String

    init(_ configuration: Configuration) throws {
        domains = try configuration.read(GatewaySettings.domains).joined(separator: ", ")
        issuer = try configuration.readIfSet(GatewaySettings.acmeEmail) ?? "internal"
        directory = try configuration.read(GatewaySettings.acmeDirectory)
        root = try configuration.read(GatewaySettings.acmeRoot)
        address = try configuration.read(GatewaySettings.address)
    }

    var text: String {
        """
        # HTTPS for the gateway. Made by `souk gateway caddy`: a change belongs there. What stands behind a colon is what
        # the environment does not say. DOMAINS wants a space behind each comma here.
        {
        	admin off
        	skip_install_trust
        	http_port {$CADDY_HTTP_PORT:80}
        	https_port {$CADDY_HTTPS_PORT:443}
        	default_bind {$CADDY_BIND_ADDRESS:0.0.0.0}
        	acme_ca {$ACME_DIRECTORY:\(directory)}
        	acme_ca_root {$ACME_ROOT:\(root)}
        	servers {
        		timeouts {
        			read_header 10s
        			read_body 120s
        			idle 120s
        		}
        		max_header_size 16KB
        	}
        }

        {$DOMAINS:\(domains)} {
        	tls {$ACME_EMAIL:\(issuer)}

        	# A browser that has been told so would refuse anything else on this machine for a year.
        	@named not host localhost *.localhost
        	header @named Strict-Transport-Security "max-age=31536000"
        	header -Server

        	reverse_proxy {$GATEWAY_ADDRESS:\(address)} {
        		# A gateway that is being replaced is back in a moment.
        		lb_try_duration 5s
        		lb_try_interval 100ms
        		transport http {
        			dial_timeout 1s
        			response_header_timeout 40s
        		}
        	}

        	handle_errors {
        		header Content-Type \(Problem.mediaType)
        		header Cache-Control no-store
        		header Retry-After 1
        		respond `\(Self.unavailable)` 503
        	}
        }

        """
    }

    private static let unavailable =
        #"{"type":"/problems/unavailable","title":"\#(ProblemCode.unavailable.title)","status":503,"#
        + #""detail":"\#(ProblemCode.unavailable.title).","code":"unavailable"}"#
}
