"""Ingesting: sources -> articles -> passages -> vectors -> library -> indexes.

A batch is written to the library in one transaction together with the ledger lines of the sources
that it completes; then the indexes catch up. A crash at any point loses no more than the batch at
work, and the next run, finding no ledger line, reads those sources again.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from ingest.article import Article, article_id, canonical_url, digest
from ingest.dates import moment
from ingest.errors import SourceError
from ingest.records import NewArticle, SourceRecord
from ingest.sources import paths
from ingest.sources.source import Source
from ingest.sources.targets import expand
from ingest.split import split
from ingest.store import Store
from ingest.stories import story

BATCH_CHARACTERS = 4_000_000  # a batch ends early with long articles; bounds the memory they take
SAME_ARTICLE = 0.5  # share of words that an edited article has in common with what it was
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, for whoever watches."""

    bytes_done: int
    bytes_total: int
    articles: int


@dataclass(slots=True)
class Report:
    """What a run did. `problems` names every source, or part of one, that could not be read."""

    articles: Counter[str] = field(default_factory=Counter)
    problems: list[SourceError] = field(default_factory=list)
    passages: int = 0  # in the library after the run
    stories: int = 0  # likewise
    seconds: float = 0.0


def ingest(
    store: Store,
    targets: Sequence[str | Path],
    *,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Bring the library up to date with what `targets` name: see sources/targets.py.

    Raises:
        EmbeddingError, DataFolderError, IndexUnavailable: nothing more can be stored; what was
            written stays.
    """
    started = time.monotonic()
    run = _Run(store)
    report = run.report
    found = list(expand(targets, store.settings))
    report.problems += [one for one in found if isinstance(one, SourceError)]
    sources = [one for one in found if not isinstance(one, SourceError)]
    total, done = sum(source.size for source in sources), 0
    for source in sources:
        run.read(source)
        done += source.size
        if progress:
            progress(Progress(done, total, report.articles.total()))
    run.write()
    report.articles["failed"] = len(report.problems)
    counts = store.library.counts()
    report.passages, report.stories = counts.passages, counts.stories
    report.seconds = round(time.monotonic() - started, 3)
    return report


@dataclass(slots=True)
class _Reading:
    """One source while it is read."""

    uri: str
    own: set[str]  # what it alone held before: what it may change or take away
    cut_alike: bool  # when last read, it was cut into passages of the size that is set now
    held: dict[str, None] = field(default_factory=dict)  # what stands in it, in order
    older: dict[str, Article] = field(default_factory=dict)  # perhaps set back, see `_take`
    problems: list[SourceError] = field(default_factory=list)


class _Run:
    """One run: what it has done, and the batch that waits to be written."""

    def __init__(self, store: Store) -> None:
        self.store, self.report = store, Report()
        self.articles: dict[str, Article] = {}
        self.records: dict[str, SourceRecord] = {}
        self.remove: set[str] = set()
        self.characters = 0  # in the texts of `articles`
        self.words = store.settings.ingest.passage_words  # starts every fingerprint

    def read(self, source: Source) -> None:
        """Take in one source, unless the ledger says that nothing in it has changed."""
        before = self.store.library.source(source.uri)
        cut_alike = bool(before and before.fingerprint.startswith(f"{self.words}:"))
        try:
            opened = source.open(before.validators if before and cut_alike else {})
        except SourceError as error:
            self.report.problems.append(error)
            return
        fingerprint = f"{self.words}:{opened.fingerprint}" if opened else ""
        if before and (opened is None or before.fingerprint == fingerprint):
            self.report.articles["unchanged"] += len(before.article_ids)
            self.report.problems += [SourceError(*problem) for problem in before.problems]
            return
        if opened is None:
            return  # nothing was said that it could be unchanged from
        was = before.article_ids if before else ()
        library = self.store.library
        others = library.also_held_by(source.uri)
        if gone := [other for other in others if not paths.is_there(other)]:
            library.let_go(source.uri, gone)  # moved or deleted: this one is what is left of them
        reading = _Reading(source.uri, library.held_only_by(source.uri), cut_alike=cut_alike)
        articles = opened.articles
        for one in articles if source.streams else self._with_known_ids(list(articles), reading):
            self._read_one(one, reading)
            if self._is_full():
                # What is held so far stands in the ledger, but the file is not done.
                held = tuple({*was, *reading.held})
                self.records[source.uri] = SourceRecord(source.uri, "", held)
                self.write()
        for article in reading.older.values():  # no newer one came: this one was set back
            self._put(article, "updated")
        self.report.problems += reading.problems
        if reading.problems and not reading.held:
            return  # unreadable as a whole: what is stored of it stays; the next run tries again
        if reading.problems:
            reading.held |= dict.fromkeys(was)  # what cannot be read may be what is missing
        else:
            kept = {one for record in self.records.values() for one in record.article_ids}
            self.remove |= reading.own - reading.held.keys() - kept
        broken_off = any(problem.source == source.uri for problem in reading.problems)
        self.records[source.uri] = SourceRecord(
            uri=source.uri,
            fingerprint="" if broken_off else fingerprint,
            article_ids=tuple(reading.held),
            problems=tuple((problem.source, problem.reason) for problem in reading.problems),
            validators={} if broken_off else dict(opened.validators),
        )

    def _read_one(self, one: Article | SourceError, reading: _Reading) -> None:
        if isinstance(one, SourceError):
            reading.problems.append(one)
        elif one.id in reading.held and not self._is_version(one):
            reason = f"two different articles have the id {one.id!r}; the first is kept"
            reading.problems.append(SourceError(f"{reading.uri} ({one.title})", reason))
        else:
            reading.held[self._take(one, reading)] = None

    def _take(self, article: Article, reading: _Reading) -> str:
        """Take in one article if it says something new; return the id it goes by.

        Of versions from different places the newest wins, whatever their order. A file that alone
        holds an article may also set it back; whether it does shows when it has been read.
        """
        known = self._known(article.id)
        is_ours = article.id in reading.own or article.id in reading.held
        taken = known and not is_ours and _by_content(article)
        if taken and not _by_content(self._article(article.id)):
            # That one was edited since it got this id from the words that stand here.
            article = replace(article, id=digest(f"{article.id}\x1f{reading.uri}")[:16])
            known = self._known(article.id)
        self.remove.discard(article.id)
        if known is None:
            self._put(article, "added")
        elif known[0] == article.content_hash and not self._is_cut_otherwise(article, reading):
            self.report.articles["unchanged"] += article.id not in reading.held
            reading.older.pop(article.id, None)
        elif moment(article.published_at) >= moment(known[1]):
            self._put(article, "updated")
            reading.older.pop(article.id, None)
        elif article.id in reading.own and article.id not in reading.held:
            reading.older[article.id] = article
        elif older := reading.older.get(article.id):
            reading.older[article.id] = max(
                older, article, key=lambda one: moment(one.published_at)
            )
        else:  # an older copy from elsewhere
            self.report.articles["unchanged"] += article.id not in reading.held
        return article.id

    def _put(self, article: Article, outcome: str) -> None:
        if waiting := self.articles.get(article.id):
            self.characters -= len(waiting.text)
        self.characters += len(article.text)
        self.articles[article.id] = article
        self.report.articles[outcome] += 1

    def _is_cut_otherwise(self, article: Article, reading: _Reading) -> bool:
        """Whether this article stands in the library in passages of another size."""
        if reading.cut_alike or article.id in self.articles:
            return False
        cut = [(one.start, one.end) for one in split(article, words=self.words)]
        return cut != self.store.library.spans(article.id)

    def _known(self, known_id: str) -> tuple[str, str] | None:
        """(content hash, publication date) of the article by that id, stored or about to be."""
        if waiting := self.articles.get(known_id):
            return waiting.content_hash, waiting.published_at
        return self.store.library.content_hashes([known_id]).get(known_id)

    def _article(self, known_id: str) -> Article:
        return self.articles.get(known_id) or self.store.library.article(known_id)

    def _is_version(self, article: Article) -> bool:
        """Whether the known article of this id is a version of this one, not another by mistake."""
        known = self._article(article.id)
        if known.content_hash == article.content_hash:
            return True
        same = known.title == article.title or (
            canonical_url(known.url) == canonical_url(article.url) != ""
        )
        return same and moment(known.published_at) != moment(article.published_at)

    def _with_known_ids(
        self, read: list[Article | SourceError], reading: _Reading
    ) -> Iterable[Article | SourceError]:
        """Let edited articles keep the id they have: by headline, by words, or as the last left."""
        new = [one for one in read if isinstance(one, Article)]
        gone = reading.own - {one.id for one in new}
        left = {old: self.store.library.article(old) for old in gone}
        new = [one for one in new if _by_content(one) and self._known(one.id) is None]
        old_ids: dict[str, str] = {}
        for one in new:
            likeness = {old: _likeness(was, one) for old, was in sorted(left.items())}
            best = max(likeness, key=likeness.__getitem__, default="")
            if best and (likeness[best] >= SAME_ARTICLE or len(left) == len(new) == 1):
                old_ids[one.id] = best
                del left[best]
        for found in read:
            if isinstance(found, Article) and found.id in old_ids:
                yield replace(found, id=old_ids[found.id])
            else:
                yield found

    def _is_full(self) -> bool:
        longest = self.store.settings.ingest.batch_articles
        return len(self.articles) >= longest or self.characters >= BATCH_CHARACTERS

    def write(self) -> None:
        """Split, embed, store and index what the batch holds, and empty it."""
        new = list(self.articles.values())
        passages = [split(article, words=self.words) for article in new]
        items = [
            (article, passage)
            for article, own in zip(new, passages, strict=True)
            for passage in own
        ]
        vectors = iter(self.store.embedder.passages(items))
        ready = [
            NewArticle(
                article=article,
                story=story(article.text),
                passages=own,
                vectors=list(islice(vectors, len(own))),
            )
            for article, own in zip(new, passages, strict=True)
        ]
        self.store.library.store(ready, list(self.records.values()), self.remove)
        self.report.articles["removed"] += len(self.remove)
        self.articles, self.records, self.remove, self.characters = {}, {}, set(), 0
        self.store.index.catch_up()


def _by_content(article: Article) -> bool:
    """Whether the article's id comes from its own words: it brought neither id nor address."""
    own = article_id(title=article.title, text=article.text, source=article.source)
    return article.id == own


def _likeness(was: Article, now: Article) -> float:
    """How much of two articles' words they share, 0..1; 1 under the same headline."""
    if was.title == now.title:
        return 1.0
    first, second = set(_WORD.findall(was.text.lower())), set(_WORD.findall(now.text.lower()))
    return len(first & second) / max(1, len(first | second))
