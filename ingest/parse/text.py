"""Plain text as people paste it -> articles: title, byline and date found where they stand."""

import re
from dataclasses import dataclass, field

from ingest import clean, dates
from ingest.article import Article, article_id

HEADER_LINES = 6  # a byline or a date further down belongs to the text
LONGEST_TITLE_WORDS = 30
_BYLINE = re.compile(r"(?:by|von|par)\s+(\S.*)", re.IGNORECASE)
_FRONT_DATE = re.compile(r"(?:\w+\s*:?\s+)?(\d{4}-\d{2}-\d{2})\s*[:–—-]?\s+(\S.*)", re.DOTALL)
_DATE_LABEL = re.compile(
    r"(date|published|posted|updated|first published|last updated|veröffentlicht|publié( le)?)?"
    r"(\s+(on|at))?[\s:,–—|-]*",
    re.IGNORECASE,
)
_TIME = re.compile(r"[\s,|–—-]*(at\s+)?(\d{1,2}[:.]\d{2})?\s*([ap]\.?m\.?)?\s*(GMT|UTC|CET|ET)?\s*", re.I)
_OUTLET_IN_CLOSER = re.compile(r"\b(?:on|at|in|from)\s+((?:the\s+)?[A-Z][\w&’'.-]*(?:\s+[A-Z&][\w&’'.-]*)*)$")


@dataclass(slots=True)
class Header:
    """What stands above an article's first paragraph."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    source: str = ""
    date: str = ""
    dated_by: str = ""


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


def build(header: Header, lines: list[str], *, url: str = "", file_name: str = "") -> Article | None:
    """An article from its header and its lines, None where no text is left."""
    text = "\n\n".join(clean.body(lines))
    if not text.strip():
        return None
    title = header.title or lead(text)
    date, dated_by = header.date, header.dated_by
    if not date and (date := dates.in_file_name(file_name)):
        dated_by = "file name"
    return Article(
        id=article_id(url=url, title=title, text=text),
        title=title,
        text=text,
        source=header.source,
        url=url,
        authors=tuple(header.authors),
        published_at=date,
        dated_by=dated_by,
    )


def read_header(lines: list[str]) -> tuple[Header, list[str]]:
    """Split the lines of one article into its header and its body."""
    header = Header()
    lines = list(lines)
    if lines and (front := _FRONT_DATE.fullmatch(lines[0])):
        header.date, header.dated_by = dates.iso(front[1]), "text"
        lines[0] = front[2]
    if len(lines) > 1 and is_title(lines[0]):
        header.title = lines.pop(0)
        lines = _without_repeats(header.title, lines)
    read_byline(header, lines)
    return header, lines


def is_title(line: str) -> bool:
    """A headline: not too long, and no full stop at its end."""
    ended = line.endswith((".", ":", ";", ",")) and not line.endswith("...")
    return len(line.split()) <= LONGEST_TITLE_WORDS and not ended and not clean.is_credit(line)


def read_byline(header: Header, lines: list[str]) -> None:
    """Take byline and date lines off the top of `lines` and into `header`."""
    number = 0
    while number < min(HEADER_LINES, len(lines)) and not clean.is_prose(lines[number]):
        if _read_line(header, lines[number]):
            del lines[number]
        else:
            number += 1


def _read_line(header: Header, line: str) -> bool:
    """Whether the whole line was a byline, a date, or both."""
    if len(line.split()) > 16:
        return False
    if byline := _BYLINE.fullmatch(line.strip("*_ ")):
        rest = byline[1]
        if found := dates.find(rest):
            _set_date(header, found[0])
            rest = rest.replace(found[1], "")
        parts = [part.strip(" .") for part in re.split(r"\s*[,|·•]\s*", rest) if part.strip(" .")]
        if parts:
            header.authors = [name.strip() for name in re.split(r"\s+(?:and|und|et|&)\s+", parts[0])]
        if len(parts) > 1:
            header.source = header.source or parts[-1]
        return True
    found = dates.find(line)
    if found is None:
        return False
    before, _, after = line.partition(found[1])
    if _DATE_LABEL.fullmatch(before.strip()) and _TIME.fullmatch(after):
        _set_date(header, found[0])
        return True
    # "Harbour Ledger | 12 February 2025": an outlet and a date, divided by a sign.
    outlet = re.fullmatch(r"([\w&’'. -]+?)\s*[,|·•]\s*", before)
    if outlet and not after.strip() and len(outlet[1].split()) <= 5:
        _set_date(header, found[0])
        header.source = header.source or outlet[1]
        return True
    return False


def _set_date(header: Header, date: str) -> None:
    if not header.date:  # the first one is the publication, a later one an update
        header.date, header.dated_by = date, "text"


def _without_repeats(title: str, lines: list[str]) -> list[str]:
    """Drop the lines at the top that only say the title again, once or several times over."""
    start = 0
    while start < len(lines) and not lines[start].replace(title, "").strip():
        start += 1
    return lines[start:]


def lead(text: str, longest: int = 90) -> str:
    """A title for an article that has none: the start of its first sentence, cut at a word."""
    first = text.split("\n", 1)[0]
    if len(first) <= longest:
        return first.rstrip(".")
    return first[: first.rfind(" ", 0, longest) if " " in first[:longest] else longest] + "…"
