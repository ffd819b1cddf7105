"""The nouns of an answer, as every channel gives them (docs/answer.md shows one).

`to_json` is the one rendering to plain JSON; the command line, REST and the event stream share it.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import quote as percent

from bot.question.periods import Period
from ingest.article import Article, Span
from ingest.stored.records import Copy

EXTRACTIVE = "extractive"  # Answer.model where code chose sentences of the articles


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"  # a part of it; the rest the articles do not say
    NO_ANSWER = "no_answer"  # the articles do not say
    REFUSED = "refused"  # not a question for this bot
    CLARIFY = "clarify"  # it cannot be told what is asked
    ERROR = "error"  # one of a batch that could not be answered; alone, the error is raised


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What checking a statement against its quote gave."""

    verdict: str  # "supported", "partly" or "unsupported"
    score: float  # 0..1
    reasons: tuple[str, ...] = ()  # in words, where it is not wholly supported


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One quote: `article.text[start:end] == quote`, always."""

    number: int  # from 1, in order of first mention
    article: Article
    start: int
    end: int
    support: Support
    answer_spans: tuple[Span, ...] = ()  # the statements in Answer.text that carry its mark
    also_in: tuple[Copy, ...] = ()  # other articles that tell the same story

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
        return text_link(self.article.url, self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of the answer, without marks, and the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    # How it comes to be said: "" for a fact that is reported, "claim" (somebody's), "opinion" (an
    # opinion piece's), "press_release".
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One of the values that differ, and where it stands: `article.text[start:end] == quote`."""

    value: str  # as the article writes it
    article: Article
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Different stories give different values for the same thing."""

    about: str  # what the values are of, in words: "killed", "cost"
    values: tuple[Reported, ...]  # at least two, the newest last


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a reader of the answer must know besides it, in a sentence of the asker's language."""

    kind: str  # a stable name, see docs/answer.md
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What the words of the question were taken to ask for; each can be taken off again."""

    periods: tuple[Period, ...] = ()
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # whose articles it speaks of and the library has none
    latest: bool = False
    parts: tuple[str, ...] = ()  # what was searched one by one, in words
    ignored: tuple[str, ...] = ()  # what the asker took off, of understanding.IGNORABLE
    made_whole: str = ""  # the question with what it lacked from what was said before, if it did


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
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[Note, ...] = ()
    followups: tuple[str, ...] = ()  # questions that the articles can answer next
    language: str = ""  # of the asker, ISO 639-1: fixed texts and a model's words are in it
    conversation: str = ""  # id of the conversation that it is part of, "" where it stands alone


def text_link(url: str, quote: str) -> str:
    """A page's address at a quote (URL fragment text directive), "" without an address."""
    if not url:
        return ""
    words = quote.split()
    # A long or many-lined quote is named by its first and last words: browsers match runs.
    ends = (words[:5], words[-5:]) if len(words) > 12 else (words,)
    # A dash, comma or ampersand is syntax in the directive; the first needs doing by hand.
    text = ",".join(percent(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    # An address may point at a place of its own, which the directive follows.
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"


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
        "statements": [statement_json(one) for one in answer.statements],
        "citations": [citation_json(one) for one in answer.citations],
        "disagreements": [
            {"about": one.about, "values": [_reported_json(value) for value in one.values]}
            for one in answer.disagreements
        ],
        "notes": [asdict(note) for note in answer.notes],
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
        "language": answer.language or None,
        "conversation": answer.conversation or None,
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
        "as": understood.made_whole or None,
    }


def _reported_json(reported: Reported) -> dict[str, Any]:
    return {
        "value": reported.value,
        "quote": reported.quote,
        "start": reported.start,
        "end": reported.end,
        "link": text_link(reported.article.url, reported.quote) or None,
        "article": article_json(reported.article),
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "kind": statement.kind or None,
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
        "support": asdict(citation.support) | {"reasons": list(citation.support.reasons)},
        "answer_spans": [list(span) for span in citation.answer_spans],
        "also_in": [
            {name: said or None for name, said in asdict(copy).items()} for copy in citation.also_in
        ],
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
        "kind": article.kind or None,
        "version": article.version,
    }
