"""Who wrote it, in a sentence: "Ann Lee covers ports for the Mill Gazette." """

import re
from collections.abc import Iterable

from ingest.text.names import is_person
from ingest.text.prose import words

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
_NAME = re.compile(r"((?:[^\W\d_][\w.’'-]*\s+){2,4})(?=(?:is|are|was|works) )")
LONGEST, LONGEST_WORDS = 600, 80  # characters, words


def is_of(line: str, authors: Iterable[str]) -> bool:
    """Whether a line tells who one of the authors is: it starts with the name, whole or first."""
    if not _may_be(line):
        return False
    return any(
        len(name) > 2
        and line.startswith(name)
        and _BIO.match(line[len(name) :].lstrip(" ,@")) is not None
        for author in authors
        for name in (author, *author.split()[:1])
    )


def of_somebody(line: str) -> str:
    """The name of the person whose role a line tells, "" where it tells none."""
    match = _NAME.match(line) if _may_be(line) else None
    if match is None or not is_person(name := match[1].strip()):
        return ""
    return name if _ROLE.match(line[match.end() :]) else ""


def _may_be(line: str) -> bool:
    return len(line) <= LONGEST and words(line) <= LONGEST_WORDS
