"""A first line that stands alone above headline and day, and is neither of them.

It is the outlet's name, or what the paper calls the matter ("Transport"). Which of the two shows in
its neighbours: an outlet's name heads several texts of one folder that do not speak of it. Of one
text alone it is only known that the headline stands below it.
"""

import re
from collections import Counter

from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import is_hint, read_line
from ingest.parse.layout.headline import SHORT_TITLE_WORDS, is_title, kind_of_label
from ingest.parse.layout.imprint import is_byline
from ingest.text import clean, embargo, furniture
from ingest.text.names import is_name, is_outlet_alone, is_role, people
from ingest.text.prose import words

LONGEST = 40  # characters of such a line
LONGEST_WORDS = 4
LEAST_FILES = 2  # of a folder that begin with an outlet's name
DAY_WITHIN = 3  # lines below the first in which the day stands
LONGEST_TEXT = 6000  # characters that are looked at for what a text speaks of
_WORD = re.compile(r"[^\W\d_]{3,}")
# What a paper calls pieces of a kind, beside the names of its parts.
_KINDS = frozenset(
    """breaking exclusive update updated interview profile obituary review report explained
    explainer investigation leader essay letter notebook diary briefing factbox correction
    clarification timeline quiz poll background dossier reportage transcript preview results
    kommentar leitartikel glosse porträt nachruf hintergrund analyse meinung kolumne bericht
    eilmeldung exklusiv rezension gastbeitrag enquête portrait entretien édito éditorial chronique
    critique décryptage exclusif opinión entrevista reportaje análisis crónica perfil columna
    exclusiva commento intervista analisi""".split()
)


def stands_alone(lines: list[str]) -> bool:
    """Whether the first line is a name above a headline, below which a day and a text stand."""
    if len(lines) < DAY_WITHIN + 1 or not _may_be(lines[0]):
        return False
    title = lines[1]
    if words(title) < SHORT_TITLE_WORDS or not is_title(title) or is_byline(title):
        return False
    if clean.is_prose(title) or furniture.is_furniture(title):
        return False
    day = next((n for n, line in enumerate(lines[2 : DAY_WITHIN + 1], 2) if _is_day(line)), 0)
    return bool(day) and any(map(clean.is_prose, lines[day + 1 : day + 4]))


def says(lines: list[str]) -> bool:
    """Whether what stands below the first line speaks of what that names."""
    named = {word.casefold() for word in _WORD.findall(lines[0])}
    said = {word.casefold() for word in _WORD.findall(_below(lines))}
    return bool(named & said) or not named


def has_headline_below(lines: list[str]) -> bool:
    """Whether the second line is the headline by its words, and the first, one word, by none."""
    text = set(map(str.casefold, _WORD.findall(" ".join(lines[2:])[:LONGEST_TEXT])))
    shares = {word.casefold() for word in _WORD.findall(lines[1]) if len(word) > SHORT_TITLE_WORDS}
    return words(lines[0]) == 1 and bool(shares & text) and not says(lines)


class Nameplates:
    """Counts the first lines of the texts of one folder."""

    def __init__(self) -> None:
        self._heads: Counter[str] = Counter()
        self._said: Counter[str] = Counter()

    def add(self, lines: list[str]) -> None:
        """Count one text's."""
        if stands_alone(lines):
            self._heads[lines[0]] += 1
            self._said[lines[0]] += says(lines)

    def lines(self) -> frozenset[str]:
        """Those that are an outlet's name: most of the texts below them do not speak of it."""
        return frozenset(
            line
            for line, count in self._heads.items()
            if count >= LEAST_FILES and 2 * self._said[line] < count
        )


def _below(lines: list[str]) -> str:
    return " ".join(lines[1:])[:LONGEST_TEXT]


def _may_be(line: str) -> bool:
    return (
        len(line) <= LONGEST
        and words(line) <= LONGEST_WORDS
        and line[:1].isupper()
        and line[-1:].isalpha()
        and is_name(line)
        and not any(
            check(line)
            for check in (
                is_outlet_alone, people, is_role, furniture.is_furniture, furniture.is_section,
                kind_of_label, embargo.begins,
            )
        )
        and line.casefold() not in _KINDS
    )  # fmt: skip


def _is_day(line: str) -> bool:
    found = Header()
    return is_hint(line) and read_line(found, line) and bool(found.date)
