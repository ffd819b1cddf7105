"""A question that needs several pieces of evidence -> its parts, each to be searched by itself.

Where it is cut is grammar: the reports that it names ("between the X article on A and the Y
article on B"), what is said one after the other of one thing ("which company did A, was B, and
also C"), two things compared, two questions in one. Most questions are one part, which is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.question.named import Mention
from bot.question.periods import Period, Spoken
from bot.question.reports import Piece, Report, by_report, opens_later, reports, trimmed
from bot.question.terms import content_words
from bot.question.wording import names
from ingest.article import Span

MOST = 6  # parts of one question
_FEWEST = 4  # words that count, for a piece to be searched by itself
_FEWEST_OF_REPORT = 2  # likewise where it names its report
_FEWEST_OF_QUESTION = 2  # likewise where it is a question
_LONGEST = 1000  # characters; what is longer is a text that was pasted, not a question

_ASKS = r"who|whom|whose|what|which|when|where|why|how"
_WH = re.compile(rf"\b(?:{_ASKS})\b", re.IGNORECASE)
_NEXT = re.compile(  # a further predicate of the same subject
    r",\s(?:(?:and|but|or|while|yet|as\swell\sas)\s)?(?:(?:also|later|then|once|additionally)\s)?|"
    r"\s(?:and|but|while|yet)\s(?=(?:also|is|was|are|were|has|had|have|who|whose|which|that|did|"
    r"does|once|later|then|being)\b)",
    re.IGNORECASE,
)
_NOT_NEXT = re.compile(  # an aside, or a further member of a list
    r"^(?:the|a|an|in|of|at|for|to|from|on|by|with|than|where|when|after|before|because|if|such|"
    r"including|as|during|despite|according|per|who|or|nor|both|"
    r"(?:given|awarded|presented|handed)\s(?:out\s)?(?:to|by|for|each|every|at|annually)|"
    r"[A-Z\d$€£'\"“‘])"
    r"(?![a-z])"
)
_TWO_QUESTIONS = re.compile(
    rf",?\s(?:and|or|but)\s(?=(?:{_ASKS})\b\s(?!is\salso|was\salso|also))", re.I
)
_THING = r"[^,;:?]{2,80}?"
_COMPARED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:differences?|differ|gap|comparison|compare\w*|distinction|choose|contrast)\s"
        rf"(?:\w+\s){{0,3}}?between\s(?P<a>{_THING})\sand\s(?P<b>{_THING})(?=[?,.]|$)",
        rf"\bcompare\s(?P<a>{_THING})\s(?:and|to|with)\s(?P<b>{_THING})(?=[?,.]|$)",
        rf"\bhow\s(?:do|does|did)\s(?P<a>{_THING})\sand\s(?P<b>{_THING})\s(?=compare|differ)",
        rf"(?:,|:)\s(?P<a>{_THING})\sor\s(?P<b>{_THING})(?=\?|$)",
    )
)
_QUOTED = re.compile(
    r"“[^”]{1,200}”|\"[^\"]{1,200}\"|(?<!\w)['‘][^'’]{1,80}['’](?!\w)|\d,\d|\([^)]{1,200}\)"
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|this|that|these|those)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one piece of evidence is to show."""

    text: str
    terms: tuple[str, ...]  # its words that count, as in `Question.terms`
    outlets: tuple[str, ...] = ()  # that this part is said to stand in
    periods: tuple[Period, ...] = ()  # that this part speaks of
    asks: bool = False  # it is a question of its own, not a piece of evidence for another


def split(
    text: str, mentions: Sequence[Mention] = (), spoken: Sequence[Spoken] = ()
) -> tuple[Part, ...]:
    """The parts of a question, in its order; () where one passage may answer it.

    Args:
        mentions: outlets that it names, see named.py.
        spoken: times that it names, see periods.py.
    """
    if len(text) > _LONGEST:
        return ()
    named = reports(text, mentions)
    questions = _by_question(text)
    pieces = (
        questions or by_report(text, named) or _compared(text) or _by_predicate(text, named, spoken)
    )
    made = [replace(_part(text, piece, spoken), asks=bool(questions)) for piece in pieces]
    fewest = _FEWEST_OF_REPORT if any(piece.outlets for piece in pieces) else 1
    made = [part for part in made if len(part.terms) >= fewest]
    return tuple(made[:MOST]) if len(made) > 1 else ()


def _part(text: str, piece: Piece, spoken: Sequence[Spoken]) -> Part:
    start, end = piece.span.start, piece.span.end
    own = []
    for gap in (
        *(one for one in piece.dropped if start <= one.start and one.end <= end),
        Span(end, end),
    ):
        own.append(text[start : gap.start])
        start = gap.end
    said = trimmed(" ".join(own))
    if piece.shared:
        said = f"{piece.shared}: {said}" if said else piece.shared
    within = (one.period for one in spoken if _in(one.span, piece.span))
    return Part(text=said, terms=content_words(said), outlets=piece.outlets, periods=tuple(within))


def _in(one: Span, other: Span) -> bool:
    return other.start <= one.start < other.end


# ---- several questions


def _by_question(text: str) -> list[Piece]:
    """Each of several questions; what was said before the first belongs to it."""
    ends = [match.end() for match in re.finditer(r"\?(?=\s|$)", text)]
    cuts = [0, *ends] if len(ends) > 1 else []
    if not cuts and _WH.match(text) and (second := _TWO_QUESTIONS.search(text)):
        cuts = [0, second.end(), len(text)]
    spans = [Span(a, b) for a, b in pairwise(cuts)]
    said_in = [len(content_words(text[one.start : one.end])) for one in spans]
    if not all(said_in) or max(said_in, default=0) < 2:
        return []
    first = text[spans[0].start : spans[0].end] if spans else ""
    pieces: list[Piece] = []
    for one in spans:
        said = text[one.start : one.end]
        needs = _POINTS_BACK.search(said) or len(content_words(said)) < _FEWEST_OF_QUESTION
        shared = " ".join(names(first) or content_words(first)) if pieces and needs else ""
        pieces.append(Piece(one, shared=shared))
    return pieces


# ---- one thing of which several are said, and two things


def _by_predicate(text: str, named: list[Report], spoken: Sequence[Spoken]) -> list[Piece]:
    """What is said, one after the other, of the one thing that is asked for."""
    asks = _WH.search(text)
    if asks is None or opens_later(text[asks.start() :]):
        return []
    masked = _masked(text, [*(one.span for one in named), *(one.span for one in spoken)])
    cuts = [asks.start()]
    for match in _NEXT.finditer(masked, asks.end()):
        if match[0].startswith(",") and _NOT_NEXT.match(text[match.end() :]):
            continue
        cuts.append(match.start())
    pieces = _long_enough(text, [*cuts, len(text)])
    outlets = tuple(dict.fromkeys(name for one in named for name in one.outlets))
    dropped = tuple(one.span for one in named)
    return [Piece(one, outlets, dropped=dropped) for one in pieces]


def _masked(text: str, spans: Sequence[Span]) -> str:
    """`text` with what must not be cut blotted out: quotations, names of reports, dates."""
    for match in _QUOTED.finditer(text):
        spans = [*spans, Span(match.start(), match.end())]
    for one in spans:
        text = text[: one.start] + "_" * (one.end - one.start) + text[one.end :]
    return text


def _long_enough(text: str, cuts: list[int]) -> list[Span]:
    """Pieces of which each says enough; what does not belongs to the one before."""
    kept: list[Span] = []
    for start, end in pairwise(cuts):
        short = len(content_words(text[start:end])) < _FEWEST
        first_short = bool(kept) and (
            len(content_words(text[kept[-1].start : kept[-1].end])) < _FEWEST
        )
        if kept and (short or first_short):
            kept[-1] = Span(kept[-1].start, end)
        else:
            kept.append(Span(start, end))
    return kept if len(kept) > 1 else []


def _compared(text: str) -> list[Piece]:
    """The two things that are compared, each with the rest of the question."""
    for pattern in _COMPARED:
        if match := pattern.search(text):
            if not all(content_words(f"x {match[thing]}") for thing in "ab"):
                continue  # "before and after" are times of one thing
            (a, b), (c, d) = match.span("a"), match.span("b")
            whole = Span(0, len(text))
            return [
                Piece(whole, dropped=(Span(b, d),)),
                Piece(whole, dropped=(Span(a, c),)),
            ]
    return []
