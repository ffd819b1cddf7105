"""What was chosen, with what has been taken back: differ/withdrawn.py finds the corrections."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.extracted.candidate import Candidate
from bot.answer.room import Room
from bot.differ import values, withdrawn
from bot.differ.sameness import lows
from bot.differ.withdrawn import Correction, Place
from bot.figures.figures import same
from bot.question.understanding import Question

_ASKS_NO_NAME = values.NUMERIC | {"reason", "how"}


def corrected(
    question: Question,
    chosen: Sequence[Candidate],
    corrections: Sequence[Correction],
    *,
    room: Room,
) -> list[Candidate]:
    """What was taken back is left out, and what takes it back is told whole.

    Where something else is asked the sentence stays, and the correction follows if there is room.
    """
    kept: dict[Place, Candidate] = {}
    behind: list[tuple[Place, Candidate]] = []
    for one in chosen:
        own = next((each for each in corrections if _is_of(one, each)), None)
        if own:
            span, text = own.span, own.article.text
            said = " ".join(text[span.start : span.end].split())
            whole = replace(one, hit=own.hit, span=span, said=said)
            if one.hit.article.id == own.article.id or _asks_for(question, own):
                one = whole
            else:
                behind.append((place_of(one), whole))
        kept.setdefault(place_of(one), one)
    made = list(kept.values())
    for place, whole in behind:
        at = next(n for n, one in enumerate(made) if place_of(one) == place)
        if any(place_of(one) == place_of(whole) for one in made):
            continue
        if question.topic and not room.holds(one.text for one in [*made, whole]):
            made[at] = whole  # to tell all of it, what is right is needed most
        else:
            made = _with(made, made[at], whole, room)
    return made


def _with(
    made: Sequence[Candidate], wrong: Candidate, right: Candidate, room: Room
) -> list[Candidate]:
    """The sentences with the correction behind what it corrects, for which others give way.

    Where there is no room for both, and what answers best is of another article, neither is told.
    """
    at, best = made.index(wrong), max(made, key=lambda one: one.probability)
    longer = [*made[: at + 1], right, *made[at + 1 :]]
    others = sorted(
        (one for one in made if one not in (wrong, best)), key=lambda one: one.probability
    )
    for dropped in range(len(others) + 1):
        kept = [one for one in longer if one not in others[:dropped]]
        if room.holds(one.text for one in kept):
            return kept
    if wrong.hit.article.id == best.hit.article.id:
        return list(made)
    return [one for one in made if one is not wrong]


def _asks_for(question: Question, correction: Correction) -> bool:
    """Whether the question wants the value that was set right."""
    if question.topic:
        return question.topic.newest
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
