"""Ask made-up libraries whose values are of one thing or of two; print how often that is told.

    .venv/bin/python tests/quality/make_events.py [first | second | third] [--misses]

It fails where fewer than TOLD of the cases of one thing are told newest first, or where more than
JOINED of the cases of two are told as one.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from events import CASES, NOW, Case
from events_last import CASES as LAST
from events_too import CASES as MORE

from bot.answer.answer import Answer
from bot.ask import answer
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

TOLD, JOINED = 0.90, 0.05


def answered(groups: Sequence[Sequence[Case]]) -> list[Answer]:
    """The answers to the cases of each group, which has a library of its own."""
    made: list[Answer] = []
    for cases in groups:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "articles.jsonl"
            rows = [
                {
                    "title": one.title,
                    "text": one.text,
                    "source": one.outlet,
                    "published_at": one.day,
                }
                for case in cases
                for one in case.reports
            ]
            file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
            with Store(Path(folder) / "data", Settings(), purpose="a measurement") as store:
                ingest(store, [file])
                made += [
                    asyncio.run(answer(store, pose(store, one.question, now=NOW))) for one in cases
                ]
    return made


def is_joined(said: Answer) -> bool:
    """Whether values are told to differ, or one to have taken the place of another."""
    return bool(said.disagreements) or any(one.kind == "updated_figure" for one in said.notes)


def is_right(said: Answer, case: Case) -> bool:
    text = said.text.casefold()
    if any(one.casefold() in text for one in case.never) or case.says.casefold() not in text:
        return False
    if not case.told:
        return not is_joined(said)
    newest, older = map(str.casefold, case.told)
    if newest not in text or 0 <= text.find(older) < text.find(newest):
        return False
    values = [[v.value.casefold() for v in one.values] for one in said.disagreements]
    values += [[one.text.casefold()] for one in said.notes if one.kind == "updated_figure"]
    return any(all(any(v in one for one in own) for v in (newest, older)) for own in values)


def shown(said: Answer) -> str:
    values = [
        " | ".join(f"{v.value} ({v.article.source})" for v in d.values) for d in said.disagreements
    ]
    notes = [f"{one.kind}: {one.text}" for one in said.notes]
    return "\n      ".join([said.text or said.outcome, *values, *notes])


def measure(name: str, groups: Sequence[Sequence[Case]], *, misses: bool) -> bool:
    cases = [case for group in groups for case in group]
    said = answered(groups)
    right = [is_right(one, case) for one, case in zip(said, cases, strict=True)]
    joined = [not case.told and is_joined(one) for one, case in zip(said, cases, strict=True)]
    for told, case, ok in zip(said, cases, right, strict=True):
        if misses and not ok:
            print(f"WRONG: {case.question} {case.told or ''}\n      {shown(told)}")
    one = [ok for ok, case in zip(right, cases, strict=True) if case.told]
    two = [ok for ok, case in zip(right, cases, strict=True) if not case.told]
    wrong = [own for own, case in zip(joined, cases, strict=True) if not case.told]
    print(
        f"{name}: {len(one)} of one thing, told {sum(one) / len(one):.3f}; {len(two)} others, "
        f"right {sum(two) / len(two):.3f}, joined {sum(wrong) / len(wrong):.3f}"
    )
    return sum(one) >= TOLD * len(one) and sum(wrong) <= JOINED * len(wrong)


def main() -> None:
    alone = {"first": CASES, "second": MORE}
    parts = {name: [(one,) for one in cases] for name, cases in alone.items()} | {"third": [LAST]}
    good = [
        measure(name, groups, misses="--misses" in sys.argv)
        for name, groups in parts.items()
        if not parts.keys() & set(sys.argv) or name in sys.argv
    ]
    if not all(good):
        sys.exit(f"The aim is {TOLD} told and {JOINED} joined.")


if __name__ == "__main__":
    main()
