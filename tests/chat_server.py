"""A scripted OpenAI-compatible server on loopback: real HTTP, real client, made-up model."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from ingest.settings import ChatModelSettings


@dataclass
class Script:
    """What the server says, and what it was asked."""

    reply: str = "Nothing was scripted."
    status: int = 200
    hang: bool = False  # accept the request and never answer
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    base_url: str = ""
    stop: Event = field(default_factory=Event)

    def settings(self, **changes: Any) -> ChatModelSettings:
        values = {"name": "scripted", "base_url": self.base_url, "api_key_env": ""}
        return ChatModelSettings(**{**values, **changes})


@contextmanager
def chat_server() -> Iterator[Script]:
    """Serve `POST /v1/chat/completions` as scripted until the block ends."""
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            script.requests.append(json.loads(body))
            script.keys.append(self.headers.get("Authorization", ""))
            if script.hang:
                script.stop.wait(10)
                return
            message = {"role": "assistant", "content": script.reply}
            reply = {
                "id": "scripted-1",
                "object": "chat.completion",
                "created": 0,
                "model": "scripted",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
            if script.status != 200:
                reply = {"error": {"message": "scripted failure", "type": "server_error"}}
            data = json.dumps(reply).encode()
            self.send_response(script.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
