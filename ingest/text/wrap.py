"""The lines of a text -> its paragraphs: lines broken at a page's width are joined again."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

from ingest.text.prose import SPACELESS, is_ended, is_rule

_BULLET = re.compile(r"\s*(?:[•*·‣▪–—-]|\d{1,2}[.)])\s+")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\s*\S")  # a row of a table
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-\u2010]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
# First parts that keep their hyphen where a line ends after it.
_PREFIXES = frozenset(
    "anti co cross ex half long mid non post pre pro self semi short so well".split()
)
WIDEST = 100  # columns, of a text that was broken to fit a screen or a sheet
HYPHENATED_LINES = 3  # so many broken words, and the text was set by a machine that breaks them


def paragraphs(text: str) -> list[str]:
    """The lines of `text` that say something, hard-wrapped ones joined again.

    The rows of a table stay lines of their own.
    """
    blocks = [
        [line for line in block.split("\n") if line.strip()]
        for block in re.split(r"\n[^\S\n]*\n", text)
    ]
    hyphens: _Hyphens | None = None
    lines: list[str] = []
    for run in _runs(blocks):
        if width := _wrapped_at(run, alone=len(run) == len(blocks)):
            hyphens = hyphens or _Hyphens(text)
            lines += [line for block in run for line in _unwrapped(block, width, hyphens)]
        else:
            lines += [" ".join(line.split()) for block in run for line in block]
    return lines


def _runs(blocks: list[list[str]]) -> Iterator[list[list[str]]]:
    """Blocks in a row that have no line longer than any wrapped one, and those between them."""
    long = [any(_width(line) > WIDEST for line in block) for block in blocks]
    for _, run in groupby(zip(long, blocks, strict=True), key=itemgetter(0)):
        yield [block for _, block in run]


def _width(line: str) -> int:
    """In columns: Chinese and Japanese characters take two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _wrapped_at(blocks: list[list[str]], *, alone: bool) -> int:
    """The width at which every line of the text was broken, 0 where lines are paragraphs.

    A wrapped text has no line above a screen's width, and of the lines near it that another
    follows, most stop in the middle of a sentence. Where it is not `alone`, but between paragraphs
    that are not broken, most of what follows must go on in small letters too: headlines do not.
    """
    every = [_width(line.strip()) for block in blocks for line in block]
    if 2 * sum(width for width in every if width > WIDEST) > sum(every):
        return 0  # paragraphs of one line each, among menus and headlines
    # The last line of a block was not broken, and a headline may be longer than what was broken
    # below it: a page's width is that of many lines.
    widths = sorted(_width(line.strip()) for block in blocks for line in block[:-1])
    while len(widths) > 2 and widths[-1 - max(1, len(widths) // 33)] < 0.88 * widths[-1]:
        widths.pop()
    width = widths[-1] if widths else 0
    if not 45 <= width <= WIDEST:
        return 0
    full = [
        (line, other)
        for block in blocks
        for line, other in pairwise(block)
        if 0.75 * width < _width(line) <= width
    ]
    opened = [other for line, other in full if not is_ended(line)]
    small = sum(other.lstrip()[:1].islower() or bool(SPACELESS.match(other)) for other in opened)
    if not alone and (small < 3 or small * 5 < 2 * len(opened)):
        return 0
    return width if len(full) >= 2 and len(opened) * 2 > len(full) else 0


class _Hyphens:
    """Whether a hyphen at a line's end belongs to its word, judged by the text it stands in."""

    def __init__(self, text: str) -> None:
        self.words = set(re.findall(r"\w+(?:-\w+)*", text.casefold()))
        lines = text.split("\n")
        broken = sum(
            bool(_BROKEN_WORD.search(one.rstrip()) and other.lstrip()[:1].islower())
            for one, other in pairwise(lines)
        )
        self.set_by_machine = broken >= HYPHENATED_LINES

    def join(self, line: str, other: str) -> str | None:
        """The two lines as one where a word was broken between them, else None."""
        match, rest = _BROKEN_WORD.search(line), _GOES_ON.match(other)
        if match is None or rest is None or not other[:1].islower():
            return None
        first, second = match[1].casefold(), rest[0].casefold()
        if first + second in self.words:
            return line[:-1] + other
        belongs = f"{first}-{second}" in self.words or first in _PREFIXES
        return line + other if belongs or not self.set_by_machine else line[:-1] + other


def _unwrapped(block: list[str], width: int, hyphens: _Hyphens) -> list[str]:
    """Join a line to the one before where its first word would not have fitted there."""
    joined: list[str] = []
    last, was_row = "", False
    for raw in block:
        line = " ".join(raw.split())
        is_row = bool(_COLUMNS.search(raw.strip()))
        apart = is_row or was_row or is_rule(line) or is_rule(last) or _BULLET.match(line)
        if last and not apart and _was_full(last, line, width):
            joined[-1] = hyphens.join(joined[-1], line) or f"{joined[-1]}{_gap(last, line)}{line}"
        else:
            joined.append(line)
        last, was_row = line, is_row
    return joined


def _was_full(line: str, other: str, width: int) -> bool:
    if _width(line) > width:
        return False
    if _BROKEN_WORD.search(line) and other[:1].islower():
        return _width(line) > 0.75 * width
    if SPACELESS.match(other):  # a line ends a character or two early before a closing mark
        return _width(line) + 6 > width
    return _width(line) + len(_gap(line, other)) + _width(other.split(" ", 1)[0]) > width


def _gap(line: str, other: str) -> str:
    """What stood between two lines before they were broken: nothing in Chinese and Japanese."""
    wide = all(unicodedata.east_asian_width(char) in "WF" for char in (line[-1], other[0]))
    korean = "\uac00" <= line[-1] <= "\ud7a3" or "\uac00" <= other[0] <= "\ud7a3"
    return "" if wide and not korean else " "
