"""Checked statements -> a numbered answer: marks, citations, and where each stands in the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer.answer import Citation, Statement, Support, marked
from bot.answer.extract import Candidate
from ingest.article import Article, Span

# A sentence that is its own quote says what the quote says.
VERBATIM = Support(verdict="supported", score=1.0)


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


def sentence_draft(candidate: Candidate) -> Draft:
    """A sentence of an article as a statement of its own."""
    quote = Quote(
        article=candidate.hit.article,
        start=candidate.span.start,
        end=candidate.span.end,
        support=VERBATIM,
    )
    # A number in brackets in the article's own words would read as a mark of ours.
    return Draft(text=without_marks(" ".join(candidate.text.split())), quotes=(quote,))


def without_marks(text: str) -> str:
    """`[3]` in the words of an article or a model -> `(3)`: only our marks may look like one."""
    out, rest = "", text
    while "[" in rest:
        before, _, after = rest.partition("[")
        number, close, tail = after.partition("]")
        if close and number.isdigit():
            out, rest = f"{out}{before}({number})", tail
        else:
            out, rest = f"{out}{before}[", after
    return out + rest


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
            citations.setdefault(
                number,
                Citation(
                    number=number,
                    article=quote.article,
                    start=quote.start,
                    end=quote.end,
                    support=quote.support,
                ),
            )
            if number not in own:
                own.append(number)
        statement = Statement(text=draft.text, citations=tuple(own))
        start = len(text) + (1 if text else 0)
        text = f"{text} {marked(statement)}" if text else marked(statement)
        span = Span(start, start + len(draft.text))
        for number in own:
            held = citations[number]
            citations[number] = replace(held, answer_spans=(*held.answer_spans, span))
        statements.append(statement)
    return tuple(statements), tuple(citations[number] for number in sorted(citations)), text
