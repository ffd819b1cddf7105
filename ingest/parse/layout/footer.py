"""What stands below an article's paragraphs: bylines, imprints, biographies, credits, residue."""

from dataclasses import replace

from ingest.parse.front_matter import Header
from ingest.parse.layout import biography
from ingest.parse.layout.byline import read_line
from ingest.parse.layout.imprint import may_be_outlet, read_credit, read_imprint
from ingest.text import clean, furniture
from ingest.text.names import is_name, people

FOOTER_LINES = 60


def read_footer(header: Header, lines: list[str]) -> None:
    """Take bylines, dates, credits and page residue off the end of `lines`, at least one stays.

    They fill what `header` still lacks; a headline's own byline and date win over those below.
    """
    found = Header()
    least = max(1, len(lines) - FOOTER_LINES)
    bare: list[str] = []  # names alone, whose meaning the others tell
    while len(lines) > least and (
        read_line(found, lines[-1])
        or read_credit(found, lines[-1])
        or read_imprint(found, lines[-1])
        or _is_bio(lines, header, found)
        or clean.is_residue(lines[-1], lines[-2])
    ):
        if holder := furniture.rights_holder(lines[-1]):
            found.source = found.source or (holder if is_name(holder) else "")
        elif may_be_outlet(lines[-1]) and not lines[-1].startswith("About "):
            bare.append(lines[-1])
        lines.pop()
    _read_bare(header, found, bare, lines)
    header.fill(replace(found, title=""))


def _read_bare(header: Header, found: Header, bare: list[str], lines: list[str]) -> None:
    """Names alone below the text.

    The author's if nobody else is and the text speaks of nobody so; the outlet's beside a byline
    that stands there.
    """
    for name in bare[:3]:
        somebody = people(name)
        if somebody and not (header.authors or found.authors):
            if not any(somebody[0].split()[-1] in line for line in lines):
                found.authors = somebody
        elif found.authors and not (header.source or found.source):
            found.source = name


def _is_bio(lines: list[str], header: Header, found: Header) -> bool:
    """Whether the last line tells who the author is; a name known by it alone goes to `found`."""
    line, known = lines[-1], [*header.authors, *found.authors]
    if len(lines) < 3:
        return False
    if biography.is_of(line, known):
        return True
    name = biography.of_somebody(line)
    if not name or any(name.split()[-1] in other for other in lines[:-1]):
        return False
    if not known:
        found.authors = [name]
    return True
