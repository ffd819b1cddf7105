"""Articles of which it is known at every moment what they may say, and whether an answer is right.

Each is about one lighthouse, with a number that is another one in every version. What was handed in
and not yet acknowledged may be so or not; what was acknowledged must be so.
"""

import random
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

GONE = 0  # the value of an article that is not there
NUMBER = re.compile(r"\d{5,}")
SYLLABLES = "bra cko dul fen gar hol kel lum mor nes pol rud sal tor ves wick zan".split()

THINGS = (
    "anchor barge barrel basket beacon bell boat bottle bucket buoy canoe canvas cargo chain "
    "chart coal compass crane crate ferry flag fleet fog gull hammer harbour herring hook "
    "ketch kettle ladder lantern lobster mast mooring net oar otter paddle pier pilot plank "
    "porpoise pump raft reef rope rudder sail salmon schooner seal skiff smack sloop spar "
    "squall steamer storm surf tanker tar tide trawler trout tug wave whale wharf winch yacht"
).split()


@dataclass
class Fact:
    """One article."""

    name: str
    number: int  # of the article
    may_be: set[int] = field(default_factory=lambda: {GONE})  # several while a change is open
    planned: list[int] = field(default_factory=list)  # every value that was ever handed in

    @property
    def id(self) -> str:
        return f"light-{self.number:04}"

    @property
    def question(self) -> str:
        return f"How many lamps has the lighthouse of {self.name}?"

    @property
    def is_sure(self) -> bool:
        return len(self.may_be) == 1 and GONE not in self.may_be

    @property
    def by_file(self) -> bool:
        """It comes in files alone: there the newest date of change wins, and not what came last."""
        return self.number % 3 == 0

    def article(self, value: int) -> dict[str, Any]:
        day, second = divmod(value, 24 * 60 * 60)
        hour, second = divmod(second, 60 * 60)
        minute, second = divmod(second, 60)
        changed = f"2025-10-{1 + day:02}T{hour:02}:{minute:02}:{second:02}+00:00"
        return ({"updated_at": changed} if self.by_file else {}) | {
            "id": self.id,
            "title": f"{self.name} counts its lamps",
            "text": said(self.name, value),
            "source": "Harbour Ledger",
            "published_at": f"2025-0{1 + self.number % 9}-1{self.number % 10}",
        }


def said(name: str, value: int) -> str:
    """The text; what stands beside the number is another for each, so that no two are one story."""
    chance = random.Random(name)
    things = chance.sample(THINGS, 15)
    kept = [" and the ".join(things[start : start + 3]) for start in range(0, 15, 3)]
    return (
        f"The lighthouse of {name} has {value} lamps.\n\n"
        f"Its keeper has seen the {kept[0]}, then the {kept[1]}. In autumn the {kept[2]} came by, "
        f"and with them the {kept[3]}. Nobody in {name} spoke of the {kept[4]}."
    )


class Facts:
    """All of them; any thread may change and ask."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._lock = chance, threading.Lock()
        self._facts: dict[int, Fact] = {}
        self._names: set[str] = set()
        self._value = 10_000  # no year, no day
        self.touched: set[int] = set()

    def new(self) -> Fact:
        with self._lock:
            while (name := self._name()) in self._names:
                pass
            self._names.add(name)
            fact = Fact(name, len(self._facts))
            self._facts[fact.number] = fact
            return fact

    def _name(self) -> str:
        return "".join(self._chance.choice(SYLLABLES) for _ in range(3)).capitalize()

    def all(self) -> list[Fact]:
        with self._lock:
            return list(self._facts.values())

    def any(self, *, sure: bool = False, by_file: bool | None = None) -> Fact:
        """One that stands in the library; with `sure` one of which it is known what it says."""
        with self._lock:
            fits = [one for one in self._facts.values() if GONE not in one.may_be]
            fits = [one for one in fits if by_file in {None, one.by_file}]
            fits = [one for one in fits if one.is_sure] if sure else fits
            return self._chance.choice(fits)

    def plan(self, fact: Fact, value: int | None = None) -> int:
        """A change is about to be handed in; gives its value."""
        with self._lock:
            if value is None:
                self._value += 1
                value = self._value
            fact.may_be = fact.may_be | {value}
            fact.planned.append(value)
            self.touched.add(fact.number)
            return value

    def holds(self, fact: Fact, value: int) -> None:
        """That change was acknowledged, or seen in the library."""
        with self._lock:
            fact.may_be = {value}

    def never(self, fact: Fact, value: int) -> None:
        """That change was refused."""
        with self._lock:
            fact.may_be = fact.may_be - {value}


@dataclass
class Asked:
    """A question under way: what it may be answered with."""

    fact: Fact
    may_be: set[int]
    planned: int  # how many changes had been handed in when it was asked

    @classmethod
    def now(cls, fact: Fact) -> "Asked":
        planned = len(fact.planned)
        return cls(fact, set(fact.may_be), planned)

    def wrong(self, answer: dict[str, Any]) -> str:
        """What is wrong with an answer, "" where it is right or honestly none."""
        fact = self.fact
        allowed = self.may_be | set(fact.planned[self.planned :])
        texts = [one["text"] for one in answer["statements"]]
        if twice := [text for text, count in Counter(texts).items() if count > 1]:
            return f"says twice: {twice[0]}"
        for text in texts:
            numbers = {int(one) for one in NUMBER.findall(text)}
            if numbers & set(fact.planned) - allowed:
                return f"{fact.name} may be {sorted(allowed)}, told: {text}"
            if numbers - set(fact.planned):
                return f"{fact.name} never was that: {text}"
        for one in answer["citations"]:
            if one["article"]["id"] != fact.id:
                return f"asked for {fact.name}, cited {one['article']['id']}"
            whole = {said(fact.name, value) for value in allowed - {GONE}}
            if not any(text[one["start"] : one["end"]] == one["quote"] for text in whole):
                return f"no version of {fact.name} has this quote there: {one['quote']}"
        if answer["outcome"] not in {"answered", "partial", "no_answer"}:
            return f"the outcome is {answer['outcome']}"
        return ""

    def found(self, answer: dict[str, Any]) -> bool:
        """Whether the answer says it."""
        numbers = {int(one) for one in NUMBER.findall(answer["text"])}
        return bool(numbers & self.may_be - {GONE})
