"""Notes on how a question was read."""

from bot.answer.answer import Note
from bot.question import lists
from bot.question.understanding import Question
from bot.texts import say


def readings(question: Question, *, answered: bool) -> list[Note]:
    """Of words taken for slips of others, which for which; of a list, what it is of."""
    language = question.language
    made = [
        Note(kind="read_as", text=say("note_read_as", language, said=said, read=read))
        for said, read in question.read_as
    ]
    if answered and (asks := lists.wanted(question)) and asks.is_sure:
        # It may be short of what is told in other words.
        key = "note_listed" if asks.told else "note_listed_kind"
        made.append(Note(kind="listed", text=say(key, language)))
    return made
