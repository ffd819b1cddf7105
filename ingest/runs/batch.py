"""What a run has taken in and not yet written: articles, ledger lines, removals.

They are written together, in one transaction of the library, and then the indexes catch up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ingest.article import Article, Passage, address
from ingest.embedding.embed import embedded_as
from ingest.errors import Stopped
from ingest.store import Store
from ingest.stored.records import Embedded, NewArticle, SourceRecord
from ingest.text.dates import later
from ingest.text.language import language
from ingest.text.split import split
from ingest.text.stories import signature

LONGEST = 4_000_000  # characters in a batch, which ends early with long articles: bounds memory
STEP = 64  # texts embedded between two looks at whether to stop: 1 second, 6 on a busy machine


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article that is stored or about to be."""

    content_hash: str
    latest: str  # when it was published or last changed, whichever is later


class Batch:
    """The articles that wait to be written to one store.

    Args:
        stop: asked while the batch is written, before anything is; see `pipeline.ingest`.
    """

    def __init__(self, store: Store, stop: Callable[[], bool] = bool) -> None:
        self._store, self._library, self._stop = store, store.library, stop
        self._articles: dict[str, Article] = {}
        self._at: dict[str, set[str]] = {}  # address -> ids, of `_articles`
        self._records: dict[str, SourceRecord] = {}
        self._remove: set[str] = set()
        self._characters = 0  # in the texts of `_articles`
        self.settings = store.settings.ingest
        self.words = self.settings.passage_words

    # ---- taking in

    def put(self, article: Article) -> None:
        """Have this article stored, in the place of one that waits under its id."""
        if waiting := self._articles.get(article.id):
            self._characters -= len(waiting.text)
        self._characters += len(article.text)
        self._articles[article.id] = article
        if place := address(article.url):
            self._at.setdefault(place, set()).add(article.id)
        self._remove.discard(article.id)

    def record(self, line: SourceRecord) -> None:
        """Have this line written to the ledger."""
        self._records[line.uri] = line

    def remove(self, ids: set[str]) -> None:
        """Have these articles taken out, but for those that a waiting ledger line holds."""
        held = {one for record in self._records.values() for one in record.article_ids}
        self._remove |= ids - held

    def keep(self, article_id: str) -> None:
        """Not taken out after all: it stands in a source that is read now."""
        self._remove.discard(article_id)

    @property
    def is_full(self) -> bool:
        longest = self._store.settings.ingest.batch_articles
        return len(self._articles) >= longest or self._characters >= LONGEST

    # ---- what is known, stored or waiting

    def known(self, article_id: str) -> Known | None:
        if waiting := self._articles.get(article_id):
            return Known(waiting.content_hash, latest(waiting))
        stored = self._library.known([article_id]).get(article_id)
        return Known(*stored) if stored else None

    def article(self, article_id: str) -> Article:
        return self._articles.get(article_id) or self._library.article(article_id)

    def ids_at(self, place: str) -> set[str]:
        """The articles at an address (`article.address`)."""
        return self._library.ids_at(place) | self._at.get(place, set())

    def is_cut_otherwise(self, article: Article) -> bool:
        """Whether it stands in the library in other passages or sentences than it would now."""
        if article.id in self._articles:
            return False
        cut = [list(one.sentences) for one in split(_told(article), words=self.words)]
        return cut != self._library.cuts(article.id)

    # ---- writing

    def write(self) -> int:
        """Store and index what the batch holds, and empty it; return how many were taken out.

        Raises:
            Stopped: before anything was written.
        """
        new = [_told(article) for article in self._articles.values()]
        passages = [split(article, words=self.words) for article in new]
        cut = list(zip(new, passages, strict=True))
        vectors = iter(self._vectors([(one, piece) for one, own in cut for piece in own]))
        ready = [
            NewArticle(
                article=article,
                signature=signature(article.text),
                passages=own,
                vectors=list(islice(vectors, len(own))),
            )
            for article, own in cut
        ]
        ready, records = self._without_taken_down(ready)
        removed = len(self._remove)
        self._library.store(ready, records, self._remove)
        self._articles, self._at, self._records, self._remove = {}, {}, {}, set()
        self._characters = 0
        self._store.index.catch_up()
        return removed

    def _without_taken_down(
        self, ready: list[NewArticle]
    ) -> tuple[list[NewArticle], list[SourceRecord]]:
        """What may be written: an article may have been taken down since it was read."""
        ids, places = self._library.takedowns()
        gone = {
            one.article.id
            for one in ready
            if one.article.id in ids or address(one.article.url) in places
        } | ids
        kept = [one for one in ready if one.article.id not in gone]
        records = [
            replace(line, article_ids=tuple(one for one in line.article_ids if one not in gone))
            for line in self._records.values()
        ]
        return kept, records

    def _vectors(self, items: Sequence[tuple[Article, Passage]]) -> list[Embedded]:
        """One for each; a text that the library has vectors of, or that repeats, costs nothing."""
        hashes = [embedded_as(article, passage) for article, passage in items]
        made = self._library.embedded(hashes)
        waiting = {key: item for key, item in zip(hashes, items, strict=True) if key not in made}
        missing = list(waiting.values())
        for start in range(0, len(missing), STEP):
            if self._stop():
                raise Stopped
            some = self._store.embedder.passages(missing[start : start + STEP])
            made |= {one.embedded: one for one in some}
        return [made[key] for key in hashes]


def latest(article: Article) -> str:
    """When it was published or last changed, whichever is later; "" where neither is known."""
    return later(article.published_at, article.updated_at)


def _told(article: Article) -> Article:
    """The article with its language, which most sources do not say."""
    return article if article.language else replace(article, language=language(article.text))
