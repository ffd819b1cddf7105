"""The words of a text, and those of them that say something about its matter."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.article import Span

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# What a name begins with, as a class of a pattern: É, Ł and Ж as well as A to Z. A script without
# capitals has none.
_CASED = (*range(0xC0, 0x590), *range(0x1E00, 0x2000))
CAPITAL = f"[A-Z{''.join(filter(str.isupper, map(chr, _CASED)))}]"
# U.K. and U.S. are one word, not two letters.
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_HAS_INITIALS = re.compile(r"\.[A-Za-z]\.")  # a twentieth of the time
# Words that ask or bind and say nothing about the matter.
_EMPTY = frozenset(
    """a about according after all also am an and any anyone are as at be been being between but by
    can could did do does during each every for from had has have having he her hers him his how i
    if in into is it its many may me might more most much must my no not of off often on or our out
    over per s said say says she should since so some such than that the their them then there these
    they this those to told until up us was we were what whatever when where which while who whom
    whose why will with would you your""".split()
)
# "How old" asks for years: no answer says "old".
_MEASURED = re.compile(
    r"\bhow (?:old|long|far|tall|high|large|big|deep|fast|wide|often|soon|late|early)\b",
    re.IGNORECASE,
)
# Possessives and contractions; O'Brien and D'Angelo stay whole.
_ENDING = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m)?)$", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of `text` in order, as question and sentence are compared: `U.K.` is `UK`."""
    found = as_written(text)
    if "'" not in text and "’" not in text:  # there is no ending without
        return found
    return [bare(word) if "'" in word or "’" in word else word for word in found]


def as_written(text: str) -> list[str]:
    """Likewise, with their endings: `harbour's`."""
    found: list[str] = _WORD.findall(_undotted(text))
    return found


def bare(word: str) -> str:
    """A word without its ending: `harbour's` is `harbour`."""
    return _ENDING.sub("", word)


def says(text: str, word: str) -> bool:
    """Whether `word` is one of the `words` of `text`; quick for a long text."""
    end = 0
    while (start := text.find(word, end)) >= 0:
        # No word has a space within: what stands between two has the same words alone.
        end = text.find(" ", start + len(word))
        end = len(text) if end < 0 else end
        if word in words(text[text.rfind(" ", 0, start) + 1 : end]):
            return True
    # Otherwise it can only be made of initials.
    return any(f"{a}.{b}." in text for a, b in pairwise(word)) and word in words(text)


def _undotted(text: str) -> str:
    if text.count(".") < 2 or not _HAS_INITIALS.search(text):
        return text
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text)


def content_words(text: str) -> tuple[str, ...]:
    """The words of `text` that say something about the matter, in order, each once."""
    text = _MEASURED.sub("how", text)
    kept = [word for word in words(text) if word.casefold() not in _EMPTY or _is_name(word, text)]
    kept = [word for word in kept if len(word) > 1 or word.isdigit()]
    return tuple({word.casefold(): word for word in kept}.values())


def without(text: str, spans: Sequence[Span]) -> str:
    """`text` with those of its runs of characters left out."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_name(word: str, text: str) -> bool:
    """`US`, `WHO` and `May` are names where they are written as names, not as words that ask."""
    if word.isupper() and len(word) > 1:
        return not text.isupper()
    return word.istitle() and not text.lstrip("\"'“‘(").startswith(word) and word in {"May", "Will"}
