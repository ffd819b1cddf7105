"""Does a quote carry a statement? Figures first, then names and negation, then the other words.

It sees a changed figure, a name from elsewhere and a `not` that was put in. It does not see who did
what to whom: "A sued B" and "B sued A" have the same words.
"""

import re
from decimal import Decimal

from bot.answer.answer import Support
from bot.question import content_words, words

SUPPORTED, PARTLY = 0.6, 0.35  # share of the statement's words that the quote holds
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    if word != "one"  # as often a pronoun as a number
}
_SCALES = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9}
_SCALES |= {"trillion": 12, "tn": 12}
_FIGURE = re.compile(
    rf"\b({'|'.join(_NUMBERS)})\b|(\d[\d.,]*)(?:[ \u00a0-]?({'|'.join(_SCALES)})\b)?", re.IGNORECASE
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE
)


def check(statement: str, quote: str, *, about: str = "", beside: str = "") -> Support:
    """Compare a statement with the words that are to carry it.

    Args:
        about: headline, outlet and date of the quoted article; figures and names may be theirs.
        beside: the passage around the quote; a name may be from there, where the quote says `he`.

    Returns:
        The verdict, and the share of the statement's content words that stand in the quote or in
        `about` (0..1). A figure or a name that is nowhere, or a negation that the quote lacks,
        makes it `unsupported` at once; a negation that only the quote has, at best `partly`.
    """
    made_up = figures(statement) - figures(quote) - figures(about)
    made_up |= names(statement) - _all_words(f"{quote} {about} {beside}")
    denied, denies = bool(_NEGATION.search(quote)), bool(_NEGATION.search(statement))
    if made_up or (denies and not denied):
        return Support(verdict="unsupported", score=0.0)
    score = round(overlap(statement, f"{quote} {about}"), 3)
    if score >= SUPPORTED and denies == denied:
        return Support(verdict="supported", score=score)
    return Support(verdict="partly" if score >= PARTLY else "unsupported", score=score)


def figures(text: str) -> set[str]:
    """The numbers in `text` as plain decimals: `$1.2bn`, `1,200 million` and `twelve` alike."""
    return {_value(*match.groups()) for match in _FIGURE.finditer(text)}


def _value(word: str | None, digits: str | None, scale: str | None) -> str:
    if word:
        return _NUMBERS[word.lower()]
    plain = re.sub(r",(?=\d{3}(?!\d))", "", (digits or "").rstrip(".,")).replace(",", ".")
    if plain.count(".") > 1:  # 1.200.000, or a date
        plain = plain.replace(".", "")
    power = _SCALES[scale.lower()] if scale else 0
    return format((Decimal(plain) * 10**power).normalize(), "f")


def names(text: str) -> set[str]:
    """Capitalised words that do not open the text, in lower case."""
    inner = words(text)[1:]
    kept = [word for word in inner if word[0].isupper() and word in content_words(text)]
    return {word.casefold() for word in kept}


def overlap(statement: str, quote: str) -> float:
    """Share of the statement's content words that begin like a word of the quote, 0..1."""
    said = content_words(statement)
    if not said:
        return 0.0
    stems = {word.casefold()[:5] for word in content_words(quote)}
    return sum(word.casefold()[:5] in stems for word in said) / len(said)


def _all_words(text: str) -> set[str]:
    return {word.casefold() for word in words(text)}
