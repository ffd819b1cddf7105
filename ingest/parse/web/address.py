"""A page's own address, as it states it and as far as that can be believed."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ingest.article import link
from ingest.parse.web import jsonld

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HOME = re.compile(r"/?(?:index|home|default|start|main)?(?:\.\w{2,5})?/?", re.IGNORECASE)
LONGEST = 2000  # characters


def stated(tree: "HtmlElement", tags: dict[str, list[str]], node: jsonld.Node, url: str) -> str:
    """The page's own address as it states it, where that may be true; else `url`.

    What points at a home page, or to another site than the page came from, is a mistake of the
    page's makers, or a lie.
    """
    links = (one for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower())
    found = [one.get("href") or "" for one in links][:1]
    found += [*tags.get("og:url", [])[:1], *_node_addresses(node)]
    found += tags.get("parsely-link", [])[:1]
    for one in found:
        address = _joined(tree, url, one.strip()) if 0 < len(one) <= LONGEST else ""
        if address and not _is_home(address) and (not url or _same_site(address, url)):
            return address
    return link(url)


def _joined(tree: "HtmlElement", url: str, found: str) -> str:
    """An address on a page as a whole one, "" for none."""
    base = tree.find(".//base[@href]")
    inside = (base.get("href") or "")[:LONGEST].strip() if base is not None and url else ""
    try:
        return link(urljoin(urljoin(url, inside), found))
    except ValueError:
        return ""


def _node_addresses(node: jsonld.Node) -> list[str]:
    found = []
    for one in (node.get("url"), node.get("mainEntityOfPage")):
        address = one.get("@id") or one.get("url") if isinstance(one, dict) else one
        found.append(address if isinstance(address, str) else "")
    return found


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return "." not in parts.netloc or (bool(_HOME.fullmatch(parts.path[:100])) and not parts.query)


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses share the name that somebody registered, as far as names tell."""
    hosts = [(urlsplit(each).hostname or "").split(".") for each in (one, other)]
    if hosts[0] == hosts[1]:
        return True
    # "example.co.uk": a short second level below a country's is a registry's, not a site's.
    is_deep = all(len(host[-1]) == 2 and len(host) > 2 and len(host[-2]) <= 3 for host in hosts)
    count = 3 if is_deep else 2
    numbers = any(host[-1].isdigit() for host in hosts)  # addresses have no names
    return not numbers and len(min(hosts, key=len)) >= 2 and hosts[0][-count:] == hosts[1][-count:]
