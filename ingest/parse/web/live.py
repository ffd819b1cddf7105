"""The times of a live blog: each stands alone above what happened then.

A line that is a time alone is furniture elsewhere, a video's length say, and without it entries of
one day tell figures that nobody can tell apart. So it is put before the first words of its entry,
"18:40 – The bridge is open.", behind a dash that is ours. The entries stay in the page's order.
"""

import re
from typing import TYPE_CHECKING

from ingest.parse.web.page import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST = 3  # entries
_ZONE = r"(?:\s?(?:Uhr|GMT|UTC|BST|IST|CES?T|[ECMP][SD]?T))?"
_CLOCK = re.compile(
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?|(?:0?[1-9]|1[0-2])\s?[ap]\.?m\.?)"
    rf"{_ZONE}",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:live ?(?:blog|updates?|ticker|coverage)?|ticker|en direct|en directo|in diretta|"
    r"minuto a minuto)\b",
    re.IGNORECASE,
)
_HEADS = ("h2", "h3", "h4", "h5", "h6", "time", "p", "div", "span", "strong", "b", "dt")


def with_times(tree: "HtmlElement") -> int:
    """Put each time before the paragraph below it; return how many: none where they are few."""
    found: list[tuple[HtmlElement, HtmlElement]] = []
    above: HtmlElement | None = None
    for element in tree.iter(*_HEADS):
        if _is_clock(element):
            above = element
        elif element.tag == "p" and above is not None and str(element.text_content()).strip():
            found.append((above, element))
            above = None
    if len(found) < FEWEST:
        return 0
    for clock, entry in found:
        entry.text = f"{(clock.text or '').strip()} – {(entry.text or '').lstrip()}"
        _block(clock).drop_tree()
    return len(found)


def is_live(title: str) -> bool:
    """Whether a headline says that the piece tells what happens as it does."""
    return bool(_LIVE.search(title))


def _is_clock(element: "HtmlElement") -> bool:
    text = (element.text or "").strip()
    if len(element) or len(text) > 20 or not _CLOCK.fullmatch(text):
        return False
    block = _block(element)
    if block.tag not in INLINE:
        return True
    parent = block.getparent()
    # "At 18:40 police said": a time within a line.
    is_within = parent is None or parent.tag in {*INLINE, "p", "li"}
    return not (is_within or _said(parent, block))


def _block(element: "HtmlElement") -> "HtmlElement":
    """The outermost element that says this time and nothing else."""
    parent = element.getparent()
    while parent is not None and len(parent) == 1 and not _said(parent, element):
        element, parent = parent, parent.getparent()
    return element


def _said(parent: "HtmlElement", element: "HtmlElement") -> bool:
    """Whether words stand right beside an element, in the one that it stands in."""
    before = element.getprevious()
    above = parent.text if before is None else before.tail
    return bool(f"{above or ''}{element.tail or ''}".strip())
