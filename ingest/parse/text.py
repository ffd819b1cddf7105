"""Plain text as people paste it -> articles: title, byline and date found where they stand."""

import re

from ingest import clean, dates
from ingest.article import Article, article_id
from ingest.parse.header import Header, read_footer, read_header

_OUTLET_IN_CLOSER = re.compile(
    r"\b(?:on|at|in|from)\s+((?:the\s+)?[A-Z][\w&’'.-]*(?:\s+[A-Z&][\w&’'.-]*)*)$"
)


def parse(text: str, *, file_name: str = "") -> list[Article]:
    """The articles in `text`: one, or several where it is a digest; [] where nothing is said.

    A date in the text comes before one in the file's name.
    """
    lines = clean.paragraphs(clean.tidy(text))
    if not lines:
        return []
    ends = clean.separators(lines)
    starts = [0, *(end + 1 for end in ends)]
    parts = [lines[start:end] for start, end in zip(starts, [*ends, len(lines)], strict=True)]
    outlet = _OUTLET_IN_CLOSER.search(lines[ends[0]]) if ends else None
    found = []
    for part in parts:
        header, rest = read_header(part)
        header.source = header.source or (outlet[1] if outlet else "")
        if article := build(header, rest, file_name=file_name):
            found.append(article)
    return found


def build(
    header: Header, lines: list[str], *, url: str = "", file_name: str = ""
) -> Article | None:
    """An article from its header and its lines, None where no text is left."""
    kept = clean.body(lines)
    read_footer(header, kept)
    text = "\n\n".join(kept)
    if not text.strip() or not (header.title or clean.is_sentence(text)):
        return None  # nothing, or a lone headline
    title = header.title or lead(text)
    date, dated_by = header.date, header.dated_by
    if not date and (date := dates.in_file_name(file_name)):
        dated_by = "file name"
    return Article(
        id=article_id(url=url, title=title, text=text, source=header.source),
        title=title,
        text=text,
        source=header.source,
        url=url,
        authors=tuple(header.authors),
        published_at=date,
        dated_by=dated_by,
    )


def lead(text: str, longest: int = 90) -> str:
    """A title for an article that has none: the start of its first sentence, cut at a word."""
    first = text.split("\n", 1)[0]
    if len(first) <= longest:
        return first.rstrip(".")
    return first[: first.rfind(" ", 0, longest) if " " in first[:longest] else longest] + "…"
