"""The check on pairs of statement and quote that were written by hand.

They are of other shapes than those that quality/make_pairs.py makes: in data/pairs.jsonl some are
German, French and Spanish; in data/pairs_news.jsonl each quote has several statements, each of
which changes one thing that news is often wrong about. The floors are what was reached; what is
below them by design stands in docs/decisions/0013-the-check.md.
"""

import json
from pathlib import Path

import pytest
from conftest import ROOT

from bot.check.meaning import Vectors
from bot.check.support import check
from ingest.embedding.embed import Embedder
from ingest.settings import Settings

DATA = Path(ROOT) / "tests/data"


def _pairs(name: str) -> list[dict[str, object]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


PAIRS, NEWS = _pairs("pairs.jsonl"), _pairs("pairs_news.jsonl")


# Shares of the false ones that are caught, and of the true ones that are rejected.
@pytest.mark.parametrize(
    ("pairs", "caught", "rejected"),
    [(PAIRS, 0.95, 0.05), (NEWS, 0.83, 0.05)],
    ids=["first", "news"],
)
@pytest.mark.parametrize("with_vectors", [False, True])
def test_false_statements_are_caught_and_true_ones_are_not_rejected(
    with_vectors, pairs, caught, rejected
):
    embed = Embedder(Settings().embedding).texts
    vectors = Vectors(embed) if with_vectors else None
    verdicts = [
        (one["truth"], check(one["statement"], one["quote"], beside=one.get("beside", ""),
                             vectors=vectors).verdict)
        for one in pairs
    ]  # fmt: skip
    true = [verdict for truth, verdict in verdicts if truth]
    false = [verdict for truth, verdict in verdicts if not truth]
    assert len(true) >= 30
    assert len(false) >= 60
    assert false.count("unsupported") / len(false) >= caught
    assert true.count("unsupported") / len(true) <= rejected


def test_every_rejection_says_why():
    for one in PAIRS + NEWS:
        found = check(one["statement"], one["quote"], beside=one.get("beside", ""))
        assert found.verdict == "supported" or found.reasons, one
