"""Checked statements -> a numbered answer: marks, citations, and where each stands in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer.answer import Citation, Statement, Support, marked
from bot.answer.extract import Candidate
from ingest.article import Article, Span

# A sentence that is its own quote says what the quote says.
VERBATIM = Support(verdict="supported", score=1.0)
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
    return Draft(
        text=without_marks(candidate.said or " ".join(candidate.text.split())), quotes=(quote,)
    )


def without_marks(text: str) -> str:
    """`[3]` in the words of an article or a model -> `(3)`: only our marks may look like one."""
    return _MARK_LIKE.sub(r"(\1)", text)


def assemble(
    drafts: Sequence[Draft],
) -> tuple[tuple[Statement, ...], tuple[Citation, ...], str]:
    """Number the quotes by first mention and join the statements to one text.

    Returns:
        The statements, the citations by number, and the text, in which every citation is marked
        and every mark is a citation's.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    citations: dict[int, Citation] = {}
    statements: list[Statement] = []
    text = ""
    for draft in drafts:
        own: list[int] = []
        for quote in draft.quotes:
            key = (quote.article.id, quote.start, quote.end)
            number = numbers.setdefault(key, len(numbers) + 1)
            cited = Citation(
                number=number,
                article=quote.article,
                start=quote.start,
                end=quote.end,
                support=quote.support,
            )
            before = citations.setdefault(number, cited)
            # One verdict a citation: that of the statement which it carries worst.
            weaker = min(before.support, quote.support, key=lambda one: one.score)
            citations[number] = replace(before, support=weaker)
            if number not in own:
                own.append(number)
        statement = Statement(text=draft.text, citations=tuple(own), kind=draft.kind)
        start = len(text) + (1 if text else 0)
        text = f"{text} {marked(statement)}" if text else marked(statement)
        span = Span(start, start + len(draft.text))
        for number in own:
            held = citations[number]
            citations[number] = replace(held, answer_spans=(*held.answer_spans, span))
        statements.append(statement)
    return tuple(statements), tuple(citations[number] for number in sorted(citations)), text
