"""Which verb a time in a sentence belongs to: what happened then, or what was said then.

"The firm said on Tuesday that the shop will open" tells when it was said. A time belongs to the
nearest verb before it; where it opens its clause, or no verb stands before it, to the next one.
"""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.differ.holders import begins
from bot.figures.figures import Measure
from bot.figures.moments import When

_SAYING = (
    r"sa(?:id|ys)|t(?:old|ells)|add(?:ed|s)|warn(?:ed|s)|confirm(?:ed|s)|announc(?:ed|es)|report(?:ed|s)|"
    r"publish(?:ed|es)|declar(?:ed|es)|stat(?:ed|es)|wrote|writes|reveal(?:ed|s)|disclos(?:ed|es)|"
    r"explain(?:ed|s)|insist(?:ed|s)|claim(?:ed|s)|argu(?:ed|es)|admitt?(?:ed|s)|promis(?:ed|es)|"
    r"pledg(?:ed|es)|stress(?:ed|es)|predict(?:ed|s)|repeat(?:ed|s)|not(?:ed|es)|tweet(?:ed|s)|"
    r"(?<=the )announcement|(?<=an )announcement|statement|interview|press (?:conference|release)|"
    r"briefing"
)
_DONE = (
    r"(?!hundred|indeed|exceed|speed|breed)[a-z]{3,}ed|beg[au]n|born|bought|brought|built|burnt|"
    r"came|caught|fell|fallen|fought|found|fled|gave|given|went|gone|held|led|left|lost|made|met|"
    r"paid|ran|rose|risen|s[au]nk|sold|sent|shook|shot|shut|spoke|spilt|stole|stolen|struck|swept|"
    r"took|taken|threw|thrown|won|beat|drew|wrote|written|hit|killed"
)
_AHEAD = (
    r"will|would|shall|may|might|can|could|should|must|(?:is|are) (?:due|set|expected|planned|to)|"
    r"plans?|hopes?|intends?|expects?|opens|begins|starts|ends|closes|runs|arrives|leaves|"
    r"takes place"
)
_VERB = re.compile(
    rf"\b(?:(?P<says>{_SAYING})|(?P<ahead>{_AHEAD})|(?P<done>{_DONE}))\b(?!-)", re.IGNORECASE
)
# Where a clause opens before a time: "that on Tuesday it …", "It closed, and on Tuesday …".
_OPENS = re.compile(
    r"(?:^|[;:,“\"(–—] ?|\b(?:that|and|but|while|because|where|when) )\W*"
    r"(?:(?:late |early |only )?(?:on|in|at) )?(?:the )?$",
    re.IGNORECASE,
)
_MEANT_FOR = re.compile(r"\b(?:for|to|until|till|by|from) (?:the )?$", re.IGNORECASE)
_ASKS_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id)|tell|told|announc\w+|report\w*|confirm\w*|publish\w*|declar\w+|state[ds]?|"
    r"write|wr[io]t\w+|reveal\w*|disclos\w+|warn\w*|claim\w*|admit\w*|promis\w+|pledg\w+|predict\w*|"
    r"statement|interview|press|briefing)\b",
    re.IGNORECASE,
)
_ASKS_AHEAD = re.compile(r"\b(?:will|does|do|is|are|going to|due)\b", re.IGNORECASE)
_FARTHEST = 120  # characters between a time and its verb
SAID, DONE, AHEAD = "said", "done", "ahead"


def in_its_year(when: When, published: str) -> When:
    """A day of no year in the one in which it is nearest to an article's day."""
    if when.year or not when.day or not when.month:
        return when
    try:
        out = date.fromisoformat(published[:10])
        near = [date(out.year + n, when.month, when.day) for n in (-1, 0, 1)]
    except ValueError:
        return when  # the article has no day; 29 February
    return replace(when, year=min(near, key=lambda one: abs(one - out)).year)


@lru_cache(maxsize=2048)
def verb(sentence: str, start: int, end: int) -> tuple[str, str]:
    """How the verb of the time at [start, end) tells it (SAID, DONE, AHEAD), and the verb.

    ("", "") where none is seen.
    """
    before, after = sentence[max(0, start - _FARTHEST) : start], sentence[end : end + _FARTHEST]
    if _MEANT_FOR.search(before):
        return AHEAD, ""
    found = next(reversed([*_VERB.finditer(before)]), None)
    if found is None or _OPENS.search(before):
        found = _VERB.search(after) or found
    if found is None:
        return "", ""
    kind = SAID if found["says"] else AHEAD if found["ahead"] else DONE
    return kind, found[0].casefold()


def is_of_other_verb(question: str, sentence: str, one: Measure) -> bool:
    """Whether a day is surely not that of what is asked.

    That is when somebody said so; and of what lies ahead, the weekday on which something else was
    done. Of a month or a year nothing is sure: many things stand beside it.
    """
    when = one.value
    if not isinstance(when, When) or (when.weekday < 0 and not when.day):
        return False
    kind, word = verb(sentence, one.start, one.end)
    if kind == SAID:
        return not _ASKS_SAYING.search(question)
    if kind != DONE or when.weekday < 0 or not _ASKS_AHEAD.search(question):
        return False
    return not re.search(rf"\b{re.escape(begins(word))}", question, re.IGNORECASE)


def deed(sentence: str, one: Measure) -> str:
    """The verb in the past that a time belongs to, "" where none is seen."""
    kind, word = verb(sentence, one.start, one.end)
    return word if kind == DONE else ""
