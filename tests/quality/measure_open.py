"""How well open questions are answered: tests/data/open_questions.txt over the articles of corpus/.

    python tests/quality/measure_open.py

Answered: at least one article on the affair is cited and none on another. Newest: where an article
is named that has to be cited, it is. Refused: what the articles hold nothing about.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answer.answer import Answer, Outcome
from bot.ask import answer
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "tests" / "data" / "open_questions.txt"
TODAY = "2025-03-25"


@dataclass(frozen=True)
class Case:
    """One open question, and what headlines begin with that may and that must be cited."""

    part: str
    text: str
    may: tuple[str, ...]  # () where nothing answers
    must: str
    today: str

    def wrong(self, given: Answer) -> str:
        """What is wrong with an answer, "" for nothing."""
        titles = [one.article.title for one in given.citations]
        refused = given.outcome is Outcome.NO_ANSWER
        if not self.may:
            return "" if refused else f"answered from {titles}"
        if refused:
            return "refused"
        if other := [one for one in titles if not one.startswith(self.may)]:
            return f"also cites {other}"
        if self.must and not any(one.startswith(self.must) for one in titles):
            return f"cites only {titles}"
        return ""


def cases(file: Path = DATA) -> Iterator[Case]:
    affairs: dict[str, tuple[str, ...]] = {}
    part = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "affair":
            name, _, begins = rest.partition(":")
            affairs[name] = tuple(one.strip() for one in begins.split(";"))
        elif kind == "part":
            part = rest
        elif kind in {">", "x"}:
            text, may, must, day = ([one.strip() for one in rest.split("|")] + [""] * 3)[:4]
            begins_with = tuple(one for name in may.split() for one in affairs[name])
            yield Case(part, text, begins_with, must, day or TODAY)


async def asked(store: Store, one: Case) -> Answer:
    return await answer(store, pose(store, one.text, now=one.today))


def shares(answers: list[tuple[Case, Answer]]) -> dict[str, tuple[int, int]]:
    """(How many are right, how many there are) of each kind."""
    kinds = {
        "answered": [not one.wrong(told) for one, told in answers if one.may and not one.must],
        "newest": [not one.wrong(told) for one, told in answers if one.must],
        "refused": [not one.wrong(told) for one, told in answers if not one.may],
    }
    return {kind: (sum(flags), len(flags)) for kind, flags in kinds.items()}


def given() -> list[tuple[Case, Answer]]:
    """Every question with its answer, from a library of corpus/."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder), Settings(), purpose="measuring open questions") as store,
    ):
        ingest(store, [ROOT / "corpus"])
        return [(one, asyncio.run(asked(store, one))) for one in cases()]


def main() -> None:
    answered = given()
    for one, told in answered:
        if wrong := one.wrong(told):
            print(f"{one.part}: {one.text}  ->  {wrong}")
        if "-v" in sys.argv[1:]:
            print(f"{one.text}\n    {told.text}")
    for part in dict.fromkeys(one.part for one, _ in answered):
        own = [(one, told) for one, told in answered if one.part == part]
        told_so = (f"{kind} {good} of {all_}" for kind, (good, all_) in shares(own).items())
        print(f"{part}: {', '.join(told_so)}")


if __name__ == "__main__":
    main()
