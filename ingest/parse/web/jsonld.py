"""JSON-LD in a page -> what it says of its article. Broken JSON is read as far as it goes."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, Any]

LONGEST_SCRIPT = 4_000_000  # characters
MOST_NODES = 20_000
_TYPES = {
    *("article", "newsarticle", "reportagenewsarticle", "backgroundnewsarticle", "report"),
    *("opinionnewsarticle", "analysisnewsarticle", "reviewnewsarticle", "askpublicnewsarticle"),
    *("advertisercontentarticle", "satiricalarticle", "scholarlyarticle", "techarticle"),
    *("liveblogposting", "blogposting", "pressrelease", "socialmediaposting"),
}
# Whatever hangs on these is about other articles.
_ELSEWHERE = {
    *("itemlistelement", "haspart", "blogpost", "blogposts", "relatedlink", "citation", "mentions"),
    *("isbasedon", "liveblogupdate", "comment", "review", "author", "publisher", "about"),
    *("subjectof", "significantlink", "ispartof"),
}
_EDGES = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?\]\]>\s*$|-->\s*$")
_SPARE_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_START = re.compile(r"[\[{]")


def nodes(tree: "HtmlElement") -> list[Node]:
    """Every object of every JSON-LD script that speaks of this page, outermost ones first."""
    found: list[Node] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind == "application/ld+json" and script.text:
            found += _objects(_values(script.text[:LONGEST_SCRIPT]))
    return found


def _values(text: str) -> Iterator[Any]:
    """The values in one script: it may hold several, or a comment around them."""
    text = _EDGES.sub("", text.strip()).strip()
    for written in (text, _SPARE_COMMA.sub("", text)):
        values, place = [], 0
        try:
            while start := _START.search(written, place):
                value, place = json.JSONDecoder(strict=False).raw_decode(written, start.start())
                values.append(value)
        except (ValueError, RecursionError):
            if not values:
                continue
        yield from values
        return


def _objects(values: Iterator[Any]) -> Iterator[Node]:
    waiting, count = deque(values), 0
    while waiting and count < MOST_NODES:
        count += 1
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            inner = (part for key, part in value.items() if key.lower() not in _ELSEWHERE)
            waiting.extend(part for part in inner if isinstance(part, (dict, list)))


def types(node: Node) -> set[str]:
    """Its types in lower case, without the vocabulary's address."""
    return {re.split(r"[/#:]", one)[-1].lower() for one in texts(node.get("@type"))}


def article(found: list[Node]) -> Node:
    """The node that is the page's article, {} without one: that which says the most."""
    known = [node for node in found if types(node) & _TYPES]
    return max(known, key=lambda node: len(node.keys() & _TELLING), default={})


_TELLING = {
    *("headline", "datePublished", "dateModified", "author", "publisher", "articleBody"),
    *("articleSection", "mainEntityOfPage"),
}


def resolved(value: Any, found: list[Node]) -> list[Any]:
    """`value` as a list, references by `@id` replaced by what they refer to."""
    known: dict[str, Node] = {}
    for node in found:
        if isinstance(name := node.get("@id"), str) and len(node) > 1:
            known.setdefault(name, node)
    every = value if isinstance(value, list) else [value]
    return [
        known.get(one["@id"], one)
        if isinstance(one, dict) and isinstance(one.get("@id"), str) and "name" not in one
        else one
        for one in every[:100]
    ]


def texts(value: Any) -> list[str]:
    """The strings in a value that may be one, a list of them, or objects with a name."""
    every = value if isinstance(value, list) else [value]
    found = []
    for one in every[:1000]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("@value") or one.get("@id") or ""
            one = one[0] if isinstance(one, list) and one else one
        if isinstance(one, str) and one.strip():
            found.append(" ".join(unescape(unescape(one)).split()))
    return found


def text(value: Any) -> str:
    """The first of `texts`, "" without one."""
    return next(iter(texts(value)), "")


def body(node: Node) -> str:
    """The article's text as the node states it, its paragraphs on lines of their own.

    That of a live blog is its updates, as they come.
    """
    parts = [node.get("articleBody")]
    updates = node.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else []:
        if isinstance(update, dict):
            parts += [update.get("headline"), update.get("articleBody")]
    return "\n".join(_plain(part) for part in parts if isinstance(part, str) and part.strip())


def _plain(written: str) -> str:
    """Text that may be HTML, and may be escaped once more."""
    if "&lt;" in written or "&amp;" in written:
        written = unescape(written)
    if not re.search(r"<(?:p|br|div|a|b|em|h\d|li|ul|strong|span)\b", written):
        return unescape(written)
    from lxml import etree, html  # late: trafilatura's neighbours are loaded for pages alone

    try:
        tree = html.fragment_fromstring(written, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return unescape(re.sub(r"<[^<>]{0,1000}>", " ", written))
    for block in tree.iter(
        "p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote"
    ):
        block.tail = "\n" + (block.tail or "")
    for script in list(tree.iter("script", "style", "figure")):
        script.drop_tree()
    return str(tree.text_content())
