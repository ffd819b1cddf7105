"""Notes on how a question was read."""

from collections.abc import Sequence

from bot.answer.answer import Note
from bot.answer.extracted import uncased
from bot.answer.fitting import naming
from bot.question import lists
from bot.question.understanding import Question
from bot.search.retrieve import Found
from bot.texts import say
from ingest.article import Article
from ingest.store import Store


def alike(
    store: Store, question: Question, found: Found, told: Sequence[Article], language: str
) -> tuple[Note, ...]:
    """Of names that stand in no article, as which like them the answer has them.

    Args:
        told: the articles that answer.
    """
    if not told or question.elsewhere:
        return ()
    runs = naming.named(question) or uncased.named(store, question, found)
    return _read_as(naming.read_alike(store, runs, told), language)


def readings(question: Question, *, answered: bool) -> list[Note]:
    """Of words taken for slips of others, which for which; of a list, what it is of."""
    language = question.language
    made = list(_read_as(question.read_as, language))
    if answered and (asks := lists.wanted(question)) and asks.is_sure:
        # It may be short of what is told in other words.
        key = "note_listed" if asks.told else "note_listed_kind"
        made.append(Note(kind="listed", text=say(key, language)))
    return made


def _read_as(pairs: Sequence[tuple[str, str]], language: str) -> tuple[Note, ...]:
    return tuple(
        Note(kind="read_as", text=say("note_read_as", language, said=said, read=read))
        for said, read in pairs
    )
