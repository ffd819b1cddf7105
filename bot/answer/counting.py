"""Whether a sentence counts what a question wants counted: "How many people were hurt?".

540 homes are no number of people. What a figure counts, the noun behind it says, or "the number of"
before it. Two nouns may mean one thing ("homes", "houses"), so only people are told from things; a
figure of which nothing is said may count anything.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.figures.figures import Measure, measures, same
from bot.figures.units import UNITS
from bot.question.terms import words
from ingest.terms import stem

_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_PASSED = frozenset("of the a an all these those other more new such its their his her our".split())
_FAR = 4  # words behind a figure, or behind "how many", among which its noun stands
# Behind a figure its noun is over: a clause, a place or a time begins.
_ENDS = frozenset(
    "in on at to for from by with as than that which who whom whose when where while and or but "
    "is are was were be been being has have had will would can could did do does may might must "
    "into over under after before since until during against between per if because not".split()
)
_IRREGULAR = frozenset("people men women children police crew staff personnel folk dead".split())
_NO_PLURAL = ("ss", "us", "is")
# Nouns that mean people and nothing else.
_PEOPLE = frozenset(
    """accountants adults agents applicants assistants attendants attendees babies bystanders
    candidates captives casualties celebrities children citizens civilians claimants clients
    colleagues consultants convicts councillors crew dead defendants delegates deputies
    descendants detainees doctors drivers employees evacuees families fans farmers fatalities
    fighters firefighters folk fugitives girls guards guests hikers hostages immigrants infants
    inhabitants inmates insurgents judges kids landlords lawmakers lawyers locals marchers
    marines members men migrants miners ministers mothers mourners neighbors neighbours nominees
    nurses occupants officers officials onlookers parents participants passengers patients
    pensioners people personnel persons pilgrims pilots players police policemen presidents
    prisoners protesters protestors pupils rebels recruits refugees relatives residents sailors
    scientists servants settlers shoppers soldiers spectators staff strikers students survivors
    suspects teachers teenagers tenants tourists trainees travelers travellers troops trustees
    victims villagers visitors volunteers voters witnesses women workers youths""".split()
)
# What people do or suffer one by one: 12 deaths are 12 people, 6,400 signatures so many signers.
_OF_PEOPLE = frozenset(
    """arrests births bodies cases corpses deaths executions infections injuries jobs killings lives
    murders names signatures souls suicides votes""".split()
)
# Nouns of this form mean people as a rule: "commuters", "investors"; and those of them that do not.
_MAY_BE_PEOPLE = re.compile(r"(?:ers|ors|ists|ians|men|women)$")
_NO_PEOPLE = frozenset(
    """answers barriers boilers borders boulders carriers centers chambers chapters charters
    computers containers corners corridors counters covers dinners doors errors factors fingers
    floors flowers folders freighters helicopters layers letters levers lists lockers matters
    mirrors monitors motors numbers offers orders papers pointers posters powers printers
    processors projectors quarters reactors rivers routers sectors semesters servers shelters
    shoulders showers stickers suppers tankers terrors towers tractors trailers transformers
    trawlers twists winters""".split()
)
_NUMBER_OF = re.compile(r"\b(?:number|total|toll|count) of ((?:[\w’'-]+ ){1,3})", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:no|not a single|several|many|few|fewer|both|some|most|a couple of|a pair of|half) "
    r"(?:of )?(?:the |these |those |their |its )?([\w’'-]+(?: [\w’'-]+){0,2})",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|one|another) ([\w’'-]+(?: [\w’'-]+){0,2})", re.IGNORECASE)
_SINGULAR = frozenset({"man", "woman", "child", "person", "baby", "celebrity"})
# "A man of 71", "Wren, 47,": an age.
_AGED = re.compile(r"\b(?:man|woman|boy|girl|teenager) of \d+\W?$|\w(?:, | \()\d{1,3}[,)]$")


@lru_cache(maxsize=256)
def wanted(question: str) -> str | None:
    """The noun that is to be counted, as it is written; "" where none is named.

    None where nothing is to be counted, or what has a unit: years, kilometres, per cent.
    """
    match = _HOW_MANY.search(question)
    if not match:
        return None
    noun = _noun(words(question[match.end() :])[: _FAR + 2])
    low = noun.casefold()
    return None if low in UNITS or low == "times" else noun


def counts(noun: str, sentence: str, brought: Sequence[Measure] = ()) -> float:
    """How sure it is that a figure of `sentence`, or "nobody", counts what `noun` names.

    Args:
        brought: figures of the question itself, which answer nothing.

    Returns:
        1 where the noun stands behind a figure or is people there and here, 0.5 where it may be
        meant, 0 where all figures count something else, or there is none.
    """
    found = [
        _counts(noun, one, sentence)
        for one in measures(sentence)
        if _is_count(one, sentence) and not any(same(one, other) for other in brought)
    ]
    if _are_people(noun) or noun.casefold() in {"", *_OF_PEOPLE}:
        found += [1.0 for _ in _NOBODY.finditer(sentence)]
        found += [0.5 for match in _ONE.finditer(sentence) if _is_somebody(match[1])]
    vague = (_noun(match[1].split()) for match in _VAGUE.finditer(sentence))
    return max([*found, *(_alike(noun, said) / 2 for said in vague if said)], default=0.0)


def _is_count(one: Measure, sentence: str) -> bool:
    if one.kind != "count" or one.unit or (one.soft and not one.of):
        return False  # "a floating one"
    if one.text.isdigit() and len(one.text) == 4 and not one.of:
        return False  # a year
    return not _AGED.search(sentence[max(0, one.start - 20) : one.end + 1])


def _counts(noun: str, figure: Measure, sentence: str) -> float:
    behind = _behind(sentence[figure.end :])
    said = _noun(behind)
    if not said and (before := list(_NUMBER_OF.finditer(sentence[: figure.start]))):
        behind = before[-1][1].split()
        said = _noun(behind)
    if not said or not noun:
        return 0.5
    return 1.0 if _stem(noun) in map(_stem, behind) else _alike(noun, said)


def _alike(noun: str, other: str) -> float:
    """Whether two nouns may name one thing: both people, or both none."""
    if _stem(noun) == _stem(other):
        return 1.0
    if not noun:
        return 0.5
    if noun.casefold() in _OF_PEOPLE:
        return 0.5
    if _are_people(noun):
        may = (
            _are_people(other)
            or other.casefold() in _OF_PEOPLE
            or other[0].isupper()
            or (bool(_MAY_BE_PEOPLE.search(other)) and other not in _NO_PEOPLE)
        )
        return float(may)
    return 0.0 if _are_people(other) else 0.5


def _stem(word: str) -> str:
    return stem(word.casefold())


def _are_people(noun: str) -> bool:
    return noun.casefold() in _PEOPLE


def _is_somebody(said: str) -> bool:
    """Whether "man", "local teacher" and their like are somebody."""
    own = said.casefold().split()
    return any(word in _SINGULAR or _are_people(f"{word}s") for word in own)


def _behind(text: str) -> list[str]:
    """The words of the noun phrase that a figure begins."""
    found: list[str] = []
    for word in re.findall(r"[\w’'-]+|[^\w\s]", text[:80]):
        if not word[0].isalpha() or word.casefold() in _ENDS or len(found) == _FAR:
            break
        if word.casefold() not in _PASSED:
            found.append(word)
    return found


def _noun(said: list[str]) -> str:
    """The first of several words that is a plural; "" where none is."""
    for word in said:
        low = word.casefold()
        if low in _ENDS:
            return ""
        is_plural = low.endswith("s") and (not low.endswith(_NO_PLURAL) or word[:-1].isupper())
        is_long = len(low) > 3 or word[:-1].isupper()
        if low in _IRREGULAR or (is_plural and is_long and low not in _PASSED):
            return word
    return ""
