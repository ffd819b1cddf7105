"""Boilerplate out: what pasted and saved news text carries around.

The rules look at structure (how long a line is, whether it ends as a sentence does, what repeats,
where it stands), and at the words that page furniture is made of everywhere; see furniture.py,
appeals.py and captions.py.
"""

import re

from ingest.text.appeals import is_button_of, without_invitations
from ingest.text.boxes import bare_captions, without_boxes
from ingest.text.captions import is_caption, is_credit
from ingest.text.furniture import (
    heads_a_list,
    heads_comments,
    is_counter,
    is_furniture,
    is_heading,
    is_residue,
)
from ingest.text.prose import is_ended, is_item, is_prose, is_sentence, words
from ingest.text.signatures import with_posts_signed
from ingest.text.tidy import tidy
from ingest.text.wrap import paragraphs

__all__ = [
    "body",
    "given",
    "is_credit",
    "is_prose",
    "is_residue",
    "is_sentence",
    "paragraphs",
    "tidy",
]
BOX_LINES = 8  # of headlines in a box between two paragraphs


def body(lines: list[str]) -> list[str]:
    """The lines of one article without image credits and page furniture.

    Single lines of residue may still hang on at the end; see `is_residue`.
    """
    lines = _without_captions(_within(with_posts_signed(lines)))
    lines = lines[: _furniture_start(lines)]
    lines = _without_boxes(lines)
    above = ["", *lines]
    return [
        line
        for line, before in zip(lines, above, strict=False)
        if not is_furniture(line) and not is_button_of(line, before)
    ]


def given(text: str) -> str:
    """A text that somebody took from its page already, without what is surely the page's in it.

    Where a heading or a list of links says that the article ended is left to whoever took it.
    """
    lines = text.split("\n")
    kept = [line for line in _within(with_posts_signed(lines)) if not _is_of_the_page(line.strip())]
    if kept == lines or not any(line.strip() for line in kept):
        return text
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_of_the_page(line: str) -> bool:
    return bool(line) and (is_furniture(line) or is_credit(line) or is_caption(line))


def _within(lines: list[str]) -> list[str]:
    """The lines without boxes and invitations in them; one that is left empty goes.

    Of a text that is a gallery and nothing else the captions stay.
    """
    told = [without_invitations(without_boxes(line)) for line in lines]
    kept = [line for line, was in zip(told, lines, strict=True) if line or not was]
    return kept if any(map(str.strip, kept)) else bare_captions("\n".join(lines))


def _without_captions(lines: list[str]) -> list[str]:
    """Drop credit lines, the caption that stands right above one, and captions with a credit."""
    kept: list[str] = []
    for line in lines:
        if is_credit(line):
            if kept and words(kept[-1]) <= 12 and not is_ended(kept[-1]):
                kept.pop()
        elif not is_caption(line):
            kept.append(line)
    return kept


def _furniture_start(lines: list[str]) -> int:
    """The first furniture heading below which the article does not go on.

    Below a heading of other articles it goes on where two paragraphs follow each other, or one is
    the last: a teaser has a headline above its summary. Below a heading of comments likewise, but
    buttons part them. Below any other furniture every paragraph or item is the article's.
    """
    kinds = [_kind(line) for line in lines]
    goes_on = False  # at some line below, as articles do
    goes_on_in_comments = False
    says_more = False
    start = len(lines)
    last = last_but_marks = ""  # the kind of the line below
    for number in range(len(lines) - 1, 0, -1):
        kind, line = kinds[number], lines[number]
        if kind == "prose":
            goes_on = goes_on or last in {"prose", ""}
            goes_on_in_comments = goes_on_in_comments or last_but_marks == "prose"
        if kind in {"heading", "mark"}:
            if heads_comments(line):
                resumed = goes_on_in_comments
            else:
                resumed = goes_on if heads_a_list(line) else says_more
            if not resumed:
                start = number
        else:
            says_more = says_more or kind in {"prose", "said"}
            last = kind
        last_but_marks = kind
    return start


def _kind(line: str) -> str:
    """What a line is to its neighbours: prose, said (short, yet a sentence or an item) or title."""
    if is_heading(line):
        return "heading"
    if is_furniture(line):
        return "mark"
    if is_prose(line):
        return "prose"
    return "said" if is_item(line) or (is_ended(line) and words(line) > 2) else "title"


def _without_boxes(lines: list[str]) -> list[str]:
    """Drop the headlines of other articles that stand in a box between two paragraphs."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if heads_a_list(lines[number]) and number:
            end = number + 1
            while end < len(lines) and end - number <= BOX_LINES and _is_teaser(lines[end]):
                end += 1
            # The last line above a paragraph may be its own heading; of two it is a headline.
            number = end if end - number > 2 or end == len(lines) else number + 1
        else:
            kept.append(lines[number])
            number += 1
    return kept


def _is_teaser(line: str) -> bool:
    return is_counter(line) or not (is_prose(line) or is_item(line) or is_ended(line))
