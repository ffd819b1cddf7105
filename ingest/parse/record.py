"""One object of JSON -> an article, by what its keys are called in any of their usual spellings.

JSON lines, lists of articles, JSON Feed items, schema.org's NewsArticle and WordPress posts differ
in their keys alone.
"""

import functools
import re
from collections.abc import Mapping
from typing import Any

from ingest.article import Article, article_id, link
from ingest.errors import SourceError
from ingest.parse.front_matter import Header
from ingest.parse.layout import rows
from ingest.parse.text import build, lead
from ingest.parse.web import fragment
from ingest.text import clean, dates

Record = Mapping[str, Any]

# Keys as they stand after `plain`: small letters, nothing between the words. The first that says
# something counts. A summary is none of the text: it is a teaser of it.
TEXT = (
    *("text", "body", "content", "articlebody", "fulltext", "bodytext", "maintext", "articletext"),
    *("contenttext", "contenthtml", "bodyhtml", "html", "paragraphs"),
)
TITLE = ("title", "headline", "webtitle", "name", "heading")
URL = ("url", "link", "canonicalurl", "permalink", "weburl", "mainentityofpage", "externalurl")
OUTLET = ("source", "outlet", "publisher", "sourcename", "sitename", "publication", "provider")
AUTHORS = ("authors", "author", "byline", "creator", "creators", "writers")
PUBLISHED = (
    *("publishedat", "date", "published", "datepublished", "publicationdate", "pubdate"),
    *("publishdate", "publisheddate", "webpublicationdate", "firstpublished", "dategmt"),
)
UPDATED = ("updatedat", "updated", "datemodified", "modified", "modifiedgmt", "lastmodified")
LANGUAGE = ("language", "lang", "inlanguage")
SECTION = ("section", "articlesection", "sectionname", "category")
KIND = ("kind", "type", "articletype", "genre")
_NAMES = ("name", "title", "rendered", "@value", "#text", "@id", "url")  # what a named thing says
_DEEPEST = 4  # objects that an article's own may be wrapped in
_BY = re.compile(r"^(?:by|von|par)\s+(?=\S)", re.IGNORECASE)


def article(row: Record, *, place: str) -> Article:
    """The article that one object tells. A given `id` is kept.

    Args:
        place: where it stands, for the complaint.

    Raises:
        SourceError: it holds no text.
    """
    row = unwrapped(row)
    text, is_html = _text(row)
    if not text:
        raise SourceError(place, "has no text (keys `text` or `body`)")
    url = link(_said(row, URL))
    title = fragment.words(_said(row, TITLE))
    source = fragment.words(_said(row, OUTLET))
    authors = names(_first(row, AUTHORS))
    given = _said(row, ("id",))
    date, dated_by = published(row), "metadata"
    if is_html:
        header = Header(title=title, source=source, authors=authors)
        built = build(header, fragment.lines(text), url=url)
        if built is None:
            raise SourceError(place, "has no text but a headline")
        title, text, source, authors = built.title, built.text, built.source, list(built.authors)
        if not date:
            date, dated_by = built.published_at, built.dated_by
    else:
        if "|" in text:
            text = "\n".join(rows.told(text.split("\n")))
        text = clean.given(text)
    title = title or lead(text)
    return Article(
        id=given or article_id(url=url, title=title, text=text, source=source),
        title=title,
        text=text,
        source=source,
        url=url,
        authors=tuple(authors),
        published_at=date,
        dated_by=dated_by if date else "",
        updated_at=_date(row, UPDATED),
        language=language(_said(row, LANGUAGE)),
        section=fragment.words(_said(row, SECTION)),
        kind=kind(_said(row, KIND)),
    )


def holds_text(row: object) -> bool:
    """Whether an object is an article, or wraps one."""
    return isinstance(row, Mapping) and bool(_raw_text(unwrapped(row))[1])


def unwrapped(row: Record) -> Record:
    """Keys in plain spelling; where the object wraps the article's own, both objects' keys."""
    row = _spelled(row)
    for _ in range(_DEEPEST):
        if _raw_text(row)[1]:
            break
        inner = {key: _spelled(one) for key, one in row.items() if isinstance(one, Mapping)}
        wrapped = [key for key, one in inner.items() if _raw_text(one)[1]] or list(inner)
        if not wrapped or not (_raw_text(inner[wrapped[0]])[1] or len(inner) == 1):
            break
        key = wrapped[0]
        row = {**{other: value for other, value in row.items() if other != key}, **inner[key]}
    return row


def _spelled(row: Record) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in row.items():
        name = plain(key)
        # The later of two equal keys counts, as in JSON; one that says nothing never does.
        if value not in (None, "", [], {}) or name not in found:
            found[name] = value
    return found


@functools.lru_cache(maxsize=4096)
def plain(key: object) -> str:
    """A key in small letters, with nothing between its words."""
    return re.sub(r"[\s_.:@-]+", "", str(key)[:100]).casefold()


def _raw_text(row: Record) -> tuple[str, str]:
    """The key of what the article says, and what it says as it stands there; ("", "") without."""
    for name in TEXT:
        if (value := row.get(name)) is None:
            continue
        if isinstance(value, Mapping):  # WordPress: {"rendered": "<p>…"}
            value = value.get("rendered") or value.get("value")
        if name == "paragraphs" and isinstance(value, list):
            value = "\n\n".join(one for one in value if isinstance(one, str))
        # One of nothing but controls is none; in a long one that is not looked for here.
        if isinstance(value, str) and (value if len(value) > 200 else clean.tidy(value)).strip():
            return name, value
    return "", ""


def _text(row: Record) -> tuple[str, bool]:
    """What the article says, and whether it is HTML."""
    name, value = _raw_text(row)
    said = clean.tidy(value).strip()
    return said, "html" in name or fragment.is_html(said)


def _first(row: Record, keys: tuple[str, ...]) -> Any:
    return next((row[key] for key in keys if row.get(key) not in (None, "", [], {})), None)


def _said(row: Record, keys: tuple[str, ...]) -> str:
    """The first of these keys that says something, as one tidy line; "" where none does."""
    return next((one for key in keys if key in row and (one := _name(row[key]))), "")


def _name(value: Any, depth: int = 0) -> str:
    """What a value says: itself, a whole number's digits, an object's name, a list's first."""
    if isinstance(value, str):
        return " ".join(clean.tidy(value).split())
    if type(value) is int and abs(value) < 10**40:
        return str(value)
    if isinstance(value, list) and value and depth < _DEEPEST:
        return _name(value[0], depth + 1)
    if isinstance(value, Mapping) and depth < _DEEPEST:
        return next((one for key in _NAMES if (one := _name(value.get(key), depth + 1))), "")
    return ""


def names(value: Any) -> list[str]:
    """Authors' names from a name, an object with one, or a list of either."""
    values = value if isinstance(value, list) else [value] if value else []
    said = [_name(one) for one in values if not isinstance(one, int | list)]
    bare = [_BY.sub("", fragment.words(one)) for one in said if not _is_address(one)]
    return list(dict.fromkeys(one for one in bare if one))


def published(row: Record) -> str:
    """When it was published; WordPress tells its `date` without a zone, and beside it UTC's."""
    if isinstance(row.get("dategmt"), str) and row.get("date"):
        written = row["dategmt"].strip()
        if date := dates.iso(f"{written}+00:00" if "+" not in written else written):
            return date
    return _date(row, PUBLISHED)


def _date(row: Record, keys: tuple[str, ...]) -> str:
    return next((one for key in keys if key in row and (one := dates.iso(_name(row[key])))), "")


def language(said: str) -> str:
    """`en` of `en-GB`; "" for what is no code of ISO 639-1."""
    code = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9]{2,8}){0,3}", said.lower())
    return code[1] if code else ""


def kind(said: str) -> str:
    """One of KINDS by what the source calls it, "" where it says none of them."""
    said = re.sub(r"[\s_-]+", "", said).casefold()
    if said in {"opinion", "opinionnewsarticle", "oped", "editorial", "column", "comment"}:
        return "opinion"
    if said in {"liveblog", "liveblogposting", "live"}:
        return "live blog"
    if said in {"pressrelease", "newsrelease"}:
        return "press release"
    return "news" if said in {"news", "newsarticle", "reportagenewsarticle"} else ""


def _is_address(said: str) -> bool:
    return bool(link(said))
