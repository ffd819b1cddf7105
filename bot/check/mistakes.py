"""What a correction takes back: "we said that it was lit in 1968. It was lit in 1986"."""

import re

from bot.check.reading import Reading
from bot.figures.measure import carries

_CORRECTS = re.compile(r"\b(?:corrections?|clarifications?|corrected|erratum|errata)\b", re.I)
# Who was wrong, and what then stands in the sentence.
_MISTOOK = re.compile(
    r"\b(?:we|article|report|story|item|column|caption|headline|version|recipe|profile|review|obituary"
    r")\b[^.!?]{0,120}\b(?:said|gave|stated|wrote|put|called|named|described|reported|had)\b",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    r"\b(?:earlier|previously|first|originally|wrongly|mistakenly|incorrectly|erroneously|"
    r"had\s(?:said|given|put)|corrected\sfrom|not|instead\sof|rather\sthan)\b",
    re.IGNORECASE,
)


def repeated(said: Reading, given: Reading, about: Reading) -> str:
    """Which figure of a statement is the mistake that the quote corrects; "" where none is."""
    if not _CORRECTS.search(f"{about.text} {given.text}") or _ADMITS.search(said.text):
        return ""
    mistaken = [found.span() for found in _sentences(given.text) if _MISTOOK.search(found[0])]
    for one in said.figures:
        if one.soft or one.kind == "date":
            continue
        bearing = [other for other in given.figures if carries(other, one)]
        if bearing and all(
            any(start <= other.start < end for start, end in mistaken) for other in bearing
        ):
            return f"It says {one.text}, which the quote takes back."
    return ""


def _sentences(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^.!?]+(?:[.!?]|$)", text))
