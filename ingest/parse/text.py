"""Plain text as people paste it -> articles: title, byline and date found where they stand."""

import re
from collections.abc import Container
from dataclasses import replace

from ingest.article import Article, article_id
from ingest.parse import codes, pasted_mail
from ingest.parse.front_matter import Header
from ingest.parse.layout import digest, interviews, nameplate, results, rows
from ingest.parse.layout.blocks import HEAD_LINES
from ingest.parse.layout.byline import read_line
from ingest.parse.layout.footer import read_footer
from ingest.parse.layout.header import read_header
from ingest.parse.layout.imprint import read_credit
from ingest.parse.layout.strays import without_strays
from ingest.text import clean, dates
from ingest.text.names import cased_outlet, is_outlet_alone
from ingest.text.prose import is_rule
from ingest.text.repeats import Known, Repeats
from ingest.text.signatures import with_posts_signed

_WORD = re.compile(r"\w")


def parse(
    text: str, *, file_name: str = "", repeats: Container[str] = frozenset()
) -> list[Article]:
    """The articles in `text`: one, or several where it is a digest; [] where nothing is said.

    A date in the text comes before one in the file's name.

    Args:
        repeats: lines that stand in many articles of the same kind; see ingest/text/repeats.py.
    """
    lines = lines_of(text)
    parts = codes.parts(lines) or digest.parts(lines)
    return articles_of(parts, file_name=file_name, repeats=repeats)


def lines_of(text: str) -> list[str]:
    """The paragraphs and other lines of `text`, without the marks of a mail."""
    lines = rows.told(clean.paragraphs(pasted_mail.unquoted(rows.barred(clean.tidy(text)))))
    lines = results.told(with_posts_signed(lines))
    return [
        line for n, line in enumerate(lines) if not (n and line == lines[n - 1] and is_rule(line))
    ]


def articles_of(
    parts: list[digest.Part], *, file_name: str = "", repeats: Container[str] = frozenset()
) -> list[Article]:
    """The articles in the parts of one text, without the lines that are furniture there."""
    if repeats:
        # Not before the text was divided: what closes every article of a digest repeats, too.
        parts = [replace(part, lines=without(part.lines, repeats)) for part in parts]
    if len(parts) > 1:
        parts = _without_shared(parts)
    elif isinstance(repeats, Known):
        parts = [_below_nameplate(part, repeats) for part in parts]
    found = (_article(part, file_name=file_name) for part in parts)
    return [article for article in found if article]


def _below_nameplate(part: digest.Part, known: Known) -> digest.Part:
    """What stands below a line that is no headline: the outlet's name, or its word for it."""
    first, *lines = part.lines or [""]
    if part.header.title or not nameplate.stands_alone(part.lines):
        return part
    if known.heads(first):
        return replace(part, lines=lines, header=replace(part.header, source=first))
    if nameplate.has_headline_below(part.lines):
        return replace(part, lines=lines, header=replace(part.header, section=first))
    return part


def without(lines: list[str], repeats: Container[str]) -> list[str]:
    """Without those that repeat elsewhere, but for what says whose article it is."""
    return [line for line in lines if line not in repeats or _tells(line)]


def _tells(line: str) -> bool:
    """A byline, an outlet, a labelled line: one author writes many articles."""
    return (
        is_rule(line)
        or is_outlet_alone(line)
        or bool(pasted_mail.field(line))
        or read_line(Header(), line)
        or read_credit(Header(), line)
    )


def _article(part: digest.Part, *, file_name: str) -> Article | None:
    sure = part.header.title
    header, rest = read_header([sure, *part.lines] if sure else part.lines, subject=part.subject)
    told = replace(part.header, title="")
    if part.header.date and header.date and not header.is_update:
        told = replace(told, date="")
    header.fill(told)
    if sure:
        header.title = sure
    header.source = cased_outlet(header.source)
    return build(header, rest, url=header.url, file_name=file_name, is_pasted=True)


def _without_shared(found: list[digest.Part]) -> list[digest.Part]:
    """Drop the lines that stand in several articles of a digest, which are its furniture.

    Not what says whose they are, above their texts.
    """
    repeats = Repeats(least=max(2, len(found) // 2))
    for part in found:
        repeats.add(part.lines)
    shared = repeats.lines()
    kept = []
    for part in found:
        head, rest = part.lines[:HEAD_LINES], part.lines[HEAD_LINES:]
        lines = [*without(head, shared), *(line for line in rest if line not in shared)]
        kept.append(replace(part, lines=lines))
    return kept


def build(
    header: Header,
    lines: list[str],
    *,
    url: str = "",
    file_name: str = "",
    is_pasted: bool = False,
) -> Article | None:
    """An article from its header and its lines, None where no text is left.

    Args:
        is_pasted: nothing marked what is a list or a headline; see text/strays.py.
    """
    kept = clean.body(lines)
    if is_pasted:
        kept = without_strays(kept)
    read_footer(header, kept)
    source = header.source or header.agency
    text = "\n\n".join(line for line in interviews.told(kept) if not is_rule(line))
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
    """A title for an article that has none: the start of its first sentence, cut at a word.

    Never "" where the text says something: a line of marks alone is passed over.
    """
    lines = text.split("\n")
    first = next(filter(_WORD.search, lines), lines[0])
    if len(first) <= longest:
        return first.rstrip(".") or first
    return first[: first.rfind(" ", 0, longest) if " " in first[:longest] else longest] + "…"
