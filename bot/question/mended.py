"""A question as one reads it who knows the library: slips mended, names large, its mark put."""

import re

from bot.question import cased, posed, spelling
from bot.question.understanding import Question
from bot.question.wording import AUXILIARY
from ingest.store import Store

_ASKS = re.compile(
    rf"(?:(?:and|so|but|by|in|on|at|to|for|from|of|with) )?"
    rf"(?:who|whom|whose|what|which|when|where|why|how|{AUXILIARY})\b",
    re.IGNORECASE,
)


def read(store: Store, question: Question) -> Question:
    """The question as it is searched for."""
    question = spelling.read(store, question)
    text = cased.written(store, question)
    if question.asked_in in {"en", ""} and _ASKS.match(text) and text[-1:].isalnum():
        text += "?"  # the vectors of questions that are asked alike are alike
    return posed.made_whole(store, question, text) if text != question.text else question
