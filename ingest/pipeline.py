"""Ingesting: sources -> articles -> passages -> vectors -> library -> indexes.

A batch is written to the library in one transaction together with the ledger lines of the sources
that it completes; then the indexes catch up. A crash at any point loses no more than the batch at
work, and the next run, finding no ledger line, reads those sources again.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.article import Article, article_id, digest
from ingest.embed import embedded_text
from ingest.errors import SourceError
from ingest.library import NewArticle, SourceRecord
from ingest.sources import paths
from ingest.split import split
from ingest.stories import story
from ingest.store import Store


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


@dataclass(slots=True)
class _Batch:
    """What is to be written together."""

    articles: dict[str, Article] = field(default_factory=dict)
    records: list[SourceRecord] = field(default_factory=list)
    remove: set[str] = field(default_factory=set)


def ingest(
    store: Store, targets: Sequence[Path], *, progress: Callable[[Progress], None] | None = None
) -> Report:
    """Bring the library up to date with the files and folders in `targets`.

    Raises:
        EmbeddingError, IndexUnavailable: nothing more can be stored; what was written stays.
    """
    started = time.monotonic()
    report, batch = Report(), _Batch()
    found = list(paths.walk(targets))
    report.problems += [one for one in found if isinstance(one, SourceError)]
    files = [one for one in found if isinstance(one, paths.Found)]
    total, done = sum(file.size for file in files), 0
    for file in files:
        _ingest_file(store, file, batch, report)
        done += file.size
        if progress:
            progress(Progress(done, total, report.articles.total()))
    _write(store, batch)
    report.articles["failed"] = len(report.problems)
    counts = store.library.counts()
    report.passages, report.stories = counts.passages, counts.stories
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _ingest_file(store: Store, file: paths.Found, batch: _Batch, report: Report) -> None:
    """Read one file into `batch`, unless the ledger says that nothing in it has changed."""
    before = store.library.source(file.uri)
    try:
        fingerprint = paths.fingerprint(file)
    except SourceError as error:
        report.problems.append(error)
        return
    if before and before.fingerprint == fingerprint:
        report.articles["unchanged"] += len(before.article_ids)
        report.problems += [_restored(problem) for problem in before.problems]
        return
    own = store.library.held_only_by(file.uri)  # what this file may change or take away
    read = paths.read(file, max_mb=store.settings.ingest.max_file_mb)
    held: dict[str, None] = {}
    problems: list[SourceError] = []
    for article in read if file.is_lines else _with_known_ids(store, list(read), own):
        if isinstance(article, SourceError):
            problems.append(article)
        elif article.id in held and not _same_copy(article, batch, store):
            problems.append(SourceError(file.uri, f"two articles have the id {article.id!r}"))
        else:
            held[_take(store, article, own, file.uri, batch, report)] = None
        if len(batch.articles) >= store.settings.ingest.batch_articles:
            _write(store, batch)
    report.problems += problems
    if problems and not held:
        return  # unreadable as a whole: what is stored of it stays, and the next run tries again
    gone = own - held.keys()
    report.articles["removed"] += len(gone)
    batch.remove |= gone
    packed = tuple(f"{problem.source}\t{problem.reason}" for problem in problems)
    batch.records.append(SourceRecord(file.uri, fingerprint, tuple(held), packed))


def _take(
    store: Store, article: Article, own: set[str], uri: str, batch: _Batch, report: Report
) -> str:
    """Put `article` into the batch if it says something new; return the id it goes by."""
    known = _known(store, batch, article.id)
    if known and known[0] != article.content_hash and _by_content(article) and article.id not in own:
        # Another article was edited since it got this id from its old words.
        article = replace(article, id=digest(f"{article.id}\x1f{uri}")[:16])
        known = _known(store, batch, article.id)
    if known is None:
        report.articles["added"] += 1
    elif known[0] == article.content_hash or (
        article.id not in own and article.published_at < known[1]
    ):
        report.articles["unchanged"] += 1  # the same, or an older copy from elsewhere
        return article.id
    else:
        report.articles["updated"] += 1
    batch.articles[article.id] = article
    batch.remove.discard(article.id)
    return article.id


def _known(store: Store, batch: _Batch, known_id: str) -> tuple[str, str] | None:
    """(content hash, publication date) of the article by that id, stored or about to be."""
    if waiting := batch.articles.get(known_id):
        return waiting.content_hash, waiting.published_at
    return store.library.content_hashes([known_id]).get(known_id)


def _same_copy(article: Article, batch: _Batch, store: Store) -> bool:
    known = _known(store, batch, article.id)
    return known is not None and known[0] == article.content_hash


def _by_content(article: Article) -> bool:
    """Whether the article's id comes from its own words: it brought neither id nor address."""
    return article.id == article_id(title=article.title, text=article.text)


def _with_known_ids(
    store: Store, read: Iterable[Article | SourceError], own: set[str]
) -> list[Article | SourceError]:
    """Let edited articles keep the id they have: by headline, or as the only one left over."""
    read = list(read)
    fresh = {one.id for one in read if isinstance(one, Article)}
    left = {old: store.library.article(old) for old in sorted(own - fresh)}
    edited = [one for one in read if isinstance(one, Article) and _by_content(one)]
    edited = [one for one in edited if _known(store, _Batch(), one.id) is None]
    renamed: dict[str, str] = {}
    for one in edited:
        for old, was in left.items():
            if was.title == one.title or (len(left) == len(edited) == 1):
                renamed[one.id] = old
                del left[old]
                break
    return [
        replace(one, id=renamed[one.id]) if isinstance(one, Article) and one.id in renamed else one
        for one in read
    ]


def _write(store: Store, batch: _Batch) -> None:
    """Split, embed, store and index what the batch holds, and empty it."""
    new = list(batch.articles.values())
    words = store.settings.ingest.passage_words
    passages = [split(article, words=words) for article in new]
    texts = [
        embedded_text(article, passage)
        for article, own in zip(new, passages, strict=True)
        for passage in own
    ]
    vectors = store.embedder.texts(texts)
    ready, start = [], 0
    for article, own in zip(new, passages, strict=True):
        rows = vectors[start : start + len(own)]
        ready.append(
            NewArticle(article=article, story=story(article.text), passages=own, vectors=rows)
        )
        start += len(own)
    store.library.store(ready, batch.records, batch.remove)
    store.index.catch_up()
    batch.articles.clear()
    batch.records.clear()
    batch.remove.clear()


def _restored(packed: str) -> SourceError:
    source, _, reason = packed.partition("\t")
    return SourceError(source, reason)
