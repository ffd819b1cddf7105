"""Files and folders -> articles. The format is chosen by content; the name decides between kin."""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from charset_normalizer import from_bytes

from ingest.article import Article
from ingest.errors import SourceError
from ingest.ledger import Ledger
from ingest.parse import html, jsonl, markdown, text
from ingest.sources.source import Opened

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".jsonl", ".jsonl.gz")
# Part of every fingerprint: raised when a parser changes, so that files are read again.
PARSER = "3"
_ESCAPED = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte of a name that is no Unicode
_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # byte order marks

_SIGN_IN_WORD = re.compile(r"[^\W\d_][¡-¿×÷][^\W\d_]")


@dataclass(frozen=True, slots=True)
class Found:
    """One file that is there to be read."""

    path: Path
    size: int  # bytes on disk
    max_mb: int = 40  # a larger file, or a larger line where it has lines, is reported and left

    @property
    def uri(self) -> str:
        """The path as text; a name that is no Unicode is shown with its bytes escaped."""
        return str(self.path).encode("utf-8", "backslashreplace").decode()

    @property
    def streams(self) -> bool:
        return self.path.name.lower().endswith((".jsonl", ".jsonl.gz"))

    def open(self, validators: Mapping[str, str]) -> Opened:
        """Never None: a file is known by its bytes, not by what is said of them."""
        return Opened(fingerprint=fingerprint(self), articles=read(self))


def walk(targets: Iterable[Path], *, max_mb: int = 40) -> Iterator[Found | SourceError]:
    """Every readable file below `targets`, in order of name, each once.

    A file that was named is taken whatever its suffix; in folders only known suffixes are taken,
    hidden files never, nor `README.md`, which speaks about a folder's articles and is none.
    """
    seen: set[Path] = set()
    for target in targets:
        name = str(target)
        try:
            if not target.exists():
                yield SourceError(name, "there is no such file or folder")
                continue
            is_folder = target.is_dir()
            if not is_folder and not target.is_file():
                yield SourceError(name, "is neither a file nor a folder")
                continue
            files = sorted(_below(target)) if is_folder else [target]
        except OSError as error:
            yield SourceError(name, f"cannot be read: {error.strerror}")
            continue
        if is_folder and not files:
            yield SourceError(name, f"holds no article file ({', '.join(SUFFIXES)})")
        for file in files:
            try:
                path = file.resolve()
                found = Found(path, path.stat().st_size, max_mb)
            except OSError as error:
                yield SourceError(str(file), f"cannot be read: {error.strerror}")
                continue
            except RuntimeError:  # what Python 3.11 and 3.12 make of it
                yield SourceError(str(file), "cannot be read: the link leads to itself")
                continue
            if path not in seen:
                seen.add(path)
                yield found


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.name.lower() == "readme.md":
            continue
        # A link that leads nowhere is taken too, so that it is reported.
        if path.name.lower().endswith(SUFFIXES) and (path.is_file() or path.is_symlink()):
            yield path


def vanished(target: str | Path, ledger: Ledger) -> list[str]:
    """The files that were read from `target` and are no longer there, by their names in the ledger.

    Of a folder that is empty or gone nothing is said: rather its disk is not there.
    """
    if "://" in str(target) or str(target).startswith("reader:"):
        return []
    try:
        path = Path(target).resolve()
        if not path.is_dir():
            uri = Found(path, 0).uri
            return (
                [uri] if path.parent.is_dir() and ledger.source(uri) and not is_there(uri) else []
            )
        if not any(path.iterdir()):
            return []
    except (OSError, RuntimeError):
        return []
    return [uri for uri in ledger.below(Found(path, 0).uri) if not is_there(uri)]


def is_there(uri: str) -> bool:
    """Whether the file that the ledger calls `uri` still exists; true where nobody can tell."""
    if not Path(uri).is_absolute():
        return True  # no file
    as_named = _ESCAPED.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), uri)
    return any(_exists(Path(name)) for name in {uri, as_named})


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def fingerprint(found: Found) -> str:
    """Changes when the file's bytes or the parsers change.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        with found.path.open("rb") as file:
            return f"{PARSER}:{hashlib.file_digest(file, 'blake2b').hexdigest()[:32]}"
    except OSError as error:
        raise SourceError(found.uri, f"cannot be read: {error.strerror}") from error


def read(found: Found) -> Iterator[Article | SourceError]:
    """The articles of one file, and a `SourceError` for each part of it that is none.

    JSON lines stream; any other file is read whole.
    """
    try:
        if found.streams:
            yield from _lines(found, found.max_mb << 20)
        else:
            yield from _whole(found)
    except SourceError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:  # gzip raises all three on damage
        yield SourceError(found.uri, f"cannot be read: {error}")


def _lines(found: Found, longest: int) -> Iterator[Article | SourceError]:
    opener = gzip.open if found.path.name.lower().endswith(".gz") else open
    with cast(BinaryIO, opener(found.path, "rb")) as file:
        number, is_blank = 0, True
        while line := file.readline(longest + 1):
            number += 1
            place = f"{found.uri}:{number}"
            if len(line) > longest:
                is_blank = False
                while line and not line.endswith(b"\n"):  # skip the rest of it
                    line = file.readline(longest)
                yield SourceError(place, _too_large("the line", longest >> 20))
                continue
            if not (line := line.strip(b"\xef\xbb\xbf \t\r\n")):
                continue
            is_blank = False
            try:
                yield jsonl.parse_line(line, place=place)
            except SourceError as error:
                yield error
    if number == 0:
        yield SourceError(found.uri, "is empty")
    elif is_blank:
        yield SourceError(found.uri, "holds no article")


def _whole(found: Found) -> Iterator[Article]:
    if found.size > found.max_mb << 20:
        raise SourceError(found.uri, _too_large(f"{found.size / (1 << 20):.0f} MB", found.max_mb))
    data = found.path.read_bytes()
    if not data.strip():
        raise SourceError(found.uri, "is empty")
    try:
        articles = _parsed(data, found)
    except SourceError as error:
        raise SourceError(found.uri, error.reason) from error
    except Exception as error:  # parsers meet anything; one odd file must not stop a run
        raise SourceError(found.uri, f"cannot be parsed ({error!r})") from error
    if not articles:
        raise SourceError(found.uri, "holds no article text")
    yield from articles


def _parsed(data: bytes, found: Found) -> list[Article]:
    name = found.path.name
    if data[:2] in _UTF16:
        data = decode(data, found.uri).encode()
    if html.is_html(data, file_name=name):
        return html.parse(data, file_name=name)
    if name.lower().endswith((".md", ".markdown")):
        return markdown.parse(decode(data, found.uri), file_name=name)
    return text.parse(decode(data, found.uri), file_name=name)


def decode(data: bytes, uri: str) -> str:
    """Bytes -> text: UTF-8, a byte order mark's encoding, or the likeliest other one.

    Raises:
        SourceError: the bytes are no text.
    """
    if b"\x00" in data[:4096] and data[:2] not in _UTF16:
        raise SourceError(uri, "is binary, not text")
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in _UTF16 else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    likely = from_bytes(data)
    best = likely.best()
    if best is None:
        raise SourceError(uri, "is binary, or in an encoding that cannot be told")
    # Of encodings that fit alike, the one that most files of the West are in comes first; what it
    # has as signs are letters in others, so a sign amid a word speaks against it.
    alike = [one for one in likely if one.chaos <= best.chaos]
    western = any("cp1252" in one.could_be_from_charset for one in alike)
    readings = [data.decode("cp1252")] if western else []
    readings += [str(one) for one in alike]
    return next((text for text in readings if not _SIGN_IN_WORD.search(text)), str(best))


def _too_large(what: str, limit: int) -> str:
    return (
        f"{what} is more than ingest.max_file_mb allows ({limit}); split it or raise that setting"
    )
