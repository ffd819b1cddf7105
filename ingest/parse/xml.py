"""XML -> articles: saved feeds here, news formats and anything built like them in newsxml.py.

A document is read without its DTD: no entity but HTML's own and numbers is ever expanded, nothing
outside is loaded. What is broken is read as far as it goes.
"""

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from ingest.article import Article, Span, link
from ingest.errors import SourceError
from ingest.parse import encoding, newsxml
from ingest.parse.front_matter import Header
from ingest.parse.newsxml import children, local, said
from ingest.parse.record import language
from ingest.parse.text import build
from ingest.parse.web import fragment
from ingest.text import clean, dates, feed_names, split
from ingest.text.prose import is_ended, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FEEDS = ("rss", "feed", "rdf")
# How lxml reads what anybody may have written.
HARMLESS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": True,
    "remove_comments": True,
    "remove_pis": True,
}
# What holds all of an item, as feeds define it. A summary may hold it too; one of fewer words, in
# fewer than three paragraphs and of fewer sentences, is a teaser.
WHOLE = ("encoded", "content", "fulltext")
SUMMARIES = ("description", "summary")
FULL_TEXT_WORDS = 100
FULL_TEXT_SENTENCES = 3
LEAST_SENTENCE_WORDS = 3
# How a text ends that goes on elsewhere: "it said …", "it said [...]", "Read more »".
_CUT = re.compile(
    r"(?:…|\.\.\.)[\])\s]{0,5}$|\b(?:(?:continue|keep) reading|read (?:more|on)|weiterlesen|"
    r"lire la suite|leer más|seguir leyendo|leggi tutto|lees (?:meer|verder)|ler mais)\b"
    r"(?:[^.!?]{0,200}|\.)$",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_DECLARATION = re.compile(r"(?<!\s)\s*<\?xml[^>]{0,400}\?>")
_ENTITY = re.compile(r"&(?:#\d{1,7};|#x[0-9A-Fa-f]{1,6};|([A-Za-z][A-Za-z0-9]{0,31});)?")
_PREDEFINED = ("amp", "lt", "gt", "quot", "apos")
_DTD_PART = re.compile(r"""["'\[\]>]|<!--""")


def parse(data: bytes, *, file_name: str, uri: str) -> Iterator[Article | SourceError]:
    """The articles of one document, and a `SourceError` for what of a feed is a teaser only.

    Raises:
        SourceError: it is no XML, or not built like an article.
    """
    root = tree(data, uri)
    if local(root) in FEEDS:
        yield from _feed(root, uri)
    else:
        yield from newsxml.parse(root, file_name=file_name, uri=uri)


def tree(data: bytes, uri: str) -> "Element":
    """The root element of a document that may be broken or hostile.

    Raises:
        SourceError: nothing of it can be read.
    """
    # Late: most runs read no XML.
    from lxml import etree

    text = _without_dtd(_DECLARATION.sub("", clean.tidy(_decoded(data, uri)), count=1))
    parser = etree.XMLParser(**HARMLESS, encoding="utf-8")
    try:
        root = etree.fromstring(_with_plain_entities(text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(uri, f"is no readable XML: {error}") from error
    if root is None:
        raise SourceError(uri, "is no readable XML")
    if (count := int(root.xpath("count(//*)"))) > newsxml.MOST_ELEMENTS:
        raise SourceError(uri, f"has {count} elements, more than can be held; split it")
    return root


def _decoded(data: bytes, uri: str) -> str:
    declared = _DECLARED.match(data.lstrip()[:400])
    if declared and not encoding.is_wide(data):
        try:
            return encoding.repaired(data.decode(declared[1].decode("ascii")))
        except (LookupError, ValueError):  # an encoding that is none, or not the one
            pass
    return encoding.decode(data, uri)


def _without_dtd(text: str) -> str:
    """The document without the declaration in which entities would be defined."""
    start = text.find("<!DOCTYPE")
    if start < 0:
        return text
    depth, place = 0, start
    while found := _DTD_PART.search(text, place):
        sign, place = found[0], found.end()
        if closing := {"<!--": "-->", '"': '"', "'": "'"}.get(sign):
            end = text.find(closing, place)
            if end < 0:
                break
            place = end + len(closing)
        depth += (sign == "[") - (sign == "]")
        if sign == ">" and depth <= 0:
            return text[:start] + text[place:]
    return text[:start]


def _with_plain_entities(text: str) -> str:
    """Every `&` outside CDATA as XML wants it, so that the parser stumbles over none."""
    pieces: list[str] = []
    place = 0
    while (start := text.find("<![CDATA[", place)) >= 0 and (end := text.find("]]>", start)) >= 0:
        pieces += [_ENTITY.sub(_expanded, text[place:start]), text[start:end]]
        place = end
    return "".join([*pieces, _ENTITY.sub(_expanded, text[place:])])


def _expanded(entity: re.Match[str]) -> str:
    """HTML's entities, which XML does not know, as characters; one that a DTD defined as nothing;
    a bare `&` as one that is written rightly.
    """
    if entity[0] == "&":
        return "&amp;"
    if entity[1] is None or entity[1] in _PREDEFINED:
        return entity[0]
    char = html.unescape(entity[0])
    return "" if char == entity[0] else html.escape(char)


def _feed(root: "Element", uri: str) -> Iterator[Article | SourceError]:
    items = [one for one in root.iter() if local(one) in ("item", "entry")]
    if not items:
        raise SourceError(uri, "is a feed without items")
    channel = next((one for one in root.iter() if local(one) == "channel"), root)
    title = said(next(iter(children(channel, "title")), None))
    outlet = feed_names.outlet_of(fragment.words(title))
    spoken = said(next(iter(children(channel, "language")), None)) or _xml_lang(root)
    teasers = 0
    for item in items:
        article = _item(item, outlet, spoken)
        if article is None:
            teasers += 1
        else:
            yield article
    if teasers:
        reason = (
            f"{teasers} of {len(items)} items of this feed hold a teaser only; "
            "ingest the feed's web address to have their pages fetched"
        )
        # A place within the file: its other items are read.
        yield SourceError(uri if teasers == len(items) else f"{uri} (teasers)", reason)


def _item(item: "Element", outlet: str, spoken: str) -> Article | None:
    """The article of one item that holds all of it, None for a teaser."""
    own = {local(one): one for one in reversed(list(item)) if said(one) or one.get("term")}
    lines = max((_content(one) for one in item), key=lambda some: sum(map(len, some)), default=[])
    prose = sum(map(clean.is_prose, lines))
    if prose < 3 and sum(len(line.split()) for line in lines) < FULL_TEXT_WORDS:
        whole = [_content(one) for one in item if local(one) in WHOLE]
        told = [_content(one) for one in item if local(one) in SUMMARIES] if not any(whole) else []
        lines = next(filter(_is_whole, whole), []) or next(filter(_tells_all, told), [])
        if not lines:
            return None
    people = [one for name in ("creator", "author") for one in children(item, name)]
    names = [said(next(iter(children(one, "name")), one)) for one in people]
    header = Header(
        title=fragment.words(said(own.get("title"))),
        source=outlet,
        # RSS's own author is a mail address: "ann@gazette.example (Ann Lee)".
        authors=list(dict.fromkeys(_person(name) for name in names if _person(name))),
    )
    header.date = next(
        (
            date
            for name in ("pubdate", "published", "issued", "date", "created")
            if (date := feed_date(said(own.get(name))))
        ),
        "",
    )
    header.dated_by = "feed" if header.date else ""
    built = build(header, lines, url=_address(item))
    if built is None:
        return None
    return newsxml.with_more(
        built,
        updated_at=feed_date(said(own.get("updated")) or said(own.get("modified"))),
        language=language(_xml_lang(item) or spoken),
        section=fragment.words(said(own.get("category")) or _term(own.get("category"))),
    )


def _is_whole(lines: list[str]) -> bool:
    """Whether a text that stands where all of it should is not cut short there."""
    return any(map(clean.is_prose, lines)) and not _CUT.search(lines[-1][-300:])


def _tells_all(lines: list[str]) -> bool:
    """Whether a summary is a report of its own: a teaser has a sentence or two, or is cut short."""
    found = [
        line[start:end]
        for line in lines
        for start, end in split.sentences(line, Span(0, len(line)))
    ]
    told = [one for one in found if words(one) >= LEAST_SENTENCE_WORDS and is_ended(one)]
    return len(told) >= FULL_TEXT_SENTENCES and is_ended(lines[-1]) and _is_whole(lines)


def _content(element: "Element") -> list[str]:
    """The lines of an item's part that may hold its text, as HTML in text or as elements."""
    if local(element) not in (*WHOLE, *SUMMARIES):
        return []
    if len(element):
        return newsxml.lines(element)
    text = said(element)
    return fragment.lines(text) if "<" in text or "&" in text else clean.paragraphs(text)


def _address(item: "Element") -> str:
    """Atom: the link that is the page itself, not its comments or its sound. RSS: link, or guid."""
    links = children(item, "link")
    for one in links:
        if one.get("rel", "alternate") == "alternate" and link(one.get("href", "")):
            return link(one.get("href", ""))
    found = next((link(said(one)) for one in links if link(said(one))), "")
    guids = [one for one in children(item, "guid") if one.get("isPermaLink") != "false"]
    return found or next((link(said(one)) for one in guids), "")


def _term(category: "Element | None") -> str:
    return "" if category is None else category.get("label") or category.get("term") or ""


def _person(name: str) -> str:
    name = fragment.words(name)
    if mailed := re.fullmatch(r"\S{1,100}@\S{1,100}\s+\((.{1,100})\)", name):
        return mailed[1].strip()
    return "" if "@" in name else name


def _xml_lang(element: "Element") -> str:
    return str(element.get("{http://www.w3.org/XML/1998/namespace}lang", ""))


def feed_date(written: str) -> str:
    """RFC 822 as RSS has it, or ISO 8601 as Atom has it -> ISO 8601, "" for what is neither."""
    try:
        return dates.iso(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return dates.iso(written)
