"""Lines between and below paragraphs that are of the page, by their shape, not their words.

Headlines of other articles come several together and speak of something else than the text does;
buttons come several together and have a word or two each. A text full of such runs is made of lists
and keeps them.
"""

import re
from itertools import groupby

from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import read_line
from ingest.parse.layout.imprint import read_credit
from ingest.text.names import is_person
from ingest.text.prose import is_ended, is_item, is_prose, is_rule, words

OTHER_MATTER = 0.34  # share of a headline's longer words that the text has, below it is another's
OWN_HEADING = 0.5  # likewise; above it, the line right above a paragraph is its heading
HEADLINE_WORDS = 4  # at least
LONGEST_HEADLINE_WORDS = 24
BUTTON_WORDS = 2  # at most
MOST_TOGETHER = 8  # a longer list belongs to the text
MOST_RUNS = 3  # between paragraphs
LONGEST_TEXT = 200_000  # characters that are looked at
_CONTENT = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]{2}")
# A numbered item, a labelled one (`Q: …`), an ingredient: lists that are the text's.
_ITEM = re.compile(r"[(\[]?\d{1,3}[.):\]]\s|[^\W\d_](?: \d{1,2})?:\s|\d+\s[^\W\d_]")
_LABELLED = re.compile(r"[^\W\d_]{1,14}(?: [\w]{1,14})?\s?:\s")


def without_strays(lines: list[str]) -> list[str]:
    """The lines without runs of headlines of other articles, and without runs of buttons."""
    runs = [(short, list(some)) for short, some in groupby(lines, key=_is_short)]
    said: set[str] | None = None
    left: dict[int, list[str]] = {}  # of the runs that lose lines, by their place
    for place, (short, run) in enumerate(runs):
        if not short or len(run) < 2 or not place or runs[place - 1][1][-1].endswith((":", "：")):
            continue
        said = _said(lines) if said is None else said
        own = _own(run, said, at_end=place == len(runs) - 1)
        if len(own) < len(run):
            left[place] = own
    if len(left) > MOST_RUNS:
        left = {place: own for place, own in left.items() if place == len(runs) - 1}
    return [line for place, (_, run) in enumerate(runs) for line in left.get(place, run)]


def _is_short(line: str) -> bool:
    """Neither a sentence nor an item, a verse that goes on, or what says whose article it is."""
    return not (
        is_prose(line)
        or (is_ended(line) and not line.endswith("?"))
        or is_rule(line)
        or is_item(line)
        or _ITEM.match(line)
        or line[:1].islower()
        or words(line) > LONGEST_HEADLINE_WORDS
        or len(line) > 200
        or line.count(",") > 3
        or read_line(Header(), line)
        or read_credit(Header(), line)
    )


def _own(run: list[str], said: set[str], *, at_end: bool) -> list[str]:
    """Those lines of a run that are the article's own."""
    if len(run) > MOST_TOGETHER:
        return run
    has_figures = any(char.isdigit() for line in run for char in line)
    if len(run) > 2 and not has_figures and all(words(line) <= BUTTON_WORDS for line in run):
        return []
    if 2 * sum(bool(_LABELLED.match(line)) for line in run) > len(run):
        return run
    headlines = [line for line in run if words(line) >= HEADLINE_WORDS]
    # Below the text one is enough that something heads, if it is nobody's name.
    enough = 1 if at_end and not any(map(is_person, run)) else 2
    if len(headlines) < enough:
        return run
    shares = [_share(line, said) for line in headlines]
    if sum(shares) >= OTHER_MATTER * len(shares):
        return run
    last = run[-1]
    return [last] if not at_end and _share(last, said) >= OWN_HEADING else []


def _said(lines: list[str]) -> set[str]:
    """The longer words of the paragraphs."""
    text = " ".join(line for line in lines if is_prose(line))
    return set(_CONTENT.findall(text[:LONGEST_TEXT].casefold()))


def _share(line: str, said: set[str]) -> float:
    content = set(_CONTENT.findall(line.casefold()))
    return len(content & said) / len(content) if content else 1.0
