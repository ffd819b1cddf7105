"""A statement or a quote read once: its words, which of them are names, its figures.

A quote is held against several statements and a statement against many runs of sentences, so what
is read is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.figures.figures import Measure, measures
from bot.figures.language import language_of
from bot.question.terms import content_words
from ingest.indexes.terms import stem

# Initials are one word; an ending like 's and n't is one of its own.
_WORD = re.compile(r"(?:[A-Za-z]\.){2,5}|[^\W_]+(?:['’][A-Z][^\W_]*)?")
_ENDING = re.compile(r"^['’](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)
# A word is the first of its sentence behind these, and then its capital says nothing.
_OPENS = re.compile(r"(?:[.!?:;]['\"”’»)]*|[—–\n•])\s*['\"“‘«(„]*\s*$|^\W*$|[\"“‘«„]$")
# Ends of a clause: what stands beyond has its own subject.
_STOP = re.compile(r"[.!?…]['\"”’»)]*\s|\n")
_BOUND = re.compile(r"[,;:.!?()\"“”„«»—–\n]")
CONJUNCTIONS = frozenset(
    "after when while because that who which whom whose and but or if although though as since "
    "before until where than dass weil wenn und aber oder der die das que qui et mais ou si".split()
)
PRONOUNS = frozenset(
    "i he she it they we you me him her them us his their its our my your er sie es ihm ihn ihr "
    "ihnen seine seiner ihre il elle ils elles lui leur son sa ses".split()
)
# Written with a capital, and yet nobody's name.
TITLES = frozenset(
    "mr mrs ms dr prof professor sir lord lady president prime minister chancellor secretary "
    "senator sen rep gov governor mayor judge justice king queen prince princess pope director "
    "chief executive officer ceo chair chairman captain coach general attorney herr frau monsieur "
    "madame spokesman spokeswoman the a an i former laut selon".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai "
    "juni juli oktober dezember".split()
)
_FOREIGN = frozenset(  # words that bind in German, French and Spanish, as `content_words` has them
    "der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren "
    "wird wurde wurden werden hat haben hatte hatten zu zum zur im in am an auf aus bei mit nach "
    "von vom vor für über unter um bis durch gegen sich auch noch nur schon als wie dass so er sie "
    "es ihr sein seine le la les un une des du de d l et ou mais ne pas est sont était a ont avait "
    "ce cette ces il elle ils elles que qui dans sur sous pour par avec sans au aux en se son sa "
    "ses leur plus comme el los las una y o pero no es son fue fueron ha han había del al por para "
    "con que su sus lo se como más".split()
)


# In German a noun right behind one of these, without an article, is a name as a rule.
_PLACED = frozenset("von in aus nach bei laut gegen".split())
# Behind these a first word is a name, or else some noun without an article.
_ACTS = frozenset(
    "was is has had will would could can did does said says told may bought sold won lost made led "
    "met beat left took gave went held paid".split()
)


# Past tenses that no stem brings together with their verb.
BASE = dict(
    pair.split("-")
    for pair in (
        "paid-pay sold-sell bought-buy won-win lost-lose met-meet held-hold built-build left-leave "
        "made-make took-take taken-take gave-give given-give went-go gone-go came-come rose-rise "
        "risen-rise fell-fall fallen-fall grew-grow grown-grow began-begin begun-begin broke-break "
        "broken-break chose-choose chosen-choose fought-fight found-find kept-keep knew-know "
        "known-know led-lead ran-run saw-see seen-see sent-send shot-shoot spoke-speak "
        "spoken-speak spent-spend stood-stand struck-strike taught-teach thought-think told-tell "
        "wrote-write written-write threw-throw thrown-throw withdrew-withdraw became-become "
        "brought-bring caught-catch drove-drive driven-drive flew-fly flown-fly stole-steal "
        "stolen-steal sank-sink sunk-sink felt-feel heard-hear wore-wear worn-wear sang-sing "
        "sung-sing swam-swim drew-draw drawn-draw dead-die death-die children-child men-man "
        "women-woman"
    ).split()
)
# What is read of a text: characters and figures. What stands behind them is taken for not there.
LONGEST, MOST = 8_000, 150


@dataclass(frozen=True, slots=True)
class Word:
    """One word, and how it is compared."""

    text: str
    low: str
    key: str  # its stem
    start: int
    end: int
    clause: int  # counts the clauses of the text from 0
    sentence: int  # and its sentences
    matters: bool  # it says something about the matter: no article, no pronoun
    is_name: bool
    is_sure: bool  # of a name: not just by a capital that any noun or first word has
    is_figure: bool  # part of a figure, which is compared as such


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read."""

    text: str
    day: str  # of its article, ISO as far as known
    language: str  # "en", "de", "fr" or "es", as far as its small words tell
    words: tuple[Word, ...]
    figures: tuple[Measure, ...]
    keys: frozenset[str]  # the stems of all its words
    lows: frozenset[str]  # all its words in lower case
    runs: tuple[tuple[Word, ...], ...]  # names that stand side by side: "Bank of England" is two
    run_at: dict[int, tuple[Word, ...]]  # where a word of one starts -> the run


@lru_cache(maxsize=2048)
def read(text: str, day: str = "") -> Reading:
    """Read `text`; `day` is the date of its article, as `figures.measures` takes it."""
    text, found = text[:LONGEST], figures_of(text, day)
    words = tuple(_words(text, found))
    runs = tuple(_runs(words, text))
    return Reading(
        text=text,
        day=day,
        language=language_of(text),
        words=words,
        figures=found,
        keys=frozenset(word.key for word in words),
        lows=frozenset(word.low for word in words),
        runs=runs,
        run_at={word.start: run for run in runs for word in run},
    )


def figures_of(text: str, day: str = "") -> tuple[Measure, ...]:
    """Of a text the figures alone; most of the time goes into the words."""
    return measures(text[:LONGEST], day=day)[:MOST]


def _words(text: str, found: tuple[Measure, ...]) -> Iterator[Word]:
    content = {word.casefold() for word in content_words(text)} - _FOREIGN
    german = language_of(text) == "de"
    matches = list(_WORD.finditer(text))
    place = clause = sentence = last = 0
    before = ""
    capital = [match[0][0].isupper() for match in matches]
    for i, match in enumerate(matches):
        said, start, end = match[0], match.start(), match.end()
        if _ENDING.match(text, start - 1) and start and text[start - 1] in "'’":
            last = end
            continue
        if said.lower().endswith("n") and text[end : end + 2].lower() in {"'t", "’t"}:
            said, end = said[:-1] or "n", end - 1  # has|n't
        if said in {"t", "T"} and start and text[start - 1] in "'’":
            said = "not"
        elif "." in said:
            said = said.replace(".", "")
        low = said.casefold().replace("’", "'")
        between = text[last:start]
        is_end = bool(_BOUND.search(between)) and not (before in TITLES and between == ". ")
        while place < len(found) and found[place].end <= start:
            place += 1
        # The point of 3.6 and the comma of 1,200 end nothing.
        within = place < len(found) and found[place].start < last and not between.strip(".,")
        is_end = is_end and not within
        if i and (is_end or low in CONJUNCTIONS):
            clause += 1
        if is_end and _STOP.search(between):
            sentence += 1
        figure = place < len(found) and found[place].start < end and not found[place].soft
        opens = bool(_OPENS.search(text[max(0, start - 6) : start]))
        neighbour = i + 1 < len(matches) and capital[i + 1] and matches[i + 1].start() - end < 3
        short = said.isupper() and len(said) > 1
        # A noun has a capital in German, and the first word of a sentence anywhere.
        in_run = neighbour or bool(i and capital[i - 1])
        sure = short or (in_run if german else not opens or neighbour)
        following = matches[i + 1][0].lower() if i + 1 < len(matches) else ""
        perhaps = before in _PLACED if german else following in _ACTS or following.endswith("ed")
        name = (
            said[0].isupper()
            and not figure
            and low not in TITLES
            and low not in _CALENDAR
            and (low in content or short)
            and (sure or perhaps)
        )
        matters = not figure and (low in content or name) and low not in PRONOUNS and low != "one"
        yield Word(
            said,
            low,
            stem(BASE.get(low, said)),
            start,
            end,
            clause,
            sentence,
            matters,
            name,
            sure,
            figure,
        )
        last, before = end, low


def _runs(words: tuple[Word, ...], text: str) -> Iterator[tuple[Word, ...]]:
    run: list[Word] = []
    for word in words:
        if word.is_name and run and text[run[-1].end : word.start].strip(" -.&'’s") == "":
            run.append(word)
            continue
        if run:
            yield tuple(run)
        run = [word] if word.is_name else []
    if run:
        yield tuple(run)
