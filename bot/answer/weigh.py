"""What is said about an answer's statements: whose they are, where stories differ, what to know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answer import standing, told
from bot.answer.answer import Citation, Disagreement, Note
from bot.answer.cite import Draft, assemble, reported_draft, rests_on
from bot.answer.fitting import naming
from bot.answer.forms import counted
from bot.answer.notes import Seen, notes
from bot.answer.readings import alike
from bot.answer.room import room
from bot.differ import disagree, superseded, withdrawn
from bot.differ.disagree import Difference
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.store import Store


def weigh(
    store: Store,
    question: Question,
    found: Found,
    drafts: Sequence[Draft],
    *,
    written: bool,
    is_list: bool = False,
    dated: Collection[tuple[str, int]] = (),
) -> tuple[list[Draft], tuple[Difference, ...]]:
    """Drafts with their kinds, outlet and date where that matters; and where stories differ.

    Args:
        written: a model's; their words stay.
        is_list: each stands for an article or an outlet of its own, so all stay where they are.
        dated: (article id, start) of further sentences that are told with their day.
    """
    within = room(store, [draft.text for draft in drafts])
    _, citations, _ = assemble(drafts)
    differences = disagree.find(store, question, found, citations)
    if not written and not is_list:
        drafts = _by_most(drafts, differences)
        drafts = standing.newest_first(drafts, differences, question, room=within)
    disputed = {(value.article.id, value.start) for one in differences for value in one.values}
    disputed.update(dated)
    return told.attributed(drafts, question, written=written, disputed=disputed), differences


def _by_most(drafts: Sequence[Draft], differences: Sequence[Difference]) -> list[Draft]:
    """The drafts without what few say against many, which stands among the disagreements.

    Where no draft says what the many do, that takes its place.
    """
    kept = list(drafts)
    for one in differences:
        alone = {(value.article.id, value.start) for value in one.few}
        many = {(value.article.id, value.start) for value in one.many}
        places = [place for place, draft in enumerate(kept) if rests_on(draft, alone)]
        if not places:
            continue
        if not any(rests_on(draft, many) for draft in kept):
            kept[places[0]] = reported_draft(one.many[-1])
            places = places[1:]
        kept = [draft for place, draft in enumerate(kept) if place not in places]
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What is said beside the statements."""

    disagreements: tuple[Disagreement, ...]
    notes: tuple[Note, ...]


def remarks(
    store: Store,
    question: Question,
    found: Found,
    citations: tuple[Citation, ...],
    differences: tuple[Difference, ...] | None = None,
    *,
    partial: bool = False,
    language: str = "",
) -> Remarks:
    """The disagreements and notes of an answer with those citations.

    Args:
        partial: something of the question is left open.
        differences: as `weigh` gave them; None where it was not asked, and they are looked for.
    """
    if differences is None:
        differences = disagree.find(store, question, found, citations)
    told = tuple({one.article.id: one.article for one in citations}.values())
    near = tuple({hit.article.id: hit.article for hit in found.hits}.values())
    seen = Seen(
        question=question,
        found=found,
        citations=citations,
        differences=differences,
        corrections=withdrawn.find(store, found.hits),
        changes=superseded.find(store, found.hits, citations),
        newest=store.library.at_hand.newest_date(),
        fitting=counted.fitting(store, question) if citations else 0,
        unheard=naming.unheard(store, question, told, near) if partial or not told else (),
    )
    return Remarks(
        disagreements=tuple(one.disagreement for one in differences if one.disputed),
        notes=(*alike(store, question, found, told, language), *notes(seen, language=language)),
    )
