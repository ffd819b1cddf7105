"""One file: known by its bytes, and read. What is in it is parse/formats.py's."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import formats, jsonl, recognition
from ingest.sources.source import Opened
from ingest.text.repeats import NOTHING, Known

# Part of every fingerprint: raised when a parser changes, so that files are read again.
PARSER = "10"
PEEK = 1 << 20  # bytes that tell JSON lines from a document
MOST_TIMES = 100  # its size that packed JSON lines may unpack to; news packs to a fifth


@dataclass(frozen=True, slots=True)
class Found:
    """One file that is there to be read."""

    path: Path
    size: int  # bytes on disk
    max_mb: int = 40  # a larger file, or a larger line where it has lines, is reported and left
    repeats: Known = NOTHING  # what is furniture in its folder, see piles.py

    @property
    def uri(self) -> str:
        return shown(self.path)

    @property
    def streams(self) -> bool:
        """Whether it holds JSON lines, by what it begins with."""
        try:
            with self.path.open("rb") as file:
                start = file.read(PEEK)
                if start.startswith(recognition.GZIP):
                    start = zlib.decompressobj(wbits=31).decompress(start, PEEK)
        except (OSError, zlib.error):  # said when it is read
            return self.path.name.lower().endswith(recognition.LINES)
        return recognition.are_lines(start, cut=len(start) == PEEK, name=self.path.name)

    def open(self, validators: Mapping[str, str]) -> Opened:
        """Never None: a file is known by its bytes, not by what is said of them."""
        return Opened(fingerprint=fingerprint(self), articles=read(self))


def shown(path: Path) -> str:
    """The path as text; a name that is no Unicode is shown with its bytes escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def fingerprint(found: Found) -> str:
    """Changes when the file's bytes, the parsers, or what repeats in its folder change.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        with found.path.open("rb") as file:
            content = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
    except OSError as error:
        raise SourceError(found.uri, f"cannot be read: {error.strerror}") from error
    return ":".join(filter(None, (PARSER, content, found.repeats.mark)))


def read(found: Found) -> Iterator[Article | SourceError]:
    """The articles of one file, and a `SourceError` for each part of it that is none.

    JSON lines stream; any other file is read whole.
    """
    try:
        yield from _lines(found) if found.streams else _whole(found)
    except SourceError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:  # gzip raises all three on damage
        said = error.strerror if isinstance(error, OSError) else None  # else the path comes twice
        yield SourceError(found.uri, f"cannot be read: {said or error}")


def _lines(found: Found) -> Iterator[Article | SourceError]:
    longest = found.max_mb << 20
    with found.path.open("rb") as packed:
        is_packed = packed.read(2) == recognition.GZIP
        packed.seek(0)
        if not is_packed:
            yield from jsonl.read(packed, uri=found.uri, longest=longest)
            return
        most = longest + MOST_TIMES * found.size
        with gzip.GzipFile(fileobj=packed) as file:

            def goes_on() -> bool:
                return file.tell() <= most

            yield from jsonl.read(
                cast(BinaryIO, file), uri=found.uri, longest=longest, goes_on=goes_on
            )
            if not goes_on():
                reason = (
                    f"unpacks to more than {MOST_TIMES} times its size: the rest is left unread"
                )
                raise SourceError(found.uri, reason)


def _whole(found: Found) -> Iterator[Article | SourceError]:
    limit = found.max_mb << 20
    if found.size > limit:
        raise SourceError(found.uri, _too_large(found.size, found))
    with found.path.open("rb") as file:
        data = file.read(limit + 1)  # it may have grown
    if len(data) > limit:
        raise SourceError(found.uri, _too_large(len(data), found))
    yield from formats.parse(
        data,
        file_name=found.path.name,
        uri=found.uri,
        max_mb=found.max_mb,
        repeats=found.repeats,
    )


def _too_large(size: int, found: Found) -> str:
    hint = ""
    if found.path.name.lower().endswith((".json", *recognition.TABLES)):
        hint = ", or save it as .jsonl, which may be of any size"
    return (
        f"{size / (1 << 20):.0f} MB is more than ingest.max_file_mb allows ({found.max_mb}); "
        f"split it or raise that setting{hint}"
    )
