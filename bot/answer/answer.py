"""The nouns of an answer, as every channel gives them (docs/answer.md shows one).

`to_json` is the one rendering to plain JSON; the command line, REST and the event stream share it.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import quote as percent

from bot.periods import Period
from ingest.article import Article, Span


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"  # a part of it; the rest the articles do not say
    NO_ANSWER = "no_answer"  # the articles do not say
    REFUSED = "refused"  # not a question for this bot
    CLARIFY = "clarify"  # it cannot be told what is asked
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What checking a statement against its quote gave."""

    verdict: str  # "supported", "partly" or "unsupported"
    score: float  # 0..1


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One quote: `article.text[start:end] == quote`, always."""

    number: int  # from 1, in order of first mention
    article: Article
    start: int
    end: int
    support: Support
    answer_spans: tuple[Span, ...] = ()  # the statements in Answer.text that carry its mark

    @property
    def quote(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def page(self) -> int:
        """The page that the quote begins on, from 1; 0 where the article has no pages."""
        return self.article.page(self.start)

    @property
    def link(self) -> str:
        """The publisher's page at the quote (URL fragment text directive), "" without a URL."""
        if not self.article.url:
            return ""
        words = self.quote.split()
        # A long or many-lined quote is named by its first and last words: browsers match runs.
        ends = (words[:5], words[-5:]) if len(words) > 12 else (words,)
        # A dash, comma or ampersand is syntax in the directive; the first needs doing by hand.
        text = ",".join(percent(" ".join(end), safe="").replace("-", "%2D") for end in ends)
        # An address may point at a place of its own, which the directive follows.
        return f"{self.article.url}{'' if '#' in self.article.url else '#'}:~:text={text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of the answer, without marks, and the citations that carry it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What the words of the question were taken to ask for; each can be taken off again."""

    periods: tuple[Period, ...] = ()
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # whose articles it speaks of and the library has none
    latest: bool = False
    parts: tuple[str, ...] = ()  # what was searched one by one, in words
    ignored: tuple[str, ...] = ()  # what the asker took off, of question.IGNORABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was looked through, and what for."""

    articles: int
    passages: int
    first_day: str = ""
    last_day: str = ""
    sources: tuple[str, ...] = ()
    understood: Understood = field(default_factory=Understood)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole answer. `text` is the statements, each followed by its marks, `[1]` and so on."""

    id: str
    question: str
    outcome: Outcome
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched
    nearest: tuple[Article, ...] = ()  # where nothing answers: the articles that come closest
    model: str = ""  # what wrote it: a chat model's name, "extractive" where code chose sentences
    seconds: float = 0.0
    disagreements: tuple[dict[str, Any], ...] = field(default=())
    followups: tuple[str, ...] = ()


def marked(statement: Statement) -> str:
    """The statement with its marks behind it."""
    return statement.text + "".join(f" [{number}]" for number in statement.citations)


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values: the shape that all channels share."""
    searched = answer.searched
    return {
        "id": answer.id,
        "question": answer.question,
        "outcome": answer.outcome.value,
        "text": answer.text,
        "statements": [
            {"text": one.text, "citations": list(one.citations)} for one in answer.statements
        ],
        "citations": [citation_json(one) for one in answer.citations],
        "disagreements": list(answer.disagreements),
        "searched": {
            "articles": searched.articles,
            "passages": searched.passages,
            "from": searched.first_day or None,
            "to": searched.last_day or None,
            "sources": list(searched.sources),
            "understood": _understood_json(searched.understood),
        },
        "nearest": [article_json(article) for article in answer.nearest],
        "followups": list(answer.followups),
        "model": answer.model,
        "seconds": answer.seconds,
    }


def _understood_json(understood: Understood) -> dict[str, Any]:
    return {
        "periods": [
            {
                "from": one.first_day or None,
                "to": one.last_day or None,
                "said": one.said,
                "of": one.of,
            }
            for one in understood.periods
        ],
        "outlets": list(understood.outlets),
        "authors": list(understood.authors),
        "elsewhere": list(understood.elsewhere),
        "latest": understood.latest,
        "parts": list(understood.parts),
        "ignored": list(understood.ignored),
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page or None,
        "link": citation.link or None,
        "article": article_json(citation.article),
        "support": asdict(citation.support),
        "answer_spans": [list(span) for span in citation.answer_spans],
    }


def article_json(article: Article) -> dict[str, Any]:
    """An article without its text; unknown values are null."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source or None,
        "url": article.url or None,
        "authors": list(article.authors),
        "published_at": article.published_at or None,
        "version": article.version,
    }
