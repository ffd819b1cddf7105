"""What the MCP tools give: typed for programs, and in words for models.

The types describe what answer/answer.py and channels/render.py make, and let through what those
add later. A test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.answer.answer import Outcome
from bot.channels import render
from ingest.article import Article

if TYPE_CHECKING:  # an assistant waits for the tools' list: what finds passages comes later
    from bot.search.retrieve import Hit


@dataclass(frozen=True, slots=True)
class Said:
    """What a tool gives: the same as data and in words."""

    data: dict[str, Any]
    words: str


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class ArticleShape(_Shape):
    """An article without its text."""

    id: str
    title: str
    source: str | None = Field(description="The outlet.")
    url: str | None
    authors: list[str]
    published_at: str | None = Field(description="ISO, as far as it is known.")
    kind: str | None
    version: int


class SupportShape(_Shape):
    verdict: str
    score: float
    reasons: list[str]


class CopyShape(_Shape):
    id: str
    title: str | None
    source: str | None
    published_at: str | None


class CitationShape(_Shape):
    number: int = Field(description="Of its mark in the answer's text.")
    quote: str = Field(description="The article's own words: its text from `start` to `end`.")
    start: int
    end: int
    page: int | None
    link: str | None = Field(description="The publisher's page, at the quote.")
    article: ArticleShape
    support: SupportShape
    answer_spans: list[list[int]] = Field(description="What it proves in the answer's text.")
    also_in: list[CopyShape] = Field(description="Other articles that tell the same story.")


class StatementShape(_Shape):
    text: str
    citations: list[int]
    kind: str | None


class ValueShape(_Shape):
    value: str
    quote: str
    start: int
    end: int
    link: str | None
    article: ArticleShape


class DisagreementShape(_Shape):
    about: str
    values: list[ValueShape]


class NoteShape(_Shape):
    kind: str
    text: str


class AnswerShape(_Shape):
    """An answer; every sentence of it carries quotes."""

    id: str
    question: str
    outcome: Outcome
    text: str = Field(description="The statements, with marks: [1].")
    statements: list[StatementShape]
    citations: list[CitationShape]
    disagreements: list[DisagreementShape]
    notes: list[NoteShape]
    searched: dict[str, Any]
    nearest: list[ArticleShape] = Field(description="With no answer: what comes closest.")
    followups: list[str]
    language: str | None
    conversation: str | None
    model: str
    seconds: float


class HitShape(_Shape):
    """A passage that was found."""

    passage_id: str
    article_id: str
    title: str
    source: str | None
    url: str | None
    published_at: str | None
    text: str
    start: int
    end: int
    score: float


class HitsShape(_Shape):
    """Passages, best first."""

    hits: list[HitShape]


class TextShape(ArticleShape):
    """An article and a piece of its text."""

    text: str
    start: int = Field(description="Where in the article the piece begins, in characters.")
    end: int
    length: int = Field(description="Characters that the whole article has.")


def answer_words(answer: dict[str, Any]) -> str:
    return "\n".join(render.answer_lines(answer))


def hits_json(hits: "Sequence[Hit]") -> dict[str, Any]:
    return {"hits": [render.hit_json(hit) for hit in hits]}


def hits_words(hits: "Sequence[Hit]") -> str:
    blocks = (
        f"{render.about(hit.article)}\narticle_id: {hit.article.id}\n"
        f"characters {hit.passage.start} to {hit.passage.end}:\n{hit.passage.text}"
        for hit in hits
    )
    return "\n\n".join(blocks) or "Nothing fits."


def text_json(article: Article, start: int, length: int) -> dict[str, Any]:
    piece = article.text[start : start + length]
    place = {"text": piece, "start": start, "end": start + len(piece), "length": len(article.text)}
    return render.whole_json(article) | place


def text_words(article: Article, start: int, length: int) -> str:
    end = min(start + length, len(article.text))
    rest = f"\n\n(It goes on: call again with start={end}.)" if end < len(article.text) else ""
    return f"{render.about(article)}\n\n{article.text[start:end]}{rest}"
