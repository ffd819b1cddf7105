"""Where a segmenter cut a sentence in two: what belongs together is joined again.

It cuts after a full stop and before a capital; numbers of lists, hours before a zone or a day, and
abbreviations before a figure stand so within sentences.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.article import Span
from ingest.text import dates

LONGEST_TAIL, LONGEST_HEAD = 32, 48  # characters on either side that are looked at
MOST_ITEMS = 200  # of one enumeration
_ZONE = (
    r"(?:(?:[ECMP]|AK|H|A[EWC]?|NZ|N|B|I|W|CE|EE|MS|J|K|SG)[SD]?T|C?E[ES]T|GMT|UTC|HKT|SGT|MSK)"
    r"(?:/[A-Z]{2,4})?\b|[A-Z]\w+ (?:(?i:standard|daylight|summer|mean) )?(?i:time)\b"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b(?!['’])"
_NO_ADDRESS = r"(?!https?:|www\.|@|[\w-]{1,40}\.[a-z]{2,6}\b)"
_ARTICLE = (
    r"(?:am|an|ab|beim|bis|das|dem|den|der|des|die|im|ins|jede[mnrs]?|seit|vom|zum|zur|"
    r"(?:ihr|sein|mein|unser)e?[mnrs]?)"
)
_GERMAN = (
    r"(?:Jahrhundert|Weltkrieg|Spieltag|Geburtstag|Jahrestag|Lebensjahr|Platz|Klasse|Liga|"
    r"Bundesliga|Stock|Etage|Minute|Runde|Auflage|Mal)"
)
# What stands before a full stop, and what goes on behind it.
_GO_ON = [
    (re.compile(before + "$"), re.compile(after))
    for before, after in (
        (r"\d\s?[ap]\.\s?m\.", rf"{_ZONE}|{_DAY}"),
        (r"\b\d+ (?:[NSEW]|[NS][EW])\.", r"[A-Z\d]"),
        (
            r"(?<!\d )\b(?:[Vv]ols?|[Aa]pprox|[Ee]st|[Tt][eé]l|[Nn][or]s?|[Aa]rt|Abs|[Ff]igs?|pp?|"
            r"ca?|cap|[Cc]h|[Ss]ecs?|[Kk]ap|Bd|Ziff|núm|pág|n\.º|[Ee]xt|[Rr]te|[Hh]wy|Pop)\.",
            r"[\d£$€]",
        ),
        (r"\b(?:[A-Z][a-z]{0,3}|[IVX]{1,5})\.", rf"{_NO_ADDRESS}[a-z](?![.)])"),
        (r"[^\W\d_][!?]", rf"{_NO_ADDRESS}[a-z]"),
        (r"\?", r"[–—] \S"),  # an interview's question and its answer
        (r"\b1\.", r"(?:[A-Z]?FC|FSV|FFC|HC|SC|SV|TC|VC)\b"),
    )
]
_GO_ON_IN_GERMAN = [
    (re.compile(before + "$"), re.compile(after))
    for before, after in (
        (rf"\b(?i:{_ARTICLE}) \d{{1,3}}\.", r"[^\W\d_]"),
        (r"\b\d{1,3}\.", _GERMAN),
    )
]
_HOUR = re.compile(r"\d\s?[ap]\.\s?m\.$")
_DAY_OF_MONTH = re.compile(r"\b\d{1,2}\.$")
# "12.", "b)", "Q." as the whole of what stands before the first cut of a paragraph.
_MARK = re.compile(r"[(#]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]")
# "Women: 3.", as a result is told below its heading.
_HEADED_MARK = re.compile(r"[^.:!?]{1,80}: \d{1,3}[.)]")
_INNER_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z])\)\s")
# Where a parenthesis ends that holds whole sentences.
_CLOSED = re.compile(r"[.!?…][\"'”’]*\)(?=\s+[\"'“‘(\[]?(\S))")
_FIRST = re.compile(r"(?:^|[:;,–—-]\s+|\()1[.)](?=\s)")
_MONTH_AT_END = re.compile(rf"\b{dates.MONTH.pattern}\s*$", re.IGNORECASE)
_OPENED = re.compile(r"(?<=\s)[“\"]$")


def mended(text: str, paragraph: Span, cuts: Iterable[Span], language: str) -> list[Span]:
    """The sentences of `paragraph` out of the pieces that it was cut into, none of them empty.

    Args:
        cuts: trimmed, in order; all of the paragraph but white space stands in them.
        language: ISO 639-1.
    """
    found: list[Span] = []
    items: set[int] | None = None
    for span in _closed(text, cuts):
        if not found:
            found.append(span)
            continue
        before = found[-1]
        if (opened := _opened(text, before)) and opened > before.start:
            span = Span(opened, span.end)
            before = found[-1] = Span(before.start, _stripped(text, before.start, opened))
        if items is None:
            items = _items(text, paragraph)
        marked = before.end in items or (
            before.start == paragraph.start
            and (
                _MARK.fullmatch(text, before.start, before.end)
                or _HEADED_MARK.fullmatch(text, before.start, before.end)
            )
        )
        if marked or _goes_on(text, before, span, language):
            found[-1] = Span(before.start, span.end)
        else:
            found.append(span)
    return found


def _closed(text: str, cuts: Iterable[Span]) -> Iterator[Span]:
    """The pieces, cut also behind a parenthesis of whole sentences: "(It leaks.) He wept"."""
    held: Span | None = None
    for span in cuts:
        start = span.start
        if held and text[start] == ")":
            held, start = Span(held.start, start + 1), _next(text, start + 1, span.end)
        if held:
            yield held
        held = None
        for close in _CLOSED.finditer(text, start, span.end):
            inside = text.count("(", start, close.end()) - text.count(")", start, close.end()) + 1
            is_whole = inside <= 0 or (inside == 1 and text[start] == "(")
            if is_whole and close[1].isupper():
                yield Span(start, close.end())
                start = _next(text, close.end(), span.end)
        held = Span(start, span.end) if start < span.end else None
    if held:
        yield held


def _next(text: str, start: int, end: int) -> int:
    """Where white space ends."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _goes_on(text: str, before: Span, after: Span, language: str) -> bool:
    if _INNER_MARK.match(text, after.start) and text[before.end - 1] not in '.!?…;:”"':
        return True  # "1) it fails, 2) Lee pays or 3) Lee walks away"
    if text[before.end - 1] not in ".!?":
        return False
    tail = text[max(before.start, before.end - LONGEST_TAIL) : before.end]
    head = text[after.start : min(after.end, after.start + LONGEST_HEAD)]
    if dates.MONTH.match(head) and (_HOUR.search(tail) or _DAY_OF_MONTH.search(tail)):
        return True
    rules = _GO_ON + _GO_ON_IN_GERMAN if language == "de" else _GO_ON
    return any(one.search(tail) and other.match(head) for one, other in rules)


def _opened(text: str, span: Span) -> int:
    """Where a quotation mark at the end stands that opens what follows; 0 for none."""
    if not (mark := _OPENED.search(text, max(span.start, span.end - 2), span.end)):
        return 0
    straight = text.count('"', span.start, span.end)
    return mark.start() if mark[0] == "“" or straight % 2 else 0


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _items(text: str, paragraph: Span) -> set[int]:
    """Where the numbers of an enumeration end: "1. Ann Lee 2:11:40; 2. Tom Ray 2:13:05"."""
    if text.find("1", paragraph.start, paragraph.end) < 0:
        return set()
    line = text[paragraph.start : paragraph.end]
    if (first := _FIRST.search(line)) is None:
        return set()
    ends = [first.end()]
    for number in range(2, MOST_ITEMS):
        mark = re.compile(rf"[\s(]{number}[.)](?=\s)").search(line, ends[-1])
        if mark is None or _MONTH_AT_END.search(line, ends[-1], mark.start()):
            break
        ends.append(mark.end())
    is_headed = first[0].startswith(":")  # "Wheelchair race: 1. Ann Lee"
    return {paragraph.start + end for end in ends} if is_headed or len(ends) > 1 else set()
