"""What is said about an answer's statements: whose they are, where stories differ, what to know."""

from collections.abc import Sequence

from bot.answer import disagree, superseded, told
from bot.answer.answer import Citation, Note
from bot.answer.cite import Draft, assemble
from bot.answer.disagree import Difference
from bot.answer.notes import Seen, notes
from bot.question import Question
from bot.retrieve import Found
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


def remarks(
    store: Store,
    question: Question,
    found: Found,
    citations: tuple[Citation, ...],
    differences: tuple[Difference, ...],
    *,
    language: str = "",
) -> tuple[Note, ...]:
    """The notes to an answer with those citations."""
    seen = Seen(
        question=question,
        found=found,
        citations=citations,
        differences=differences,
        changes=superseded.find(store, found.hits, citations),
        newest=store.library.newest_date(),
    )
    return notes(seen, language=language)
