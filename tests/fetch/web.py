"""What is asked and what is answered, and sending an answer in ways that a network can spoil."""
import dataclasses
import http.server
import json
import socket
import ssl
import time
import typing
import urllib.parse

AUTO = object()


@dataclasses.dataclass
class Request:
    method: str
    scheme: str
    host: str       # what the client wrote in Host, with the port
    target: str     # path and query as sent
    headers: dict   # names in lower case
    listener: str = "good"
    owner: typing.Any = None
    body: bytes = b""
    fault: typing.Any = None
    status: int = 0
    sent: int = 0   # bytes of body that were written
    at: float = 0.0  # time.monotonic()
    seconds: float = 0.0
    gave_up: bool = False  # the client closed before it had everything

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def address(self):
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def query(self):
        """-> [(name, value)], decoded; a name may stand several times."""
        return urllib.parse.parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    def parameter(self, name, default=None):
        found = [v for n, v in self.query if n.lower() == name.lower()]
        return found[-1] if found else default

    def edit(self, stage, thing):
        """Lets the misbehaviour of this request, if it has one at that stage, change the thing."""
        return self.fault.change(stage, thing, self) if self.fault else thing

    def record(self):
        return {"at": self.at, "seconds": self.seconds, "listener": self.listener,
                "method": self.method, "scheme": self.scheme, "host": self.host,
                "target": self.target, "headers": self.headers, "status": self.status,
                "sent": self.sent, "gave_up": self.gave_up,
                "fault": self.fault.kind if self.fault else None}


@dataclasses.dataclass
class Answer:
    body: typing.Any = b""     # bytes, or a function that makes an iterator of bytes
    status: int = 200
    type: str = "application/json"
    headers: dict = dataclasses.field(default_factory=dict)
    length: typing.Any = AUTO  # Content-Length; AUTO is the truth, None is not to say
    chunked: bool = False
    cut: int | None = None     # close after so many bytes of body
    stall: bool = False        # ... or say nothing more instead of closing
    silent: bool = False       # not even a status line
    pace: tuple | None = None  # (bytes, seconds between)

    def pieces(self):
        size = self.pace[0] if self.pace else 65536
        left = self.cut
        for part in ([self.body] if isinstance(self.body, bytes) else self.body()):
            if left is not None:
                part = part[:left]
                left -= len(part)
            for start in range(0, len(part), size):
                yield part[start:start + size]
            if left == 0:
                return


def as_json(thing, status=200):
    return Answer(json.dumps(thing, ensure_ascii=False).encode(), status,
                  "application/json; charset=utf-8" if status == 200 else
                  "application/problem+json; charset=utf-8")


def page(status, title):
    """An error page as web servers write them."""
    return Answer((f"<!DOCTYPE html>\n<html lang=\"sv\"><head><title>{title}</title></head>\n"
                   f"<body><h1>{title}</h1></body></html>\n").encode(), status,
                  "text/html; charset=utf-8")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    owner = None       # the Server, set in a subclass of each listener
    listener = "good"

    def do_GET(self):
        self.answer()

    do_HEAD = do_POST = do_PUT = do_GET

    def log_message(self, format, *arguments):  # pylint: disable=redefined-builtin
        pass

    def answer(self):
        request = Request(self.command, "http" if self.listener == "plain" else "https",
                          self.headers.get("Host", ""), self.path,
                          {k.lower(): v for k, v in self.headers.items()}, self.listener,
                          self.owner, at=time.monotonic())
        try:
            size = min(int(request.headers.get("content-length", 0)), 100_000_000)
            request.body = self.rfile.read(size)
            answer = self.owner.answer(request)
            self.send(request, answer)
        except (ConnectionError, socket.timeout, OSError):
            request.gave_up = True
            self.close_connection = True
        finally:
            request.seconds = time.monotonic() - request.at

    def wait(self, seconds):
        """False when the server is stopping or the client has left."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.owner.stopping.wait(min(0.05, max(0.0, end - time.monotonic()))):
                return False
            try:  # a client that has left is seen as the end of file
                self.connection.setblocking(False)
                if self.connection.recv(1) == b"":
                    return False
            except (BlockingIOError, ssl.SSLWantReadError):
                pass
            except OSError:
                return False
            finally:
                self.connection.settimeout(self.timeout)
        return True

    def send(self, request, answer):
        request.status = answer.status
        if answer.silent:
            self.close_connection = True
            request.gave_up = not self.wait(self.owner.longest_wait)
            return
        has_body = answer.status != 304 and answer.status != 204
        self.send_response(answer.status)
        if answer.type and has_body:
            self.send_header("Content-Type", answer.type)
        for name, value in answer.headers.items():
            for one in value if isinstance(value, list) else [value]:
                self.send_header(name, one)
        length = answer.length
        if length is AUTO:
            length = len(answer.body) if isinstance(answer.body, bytes) else None
        if not has_body:
            pass
        elif answer.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif length is not None:
            self.send_header("Content-Length", str(length))
        whole = answer.cut is None and (answer.length is AUTO or answer.chunked)
        if not whole or (length is None and not answer.chunked and has_body):
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if has_body and self.command != "HEAD":
            self.send_body(request, answer)

    def send_body(self, request, answer):
        for piece in answer.pieces():
            if self.owner.stopping.is_set():
                self.close_connection = True
                return
            if answer.chunked:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            else:
                self.wfile.write(piece)
            request.sent += len(piece)
            if answer.pace and not self.wait(answer.pace[1]):
                request.gave_up = True
                self.close_connection = True
                return
        if answer.stall:
            self.wfile.flush()
            request.gave_up = not self.wait(self.owner.longest_wait)
        elif answer.chunked and answer.cut is None:
            self.wfile.write(b"0\r\n\r\n")

    def finish(self):
        try:
            super().finish()
            if hasattr(self.connection, "unwrap"):  # an end that TLS calls an end, not a cut wire
                self.connection.settimeout(0.2)
                self.connection.unwrap()
        except (OSError, ValueError):
            pass


class Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, owner, name, context):
        super().__init__(("127.0.0.1", 0), type("Own", (Handler,),
                                                {"owner": owner, "listener": name}))
        self.owner, self.name = owner, name
        if context:  # the handshake belongs to the thread of the connection, not to accept()
            self.socket = context.wrap_socket(self.socket, server_side=True,
                                              do_handshake_on_connect=False)

    @property
    def port(self):
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """A client that refuses the certificate is no error of ours; it is counted."""
        self.owner.refused[self.name] = self.owner.refused.get(self.name, 0) + 1
