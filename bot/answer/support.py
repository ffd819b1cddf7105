"""Does a quote carry a statement? Figures first, then words."""

import re

from bot.answer.answer import Support
from bot.question import content_words

SUPPORTED, PARTLY = 0.6, 0.35  # share of the statement's words that the quote holds
_FIGURE = re.compile(r"\d[\d.,]*")


def check(statement: str, quote: str) -> Support:
    """Compare a statement with the words that are to carry it.

    Returns:
        `supported`, `partly` or `unsupported`, and the share of the statement's content words that
        stand in the quote (0..1). A figure that the quote lacks makes it `unsupported` at once.
    """
    if figures(statement) - figures(quote):
        return Support(verdict="unsupported", score=0.0)
    score = overlap(statement, quote)
    if score >= SUPPORTED:
        return Support(verdict="supported", score=round(score, 3))
    return Support(verdict="partly" if score >= PARTLY else "unsupported", score=round(score, 3))


def figures(text: str) -> set[str]:
    """The numbers in `text`, without separators of thousands: `1,200.50` is `1200.50`."""
    return {match[0].rstrip(".,").replace(",", "") for match in _FIGURE.finditer(text)}


def overlap(statement: str, quote: str) -> float:
    """Share of the statement's content words that begin like a word of the quote, 0..1."""
    said = content_words(statement)
    if not said:
        return 0.0
    stems = {word.casefold()[:5] for word in content_words(quote)}
    return sum(word.casefold()[:5] in stems for word in said) / len(said)
