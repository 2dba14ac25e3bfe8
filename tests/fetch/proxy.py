"""A proxy that knows one thing: CONNECT to a name that the test certificate is for, which leads to
the test server whatever the name means on the real network. With it in https_proxy, rules with
the agencies' own addresses are fetched without a byte leaving the machine. Every other name is
refused."""
import selectors
import socket
import socketserver

import certificates


def pump(a, b, stopping):
    with selectors.DefaultSelector() as chooser:
        chooser.register(a, selectors.EVENT_READ, b)
        chooser.register(b, selectors.EVENT_READ, a)
        while not stopping.is_set():
            for key, _ in chooser.select(0.2):
                data = key.fileobj.recv(65536)
                if not data:
                    return
                key.data.sendall(data)


class Handler(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self):
        line = self.rfile.readline(4096).decode("ascii", "replace").split()
        while self.rfile.readline(4096).strip():
            pass
        self.server.asked.append(" ".join(line))
        name = line[1].rpartition(":")[0] if len(line) == 3 and line[0] == "CONNECT" else ""
        if name not in certificates.HOSTS:
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", self.server.port_behind), 10) as behind:
            behind.settimeout(30)
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            try:
                pump(self.connection, behind, self.server.stopping)
            except OSError:
                pass


class Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, port_behind, stopping):
        super().__init__(("127.0.0.1", 0), Handler)
        self.port_behind, self.stopping = port_behind, stopping
        self.asked = []  # the first line of everything that was asked of the proxy

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        pass
