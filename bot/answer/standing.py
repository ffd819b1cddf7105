"""How things stand: what has been corrected, ended or counted anew takes the place of what it was.

Three things are looked for among the articles found: a correction of what a chosen sentence says
(differ/withdrawn.py), what became later of what it tells (sequel.py), and a newer value of what was
asked (differ/disagree.py). What is told so stands first where the question is how things are, else
behind what it follows; both with their day.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import final, holding, sequel
from bot.answer.answer import Reported
from bot.answer.cite import Draft, reported_draft, rests_on
from bot.answer.corrected import corrected, place_of
from bot.answer.extracted.candidate import Candidate
from bot.answer.extracted.selection import alone
from bot.answer.fitting.days_told import is_condition, is_over
from bot.answer.forms import verdict
from bot.answer.room import Room, room
from bot.answer.sequel import Sequel
from bot.differ import withdrawn
from bot.differ.disagree import Difference
from bot.differ.updates import is_revision
from bot.differ.withdrawn import Place
from bot.question.tense import wants_the_present
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.store import Store

# Questions of these kinds are hardly ever for what became of a thing.
_ASKS_OTHER = frozenset({"money", "age", "place", "reason"})


@dataclass(frozen=True, slots=True)
class Current:
    """The sentences of an answer, brought up to date."""

    chosen: tuple[Candidate, ...]
    dated: frozenset[Place] = frozenset()  # those that a reader must see the day of


def current(store: Store, question: Question, found: Found, chosen: Sequence[Candidate]) -> Current:
    """The chosen sentences with what has been corrected or has come since, as far as there is room.

    Raises:
        EmbeddingError: the model did not answer.
    """
    if not chosen:
        return Current(())
    corrections = withdrawn.find(store, found.hits)
    within = room(store, [one.text for one in chosen])
    kept = corrected(question, chosen, corrections, room=within)
    kept = holding.newest_first(question, _not_over(question, kept))
    kept = final.brought_up(store, question, found.hits, kept)
    kept, pairs = _beside(kept, sequel.find(store, question, found, kept))
    followed = [one for one in pairs if _counts(one, question)]
    dated = {place_of(one.was) for one in pairs}
    dated |= {place_of(one) for one in kept if is_over(one.text, one.hit.article, question.today)}
    if verdict.is_asked(question) or final.is_final(question):
        dated |= set(map(place_of, kept))
    dated |= set(map(place_of, holding.of_days(question, kept)))
    if not followed:
        return Current(tuple(kept), frozenset(dated))
    asks_now = question.kind == "yes_no" or wants_the_present(question)
    in_order = question.topic is not None and not question.topic.newest  # told as it went on
    is_settled = any(one.is_open for one in followed)
    first = (asks_now or is_settled) and not in_order
    made = _followed(kept, followed, first=first, room=within)
    dated |= {place_of(pair.now) for pair in followed}
    return Current(tuple(made), frozenset(dated))


def _not_over(question: Question, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Without what was so only if something came by a day that is over, unless that is all."""
    today = question.today
    kept = [
        one
        for one in chosen
        if not (is_condition(one.text) and is_over(one.text, one.hit.article, today))
    ]
    return kept or list(chosen)


def _counts(one: Sequel, question: Question) -> bool:
    """Whether it is of the question what became of that."""
    if not one.answers:
        return False
    if one.is_told or one.belongs or question.topic or question.kind == "yes_no":
        return True
    if one.is_contest and question.kind == "person":
        return True
    return question.kind not in _ASKS_OTHER and wants_the_present(question)


def _beside(
    chosen: Sequence[Candidate], pairs: Sequence[Sequel]
) -> tuple[list[Candidate], list[Sequel]]:
    """Without what is told beside the matter and would need what became of it told as well."""
    best = max(one.probability for one in chosen)
    aside = {
        place_of(one.was)
        for one in pairs
        if one.answers and not (one.is_asked or one.is_told) and one.was.probability < best
    }
    kept = [one for one in chosen if place_of(one) not in aside]
    return kept, [one for one in pairs if place_of(one.was) not in aside]


def _followed(
    chosen: Sequence[Candidate], pairs: Sequence[Sequel], *, first: bool, room: Room
) -> list[Candidate]:
    """The sentences in order, with what became of them; what is neither gives way.

    Args:
        first: whether what is so now goes before everything else.
    """
    now = list({place_of(pair.now): pair.now for pair in pairs}.values())
    known, ends = {place_of(one) for one in chosen}, {place_of(one) for one in now}
    new = [one for one in now if place_of(one) not in known]
    whole = dict(zip(map(place_of, new), alone(new, room.words), strict=True))
    order: list[Candidate] = []
    if first:
        order = [*sorted(now, key=_day, reverse=True), *chosen]
    else:
        for one in chosen:
            order += [one, *(pair.now for pair in pairs if place_of(pair.was) == place_of(one))]
    order = list({place_of(one): whole.get(place_of(one), one) for one in order}.values())
    ahead = [one for one in order if place_of(one) in ends or one in whole.values()]
    # The acquittal says itself what the charge was; of a strike both are to be read.
    asked = {place_of(pair.was) for pair in pairs if pair.is_asked and not pair.belongs}
    others = [one for one in order if one not in ahead]
    others.sort(key=lambda one: (place_of(one) not in asked, -one.probability))
    kept: list[Candidate] = []
    for one in (*ahead, *others):
        if not kept or room.holds(each.text for each in [*kept, one]):
            kept.append(one)
    return sorted(kept, key=order.index)


def newest_first(
    drafts: Sequence[Draft], differences: Iterable[Difference], question: Question, *, room: Room
) -> list[Draft]:
    """The drafts with the newest value of what has changed, before what it was.

    Where outlets merely disagree, what the newest says is told too, if there is room.
    """
    kept = list(drafts)
    is_over = sequel.is_of_the_past(question)
    for one in differences:
        if one.few or (is_over and not is_revision(one.latest.quote)):
            continue  # what few say against many is no news, nor what was so at another time
        older = _places(one.replaced)
        held = next((draft for draft in kept if rests_on(draft, _places(one.newest))), None)
        rest = [draft for draft in kept if draft is not held]
        newest = held or reported_draft(one.latest)
        if held and not older:  # outlets differ: the newest first, if it is told anyway
            older = _places(_earlier(one))
        before = [n for n, draft in enumerate(rest) if rests_on(draft, older)]
        if before:
            place = min(before[0], kept.index(held)) if held else before[0]
            place = 0 if wants_the_present(question) else place
            kept = _fitted([*rest[:place], newest, *rest[place:]], newest, older, room)
        elif not held and room.holds(draft.text for draft in [*kept, newest]):
            kept.append(newest)
    return kept


def _earlier(one: Difference) -> Iterator[Reported]:
    """The values that were reported on a day before the newest one was first."""
    since = one.latest.article.first_day
    return (each for each in one.values if each.article.last_day < since and each not in one.newest)


def _fitted(
    drafts: Sequence[Draft], newest: Draft, older: Collection[Place], room: Room
) -> list[Draft]:
    """As many as there is room for: the newest, then what it was, then the rest."""
    before = [one for one in drafts if one is not newest and rests_on(one, older)]
    beside = [one for one in drafts if one is not newest and one not in before]
    kept: list[Draft] = []
    for one in (newest, *before, *beside):
        if not kept or room.holds(each.text for each in [*kept, one]):
            kept.append(one)
    return [one for one in drafts if one in kept]


def _places(said: Iterable[Reported]) -> set[Place]:
    return {(one.article.id, one.start) for one in said}


def _day(one: Candidate) -> str:
    return one.hit.article.published_at[:10]
