"""The `newsdesk` command, forked from a process that has it imported: it starts in a second.

What runs is the command itself, with its own arguments, environment, files and log; it is spared
the imports alone. Started as a program this reads orders, one a line (JSON), and answers each with
a line. Chroma's threads would outlive no fork: it is opened in the forked ones alone.
"""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Zygote:
    """The process that forks.

    Args:
        environment: of it and of all that it forks, beside what each is given.
    """

    def __init__(self, **environment: str) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._order(do="hello") == "hello"

    def start(self, *arguments: str, log: Path, **environment: str) -> "Command":
        pid = self._order(do="start", arguments=arguments, log=str(log), environment=environment)
        return Command(self, pid, log)

    def code(self, pid: int) -> int | None:
        """With what it has exited, negative for a signal; None while it runs."""
        code: int | None = self._order(do="code", pid=pid)
        return code

    def close(self) -> None:
        self._process.communicate()

    def _order(self, **order: Any) -> Any:
        with self._lock:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())


class Command:
    """One that was forked."""

    def __init__(self, zygote: Zygote, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log
        self._zygote, self._code = zygote, None

    @property
    def code(self) -> int | None:
        if self._code is None:
            self._code = self._zygote.code(self.pid)
        return self._code

    def signal(self, number: signal.Signals) -> None:
        if self.code is None:
            os.kill(self.pid, number)

    def wait(self, seconds: float) -> int | None:
        until = time.monotonic() + seconds
        while self.code is None and time.monotonic() < until:
            time.sleep(0.01)
        return self.code

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.wait(30)

    @property
    def said(self) -> str:
        """All that it has written, but for the lines of questions."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(one for one in lines if not one.startswith('{"event": "question"'))


# ---- in the process that forks


def run() -> None:
    import chromadb  # noqa: F401
    import llama_index.vector_stores.chroma  # noqa: F401
    import uvicorn  # noqa: F401

    import bot.channels.app
    import bot.doctor
    import bot.models  # noqa: F401
    from bot import cli
    from bot.commands import running  # noqa: F401
    from ingest.text.language import language

    language("This has the model of languages loaded once, before anything is forked.")
    codes: dict[int, int] = {}
    for line in sys.stdin:
        order = json.loads(line)
        said: Any = "hello"
        if order["do"] == "start":
            said = os.fork()
            if not said:
                become(order)
                cli.main()
                sys.exit(0)
            codes.pop(said, None)  # another process had that number before
        elif order["do"] == "code":
            pid = order["pid"]
            if pid not in codes:
                done, status = os.waitpid(pid, os.WNOHANG)
                if done:
                    codes[pid] = os.waitstatus_to_exitcode(status)
            said = codes.get(pid)
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def become(order: dict[str, Any]) -> None:
    with contextlib.suppress(OSError, AttributeError):  # Linux alone knows it
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it ends with who forked it
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.environ.update(order["environment"])
    sys.argv = ["newsdesk", *order["arguments"]]


if __name__ == "__main__":
    run()
