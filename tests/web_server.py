"""A web server on loopback that says what a test tells it to, and keeps what it was asked."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from typing import Any

from ingest.settings import FetchSettings, Settings
from ingest.sources.fetch import Fetcher

Page = tuple[int, dict[str, str], bytes]
Say = Page | str | bytes | Callable[["Handler"], Page | None]


@dataclass
class Site:
    """What stands where. A function answers by itself (None), or returns what is to be said."""

    port: int = 0
    pages: dict[str, Say] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # paths in order, robots.txt left out
    heads: list[dict[str, str]] = field(default_factory=list)  # the headers of each, lower case
    robots: int = 0  # how often robots.txt was asked for

    def url(self, path: str = "/", host: str = "ledger.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.asked)

    def settings(self, **changes: Any) -> FetchSettings:
        """Settings under which this server may be reached, without waiting between requests."""
        values = {"allow": ("127.0.0.1",), "seconds_between_requests": 0, "tries": 1}
        return FetchSettings(**{**values, **changes})

    def all_settings(self, **changes: Any) -> Settings:
        return Settings(fetch=self.settings(**changes))

    def fetcher(self, settings: FetchSettings | None = None, **options: Any) -> Fetcher:
        """Every name is this server's."""
        options = {"resolve": lambda host, port: ["127.0.0.1"], "sleep": lambda _: None, **options}
        return Fetcher(settings or self.settings(), **options)


class Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.site.robots += 1
        else:
            self.site.asked.append(self.path)
            self.site.heads.append({name.lower(): value for name, value in self.headers.items()})
        say = self.site.pages.get(self.path, (404, {}, b""))
        if callable(say):
            say = say(self)
            if say is None:
                self.close_connection = True
                return
        if isinstance(say, str):
            say = say.encode()
        if isinstance(say, bytes):
            say = (200, {}, say)
        status, headers, body = say
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of many tests."""


@contextmanager
def web_server(
    host: str = "127.0.0.1", port: int = 0, tls: SSLContext | None = None
) -> Iterator[Site]:
    site = Site()
    server = Server((host, port), type("Here", (Handler,), {"site": site}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
