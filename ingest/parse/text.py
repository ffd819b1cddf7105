"""Plain text as people paste it -> articles: title, byline and date found where they stand."""

from collections.abc import Set
from dataclasses import replace

from ingest import clean, dates
from ingest.article import Article, article_id
from ingest.parse import digest, pasted_mail
from ingest.parse.header import Header, read_footer, read_header
from ingest.prose import is_rule
from ingest.repeats import Repeats


def parse(text: str, *, file_name: str = "", repeats: Set[str] = frozenset()) -> list[Article]:
    """The articles in `text`: one, or several where it is a digest; [] where nothing is said.

    A date in the text comes before one in the file's name.

    Args:
        repeats: lines that stand in many articles of the same kind; see ingest/repeats.py.
    """
    lines = clean.paragraphs(pasted_mail.unquoted(clean.tidy(text)))
    lines = [
        line for n, line in enumerate(lines) if not (n and line == lines[n - 1] and is_rule(line))
    ]
    if repeats:
        lines = [line for line in lines if line not in repeats]
    found = digest.parts(lines)
    if len(found) > 1:
        found = _without_shared(found)
    articles = []
    for part in found:
        if article := _article(part, file_name=file_name):
            articles.append(article)
    return articles


def _article(part: digest.Part, *, file_name: str) -> Article | None:
    sure = part.header.title
    header, rest = read_header([sure, *part.lines] if sure else part.lines, subject=part.subject)
    told = replace(part.header, title="")
    if part.header.date and header.date and not header.is_update:
        told = replace(told, date="")
    header.fill(told)
    if sure:
        header.title = sure
    return build(header, rest, url=header.url, file_name=file_name)


def _without_shared(found: list[digest.Part]) -> list[digest.Part]:
    """Drop the lines that stand in several articles of a digest, which are its furniture."""
    repeats = Repeats(least=max(2, len(found) // 2))
    for part in found:
        repeats.add(part.lines)
    shared = repeats.lines()
    return [
        replace(part, lines=[line for line in part.lines if line not in shared]) for part in found
    ]


def build(
    header: Header, lines: list[str], *, url: str = "", file_name: str = ""
) -> Article | None:
    """An article from its header and its lines, None where no text is left."""
    kept = clean.body(lines)
    read_footer(header, kept)
    source = header.source or header.agency
    text = "\n\n".join(line for line in kept if not is_rule(line))
    if not text.strip() or not (header.title or clean.is_sentence(text)):
        return None  # nothing, or a lone headline
    title = header.title or lead(text)
    date, dated_by = header.date, header.dated_by
    if not date and (date := dates.in_file_name(file_name)):
        dated_by = "file name"
    return Article(
        id=article_id(url=url, title=title, text=text, source=source),
        title=title,
        text=text,
        source=source,
        url=url,
        authors=tuple(header.authors),
        published_at=date,
        dated_by=dated_by,
        updated_at=header.updated,
        section=header.section,
        kind=header.kind,
    )


def lead(text: str, longest: int = 90) -> str:
    """A title for an article that has none: the start of its first sentence, cut at a word."""
    first = text.split("\n", 1)[0]
    if len(first) <= longest:
        return first.rstrip(".")
    return first[: first.rfind(" ", 0, longest) if " " in first[:longest] else longest] + "…"
