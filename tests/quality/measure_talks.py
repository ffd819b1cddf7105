"""How conversations go, turn by turn, over tests/data/talks.txt and its own articles.

python tests/quality/measure_talks.py
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answer.answer import Answer, Outcome
from bot.ask import answer
from bot.conversation import conversations
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

DATA = Path(__file__).resolve().parent.parent / "data" / "talks.txt"
TODAY = "2026-11-20"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is asked, and what may come of it."""

    sign: str  # "?" answered, "-" no answer, "~" asked back
    text: str
    must: tuple[str, ...] = ()  # what the answer says; whom it asks back about
    must_not: tuple[str, ...] = ()

    def fits(self, got: Answer) -> bool:
        said = got.text.casefold()
        outcomes = {"-": {Outcome.NO_ANSWER}, "~": {Outcome.CLARIFY}}.get(self.sign)
        if outcomes and got.outcome not in outcomes:
            return False
        if self.sign == "?" and got.outcome is Outcome.NO_ANSWER:
            return False
        return all(one.casefold() in said for one in self.must) and not any(
            one.casefold() in said for one in self.must_not
        )


def talks(file: Path = DATA) -> tuple[list[dict[str, str]], dict[str, list[Turn]]]:
    """The articles, and each conversation's turns by its name."""
    articles: list[dict[str, str]] = []
    found: dict[str, list[Turn]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if sign == "A:":
            keys = ("id", "source", "published_at", "title", "text")
            articles.append(dict(zip(keys, parts, strict=True)))
        elif sign == "C:":
            found[rest] = turns = []
        elif sign in {"?", "-", "~"}:
            text, must, must_not = (*parts, "", "")[:3]
            turns.append(Turn(sign, text, _list(must), _list(must_not)))
    return articles, found


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in text.split(", "))))


def newsroom(folder: Path) -> Store:
    """An open store with the articles; the caller closes it."""
    articles, _ = talks()
    file = folder / "articles.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in articles), encoding="utf-8")
    store = Store(folder / "data", Settings(), purpose="a measurement")
    report = ingest(store, [file])
    assert report.articles["added"] == len(articles), report
    return store


def held(store: Store, turns: list[Turn]) -> Iterator[tuple[Turn, Answer]]:
    """A conversation, with what was answered to each of its turns."""
    kept = conversations.in_store(store)
    talk = kept.start("command")
    for turn in turns:
        got = asyncio.run(answer(store, pose(store, turn.text, now=TODAY), talk=talk))
        talk = kept.talk(got.conversation)
        yield turn, got


if __name__ == "__main__":
    wanted = sys.argv[1:]
    good = total = 0
    with tempfile.TemporaryDirectory() as folder:
        store = newsroom(Path(folder))
        for name, turns in talks()[1].items():
            if wanted and name not in wanted:
                continue
            print(f"--- {name}")
            for turn, got in held(store, turns):
                total += 1
                good += (right := turn.fits(got))
                made = got.searched.understood.made_whole
                print(f"{'' if right else 'WRONG ':6}{turn.text}  ->  {made or '='}")
                print(f"         {got.outcome.value}: {got.text[:230]}")
        store.close()
    print(f"as they should: {good} of {total}")
