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
    r"(?-i:([ ,/]{1,2}[^()a-z\s][^()]{0,28})?)\)?|"
    r"[\w .'’-]{2,40} via (getty images|ap|reuters|afp))\.?",
    re.IGNORECASE,
)
# A caption behind its credit: `Tom Ray/Harle Agency/Getty Images Swimmers at the pool in June.`
_CREDIT_FIRST = re.compile(
    r"(photos?: [^/]{0,80})?[\w .'’-]{2,40}(/[\w .'’-]{2,30}){0,3}?/\s?(ap|afp|epa|reuters|"
    r"getty images|shutterstock|alamy|pa( images)?|dpa|bloomberg|picture alliance)\s+"
    r"(?-i:[A-Z“\"])",
    re.IGNORECASE,
)
# What an agency writes below its picture, credit and all, may be a paragraph long.
_SURELY_CREDITED = re.compile(
    r"\((photo|picture|image|foto)( (by|credit|von|de)\b|:)[^()]{3,80}\)$|/(getty images|afp|"
    r"reuters|picture alliance)(/file)?$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"/(?:AP|AFP|EPA|Reuters|Getty Images|Shutterstock)(?= [A-Z]|$)")
GALLERY_CREDITS = 3  # in one line: so many captions, one behind the other
LONGEST_CAPTION, LONGEST_CAPTION_WORDS = 400, 60
LONGEST_CREDITED_WORDS = 150


def is_credit(line: str) -> bool:
    """`(Image credit: …)` and its kin."""
    return len(line) <= 160 and words(line) <= 14 and bool(_CREDIT.fullmatch(line.strip()))


def is_caption(line: str) -> bool:
    """A picture's caption that ends in its credit or begins with it; several of them in a line."""
    if "/" in line and len(_AGENCY.findall(line)) >= GALLERY_CREDITS:
        return True
    count = words(line)
    if count > LONGEST_CREDITED_WORDS:
        return False
    tail = line[-120:]
    if _SURELY_CREDITED.search(tail) or ("/" in line[:160] and _CREDIT_FIRST.match(line)):
        return True
    if count > LONGEST_CAPTION_WORDS or len(line) > LONGEST_CAPTION:
        return False
    if not (" via " in tail or any(mark in tail for mark in "(:/")):
        return False
    return any(match.end() == len(tail) for match in _CREDITED.finditer(tail))
