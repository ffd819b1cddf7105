"""What is said about an answer's statements: whose they are, where stories differ, what to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import told
from bot.answer.answer import Citation, Disagreement, Note
from bot.answer.cite import Draft, assemble
from bot.answer.notes import Seen, notes
from bot.differ import disagree, superseded
from bot.differ.disagree import Difference
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.store import Store


def weigh(
    store: Store, question: Question, found: Found, drafts: Sequence[Draft], *, written: bool
) -> tuple[list[Draft], tuple[Difference, ...]]:
    """Drafts with their kinds, outlet and date where that matters; and where stories differ.

    Args:
        written: a model's; their words stay.
    """
    _, citations, _ = assemble(drafts)
    differences = disagree.find(store, question, found, citations)
    disputed = {(value.article.id, value.start) for one in differences for value in one.values}
    return told.attributed(drafts, question, written=written, disputed=disputed), differences


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
    language: str = "",
) -> Remarks:
    """The disagreements and notes of an answer with those citations.

    Args:
        differences: as `weigh` gave them; None where it was not asked, and they are looked for.
    """
    if differences is None:
        differences = disagree.find(store, question, found, citations)
    seen = Seen(
        question=question,
        found=found,
        citations=citations,
        differences=differences,
        changes=superseded.find(store, found.hits, citations),
        newest=store.library.at_hand.newest_date(),
    )
    return Remarks(
        disagreements=tuple(one.disagreement for one in differences if one.disputed),
        notes=notes(seen, language=language),
    )
