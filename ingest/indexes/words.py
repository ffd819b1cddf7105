"""The words index: BM25 over headline and text, in tantivy, derived from the library.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with
tantivy's k1 = 1.2 and b = 0.75. Headline and text are one field in which the headline stands twice:
BM25F with a weight of 2. Terms are made by terms.py on both sides; tantivy only holds them. It
leaves out lists that cannot change the best k (block-max WAND), which is why it was taken:
docs/decisions/0011-words-index.md.
"""

import hashlib
import json
import math
import os
import struct
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Query, TextAnalyzerBuilder, Tokenizer

from ingest.errors import IndexUnavailable
from ingest.indexes import terms as words
from ingest.limits import Limits  # bot imports it from here
from ingest.stored.records import StoredPassage

FOLDER = "words"
TITLE_WEIGHT = 2  # how often the headline stands beside the text
# Of a longer question the rarest count: a pasted page would ask for every list of the index.
MOST_TERMS = 40
MOST_COUNTED = 1 << 14  # terms of which it is kept how often they stand
WRITING = 32 << 20  # bytes of new terms before tantivy writes a segment; it wants 15 MB at least
_MAGIC = 1337  # ends every file of tantivy's


class WordsIndex:
    """Open the words index in `folder`, made if it is not there.

    Raises:
        IndexUnavailable: tantivy cannot open what stands there, or does not answer later on.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FOLDER
        self._changing = threading.Lock()
        self._writer: tantivy.IndexWriter | None = None
        self._schema = _schema()
        self._counted: dict[str, int] = {}
        with self._translated():
            self.path.mkdir(exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(self.path))
            self._index.register_tokenizer("terms", _analyzer())
            self._index.config_reader("manual")  # what is new is seen when `replace` returns

    def close(self) -> None:
        self._writer = None  # and with it its lock; a merge under way is given up

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, RuntimeError, OSError) as error:
            raise self._unavailable(error) from error
        except BaseException as error:
            # What its core raises when it gives up; its class cannot be imported.
            if type(error).__name__ != "PanicException":
                raise
            raise self._unavailable(error) from error

    def _unavailable(self, error: BaseException) -> IndexUnavailable:
        return IndexUnavailable(
            f"The words index {self.path} did not answer: {error}. If the disk has room, "
            "rebuild it with `newsdesk reindex`; no article is lost."
        )

    def _searcher(self) -> tantivy.Searcher:
        """The index as it was when the last change was over."""
        return self._index.searcher()

    def count(self) -> int:
        with self._translated():
            return int(self._searcher().num_docs)

    def replace(self, drop: Sequence[str], add: Iterable[StoredPassage]) -> None:
        """Take `drop` out and put `add` in, all of it or nothing; twice is the same as once."""
        with self._changing:
            try:
                with self._translated():
                    if self._writer is None:
                        self._writer = self._index.writer(heap_size=WRITING, num_threads=1)
                    for passage_id in drop:
                        self._writer.delete_documents_by_term("id", passage_id)
                    for stored in add:
                        self._writer.delete_documents_by_term("id", stored.passage.id)
                        self._writer.add_document(_document(stored))
                    self._writer.commit()
                    self._index.reload()
                    self._counted = {}
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        try:
            if self._writer is not None:
                self._writer.rollback()
        except BaseException:  # it has died of what went wrong, and the next is a new one
            self._writer = None

    # ---- looked over, see stored/verify.py

    def damage(self) -> list[str]:
        """Files that are not as tantivy wrote them; [] where all is well."""
        try:
            bad = [file.name for file in _files(self.path) if _bad(file)]
        except (OSError, ValueError, LookupError, TypeError) as error:
            return [f"meta.json is not what it was, {error}"]
        return [f"{name} is not as it was written" for name in bad]

    def ids(self, batch: int) -> Iterator[list[str]]:
        """The ids of all passages that stand here, in order, `batch` at a time."""
        with self._translated():
            found = self._searcher().terms_with_prefix("id", "", filter_query=Query.all_query())
        for start in range(0, len(found), batch):
            yield [key for key, _ in found[start : start + batch]]

    def fingerprints(self, ids: Sequence[str]) -> dict[str, int]:
        """What stands here under those ids that are there; see `fingerprint`."""
        if not ids:
            return {}
        with self._translated():
            searcher = self._searcher()
            query = Query.term_set_query(self._schema, "id", list(ids))
            places = [place for _, place in searcher.search(query, len(ids), count=False).hits]
            prints = searcher.fast_field_values("fingerprint", places)
            keys = [str(searcher.doc(place)["id"][0]) for place in places]
        return {key: int(one or 0) for key, one in zip(keys, prints, strict=True)}

    # ---- asked

    def search(self, terms: Sequence[str], *, k: int, limits: Limits) -> list[tuple[str, float]]:
        """The `k` passages that match any of `terms` best: (passage id, BM25 above 0), best first.

        Terms are taken as plain words: operators and quotes in them mean nothing.
        """
        with self._translated():
            searcher = self._searcher()
            wanted = list(dict.fromkeys(one for term in terms for one in words.terms(term)))
            if len(wanted) > MOST_TERMS:
                wanted.sort(key=lambda one: searcher.doc_freq("text", one) or math.inf)
            if not wanted:
                return []
            query = self._any_of(wanted[:MOST_TERMS])
            if not limits.none:
                query = Query.boolean_query([(Occur.Must, query), *_within(self._schema, limits)])
            hits = searcher.search(query, k, count=False).hits
            found = [(str(searcher.doc(place)["id"][0]), float(score)) for score, place in hits]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def near(self, word: str, *, k: int) -> list[str]:
        """Up to `k` passages with a term that is one slip away from that of `word`: their ids.

        A slip is a letter more, less or another, or two that are swapped.
        """
        own = words.terms(word)
        if len(own) != 1:
            return []
        with self._translated():
            searcher = self._searcher()
            query = Query.fuzzy_term_query(self._schema, "text", own[0], distance=1)
            hits = searcher.search(query, k, count=False).hits
            return [str(searcher.doc(place)["id"][0]) for _, place in hits]

    def _any_of(self, wanted: Sequence[str]) -> Query:
        each = [Query.term_query(self._schema, "text", one, index_option="freq") for one in wanted]
        return Query.boolean_query([(Occur.Should, one) for one in each])

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        """How much each term tells: BM25's inverse document frequency, at least 0, in nats.

        Of what is several terms to the index, the rarest.
        """
        with self._translated():
            counted = self._counted  # before the searcher: an old count must not get into a new one
            searcher = self._searcher()
            total = searcher.num_docs
            counts = {
                term: min((_count(searcher, one, counted) for one in words.terms(term)), default=0)
                for term in terms
            }
        # What was dropped is counted until tantivy has merged it away.
        return {
            term: math.log(1 + (max(total - count, 0) + 0.5) / (count + 0.5))
            for term, count in counts.items()
        }

    # What stands in the index for a word.
    stem = staticmethod(words.stem)


def fingerprint(stored: StoredPassage) -> int:
    """A number for all that the index takes of a passage: headline, text, days, outlet."""
    article = stored.article
    says = (article.title, stored.passage.text, article.first_day, article.last_day, article.source)
    text = "\x1f".join(says).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> 1


def _count(searcher: tantivy.Searcher, term: str, counted: dict[str, int]) -> int:
    """In how many passages it stands; kept, since one answer asks for it several times."""
    if (found := counted.get(term)) is None:
        if len(counted) >= MOST_COUNTED:
            counted.clear()
        found = counted[term] = int(searcher.doc_freq("text", term))
    return found


def day_number(date: str) -> int:
    """`2025-01-23` -> 20250123; 0 without a date, so that it sorts before every day."""
    return int(date.replace("-", "")) if date else 0


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("first_day", fast=True)
    builder.add_integer_field("last_day", fast=True)
    builder.add_integer_field("fingerprint", fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def _document(stored: StoredPassage) -> tantivy.Document:
    title = words.terms(stored.article.title)
    return tantivy.Document(
        id=stored.passage.id,
        text=" ".join(title * TITLE_WEIGHT + words.terms(stored.passage.text)),
        source=stored.article.source.casefold(),
        first_day=day_number(stored.article.first_day),
        last_day=day_number(stored.article.last_day),
        fingerprint=fingerprint(stored),
    )


def _within(schema: tantivy.Schema, limits: Limits) -> list[tuple[Occur, Query]]:
    """What a passage must be within the limits.

    An article of which the month alone is known is found where a day of that month would be; one
    without a date only when no first day is asked.
    """
    found = []
    if limits.first_day:
        day = day_number(limits.first_day)
        found.append(Query.range_query(schema, "last_day", FieldType.Integer, day, None))
    if limits.last_day:
        day = day_number(limits.last_day)
        found.append(Query.range_query(schema, "first_day", FieldType.Integer, None, day))
    if limits.sources:
        names = [name.casefold() for name in limits.sources]
        found.append(Query.term_set_query(schema, "source", names))
    return [(Occur.Must, Query.const_score_query(one, 0)) for one in found]


def _files(folder: Path) -> Iterator[Path]:
    """The files of what stands in the index; others are left over from what was cut off."""
    for segment in json.loads((folder / "meta.json").read_text())["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (file for file in sorted(folder.glob(f"{name}.*")) if file.suffix != ".del")
        if segment["deletes"]:
            yield folder / f"{name}.{segment['deletes']['opstamp']}.del"


def _bad(file: Path) -> bool:
    """Whether a file of tantivy's is not what its last bytes say.

    They are: a JSON object with the CRC-32 of all before it, the object's length, a fixed number.
    """
    with file.open("rb") as handle:
        try:
            handle.seek(-8, os.SEEK_END)
            length, magic = struct.unpack("<II", handle.read(8))
            end = handle.seek(-8 - length, os.SEEK_END)
            said = json.loads(handle.read(length))["crc"]
        except (OSError, ValueError, KeyError, TypeError):
            return True
        handle.seek(0)
        found, left = 0, end
        while left and (part := handle.read(min(left, 1 << 20))):
            found, left = zlib.crc32(part, found), left - len(part)
        return bool(magic != _MAGIC or left or found != said)
