"""A service that answers with what it was asked."""

import http.server
import json
import threading
import time


class Stub:
    """Listens from the start until `stop`. `is_ready` is what its health check says."""

    def __init__(self, service, port):
        self.service, self.port = service, port
        self.is_ready = True
        self.asked = []
        self.server = Server(("127.0.0.1", port), handler(self))
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        """Whoever checks its health resets the connection once he knows."""


def handler(stub):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "stub"

        def answer(self):
            if self.path == "/readyz":
                return self.send(200 if stub.is_ready else 503, b"{}")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            stub.asked.append(self.command)
            if self.path.endswith("?hang"):
                time.sleep(3)
            if self.path.endswith("?cut"):
                self.close_connection = True
                return None
            seen = {
                "service": stub.service, "port": stub.port, "method": self.command, "path": self.path,
                "body": len(body), "fields": [[name.lower(), value] for name, value in self.headers.items()],
            }  # fmt: skip
            return self.send(200, json.dumps(seen).encode())

        def send(self, status, body):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_):
            pass

    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.answer)
    return Handler
