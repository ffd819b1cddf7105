"""The shortcut "Check against the articles": each sentence of a message, and what articles say."""

import asyncio
from dataclasses import dataclass

import sentencex

from bot.answer.answer import article_json, text_link
from bot.answer.cite import Quote
from bot.answer.written.quotes import quote
from bot.channels.render import many
from bot.channels.slack import escape, render
from bot.channels.slack.render import Post
from bot.check import support
from bot.question.posed import pose
from bot.question.terms import content_words
from bot.search import retrieve
from ingest.limits import Limits
from ingest.store import Store

MOST = 8  # sentences of a message that are checked
LONGEST = 600  # characters of one
_WORDS = 2  # that count, below which a sentence states nothing that could be looked up
_ALIKE = (
    0.3  # share of the statement's words in the nearest quote, below which it is another matter
)
_SHOWN = 500  # characters of a statement and of a quote that are shown
_ICONS = {"supported": ":white_check_mark:", "partly": ":large_yellow_circle:"}
_HEADS = {"supported": "The articles say so", "partly": "The articles say a part of this"}
NOTHING = "There is no statement in this message that could be checked."


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, and the quote that carries it or comes nearest."""

    statement: str
    nearest: Quote | None  # None: nothing in the articles is about it


async def checked(store: Store, text: str, limits: Limits) -> Post:
    """What the articles within `limits` say to each statement in `text`, as a message.

    Raises:
        BadQuestion: `limits` name an outlet that the library does not know.
        EmbeddingError, IndexUnavailable: the store did not answer.
    """
    found = statements(text, min(LONGEST, store.settings.answer.max_question_chars))
    if not found:
        return render.short(NOTHING)
    results = [await asyncio.to_thread(check, store, one, limits) for one in found[:MOST]]
    blocks = [block for one in results for block in _blocks(one)]
    if (left := len(found) - MOST) > 0:
        blocks.append(render.context(f"{many(left, 'more sentence')} not checked."))
    blocks.append(render.context("Checked automatically against the articles; only you see this."))
    said = [f"{_head(one)}: {one.statement}" for one in results]
    return Post(escape.fitted(" ".join(said), 1000, escape.plain), tuple(blocks))


def statements(text: str, longest: int = LONGEST) -> list[str]:
    """The sentences of a message that state something; questions and greetings state nothing."""
    sentences = [
        " ".join(one.split()) for line in text.splitlines() for one in sentencex.segment("en", line)
    ]
    return [
        escape.cut(one, longest)
        for one in sentences
        if not one.endswith("?") and len(content_words(one)) >= _WORDS
    ]


def check(store: Store, statement: str, limits: Limits) -> Checked:
    """Look a statement up, and hold it against what is found."""
    question = pose(store, statement, limits=limits)
    hits = retrieve.search(store, question, k=store.settings.retrieval.passages).hits
    quotes = [quote(statement, hit) for hit in hits]
    best = max(quotes, key=lambda one: (one.support.score, _overlap(statement, one)), default=None)
    is_about = best and (best.support.score or _overlap(statement, best) >= _ALIKE)
    return Checked(statement, best if is_about else None)


def _overlap(statement: str, one: Quote) -> float:
    return support.overlap(statement, one.article.text[one.start : one.end])


def _head(one: Checked) -> str:
    if one.nearest is None:
        return "The articles do not speak of this"
    return _HEADS.get(one.nearest.support.verdict, "The articles do not say this")


def _blocks(one: Checked) -> list[render.Block]:
    verdict = one.nearest.support.verdict if one.nearest else ""
    icon = _ICONS.get(verdict, ":x:" if one.nearest else ":grey_question:")
    said = escape.mrkdwn(escape.cut(one.statement, _SHOWN))
    blocks = [render.section(f"{icon} *{_head(one)}*\n{said}")]
    if found := one.nearest:
        words = found.article.text[found.start : found.end]
        shown = escape.mrkdwn(escape.cut(" ".join(words.split()), _SHOWN))
        where = render.quoted(article_json(found.article), text_link(found.article.url, words))
        why = escape.fitted("; ".join(found.support.reasons), 500, escape.mrkdwn)
        blocks.append(render.context(f"“{shown}”{f' ({why})' if why else ''}"))
        blocks.append(render.context(where))
    return blocks
