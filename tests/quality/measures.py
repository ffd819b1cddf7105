"""The evaluation sets' own measures: what counts as found there, counted as their scorer counts.

A set is a list of `Row`s. A hit of any retriever is (id of the article, headline, text).
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from evaluation import norm, questions, squeeze

Hit = tuple[str, str, str]
DEPTH = 10


@dataclass(frozen=True)
class Row:
    """One question and its pieces of evidence, each of them told by any of several strings."""

    question: str
    now: str
    pieces: tuple[tuple[str, ...], ...]  # () where nothing answers it
    articles: frozenset[str] = frozenset()  # that may hold it, empty for any
    exact: bool = False  # pieces are whole sentences, compared but for white space
    with_headline: bool = True  # a headline may hold it as well
    quotes: tuple[str, ...] = ()  # what a citation may hold in place of an answer

    def found_in(self, hit: Hit) -> frozenset[int]:
        """The pieces that a hit holds."""
        article, headline, text = hit
        if self.articles and article not in self.articles:
            return frozenset()
        same = squeeze if self.exact else norm
        told = same(f"{headline} {text}" if self.with_headline else text)
        return frozenset(
            number
            for number, ways in enumerate(self.pieces)
            if any(same(way) in told for way in ways)
        )


def realtimeqa(evaluation: Path) -> list[Row]:
    return [
        Row(
            question=one["question"],
            now=one["asked_on"],
            pieces=(tuple(one["answers"]),),
            articles=frozenset(one["gold_article_ids"]),
        )
        for one in questions(evaluation, "realtimeqa")
    ]


def multihop(evaluation: Path) -> list[Row]:
    return [
        Row(
            question=one["question"],
            now="",
            pieces=tuple((fact,) for fact in dict.fromkeys(e["fact"] for e in one["evidence"])),
            exact=True,
            with_headline=False,
        )
        for one in questions(evaluation, "multihop_facts")
    ]


def squad2(evaluation: Path) -> list[Row]:
    return [
        Row(
            question=one["question"],
            now="",
            pieces=(tuple(one["answers"]),) if one["answers"] else (),
            articles=frozenset([one["article_id"]]),
            with_headline=False,
        )
        for one in questions(evaluation, "squad2")
    ]


def seeds(evaluation: Path) -> list[Row]:
    return [
        Row(
            question=one["question"],
            now="",
            pieces=(tuple(one["answers"]),) if one["answers"] else (),
            quotes=tuple(said["quote"] for said in one.get("support", ())),
        )
        for one in lines(evaluation / "seed_questions.jsonl")
    ]


def samples(folder: Path) -> list[Row]:
    """Questions as `newsdesk eval` takes them."""
    return [
        Row(
            question=one["question"],
            now=one.get("now", ""),
            pieces=((*one["answers"], *one.get("quotes", ())),) if one["answers"] else (),
            articles=frozenset(one.get("articles", ())),
        )
        for one in lines(folder / "questions.jsonl")
    ]


def lines(path: Path) -> list[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as text:
        return [json.loads(line) for line in text if line.strip()]


def ranking(rows: Sequence[Row], found: Sequence[Iterable[Hit]]) -> dict[str, float]:
    """hit@k and MRR of the first hit with a piece; recall@10 and all@10 of the pieces.

    Args:
        rows: those that something answers.
        found: hits for each of them, best first; those past the tenth do not count.
    """
    first, recall = [], []
    for row, hits in zip(rows, found, strict=True):
        held = [row.found_in(hit) for hit in list(hits)[:DEPTH]]
        first.append(next((rank for rank, pieces in enumerate(held, start=1) if pieces), 0))
        recall.append(len(frozenset().union(*held)) / len(row.pieces))
    at = {f"hit@{k}": mean(0 < rank <= k for rank in first) for k in (1, 3, 4, 5, 10)}
    return at | {
        "mrr": mean(1 / rank if rank else 0 for rank in first),
        "recall@10": mean(recall),
        "all@10": mean(share == 1 for share in recall),
    }
