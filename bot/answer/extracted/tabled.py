"""Answers that stand in a row of a table, or in a list of results.

A row is stored with the names of its columns (ingest/parse/layout/rows.py): "Candidate: Ann Lee;
Party: Green; Votes: 2,115." It surely answers what asks for a column by its name and names the row
by a cell, however little likeness the models see. "Who came third?" is answered by the list that
numbers somebody so, or by the row whose place is that.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bot.answer.extracted import league
from bot.answer.extracted.candidate import Candidate, Extract
from bot.answer.extracted.features import Sentence, Table
from bot.answer.fitting.naming import named
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from bot.search.retrieve import Found, Hit
from bot.search.stems import number
from ingest.store import Store

LONGEST = 14  # words of a question
MOST = 2  # rows that fit a question alike; of more it is not known which is meant
_ROW = re.compile(r"[^:;.]{1,60}: [^;]+(?:; [^;]+)+")
_ITEM = re.compile(r"(?:^|(?<=[\s(]))(\d{1,2})[.)] (?=\S)")
_HEADED = re.compile(r"[^:.!?]{1,80}: \d{1,3}[.)] ")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b")
_PLACE = re.compile(r"pos(?:ition)?|places?|rank(?:ing)?|platz|rang|puesto|posto|no|nr", re.I)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
# Of whoever came so, and not of "the second stage".
_ORDINAL = re.compile(
    rf"\b(?:({'|'.join(_ORDINALS)})|(\d{{1,2}})(?:st|nd|rd|th))\b"
    r"(?=\W*$|,|\s(?:in|at|of|on|for|among|behind|to|overall|place[ds]?|and|with|after)\b)",
    re.IGNORECASE,
)
_WON = re.compile(r"\b(?:won|wins?|winners?|champions?)\b", re.IGNORECASE)
# Words of a heading that say what a list is, and not of what.
_PLAIN = "result results final finish finishers placing placings top race"
_WHO = re.compile(r"\W*(?:who|which|what)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_APART = re.compile(r"\bby how (?:many|much)\b", re.IGNORECASE)  # of two rows
# Verbs that say little beside a column's name: votes are got, a party is stood for.
_LIGHT = frozenset(
    "get gets got getting have had has receive received take took taken win won poll polled score "
    "scored come came finish finished place placed end ended stand stood run ran belong belongs "
    "represent represents represented record recorded total".split()
)


class _Cell(NamedTuple):
    name: str  # of its column, "" for none
    names: frozenset[int]  # the stems of that
    said: str
    stems: frozenset[int]
    is_meant: bool = False  # asked for by a word that its name stands for: lost, of "L"


class _Asked(NamedTuple):
    """What a question asks of a table."""

    stems: frozenset[int]
    runs: tuple[frozenset[int], ...]  # of each name
    place: int  # in an order, 0 for none


def tabled(store: Store, question: Question, found: Found) -> Extract:
    """The rows or lists that surely answer, none where the articles found have no table."""
    if question.parts or _APART.search(question.text) or len(words(question.text)) > LONGEST:
        return Extract(())
    if not any(_has_table(hit) for hit in found.hits):
        return Extract(())
    reader = _Reader(store, question)
    ranked: list[tuple[int, Sentence]] = []
    for _, every in groupby(Table(store, question, found).sentences, key=lambda one: one.place):
        said = list(every)
        plain = (one.stems for one in said if not _is_tabled(one.text))
        told = (reader.tells_apart(one) for one in said if _is_tabled(one.text))
        matter = said[0].headline.union(*plain) - frozenset[int]().union(*told)
        for one in said:
            if all(figure in one.text for figure in question.numbers):
                ranked.append((reader.fit(one, matter), one))
    ranked = [(fit, one) for fit, one in ranked if fit]
    best = [one for fit, one in ranked if fit == max(fit for fit, _ in ranked)]
    chosen = {one.text: Candidate(hit=one.hit, span=one.span, probability=1.0) for one in best}
    # Of two who came third, each did in another race.
    most = 1 if reader.is_placed else MOST
    return Extract(tuple(chosen.values()) if len(chosen) <= most else ())


def _has_table(hit: Hit) -> bool:
    text = hit.passage.text
    if not (("; " in text and ": " in text) or ": 1. " in text or " 2. " in text or " 2) " in text):
        return False  # as nearly all; this is asked of each passage found
    whole = hit.article.text
    return any(_is_tabled(whole[span.start : span.end]) for span in hit.passage.sentences)


def _is_tabled(text: str) -> bool:
    return bool(_ROW.fullmatch(text.rstrip("."))) or _is_list(text)


def _is_list(text: str) -> bool:
    """Whether it numbers two, or one behind a heading: "Wheelchair race: 1. Ann Lee"."""
    return bool(_HEADED.match(text)) or len(_ITEM.findall(text)) > 1


def _heading(text: str) -> str:
    return str(_ITEM.split(text, maxsplit=1)[0])


class _Reader:
    """Holds sentences against a question."""

    def __init__(self, store: Store, question: Question) -> None:
        self._stem = store.index.words.stem
        self._question = question.text
        self._words = frozenset(map(str.casefold, words(question.text)))
        text = question.text
        ordinal = _ORDINAL.search(text)
        place = 0
        if _WHO.match(text) and ordinal:
            place = int(ordinal[2] or 0) or _ORDINALS.index(ordinal[1].casefold()) + 1
        elif _WHO.match(text) and _WON.search(text):
            place = 1
        self._plain = self._stems(_PLAIN)
        light = _LIGHT | ({ordinal[0].casefold()} if ordinal and place else set())
        terms = [one for one in question.terms if one.casefold() not in light]
        if place and not ordinal:
            terms = [one for one in terms if not _WON.fullmatch(one)]
        self._asked = _Asked(
            self._stems(" ".join(terms)),
            tuple(self._stems(" ".join(run)) for run in named(question)),
            place,
        )

    @property
    def is_placed(self) -> bool:
        """Whether a place in an order is asked for."""
        return self._asked.place > 0

    def fit(self, one: Sentence, matter: frozenset[int]) -> int:
        """How many words of the question a row or a list has of its own; 0 for no answer.

        Args:
            matter: the stems of headline and sentences around that tell no row or list from others.
        """
        if _is_list(one.text):
            return self._items(one, matter)
        return self._row(one, matter) if _is_tabled(one.text) else 0

    def tells_apart(self, one: Sentence) -> frozenset[int]:
        """The stems that tell a row from others of its table, or a list from others beside it."""
        if _is_list(one.text):
            return self._stems(_heading(one.text))
        return frozenset[int]().union(*(cell.stems for cell in self._cells(one.text)))

    def _row(self, one: Sentence, matter: frozenset[int]) -> int:
        cells = list(self._cells(one.text))
        asked = self._asked
        plain = asked.stems - frozenset[int]().union(*asked.runs)  # a festival's "Film" is its name
        wanted = [one for one in cells if one.is_meant or (one.names and one.names <= plain)]
        if _COUNTED.search(self._question):
            wanted = [cell for cell in wanted if any(map(str.isdigit, cell.said))]
        placed = asked.place and any(
            _PLACE.fullmatch(cell.name) and cell.said.strip(" .") == str(asked.place)
            for cell in cells
        )
        if (asked.place and not placed) or not (wanted or placed):
            return 0
        rest = asked.stems - frozenset[int]().union(*(cell.names for cell in wanted))
        own = rest & frozenset[int]().union(*(cell.stems for cell in cells))
        if not (own or placed) or not rest <= own | matter or self._is_another(own, one.headline):
            return 0
        if wanted and all(cell.stems <= own for cell in wanted):
            return 0  # what is asked for is told in the question
        return len(own) + bool(placed)

    def _items(self, one: Sentence, matter: frozenset[int]) -> int:
        """Of a list in an order: what numbers somebody as is asked, or gives somebody's time."""
        asked = self._asked
        time = self._stems("time") & asked.stems
        rest = asked.stems - time
        own = rest & one.stems
        if not own or not rest <= own | matter or self._is_another(own, one.headline):
            return 0
        if asked.place:
            heading = self._stems(" ".join(content_words(_heading(one.text)))) - self._plain
            if not heading <= asked.stems | one.headline:
                return 0  # "Overall after stage 3" is not stage 3
            fit = len(own) + 2 * len(own & heading)  # "Men's race:" of several
            return fit if str(asked.place) in _ITEM.findall(one.text) else 0
        is_timed = time and asked.runs and all(run <= own for run in asked.runs)
        return len(own) if is_timed and _CLOCK.search(one.text) else 0

    def _is_another(self, own: frozenset[int], headline: frozenset[int]) -> bool:
        """Whether it has a part of a name that is asked about, and neither has the whole."""
        runs = (run for run in self._asked.runs if not run <= headline)
        return any(run & own and not run <= own for run in runs)

    def _cells(self, text: str) -> Iterator[_Cell]:
        parts = [part.partition(": ") for part in text.rstrip(".").split("; ")]
        is_league = league.is_league(name for name, found, _ in parts if found)
        for part, found, said in parts:
            name, said = (part, said) if found else ("", part)
            meant = league.asked_for(name, self._words) if is_league else frozenset[str]()
            names = self._stems(" ".join(meant or content_words(name)) or name)
            yield _Cell(name, names, said, self._stems(said), bool(meant))

    def _stems(self, text: str) -> frozenset[int]:
        return frozenset(number(self._stem(word)) for word in words(text))
