"""NITF, NewsML-G2 and any other XML that is built like an article -> articles.

By the names of elements, whatever their namespace, and by structure: an article is an element that
has a headline and paragraphs below it. Names are compared without case and without `.`, `-`, `_`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ingest.article import Article, link
from ingest.errors import SourceError
from ingest.parse.front_matter import Header
from ingest.parse.layout.header import read_byline
from ingest.parse.record import language, names
from ingest.parse.text import build
from ingest.parse.web import fragment
from ingest.text import clean, dates

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ARTICLES = (
    "nitf",
    "newsitem",
    "article",
    "story",
    "newsarticle",
    "document",
    "doc",
    "post",
    "news",
)
TITLES = ("headline", "hl1", "hedline", "articletitle", "title", "heading", "header")
BODIES = (
    *("bodycontent", "articlebody", "bodytext", "fulltext", "maintext", "body", "inlinexml"),
    *("content", "text", "story"),
)
PARAGRAPHS = ("p", "para", "paragraph", "par", "hl2", "h1", "h2", "h3", "h4", "li", "tr", "quote")
PARTS = {"sec", "section", "chapter", "div", "block", *PARAGRAPHS}  # of one article
_UNSAID = ("script", "style", "media", "figure", "fig", "reflist", "bodyend")
PUBLISHED = (
    *("dateissue", "datepublished", "publicationdate", "publisheddate", "publishedat"),
    *("published", "pubdate", "pubdata", "publishdate", "firstcreated", "contentcreated"),
    *("storydate", "date", "dateline", "versioncreated"),
)
UPDATED = ("contentmodified", "datemodified", "lastmodified", "updated", "updatedat", "modified")
OUTLETS = (
    "publisher",
    "outlet",
    "publication",
    "source",
    "provider",
    "newspaper",
    "copyrightholder",
)
_DATE_AT = ("norm", "datepublication", "datetime", "date", "value", "isodate", "content")
_NAME_AT = ("literal", "name", "holder", "value")
LEAST_WORDS = 5  # of a body
MOST_BODIES = 5_000
MOST_ELEMENTS = 1_000_000  # in one document: some 500 MB of memory


def parse(root: "Element", *, file_name: str, uri: str) -> Iterator[Article]:
    """The articles below `root`.

    Raises:
        SourceError: nothing in it has a headline and paragraphs.
    """
    found = 0
    for element in _articles(root):
        if article := _article(element, root, file_name):
            found += 1
            yield article
    if not found:
        reason = f"is XML (<{local(root)}>) without an article: no headline with paragraphs below"
        raise SourceError(uri, reason)


def local(element: "Element") -> str:
    """An element's name without namespace, case and dividers; "" for what is no element."""
    tag = element.tag
    return _plain(tag.rpartition("}")[2].rpartition(":")[2]) if isinstance(tag, str) else ""


def _plain(name: str) -> str:
    return re.sub(r"[._-]+", "", name).casefold()


def children(element: "Element", name: str) -> list["Element"]:
    return [one for one in element if local(one) == name]


def said(element: "Element | None") -> str:
    """All text below an element as it stands, "" for none."""
    return "" if element is None else "".join(element.itertext()).strip()


def with_more(article: Article, **known: Any) -> Article:
    """The article with those of the fields that say something."""
    return replace(article, **{name: value for name, value in known.items() if value})


def lines(element: "Element") -> list[str]:
    """The paragraphs below an element; one that holds HTML as text is read as such."""
    found: list[str] = []
    loose: list[str] = []  # text that stands in no paragraph
    for event, one in _walk(element):
        text = one.text if event == "start" else one.tail
        if event == "start" and local(one) in PARAGRAPHS:
            found += _paragraphs(loose)
            loose = []
        if text:
            loose.append(text)
        if event == "end" and local(one) in PARAGRAPHS:
            tail = loose.pop() if text else ""
            found += [line] if (line := " ".join("".join(loose).split())) else []
            loose = [tail] if tail else []
    return found + _paragraphs(loose)


def _walk(element: "Element") -> Iterator[tuple[str, "Element"]]:
    """Start and end of every element below in order, but the unsaid ones'; no recursion."""
    from lxml import etree

    walker = etree.iterwalk(element, events=("start", "end"))
    for event, one in walker:
        if event == "start" and local(one) in _UNSAID:
            walker.skip_subtree()
        elif not (event == "end" and one is element):
            yield (event, one) if local(one) not in _UNSAID else ("end", one)


def _paragraphs(pieces: list[str]) -> list[str]:
    text = "".join(pieces)
    return fragment.lines(text) if fragment.is_html(text) else clean.paragraphs(clean.tidy(text))


def _articles(root: "Element") -> list["Element"]:
    """The elements that are an article each, in order.

    Elements that are named like one count, the outermost but where it holds several; else siblings
    of one name, each with a headline and paragraphs; else the document as a whole.
    """
    below: dict[Element, _Below] = {}
    for event, one in _walk(root):
        if event != "end":
            continue
        inner = [below.pop(child) for child in one if child in below]
        below[one] = _summed(one, inner)
    # The root's own end is not walked.
    whole = _summed(root, [below[child] for child in root if child in below])
    return whole.named or whole.alike or ([root] if whole.is_article else [])


@dataclass(slots=True)
class _Below:
    """What stands in an element and below it."""

    element: "Element"
    words: int = 0
    has_title: bool = False
    has_text: bool = False
    named: list["Element"] = field(default_factory=list)
    alike: list["Element"] = field(default_factory=list)

    @property
    def is_article(self) -> bool:
        return self.has_title and self.has_text


def _summed(element: "Element", inner: list[_Below]) -> _Below:
    name = local(element)
    words = len((element.text or "").split()) + sum(one.words for one in inner)
    words += sum(len((one.element.tail or "").split()) for one in inner)
    found = _Below(
        element,
        words=words,
        has_title=(name in TITLES and words > 0) or any(one.has_title for one in inner),
        has_text=(name in (*PARAGRAPHS, *BODIES) and words >= LEAST_WORDS)
        or any(one.has_text for one in inner),
        named=[one for part in inner for one in part.named],
        alike=[one for part in inner for one in part.alike],
    )
    if name in ARTICLES and found.is_article and len(found.named) < 2:
        found.named = [element]
    names = {local(one.element) for one in inner}
    if len(inner) > 1 and len(names) == 1 and names.isdisjoint(PARTS):
        whole = [one.element for one in inner if one.is_article]
        found.alike = whole if len(whole) > 1 else found.alike
    return found


def _article(element: "Element", root: "Element", file_name: str) -> Article | None:
    """The article in one element; None where no text is left of it."""
    known: dict[str, list[Element]] = {}
    for event, one in _walk(element):
        if event == "start":
            known.setdefault(local(one), []).append(one)

    def first(tags: tuple[str, ...], attributes: tuple[str, ...] = ()) -> str:
        """What the first of these elements says; a headline's own parts do not follow it."""
        texts = (_value(one, attributes) for tag in tags for one in known.get(tag, ()))
        return next((text for text in texts if text), "")

    title = fragment.words(first(TITLES))
    rows = _body(element, known)
    header = Header(title=title, source=fragment.words(first(OUTLETS, _NAME_AT)))
    header.source = header.source or fragment.words(_attribute(known.get("pubdata"), "name"))
    header.authors = names([_value(one, _NAME_AT) for one in known.get("person", ())])
    for tag in ("byline", "by", "author", "authors", "creator"):
        if not header.authors and tag in known:
            said_by = [_value(one, _NAME_AT) for one in known[tag]]
            read_byline(header, [f"By {one}" for one in names(said_by)])
            header.authors = header.authors or names(said_by)
    for tag in PUBLISHED:
        written = (date for one in known.get(tag, ()) if (date := _date(one)))
        if date := next(written, ""):
            header.date, header.dated_by = date, "metadata"
            break
    url = next((link(text) for text in map(said, known.get("url", ())) if link(text)), "")
    url = url or next((link(said(one)) for one in known.get("link", ())), "")
    built = build(header, rows, url=url, file_name=file_name)
    if built is None:
        return None
    updates = (date for tag in UPDATED for one in known.get(tag, ()) if (date := _date(one)))
    spoken = _attribute(known.get("language"), "tag") or first(("language", "lang"))
    return with_more(
        built,
        updated_at=next(updates, ""),
        language=language(spoken or _lang(element) or _lang(root)),
        section=fragment.words(first(("section", "category"))),
    )


def _body(element: "Element", known: dict[str, list["Element"]]) -> list[str]:
    """The lines of the best-named body; without any, every paragraph there is."""
    for tag in BODIES:
        outermost: list[Element] = []
        for one in known.get(tag, ()):
            if not any(other in outermost for other in one.iterancestors()):
                outermost.append(one)
        found = [line for one in outermost[:MOST_BODIES] for line in lines(one)]
        if sum(len(line.split()) for line in found) >= LEAST_WORDS:
            return found
    return [
        line
        for event, one in _walk(element)
        if event == "start" and local(one) in PARAGRAPHS and (line := " ".join(said(one).split()))
    ]


def _value(element: "Element", attributes: tuple[str, ...]) -> str:
    """What an element says: its text, else one of its attributes, else its `name` below."""
    named = [one for one in element if local(one) == "name"]
    if text := said(named[0] if named else element):
        return text
    return next((text for name in attributes if (text := _attribute([element], name))), "")


def _attribute(elements: list["Element"] | None, name: str) -> str:
    for element in elements or ():
        for key, value in element.attrib.items():
            if _plain(str(key).rpartition("}")[2]) == name and str(value).strip():
                return str(value).strip()
    return ""


def _date(element: "Element") -> str:
    """A date given as an attribute, as text, or in parts: <year>, <month>, <day>."""
    for name in _DATE_AT:
        if date := dates.iso(_attribute([element], name)):
            return date
    parts = {local(one): said(one) for one in element}
    if re.fullmatch(r"\d{4}", parts.get("year", "")):
        day = [parts[name].zfill(2) for name in ("month", "day") if parts.get(name, "").isdecimal()]
        if len(day) == 2:
            return dates.iso("-".join((parts["year"], *day)))
    return dates.iso(said(element)[:80])


def _lang(element: "Element") -> str:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang") or ""
