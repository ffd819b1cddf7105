"""Work that was accepted and is not done, as files of the data folder: it outlives the process.

A file for each job, named in the order in which they were asked for. It is there before whoever
asks is told that the work is accepted, and goes when the job has ended.
"""

import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ingest.durable import keep

FOLDER = "jobs"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is kept of a job."""

    id: str
    targets: tuple[str, ...]
    prune: bool
    source: str | None = None
    begun: int = 0  # times that a process began it and did not come to its end


class Unfinished:
    """The work that is left in one data folder. Any thread may use it.

    Raises:
        OSError: from `put` and `begin`, where that cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._lock = threading.Lock()
        self._left: dict[str, tuple[Path, Left]] = {}
        self._done: set[Path] = set()  # could not be removed when they were done
        for file in sorted(self._folder.glob("[0-9]*-*.json")):
            try:
                said = json.loads(file.read_text(encoding="utf-8"))
                left = Left(
                    id=str(said["id"]),
                    targets=tuple(map(str, said["targets"])),
                    prune=bool(said["prune"]),
                    source=None if said.get("source") is None else str(said["source"]),
                    begun=int(said["begun"]),
                )
            except (OSError, ValueError, KeyError, TypeError) as error:
                log.warning("%s cannot be read, hand its job over again: %r", file, error)
                with suppress(OSError):
                    file.unlink(missing_ok=True)
            else:
                self._left[left.id] = file, left
        last = max((int(file.name.partition("-")[0]) for file, _ in self._left.values()), default=0)
        self._number = last

    def all(self) -> list[Left]:
        """What is left, in the order in which it was asked for."""
        with self._lock:
            return [left for _, left in self._left.values()]

    def holds(self, job_id: str) -> bool:
        return job_id in self._left

    def put(self, left: Left) -> None:
        """Keep this until it is dropped; as it stands, should it be there already."""
        with self._lock:
            self._tidy()  # or it might be done once more after this one
            if left.id not in self._left:
                self._number += 1
                file = self._folder / f"{self._number:012}-{left.id}.json"
                self._write(file, left)

    def begin(self, job_id: str) -> None:
        """Note that a process begins it."""
        self._note(job_id, lambda left: left.begun + 1)

    def stopped(self, job_id: str) -> None:
        """Note that it was ended in good order, which says nothing against it."""
        self._note(job_id, lambda _: 0)

    def drop(self, job_id: str) -> None:
        """It is done."""
        with self._lock:
            if there := self._left.pop(job_id, None):
                self._done.add(there[0])
        self.tidy()

    def give_up(self, job_id: str) -> bool:
        """It failed. False where that cannot be noted: then it stays, and is done once more."""
        with self._lock:
            if there := self._left.get(job_id):
                try:
                    there[0].unlink(missing_ok=True)
                except OSError:
                    return False
                del self._left[job_id]
        return True

    def tidy(self) -> bool:
        """Remove what is done; whether that was possible."""
        with self._lock:
            try:
                self._tidy()
            except OSError:
                return False
        return True

    def _tidy(self) -> None:
        for file in list(self._done):
            file.unlink(missing_ok=True)
            self._done.discard(file)

    def _note(self, job_id: str, begun: Callable[[Left], int]) -> None:
        with self._lock:
            if there := self._left.get(job_id):
                file, left = there
                self._write(file, replace(left, begun=begun(left)))

    def _write(self, file: Path, left: Left) -> None:
        self._folder.mkdir(exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(json.dumps(asdict(left)), encoding="utf-8")
        keep(new)
        new.replace(file)
        keep(self._folder)
        self._left[left.id] = file, left
