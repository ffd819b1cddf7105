"""Who wrote a page's article, by what its markup calls the place of the name."""

import re
from typing import TYPE_CHECKING

from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import LONGEST_LINE, LONGEST_LINE_WORDS, read_line
from ingest.parse.web.metadata import is_aside
from ingest.text import clean
from ingest.text.names import is_person

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A class by which pages mark their writers: `author`, `byline`, `article__author-name`.
_MARK = re.compile(
    r"(?:(?:article|story|post|entry|news|content|page|meta|single|by|[a-z])[-_]{1,2}){0,2}"
    r"(?:authors?|by-?line|writer|autor(?:in)?|auteur|autore)(?:[-_]{1,2}(?:name|text))?"
)
MOST_MARKED = 50
LONGEST_CLASS = 300  # characters of an element's classes that are looked at


def authors(tree: "HtmlElement") -> list[str]:
    """The persons in the place that is marked as the writer's; [] for none, or several places.

    Beside other articles, and at comments, writers of others are marked likewise: where two places
    name two of them, neither is believed.
    """
    marked = [one for one in tree.iter() if _is_marked(one)][:MOST_MARKED]
    holders = {above for one in marked for above in one.iterancestors()}
    places: dict[HtmlElement, list[str]] = {}
    for one in marked:
        if one not in holders and (found := _people(" ".join(one.itertext()))):
            above = places.setdefault(one.getparent(), [])
            above += [name for name in found if name not in above]
    said = list(places.values())
    return said[0] if said and all(set(one) <= set(said[0]) for one in said) else []


def _is_marked(element: "HtmlElement") -> bool:
    marks = (element.get("class") or "")[:LONGEST_CLASS].lower().split()
    return any(map(_MARK.fullmatch, marks)) and not is_aside(element)


def _people(text: str) -> list[str]:
    """The persons of a byline, with or without a "By" before them; [] where it says more."""
    line = " ".join(clean.tidy(text).split())
    if not line or len(line) > LONGEST_LINE or len(line.split()) > LONGEST_LINE_WORDS:
        return []
    for said in (line, f"By {line}"):
        found = Header()
        if read_line(found, said) and found.authors:
            return found.authors if all(map(is_person, found.authors)) else []
    return []
