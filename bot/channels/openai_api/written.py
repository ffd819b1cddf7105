"""An answer as one text, and where in it each citation stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote as percent

from bot.answer.answer import Answer, Disagreement, text_link
from bot.answer.cite import inert
from bot.channels.render import about
from ingest.article import Article

_MARK = re.compile(r"\[(\d{1,4})\]")

Address = Callable[[Article, str], str]  # an article and a quote of it -> where to read it


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A place in the text that stands for a source: `text[start:end]`, in characters."""

    start: int
    end: int
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """All that a reader sees of an answer."""

    text: str
    cited: tuple[Cited, ...]


def written(answer: Answer, address: Address, *, sources: bool = False) -> Written:
    """The statements with their marks; below them what the sources differ on, and the notes.

    Each mark is a place, and so is each value that is disputed.

    Args:
        sources: list them in the text as well, for who is shown nothing but it.
    """
    by_number = {str(one.number): one for one in answer.citations}
    cited = [
        Cited(
            start=mark.start(),
            end=mark.end(),
            url=address(by_number[mark[1]].article, by_number[mark[1]].quote),
            title=_title(by_number[mark[1]].article),
        )
        for mark in _MARK.finditer(answer.text)
        if mark[1] in by_number
    ]
    text = answer.text
    for one in answer.disagreements:
        line, places = _differing(one, address, len(text) + 2)
        text += f"\n\n{line}"
        cited += places
    for note in answer.notes:
        text += f"\n\n{note.text}"
    for source in answer.citations if sources else ():
        quoted = " ".join(source.quote.split())
        where = address(source.article, source.quote)
        text += f"\n\n[{source.number}] {about(source.article)}: “{quoted}” {where}"
    return Written(text=inert(text), cited=tuple(cited))


def address_at(base_url: str) -> Address:
    """The publisher's page at the quote; without one, the stored article on this server."""
    base = base_url.rstrip("/")

    def address(article: Article, quoted: str) -> str:
        stored = f"{base}/v1/articles/{percent(article.id, safe='')}?version={article.version}"
        return text_link(article.url, quoted) or stored

    return address


def _differing(one: Disagreement, address: Address, start: int) -> tuple[str, list[Cited]]:
    """`cost: £4.1m (Harbour Ledger, 2025-01-15); …`, which begins at `start` of the text."""
    line, places = f"{one.about}: ", []
    for number, value in enumerate(one.values):
        article = value.article
        line += "; " if number else ""
        begins = start + len(line)
        places.append(
            Cited(
                start=begins,
                end=begins + len(value.value),
                url=address(article, value.quote),
                title=_title(article),
            )
        )
        where = ", ".join(filter(None, (article.source, article.published_at[:10])))
        line += value.value + (f" ({where})" if where else "")
    return line, places


def _title(article: Article) -> str:
    return article.title or article.source or article.id
