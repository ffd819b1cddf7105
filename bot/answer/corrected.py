"""What was chosen, with what has been taken back: differ/withdrawn.py finds the corrections."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.extracted.candidate import Candidate
from bot.answer.room import Room
from bot.differ import values, withdrawn
from bot.differ.sameness import lows
from bot.differ.withdrawn import Correction, Place
from bot.figures.figures import same
from bot.question.understanding import Question

_REPORTED = re.compile(  # what was told is asked for, be it right or wrong
    r"\b(?:report(?:s|ed|ing)?|sa(?:y|ys|id)|wr[io]te|written|publish\w*|claim(?:s|ed)?|told|print\w*)\b",
    re.IGNORECASE,
)
_ASKS_NO_NAME = values.NUMERIC | {"reason", "how"}


def corrected(
    question: Question,
    chosen: Sequence[Candidate],
    corrections: Sequence[Correction],
    *,
    room: Room,
) -> list[Candidate]:
    """What was taken back is left out, and what takes it back is told whole in its place.

    Where it is asked what was reported, or something that the correction does not tell, the
    sentence stays as well, if there is room: behind it, so that nobody reads first what has been
    withdrawn, or ahead of it where it alone has a word of the question.
    """
    kept: dict[Place, Candidate] = {}
    beside: list[tuple[Place, Candidate, bool]] = []
    for one in chosen:
        own = next((each for each in corrections if _is_of(one, each)), None)
        if own:
            span, text = own.span, own.article.text
            said = " ".join(text[span.start : span.end].split())
            whole = replace(one, hit=own.hit, span=span, said=said)
            if one.hit.article.id == own.article.id or _is_needless(question, one, own):
                one = whole
            else:
                is_first = not question.topic and bool(_lacking(question, one, own))
                beside.append((place_of(one), whole, is_first))
        kept.setdefault(place_of(one), one)
    made = list(kept.values())
    for place, whole, is_first in beside:
        wrong = next(one for one in made if place_of(one) == place)
        made = [one for one in made if place_of(one) != place_of(whole)]
        made = _with(made, wrong, whole, room, is_first=is_first)
    return _without_regrets(made, corrections)


def _without_regrets(
    chosen: Sequence[Candidate], corrections: Sequence[Correction]
) -> list[Candidate]:
    """Without "We apologise to her", which tells nothing beside the correction that it ends."""
    told = {one.hit.article.id for one in chosen for each in corrections if _is_of(one, each)}
    return [
        one
        for one in chosen
        if one.hit.article.id not in told
        or any(_is_of(one, each) for each in corrections)
        or not withdrawn.regrets(one.text)
    ]


def _is_needless(question: Question, one: Candidate, correction: Correction) -> bool:
    """Whether a sentence that was taken back has nothing to tell beside the correction.

    Of a wrong figure the rest of its sentence stays true; a wrong name or deed is all of it.
    """
    if _REPORTED.search(question.text):
        return False
    if question.topic:
        return question.topic.newest or not withdrawn.mistake(correction)[0]
    is_so = question.kind == "yes_no" and not _lacking(question, one, correction)
    return is_so or _asks_for(question, correction)


def _lacking(question: Question, one: Candidate, correction: Correction) -> frozenset[str]:
    """The words of a question that a sentence has and the correction of it lacks."""
    span, text = correction.span, correction.article.text
    return lows(" ".join(question.terms)) & (lows(one.text) - lows(text[span.start : span.end]))


def _with(
    made: Sequence[Candidate], wrong: Candidate, right: Candidate, room: Room, *, is_first: bool
) -> list[Candidate]:
    """The sentences with the correction beside what it corrects, for which others give way.

    Where there is no room for both, and what answers best is of another article, neither is told.
    """
    at, best = made.index(wrong), max(made, key=lambda one: one.probability)
    longer = [*made[: at + is_first], right, *made[at + is_first :]]
    others = sorted(
        (one for one in made if one not in (wrong, best)), key=lambda one: one.probability
    )
    for dropped in range(len(others) + 1):
        kept = [one for one in longer if one not in others[:dropped]]
        if room.holds(one.text for one in kept):
            return kept
    if not is_first:
        return [right if one is wrong else one for one in made]  # what is right is needed most
    if wrong.hit.article.id == best.hit.article.id:
        return list(made)
    return [one for one in made if one is not wrong]


def _asks_for(question: Question, correction: Correction) -> bool:
    """Whether the question wants the value that was set right."""
    figures, names = withdrawn.mistake(correction)
    text, wrong = correction.article.text, correction.wrong
    if figures:
        said, day = text[wrong.start : wrong.end], correction.article.published_at
        # It may bring the figure itself: "Is it true that nine died?"
        wanted = replace(question, numbers=()) if question.kind != "yes_no" else question
        found = values.asked(wanted, said, day)
        return any(one.measure and same(one.measure, other) for one in found for other in figures)
    if question.kind == "yes_no":
        return any(word in lows(question.text) for word in map(str.casefold, names))
    return question.kind not in _ASKS_NO_NAME


def _is_of(one: Candidate, correction: Correction) -> bool:
    """Whether a sentence is part of the correction, or taken back by it."""
    if one.hit.article.id == correction.article.id:
        return correction.span.start <= one.span.start < correction.span.end
    return any(
        one.hit.article.id == article and one.span.start <= start < one.span.end
        for article, start in correction.repeated
    )


def place_of(one: Candidate) -> Place:
    """Where a sentence stands, which tells it from every other."""
    return one.hit.article.id, one.span.start
