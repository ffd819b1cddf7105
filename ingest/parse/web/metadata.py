"""What a page says of its article outside of the text: JSON-LD, Open Graph, meta tags, `<time>`.

The first of them that says something wins, in that order. Nothing is guessed from the text here.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.parse.web import address, contributors, jsonld
from ingest.parse.web.page import words
from ingest.text import clean, dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title")
_MORE_TITLES = ("parsely-title", "sailthru.title", "title", "headline")
_OUTLETS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_MORE_OUTLETS = ("dcterms.publisher", "citation_journal_title", "publisher", "article:publisher")
_AUTHORS = ("author", "article:author", "og:article:author", "parsely-author", "sailthru.author")
_MORE_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "byl", "byline", "authors")
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date"),
    *("sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.published", "dc.date.created"),
    *("dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date"),
    *("publish_date", "publication_date", "publication-date", "published_time", "published_at"),
    *(
        "article_date_original",
        "originalpublicationdate",
        "datecreated",
        "date",
        "rnews:datepublished",
    ),
    *("cxenseparse:recs:publishtime", "release_date"),
)
_UPDATED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "modified_time"),
    *("article:modified", "lastmodifieddate", "updated_time", "revised"),
)
_SECTIONS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "cxenseparse:section",
)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
_OPINION = re.compile(
    r"opinions?|op-?eds?|commentary|editorials?|columnists?|viewpoints?|meinung(en)?|kommentare?|"
    r"opinión|opiniones|opinioni|editoriali?|opinião|opinie|tribunes?|éditos?",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"(press|news|media)[ -]?releases?|pressemitteilung(en)?|communiqués?( de presse)?|"
    r"comunicad[oi]s?( de prensa| stampa)?|persbericht(en)?",
    re.IGNORECASE,
)
_ODD_DATE = re.compile(
    r"^(?!.*(?:modif|updat|expir|valid|event|start|end)).*(?:publi.*|pub)(?:date|time)", re.I
)
_EPOCH = "1970-01-01"  # what a computer without a date says
LONGEST = 400  # characters of any of it, addresses and the article apart


@dataclass(slots=True, kw_only=True)
class Metadata:
    """As in `Article`; "" for what the page does not say."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    published_at: str = ""
    updated_at: str = ""
    section: str = ""
    kind: str = ""
    language: str = ""  # as declared, which is wrong at times: "de", "en-us"
    body: str = ""  # the article's text, where it is stated


def read(tree: "HtmlElement", url: str = "") -> Metadata:
    """The metadata of a page that was fetched from `url`, "" for a file."""
    tags, found = _tags(tree), jsonld.nodes(tree)
    node = jsonld.article(found)
    page = Metadata(body=jsonld.body(node))
    page.outlet = _outlet(tags, node, found)
    page.title = _title(tree, tags, node, page.outlet)
    page.authors = _authors(tree, tags, node, found, page.outlet)
    page.url = address.stated(tree, tags, node, url)
    page.published_at, page.updated_at = _dates(tree, tags, node)
    page.section = _section(tags, node, found, page.title)
    page.kind = _kind(node, page, tags)
    page.language = _language(tree, tags, node)
    return page


def _tags(tree: "HtmlElement") -> dict[str, list[str]]:
    """What the meta tags hold, by their names in lower case."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        value = " ".join(clean.tidy(unescape(tag.get("content") or "")[:2000]).split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            # A property may name several at once.
            for name in (tag.get(key) or "")[:200].lower().split():
                if value:
                    found.setdefault(name, []).append(value)
    return found


def _first(tags: dict[str, list[str]], *keys: str) -> str:
    return next((tags[key][0] for key in keys if key in tags), "")


def _said(value: object) -> str:
    """One short text out of JSON-LD."""
    said = clean.tidy(jsonld.text(value))
    return re.sub(r"<[^<>]{0,200}>", "", said) if len(said) <= LONGEST else ""


def _title(tree: "HtmlElement", tags: dict[str, list[str]], node: jsonld.Node, outlet: str) -> str:
    title = _said(node.get("headline")) or _first(tags, *_TITLES, *_MORE_TITLES)
    title = _without_outlet(title, outlet)
    if not title:
        return ""
    for heading in tree.iter("h1"):
        whole = words(heading)
        # Cut short for a search engine: the heading on the page is the whole of it.
        if len(title) < len(whole) <= LONGEST and whole.startswith(title.rstrip(" .…")):
            return clean.tidy(whole)
    return title


def _without_outlet(title: str, outlet: str) -> str:
    if not outlet:
        return title
    around = re.escape(outlet[:100])
    bare = re.sub(rf"\s[|–—·:«»-]\s+{around}$|^{around}\s+[|–—·:«»-]\s", "", title, flags=re.I)
    return bare.strip()


def _outlet(tags: dict[str, list[str]], node: jsonld.Node, found: list[jsonld.Node]) -> str:
    publishers = jsonld.resolved(node.get("publisher"), found)
    sites = [one.get("name") for one in found if "website" in jsonld.types(one)]
    said = [_said(publishers), *(tags[key][0] for key in _OUTLETS if key in tags), _said(sites)]
    said += [tags[key][0] for key in _MORE_OUTLETS if key in tags]
    return next((one for each in said if (one := contributors.outlet(each))), "")


def _authors(
    tree: "HtmlElement",
    tags: dict[str, list[str]],
    node: jsonld.Node,
    found: list[jsonld.Node],
    outlet: str,
) -> tuple[str, ...]:
    every = jsonld.resolved(node.get("author") or node.get("creator"), found)
    people = [one for one in every if not (isinstance(one, dict) and _is_body(one))]
    marked = [one for one in tree.iter() if _marks_author(one)][:20]
    inner = [one for one in marked if not any(above in marked for above in one.iterancestors())]
    sources = (
        jsonld.texts(people),
        *(tags.get(key, []) for key in (*_AUTHORS, *_MORE_AUTHORS)),
        [words(one.find(".//*[@itemprop='name']")) or words(one) for one in inner],
    )
    for said in sources:
        if known := contributors.people([clean.tidy(one[:LONGEST]) for one in said[:50]], outlet):
            return known
    return ()


def _is_body(node: jsonld.Node) -> bool:
    return any("organization" in one or one == "website" for one in jsonld.types(node))


def _marks_author(element: "HtmlElement") -> bool:
    marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}"[:100].lower().split()
    return "author" in marks and element.tag not in ("link", "meta")


def _dates(tree: "HtmlElement", tags: dict[str, list[str]], node: jsonld.Node) -> tuple[str, str]:
    times = [
        one
        for one in tree.iter("time", "abbr", "span")
        if one.get("datetime") or one.get("itemprop")
    ]
    published = [_said(node.get("datePublished")), *_all(tags, _PUBLISHED)]
    updated = [_said(node.get("dateModified")), *_all(tags, _UPDATED)]
    for one in times[:50]:
        mark = f"{one.get('itemprop') or ''} {one.get('class') or ''}"[:200].lower()
        value = (one.get("datetime") or one.get("content") or words(one))[:60]
        if "datemodified" in mark or "update" in mark or "modif" in mark:
            updated.append(value)
        elif "datepublished" in mark or one.get("pubdate") is not None:
            published.insert(1, value)
        elif one.tag == "time" and one.get("datetime") and not is_aside(one):
            published.append(value)
    published.append(_said(node.get("dateCreated")))
    # Under whatever name a house has for it.
    published += [values[0] for key, values in tags.items() if _ODD_DATE.search(key)]
    first, last = (next(filter(None, map(_date, each)), "") for each in (published, updated))
    later = bool(last) and (not first or dates.moment(last) > dates.moment(first))
    return first, last if later else ""


def _all(tags: dict[str, list[str]], keys: tuple[str, ...]) -> list[str]:
    return [tags[key][0] for key in keys if key in tags]


def _date(written: str) -> str:
    found = dates.iso(written)
    return "" if found.startswith(_EPOCH) or dates.is_ahead(found) else found


def is_aside(element: "HtmlElement") -> bool:
    """In a part of the page that is about other articles, or what readers say."""
    for above in element.iterancestors():
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"[:300].lower()
        if above.tag in ("aside", "nav", "footer", "li") or re.search(
            r"comment|related|sidebar|recommend|latest|teaser|more-", marks
        ):
            return True
    return False


def _section(
    tags: dict[str, list[str]], node: jsonld.Node, found: list[jsonld.Node], title: str
) -> str:
    said = [_said(node.get("articleSection")), *_all(tags, _SECTIONS)]
    for one in found:
        if "breadcrumblist" in jsonld.types(one):
            trail = one.get("itemListElement")
            crumbs = [_crumb(part) for part in trail] if isinstance(trail, list) else []
            crumbs = [crumb for crumb in crumbs if crumb and crumb != title]
            said += crumbs[1:2] or []
    return next((one for one in said if one and len(one) <= 60 and "://" not in one), "")


def _crumb(part: object) -> str:
    if not isinstance(part, dict):
        return ""
    item = part.get("item")
    return _said(part.get("name") or (item.get("name") if isinstance(item, dict) else ""))


def _kind(node: jsonld.Node, page: Metadata, tags: dict[str, list[str]]) -> str:
    types = jsonld.types(node)
    said = [
        page.section,
        *jsonld.texts(node.get("articleSection")),
        *jsonld.texts(node.get("genre")),
    ]
    said += _all(tags, ("article:section", "og:type", "type", "genre", "dc.type"))
    said += urlsplit(page.url).path[:300].split("/")[:-1]
    if "liveblogposting" in types:
        return "live blog"
    if "pressrelease" in types or any(_RELEASE.fullmatch(one) for one in said if len(one) < 60):
        return "press release"
    if "opinionnewsarticle" in types or any(
        _OPINION.fullmatch(one) for one in said if len(one) < 60
    ):
        return "opinion"
    is_news = types & {"newsarticle", "reportagenewsarticle", "backgroundnewsarticle"}
    return "news" if is_news else ""


def _language(tree: "HtmlElement", tags: dict[str, list[str]], node: jsonld.Node) -> str:
    said = [tree.get("lang") or "", _said(node.get("inLanguage")), *_all(tags, _LANGUAGES)]
    codes = [re.match(r"[a-z]{2}(?:[_-][a-z]{2})?(?![a-z])", one.lower()) for one in said]
    known = [code[0].replace("_", "-") for code in codes if code]
    whole = (one for one in known if len(one) > 2 and one[:2] == known[0][:2])
    return next(whole, known[0] if known else "")
