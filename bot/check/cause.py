"""Whether a quote says what a statement gives as the cause, and of what.

A cause is soon made up: most of the words of "A because B" may be A's, which is true.
"""

import re
from collections.abc import Sequence

from bot.check.reading import Reading, Word

_CAUSE = re.compile(
    r"\b(?:because(?:\sof)?|due\sto|owing\sto|thanks\sto|as\sa\sresult\sof|on\saccount\sof|"
    r"caused\sby|blamed\son)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\b(?:cause|reason)s?\b[^.!?]{0,40}\b(?:not\s(?:yet\s)?(?:known|clear|been)|unknown|unclear|"
    r"under\sinvestigation)\b|\b(?:no|unknown)\s(?:cause|reason)\b",
    re.IGNORECASE,
)
CAUSE_HELD, EFFECT_HELD = 0.5, 0.34  # share of its words that a quote has to have
SAME_IN_OTHER_WORDS = 0.25  # of a cause of some words, where the quote gives a cause as well
FEW = 2  # words that can all be other ones
BEGINNING = 5  # letters by which two words are taken for one


def invented(said: Reading, given: Reading, about: Reading) -> str:
    """Why a cause is not the quote's, in words; "" where it is, or none is given."""
    parts = _parts(said)
    if not parts or not said.language == given.language == "en":
        return ""
    effect, cause = parts
    if _UNKNOWN.search(given.text):
        return "The quote says that the cause is not known."
    least = CAUSE_HELD if len(cause) > FEW else 1.0
    if _CAUSE.search(given.text):
        least = 0.0 if len(cause) <= FEW else SAME_IN_OTHER_WORDS
    if _share(cause, (given, about)) < least:
        return "The quote does not give this cause."
    if _share(effect, (given, about)) < EFFECT_HELD:
        return "The quote does not say what that was the cause of."
    return ""


def put_together(said: Reading, quotes: Sequence[Reading]) -> str:
    """Why no quote has both the cause and what it caused, in words; "" where one has."""
    parts = _parts(said)
    if not parts:
        return ""
    effect, cause = ([word for word in part if not word.is_figure] or part for part in parts)
    for one in quotes:
        if _share(cause, (one,)) >= CAUSE_HELD and _share(effect, (one,)) >= CAUSE_HELD:
            return ""
    return "No single article gives this cause."


def _parts(said: Reading) -> tuple[list[Word], list[Word]] | None:
    """The words of what was caused, and of its cause."""
    found = _CAUSE.search(said.text)
    if not found:
        return None
    matter = [word for word in said.words if word.matters or word.is_figure]
    behind = next((word for word in said.words if word.start >= found.end()), None)
    if behind is None:
        return None
    own = [word for word in matter if word.sentence == behind.sentence]
    cause = [word for word in own if word.start >= found.end()]
    effect = [word for word in own if word.end <= found.start()]
    if not effect and cause:  # "Because of the rain, the match was put off."
        first = cause[0].clause
        effect = [word for word in cause if word.clause > first]
        cause = [word for word in cause if word.clause == first]
    return (effect, cause) if effect and cause else None


def _share(words: Sequence[Word], texts: Sequence[Reading]) -> float:
    keys = set().union(*(one.keys for one in texts))
    begins = {key[:BEGINNING] for key in keys}
    own = {word.key for word in words}
    figures = {word.key for word in words if word.is_figure}  # these have been compared
    return sum(key in keys or key[:BEGINNING] in begins or key in figures for key in own) / len(own)
