"""A server under load: answers a second, open streams, memory.

    .venv/bin/python tests/bench/load.py answers DATA [--connections 32] [--seconds 30] [--warm 32]
    .venv/bin/python tests/bench/load.py streams DATA [--connections 300] [--seconds 20]
    .venv/bin/python tests/bench/load.py memory DATA [--questions 2000]

DATA is a data folder with articles; it is served by a process of its own, which is measured from
this one over loopback, on the same cores. Questions are made of the library's own headlines, so
that each has evidence, and every one is another. The load of the machine is told with the figures:
where others work on it, they are no measure of the program.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import yaml

ASKED = ("What is reported about {}?", "Who said what about {}?", "When was it that {}?")


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("what", choices=("answers", "streams", "memory"))
    told.add_argument("data", type=Path)
    told.add_argument("--connections", type=int)
    told.add_argument("--seconds", type=float, default=30)
    told.add_argument("--questions", type=int, default=2000)
    told.add_argument("--warm", type=int, default=32, help="answers before those measured")
    told.add_argument("--keep", action="store_true", help="also keep the answers, as by default")
    asked = told.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    measure = {"answers": answers, "streams": streams, "memory": memory}[asked.what]
    asyncio.run(measure(asked))
    print(f"load after: {os.getloadavg()[0]:.1f}")


# ---- what is measured


async def answers(asked: argparse.Namespace) -> None:
    """Extractive answers, as many at once as there are connections, each asking again at once."""
    many = asked.connections or 32
    with served(asked.data, {"chat_models": []}) as server:
        async with client(server, many) as http:
            questions = await made(http)
            for _ in range(0, asked.warm, many):  # what is kept from one to the next fills
                await asyncio.gather(
                    *(answered(http, next(questions), asked.keep) for _ in range(many))
                )
            until, took, codes = time.monotonic() + asked.seconds, [], Counter[int]()
            spent, started = cpu(server.pid), time.monotonic()

            async def one() -> None:
                while time.monotonic() < until:
                    begun = time.monotonic()
                    codes[await answered(http, next(questions), asked.keep)] += 1
                    took.append(time.monotonic() - begun)

            await asyncio.gather(*(one() for _ in range(many)))
            passed, spent = time.monotonic() - started, cpu(server.pid) - spent
    print(f"{len(took)} answers at {many} connections in {passed:.1f} s: {dict(codes)}")
    print(
        f"{len(took) / passed:.1f} answers/s; {1000 * spent / len(took):.1f} ms of processor each"
    )
    print(f"seconds: {quantiles(took)}")


async def streams(asked: argparse.Namespace) -> None:
    """Streams that wait for a slow model, and how soon /healthz answers beside them."""
    many = asked.connections or 300
    with slow_model(asked.seconds) as model:
        config = {
            "chat_models": [
                {"name": "slow", "base_url": model, "api_key_env": "", "timeout_seconds": 600}
            ],
            "server": {"concurrent_questions": many},
        }
        with served(asked.data, config) as server:
            async with client(server, many + 10) as http:
                questions = await made(http)
                begun = asyncio.Event()
                opened, ended = Counter[str](), Counter[str]()

                async def one() -> None:
                    body = {"question": next(questions), "stream": True, "keep": asked.keep}
                    async with http.stream("POST", "/v1/ask", json=body) as reply:
                        async for line in reply.aiter_lines():
                            if line.startswith("event: sources"):
                                opened["sources"] += 1
                                if opened["sources"] == many:
                                    begun.set()
                            elif line.startswith("event: "):
                                ended[line.removeprefix("event: ")] += 1

                started = time.monotonic()
                tasks = [asyncio.create_task(one()) for _ in range(many)]
                opening = await healths(http, begun)
                print(f"{opened['sources']} streams open after {time.monotonic() - started:.1f} s")
                print(f"/healthz meanwhile, seconds: {quantiles(opening)}")
                held = asyncio.Event()
                asyncio.get_running_loop().call_later(asked.seconds / 2, held.set)
                print(f"/healthz beside them, seconds: {quantiles(await healths(http, held))}")
                await asyncio.gather(*tasks)
    print(f"how they ended: {dict(ended)}")


async def memory(asked: argparse.Namespace) -> None:
    """Resident memory of the server, before and after many questions."""
    many = asked.connections or 16
    with served(asked.data, {"chat_models": []}) as server:
        async with client(server, many) as http:
            questions = await made(http)

            async def ask(count: int) -> None:
                left = itertools.count()

                async def one() -> None:
                    while next(left) < count:
                        await answered(http, next(questions), asked.keep)

                await asyncio.gather(*(one() for _ in range(many)))

            warm = max(500, asked.questions // 10)
            await ask(warm)  # caches fill: names, models, SQLite's pages
            before = resident(server.pid)
            print(f"after {warm} questions: {before:.0f} MB")
            for part in range(1, 5):
                await ask(asked.questions // 4)
                now = resident(server.pid)
                asked_so_far = part * asked.questions // 4
                print(f"after {asked_so_far} more: {now:.0f} MB ({now / before - 1:+.1%})")


# ---- how


@contextmanager
def served(
    data: Path, config: dict[str, object], ready: str = "/readyz"
) -> Iterator[subprocess.Popen[bytes]]:
    """`newsdesk serve` on a free port; its address stands in `address` of the process.

    Args:
        ready: what has to answer first; an empty library is never ready.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.yaml"
        file.write_text(yaml.safe_dump(config), encoding="utf-8")
        code = "from bot.cli import main; main()"
        told = ["serve", "--data", str(data), "--config", str(file)]
        command = [sys.executable, "-c", code, *told]
        log = (Path(folder) / "log").open("wb")
        root = Path(__file__).parents[2]
        environment = {**os.environ, "NEWSDESK_PORT": str(port), "PYTHONPATH": str(root)}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
        process.address = f"http://127.0.0.1:{port}"  # type: ignore[attr-defined]
        try:
            wait_for(process, ready)
            yield process
        finally:
            process.terminate()
            process.wait(30)
            log.close()


def wait_for(process: subprocess.Popen[bytes], ready: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            sys.exit("The server did not start.")
        try:
            httpx.get(f"{process.address}{ready}", trust_env=False).raise_for_status()  # type: ignore[attr-defined]
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    sys.exit("The server is not ready.")


def client(process: subprocess.Popen[bytes], many: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=process.address,  # type: ignore[attr-defined]
        timeout=120,
        trust_env=False,
        limits=httpx.Limits(max_connections=many, max_keepalive_connections=many),
    )


async def made(http: httpx.AsyncClient) -> Iterator[str]:
    """Questions without end, made of the headlines that the server lists."""
    titles, after = [], ""
    while after is not None and len(titles) < 2000:
        page = (await http.get("/v1/articles", params={"limit": 200, "after": after})).json()
        titles += [one["title"] for one in page["articles"]]
        after = page["next"]
    random.Random(7).shuffle(titles)
    pairs = zip(itertools.cycle(ASKED), itertools.cycle(titles))
    return (shape.format(title[:150]) for shape, title in pairs)


async def answered(http: httpx.AsyncClient, question: str, keep: bool) -> int:
    return (await http.post("/v1/ask", json={"question": question, "keep": keep})).status_code


async def healths(http: httpx.AsyncClient, until: asyncio.Event) -> list[float]:
    took = []
    while not until.is_set() or not took:
        begun = time.monotonic()
        (await http.get("/healthz")).raise_for_status()
        took.append(time.monotonic() - begun)
        await asyncio.sleep(0.05)
    return took


@contextmanager
def slow_model(seconds: float) -> Iterator[str]:
    """A chat model that says after so many seconds that it has found nothing."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(seconds)
            message = {"role": "assistant", "content": "The passages do not say."}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            said = {"id": "1", "object": "chat.completion", "created": 0, "model": "slow"}
            data = json.dumps({**said, "choices": [choice]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 512

        def handle_error(self, request: Any, client_address: Any) -> None:
            if not isinstance(sys.exception(), ConnectionError):  # a caller may hang up
                super().handle_error(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def quantiles(took: list[float]) -> str:
    cuts = statistics.quantiles(took, n=100) if len(took) > 1 else took * 99
    named = ((50, cuts[49]), (95, cuts[94]), (99, cuts[98]))
    return ", ".join(f"p{name} {value:.3f}" for name, value in named) + f", most {max(took):.3f}"


def cpu(pid: int) -> float:
    """Seconds of processor that a process has spent (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """MB of memory that a process has (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
