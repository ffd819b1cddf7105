"""What stands above all articles of a file: "Mill Gazette, morning edition, 5 January 2025"."""

import re

from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import read_line
from ingest.text import clean, dates, furniture
from ingest.text.names import is_name, is_outlet_alone, sounds_like_outlet
from ingest.text.prose import words

_MARKS = " -–—:|*_#"
LONGEST = 100  # characters of a line that names an outlet or a digest

_DIGEST_WORDS = re.compile(
    r"\s*[-–—:|]?\s*\b(?:the )?(?:daily|weekly|morning|evening|news|press|media)?\s*"
    r"(?:digest|newsletter|briefing|bulletin|roundup|round-up|review|summary|clippings|cuttings|"
    r"edition|headlines)\b.*$",
    re.IGNORECASE,
)
# How a line ends that calls what stands below it several articles, but for the day.
_CALLS_ITSELF = re.compile(
    r"(?:\b(?:digest|newsletter|briefing|bulletin|round-?up|clippings|cuttings|headlines|"
    r"(?:news|press|media) (?:summary|review|edition)|(?:news )?in brief|"
    r"presseschau|pressespiegel|kurzmeldungen|nachrichtenüberblick|revue de presse|en bref|brèves|"
    r"boletín|resumen de (?:prensa|noticias)|rassegna stampa|nieuwsoverzicht)"
    r"(?: (?:for|of|vom|du|del?|di|van)(?: the)?)?)[\W\d]*",
    re.IGNORECASE,
)

_EDITION = re.compile(r"(?<!\s)\s+(?:the )?(?:daily|weekly|morning|evening)$", re.IGNORECASE)


def names_digest(lines: list[str]) -> bool:
    """Whether one of the lines says that several articles follow: "Mill Gazette Morning Digest"."""
    return any(_names_digest(line) for line in lines if len(line) <= LONGEST)


def _names_digest(line: str) -> bool:
    if found := dates.find(line):
        line = line.replace(found[1], "")
    named = _CALLS_ITSELF.search(line.strip())
    return named is not None and named.end() == len(line.strip())


def outlet_of(name: str) -> str:
    """Whose digest it is by its name: "Mill Review" of Mill Review Morning Newsletter."""
    if not _names_digest(name):
        return name
    return _EDITION.sub("", _CALLS_ITSELF.sub("", name).strip(_MARKS)).strip(_MARKS) or name


def has_no_headline(lines: list[str]) -> bool:
    """Whether the lines are outlet, day and furniture: what follows are articles, not sections."""
    return all(
        is_outlet_alone(line) or furniture.is_furniture(line) or read_line(Header(), line)
        for line in lines
    )


def read(lines: list[str]) -> Header:
    """Date and outlet of the lines above a digest's first article."""
    header = Header()
    for line in lines[:20]:
        if read_line(header, line) or clean.is_prose(line) or len(line) > LONGEST:
            continue
        bare = _bare(line)
        for name in (line.strip(" *_#"), bare):
            if not header.source and is_name(name) and sounds_like_outlet(name) and name != "News":
                header.source = bare if bare and is_name(bare) and words(bare) > 1 else name
        for piece in re.split(r"\s+[|–—-]\s+|\s*[|,]\s+", line):
            if piece != line:
                read_line(header, piece)
    if _names_digest(header.source):
        header.source = _bare(header.source)
    return header


def _bare(line: str) -> str:
    """A digest's name without what makes it one: "Mill Gazette" of Mill Gazette Morning Digest."""
    return _CALLS_ITSELF.sub("", _DIGEST_WORDS.sub("", line)).strip(_MARKS)
