"""Our nouns as JSON values and as lines of text, for the command line and REST."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.answer.answer import Answer, article_json
from ingest.article import Article

if TYPE_CHECKING:  # the command renders without loading what finds and reads
    from bot.retrieve import Hit
    from ingest.pipeline import Report

OUTCOMES = ("added", "updated", "unchanged", "removed", "failed")


def report_json(report: "Report") -> dict[str, Any]:
    """What an ingest did."""
    return {
        "articles": {name: report.articles[name] for name in OUTCOMES},
        "passages": report.passages,
        "stories": report.stories,
        "problems": [{"source": one.source, "reason": one.reason} for one in report.problems],
        "seconds": report.seconds,
    }


def hit_json(hit: "Hit") -> dict[str, Any]:
    """A passage that was found."""
    article = hit.article
    return {
        "passage_id": hit.passage.id,
        "article_id": article.id,
        "title": article.title,
        "source": article.source or None,
        "url": article.url or None,
        "published_at": article.published_at or None,
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": round(hit.score, 4),
    }


def whole_json(article: Article) -> dict[str, Any]:
    """An article with its text, and what else its source says."""
    return {
        **article_json(article),
        "dated_by": article.dated_by or None,
        "updated_at": article.updated_at or None,
        "language": article.language or None,
        "section": article.section or None,
        "kind": article.kind or None,
        "pages": list(article.pages),
        "text": article.text,
    }


def parsed_json(article: Article) -> dict[str, Any]:
    """An article as a file gives it, before it is stored."""
    whole = whole_json(article)
    names = ("title", "text", "url", "source", "authors", "published_at")
    return {name: whole[name] for name in names}


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer and its quotes, to be read on a terminal."""
    yield answer.text
    for citation in answer.citations:
        yield ""
        page = f", p. {citation.page}" if citation.page else ""
        yield f"[{citation.number}] {about(citation.article)}{page}"
        yield f"    “{' '.join(citation.quote.split())}”"
    if not answer.statements:
        yield f"Searched {answer.searched.articles} articles."
        for article in answer.nearest:
            yield f"  near: {about(article)}"


def about(article: Article) -> str:
    """Outlet, day and headline on one line."""
    parts = (article.source or "outlet unknown", article.published_at[:10] or "undated")
    return f"{', '.join(parts)}: {article.title}"
