"""What a figure in a sentence is meant for: what is so, what was so before, or something beside."""

import re

from bot.answer.fitting import counting
from bot.differ import sameness
from bot.figures import bare
from bot.figures.figures import Measure, measures, same
from bot.figures.moments import When
from bot.figures.parts import noun_at
from bot.question.terms import content_words
from bot.question.understanding import Question

BEHIND, _FAR = 80, 3  # characters and words behind a figure that may say what it counts
_BETWEEN = frozenset("of the a an other more our their its his her".split())
# What a figure was before, or is not: "60 jobs and not 90", "from 400 to 650".
_INSTEAD = re.compile(
    r"\b(?:not|instead of|rather than|(?:up|down) from|statt|anstatt|anstelle von|nicht|au lieu de|"
    r"en vez de|invece di|em vez de|in plaats van) (?:the |about |some |just |only )?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:about |some )?$", re.IGNORECASE)
_TO = re.compile(r"^[\w’' %-]{0,20}? to \W?\d")
_MOVES = re.compile(
    r"\b(?:rais|ris|rose|cut|increas|fell|fall|drop|gr[eo]w|climb|reduc|lower|chang|revis|updat|"
    r"correct|jump|went|gone)\w*",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\b(?:magnitude|category|level|grade|stage|phase|article|section|chapter|page|paragraph|flight|"
    r"route|line|gate|platform|room|number|no\.|version|group|unit|block|act) (?:of )?$",
    re.IGNORECASE,
)
# By how much something went up or down: a change is of its day, and the next one is another.
_CHANGED = re.compile(
    r"\b(?:fell|fall\w*|r[oi]se\w*|dropp?\w*|gain\w*|los[et]\w*|slip\w*|slid|climb\w*|jump\w*|"
    r"plung\w*|tumbl\w*|surg\w*|soar\w*|gr[eo]w\w*|shr[aiu]nk|sank|up|down|increas\w*|decreas\w*|"
    r"declin\w*|add(?:s|ed)) (?:by |as much as |about |nearly |almost |more than |another )?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r" (?:[\w’'-]+ ){0,3}(?:who|that|which)\b")


def is_age(sentence: str, one: Measure) -> bool:
    """Whether a number without a unit is somebody's age: "a man of 23", "Wren, 47,"."""
    return bare.is_age(sentence, one) or bool(
        re.search(r"[a-z], $", sentence[: one.start]) and re.match(r" and\b", sentence[one.end :])
    )


def is_of_scale(sentence: str, one: Measure) -> bool:
    """Whether a number is a place on a scale or in a row, and counts nothing: magnitude 6.1."""
    return one.kind == "count" and not one.unit and bool(_SCALE.search(sentence[: one.start]))


def is_former(sentence: str, one: Measure) -> bool:
    """Whether the sentence says that a figure no longer holds, and which one does."""
    if isinstance(one.value, When):
        return False
    before = sentence[: one.start]
    if _INSTEAD.search(before):
        return True
    is_from = _FROM.search(before) and _TO.match(sentence[one.end :])
    return bool(is_from and _MOVES.search(before))


def is_mere_whole(sentence: str, one: Measure) -> bool:
    """Whether the deed is told of a part of it alone: "240 of its 1,150 jobs".

    Not where a clause tells what all of them did: "four of the nine who died".
    """
    return one.is_whole and not _OF_ALL.match(sentence[one.end :])


def replaces(sentence: str, figure: Measure) -> bool:
    """Whether a sentence names that figure as one that no longer holds."""
    return any(same(one, figure) and is_former(sentence, one) for one in measures(sentence))


def counts_others(question: Question, sentence: str, one: Measure) -> bool:
    """Whether a figure counts something else than is to be counted: the injured, or people."""
    if one.kind != "count" or one.unit:
        return False
    asked = sameness.fates(question.text)
    fates = sameness.fates(sameness.clause(sentence, one.start, one.end))
    if asked and fates and not asked & fates:
        return True
    noun = counting.wanted(question.text)
    if not noun:
        return False
    told = with_thing(sentence, one)
    counts_people = counting.counts("people", told)
    if counting.counts("people", f"5 {noun}") == 1.0:
        return counts_people == 0.0
    return counts_people == 1.0 and counting.counts(noun, told) < 1.0


def with_thing(sentence: str, one: Measure) -> str:
    """A figure with what stands behind it, up to the next one."""
    at = noun_at(sentence, one, measures(sentence))
    behind = re.split(r"\d", sentence[at : at + BEHIND])[0]
    return f"{one.text}{behind}"


def claimed(question: Question) -> Measure | None:
    """The count that a question for yes or no brings, None where it brings none."""
    if question.kind != "yes_no":
        return None
    found = (one for one in measures(question.text) if one.kind == "count" and not one.unit)
    return next((one for one in found if not one.soft and not is_bare_year(one)), None)


def counts_alike(question: str, claim: Measure, sentence: str, one: Measure) -> bool:
    """Whether a figure of a sentence counts what the claim of a question counts."""
    noun = counting.wanted(f"how many {question[claim.end :]}")
    if not noun:
        return False
    return counting.counts(noun, with_thing(sentence, one)) == 1.0


def is_change(sentence: str, one: Measure) -> bool:
    """Whether it tells by how much something went up or down."""
    return bool(_CHANGED.search(sentence[: one.start]))


def things(sentence: str, one: Measure) -> tuple[str, ...]:
    """The first content words behind a count, up to the next pause."""
    if one.unit and one.kind != "percent":
        return ()
    found: list[str] = []
    at = noun_at(sentence, one, measures(sentence))
    for word in re.findall(r"[\w’'-]+|[^\w\s]", sentence[at : at + BEHIND])[: _FAR + 2]:
        if not word[0].isalnum() or len(found) == _FAR:
            break
        if content_words(word.casefold()):
            found.append(word.casefold())
        elif word.casefold() not in _BETWEEN:
            break
    return tuple(found)


def is_bare_year(one: Measure) -> bool:
    value = one.value
    if one.kind != "count" or one.unit or isinstance(value, When):
        return False
    return 1500 <= value <= 2100 and one.text.isdigit() and not one.of
