"""Whether a question asks how things are now, or how they were."""

import re

from bot.question.understanding import Question

# What tells that it is asked how things stand.
_STATUS = re.compile(
    r"\b(?:is|are|has|have|does|do|will|can|['’]s|currently|now|still|yet|any longer)\b",
    re.IGNORECASE,
)
_ASKS_NOW = re.compile(  # the verb of the question itself, and not of a clause in it
    r"\W*(?:and |so |but )?(?:\w+['’]s|(?:[\w’'-]+ ){0,5}?(?:is|are|has|have|does|do|will|can))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|happened|(?<!has )(?<!have )been|used to)\b", re.IGNORECASE
)


def asks_how_it_stands(question: Question) -> bool:
    """Whether it asks, in the present tense and of no time in the past, how things are."""
    if any(one.of != "recent" and one.last_day < question.today for one in question.periods):
        return False
    text = question.text[:200]
    return bool(_STATUS.search(text)) and not _PAST.search(text)


def wants_the_present(question: Question) -> bool:
    """Whether it asks how things are now, not how they were, nor for something that is told so."""
    is_so = bool(_ASKS_NOW.match(question.text)) and asks_how_it_stands(question)
    return question.latest or is_so
