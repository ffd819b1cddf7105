"""What is handed in over REST, as files of the data folder for as long as they are read.

Each lies in a folder of its own, so that no two uploads of one name are taken for one source. It is
deleted when its job has ended: an article that is taken down later leaves nothing behind there.
"""

import json
import re
import shutil
import uuid
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from bot.channels.problems import Problem
from ingest.durable import keep
from ingest.errors import SourceError
from ingest.parse import recognition
from ingest.runs.jobs import Job
from ingest.store import unwritable

FOLDER = "uploads"
LOOK_AT = 1 << 20  # bytes that tell what a file is
LONGEST_NAME = 100  # characters that are kept of a file's name
_PLACE = re.compile(rf"^/.*?/{FOLDER}/[0-9a-f]{{32}}/")
_UNSAFE = re.compile(r"[^\w. -]+")


class Uploads:
    """The uploads of one data folder.

    What a server that was killed left there is deleted, but for the files of work that goes on.

    Args:
        wanted: those files.

    Raises:
        DataFolderError: from all that writes, where that fails.
    """

    def __init__(self, data: Path, wanted: Container[str] = ()) -> None:
        self._data = data
        self._folder = data.absolute() / FOLDER
        for file in self._folder.glob("*/*"):
            if str(file) not in wanted:
                shutil.rmtree(file.parent, ignore_errors=True)

    def files(self, handed_in: Sequence[tuple[BinaryIO, str]]) -> list[Path]:
        """Keep uploaded files, (content, name), where articles are read from one of them at least.

        The others are reported by the job that reads them.

        Raises:
            Problem: there is none; the reason is that of the first.
        """
        named = [(stream, safe_name(name)) for stream, name in handed_in]
        reasons = [_unreadable(stream, name) for stream, name in named]
        if all(reasons):
            raise Problem("unsupported-type", f"{named[0][1]}: {reasons[0]}.")
        places = []
        for stream, name in named:
            with self._written(name) as place, place.open("wb") as file:
                shutil.copyfileobj(stream, file)
            places.append(place)
        return places

    def lines(self, articles: Iterable[Mapping[str, Any]]) -> Path:
        """Keep articles that came as JSON."""
        with self._written("articles.jsonl") as place, place.open("w", encoding="ascii") as file:
            for one in articles:
                file.write(json.dumps(one) + "\n")
        return place

    def done(self, job: Job) -> None:
        """Delete what a job has read."""
        if job.goes_on:
            return
        for target in job.work.targets:
            path = Path(target)
            if path.parent.parent == self._folder:
                shutil.rmtree(path.parent, ignore_errors=True)

    @contextmanager
    def _written(self, name: str) -> Iterator[Path]:
        """A place for a file of that name, which is on the disk when the block ends."""
        folder = self._folder / uuid.uuid4().hex
        try:
            folder.mkdir(parents=True)
            yield folder / name
            keep(folder / name)
            keep(folder)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise unwritable(self._data, error) from error


def _unreadable(stream: BinaryIO, name: str) -> str:
    """Why no article is read from a file, "" where its beginning allows it."""
    start = stream.read(LOOK_AT)
    stream.seek(0)
    if not start.strip():
        return "is empty"
    try:
        if not start.startswith(recognition.GZIP):
            recognition.recognised(start, name, name)
    except SourceError as error:
        return error.reason
    return ""


def shown(source: str) -> str:
    """A job's target, or what stands in it, by the name that it was handed in with."""
    return _PLACE.sub("upload:", source)


def safe_name(name: str) -> str:
    """A file's name without anything that leads elsewhere; its suffix and dates stay."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    return plain[-LONGEST_NAME:].lstrip(" .") or "upload"
