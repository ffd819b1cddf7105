"""Paragraphs out of a document, a mail or a PDF -> articles, where what is around them is known."""

from collections.abc import Iterable
from dataclasses import replace

from ingest.article import Article, article_id
from ingest.parse.front_matter import Header
from ingest.parse.layout import digest
from ingest.parse.layout.header import read_byline
from ingest.parse.layout.headline import RELEASE, is_title, without_release
from ingest.parse.text import articles_of, build, parse
from ingest.text import clean
from ingest.text.names import cased_outlet, is_organisation, sounds_like_outlet

LINES_ABOVE = 6  # a headline further down is none
LONGEST_NAME_WORDS = 4


def from_lines(
    lines: list[str], *, title: str = "", authors: Iterable[str] = (), file_name: str = ""
) -> list[Article]:
    """The article that `lines` tell below their headline, or the articles of a digest.

    Args:
        lines: paragraphs and headings, tidy, one each.
        title: the headline, where the document marks one; "" to find it as in plain text.
        authors: by what the document says of itself; a byline in the text comes first.
    """
    if not title:
        found = parse("\n\n".join(lines), file_name=file_name)
    else:
        labelled, (title, is_release) = title, without_release(title)
        header = Header(title=title, kind=RELEASE if is_release else "")
        above, below = _around({labelled, title}, lines)
        read_byline(header, above)
        read_byline(header, below)
        header.source = cased_outlet(header.source)
        article = build(header, below, file_name=file_name)
        found = [article] if article else []
    if len(found) == 1 and not found[0].authors:
        named = [name for name in authors if may_be_name(name)]
        people = tuple(name for name in named if not is_body(name))
        body = next(filter(is_body, named), "")
        found = [with_source(replace(found[0], authors=people), body)]
    return found


def is_body(name: str) -> bool:
    """Whether it is an outlet's or an organisation's name, and no person's."""
    return sounds_like_outlet(name) or is_organisation(name)


def with_source(article: Article, source: str) -> Article:
    """The article of that outlet, where it names none itself, under the id that follows."""
    if article.source or not source:
        return article
    own = article_id(url=article.url, title=article.title, text=article.text, source=source)
    return replace(article, source=source, id=own)


def several(lines: list[str]) -> list[Article]:
    """The articles of a digest, [] where the lines are none."""
    parts = digest.parts(lines)
    return articles_of(parts) if len(parts) > 1 else []


def _around(titles: set[str], lines: list[str]) -> tuple[list[str], list[str]]:
    """The short lines above the headline and all lines below it; no line says it again."""
    for number, line in enumerate(lines[:LINES_ABOVE]):
        if line in titles:
            above, below = lines[:number], lines[number + 1 :]
            while below and below[0] in titles:
                del below[0]
            return (above, below) if not any(map(clean.is_prose, above)) else ([], above + below)
    return [], list(lines)


def may_be_name(name: str) -> bool:
    """Whether a document's author is a person by name, not `admin` or a machine's account."""
    words = name.split()
    return (
        2 <= len(words) <= LONGEST_NAME_WORDS
        and all(word[0].isupper() or word.islower() for word in words)
        and words[0][0].isupper()
        and not any(char.isdigit() or char in "@/\\_" for char in name)
    )


def may_be_title(title: str) -> bool:
    """Whether what a document calls itself is a headline, not the name of its file."""
    words = title.split()
    is_file = "." in title[-6:-2] and " " not in title[-6:]
    return len(words) >= 3 and is_title(title) and not is_file and " - " not in title[:20]
