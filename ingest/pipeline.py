"""Ingesting: sources -> articles -> passages -> vectors -> library -> indexes.

A batch is written to the library in one transaction together with the ledger lines of the sources
that it completes; then the indexes catch up. A crash at any point loses no more than the batch at
work, and the next run, finding no ledger line, reads those sources again.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from ingest.article import Article, address
from ingest.errors import Remark, SourceError, Stopped, as_told, told
from ingest.runs import renaming
from ingest.runs.batch import Batch
from ingest.runs.reading import Reading
from ingest.runs.stated import Stated, marked, still_holds, unmarked
from ingest.sources import paths, piles
from ingest.sources.source import Opened, Source
from ingest.sources.targets import expand
from ingest.store import Store
from ingest.stored.records import SourceRecord
from ingest.text import split

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, for whoever watches."""

    bytes_done: int
    bytes_total: int  # 0 where nobody knows
    articles: int  # looked at so far


@dataclass(slots=True)
class Report:
    """What a run did. `problems` names every source, or part of one, that could not be read, and
    what was read and not believed: only the former count as failed."""

    articles: Counter[str] = field(default_factory=Counter)  # by outcome
    problems: list[SourceError] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)  # sources that are no more where they were
    vanished_articles: int = 0  # that stood in those alone: taken out where that was asked for
    withheld: list[str] = field(default_factory=list)  # ids of articles that were taken down
    passages: int = 0  # in the library after the run
    stories: int = 0  # likewise
    seconds: float = 0.0


def ingest(
    store: Store,
    targets: Sequence[str | Path],
    *,
    prune: bool = False,
    source: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] = bool,
) -> Report:
    """Bring the library up to date with what `targets` name: see sources/targets.py.

    Args:
        prune: take out the articles of files that vanished from the folders in `targets`.
        source: the outlet of what names none, now and at later runs: see runs/stated.py.
        stop: asked again and again, in the thread of the run; true ends it. It may change the
            library: it is asked where an article that is taken down meanwhile does no harm.

    Raises:
        Stopped: `stop` said so; the batch at work is given up, what was written stays.
        EmbeddingError, DataFolderError, IndexUnavailable: nothing more can be stored; what was
            written stays.
    """
    started = time.monotonic()
    stated = Stated(store.library.database, targets, source)
    run = _Run(store, stated, progress, stop)
    if count := renaming.renamed(store, stop):
        run.report.articles["updated"] += count
    found = list(_until(stop, run.expanded(targets)))
    each = partial(_until, stop)
    found = list(piles.with_repeats(found, store.library.database, each=each))
    run.report.problems += [one for one in found if isinstance(one, SourceError)]
    sources = [one for one in found if not isinstance(one, SourceError)]
    run.total = sum(one.size for one in sources)
    for one in _until(stop, sources):
        run.read(one)
    run.write()
    vanished = [uri for target in targets for uri in paths.vanished(target, store.library.ledger)]
    run.report.vanished_articles = store.library.ledger.count_held_only_by(vanished)
    if prune:
        for uri in _until(stop, vanished):
            run.report.articles["removed"] += len(store.library.forget(uri))
        store.index.catch_up()
    report = run.report
    report.vanished = vanished
    failed = [one for one in report.problems if not isinstance(one, Remark)]
    report.articles["failed"] = len(failed)
    counts = store.library.counts()
    report.passages, report.stories = counts.passages, counts.stories
    report.seconds = round(time.monotonic() - started, 3)
    return report


class _Run:
    """One run: what it has done so far."""

    def __init__(
        self,
        store: Store,
        stated: Stated,
        progress: Callable[[Progress], None] | None,
        stop: Callable[[], bool],
    ) -> None:
        self.report, self.total = Report(), 0  # bytes
        self._library, self._batch = store.library, Batch(store, stop)
        self._watcher, self._stop = progress, stop
        self._done = 0  # bytes
        self._settings, self._stated = store.settings, stated
        self._outlets: dict[str, str] = {}  # by uri, of sources that a target's outlet is said of
        self._withheld_ids, self._withheld_at = store.library.takedowns()
        # Starts every fingerprint: with passages of another size a source is read again.
        self._cut = f"{self._batch.words}.{split.RULES}:"

    def expanded(self, targets: Sequence[str | Path]) -> Iterator[Source | SourceError]:
        """What the targets stand for, each source once, and an error for each that is none."""
        for outlet, some in self._stated.grouped(targets).items():
            known = partial(self._validators, outlet=outlet)
            for one in expand(some, self._settings, known=known):
                if not isinstance(one, SourceError):
                    if one.uri in self._outlets:
                        continue
                    self._outlets[one.uri] = self._stated.of(one.uri) or outlet
                yield one

    def _validators(self, uri: str, outlet: str) -> Mapping[str, str]:
        """What the last reading of a source left, {} where it has to be read in any case."""
        before = self._library.ledger.source(uri)
        return before.validators if before and self._is_as_before(before, outlet) else {}

    def _is_as_before(self, before: SourceRecord | None, outlet: str) -> bool:
        """Whether a source would be read as it was the last time."""
        cut_alike = bool(before and before.fingerprint.startswith(self._cut))
        return cut_alike and still_holds(before, outlet)

    def read(self, source: Source) -> None:
        """Take in one source, unless the ledger says that nothing in it has changed."""
        try:
            self._read(source)
        except SourceError as error:
            self.report.problems.append(error)
        self._done += source.size
        self._tell()

    def write(self) -> None:
        self.report.articles["removed"] += self._batch.write()

    def _tell(self, inside: int = 0) -> None:
        if self._watcher:
            articles = self.report.articles.total() + inside
            self._watcher(Progress(self._done, self.total, articles))

    def _read(self, source: Source) -> None:
        before = self._library.ledger.source(source.uri)
        outlet = self._outlets.get(source.uri, "")
        is_as_before = self._is_as_before(before, outlet)
        opened = source.open(before.validators if before and is_as_before else {})
        fingerprint = marked(self._cut + opened.fingerprint, outlet) if opened else ""
        is_same = is_as_before and before and unmarked(before.fingerprint) == fingerprint
        if before and (opened is None or is_same):
            self.report.articles["unchanged"] += len(before.article_ids)
            self.report.problems += [as_told(*problem) for problem in before.problems]
            return
        if opened is None:
            return  # nothing was said that it could be unchanged from
        was = before.article_ids if before else ()
        self._let_go_of_moved(source.uri)
        own = self._library.ledger.held_only_by(source.uri)
        cut_alike = bool(before and before.fingerprint.startswith(self._cut))
        reading = Reading(source.uri, self._batch, own=own, cut_alike=cut_alike, outlet=outlet)
        for one in _until(self._stop, _in_order(opened, source, reading)):
            if isinstance(one, Article) and self._is_withheld(one):
                continue
            reading.read(one)
            if self._batch.is_full:
                # What is held so far stands in the ledger, but the source is not done.
                held = tuple({*was, *reading.held})
                self._batch.record(SourceRecord(source.uri, "", held))
                self.write()
                self._tell(reading.counts.total())
        reading.finish()
        self.report.articles += reading.counts
        self.report.problems += [*reading.problems, *reading.remarks]
        if reading.problems and not reading.held:
            return  # unreadable as a whole: what is stored of it stays; the next run tries again
        if reading.problems:
            # What cannot be read may be what is missing.
            reading.held |= dict.fromkeys(one for one in was if one not in reading.withheld)
            self._batch.remove(own & reading.withheld.keys())
        else:
            self._batch.remove(own - reading.held.keys())
        self._batch.record(
            SourceRecord(
                uri=source.uri,
                fingerprint="" if reading.is_broken_off else marked(fingerprint, "", reading.until),
                article_ids=tuple(reading.held),
                problems=tuple(map(told, (*reading.problems, *reading.remarks))),
                validators={} if reading.is_broken_off else dict(opened.validators),
            )
        )

    def _let_go_of_moved(self, uri: str) -> None:
        """Files that held articles of this source and are gone were moved here, or deleted."""
        others = self._library.ledger.also_held_by(uri)
        if gone := [other for other in others if not paths.is_there(other)]:
            self._library.ledger.let_go(uri, gone)

    def _is_withheld(self, article: Article) -> bool:
        if article.id not in self._withheld_ids and address(article.url) not in self._withheld_at:
            return False
        if article.id not in self.report.withheld:
            self.report.withheld.append(article.id)
        return True


def _in_order(opened: Opened, source: Source, reading: Reading) -> Iterable[Article | SourceError]:
    """The articles of a source; of one that fits in memory, edited ones under the id they had."""
    articles = map(reading.with_outlet, opened.articles)
    return articles if source.streams else reading.with_known_ids(list(articles))


def _until(stop: Callable[[], bool], items: Iterable[T]) -> Iterator[T]:
    """Those items; before each is handed on, `stop` may end the run.

    Raises:
        Stopped: it did.
    """
    for one in items:
        if stop():
            raise Stopped
        yield one
