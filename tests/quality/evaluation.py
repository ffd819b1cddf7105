"""The evaluation folders as the scripts here read them, compared as their own scorer does."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.config import load_settings
from ingest.pipeline import ingest
from ingest.store import Store


def norm(text: str) -> str:
    """Text as answers are compared: lower case, letters and figures alone."""
    return " ".join(re.sub(r"[^a-z0-9%$. ]+", " ", text.lower().replace("’", "'")).split())


def squeeze(text: str) -> str:
    """Text as gold facts are compared: without white space."""
    return re.sub(r"\s+", "", text)


def questions(evaluation: Path, name: str) -> list[dict[str, Any]]:
    text = (evaluation / name / "dev_questions.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@contextmanager
def opened(evaluation: Path, work: Path, name: str) -> Iterator[Store]:
    """A store below `work` that holds the folder's articles; a second call finds them there."""
    with Store(work / name, load_settings(), purpose="measuring quality") as store:
        ingest(store, list((evaluation / name).glob("*articles.jsonl.gz")))
        yield store
