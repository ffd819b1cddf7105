"""What stands around an article's paragraphs: headline, bylines, dates, credits."""

import re
from dataclasses import dataclass, field

from ingest import clean, dates

HEADER_LINES = 6  # a byline or a date further down belongs to the text
LONGEST_TITLE_WORDS = 30
LONGEST_LINE_WORDS = 16  # of a byline or date line
# In characters. The patterns below take time that grows with the square or cube of a line's length,
# so no longer line is shown to them.
LONGEST_LINE = 300
_BYLINE = re.compile(r"(?:by|von|par)\s*:?\s+(\S.*)", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(\[]?(?:additional\s+)?(?P<work>reporting|report|writing|words|editing|photographs|photos)"
    r"\s+by\s+(?P<names>[^;]+?)(?:;.*)?[.)\]]*",
    re.IGNORECASE,
)
_WRITERS = ("reporting", "report", "writing", "words")
_FRONT_DATE = re.compile(r"(?:\w+\s*:?\s+)?(\d{4}-\d{2}-\d{2})\s*[:–—-]?\s+(\S.*)", re.DOTALL)
_LABEL = (
    r"(?:date|first published|last updated|last modified|published|posted|updated|modified|"
    r"veröffentlicht|aktualisiert|publié(?: le)?|mis à jour(?: le)?)"
)
_DATE_LABEL = re.compile(rf"{_LABEL}?(?:\s*(?:on|at|am))?[\s:,–—|-]*", re.IGNORECASE)
_LABEL_AT_END = re.compile(rf"[\s,|·•–—-]*\b{_LABEL}(?:\s+(?:on|at|am))?[\s:]*$", re.IGNORECASE)
_UPDATE = re.compile(r"updated|modified|aktualisiert|mis à jour", re.IGNORECASE)
_TIME = re.compile(
    r"[\s,|–—-]*(at\s+)?(\d{1,2}[:.]\d{2})?\s*([ap]\.?m\.?)?\s*(GMT|UTC|BST|CET|CEST|ET|EST|Uhr)?\s*",
    re.IGNORECASE,
)
_PARTICLES = {
    *("al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le"),
    *("van", "von", "y", "zu", "zum", "zur", "&", "of", "the", "and"),
}
_STAFF = re.compile(r"(?:staff|correspondents?|reporters?|writers?|editors?|desk)$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|spring|summer|autumn|winter|midnight|noon",
    re.IGNORECASE,
)
# Not April, May, June and August, which end names too.
_DAY_AT_END = re.compile(
    r"(?:[\s,]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|july|"
    r"september|october|november|december)\b)+[\s,\d]*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Header:
    """What is known of an article besides its paragraphs."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    source: str = ""
    date: str = ""
    dated_by: str = ""
    is_update: bool = False  # `date` was given as that of an update; a publication's replaces it

    def set_date(self, date: str, *, is_update: bool = False) -> None:
        """Keep `date` unless one at least as good is known: the first publication wins."""
        if not self.date or (self.is_update and not is_update):
            self.date, self.dated_by, self.is_update = date, "text", is_update


def read_header(lines: list[str]) -> tuple[Header, list[str]]:
    """Split the lines of one article into its header and its body."""
    header = Header()
    lines = list(lines)
    if lines and (front := _FRONT_DATE.fullmatch(lines[0])) and (date := dates.iso(front[1])):
        header.set_date(date)
        lines[0] = front[2]
    if len(lines) > 1 and is_title(lines[0]):
        header.title = lines.pop(0)
        lines = _without_repeats(header.title, lines)
    read_byline(header, lines)
    return header, lines


def is_title(line: str) -> bool:
    """A headline: not too long, and no full stop at its end."""
    ended = line.endswith((".", ":", ";", ",")) and not line.endswith("...")
    return len(line.split()) <= LONGEST_TITLE_WORDS and not ended and not clean.is_credit(line)


def read_byline(header: Header, lines: list[str]) -> None:
    """Take byline and date lines off the top of `lines` and into `header`."""
    number = 0
    while number < min(HEADER_LINES, len(lines)) and not clean.is_prose(lines[number]):
        dated = bool(header.date)
        if _read_line(header, lines[number]) or _read_credit(header, lines[number]):
            del lines[number]
            # A bare name right above the date is whose article it is.
            if header.date and not dated and number and _is_person(lines[number - 1]):
                number -= 1
                header.authors = header.authors or _names(lines.pop(number))
        else:
            number += 1


def read_footer(header: Header, lines: list[str]) -> None:
    """Take bylines, dates, credits and page residue off the end of `lines`, at least one stays.

    They fill what `header` still lacks; a headline's own byline and date win over those below.
    """
    found = Header()
    while len(lines) > 1 and (
        _read_line(found, lines[-1])
        or _read_credit(found, lines[-1])
        or clean.is_residue(lines[-1], lines[-2])
    ):
        lines.pop()
    if found.date and not header.date:
        header.set_date(found.date, is_update=found.is_update)
    header.authors = header.authors or found.authors
    header.source = header.source or found.source


def _read_line(header: Header, line: str) -> bool:
    """Whether the whole line was a byline, a date, or both; if so, `header` has it."""
    line = line.strip("*_ ")
    if len(line) > LONGEST_LINE or len(line.split()) > LONGEST_LINE_WORDS:
        return False
    if byline := _BYLINE.fullmatch(line):
        return _read_names(header, byline[1])
    found = dates.find(line)
    if found is None:
        return False
    before, _, after = line.partition(found[1])
    is_update = bool(_UPDATE.search(before))
    if _DATE_LABEL.fullmatch(before.strip()) and _TIME.fullmatch(after):
        header.set_date(found[0], is_update=is_update)
        return True
    # "Harbour Ledger | 12 February 2025": an outlet and a date, divided by a sign.
    outlet = re.fullmatch(r"([\w&’'. -]+?)\s*[,|·•]\s*", before)
    if outlet and not after.strip() and _is_name(outlet[1]):
        header.set_date(found[0])
        header.source = header.source or outlet[1]
        return True
    return False


def _read_names(header: Header, rest: str) -> bool:
    """What follows "By": names, perhaps an outlet, perhaps a date. False if it is a sentence."""
    found = dates.find(rest)
    before, after = rest, ""
    if found:
        before, _, after = rest.partition(found[1])
        if not _TIME.fullmatch(after):
            return False
    is_update = bool(_UPDATE.search(before))
    before = _LABEL_AT_END.sub("", before)
    parts = [part.strip(" .") for part in re.split(r"\s*[,|·•]\s*", before) if part.strip(" .")]
    names = _names(parts[0]) if parts else []
    if not names or not all(_is_name(name) for name in [*names, *parts[1:]]):
        return False
    if found:
        header.set_date(found[0], is_update=is_update)
    header.authors = header.authors or names
    outlets = [part for part in parts[1:] if not _STAFF.search(part)]
    header.source = header.source or (outlets[-1] if outlets else "")
    return True


def _read_credit(header: Header, line: str) -> bool:
    """`Reporting by … for …` and its kin; the writers are authors, whoever else is not."""
    if len(line) > LONGEST_LINE or len(line.split()) > 2 * LONGEST_LINE_WORDS:
        return False
    credit = _CREDIT.fullmatch(line.strip())
    if credit is None:
        return False
    people, _, outlet = credit["names"].partition(" for ")
    outlet = re.sub(r"^the ", "", outlet.strip(" ."))
    names = [one for part in re.split(r"\s*,\s*", people) for one in _names(part)]
    names = [re.split(r"\s+in\s+", name)[0] for name in names]
    if not names or not all(_is_name(name) for name in ([*names, outlet] if outlet else names)):
        return False
    if credit["work"].lower() in _WRITERS:
        header.authors = names  # the lines are read from the last one up, the first one leads
        header.source = outlet or header.source
    return True


def tidy_names(names: list[str]) -> list[str]:
    """Names as web pages give them, without the roles, weekdays and labels that hang on them.

    What is too long for a line of names is none.
    """
    names = [name for name in names if len(name) <= LONGEST_LINE]
    bare = [_DAY_AT_END.sub("", _LABEL_AT_END.sub("", name)).strip(" ,") for name in names]
    bare = [name for name in bare if name and not _NO_NAME.fullmatch(name)]
    return [name for name in bare if not _STAFF.search(name)] or bare


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s+(?:and|und|et|&)\s+", text) if name.strip()]


def _is_name(text: str) -> bool:
    """The name of a person or an outlet: few words, all of them capitals but the particles."""
    words = text.split()
    if not 1 <= len(words) <= 6 or all(_NO_NAME.fullmatch(word) for word in words):
        return False
    if _STAFF.search(text):
        return True
    return all(word.lower() in _PARTICLES or not word[0].islower() for word in words) and not any(
        char.isdigit() for char in text
    )


def _is_person(text: str) -> bool:
    return 2 <= len(text.split()) <= 4 and _is_name(text) and not _STAFF.search(text)


def _without_repeats(title: str, lines: list[str]) -> list[str]:
    """Drop the lines at the top that only say the title again, once or several times over."""
    start = 0
    while start < len(lines) and not lines[start].replace(title, "").strip():
        start += 1
    return lines[start:]
