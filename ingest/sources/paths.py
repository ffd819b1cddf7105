"""Files and folders -> the files that are read; files.py reads them."""

import re
import stat
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from ingest.errors import Remark, SourceError
from ingest.parse import formats
from ingest.sources.files import Found, shown
from ingest.stored.ledger import Ledger

# What may hold articles and is not read, by its name, with what to do about it.
_UNREAD = {
    **dict.fromkeys((".doc", ".rtf", ".odt"), "save it as .docx, PDF or plain text"),
    **dict.fromkeys((".zip", ".7z", ".rar"), "unpack it first"),
    ".msg": "save it as .eml",
    ".mbox": "save each of its mails as .eml",
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save it as .csv"),
}
MOST_KINDS = 8  # of files that are left out, by name
_ESCAPED = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte of a name that is no Unicode


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
    may well hold articles and is not read (_UNREAD) is reported; how many files of which other
    kinds a folder has beside them is said in one remark. Links are followed; one that leads back to
    a folder above it is reported.

    Args:
        include: in folders, only files that match one of these patterns; see `matches`.
        exclude: and none that matches one of these.
    """
    seen: set[Path] = set()
    for target in targets:
        name = str(target)
        files: list[Path | SourceError] = [target]
        left: Counter[str] = Counter()
        try:
            if not target.exists():
                yield SourceError(name, "there is no such file or folder")
                continue
            is_folder = target.is_dir()
            if is_folder:
                every = list(_below(target))
                files = sorted((one for one in every if _is_named(one)), key=_place)
                left.update(
                    one.suffix.lower()
                    for one in every
                    if isinstance(one, Path)
                    and not _is_named(one)
                    and _is_wanted(one.relative_to(target), include, exclude)
                )
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
        if left:
            yield Remark(name, _left_out(left))
        for file in wanted:
            if isinstance(file, SourceError):
                yield file
                continue
            suffix = file.suffix.lower()
            if is_folder and suffix in _UNREAD:
                reason = f"is not read, as a file that ends in {suffix}; {_UNREAD[suffix]}"
                yield SourceError(shown(file), reason)
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
        return SourceError(shown(file), f"cannot be read: {error.strerror}")
    except RuntimeError:  # what Python 3.11 and 3.12 make of it
        return SourceError(shown(file), "cannot be read: the link leads to itself")
    if not stat.S_ISREG(about.st_mode):
        return SourceError(shown(file), "is neither a file nor a folder")
    return Found(path, about.st_size, max_mb)


def _place(one: Path | SourceError) -> Path:
    return Path(one.source) if isinstance(one, SourceError) else one


def _is_named(one: Path | SourceError) -> bool:
    """Whether it is read by its name, or said alone not to be."""
    if isinstance(one, SourceError):
        return True
    return one.name.lower().endswith(formats.SUFFIXES) or one.suffix.lower() in _UNREAD


def _left_out(left: Counter[str]) -> str:
    """How many files of which kind, the most first: "2 that end in .ics, 1 without an ending"."""
    kinds = [
        f"{count} that end in {suffix}" if suffix else f"{count} without an ending"
        for suffix, count in sorted(left.items(), key=lambda one: (-one[1], not one[0], one[0]))
    ]
    if len(left) > MOST_KINDS:
        kinds[MOST_KINDS:] = [f"and some of {len(left) - MOST_KINDS} other kinds"]
    return f"of its files these are left out by their names: {', '.join(kinds)}"


def _below(folder: Path) -> Iterator[Path | SourceError]:
    """The files below a folder but hidden ones; each folder once, by whatever way."""
    walked: set[tuple[int, int]] = set()
    waiting: deque[tuple[Path, frozenset[tuple[int, int]]]] = deque([(folder, frozenset())])
    while waiting:
        place, above = waiting.popleft()
        try:
            about = place.stat()
            itself = about.st_dev, about.st_ino
            if itself in above:
                reason = "the link leads back to a folder above it, which is read but once"
                yield SourceError(shown(place), reason)
                continue
            if itself in walked:
                continue
            walked.add(itself)
            entries = list(place.iterdir())
        except OSError as error:
            yield SourceError(shown(place), f"cannot be read: {error.strerror}")
            continue
        for path in entries:
            if path.name.startswith(".") or path.name.lower() == "readme.md":
                continue
            if path.is_dir():
                # Links wait until last, so that a folder is known by its own place.
                (waiting.append if path.is_symlink() else waiting.appendleft)(
                    (path, above | {itself})
                )
            else:
                # A link that leads nowhere is taken too, so that it is reported.
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
