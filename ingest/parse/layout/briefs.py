"""News in brief: a digest whose items have no headlines, each behind a number, a dot or a rule."""

import re
from itertools import pairwise

from ingest.parse.layout import masthead
from ingest.parse.layout.blocks import trimmed
from ingest.parse.layout.cohesion import hold_together
from ingest.text import clean
from ingest.text.prose import is_rule

HEAD_LINES = 8  # in which a digest says that it is one
_NUMBER = re.compile(r"[(\[]?(\d{1,2})[.):\]]{1,2}\s+(\S.*)")
_DOT = re.compile(r"([•●▪■◦*–—-])\s+(\S.*)")


def divided(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """What stands above, and the lines of each item without its mark; no items where it is none.

    The lines above call it a digest, every item tells something at once, and the items do not speak
    of one matter, as the points of one article do.
    """
    first = next((n for n, line in enumerate(lines[:HEAD_LINES]) if clean.is_prose(line)), 0)
    above = [line for line in lines[:first] if not is_rule(line)]
    if not masthead.names_digest(above):
        return [], []
    for blocks in (_marked(lines[first:]), _ruled(lines[first:])):
        told = [block for block in map(trimmed, blocks) if block]
        are_items = len(told) > 1 and all(clean.is_prose(one[0]) for one in told)
        if are_items and not hold_together(told):
            return above, told
    return [], []


def _marked(lines: list[str]) -> list[list[str]]:
    """From each number that counts up, or each dot, to the next; [] where the first has none."""
    if not lines or not (begins := _DOT.fullmatch(lines[0]) or _NUMBER.fullmatch(lines[0])):
        return []
    starts, lines = list[int](), list(lines)
    for place, line in enumerate(lines):
        found = begins.re.fullmatch(line)
        if found and found[1] == (begins[1] if begins.re is _DOT else str(len(starts) + 1)):
            starts.append(place)
            lines[place] = found[2]
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]


def _ruled(lines: list[str]) -> list[list[str]]:
    rules = [place for place, line in enumerate(lines) if is_rule(line)]
    return [lines[start + 1 : end] for start, end in pairwise([-1, *rules, len(lines)])]
