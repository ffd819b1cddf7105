"""What a page holds and does not show: out of the tree, so that nobody is told what no reader saw.

Looked at are an element's own style and the page's plain rules for a class or an id; no layout is
worked out, and what scripts do is not known.
"""

import re
from typing import TYPE_CHECKING

from ingest.parse.web.page import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_STYLE = 1_000  # characters of an attribute that are looked at
LONGEST_SHEET = 200_000
_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|"
    r"(?:text-indent|left|top|right|margin-left|margin-top)\s*:\s*-\d{3,6}(?:\.\d+)?(?:px|em|rem|%|vw)|"
    r"clip\s*:\s*rect\(\s*(?:0|1)|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|"
    r"color\s*:\s*transparent)",
    re.IGNORECASE,
)
# Text that has no size: also how gaps between boxes are closed, which set their own.
_NO_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*0(?:\.\d+)?(?:px|em|rem|pt|%)?\s*(?:!|;|$)", re.I)
_FONT_SIZE = re.compile(r"font(?:-size)?\s*:", re.IGNORECASE)
_NO_BOX = re.compile(r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:!|;|$)", re.I)
_CUT_OFF = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|;)\s*opacity\s*:\s*0(?:\.0\d*)?\s*(?:!|;|$)", re.IGNORECASE)
_FADES_IN = re.compile(r"transform|transition|animation|will-change", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;!]{1,40})", re.IGNORECASE)
# Rules within braces of their own (`@media print {…}`) hold under conditions that are not known.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"[.#][A-Za-z_][\w-]{0,80}")
_TEXTLESS = {"html", "head", "body", "script", "style", "meta", "link", "title", "img", "br"}


def drop(tree: "HtmlElement") -> None:
    """Take out what is hidden from readers, unless that is most of the page: scripts unveil it."""
    names = _hidden_names(tree)
    hidden = [one for one in tree.iter() if _is_hidden(one, names)]
    if not hidden:
        return
    known = set(hidden)
    tops = [one for one in hidden if known.isdisjoint(one.iterancestors())]
    if sum(len(words(one)) for one in tops) * 3 < len(words(tree.find("body"))):
        for element in tops:
            element.drop_tree()


def _is_hidden(element: "HtmlElement", names: frozenset[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _TEXTLESS:
        return False
    if element.tag == "template" or element.get("hidden") is not None:
        return True
    own = (element.get("class") or "").split()
    if names and not names.isdisjoint((f"#{element.get('id')}", *(f".{one}" for one in own))):
        return True
    style = (element.get("style") or "")[:LONGEST_STYLE]
    return bool(style) and _hides(style, element)


def _hides(style: str, element: "HtmlElement | None" = None) -> bool:
    if _HIDES.search(style) or (_NO_BOX.search(style) and _CUT_OFF.search(style)):
        return True
    if _UNSEEN.search(style) and not _FADES_IN.search(style):
        return True
    if element is not None and _NO_SIZE.search(style):
        inside = (one.get("style") or "" for one in element.iterdescendants())
        return not any(_FONT_SIZE.search(one) for one in inside)
    colours = {name.casefold()[:10]: _colour(value) for name, value in _COLOUR.findall(style)}
    return "color" in colours and colours["color"] == colours.get("background")


def _colour(value: str) -> str:
    """One spelling for `#FFF`, `#ffffff` and `white`."""
    value = value.strip().casefold()
    value = {"white": "#ffffff", "black": "#000000"}.get(value, value)
    short = re.fullmatch(r"#([\da-f])([\da-f])([\da-f])", value)
    return "#" + "".join(char * 2 for char in short.groups()) if short else value


def _hidden_names(tree: "HtmlElement") -> frozenset[str]:
    """The classes (`.x`) and ids (`#x`) that a plain rule of the page hides."""
    sheet = "".join(one.text or "" for one in tree.iter("style"))[:LONGEST_SHEET]
    found: set[str] = set()
    for selectors, style in _RULE.findall(_outside_conditions(_COMMENT.sub("", sheet))):
        if _hides(style):
            each = (one.strip() for one in selectors.split(","))
            found.update(one for one in each if _SIMPLE.fullmatch(one))
    return frozenset(found)


def _outside_conditions(sheet: str) -> str:
    """A style sheet without what stands in the braces of an at-rule."""
    kept, depth, start = [], 0, 0
    for mark in re.finditer(r"@[\w-]{1,30}[^{};]{0,500}\{|[{}]", sheet):
        if mark[0].startswith("@") and not depth:
            kept.append(sheet[start : mark.start()])
            depth = 1
        elif depth:
            depth += -1 if mark[0] == "}" else 1
            start = mark.end()
    return "".join([*kept, sheet[start:]]) if not depth else "".join(kept)
