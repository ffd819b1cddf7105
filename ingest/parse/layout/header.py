"""What stands around an article's paragraphs: headline, bylines, dates, credits."""

import re

from ingest.article import link
from ingest.parse.front_matter import Header
from ingest.parse.layout import biography
from ingest.parse.layout.beside import read_beside, without_place
from ingest.parse.layout.byline import LONGEST_LINE, read_line
from ingest.parse.layout.dateline import read_dateline
from ingest.parse.layout.headline import (
    HEADER_LINES,
    KIND_LABELS,
    PAGE_TOP_LINES,
    RELEASE,
    headline_at,
    kind_of_label,
    opening,
)
from ingest.parse.layout.imprint import read_credit
from ingest.text import clean, dates, embargo, furniture
from ingest.text.names import is_name, is_outlet_alone, is_role, people, sounds_like_outlet
from ingest.text.prose import key, words

ADDRESS_LINES = 4
_HOST = re.compile(r"https?://([\w.-]{1,100})")
_ADDRESS = re.compile(r"https?://\S{4,500}", re.IGNORECASE)
_CODE = re.compile(r"\d{1,3}|[A-Z]{3,6}")  # a page, or a newspaper's code
BELOW_LINES = 12  # that are looked at for whether a name is a place's
LONGEST_DECK_WORDS = 45  # of a summary in whole sentences between headline and byline
_FRONT_DATE = re.compile(r"(?:\w+\s*:?\s+)?(\d{4}-\d{2}-\d{2})\s*[:–—-]?\s+(\S.*)", re.DOTALL)
_LABELLED = re.compile(r"([^\W\d_][^\W\d_ ]{1,14}(?: [^\W\d_]{1,12}){0,2})\s*[|•»]\s*(?=\S+\s+\S)")
_DIVIDER = re.compile(r"(?<!\s)\s+[|–—·:«»-]{1,2}\s+|(?:(?<!\s)\s+)?\|\s*")


def read_header(lines: list[str], *, subject: str = "") -> tuple[Header, list[str]]:
    """Split the lines of one article into its header and its body.

    Args:
        subject: a headline that something outside the text suggests, such as a mail's subject.
    """
    header = Header()
    lines = list(lines)
    if lines and (front := _FRONT_DATE.fullmatch(lines[0])) and (date := dates.iso(front[1])):
        header.set_date(date)
        lines[0] = front[2]
    _read_address(header, lines)
    _read_home(header, lines)
    end = opening(lines)
    place = headline_at(lines, end, subject)
    if place >= 0:
        above, title, rest = lines[:place], lines[place], lines[place + 1 :]
        read_above(header, above)
        title = _without_label(header, title)
        header.title, outlet = _apart(title, [*above, *rest[: end - place - 1], *rest[-4:]])
        header.source = header.source or outlet or _hung_before(header.title, above)
        rest = _without_repeats(header, rest)
        rest[:0] = [line for line in above if embargo.is_line(line)]
    else:
        header.title, rest = subject, lines
    rest = _without_biography(header, rest)
    read_byline(header, rest)
    rest = _without_biography(header, rest)
    if header.title and rest and not clean.is_prose(rest[0]):
        rest = _without_repeats(header, rest)
    read_dateline(header, rest)
    return header, rest


def _without_label(header: Header, title: str) -> str:
    """A headline without what it calls itself: "Opinion | The dam was a warning"."""
    label = _LABELLED.match(title)
    if label is None or (kind := KIND_LABELS.get(key(label[1]))) is None:
        return title
    header.kind = kind
    return title[label.end() :]


def _without_biography(header: Header, lines: list[str]) -> list[str]:
    """The lines below a headline without who the author is, where that stands there."""
    name = people(lines[0])[:1] if lines else []
    told = 1 if name and not header.authors else 0
    if len(lines) < told + 2 or not (who := biography.of_somebody(lines[told])):
        return lines
    if who not in (name if told else header.authors):
        return lines
    header.authors = header.authors or name
    return lines[told + 1 :]


def _read_address(header: Header, lines: list[str]) -> None:
    """Take the page's address off the top, where a line is nothing else."""
    for number, line in enumerate(lines[:ADDRESS_LINES]):
        if _ADDRESS.fullmatch(line) and len(lines) > 1:
            header.url = link(line)
            del lines[number]
            return


def _read_home(header: Header, lines: list[str]) -> None:
    """The outlet by a line at the top that says what the name of the page's host says."""
    if not (host := _HOST.match(header.url)):
        return
    for line in lines[:PAGE_TOP_LINES]:
        for name in (line, _DIVIDER.split(line)[-1]):
            squashed = re.sub(r"^the|\W", "", name.casefold())
            at_home = len(squashed) > 3 and squashed in host[1].replace("-", "").casefold()
            if at_home and len(name) <= LONGEST_LINE and is_name(name):
                header.source = name
                return


def _hung_before(title: str, lines: list[str]) -> str:
    """The outlet of a line like "Mill Gazette | Pool to close" above the headline."""
    for line in lines:
        divider = _DIVIDER.search(line) if len(line) <= LONGEST_LINE else None
        if (
            divider
            and key(line[divider.end() :]) == key(title)
            and is_name(line[: divider.start()])
        ):
            return line[: divider.start()]
    return ""


def read_above(header: Header, lines: list[str]) -> None:
    """What a page's top says above the headline: outlet, section, date."""
    found = Header()
    for line in lines:
        if steps := furniture.crumbs(line):
            found.section = found.section or (steps[1] if len(steps) > 1 else "")
        elif kind := kind_of_label(line):
            found.kind = kind
        elif furniture.is_furniture(line):
            continue
        elif furniture.is_section(line) and key(line) != "home":
            found.section = line
        elif is_outlet_alone(line):
            found.source = found.source or line
        else:
            read_line(found, line)
    header.fill(found)


def _apart(title: str, others: list[str]) -> tuple[str, str]:
    """A headline and the outlet that hangs on it: "Pool to close - Mill Gazette".

    The outlet is told by its name, or by a line that says it or the headline alone.
    """
    dividers = list(_DIVIDER.finditer(title))
    if not dividers:
        return title, ""
    last = dividers[-1]
    bare, outlet = title[: last.start()].strip(), title[last.end() :].strip()
    said = {key(other) for other in others if len(other) <= LONGEST_LINE}
    holders = {
        key(furniture.rights_holder(other)) for other in others if len(other) <= LONGEST_LINE
    }
    short = 0 < words(outlet) <= 5
    if not short or words(bare) < 2 or not is_name(outlet):
        return title, ""
    known = sounds_like_outlet(outlet) or key(bare) in said or key(outlet) in said | holders
    return (bare, outlet) if known else (title, "")


def read_byline(header: Header, lines: list[str]) -> None:
    """Take byline and date lines off the top of `lines` and into `header`."""
    number = decks = taken = 0
    over = ""
    while number < min(HEADER_LINES + decks, len(lines)):
        line = lines[number]
        if clean.is_prose(line) and not _is_furniture(line):
            # A summary in whole sentences may stand above the byline.
            if (
                decks
                or taken
                or words(line) > LONGEST_DECK_WORDS
                or not _byline_follows(lines, number)
            ):
                break
            decks += 1
            number += 1
            continue
        if kind_of_label(line) == RELEASE:
            header.kind = RELEASE
            del lines[number]
            continue
        if embargo.is_line(line):
            if embargo.is_over(line):
                over = over or embargo.end(line)
                del lines[number]
            else:
                number += 1
            continue
        dated = bool(header.date)
        if _read_signed(header, line, lines[number + 1 :]) or read_credit(header, line):
            taken += 1
            del lines[number]
            if header.date and not dated:
                number = read_beside(header, lines, number)
        elif number < len(lines) - 1 and _is_furniture(line):
            holder = furniture.rights_holder(line)
            header.source = header.source or (holder if is_name(holder) else "")
            del lines[number]
        elif header.date and taken > 1 and number < len(lines) - 1 and _CODE.fullmatch(line):
            del lines[number]
        else:
            number += 1
    if over:
        header.fill(Header(date=over, dated_by="text"))  # nothing was published before it
    _read_bare_name(header, lines)


def _read_signed(header: Header, line: str, below: list[str]) -> bool:
    """As `read_line`; a place before the day, which the text tells to be one, is nobody's name."""
    alone = Header()
    if read_line(alone, line) and alone.date and not header.source:
        without_place(alone, " ".join(below[:BELOW_LINES]))
        if not (alone.source or alone.authors or alone.agency):
            header.set_date(alone.date, is_update=alone.is_update)
            return True
    return read_line(header, line)


def _read_bare_name(header: Header, lines: list[str]) -> None:
    """A name alone right below the headline is the author's, if the text speaks of nobody so."""
    if (
        not header.title
        or (header.authors and not header.guess)
        or embargo.is_line(lines[0] if lines else "")
    ):
        return
    is_deck = len(lines) > 2 and clean.is_prose(lines[0]) and words(lines[0]) <= LONGEST_DECK_WORDS
    place = int(is_deck)
    if len(lines) < place + 2 or not (found := people(lines[place])):
        return
    said = " ".join(lines[place + 1 :])
    if clean.is_prose(lines[place + 1]) and not any(name.split()[-1] in said for name in found):
        header.source = header.source or header.guess
        header.authors, header.guess = found, ""
        del lines[place]


def _is_furniture(line: str) -> bool:
    return furniture.is_furniture(line) and not furniture.heads_a_list(line)


def _byline_follows(lines: list[str], number: int) -> bool:
    """Whether one of the next lines says who wrote the article: a bare date heads a chronicle."""
    before = ""
    for line in lines[number + 1 : number + HEADER_LINES]:
        found = Header()
        if read_line(found, line) and (found.authors or found.updated or line[:1].isalpha()):
            return True
        if found.date and people(before):
            return True
        before = before if is_role(line) else line
        if clean.is_prose(line):
            return False
    return False


def _without_repeats(header: Header, lines: list[str]) -> list[str]:
    """Drop the lines at the top that only say the title again, once or several times over.

    In other letters, or with the outlet hung on; which is then known.
    """
    title = key(header.title)
    start = 0
    while start < len(lines) and len(lines[start]) <= 10 * len(header.title) + 100:
        line = lines[start]
        said = key(line)
        if not title or not said.replace(title, "").strip():
            start += 1
            continue
        if key("".join(lines[start + 1 : start + 2])) == title and is_name(line):
            header.source = header.source or line  # an outlet between two headlines
            start += 1
            continue
        bare, outlet = _apart(line, [header.title])
        if key(bare) != title or not outlet:
            break
        header.source = header.source or outlet
        start += 1
    return lines[start:]
