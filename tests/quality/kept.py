"""Data folders of the evaluation sets, kept between runs: embedding them takes minutes.

They lie in the user's cache folder and may be deleted at any time.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

import ingest as package
from ingest.config import load_settings
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

# What decides which passages there are, their vectors, and the form in which they lie on disk.
DECIDES = (
    *("article", "split", "prose", "embed", "wrap", "minilm*", "stories", "grouping"),
    *("database", "tables", "records", "index", "words", "vectors"),
)


def key(settings: Settings) -> str:
    """Another one when the passages or their vectors may have become others."""
    code = Path(package.__file__).parent
    files = sorted({file for name in DECIDES for file in code.glob(f"{name}.py")})
    told = [settings.embedding.model_dump_json(), str(settings.ingest.passage_words)]
    told += [file.read_text(encoding="utf-8") for file in files]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]


@contextmanager
def opened(name: str, targets: list[Path]) -> Iterator[Store]:
    """A store that holds the articles of `targets`, as they would be read today."""
    settings = load_settings()
    shelf = user_cache_path("newsdesk-quality") / name
    folder = shelf / key(settings)
    for other in shelf.glob("*"):
        if other != folder:
            shutil.rmtree(other)
    with Store(folder, settings, purpose="measuring quality") as store:
        report = ingest(store, targets)
        if report.problems:
            raise SystemExit(f"{name}: {report.problems[0]}")
        yield store
