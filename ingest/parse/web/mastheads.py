"""Tables that head or close a page: the outlet's name, its slogan, the day, links to its parts."""

from typing import TYPE_CHECKING

from ingest.parse.web.page import words
from ingest.text import clean
from ingest.text.prose import key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3")
LEAST_HEADLINE_WORDS = 3  # of a heading that is a part of what the page calls itself
LONGEST_TITLE = 1000  # characters
LINKED = 0.8  # share of a cell's characters that lead elsewhere, for it to be one of links


def take(tree: "HtmlElement", title: str, outlet: str) -> list[str]:
    """Drop the page's own tables, and return what the cells of those above the headline say.

    It is one where it stands above the headline, or where it is one row and every cell of it is
    links or the outlet's name. A table with a paragraph in it is none.

    Args:
        tree: a page as it came, before its layout is taken apart. It is changed.
        title: what the page calls itself: its headline, with or without the outlet's name.
        outlet: its name, "" where the page does not state one.
    """
    above, told = _above(tree, title[:LONGEST_TITLE]), list[str]()
    # The inner ones first: what a table holds once they are gone is its own.
    for table in reversed(list(tree.iter("table"))):
        if table.getparent() is None or table.find(".//table") is not None:
            continue
        cells = [cell for cell in table.iter("td", "th") if words(cell)]
        is_above = table in above
        if not (is_above or len(table.xpath(".//tr")) == 1) or any(map(_is_prose, cells)):
            continue
        if is_above:
            told[:0] = [words(cell) for cell in cells if not _is_of_links(cell)]
        if is_above or (
            cells and all(_is_of_links(one) or _is_named(one, outlet) for one in cells)
        ):
            table.drop_tree()
    return told


def _above(tree: "HtmlElement", title: str) -> "set[HtmlElement]":
    """The tables that end before the headline; none where prose or no headline comes first."""
    found: set[HtmlElement] = set()
    for element in tree.iter("table", "p", *_HEADINGS):
        if element.tag == "table":
            found.add(element)
        elif element.tag == "p":
            if clean.is_prose(words(element)):
                break
        elif _is_headline(element, title):
            return found - set(element.iterancestors())
    return set()


def _is_headline(heading: "HtmlElement", title: str) -> bool:
    said = key(words(heading))
    return bool(said) and (
        said == key(title)
        or (len(said.split()) >= LEAST_HEADLINE_WORDS and f" {said} " in f" {key(title)} ")
    )


def _is_prose(cell: "HtmlElement") -> bool:
    return clean.is_prose(words(cell))


def _is_named(cell: "HtmlElement", outlet: str) -> bool:
    """Whether it is the outlet's name and nothing else."""
    return bool(outlet) and key(words(cell)) == key(outlet)


def _is_of_links(cell: "HtmlElement") -> bool:
    """Whether it leads elsewhere and does nothing else. A figure that is a link is a figure."""
    text = words(cell)
    linked = sum(len(words(anchor)) for anchor in cell.iter("a") if anchor.get("href"))
    return linked >= LINKED * len(text) and not any(char.isdigit() for char in text)
