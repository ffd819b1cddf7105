"""Which of the lines above a text is its headline, and where the text begins."""

import re
from itertools import pairwise

from ingest.article import KINDS
from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import LONGEST_LINE, is_hint, read_line
from ingest.parse.layout.imprint import is_byline
from ingest.text import clean, embargo, furniture
from ingest.text.names import is_outlet_alone, is_role, people
from ingest.text.prose import CLOSERS, is_item, key, words

_COUNT = re.compile(r"\W{0,3}\d{1,4}\s?(?:of|/|von|de|sur)\s?\d{1,4}\b")  # "3 of 41 documents"
SHORT_TITLE_WORDS = 4
RELEASE = "press release"
HEADER_LINES = 6  # a byline or a date further down belongs to the text
PAGE_TOP_LINES = 40  # of menus and banners that may stand above a headline
LONGEST_TITLE_WORDS = 30
LONGEST_QUESTION_WORDS = 20
_LABELS_OF_KINDS = {
    **dict.fromkeys(("opinion", "editorial", "comment", "commentary", "column"), "opinion"),
    **dict.fromkeys(
        ("press release", "news release", "media release", "for immediate release",
         "pressemitteilung", "medienmitteilung", "presseinformation", "communiqué de presse",
         "comunicado de prensa", "nota de prensa", "comunicato stampa", "comunicado de imprensa",
         "persbericht"), "press release"
    ),
    **dict.fromkeys(("live", "live blog", "live updates"), "live blog"),
}  # fmt: skip
KIND_LABELS = {label: kind for label, kind in _LABELS_OF_KINDS.items() if kind in KINDS}
_BETWEEN_LABELS = re.compile(r"(?<!\s)\s+(?:[-–—|/•]\s+|(?=vom\b))|[:;,|]")
_AFTER_LABEL = re.compile(r"(?:[:|]|(?<=\s)[-–—])\s+(?=\S)")
_CONTENT = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]{2}")


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


def kind_of_label(line: str) -> str:
    """What kind of piece a line says that says nothing else, "" for any other line.

    "Opinion"; "PRESS RELEASE - FOR IMMEDIATE RELEASE", "Press release, 5 January 2025".
    """
    if kind := KIND_LABELS.get(key(line)):
        return kind
    first, *others = _BETWEEN_LABELS.split(line) if len(line) <= LONGEST_LINE else [""]
    if KIND_LABELS.get(key(first)) != RELEASE:
        return ""
    told = all(
        not key(one) or key(one) in KIND_LABELS or read_line(Header(), one) for one in others
    )
    return RELEASE if told else ""


def without_release(title: str) -> tuple[str, bool]:
    """A headline without "Press release:" before it, and whether that stood there."""
    for divider in _AFTER_LABEL.finditer(title):
        if KIND_LABELS.get(key(title[: divider.start()])) == RELEASE:
            return title[divider.end() :], True
    return title, False


def opening(lines: list[str]) -> int:
    """Where the text begins: the first paragraph that speaks of the matter.

    A paragraph alone above buttons and more lines of a page's top is a notice of the page.
    """
    found = [n for n, line in enumerate(lines[:PAGE_TOP_LINES]) if _is_text(line)]
    for number, after in pairwise(found):
        between = lines[number + 1 : after]
        page = any(map(furniture.is_furniture, between[:2])) or any(map(is_byline, between))
        if len(between) < 2 or not page:
            return number
    return found[-1] if found else min(len(lines), HEADER_LINES)


def _is_text(line: str) -> bool:
    long = clean.is_prose(line) or len(line) > LONGEST_LINE
    asks = is_title(line) and words(line) <= LONGEST_QUESTION_WORDS  # or shouts: a headline may
    announces = line.endswith((":", "："))  # what stands below: "this is what I meant:"
    return long and not asks and not announces and not furniture.is_furniture(line)


def headline_at(lines: list[str], end: int, subject: str) -> int:
    """Which of the lines above the text is its headline, -1 for none.

    It is what is said again below; else the first that shares its words with the text, where pages
    pile menus, banners and other headlines above it.
    """
    places = _above_date(lines, [n for n in range(min(end, len(lines))) if _may_be_title(lines, n)])
    if len(lines) < 2 or not places:
        return -1
    # A name alone below a headline is the author's.
    below = [n for n in places if n > places[0] and people(lines[n])]
    if words(lines[places[0]]) > 2 and not people(lines[places[0]]):
        places = [n for n in places if n not in below]
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
    headed = [n for n in good if is_byline("".join(lines[n + 1 : n + 2]))]
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
    return any(is_byline(line) for line in lines[place + 1 : place + 4])


def _may_be_title(lines: list[str], number: int) -> bool:
    line = lines[number]
    if not is_title(line) or furniture.is_furniture(line) or is_item(line):
        return False
    if is_byline(line) or kind_of_label(line) or _COUNT.match(line) or embargo.is_line(line):
        return False
    if "," in line and people(line):
        return False  # "Ann Lee, Chief Correspondent"
    alone = furniture.is_section(line) or is_outlet_alone(line)
    below = lines[number + 1 : number + 8]
    return not (alone and any(words(other) > 2 and is_title(other) for other in below))
