"""A chat model on loopback, as a process of its own, that answers from the passages it is shown.

It writes down the sentence that names what is asked for, slowly enough to be cut off amid it.
SIGUSR1 has it cut every connection; SIGSTOP holds it up, as any process.
"""

import json
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

PIECE, BETWEEN = 8, 0.01  # characters in an event, seconds between two
NOTHING = "NOT IN THE ARTICLES"
PASSAGE = re.compile(r"^<passage (\w+)>$(.*?)^</passage \w+>$", re.MULTILINE | re.DOTALL)
ASKED = re.compile(r"<question>.*? of (\w+).*?</question>", re.DOTALL)


class Model:
    """The process, and where it listens."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def cut(self) -> None:
        self.process.send_signal(signal.SIGUSR1)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def reply(body: dict[str, Any]) -> str:
    """The sentence of a passage that has the name which is asked for, with its mark."""
    shown = body["messages"][1]["content"]
    asked = ASKED.search(shown)
    for key, text in PASSAGE.findall(shown):
        for sentence in re.findall(r"[A-Z][^.\n]+\.", text):
            if asked and asked[1] in sentence and re.search(r"\d", sentence):
                return f"{sentence[:-1]} [{key}]."
    return NOTHING


class Handler(BaseHTTPRequestHandler):
    open_ones: ClassVar[set[socket.socket]] = set()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.open_ones.add(self.connection)
        try:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            said = reply(body)
            for start in range(0, len(said), PIECE):
                self._send({"content": said[start : start + PIECE]})
                time.sleep(BETWEEN)
            self._send({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass
        finally:
            self.open_ones.discard(self.connection)

    def _send(self, delta: dict[str, str], finish: str | None = None) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "obedient"}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.wfile.write(f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up, or a connection that was cut."""


def cut(*_: Any) -> None:
    """Every connection ends with a reset, as where a cable is pulled."""
    for one in list(Handler.open_ones):
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            socket.socket(fileno=one.detach()).close()
        except OSError:
            continue


def run() -> None:
    server = Server(("127.0.0.1", 0), Handler)
    signal.signal(signal.SIGUSR1, cut)
    print(server.server_port, flush=True)
    server.serve_forever(0.05)


if __name__ == "__main__":
    run()
