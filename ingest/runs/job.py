"""A piece of work on one store, and how far it has come."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from ingest.pipeline import Progress, Report
from ingest.sources.targets import is_path

NOT_BEGUN = Progress(0, 0, 0)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be read; two equal ones are one piece of work."""

    targets: tuple[str, ...]  # addresses, `reader:NAME`, absolute paths
    prune: bool = False
    source: str | None = None  # the outlet of what names none, see stated.py; "" takes it back


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work, as far as it has come."""

    work: Work
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    state: State = State.QUEUED
    progress: Progress = NOT_BEGUN
    report: Report | None = None  # when it is done
    error: str = ""  # when it failed: a sentence
    told: str = ""  # likewise, for those who must not learn of the server's inside
    queued_at: str = field(default_factory=now)
    ended_at: str = ""
    goes_on: bool = False  # it failed with the process, and is done when that is started again

    @property
    def has_ended(self) -> bool:
        return self.state in {State.DONE, State.FAILED}


Then = Callable[[Job], None]


def absolute(target: str) -> str:
    """A target that means the same in every process: a relative path becomes absolute."""
    return str(Path(target).absolute()) if is_path(target) else target
