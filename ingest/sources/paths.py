"""Files and folders -> articles: which files are read. What is in them is parse/formats.py's."""

import gzip
import hashlib
import re
import stat
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from ingest.article import Article
from ingest.errors import SourceError
from ingest.ledger import Ledger
from ingest.parse import formats, jsonl, recognition
from ingest.repeats import NOTHING, Known
from ingest.sources.source import Opened

# Part of every fingerprint: raised when a parser changes, so that files are read again.
PARSER = "6"
PEEK = 1 << 20  # bytes that tell JSON lines from a document
# What may hold articles and is not read, by its name, with what to do about it.
_UNREAD = {
    **dict.fromkeys((".doc", ".rtf", ".odt"), "save it as .docx, PDF or plain text"),
    **dict.fromkeys((".zip", ".7z", ".rar"), "unpack it first"),
    ".msg": "save it as .eml",
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save it as .csv"),
}
MOST_TIMES = 100  # its size that packed JSON lines may unpack to; news packs to a fifth
_ESCAPED = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte of a name that is no Unicode


@dataclass(frozen=True, slots=True)
class Found:
    """One file that is there to be read."""

    path: Path
    size: int  # bytes on disk
    max_mb: int = 40  # a larger file, or a larger line where it has lines, is reported and left
    repeats: Known = NOTHING  # what is furniture in its folder, see piles.py

    @property
    def uri(self) -> str:
        return _shown(self.path)

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


def walk(
    targets: Iterable[Path],
    *,
    max_mb: int = 40,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> Iterator[Found | SourceError]:
    """Every readable file below `targets`, in order of name, each once.

    A file that was named is taken whatever its suffix; in folders only known suffixes are taken,
    hidden files never, nor `README.md`, which speaks about a folder's articles and is none. What
    may well hold articles and is not read (_UNREAD) is reported. Links are followed; one that
    leads back to a folder above it is reported.

    Args:
        include: in folders, only files that match one of these patterns; see `matches`.
        exclude: and none that matches one of these.
    """
    seen: set[Path] = set()
    for target in targets:
        name = str(target)
        files: list[Path | SourceError] = [target]
        try:
            if not target.exists():
                yield SourceError(name, "there is no such file or folder")
                continue
            is_folder = target.is_dir()
            if is_folder:
                files = sorted(_below(target), key=_place)
            elif not target.is_file():
                yield SourceError(name, "is neither a file nor a folder")
                continue
        except OSError as error:
            yield SourceError(name, f"cannot be read: {error.strerror}")
            continue
        if is_folder and not files:
            yield SourceError(name, f"holds no article file ({', '.join(formats.SUFFIXES)})")
        wanted = [
            file
            for file in files
            if isinstance(file, SourceError)
            or not is_folder
            or _is_wanted(file.relative_to(target), include, exclude)
        ]
        if files and not wanted:
            reason = f"none of its {len(files)} files matches ingest.include and ingest.exclude"
            yield SourceError(name, reason)
        for file in wanted:
            if isinstance(file, SourceError):
                yield file
                continue
            suffix = file.suffix.lower()
            if is_folder and suffix in _UNREAD:
                reason = f"is not read, as a file that ends in {suffix}; {_UNREAD[suffix]}"
                yield SourceError(_shown(file), reason)
                continue
            found = _found(file, max_mb)
            if isinstance(found, SourceError):
                yield found
            elif found.path not in seen:
                seen.add(found.path)
                yield found


def _found(file: Path, max_mb: int) -> Found | SourceError:
    try:
        path = file.resolve()
        about = path.stat()
    except OSError as error:
        return SourceError(_shown(file), f"cannot be read: {error.strerror}")
    except RuntimeError:  # what Python 3.11 and 3.12 make of it
        return SourceError(_shown(file), "cannot be read: the link leads to itself")
    if not stat.S_ISREG(about.st_mode):
        return SourceError(_shown(file), "is neither a file nor a folder")
    return Found(path, about.st_size, max_mb)


def _shown(path: Path) -> str:
    """The path as text; a name that is no Unicode is shown with its bytes escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _place(one: Path | SourceError) -> Path:
    return Path(one.source) if isinstance(one, SourceError) else one


def _below(folder: Path) -> Iterator[Path | SourceError]:
    """The files below a folder that may hold articles; each folder once, by whatever way."""
    walked: set[tuple[int, int]] = set()
    waiting: deque[tuple[Path, frozenset[tuple[int, int]]]] = deque([(folder, frozenset())])
    while waiting:
        place, above = waiting.popleft()
        try:
            about = place.stat()
            itself = about.st_dev, about.st_ino
            if itself in above:
                reason = "the link leads back to a folder above it, which is read but once"
                yield SourceError(_shown(place), reason)
                continue
            if itself in walked:
                continue
            walked.add(itself)
            entries = list(place.iterdir())
        except OSError as error:
            yield SourceError(_shown(place), f"cannot be read: {error.strerror}")
            continue
        for path in entries:
            if path.name.startswith(".") or path.name.lower() == "readme.md":
                continue
            if path.is_dir():
                # Links wait until last, so that a folder is known by its own place.
                (waiting.append if path.is_symlink() else waiting.appendleft)(
                    (path, above | {itself})
                )
            elif path.name.lower().endswith(formats.SUFFIXES):
                # A link that leads nowhere is taken too, so that it is reported.
                yield path
            elif path.suffix.lower() in _UNREAD:
                yield path


def _is_wanted(path: PurePath, include: Sequence[str], exclude: Sequence[str]) -> bool:
    wanted = not include or any(matches(path, pattern) for pattern in include)
    return wanted and not any(matches(path, pattern) for pattern in exclude)


def matches(path: PurePath, pattern: str) -> bool:
    """Whether a path below a folder, or a folder that it lies in, matches a pattern.

    `*` and `?` stand for characters of one name, `[ab]` for one of these, `**` for any number of
    folders. A pattern without a slash is that of a name, wherever it stands: `*.html`, `drafts`.
    One with a slash is that of the way from the folder on: `2025/*.html`, `**/drafts/*`.
    """
    wanted = pattern.strip("/").split("/")
    if len(wanted) == 1 and wanted != ["**"]:
        return any(fnmatchcase(part, wanted[0]) for part in path.parts)
    return _leads(path.parts, wanted)


def _leads(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the way's first parts are what the pattern says."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_leads(parts[start:], pattern[1:]) for start in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _leads(parts[1:], pattern[1:])


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
    except (OSError, RuntimeError, ValueError):  # ValueError: no path, as it has a NUL
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
        yield SourceError(found.uri, f"cannot be read: {error}")


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
