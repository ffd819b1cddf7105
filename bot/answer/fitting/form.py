"""Whether a sentence can answer a question at all, however near its words are.

Told only where the form of an answer is sure: an age is a number, a time is told in some words, and
540 homes are no people. What a sentence surely answers goes before what it may; few sentences
surely cannot, since there is no end of words for one thing. Whether a sentence that can answer
does, the models of extracted/extract.py tell.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answer.fitting import counting, kinds, of_kind, reasons, whose
from bot.answer.fitting.founding import Subject, subject, tells
from bot.answer.fitting.scale import CANNOT, MAY, SURE
from bot.differ import times
from bot.figures.figures import Measure, measures
from bot.figures.numerals import may_hold_number
from bot.question.terms import words
from bot.question.understanding import Question

Fits = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _Event:
    """What is asked for in a few words, and told in some more."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    is_sure: bool  # no other words tell of it
    plain: re.Pattern[str]  # of what tells it, what tells nothing else
    is_of_things: bool  # not of people
    of: Subject | None = None  # of what it is asked, where that is known
    person: frozenset[str] = frozenset()  # of whom, in stems


def _event(asked: str, told: str, *, is_sure: bool = False, plain: str = "") -> _Event:
    return _Event(_any(asked), _any(told), is_sure, _any(plain or told), told.startswith(_BEGAN))


def _any(several: str) -> re.Pattern[str]:
    pattern = "|".join(several.split())
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_FOUNDED = (
    r"found(?:ed|ing|ation|ers?) to\sfound establish\w* incorporat\w* creat\w+ set\sup "
    r"form(?:ed|ing|ation) charter\w* since\s\d+ anniversar\w+ dat(?:es|ed|ing)\s(?:back|from|to) "
    r"years?[\s-]old origins?"
)
_BEGAN = (
    rf"{_FOUNDED} inaugurat\w* launch\w* open(?:ed|ing) start(?:ed|s) beg[au]n buil[dt]\w* "
    r"construct\w* complet\w+ erect\w* went\sup"
)
_EVENTS = (
    _event(
        r"die[ds]? dead deaths? killed perish(?:ed)? fatalities",
        r"die[ds]? dying dead\w* deaths? kill\w* fatal\w* perish\w* drown\w* casualt\w* tolls? "
        r"lives victims? surviv\w* murder\w* slain slaughter\w* massacre\w* execut(?:ed|ions?) "
        r"assassinat\w* bod(?:y|ies) corpses? shot suicides? buried funerals? starv\w* claimed "
        r"stabbed hanged behead\w* passed\saway lost",
    ),
    _event(
        r"injured injuries wounded hurt",
        r"injur\w* wound\w* hurt casualt\w* hospitals? hospitali[sz]ed treated burn\w* harm\w* "
        r"broken airlifted",
    ),
    _event(
        r"arrest(?:s|ed)? detained",
        r"arrest\w* detain\w* detention custody jail\w* imprison\w* charged held caught seized "
        r"apprehended rounded\sup",
    ),
    _event(r"built constructed", rf"{_BEGAN} centur(?:y|ies) \w*old erected", is_sure=True),
    _event(r"born", r"born birth\w* b aged? \d{4}\s?[–-]", is_sure=True),
    _event(r"founded established incorporated", _BEGAN, is_sure=True, plain=_FOUNDED),
)
# What is asked of stands before the event, in few words and in no clause of its own.
_ASKS = re.compile(r"\b(?:how many|when|(?:what|which) (?:year|date|day|month))\b", re.IGNORECASE)
_BEFORE = 8  # words
_CLAUSE = re.compile(
    r"[,;:]|\b(?:who|whom|whose|which|that|where|when|because|due|after|before|since|despite|"
    r"without|from|by|with|and)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^\W*(?:was|were|is|did|does|will|had|has) (?P<of>[^?]+)\?$", re.IGNORECASE
)
# Of an age that is told without a number.
_AGE = re.compile(r"\b(?:born|birthday|centur(?:y|ies)|decades?|\w+teens|\w+ties)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)  # what has been so since is not as old itself
_AGED = re.compile(
    r"(?:[,(]|\b(?:aged?|is|was|be|at|turn\w*|reach\w*|now|nearly|almost|"
    r"about|(?:man|woman|age) of))\s?$",
    re.IGNORECASE,
)
# It asks when, not who it was when.
_WHEN = r"(?:when|(?:what|which) (?:year|date|day|month|hour|time))"
_ASKS_WHEN = re.compile(
    rf"^\W*(?:(?:and|since|until|till|from|by|in|on|at) )?{_WHEN}\b|\b{_WHEN}\W*$", re.IGNORECASE
)
_ASKS_AHEAD = re.compile(r"\b(?:will|shall|going to|due|set to|expected)\b", re.IGNORECASE)
_HOW_OLD = re.compile(
    r"\bhow old (?:is|was|are|were) (?P<of>[^?]+?)(?: now| today)?\W*$", re.IGNORECASE
)
_TIMES = frozenset({"date", "time", "duration", "age"})
_AGES = frozenset({"count", "duration", "age"})
_YEAR = re.compile(
    r"\b(?:in|since|from|around|about|until|of) \d{3}\b|\bcentur(?:y|ies)\b", re.IGNORECASE
)
# "Women: 2. Ada Lund (Wick) 1:18:09": how long somebody took is no day.
_RESULT = re.compile(r"(?:^|[:;] )\d{1,3}[.)] (?=[^\W\d_])")
_TOOK = re.compile(r"\b\d{1,3}[:.]\d{2}(?:[:.]\d{2})?\b")
_SOME_TIME = re.compile(  # told by what else happened, as a rule, or only roughly
    r"\b(?:after|before|when|during|since|until|till|while|as|once|twice|ago|following|recent\w*|soon|"
    r"early|earlier|late\w*|last|next|previous\w*|beg[aiu]n\w*|end(?:s|ed)?|start\w*|time|now|never|"
    r"always|every|each|then|by|this|war|periods?|ages?|era|reign|seasons?|springs?|summers?|"
    r"autumns?|winters?|easter|christmas|new year|eve|eid|ramadan|diwali|passover|thanksgiving|"
    r"days?|dail?y|hours?|hourly|weeks?|weekly|fortnight\w*|months?|monthly|years?|yearly|annual\w*|"
    r"decades?|mornings?|noon|afternoons?|evenings?|nights?|midnight|dawn|dusk|sunrise|sunset|"
    r"tonight|today|yesterday|tomorrow|weekends?|holidays?|immediate\w*|already|yet|still)\b",
    re.IGNORECASE,
)


def fits(question: Question) -> Fits | None:
    """What tells how surely a sentence in English can answer, 0..1; None where any can."""
    text, kind = question.text, question.kind
    events = [asked for one in _EVENTS if (asked := _asked_for(text, one))]
    if kind == "age":
        brought = {word.casefold() for word in words(text)}
        person = whose.asked(_HOW_OLD, text)
        return lambda said: _age(said, brought, person)
    if kind == "number" and (noun := counting.wanted(text)) is not None:
        own = measures(text)
        events = [replace(one, is_sure=True) for one in events]  # 90 who found shelter did not die
        return lambda said: _so_far(counting.counts(noun, said, own), said, events)
    if kind == "date" and (events or _ASKS_WHEN.search(text)):
        person, verb = whose.does(text)
        ahead = text if _ASKS_AHEAD.search(text) else ""
        return lambda said: (
            CANNOT
            if verb and whose.is_done_by_another(said, person, verb)
            else _so_far(_time(said, ahead), said, events)
        )
    if kind == "reason":
        return reasons.asked(text)
    return of_kind.asked(text, kind)


def _age(said: str, brought: set[str], person: frozenset[str]) -> float:
    told = [(one.start, one.end) for one in measures(said) if one.kind in {*_AGES, "date"}]
    if told and all(whose.is_of_another(said, one, person) for one in told):
        return CANNOT
    if kinds.holds("age", _SINCE.sub(" ", said), brought, str.casefold) > 0:
        return SURE
    is_number = any(_may_be_age(one, said) for one in measures(said))
    return MAY if is_number or _AGE.search(said) else CANNOT


def _may_be_age(one: Measure, said: str) -> bool:
    """A number that counts nothing, or some time: not 214 passengers."""
    if one.kind != "count" or one.of or one.soft:
        return one.kind in _AGES - {"count"}
    before = said[max(0, one.start - 12) : one.start]
    return bool(_AGED.search(before))


def _time(said: str, ahead: str) -> float:
    """How surely a sentence tells a time.

    Args:
        ahead: a question for what is to come, which the day does not answer on which somebody
            said so; "" for another one.
    """
    if _RESULT.search(said) and not _YEAR.search(said):
        said = _TOOK.sub(" ", said)
        if not any(one.kind == "date" for one in measures(said)):
            return CANNOT
    own = [one for one in measures(said) if one.kind in _TIMES]
    if ahead and own and all(times.is_of_other_verb(ahead, said, one) for one in own):
        return CANNOT
    if _YEAR.search(said) or own:
        return SURE
    return MAY if may_hold_number(said) or _SOME_TIME.search(said) else CANNOT


def _so_far(own: float, said: str, events: Sequence[_Event]) -> float:
    """How surely it can answer where it also has to tell of these."""
    if any(_is_of_another(said, one) for one in events):
        return CANNOT
    untold = [one for one in events if not tells(one.told, said, one.of)]
    if any(one.is_sure for one in untold):
        return CANNOT
    is_plain = all(tells(one.plain, said, one.of) for one in events)
    return own if is_plain else min(own, MAY)


def _is_of_another(said: str, event: _Event) -> bool:
    told = [match.span() for match in event.told.finditer(said)] if event.person else []
    return bool(told) and all(whose.is_of_another(said, one, event.person) for one in told)


def _asked_for(text: str, event: _Event) -> _Event | None:
    """The event, with what it is asked of; None where it is not asked for."""
    asks = _ASKS.search(text)
    found = event.asked.search(text, asks.end()) if asks else None
    if not asks or not found:
        return None
    between = text[asks.end() : found.start()]
    if len(between.split()) > _BEFORE or _CLAUSE.search(between):
        return None
    if event.is_of_things:
        return replace(event, of=subject(between))
    return replace(event, person=whose.asked(_AUXILIARY, f"{between}?"))
