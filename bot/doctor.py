"""What is set up, what is missing, and what to do: one line for each thing that can be wrong."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot import models
from ingest.database import LIBRARY
from ingest.embed import Embedder
from ingest.errors import DataFolderBusy, IngestError, SettingsError
from ingest.settings import Settings, load_settings
from ingest.store import Store

ROOM = 1 << 30  # bytes free below which a full disk is near


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    state: str  # "good", "missing" (works without), "broken"
    says: str  # what is so, and what to do where it is not good

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def examine(data: Path, config: Path | None) -> list[Finding]:
    """Look at everything, also when something is broken; never raises an error of ours."""
    try:
        settings = load_settings(config)
    except SettingsError as error:
        return [_python(), Finding("settings", "broken", str(error))]
    looked: tuple[Callable[[], Finding], ...] = (
        _python,
        _sqlite,
        lambda: _room(data),
        lambda: _embedding(settings),
        lambda: _library(data, settings),
        lambda: _chat_model(settings),
        _browser,
    )
    return [look() for look in looked]


def _python() -> Finding:
    return Finding("python", "good", ".".join(map(str, sys.version_info[:3])))


def _sqlite() -> Finding:
    with sqlite3.connect(":memory:") as db:
        try:
            db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        except sqlite3.OperationalError:
            says = "Python's SQLite lacks FTS5; use a Python whose SQLite was built with it."
            return Finding("sqlite", "broken", says)
    return Finding("sqlite", "good", f"{sqlite3.sqlite_version} with FTS5")


def _room(data: Path) -> Finding:
    # os.path.exists is False where Path.exists would raise for want of permission.
    above = (data.absolute(), *data.absolute().parents)
    there = next(one for one in above if os.path.exists(one))  # noqa: PTH110
    if not os.access(there, os.W_OK):
        return Finding("disk", "broken", f"{there} cannot be written; choose another --data.")
    free = shutil.disk_usage(there).free
    says = f"{free / (1 << 30):.1f} GB free at {there}"
    return Finding("disk", "good" if free > ROOM else "broken", says)


def _embedding(settings: Settings) -> Finding:
    try:
        embedder = Embedder(settings.embedding)
        dimension = len(embedder.question("Is anybody there?"))
    except IngestError as error:
        return Finding("embedding", "broken", str(error))
    return Finding("embedding", "good", f"{embedder.name}, {dimension} numbers a passage")


def _library(data: Path, settings: Settings) -> Finding:
    if not (data / LIBRARY).is_file():
        says = f"nothing in {data} yet; run `newsdesk ingest corpus/`."
        return Finding("library", "missing", says)
    try:
        with Store(data, settings, purpose="newsdesk doctor") as store:
            counts = store.library.counts()
    except DataFolderBusy as error:
        return Finding("library", "missing", f"not looked at: {error}")
    except IngestError as error:
        return Finding("library", "broken", str(error))
    says = f"{counts.articles} articles, {counts.passages} passages, indexes agree"
    return Finding("library", "good", says)


def _chat_model(settings: Settings) -> Finding:
    usable = models.usable(settings)
    if usable:
        names = ", ".join(f"{one.name} at {one.base_url}" for one in usable)
        return Finding("chat model", "good", f"{names} (passages are sent there)")
    keys = ", ".join(sorted({one.api_key_env for one in settings.chat_models})) or "chat_models"
    says = f"none: answers are sentences of the articles. Set {keys} to have them written."
    return Finding("chat model", "missing", says)


def _browser() -> Finding:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Finding("browser tests", "good", path)
    says = "no Chromium; only the tests of the page need one (Debian: apt install chromium)."
    return Finding("browser tests", "missing", says)
