"""What stands below an article's paragraphs: bylines, imprints, biographies, credits, residue."""

import re
from dataclasses import replace

from ingest import clean, furniture
from ingest.parse.byline import Header, read_line
from ingest.parse.imprint import may_be_outlet, read_credit, read_imprint
from ingest.parse.names import is_name, is_person, people
from ingest.prose import words

FOOTER_LINES = 60
_BIO = re.compile(
    r"(?:is|was|are|covers|writes|reports|has (?:been|covered|written|worked|reported)|joined|"
    r"works|can be|teaches|lives)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:is|are|was|works as) (?:an?|the|our) .{0,60}?\b(?:reporter|correspondent|journalist|"
    r"writer|editor|columnist|contributor|producer|freelancer?|critic|blogger|fellow|intern|"
    r"professor|lecturer|author|researcher|director|analyst|commentator)s?\b",
    re.IGNORECASE,
)


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
    """Whether the last line tells who the author is; a name known by it alone goes to `found`.

    It starts with the author's name, or with one that the text never mentions, and a role.
    """
    line = lines[-1]
    if len(line) > 600 or words(line) > 80 or len(lines) < 3:
        return False
    for author in [*header.authors, *found.authors]:
        for name in (author, *author.split()[:1]):
            if (
                len(name) > 2
                and line.startswith(name)
                and _BIO.match(line[len(name) :].lstrip(" ,@"))
            ):
                return True
    match = re.match(r"((?:[^\W\d_][\w.’'-]*\s+){2,4})(?=(?:is|are|was|works) )", line)
    if match is None or not is_person(name := match[1].strip()):
        return False
    last = name.split()[-1]
    if not _ROLE.match(line[match.end() :]) or any(last in other for other in lines[:-1]):
        return False
    if not header.authors and not found.authors:
        found.authors = [name]
    return True
