"""What stands around an article's paragraphs: headline, bylines, dates, credits."""

import re
from dataclasses import replace
from itertools import pairwise

from ingest import clean, dates, furniture
from ingest.article import KINDS, link
from ingest.parse.byline import (
    LONGEST_LINE,
    LONGEST_LINE_WORDS,
    Header,
    is_hint,
    is_outlet_alone,
    is_role,
    people,
    read_credit,
    read_imprint,
    read_line,
    tidy_names,
)
from ingest.parse.names import is_agency, is_name, is_person, sounds_like_outlet
from ingest.prose import CLOSERS, key, words

__all__ = [
    "LONGEST_LINE_WORDS",
    "Header",
    "is_title",
    "read_above",
    "read_byline",
    "read_footer",
    "read_header",
    "tidy_names",
]

ADDRESS_LINES = 4
_HOST = re.compile(r"https?://([\w.-]{1,100})")
_ADDRESS = re.compile(r"https?://\S{4,500}", re.IGNORECASE)
_COUNT = re.compile(r"\W{0,3}\d{1,4}\s?(?:of|/|von|de|sur)\s?\d{1,4}\b")  # "3 of 41 documents"
_CODE = re.compile(r"\d{1,3}|[A-Z]{3,6}")  # a page, or a newspaper's code
SHORT_TITLE_WORDS = 4
HEADER_LINES = 6  # a byline or a date further down belongs to the text
PAGE_TOP_LINES = 40  # of menus and banners that may stand above a headline
FOOTER_LINES = 60
LONGEST_TITLE_WORDS = 30
LONGEST_QUESTION_WORDS = 20
LONGEST_DECK_WORDS = 45  # of a summary in whole sentences between headline and byline
_FRONT_DATE = re.compile(r"(?:\w+\s*:?\s+)?(\d{4}-\d{2}-\d{2})\s*[:–—-]?\s+(\S.*)", re.DOTALL)
# "LONDON, Jan 23 (Reuters) - ", "Ashford (AP) — ", "PARIS, 5 January 2025 –", "Rome (CNN) ".
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w.’' -]{1,30}(?:, ?[^\W\d_][\w.’' -]{1,24}){0,2}?)"
    r"(?:, ?(?P<date>[\w. ]{3,20}?(?:, ?\d{4})?))?\s*"
    r"(?:\((?P<agency>[^()]{2,40})\)\s*(?P<dash>[-–—:]{0,2})|(?P<only>\s[-–—]{1,2}))\s+(?=\S)"
)
_DIVIDER = re.compile(r"\s+[|–—·:«»-]{1,2}\s+|\s*\|\s*")
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
_KIND_LABELS = {
    **dict.fromkeys(("opinion", "editorial", "comment", "commentary", "column"), "opinion"),
    **dict.fromkeys(("press release", "news release", "for immediate release"), "press release"),
    **dict.fromkeys(("live", "live blog", "live updates"), "live blog"),
}  # fmt: skip
_KINDS = {label: kind for label, kind in _KIND_LABELS.items() if kind in KINDS}
_CONTENT = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]{2}")


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
    end = _opening(lines)
    place = _headline(lines, end, subject)
    if place >= 0:
        above, title, rest = lines[:place], lines[place], lines[place + 1 :]
        read_above(header, above)
        header.title, outlet = _apart(title, [*above, *rest[: end - place - 1], *rest[-4:]])
        header.source = header.source or outlet or _hung_before(header.title, above)
        rest = _without_repeats(header, rest)
    else:
        header.title, rest = subject, lines
    read_byline(header, rest)
    if header.title and rest and not clean.is_prose(rest[0]):
        rest = _without_repeats(header, rest)
    read_dateline(header, rest)
    return header, rest


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


def is_title(line: str) -> bool:
    """A headline: not too long, and no full stop at its end."""
    bare = line.rstrip(CLOSERS)
    ended = bare.endswith((".", ":", ";", ",", "。", "，", "：")) and not bare.endswith("...")
    return (
        len(line) <= LONGEST_LINE
        and words(line) <= LONGEST_TITLE_WORDS
        and not ended
        and not clean.is_credit(line)
    )


def _opening(lines: list[str]) -> int:
    """Where the text begins: the first paragraph that speaks of the matter.

    A paragraph alone above buttons and more lines of a page's top is a notice of the page.
    """
    found = [n for n, line in enumerate(lines[:PAGE_TOP_LINES]) if _is_text(line)]
    for number, after in pairwise(found):
        between = lines[number + 1 : after]
        page = any(map(furniture.is_furniture, between[:2])) or any(map(_is_byline, between))
        if len(between) < 2 or not page:
            return number
    return found[-1] if found else min(len(lines), HEADER_LINES)


def _is_text(line: str) -> bool:
    long = clean.is_prose(line) or len(line) > LONGEST_LINE
    asks = is_title(line) and words(line) <= LONGEST_QUESTION_WORDS  # or shouts: a headline may
    announces = line.endswith((":", "："))  # what stands below: "this is what I meant:"
    return long and not asks and not announces and not furniture.is_furniture(line)


def _headline(lines: list[str], end: int, subject: str) -> int:
    """Which of the lines above the text is its headline, -1 for none.

    It is what is said again below; else the first that shares its words with the text, where pages
    pile menus, banners and other headlines above it.
    """
    places = _above_date(lines, [n for n in range(min(end, len(lines))) if _may_be_title(lines, n)])
    if len(lines) < 2 or not places:
        return -1
    said = [key(lines[n]) for n in places]
    for n, one in zip(places, said, strict=True):
        if len(one.split()) < 2 or people(lines[n]):
            continue
        if one == key(subject) or said.count(one) > 1:
            return n
        hung = sum(other.startswith(one) or other.endswith(one) for other in said)
        if len(one) > 15 and hung > 1:
            return n  # "Pool to close" and "Pool to close - Mill Gazette"
    if subject and not _is_dated(lines, places[0]):
        return -1
    # Buttons between the first line and the next that may be one: a page's top, not a headline.
    between = lines[1 : places[1]] if len(places) > 1 else []
    topped = any(furniture.is_furniture(one) or furniture.is_section(one) for one in between)
    topped = topped or furniture.is_furniture(lines[0])
    text = set(_CONTENT.findall(" ".join(lines[end : end + 12])[:6000].casefold()))
    shared = []
    for n in places:
        content = set(_CONTENT.findall(lines[n].casefold()))
        shared.append(len(content & text) / len(content) if content else 0.0)
    if places[0] == 0 and words(lines[0]) > 2 and not topped and shared[0] >= max(shared) / 3:
        return 0
    enough = max(shared) / 2
    good = [n for n, one in zip(places, shared, strict=True) if one >= enough]
    headed = [n for n in good if _is_byline("".join(lines[n + 1 : n + 2]))]
    if topped and headed and not is_role(lines[headed[0]]):
        return headed[0]
    if len(good) > 1 and words(lines[good[0]]) < 3 <= words(lines[good[1]]) and good[0] < good[1]:
        after_kicker = good[1] - good[0] == 1 and not _is_dated(lines, good[0])
        return good[1] if after_kicker else good[0]
    return good[0]


def _above_date(lines: list[str], places: list[int]) -> list[int]:
    """Those of the places that stand above the first date, where one may be a whole headline."""
    for number in range(1, max(places, default=0)):
        found = Header()
        if is_hint(lines[number]) and read_line(found, lines[number]) and found.date:
            above = [n for n in places if n < number]
            if any(words(lines[n]) >= SHORT_TITLE_WORDS for n in above):
                return above
            break
    return places


def _is_dated(lines: list[str], place: int) -> bool:
    """Whether a byline or a date stands right below the line."""
    return any(_is_byline(line) for line in lines[place + 1 : place + 4])


def _may_be_title(lines: list[str], number: int) -> bool:
    line = lines[number]
    if not is_title(line) or furniture.is_furniture(line) or furniture.BULLET.match(line):
        return False
    if _is_byline(line) or key(line) in _KINDS or _COUNT.match(line):
        return False
    if "," in line and people(line):
        return False  # "Ann Lee, Chief Correspondent"
    alone = furniture.is_section(line) or is_outlet_alone(line)
    below = lines[number + 1 : number + 8]
    return not (alone and any(words(other) > 2 and is_title(other) for other in below))


def _is_byline(line: str) -> bool:
    return read_line(Header(), line) or read_credit(Header(), line)


def read_above(header: Header, lines: list[str]) -> None:
    """What a page's top says above the headline: outlet, section, date."""
    found = Header()
    for line in lines:
        if steps := furniture.crumbs(line):
            found.section = found.section or (steps[1] if len(steps) > 1 else "")
        elif key(line) in _KINDS:
            found.kind = _KINDS[key(line)]
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
        dated = bool(header.date)
        if read_line(header, line) or read_credit(header, line):
            taken += 1
            del lines[number]
            if header.date and not dated:
                number = _read_beside_date(header, lines, number)
        elif number < len(lines) - 1 and _is_furniture(line):
            holder = furniture.rights_holder(line)
            header.source = header.source or (holder if is_name(holder) else "")
            del lines[number]
        elif header.date and taken > 1 and number < len(lines) - 1 and _CODE.fullmatch(line):
            del lines[number]
        else:
            number += 1
    _read_bare_name(header, lines)


def _read_beside_date(header: Header, lines: list[str], number: int) -> int:
    """Take the names right above or below a date; where the next line then stands.

    A person's is whose article it is, with a role below it or not; another's is the outlet's.
    """
    if number > 1 and is_role(lines[number - 1]) and people(lines[number - 2]):
        number -= 1
        del lines[number]
    if number and (found := people(lines[number - 1])):
        name = lines[number - 1]
        while number and lines[number - 1] == name:  # a picture's text says it, too
            number -= 1
            del lines[number]
        if header.guess:  # which is then a place, or the outlet
            header.authors, header.guess = found, ""
        elif header.authors:
            header.source = header.source or found[0]
        header.authors = header.authors or found
    elif header.authors and number and _may_be_outlet(lines[number - 1]):
        number -= 1
        name = lines.pop(number)
        header.source = header.source or name
    elif not header.authors and (found := people("".join(lines[number:-1][:1]))):
        header.authors = found
        del lines[number]
    return number


def _may_be_outlet(line: str) -> bool:
    """A name of at most five words that is no part of a newspaper."""
    return (
        0 < len(line.split()) <= 5
        and not _is_byline(line)
        and not line.endswith((".", "?", "!", ":"))
        and is_name(line)
        and not furniture.is_section(line)
    )


def _read_bare_name(header: Header, lines: list[str]) -> None:
    """A name alone right below the headline is the author's, if the text speaks of nobody so."""
    if not header.title or (header.authors and not header.guess):
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


def read_dateline(header: Header, lines: list[str]) -> None:
    """Agency and date of "LONDON, 23 January 2025 (Reuters) - …"; the sentence stays as it stood.

    The quote that an answer gives is then what was printed, and says where.
    """
    for line in lines[:HEADER_LINES]:
        match = _DATELINE.match(line[:120])
        if match is None:
            continue
        place = match["place"].split(",")[0].strip()
        if not is_name(place) or (match["only"] and place.upper() != place):
            continue
        agency = match["agency"] or ""
        if agency and not is_agency(agency) and not (match["dash"] and is_name(agency)):
            continue
        header.agency = agency
        if not header.date and match["date"] and (found := dates.find(match["date"])):
            header.set_date(found[0])
        return


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
        elif _may_be_outlet(lines[-1]) and not lines[-1].startswith("About "):
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
