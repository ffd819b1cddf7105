"""Who holds a data folder, as the holder says itself in a file beside the lock."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "holder.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A process that has a data folder open."""

    process: int
    purpose: str
    since: str  # ISO, UTC
    # Of a server that takes work over, once it listens:
    address: str = ""  # "http://127.0.0.1:8000"
    host: str = ""  # the name that it answers to there
    token: str = ""  # shows that whoever brings it may read this file

    def __str__(self) -> str:
        return f"{self.purpose} (process {self.process}, since {self.since})"


def write(folder: Path, holder: Holder) -> None:
    """Put this in the place of what stands there, readable for its owner alone."""
    new = folder / f"{FILE}.new"
    new.unlink(missing_ok=True)  # one that a crash left may have been made readable to others
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(holder), file)
    new.replace(folder / FILE)


def read(folder: Path) -> Holder | None:
    """What stands there; None where nobody can tell.

    It outlives a holder that was killed: the lock, not this file, says whether a folder is held.
    """
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Holder(
            process=int(said["process"]),
            **{
                name: str(said.get(name, ""))
                for name in ("purpose", "since", "address", "host", "token")
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
