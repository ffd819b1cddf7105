"""What is set up, what is missing, and what to do: one line for each thing that can be wrong."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot import models
from bot.errors import RerankerUnavailable
from bot.search import rerank
from ingest.config import load_settings
from ingest.embedding.embed import Embedder
from ingest.errors import DataFolderBusy, IngestError, SettingsError
from ingest.settings import Settings
from ingest.stored import verify
from ingest.stored.database import LIBRARY, RESTORED

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
    embedding, model = _embedding(settings)
    return [
        _python(),
        _sqlite(),
        _room(data),
        embedding,
        *_library(data, model),
        *_chat_models(settings),
        *_reranker(settings),
        *_slack(settings),
        _browser(),
    ]


def _python() -> Finding:
    return Finding("python", "good", ".".join(map(str, sys.version_info[:3])))


def _sqlite() -> Finding:
    with closing(sqlite3.connect(":memory:")) as db:
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


def _embedding(settings: Settings) -> tuple[Finding, str | None]:
    """And the model's name, None where it does not work."""
    try:
        embedder = Embedder(settings.embedding)
        dimension = len(embedder.question("Is anybody there?"))
    except IngestError as error:
        return Finding("embedding", "broken", str(error)), None
    says = f"{embedder.name}, {dimension} numbers a passage"
    return Finding("embedding", "good", says), embedder.name


def _library(data: Path, model: str | None) -> list[Finding]:
    """The library and its indexes; the library alone where another process holds the folder."""
    if data.is_file():
        return [Finding("library", "broken", f"{data} is a file; --data names a folder.")]
    if not (data / LIBRARY).is_file() and not (data / RESTORED).exists():
        says = f"nothing in {data} yet; run `newsdesk ingest corpus/`."
        return [Finding("library", "missing", says)]
    unlooked = []
    try:
        try:
            verdict = verify.look(data, model=model, purpose="newsdesk doctor")
        except DataFolderBusy as error:
            says = f"not looked at: {error.holder} has them. Stop it to have them looked at."
            unlooked = [Finding("indexes", "missing", says)]
            verdict = verify.look_at_library(data)
    except IngestError as error:
        return [Finding("library", "broken", str(error)), *unlooked]
    wrong = [Finding(fault.subject, "broken", fault.says) for fault in verdict.faults]
    if not verdict.counts:
        return [*wrong, *unlooked]
    says = f"{verdict.counts.articles} articles, {verdict.counts.passages} passages"
    says += "" if wrong or unlooked else ", indexes agree"
    if verdict.waiting:
        says += f" but for {verdict.waiting} that the next run takes over"
    return [Finding("library", "good", says), *wrong, *unlooked]


def _chat_models(settings: Settings) -> list[Finding]:
    """Whether each listed model could be asked; nothing is asked, and no key is shown."""
    try:
        usable = models.usable(settings)
        problems = {one.name: models.problem(settings, one) for one in usable}
    except IngestError as error:
        return [Finding("chat models", "broken", str(error))]
    found = [
        Finding("chat model", "broken", f"{name}: {problem}")
        for name, problem in problems.items()
        if problem
    ]
    if good := [one for one in usable if not problems[one.name]]:
        names = ", ".join(f"{one.name} at {one.base_url or one.provider}" for one in good)
        found.insert(0, Finding("chat model", "good", f"{names} (passages are sent there)"))
    keys = sorted({one.api_key_env for one in settings.chat_models if one not in usable})
    if not usable:
        named = ", ".join(keys) or "chat_models"
        says = f"none: answers are sentences of the articles. Set {named} to have them written."
        found.append(Finding("chat model", "missing", says))
    elif keys:
        says = f"passed over are those that lack their key: {', '.join(keys)}."
        found.append(Finding("chat model keys", "missing", says))
    return found


def _reranker(settings: Settings) -> list[Finding]:
    if settings.retrieval.reranker is None:
        return []
    try:
        rerank.load(settings.retrieval.reranker)
    except RerankerUnavailable as error:
        return [Finding("reranker", "broken", str(error))]
    return [Finding("reranker", "good", settings.retrieval.reranker.path)]


def _slack(settings: Settings) -> list[Finding]:
    """The bot in Slack, where somebody has begun to set it up."""
    from bot.channels.slack import looking  # late: few have it, and it takes a second

    own = settings.slack
    return [Finding("slack", *looking.look(own))] if looking.is_wanted(own) else []


def _browser() -> Finding:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Finding("browser tests", "good", path)
    says = "no Chromium; only the tests of the page need one (Debian: apt install chromium)."
    return Finding("browser tests", "missing", says)
