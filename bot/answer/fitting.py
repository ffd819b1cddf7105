"""Whether a sentence can answer a question at all, however near its words are.

Told only where the form of an answer is sure: an age is given, what is counted is what was asked
for, and what befalls people is told in few words. Whether a sentence that can answer does, the
models of extract.py tell.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answer import counting, kinds
from bot.figures.figures import measures
from bot.question.terms import words
from bot.question.understanding import Question

Fits = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _Event:
    """What is asked for in a few words, and told in some more."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _event(asked: str, told: str) -> _Event:
    return _Event(_any(asked), _any(told))


def _any(several: str) -> re.Pattern[str]:
    pattern = "|".join(several.split())
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_FOUNDED = (
    r"to\sfound found(?:ed|ing|ation|ers?) establish\w* incorporat\w* creat(?:ed?|ing|ion) set\sup "
    r"form(?:ed|ing|ation) charter\w* inaugurat\w*"
)
_BEGAN = (  # not "it opened the door"
    r"opening (?:opened|start(?:ed|s)|began|beg[iu]ns?)\s(?:in|on|its|life|for|operat\w+|service) "
    r"(?:was|were|been|being|be)\s(?:opened|started|begun) dat(?:es|ed|ing)\s(?:back|from|to) "
    r"anniversar(?:y|ies) years?[\s-]old"
)
_EVENTS = (
    _event(
        r"die[ds]? dead deaths? killed perish(?:ed)? fatalities",
        r"die[ds]? dying dead\w* deaths? kill\w* fatal\w* perish\w* drown\w* casualt\w* tolls? "
        r"lives victims? surviv\w* murder\w* slain slaughter\w* massacre\w* execut(?:ed|ions?) "
        r"assassinat\w* bod(?:y|ies) corpses? shot suicides? buried funerals? starv\w*",
    ),
    _event(
        r"injured injuries wounded hurt",
        r"injur\w* wound\w* hurt casualt\w* hospitals? hospitali[sz]ed treated burn\w* harm\w*",
    ),
    _event(
        r"arrest(?:s|ed)? detained",
        r"arrest\w* detain\w* detention custody jail\w* imprison\w* charged held caught seized",
    ),
    _event(r"born", r"born birth\w* \d{4}\s?[–-]"),
    _event(r"founded established incorporated", rf"{_FOUNDED} {_BEGAN}"),
    _event(r"built constructed", rf"buil[dt]\w* construct\w* launch\w* {_FOUNDED} {_BEGAN}"),
)
# What is asked of stands before the event, in few words and in no clause of its own.
_ASKS = re.compile(r"\b(?:how many|when|(?:what|which) (?:year|date|day|month))\b", re.IGNORECASE)
_BEFORE = 8  # words
_CLAUSE = re.compile(
    r"[,;:]|\b(?:who|whom|whose|which|that|where|when|because|due|after|before|since|despite|"
    r"without|from|by|with|and)\b",
    re.IGNORECASE,
)
_AGE = re.compile(  # said with fewer words than `kinds` wants
    r"\b(?:is|was|at|turn(?:s|ed|ing)?|of|reach(?:es|ed)) \d{1,3}(?=[.,;:!?)]|$| (?:and|but|when|"
    r"on|in|who|this|next|last|years?)\b)|\(\d{1,3}\)|"
    r"\bin (?:his|her|their|its) (?:early |mid-?|late )?\w+(?:ties|teens)\b|"
    r"\byears? old\b|-year-old\b|\bborn\b|\bbirthday\b|\bcentur(?:y|ies)\b",
    re.IGNORECASE,
)
# It asks when, not who it was when.
_WHEN = r"(?:when|(?:what|which) (?:year|date|day|month))"
_ASKS_WHEN = re.compile(
    rf"^\W*(?:(?:and|since|until|till|from|by|in|on|at) )?{_WHEN}\b|\b{_WHEN}\W*$", re.IGNORECASE
)
_TIMES = frozenset({"date", "time", "duration", "age"})
_YEAR = re.compile(
    r"\b(?:in|since|from|around|about|until|of) \d{3}\b|\bcentur(?:y|ies)\b", re.IGNORECASE
)
_SOME_TIME = re.compile(  # told by what else happened, or only roughly
    r"\b(?:after|before|when|during|since|until|till|while|as|once|ago|following|recent\w*|soon|"
    r"early|earlier|late\w*|beg[aiu]n\w*|end(?:s|ed)?|start\w*|time|now|never|always|then|war|"
    r"periods?|ages?|era|reign|seasons?|weeks?|months?|years?|mornings?|evenings?|night|noon|"
    r"weekend|holidays?)\b",
    re.IGNORECASE,
)


def fits(question: Question) -> Fits | None:
    """What tells how surely a sentence can answer, 0..1; None where any can."""
    text, kind = question.text, question.kind
    told = [one.told for one in _EVENTS if _asks_for(text, one)]
    if kind == "age":
        brought = {word.casefold() for word in words(text)}
        return lambda said: (
            1.0
            if kinds.holds("age", said, brought, str.casefold) > 0
            else 0.5 * bool(_AGE.search(said))
        )
    if kind == "number" and (noun := counting.wanted(text)) is not None:
        own = measures(text)
        return lambda said: counting.counts(noun, said, own) * _tells(said, told)
    if kind == "date" and told:
        return lambda said: float(_has_time(said)) * _tells(said, told)
    if kind == "date" and _ASKS_WHEN.search(text):
        return lambda said: 1.0 if _has_time(said) else 0.5 * bool(_SOME_TIME.search(said))
    return None


def _tells(said: str, events: Sequence[re.Pattern[str]]) -> bool:
    return all(one.search(said) for one in events)


def _has_time(said: str) -> bool:
    return bool(_YEAR.search(said)) or any(one.kind in _TIMES for one in measures(said))


def _asks_for(text: str, event: _Event) -> bool:
    asks = _ASKS.search(text)
    found = event.asked.search(text, asks.end()) if asks else None
    if not asks or not found:
        return False
    between = text[asks.end() : found.start()]
    return len(between.split()) <= _BEFORE and not _CLAUSE.search(between)
