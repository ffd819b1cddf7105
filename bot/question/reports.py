"""The reports that a question names, and what it says that each of them tells.

"Between the X article on A and the Y article on B, ..." tells A of X and B of Y; "P, as reported by
X, and Q, according to Y" likewise, the other way round.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.question.named import Mention
from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, OPENS_LATER
from ingest.article import Span

_NOUN = (
    r"(?:articles?|reports?|stor(?:y|ies)|pieces?|coverage|ones?|posts?|publication|source|outlet)"
)
# A report that is named by no outlet: "the other article", "a later one", "the same source".
_UNNAMED = re.compile(
    rf"\b(?:the|a|an|another|its|their|that)\s(?:(?:same|other|second|later|subsequent|earlier|news|"
    rf"previous|first|latter|former|following|separate|different)\s)*{_NOUN}\b"
    r"(?=[\s,]+(?:on|about|of|from|featuring|that|which|discussing|published|highlighting|"
    r"describing|dated|regarding|concerning|detailing|covering|mentioning|suggest\w*|report\w*|"
    r"claim\w*|accus\w*|stat\w+|maintain\w*|impl\w+|indicat\w+|\w+ing)\b)|"
    rf"\b(?:the\ssame|another|a\slater|a\ssubsequent|the\sother)\s(?:news\s)?{_NOUN}\b|"
    r"(?<=\bwith )one\b|\bthe other\b(?= \w+ing\b)",
    re.IGNORECASE,
)
# What stands between two pieces, the strongest first.
_JOINTS = tuple(
    re.compile(joint, re.IGNORECASE)
    for joint in (
        r"[,;]?\s(?:while|whereas|whilst)\b|;\s",
        r",?\s(?:compared\s(?:to|with)|in\scontrast\sto|as\sopposed\sto|versus|than)\b",
        r",\s(?:but|and|yet)\b|,?\s(?:after|before)\b",
        r"\s(?:but|and|yet)\b",
        r",\s",
    )
)
_LOOSE = re.compile(  # words that hang on to a piece where it is cut
    r"^(?:[\s,;:.]|(?:and|but|while|whereas|whilst|then|also|yet|compared|versus|than|as|with|in|"
    r"contrast|subsequent|does|did|do|is|was|has|to|the|between|after|before|considering)\b)+|"
    r"(?<![\s,;:.?])[\s,;:.?]+$|"
    r"(?<![\s,])(?:[\s,]+(?:and|but|while|whereas|the|a|an|as|to|with|than|both|by|does|did|is|"
    r"subsequent|later|another|separate|other|second|earlier|between|before|after)){1,8}"
    r"[\s,;:.?]*$",
    re.IGNORECASE,
)
_OPENS_LATER = re.compile(rf"^(?:{OPENS_LATER})\b", re.IGNORECASE)
_MAIN = re.compile(
    rf",\s(?=(?:{AUXILIARY}|how|what|which|who|whose|whom|why|where|when)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a question names it, by its outlet or not."""

    span: Span
    outlets: tuple[str, ...]
    trails: bool  # what it tells stands before it


@dataclass(frozen=True, slots=True)
class Piece:
    span: Span
    outlets: tuple[str, ...] = ()
    shared: str = ""  # what is said of all pieces together
    dropped: tuple[Span, ...] = ()  # of it, what names the report


def reports(text: str, mentions: Sequence[Mention]) -> list[Report]:
    """The reports that are named, outlets of one list as one, in order."""
    found: list[Report] = []
    last_list = 0
    for one in mentions:
        if not one.source:
            continue
        phrase = one.phrase or one.span
        if found and one.list == last_list:
            before = found[-1]
            names = tuple(dict.fromkeys((*before.outlets, *one.outlets)))
            found[-1] = Report(Span(before.span.start, phrase.end), names, before.trails)
        else:
            found.append(Report(phrase, one.outlets, one.trails))
        last_list = one.list
    taken = [one.span for one in found]
    for match in _UNNAMED.finditer(text):
        if not any(one.start <= match.end() and match.start() <= one.end + 1 for one in taken):
            found.append(Report(Span(match.start(), match.end()), (), False))
    found.sort(key=lambda report: report.span.start)
    # "the same source" is the one before.
    for number, report in enumerate(found):
        if not report.outlets and number:
            found[number] = Report(report.span, found[number - 1].outlets, report.trails)
    return found


def by_report(text: str, named: list[Report]) -> list[Piece]:
    """What each of several reports is said to tell; [] where there are not several."""
    if len(named) < 2:
        return []
    trails = [_trails(text, number, named) for number in range(len(named))]
    cuts = [
        _cut(text, one, other, (trails[number], trails[number + 1]))
        for number, (one, other) in enumerate(pairwise(named))
    ]
    shared: list[str] = []
    start, end = 0, len(text)
    if not trails[0]:
        start = named[0].span.start
        if len(content_words(text[:start])) >= 2:
            shared.append(trimmed(text[:start]))
    if opens_later(text) and (main := _last(_MAIN, text, named[-1].span.end)):
        shared.append(trimmed(text[main.end() :]))
        end = main.start()
    said_of_all = "; ".join(filter(None, shared))
    return [
        Piece(Span(first, last), one.outlets, said_of_all, (one.span,))
        for one, (first, last) in zip(named, pairwise([start, *cuts, end]), strict=True)
        if first < last
    ]


def opens_later(text: str) -> bool:
    """Whether the main clause comes behind another: "After X reported A, did ...?"."""
    return bool(_OPENS_LATER.match(text))


def trimmed(text: str) -> str:
    """`text` without the words that hang on to it where it was cut."""
    return _LOOSE.sub("", _LOOSE.sub("", " ".join(text.split())))


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start):
        found = match
    return found


def _trails(text: str, number: int, named: list[Report]) -> bool:
    """Whether what a report tells stands before it: not where nothing does."""
    before = named[number - 1].span.end if number else 0
    one = named[number]
    return one.trails and len(content_words(text[before : one.span.start])) >= 2


def _cut(text: str, one: Report, other: Report, trails: tuple[bool, bool]) -> int:
    """Where, between two reports, what the first tells ends and what the second tells begins."""
    start, end = one.span.end, other.span.start
    if start >= end:
        return end
    if trails[0]:
        return start
    if not trails[1]:
        return end
    for joint in _JOINTS:
        if found := _last(joint, text[:end], start):
            return found.start()
    return end
