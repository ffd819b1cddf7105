"""A newsletter: that a mail is one, what closes it, and the items in it."""

import re
from itertools import pairwise

from ingest.parse.layout import masthead
from ingest.parse.layout.blocks import ARTICLE_WORDS, prose_words
from ingest.parse.layout.cohesion import hold_together
from ingest.parse.layout.digest import Part
from ingest.parse.layout.headline import is_title
from ingest.parse.layout.imprint import is_byline
from ingest.text import clean, furniture
from ingest.text.prose import is_ended, is_item, is_rule, words

FOOT_LINES = 6  # at the end, of which some say how to be rid of it
FOOT_WORDS = 45  # a longer line is a paragraph
LONGEST_HEADING_WORDS = 14
LEAST_LABELLED = 3
LEAST_ITEM_WORDS = 12  # of a labelled paragraph; "When: Monday at noon" is a note
LONGEST_FAREWELL_WORDS = 20
_FOOT = re.compile(
    r"\bunsubscribe\b|\babbestellen\b|\babzumelden\b|\bse désabonner\b|\bdésinscri|"
    r"\byou(?: are|['’]re)? receiv(?:e|ed|ing) this (?:e-?mail|mail|letter|newsletter|message)\b|"
    r"\bdarse de baja\b|\bcancelar (?:la |tu |su |a )?(?:suscripción|subscrição|inscrição)|"
    r"\bdisiscriv|\bannulla l['’]iscrizione|\bafmelden\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"([^\W\d_a-zß-ÿ][\w’'&-]{0,20}(?: [\w’'&-]{1,20}){0,3}): (?=[^\W_a-zß-ÿ\d]|[\"“‘„«])"
)


def is_one(lines: list[str], *names: str) -> bool:
    """Whether it says how to be rid of it at its end, or one of its names calls it a digest."""
    return masthead.names_digest([name for name in names if name]) or any(
        map(_is_foot, lines[-FOOT_LINES:])
    )


def without_foot(lines: list[str]) -> list[str]:
    """The lines without those at the end that say why it was sent, and how to be rid of it."""
    start = max(0, len(lines) - FOOT_LINES)
    return lines[:start] + [line for line in lines[start:] if not _is_foot(line)]


def parts(lines: list[str]) -> list[Part]:
    """The items of a newsletter, each below a heading or behind a label; [] where it is one text.

    They do not speak of one matter, and what stands above the first of them is a greeting.
    """
    return _headed(lines) or _labelled(lines)


def _headed(lines: list[str]) -> list[Part]:
    starts = [n for n in range(len(lines) - 1) if _is_heading(lines, n)]
    if len(starts) < 2 or prose_words(lines[: starts[0]]) >= ARTICLE_WORDS:
        return []
    blocks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return [] if hold_together(blocks) else [_with_title(block) for block in blocks]


def _with_title(block: list[str]) -> Part:
    part = Part(block[1:])
    part.header.title = block[0]
    return part


def _is_heading(lines: list[str], number: int) -> bool:
    """A short line without a stop right above a paragraph, and not right below another."""
    line = lines[number]
    return (
        is_title(line)
        and words(line) <= LONGEST_HEADING_WORDS
        and not is_ended(line)
        and not line.endswith(",")
        and not (is_item(line) or is_rule(line) or is_byline(line) or furniture.is_furniture(line))
        and clean.is_prose(lines[number + 1])
        and (number == 0 or is_ended(lines[number - 1]) or is_rule(lines[number - 1]))
    )


def _labelled(lines: list[str]) -> list[Part]:
    """Paragraphs that each begin with another label: "Route 14: The last bus …"."""
    labels = [_LABEL.match(line) for line in lines]
    places = [n for n, label in enumerate(labels) if label and _is_report(lines[n])]
    if len(places) < LEAST_LABELLED or places[-1] - places[0] + 1 != len(places):
        return []
    around = [*lines[: places[0]], *lines[places[-1] + 1 :]]
    named = {label[1] for n in places if (label := labels[n])}
    blocks = [[lines[n]] for n in places]
    is_text = prose_words(around) > 2 * LONGEST_FAREWELL_WORDS
    if len(named) < len(places) or is_text or hold_together(blocks):
        return []
    return [Part(block) for block in blocks]


def _is_report(line: str) -> bool:
    return clean.is_prose(line) and words(line) >= LEAST_ITEM_WORDS


def _is_foot(line: str) -> bool:
    return words(line) <= FOOT_WORDS and bool(_FOOT.search(line))
