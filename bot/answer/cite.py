"""Checked statements -> a numbered answer: marks, citations, and where each stands in the text."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.answer.answer import Citation, Reported, Statement, Support, marked
from bot.answer.extracted.candidate import Candidate
from ingest.article import Article, Span
from ingest.stored.records import Copy

# A sentence that is its own quote says what the quote says.
VERBATIM = Support(verdict="supported", score=1.0)
_BULLET = re.compile(r"^[•‣▪●◦*·–—-]\s+")
_LINKS, _TAGS = re.compile(r"\](?=\()"), re.compile(r"<(?=[A-Za-z/!?])")
_MARK_LIKE = re.compile(r"\[(\s*\d+(?:\s*[,–-]\s*\d+)*\s*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A run of characters of one article that carries a statement."""

    article: Article
    start: int
    end: int
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One sentence of an answer and what carries it; the numbers come later."""

    text: str
    quotes: tuple[Quote, ...]  # at least one
    kind: str = ""  # as `Statement.kind`


def sentence_draft(candidate: Candidate) -> Draft:
    """A sentence of an article as a statement of its own."""
    quote = Quote(
        article=candidate.hit.article,
        start=candidate.span.start,
        end=candidate.span.end,
        support=VERBATIM,
    )
    # A number in brackets in the article's own words would read as a mark of ours.
    text = inert(without_marks(candidate.said or " ".join(candidate.text.split())))
    text = _BULLET.sub("", text)  # there is no list any more
    return Draft(text=f"{text}." if text[-1:].isalnum() else text, quotes=(quote,))


def reported_draft(said: Reported) -> Draft:
    """What an article reports, among the values that differ, as a statement of its own."""
    quote = Quote(article=said.article, start=said.start, end=said.end, support=VERBATIM)
    return Draft(text=inert(without_marks(" ".join(said.quote.split()))), quotes=(quote,))


def rests_on(draft: Draft, sentences: Collection[tuple[str, int]]) -> bool:
    """Whether it quotes where one of these begins: (article id, start)."""
    return any(
        one.article.id == article and one.start <= start < one.end
        for one in draft.quotes
        for article, start in sentences
    )


def without_marks(text: str) -> str:
    """`[3]` in the words of an article or a model -> `(3)`: only our marks may look like one."""
    return _MARK_LIKE.sub(r"(\1)", text)


def inert(text: str) -> str:
    """The words of an article, as long as before, of which no reader of Markdown makes a link, an
    image or an element.
    """
    return _TAGS.sub("‹", _LINKS.sub("］", text))


class Numbering:
    """Numbers the quotes of drafts by first mention, one draft after the other.

    A number that was given stays. The support and the places of a citation may still change.

    Args:
        also_in: by article id, the other articles that tell its story.
    """

    def __init__(self, also_in: Mapping[str, tuple[Copy, ...]] = MappingProxyType({})) -> None:
        self._also_in = also_in
        self.statements: list[Statement] = []
        self.text = ""  # in which every citation is marked and every mark is a citation's
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: dict[int, Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations[number] for number in sorted(self._citations))

    def add(self, draft: Draft) -> tuple[Statement, tuple[Citation, ...]]:
        """The draft as a statement, and the citations that carry it as far as is known."""
        own = tuple(dict.fromkeys(self._cite(quote) for quote in draft.quotes))
        statement = Statement(text=draft.text, citations=own, kind=draft.kind)
        start = len(self.text) + (1 if self.text else 0)
        self.text += (" " if self.text else "") + marked(statement)
        span = Span(start, start + len(draft.text))
        for number in own:
            held = self._citations[number]
            self._citations[number] = replace(held, answer_spans=(*held.answer_spans, span))
        self.statements.append(statement)
        return statement, tuple(self._citations[number] for number in sorted(own))

    def _cite(self, quote: Quote) -> int:
        key = (quote.article.id, quote.start, quote.end)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        cited = Citation(
            number=number,
            article=quote.article,
            start=quote.start,
            end=quote.end,
            support=quote.support,
            also_in=self._also_in.get(quote.article.id, ()),
        )
        before = self._citations.setdefault(number, cited)
        # One verdict a citation: that of the statement which it carries worst.
        weaker = min(before.support, quote.support, key=lambda one: one.score)
        self._citations[number] = replace(before, support=weaker)
        return number


def assemble(
    drafts: Sequence[Draft],
) -> tuple[tuple[Statement, ...], tuple[Citation, ...], str]:
    """Number the quotes by first mention and join the statements to one text.

    Returns:
        The statements, the citations by number, and the text, in which every citation is marked
        and every mark is a citation's.
    """
    numbering = Numbering()
    for draft in drafts:
        numbering.add(draft)
    return tuple(numbering.statements), numbering.citations, numbering.text
