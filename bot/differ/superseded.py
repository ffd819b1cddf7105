"""Figures of a cited sentence that have since been changed: by a newer copy, or in the article.

Copies of one story are shown as one, so the cited one may not be the one that was corrected.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.answer import Citation
from bot.figures.figures import Measure, measures, same
from bot.question.terms import words
from bot.search.retrieve import Hit
from ingest.article import Article
from ingest.errors import ArticleNotFound
from ingest.store import Store

ALIKE = 0.6  # share of the words that two wordings of one sentence have in common
COPIES = 5  # later copies that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that another text of the same story gives in another way."""

    cited: Article
    other: Article  # a later copy, or the same article as it was before
    was: str  # the older figure, as it is written
    now: str  # the newer one
    earlier: bool  # `other` is an earlier version of the cited article


def find(store: Store, hits: Sequence[Hit], citations: Sequence[Citation]) -> tuple[Change, ...]:
    """What later copies say otherwise, and what an earlier version of a cited article said."""
    found: list[Change] = []
    by_id = {hit.article.id: hit for hit in hits}
    for citation in citations:
        cited = citation.article
        hit = by_id.get(cited.id)
        later = [
            copy.id
            for copy in (hit.also_in if hit else ())
            if cited.published_at and copy.published_at > cited.published_at
        ]
        for copy in later[-COPIES:]:
            try:
                other = store.library.article(copy)
            except ArticleNotFound:
                continue  # it was taken out while the answer was written
            if pair := changed(citation.quote, cited, other):
                found.append(
                    Change(cited=cited, other=other, was=pair[0], now=pair[1], earlier=False)
                )
                break
        if cited.version > 1:
            try:
                before = store.library.version(cited.id, cited.version - 1)
            except ArticleNotFound:
                continue  # versions may be forgotten
            if pair := changed(citation.quote, cited, before):
                found.append(
                    Change(cited=cited, other=before, was=pair[1], now=pair[0], earlier=True)
                )
    return tuple(dict.fromkeys(found))


def changed(quote: str, cited: Article, other: Article) -> tuple[str, str] | None:
    """The figure of `quote` that the same sentence of `other` has in another way: ours, theirs."""
    line = _same_sentence(quote, other.text)
    if not line or line == quote:
        return None
    ours = measures(quote, day=cited.published_at)
    theirs = measures(line, day=other.published_at)
    lost = [one for one in ours if not any(same(one, item) for item in theirs)]
    new = [one for one in theirs if not any(same(one, item) for item in ours)]
    for one in lost:
        for item in new:
            if (one.kind, one.unit) == (item.kind, item.unit) and one.of == item.of:
                return _told(quote, one), _told(line, item)
    return None


def _told(text: str, one: Measure) -> str:
    following = re.match(r"[ -]([\w’'-]+)", text[one.end :])
    counted = following and one.kind == "count" and following[1].casefold() == one.of
    return text[one.start : one.end + (following.end() if following and counted else 0)]


def _same_sentence(quote: str, text: str) -> str:
    wanted = {word.casefold() for word in words(quote)}
    best, held = 0.0, ""
    for line in re.split(r"(?<=[.!?])\s+|\n+", text):
        own = {word.casefold() for word in words(line)}
        share = len(wanted & own) / max(len(wanted), len(own), 1)
        if share > best:
            best, held = share, line
    return held if best >= ALIKE else ""
