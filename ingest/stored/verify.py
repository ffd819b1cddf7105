"""The library held against its indexes: what is missing, too many or stale, and the way out.

Opening a data folder counts (`Index.verify`); this looks at every id and at a sample of what stands
under them. All of it goes through in batches, so that memory stays the same however many there are.
"""

import random
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from ingest.errors import IndexUnavailable, IngestError
from ingest.indexes import codes, words
from ingest.indexes.codes import Codes
from ingest.indexes.index import PROBE
from ingest.indexes.vectors import VectorIndex
from ingest.indexes.words import WordsIndex, fingerprint
from ingest.store import MODEL_FACT, held
from ingest.stored.database import TO_REBUILD, damage_of
from ingest.stored.library import Library
from ingest.stored.records import Counts, Vector
from ingest.stored.tables import passages

BATCH = 5000  # ids looked up together
SAMPLE = 200  # passages whose vector and text are compared; of fewer, every one
NEAR = 1e-5  # by how much a number of a vector may differ: rounding
NAMED = 3  # examples in a sentence
REINDEX = "Run `newsdesk reindex`; no article is lost."
RESTORE = "Put back a copy with `newsdesk restore`, or move it away and ingest again."


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    subject: str  # "library", "words index", "vector index", "codes index", "indexes", "model"
    says: str  # what is wrong and what to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a look at a data folder gave."""

    counts: Counts | None  # None where the library is damaged
    faults: tuple[Fault, ...] = ()
    waiting: int = 0  # passages that the indexes take over when the folder is opened next


def look_at_library(folder: Path) -> Verdict:
    """The library alone, which needs no lock: whether its file is whole, and what it holds.

    Raises:
        DataFolderError: there is none, or it is another version's.
    """
    library = Library(folder, make=False)
    try:
        return _library(library)
    finally:
        library.close()


def look(folder: Path, *, model: str | None, purpose: str) -> Verdict:
    """Everything in `folder`, which is held meanwhile. Nothing is changed.

    Args:
        model: the name of the embedding model that is set; None where it cannot be told.

    Raises:
        DataFolderError: it cannot be read; DataFolderBusy: another process holds it.
    """
    with held(folder, purpose):
        library = Library(folder, make=False)
        try:
            verdict = _library(library)
            if verdict.faults:
                return verdict  # nothing can be held against it
            faults = [*_model(library, model), *_unfinished(library)]
            if not any(fault.subject == "indexes" for fault in faults):
                waiting = set(library.waiting())
                faults += _index("words index", _words(folder, library, waiting))
                faults += _index("codes index", _codes(folder, library, waiting))
                if (folder / codes.FILE).is_file():  # or opening the vectors would make it
                    faults += _index("vector index", _vectors(folder, library, waiting))
            return Verdict(
                counts=verdict.counts, faults=tuple(faults), waiting=len(library.waiting())
            )
        finally:
            library.close()


def _library(library: Library) -> Verdict:
    try:
        damage, counts = library.database.damage(), library.counts()
    except IngestError as error:
        return Verdict(counts=None, faults=(Fault("library", str(error)),))
    if not damage:
        return Verdict(counts=counts)
    says = f"The library {library.database.path} is damaged: {_Some(damage)}. {RESTORE}"
    return Verdict(counts=None, faults=(Fault("library", says),))


def _model(library: Library, model: str | None) -> Iterator[Fault]:
    built_with = library.database.fact(MODEL_FACT)
    if model is not None and built_with not in {None, model}:
        says = (
            f"The vectors are of {built_with!r}, the configuration names {model!r}. "
            "Set embedding.model back, or run `newsdesk reindex`."
        )
        yield Fault("model", says)


def _unfinished(library: Library) -> Iterator[Fault]:
    if library.database.fact(TO_REBUILD) is not None:
        yield Fault("indexes", f"They were not built to their end. {REINDEX}")


def _index(subject: str, findings: Iterator[str]) -> list[Fault]:
    """What is wrong with one index, or that it does not answer at all."""
    found = []
    try:
        for says in findings:
            found.append(Fault(subject, f"It {says}. {REINDEX}"))
    except IndexUnavailable as error:
        found.append(Fault(subject, str(error)))
    return found


def _words(folder: Path, library: Library, waiting: set[str]) -> Iterator[str]:
    if not (folder / words.FOLDER / "meta.json").is_file():
        yield "is not there"
        return
    with closing(WordsIndex(folder)) as index:
        if damage := index.damage():
            yield f"is damaged: {_Some(damage)}"
            return
        yield from _ids_differ(library, index.ids(BATCH), waiting)
        sample = library.visible(_sample(library))
        prints = index.fingerprints(list(sample))
        if stale := [key for key, one in prints.items() if one != fingerprint(sample[key])]:
            yield f"has other words than the library for {_Some(stale)}"


def _codes(folder: Path, library: Library, waiting: set[str]) -> Iterator[str]:
    if not (folder / codes.FILE).is_file():
        yield "is not there"
        return
    with closing(Codes(folder)) as index:
        if damage := index.damage():
            yield f"is damaged: {_Some(damage)}"
            return
        yield from _ids_differ(library, index.ids(BATCH), waiting)
        sample = library.visible(_sample(library))
        rows = index.rows(list(sample))
        if other := [key for key, row in rows.items() if row != codes.row_of(sample[key])]:
            yield f"has other codes than the library for {_Some(other)}"


def _ids_differ(library: Library, there: Iterator[list[str]], waiting: set[str]) -> Iterator[str]:
    missing, extra = _Some(), _Some()
    for side, key in _apart(chain.from_iterable(_ids(library)), chain.from_iterable(there)):
        if key not in waiting:
            (missing if side < 0 else extra).add([key])
    yield from _differences(missing, extra)


def _vectors(folder: Path, library: Library, waiting: set[str]) -> Iterator[str]:
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        yield "is not there"
        return
    if damage := damage_of(folder / "chroma" / "chroma.sqlite3"):
        yield f"is damaged: {_Some(damage)}"
        return
    with closing(VectorIndex(folder)) as index:
        here, missing, extra = 0, _Some(), _Some()
        for ids in _ids(library):
            there = index.held(ids)
            here += len(there)
            missing.add(key for key in ids if key not in there and key not in waiting)
        if index.count() > here:  # only then is it worth asking for every id
            for ids in index.ids(BATCH):
                known = library.passages(ids).keys()
                extra.add(key for key in ids if key not in known and key not in waiting)
        yield from _differences(missing, extra)
        sample = library.visible(_sample(library))
        rows = index.vectors(sorted(index.held(list(sample))))
        if other := [key for key, row in rows.items() if not _alike(row, sample[key].vector)]:
            yield f"has other vectors than the library for {_Some(other)}"
        for stored in islice(sample.values(), 1):  # of lost files Chroma tells in a search alone
            near = index.neighbours(stored.vector, k=PROBE)
            if len(near) < (expected := min(PROBE, here)):
                yield f"finds {len(near)} neighbours of a passage that has {expected}"


def _ids(library: Library) -> Iterator[list[str]]:
    """The ids of all passages, in order, in batches."""
    after = ""
    while True:
        found = sa.select(passages.c.id).where(passages.c.id > after).order_by(passages.c.id)
        with library.database.asked() as db:
            ids = list(db.scalars(found.limit(BATCH)))
        if not ids:
            return
        yield ids
        after = ids[-1]


def _sample(library: Library) -> list[str]:
    """Passages by chance, each as likely as any other (Vitter's algorithm R)."""
    chosen: list[str] = []
    for number, key in enumerate(chain.from_iterable(_ids(library))):
        if number < SAMPLE:
            chosen.append(key)
        elif (place := random.randrange(number + 1)) < SAMPLE:  # noqa: S311, nothing to guess  # nosec B311
            chosen[place] = key
    return chosen


def _apart(first: Iterator[str], second: Iterator[str]) -> Iterator[tuple[int, str]]:
    """What stands in one of two ordered series alone: (-1, key) in the first, (1, key) else."""
    one, other = next(first, None), next(second, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one < other):
            yield -1, str(one)
            one = next(first, None)
        elif one is None or other < one:
            yield 1, other
            other = next(second, None)
        else:
            one, other = next(first, None), next(second, None)


def _differences(missing: "_Some", extra: "_Some") -> Iterator[str]:
    if missing.count:
        yield f"lacks {missing.count} passages that the library holds ({missing})"
    if extra.count:
        yield f"holds {extra.count} passages that the library does not ({extra})"


def _alike(one: Vector, other: Vector) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, atol=NEAR))


class _Some:
    """A few of many, by name, and how many there are."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.count, self._named = 0, list[str]()
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        for name in names:
            self.count += 1
            if len(self._named) < NAMED:
                self._named.append(name)

    def __str__(self) -> str:
        others = self.count - len(self._named)
        return ", ".join(self._named) + (f" and {others} more" if others else "")
