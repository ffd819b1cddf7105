"""Any LlamaIndex reader that config.yaml names -> articles: `reader:NAME` as a target."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest import foreign
from ingest.article import Article, article_id, digest, link
from ingest.errors import SourceError
from ingest.parse import markdown, record, text
from ingest.settings import ReaderSettings
from ingest.sources.source import Opened

if TYPE_CHECKING:  # llama_index takes seconds to import; only a reader should pay for it
    from llama_index.core.readers.base import BaseReader

PREFIX = "reader:"
VERSION = "1"  # part of every fingerprint: raised when documents are made into articles otherwise
# Of a document that has no title of its own, what its metadata say besides.
_FIELDS = ("url", "source", "authors", "published_at", "updated_at", "language", "section", "kind")


def named(target: str, known: Mapping[str, ReaderSettings]) -> "Reader | SourceError":
    """The reader that `reader:NAME` stands for."""
    name = target.removeprefix(PREFIX)
    if name in known:
        return Reader(name, known[name])
    names = ", ".join(sorted(known)) or "none"
    return SourceError(target, f"ingest.readers in config.yaml does not name it; it names {names}")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader as a source. It is foreign code: whatever it raises is a `SourceError`."""

    name: str
    settings: ReaderSettings

    @property
    def uri(self) -> str:
        return f"{PREFIX}{self.name}"

    @property
    def size(self) -> int:
        return 0

    @property
    def streams(self) -> bool:
        return False

    def open(self, validators: Mapping[str, str]) -> Opened:
        """Have it load everything; a reader does not say whether anything has changed.

        Raises:
            SourceError: it cannot be imported or made, or fails while it loads.
        """
        found = list(self._articles(self._load()))
        said = (one.content_hash if isinstance(one, Article) else str(one) for one in found)
        return Opened(fingerprint=f"{VERSION}:{digest(chr(0x1F).join(said))}", articles=iter(found))

    def _load(self) -> list[Any]:
        reader = self._made()
        try:
            documents = list(reader.load_data(**self.settings.load))
        except Exception as error:  # whatever a foreign reader may raise
            hint = f"see ingest.readers.{self.name}.load in config.yaml"
            raise SourceError(
                self.uri, f"failed while it loaded ({error!r:.300}); {hint}"
            ) from error
        if not documents:
            raise SourceError(self.uri, "loaded no document")
        return documents

    def _made(self) -> "BaseReader":
        setting = f"ingest.readers.{self.name}"
        from llama_index.core.readers.base import BaseReader

        try:
            wanted = foreign.named(self.settings.reader)
        except Exception as error:  # whatever a foreign module may raise while it is imported
            hint = f"install the package that has it, or correct {setting}.reader"
            reason = f"{self.settings.reader} cannot be imported ({error!r:.200}); {hint}"
            raise SourceError(self.uri, reason) from error
        if not (isinstance(wanted, type) and issubclass(wanted, BaseReader)):
            reason = f"{self.settings.reader} is no LlamaIndex BaseReader; correct {setting}.reader"
            raise SourceError(self.uri, reason)
        try:
            return wanted(**self.settings.options)
        except Exception as error:  # likewise
            told = f"{wanted.__name__} cannot be made ({error!r:.300})"
            reason = f"{told}; see {setting}.options in config.yaml"
            raise SourceError(self.uri, reason) from error

    def _articles(self, documents: list[Any]) -> Iterator[Article | SourceError]:
        for number, (told, metadata) in enumerate(_whole(documents), start=1):
            place = f"{self.uri}#{number}"
            if not told.strip():
                yield SourceError(place, "is a document without text")
                continue
            try:
                yield from _read(told, metadata, place)
            except SourceError as error:
                yield error


def _whole(documents: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(text, metadata) of each document; a file that was loaded page by page is one again."""
    told: list[str] = []
    before: dict[str, Any] = {}
    for document in documents:
        content = str(getattr(document, "text", "") or "")
        metadata = dict(getattr(document, "metadata", None) or {})
        file = metadata.get("file_path") or metadata.get("file_name")
        is_next = "page_label" in metadata and file and file == before.get("file_path", file)
        if told and not (is_next and "page_label" in before):
            yield "\n\n".join(told), before
            told = []
        if not told:
            before = metadata
        told.append(content)
    if told:
        yield "\n\n".join(told), before


def _read(told: str, metadata: dict[str, Any], place: str) -> Iterator[Article]:
    """The articles of one document: by its metadata where they name a title, else by its text."""
    row = {key: value for key, value in metadata.items() if key not in ("id", "text", "content")}
    source = row.get("source")
    if isinstance(source, str) and ("/" in source or "\\" in source):  # a place, no outlet
        row.setdefault("url", link(source))
        del row["source"]
    about = record.article({**row, "text": told}, place=place)
    name = str(row.get("file_name") or re.split(r"[/\\]", str(source or ""))[-1])
    if any(str(row.get(key) or "").strip() for key in ("title", "headline")):
        yield about
        return
    parser = markdown if name.lower().endswith((".md", ".markdown")) else text
    found = parser.parse(told, file_name=name)
    if (
        len(found) != 1
    ):  # a digest has more than one, and what is said of it is said of none of them
        yield from found or [about]
        return
    known = {field: value for field in _FIELDS if (value := getattr(about, field))}
    if about.published_at:
        known["dated_by"] = about.dated_by
    article = replace(found[0], **known)
    yield replace(
        article,
        id=article_id(
            url=article.url, title=article.title, text=article.text, source=article.source
        ),
    )
