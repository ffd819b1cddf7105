"""Captions of pictures and their credits, which stand between an article's lines."""

import re

from ingest.text.prose import words

_CREDIT = re.compile(
    r"[(\[]?\s*(image|photo|picture|photograph|graphic|illustration|video|foto|bild|crédit photo|"
    r"photographie)(s?( credits?| courtesy( of)?| by| provided by))?\s*[:/].*|"
    r"[(\[]?\s*(image|photo|picture|photograph)s\s*:.*/.*|"
    r"[(\[]?(credits?|bildnachweis|fotocredit|crédits?)\s*:.*|"
    r"(image|photo|media|video|figure|bild) captions?\b.*|"
    r"[(\[]?[\w .'’&-]{2,40}\s*[/|]\s*(ap|afp|epa|reuters|getty( images)?|shutterstock|alamy|"
    r"istock|unsplash|bloomberg|pa|pa wire|pool|dpa|picture alliance)( .{0,30})?[)\]]?\.?|"
    r"(getty images|shutterstock|reuters|afp|alamy|file photo|handout)( .{0,20})?|"
    r"(.{0,30}\bvia )(getty images|ap|reuters|afp|shutterstock|alamy)",
    re.IGNORECASE,
)
# The tail of a caption that carries its credit on the same line.
_CREDITED = re.compile(
    r"[.)\s](\((ap )?(photo|image|picture|foto|credit)s?\b[^()]{0,60}\)|"
    r"(photo(graph)?|image|picture|foto|bild|credit)s?( credit| by|graph)?\s*:\s*[^.]{2,60}|"
    r"\(?[\w .'’-]{2,40}/\s*(ap|afp|epa|reuters|getty( images)?|shutterstock|alamy|pa|pool)\b"
    r"[^()]{0,30}\)?|[\w .'’-]{2,40} via (getty images|ap|reuters|afp))\.?",
    re.IGNORECASE,
)


def is_credit(line: str) -> bool:
    """`(Image credit: …)` and its kin."""
    return len(line) <= 160 and words(line) <= 14 and bool(_CREDIT.fullmatch(line.strip()))


def is_caption(line: str) -> bool:
    """A picture's caption that ends in its credit."""
    if len(line) > 400 or words(line) > 60:
        return False
    tail = line[-120:]
    return any(match.end() == len(tail) for match in _CREDITED.finditer(tail))
