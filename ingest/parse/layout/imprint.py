"""Lines that say whose work an article was, and where it came out: credits and imprints."""

import re

from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import LONGEST_BYLINE_WORDS, LONGEST_LINE, read_line
from ingest.text import dates, furniture
from ingest.text.names import is_name, is_no_name, names, people

_CREDIT = re.compile(
    r"[(\[]?(?:additional\s+)?(?P<work>reporting|report|writing|words|editing|photographs|photos)"
    r"\s+by\s+(?P<names>[^;]+?)(?:;.*)?[.)\]]*|"
    r"[(\[]?(?:contributing|contributors?|with contributions from)\s*:?\s+"
    r"(?P<helpers>[^;]+?)(?:;.*)?[.)\]]*",
    re.IGNORECASE,
)
_WRITERS = ("reporting", "report", "writing", "words")
# A sentence by which a page says where and when the article came out.
_IMPRINT = re.compile(
    r"\b(?:published|appeared|printed|posted|erschien(?:en)?|veröffentlicht|paru|publiée?|"
    r"publicad[oa]|apareció|pubblicato)\b",
    re.IGNORECASE,
)
_IN_OUTLET = re.compile(
    r"\b(?:in|by|on|im|in der|dans|en|su|de|par)\s+(?=[^\W\d_a-zß-ÿ]|the [A-Z])"
)
_WROTE = re.compile(
    r"\b(?:by|por|par|von)\s+((?:[^\W\d_][\w.’'-]{0,30}\s+){2,4}?)(?=(?:in|en|dans|for|im|on|el|le)\b)",
    re.IGNORECASE,
)
IMPRINT_WORDS = 18


def read_credit(header: Header, line: str) -> bool:
    """`Reporting by … for …` and its kin; the writers are authors, whoever else is not."""
    if len(line) > LONGEST_LINE or len(line.split()) > LONGEST_BYLINE_WORDS:
        return False
    credit = _CREDIT.fullmatch(line.strip())
    if credit is None:
        return False
    people, _, outlet = (credit["names"] or credit["helpers"]).partition(" for ")
    outlet = re.sub(r"^the ", "", outlet.strip(" ."))
    found = names(people)
    if not found or not all(is_name(name) for name in ([*found, outlet] if outlet else found)):
        return False
    if (credit["work"] or "").lower() in _WRITERS:
        header.authors = found  # the lines are read from the last one up, the first one leads
        header.source = outlet or header.source
    return True


def read_imprint(header: Header, line: str) -> bool:
    """`This article first appeared in The Mill Gazette on 5 January 2025.`, below a text."""
    if len(line) > LONGEST_LINE or len(line.split()) > IMPRINT_WORDS:
        return False
    if not _IMPRINT.search(line) or not (found := dates.find(line)):
        return False
    before = line.partition(found[1])[0]
    header.set_date(found[0])
    if wrote := _WROTE.search(before):
        header.authors = header.authors or people(wrote[1])
        before = before[: wrote.start()] + before[wrote.end() :]
    for place in _IN_OUTLET.finditer(before):
        name = re.sub(
            r"(?:\s+(?:on|am|le|el|il|vom|del?|[-–—,(]))?[\s,(]*$", "", before[place.end() :]
        )
        name = re.sub(r"^the (?=[A-Z])", "", name)
        if name and is_name(name) and not is_no_name(name):
            header.source = header.source or name
            break
    return True


def is_byline(line: str) -> bool:
    return read_line(Header(), line) or read_credit(Header(), line)


def may_be_outlet(line: str) -> bool:
    """A name of at most five words that is no part of a newspaper."""
    return (
        0 < len(line.split()) <= 5
        and not is_byline(line)
        and not line.endswith((".", "?", "!", ":"))
        and is_name(line)
        and not furniture.is_section(line)
    )
