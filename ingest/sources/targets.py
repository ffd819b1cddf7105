"""What a user names -> sources: files and folders, web addresses, LlamaIndex readers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ingest.errors import SourceError
from ingest.settings import Settings
from ingest.sources import paths, readers
from ingest.sources.source import Source

_WEB = re.compile(r"https?:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,30}:", re.IGNORECASE)  # not C:, which begins a path


def expand(
    targets: Sequence[str | Path],
    settings: Settings,
    *,
    known: Callable[[str], Mapping[str, str]] | None = None,
) -> Iterator[Source | SourceError]:
    """The sources that `targets` stand for, and an error for each that stands for none.

    Files and folders come first. Web addresses are fetched as their sources are asked for.

    Args:
        known: the validators that the last reading of a source left, by its uri, {} where it left
            none or has to be read in any case. With it, an unchanged feed is not sent again.
    """
    named, addresses = list[Path](), list[str]()
    for target in targets:
        if str(target).startswith(readers.PREFIX):
            yield readers.named(str(target), settings.ingest.readers)
        elif is_path(target):
            named.append(Path(target))
        elif _WEB.match(str(target).strip()):
            addresses.append(str(target).strip())
        else:
            yield SourceError(
                str(target),
                "is neither a file, a folder nor an address that starts with http or https",
            )
    yield from paths.walk(
        named,
        max_mb=settings.ingest.max_file_mb,
        include=settings.ingest.include,
        exclude=settings.ingest.exclude,
    )
    if not addresses:
        return
    # Late: what it needs takes a tenth of a second to import, and most runs read files.
    from ingest.sources import web
    from ingest.sources.fetch import Fetcher

    fetcher, seen = Fetcher(settings.fetch), set[str]()
    for address in addresses:
        yield from web.expand(
            address, settings, fetcher=fetcher, known=known or web.nobody, seen=seen
        )


def is_path(target: str | Path) -> bool:
    """Whether a target names a file or folder, there or not, rather than an address or a reader."""
    if isinstance(target, Path):
        return True
    if target.startswith(readers.PREFIX) or _WEB.match(target.strip()):
        return False
    return not _SCHEME.match(target.strip()) or Path(target).exists()
