"""A scripted OpenAI-compatible server on loopback: real HTTP, real client, made-up model.

`[1]` in a reply stands for the mark of the first passage that the request shows, `[2]` for the
second: their ids are made anew for each question.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from ingest.chat_models import ChatModelSettings

PASSAGE = re.compile(r"^<passage (\w+)>$", re.MULTILINE)


@dataclass
class Script:
    """What the server says, and what it was asked."""

    reply: str = "Nothing was scripted."
    replies: list[str] = field(default_factory=list)  # of one request after the other, then `reply`
    status: int = 200
    error: dict[str, Any] = field(default_factory=dict)  # goes with another status
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False  # accept the request and never answer
    pieces: int = 0  # characters in each event of a stream, 0 for all at once
    between: float = 0.0  # seconds between two events
    # Instead of all that: writes the body itself, by `send(bytes)`, after the head was sent.
    body: "Callable[[Callable[[bytes], None], Script], None] | None" = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    base_url: str = ""
    stop: Event = field(default_factory=Event)
    closed: Event = field(default_factory=Event)  # the client went away while it was written to
    finished: list[float] = field(default_factory=list)  # when each event was sent, monotonic

    def settings(self, **changes: Any) -> ChatModelSettings:
        # One server fails in test after test; its circuit is opened where that is what is tested.
        values = {"name": "scripted", "base_url": self.base_url, "api_key_env": "", "failures": 99}
        return ChatModelSettings(**{**values, **changes})

    @property
    def ids(self) -> list[str]:
        """Of the passages in the last request, in their order."""
        return PASSAGE.findall(self.requests[-1]["messages"][1]["content"])

    def cited(self, text: str) -> str:
        """`[1]` as the mark of the first passage."""
        ids = self.ids
        return re.sub(
            r"\[(\d)\]",
            lambda one: f"[{ids[int(one[1]) - 1]}]" if 1 <= int(one[1]) <= len(ids) else one[0],
            text,
        )


def event(delta: dict[str, Any], finish: str | None = None, **beside: Any) -> bytes:
    """One event of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {
        "id": "scripted-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk | beside)}\n\n".encode()


DONE = b"data: [DONE]\n\n"


@contextmanager
def chat_server() -> Iterator[Script]:
    """Serve `POST /v1/chat/completions` as scripted until the block ends."""
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            script.requests.append(json.loads(body))
            script.paths.append(self.path)
            script.keys.append(
                self.headers.get("Authorization", "") or self.headers.get("api-key", "")
            )
            if script.hang:
                self._wait_for_the_client_to_go()
            elif script.status != 200:
                fault = {"message": "scripted failure", "type": "server_error"} | script.error
                self._head(script.status, "application/json")
                self._send(json.dumps({"error": fault}).encode())
            else:
                self._head(200, "text/event-stream")
                try:
                    (script.body or _stream)(self._send, script)
                except OSError:
                    script.closed.set()

        def _wait_for_the_client_to_go(self) -> None:
            self.connection.settimeout(0.02)
            while not script.stop.is_set():
                try:
                    if self.connection.recv(1) == b"":
                        script.closed.set()
                        return
                except TimeoutError:
                    continue
                except OSError:
                    script.closed.set()
                    return

        def _head(self, status: int, kind: str) -> None:
            self.send_response(status)
            for name, value in ({"Content-Type": kind} | script.headers).items():
                self.send_header(name, value)
            self.end_headers()

        def _send(self, data: bytes) -> None:
            if script.stop.is_set():
                raise BrokenPipeError
            self.wfile.write(data)
            self.wfile.flush()
            script.finished.append(time.monotonic())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    # Often, since it looks whether to stop no sooner than it has waited.
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _stream(send: Callable[[bytes], None], script: Script) -> None:
    text = script.cited(script.replies.pop(0) if script.replies else script.reply)
    size = script.pieces or max(1, len(text))
    send(event({"role": "assistant", "content": ""}))
    for start in range(0, len(text), size):
        send(event({"content": text[start : start + size]}))
        if script.between:
            time.sleep(script.between)
    send(event({}, "stop"))
    send(DONE)
