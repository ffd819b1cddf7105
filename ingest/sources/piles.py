"""What repeats in the text files of one folder: counted once, kept, and part of how each is read.

A page that was pasted a hundred times brings its menu a hundred times. The lines are counted when a
folder is first read, and again when it has grown by half or shrunk to half: a file that comes to
ten thousand costs nothing, and its neighbours are not read otherwise for it. What is kept are
hashes of the lines. They stand in the fingerprint of every file, so that all are read anew when
they change. So it is with the outlet's name above the headlines: see parse/layout/nameplate.py.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from ingest.errors import SourceError
from ingest.parse import formats
from ingest.parse.layout.nameplate import LEAST_FILES, Nameplates
from ingest.sources.files import Found
from ingest.text.repeats import NOTHING, Known, Repeats

T = TypeVar("T")  # sources, and what is said of those that are none
TEXTS = (".txt", ".text", ".md", ".markdown")
LEAST = 5  # files that have a line, for it to be furniture
SHARE = 0.1  # of the folder's files, likewise
PROSE_SHARE = 0.3  # likewise for a sentence, which articles on one matter may share
GROWN, SHRUNK = 1.5, 0.5  # times the files that were counted: they are counted again
MOST_COUNTED = 2000  # files of a folder, evenly out of all
LONGEST = 1 << 20  # bytes of a file that is counted


class Kept(Protocol):
    """Where it is kept what was counted; the library's database is such a place."""

    def fact(self, name: str) -> str | None:
        """What was set under this name."""

    def set_fact(self, name: str, value: str) -> None:
        """Keep it."""


@dataclass(frozen=True, slots=True)
class _Counted:
    files: int
    known: Known
    is_whole: bool = True  # not counted by a version that knew no nameplates

    def fits(self, files: int) -> bool:
        """Whether it is good enough for a folder, or a part of one, of so many files."""
        if files < LEAST:  # rather a part of it; what grows is counted
            return files < self.files * GROWN
        return self.is_whole and self.files * SHRUNK < files < self.files * GROWN


def with_repeats(
    found: Iterable[T],
    kept: Kept | None = None,
    *,
    each: Callable[[list[Found]], Iterable[Found]] = iter,
) -> Iterator[T]:
    """The same sources, text files with the lines that repeat in their folders.

    Args:
        kept: what was counted before; None to count what is here, and forget it.
        each: what the files pass through while they are counted; it may stop the run.
    """
    found = list(found)
    piles: dict[Path, list[Found]] = {}
    for one in found:
        if isinstance(one, Found) and is_text(one):
            piles.setdefault(one.path.parent, []).append(one)
    known = {folder: _known(folder, files, kept, each) for folder, files in piles.items()}
    for one in found:
        if isinstance(one, Found) and is_text(one) and known[one.path.parent]:
            yield cast(T, replace(one, repeats=known[one.path.parent]))
        else:
            yield one


def is_text(found: Found) -> bool:
    """Whether it is called a text; what it is shows when it is read."""
    return found.path.name.lower().endswith(TEXTS)


def _known(
    folder: Path,
    files: list[Found],
    kept: Kept | None,
    each: Callable[[list[Found]], Iterable[Found]],
) -> Known:
    name = f"repeats in {files[0].uri[: -len(files[0].path.name)]}"
    before = _read(kept.fact(name) if kept is not None else None)
    if before and before.fits(len(files)):
        return before.known
    if len(files) < LEAST_FILES:
        return NOTHING
    counted = _Counted(len(files), count(each(sample(files))))
    if kept is not None:
        value = {
            "files": counted.files,
            "lines": sorted(counted.known.hashes),
            "nameplates": sorted(counted.known.nameplates),
        }
        kept.set_fact(name, json.dumps(value))
    return counted.known


def _read(value: str | None) -> _Counted | None:
    if value is None:
        return None
    said: dict[str, Any] = json.loads(value)
    known = Known(frozenset(said["lines"]), frozenset(said.get("nameplates", ())))
    return _Counted(said["files"], known, "nameplates" in said)


def sample(files: list[Found]) -> list[Found]:
    """As many as are counted, the same of the same files."""
    step = max(1, -(-len(files) // MOST_COUNTED))
    return sorted(files, key=lambda one: one.path)[::step]


def count(files: Iterable[Found]) -> Known:
    """The lines that are furniture in these files; one that cannot be read says nothing."""
    repeats = Repeats(least=LEAST, share=SHARE, prose_share=PROSE_SHARE)
    nameplates = Nameplates()
    for file in files:
        try:
            with file.path.open("rb") as opened:
                data = opened.read(LONGEST + 1)
            if len(data) <= LONGEST:
                lines = formats.lines(data, file_name=file.path.name)
                repeats.add(lines)
                nameplates.add(lines)
        except (OSError, SourceError):
            continue  # said when it is read
    return repeats.known(nameplates.lines())
