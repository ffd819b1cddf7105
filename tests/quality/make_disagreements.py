"""Ask made-up libraries in which outlets differ on one value; print how often that is told.

    .venv/bin/python tests/quality/make_disagreements.py [first | second | third] [--misses]

Each part has a library of cases and one of controls, ingested, searched and answered as any other.
It fails where fewer than FOUND of the cases are told, or more than FALSE of the controls are told
to differ.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from differing import COPY, TOPICS, Piece, Topic
from differing_last import TOPICS as LAST
from differing_too import TOPICS as MORE

from bot.answer.answer import Answer
from bot.ask import answer
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

FOUND, FALSE = 0.90, 0.05
NOW = "2025-07-15"


def as_case(topic: Topic) -> list[Piece]:
    return filled(topic.pieces, topic.differ)


def as_control(topic: Topic) -> list[Piece]:
    first = filled(topic.pieces[:1], topic.differ[:1])[0]
    if topic.control == COPY:
        return [first, replace(first, outlet=topic.pieces[1].outlet)]
    if isinstance(topic.control, Piece):
        return [first, topic.control]
    return filled(topic.pieces, topic.agree)


def filled(pieces: Sequence[Piece], values: Sequence[str]) -> list[Piece]:
    return [
        replace(one, text=one.text.replace("{v}", value))
        for one, value in zip(pieces, values, strict=True)
    ]


def answered(groups: Sequence[tuple[Topic, list[Piece]]], folder: Path) -> list[Answer]:
    """The answer to each topic's question from one library of all their articles."""
    file = folder / "articles.jsonl"
    rows = [
        {"title": one.title, "text": one.text, "source": one.outlet, "published_at": one.day}
        for _, pieces in groups
        for one in pieces
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a measurement") as store:
        ingest(store, [file])
        return [
            asyncio.run(answer(store, pose(store, topic.question, now=NOW))) for topic, _ in groups
        ]


def tells(answer: Answer, topic: Topic) -> bool:
    """Whether one disagreement has all of the topic's values; of an update, a note is enough."""
    wanted = {value.casefold() for value in topic.differ}
    for one in answer.disagreements:
        said = [value.value.casefold() for value in one.values]
        if all(any(value in text for text in said) for value in wanted):
            return True
    return topic.update and any(one.kind == "updated_figure" for one in answer.notes)


def shown(answer: Answer) -> str:
    values = [
        f"{one.about}: " + " | ".join(f"{v.value} ({v.article.source})" for v in one.values)
        for one in answer.disagreements
    ]
    notes = [f"{one.kind}: {one.text}" for one in answer.notes]
    return f"{answer.text}\n    {values}\n    {notes}"


def measure(name: str, topics: Sequence[Topic], misses: bool) -> bool:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        cases = answered([(topic, as_case(topic)) for topic in topics], Path(one))
        controls = answered([(topic, as_control(topic)) for topic in topics], Path(other))
    found = [tells(said, topic) for said, topic in zip(cases, topics, strict=True)]
    false = [bool(said.disagreements) for said in controls]
    beside = [len(said.disagreements) - ok > 0 for said, ok in zip(cases, found, strict=True) if ok]
    for told, said, topic in zip(found, cases, topics, strict=True):
        if misses and not told:
            print("NOT TOLD:", topic.question, topic.differ, "->", shown(said))
    for told, said, topic in zip(false, controls, topics, strict=True):
        if misses and told:
            print("TOLD FALSELY:", topic.question, "->", shown(said))
    share, wrong = sum(found) / len(found), sum(false) / len(false)
    print(
        f"{name}: {len(found)} cases, found {share:.3f}, with another beside it {sum(beside)}; "
        f"{len(false)} controls, false {wrong:.3f}"
    )
    return share >= FOUND and wrong <= FALSE


def main() -> None:
    misses = "--misses" in sys.argv
    parts = {"first": TOPICS, "second": MORE, "third": LAST}
    good = [
        measure(name, topics, misses)
        for name, topics in parts.items()
        if not parts.keys() & set(sys.argv) or name in sys.argv
    ]
    if not all(good):
        sys.exit(f"The aim is {FOUND} found and {FALSE} false.")


if __name__ == "__main__":
    main()
