"""Numbered results below a heading as sentences that stand alone: "Women: 3. Ann Lee 1:16:02."

Such a line says who came where, and not in what: that stands above it. As with the rows of a table
(rows.py) the heading is stored with each of them.
"""

import re

from ingest.text.prose import is_ended, is_item, words

FEWEST = 2  # lines
LONGEST_WORDS = 16  # of a result
LONGEST_HEADING_WORDS = 10
_RESULT = re.compile(r"(?P<place>\d{1,3})(?P<mark>[.)]?) (?P<who>[^\W\d_].*)")


def told(lines: list[str]) -> list[str]:
    """The lines with every list of results among them told place by place.

    A list of results has a heading that is no sentence, counts up from one, in ties not, and has a
    figure in most of its lines. Other numbered lines stay as they are.
    """
    kept: list[str] = []
    number = 0
    while number < len(lines):
        end = _end(lines, number)
        if end > number and kept and (heading := _heading(kept[-1])):
            kept.pop()
            kept += [_sentence(heading, line) for line in lines[number:end]]
        else:
            end = max(end, number + 1)
            kept += lines[number:end]
        number = end
    return kept


def _end(lines: list[str], start: int) -> int:
    """Where the list of results that begins at a line ends; the line itself where none begins."""
    place, figures, end = 0, 0, start
    while end < len(lines) and (result := _RESULT.fullmatch(lines[end])):
        told = int(result["place"])
        if told not in {place, place + 1} or not told or words(lines[end]) > LONGEST_WORDS:
            break
        is_figure = _ends_in_figure(result["who"])
        if not (is_figure or result["mark"]) or (is_ended(lines[end]) and not is_figure):
            break
        place, figures, end = told, figures + is_figure, end + 1
    return end if end - start >= FEWEST and 2 * figures > end - start else start


def _ends_in_figure(who: str) -> bool:
    """A time, a gap, points ("31 pts"), or a club in parentheses."""
    last = who.split()[-2:]
    return who.endswith(")") or any(char.isdigit() for one in last for char in one)


def _heading(line: str) -> str:
    """What a list is headed by; "" for a sentence or another line of a list."""
    bare = line.rstrip(":： ")
    if is_ended(bare) or is_item(line) or words(bare) > LONGEST_HEADING_WORDS or "; " in bare:
        return ""
    return "" if _RESULT.fullmatch(line) else bare


def _sentence(heading: str, line: str) -> str:
    place, _, who = line.partition(" ")
    said = f"{heading}: {place.rstrip('.)')}. {who}"
    return said if is_ended(said) else f"{said}."
