"""What an outlet has taken back: a correction tells the mistake again, and what is right.

"On Monday we reported that nine people had died" is no report that nine died. The sentence belongs
together with the one that sets it right, and what it repeats from an earlier article of the same
outlet no longer counts.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from bot.differ.sameness import lows, other_place
from bot.figures.figures import Measure, measures, same
from bot.figures.moments import When
from bot.question import wording
from bot.question.terms import words
from bot.search.retrieve import Hit
from ingest.article import Article, Span
from ingest.store import Store
from ingest.stored.records import Vector

REPEATS = 0.4  # cosine from which a correction repeats a sentence that has its figure or its name
SHORT = 15  # words of a sentence that only apologises
Place = tuple[str, int]  # the article's id, and where in it the sentence begins

_TOLD = (
    r"reported|said|stated|wrote|gave|given|described|named|identified|quoted|claimed|referred to|"
    r"published|put|suggested|attributed|called"
)
_WRONGLY = r"wrongly|incorrectly|mistakenly|erroneously|in error|misstated|misquoted|misidentified"
_OURS = (
    r"(?:an? |the )?(?:earlier|previous|original|first|print) (?:version|edition|report) of this|"
    r"this (?:article|story|report|page|newspaper|website)|our (?:article|story|report|headline)"
)
# Somebody tells again what they told before.
_AGAIN = re.compile(
    rf"\b(?:we|I)\b(?: \w+){{0,2}}? (?:{_TOLD})\b|"
    rf"\b(?:{_OURS})\b.{{0,80}}?\b(?:{_TOLD}|{_WRONGLY})\b|"
    rf"\b(?:an?|the|our) (?:article|story|report|headline)\b.{{0,60}}?\b(?:{_WRONGLY})\b|"
    # Under a title that says so, whatever a report said is told again.
    r"(?P<titled>\b(?:an?|the|our) (?:[\w-]+ ){0,2}?(?:article|story|report|headline|caption|item|"
    rf"review|column|obituary|interview)\b.{{0,120}}?\b(?:{_TOLD})\b)",
    re.IGNORECASE,
)
# Who was wrongly named may have been so by anybody: only in what says that it corrects, by itself.
_WAS_TOLD = re.compile(rf"\b(?:{_WRONGLY}) (?:{_TOLD})\b", re.IGNORECASE)
_TITLE = re.compile(
    r"^\W*(?:corrections?|clarifications?|erratum|errata|apology|for the record|berichtigung|"
    r"korrektur|richtigstellung|rectificati(?:f|on)|correctif|fe de erratas|rettifica|"
    r"errata corrige|correctie|rectificatie)\b",
    re.IGNORECASE,
)
# What says around it that it was wrong.
_WRONG = re.compile(
    rf"\b(?:corrections?|clarification|{_WRONGLY}|"
    r"the correct (?:figure|number|name|date|sum|amount|spelling)|"
    r"(?:has|have) been (?:corrected|amended)|should have (?:said|read|been)|"
    r"(?:apologi[sz]e|sorry) for (?:the|this|our|any) (?:error|mistake)s?|regrets? the (?:error|"
    r"mistake)s?|th(?:is|at) was (?:wrong|incorrect|not (?:so|true|correct)))\b",
    re.IGNORECASE,
)
# One of these stands in whatever these find: to look for them first takes a tenth of the time.
_IN_WRONG = (
    *("orrect", "lari", "rong", "rror", "istake", "issta", "isquot", "isident", "mended"),
    *("hould have", "polog", "orry", "egret", "his was not", "hat was not"),
)
_SORRY = re.compile(
    r"\b(?:apologi[sz]e|apology|sorry|regrets?|(?:has|have) been (?:corrected|amended))\b",
    re.IGNORECASE,
)
# Behind these a sentence sets itself right.
_RIGHT = re.compile(
    r";\s|\b(?:in fact|in truth|when (?:it|he|she|they|the)|whereas|should have (?:been|said|read)|"
    r"rather than|instead of|but (?:it|he|she|they|the)|,? not)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One mistake that is taken back."""

    hit: Hit
    span: Span  # the sentence that tells it again, with the one that sets it right
    wrong: Span  # what tells it again
    repeated: frozenset[Place] = field(default=frozenset())  # the sentences that are taken back

    @property
    def article(self) -> Article:
        return self.hit.article


def find(store: Store, hits: Sequence[Hit]) -> tuple[Correction, ...]:
    """The corrections among some hits, with the sentences of other hits that they take back.

    Raises:
        EmbeddingError: the model did not answer.
    """
    able = [hit for hit in hits if _may_correct(hit.article.title, hit.passage.text)]
    found = [made for hit in able for made in _of(hit)]
    return tuple(
        Correction(
            hit=one.hit, span=one.span, wrong=one.wrong, repeated=_repeated(store, one, hits)
        )
        for one in found
    )


def values_of(corrections: Sequence[Correction], hit: Hit, span: Span) -> Span | None:
    """Where a sentence gives values that hold: all of it; what sets it right; None for nowhere."""
    for one in corrections:
        if (hit.article.id, span.start) in one.repeated:
            return None
        if one.article.id == hit.article.id and one.wrong.start <= span.start < one.wrong.end:
            return Span(one.wrong.end, one.span.end) if one.wrong.end < one.span.end else None
    return span


@lru_cache(maxsize=4096)
def _may_correct(title: str, text: str) -> bool:
    may_be_wrong = any(one in text for one in _IN_WRONG)
    return bool(_TITLE.match(title) or (may_be_wrong and _WRONG.search(text)))


def _of(hit: Hit) -> list[Correction]:
    text, own = hit.article.text, hit.passage.sentences
    is_whole = bool(_TITLE.match(hit.article.title))
    made = []
    for number, span in enumerate(own):
        said = _QUOTE.sub(" ", text[span.start : span.end])
        near = text[own[max(0, number - 1)].start : own[min(len(own), number + 3) - 1].end]
        again = _AGAIN.search(said)
        is_own = again is not None and not again["titled"] and _WRONG.search(near)
        if (
            (again and is_whole)
            or is_own
            or (_WAS_TOLD.search(said) and (is_whole or _SORRY.search(near)))
        ):
            made.append(_with_right(hit, number))
    return made


def _with_right(hit: Hit, number: int) -> Correction:
    """The sentence, and the next one where it does not set itself right."""
    text, own = hit.article.text, hit.passage.sentences
    span = own[number]
    again = _AGAIN.search(text, span.start, span.end)
    right = _RIGHT.search(text, again.end() if again else span.start, span.end)
    if right:
        return Correction(hit=hit, span=span, wrong=Span(span.start, right.end()))
    after = own[number + 1] if number + 1 < len(own) else None
    said = text[after.start : after.end] if after else ""
    if after is None or _SORRY.search(said) or _AGAIN.search(said):
        return Correction(hit=hit, span=span, wrong=span)
    return Correction(hit=hit, span=Span(span.start, after.end), wrong=span)


def _repeated(store: Store, one: Correction, hits: Sequence[Hit]) -> frozenset[Place]:
    """The sentences of earlier articles of its outlet that say what it takes back."""
    earlier = [hit for hit in hits if _may_be_taken_back(hit.article, one.article)]
    if not earlier:
        return frozenset()
    figures, names = mistake(one)
    text, days = one.article.text, _days(one)
    wrong = store.embedder.texts([text[one.wrong.start : one.wrong.end]])[0]
    found: set[Place] = set()
    for hit in earlier:
        if days and not any(_is_near(day, hit.article.published_at) for day in days):
            continue
        for span, vector in zip(hit.passage.sentences, _vectors(store, hit), strict=True):
            said = hit.article.text[span.start : span.end]
            if float(vector @ wrong) < REPEATS:
                continue
            own = measures(said, day=hit.article.published_at)
            if figures:
                is_same = any(_is_one(a, b) for a in figures for b in own)
            else:
                is_same = bool(names & _names(said))
            if is_same and not _tells_of_other(one, hit, said):
                found.add((hit.article.id, span.start))
    return frozenset(found)


def regrets(sentence: str) -> bool:
    """Whether a sentence says no more than that somebody is sorry: "We apologise to her"."""
    return len(sentence.split()) <= SHORT and bool(_SORRY.search(sentence))


def mistake(one: Correction) -> tuple[list[Measure], set[str]]:
    """The figures that are taken back, and the words of names that only the mistake has."""
    text, told = one.article.text, _told(one)
    given = measures(told) or measures(text[one.wrong.start : one.wrong.end])
    figures = [item for item in given if item.kind not in {"date", "time"}]
    return figures, _names(told) - _names(text[one.wrong.end : one.span.end])


def _told(one: Correction) -> str:
    """What had been told: "that nine people had died", "" where nobody says that they told it."""
    again = _AGAIN.search(one.article.text, one.wrong.start, one.wrong.end)
    return one.article.text[again.end() : one.wrong.end] if again else ""


def _days(one: Correction) -> frozenset[date]:
    """The days on which it may have been told, as the correction has it; none where it has none."""
    text, by = one.article.text, one.article.published_at
    again = _AGAIN.search(text, one.wrong.start, one.wrong.end)
    ahead = text[one.wrong.start : again.end()] if again else ""
    found: set[date] = set()
    for when in (item.value for item in measures(ahead, day=by)):
        if not isinstance(when, When):
            continue
        if when.weekday >= 0 and when.near:
            ago = (when.near.weekday() - when.weekday) % 7
            found |= {when.near - timedelta(days=each) for each in ([ago] if ago else [0, 7])}
        elif when.day and when.month:
            year = when.year or int(by[:4])
            for each in [year] if when.year else [year, year - 1]:
                with suppress(ValueError):  # 29 February
                    found.add(date(each, when.month, when.day))
    return frozenset(found)


def _is_near(day: date, published: str) -> bool:
    """Whether it came out on that day, or on the one before or after."""
    try:
        return abs((date.fromisoformat(published[:10]) - day).days) <= 1
    except ValueError:
        return True  # only the month or the year is known


def _tells_of_other(one: Correction, hit: Hit, said: str) -> bool:
    """Whether a sentence names other things than the mistake, or its article none of those."""
    again, near = _told(one), f"{hit.article.title} {said}"
    if other_place(again, said, again, near):
        return True
    around = lows(f"{hit.article.title} {hit.article.text}")
    named = wording.names(f"x {again}", _figures(f"x {again}"))
    if any(not lows(name) & around for name in named) and mistake(one)[0]:
        return True
    apart = {word for name in named for word in lows(name)} - lows(near)
    known = lows(f"{one.article.title} {one.article.text}")
    own = {
        word for name in wording.names(f"x {said}", _figures(f"x {said}")) for word in lows(name)
    } - known
    if apart - around:
        return bool(own)
    # "The dead of Ulm" and "the dead of Linz" in one article.
    return bool((_beside(again, apart) & _beside(said, own)) - {()})


def _figures(text: str) -> tuple[Span, ...]:
    """Where days and times stand, that are no names; and figures, that begin sentences."""
    return tuple(Span(item.start, item.end) for item in measures(text))


def _beside(text: str, those: Collection[str]) -> set[tuple[str, ...]]:
    """What stands around those words: the word behind each, the two ahead."""
    run = [word.casefold() for word in words(text)]
    at = [n for n, word in enumerate(run) if word in those]
    return {tuple(run[n + 1 : n + 2]) for n in at} | {tuple(run[max(0, n - 2) : n]) for n in at}


def _is_one(a: Measure, b: Measure) -> bool:
    """Whether two figures are one; an age may be told as a number of years."""
    return same(a, b) or (a.value == b.value and a.unit == b.unit)


def _names(text: str) -> set[str]:
    return {word for name in wording.names(f"x {text}") for word in words(name)}


def _may_be_taken_back(article: Article, by: Article) -> bool:
    """Whether it came out before, and not surely by another outlet."""
    if article.id == by.id or not article.published_at or not by.published_at:
        return False
    outlets = {article.source.casefold(), by.source.casefold()} - {""}
    return article.published_at < by.published_at and len(outlets) < 2


def _vectors(store: Store, hit: Hit) -> Vector:
    if hit.sentence_vectors is not None:
        return hit.sentence_vectors
    text = hit.article.text
    return store.embedder.texts([text[one.start : one.end] for one in hit.passage.sentences])
