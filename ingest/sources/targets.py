"""What a user names -> sources: files, folders and LlamaIndex readers, with their settings."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.errors import SourceError
from ingest.settings import Settings
from ingest.sources import paths, readers
from ingest.sources.source import Source


def expand(targets: Sequence[str | Path], settings: Settings) -> Iterator[Source | SourceError]:
    """The sources that `targets` stand for, and an error for each that stands for none."""
    named = []
    for target in targets:
        if str(target).startswith(readers.PREFIX):
            yield readers.named(str(target), settings.ingest.readers)
        else:
            named.append(Path(target))
    yield from paths.walk(
        named,
        max_mb=settings.ingest.max_file_mb,
        include=settings.ingest.include,
        exclude=settings.ingest.exclude,
    )
