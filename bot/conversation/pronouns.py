"""What a pronoun means: "he" and "she" somebody, "it" a thing, "they" several or those of a thing.

Looked for in the last question first, then in whom it asked for, then in what was answered, then
one question further back. Where two people are as likely, both are given.
"""

import re
from collections.abc import Sequence

from bot.conversation.clauses import REPORTED, clause_of
from bot.conversation.exchange import phrase
from bot.conversation.people import Gender, Person, fitting, people
from bot.conversation.subject import Spoken, topic
from bot.question import periods
from bot.question.wording import names

_PLACED = re.compile(r"\b(?:in|at|on|near|off|under|from|between|and)\s(?:the\s)?$", re.IGNORECASE)
_WITH_PLACE = re.compile(  # "the night train between Oster and Lund", "the inquiry into Stargate"
    r"the\s(?:[a-z][\w-]*\s(?:(?:[a-z][\w-]*\s){0,2}?(?:between|of)|"
    r"in|at|on|to|from|for|near|into|over|through)|"
    r"(?:[a-z][\w-]*\s){2,3}?(?:in|at|on|near)(?=\s[^a-z]{1}[\w’'-]*\s[a-z]))\s"
    r"(?:the\s)?[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*){0,4}"
)
_NOUN_PHRASE = re.compile(r"the(?:\s[a-z][\w-]*){1,4}")
_HER = re.compile(r"(?:wo)?man$")
_THEY_DO = re.compile(  # "What did | the council | do wrong"
    r"^(?:who|what|why|when|where|how)\s(?:[\w-]+\s){0,2}?(?:do|does|did|has|have|will|would|can)\s"
    r"(?P<who>the\s(?:[a-z][\w-]*\s){0,2}?[a-z][\w-]*[a-rt-z])\s"
    r"(?:do|say|want|think|plan|decide|find|get|make|take|give|lose|win|pay|know|need|offer|vote|"
    r"report|publish|announce|promise|tell|ask|call|go|leave|try|start|stop|close|open|sell|buy|"
    r"build|cut|raise|order|ban|fine|sue|blame|done|said|found|decided|planned|offered)\b",
    re.IGNORECASE,
)


def somebody(turns: Sequence[Spoken], gender: Gender, *, sure: bool = False) -> list[str]:
    """Whom "he" or "she" means; several where that cannot be told, [] where nobody is named.

    Args:
        turns: oldest first.
        gender: of the pronoun.
        sure: only those who have a given name or a title: where nouns have capitals too.
    """
    for place in range(len(turns) - 1, -1, -1):
        one = turns[place]
        groups = [
            [each for each in group if each.is_sure or not sure]
            for group in (one.answered, one.people)
        ]
        things = _things(one)
        mentioned = [
            each
            for each in people(one.answer)
            if each.is_sure or not (sure or things & set(each.name.split()))
        ]
        surest = [each.name for each in mentioned if gender and each.gender == gender]
        if found := _likeliest(groups, gender):
            # Two capitals may be a firm's: then somebody whose name tells goes before, but for who
            # was asked for.
            is_known = any(each.is_sure or each in one.answered for each in found)
            return [each.name for each in found] if is_known or not surest else surest
        if (called := one.somebody()) and _may_be(called, gender):
            return [called]
        if found := fitting(mentioned, gender):
            spoken_of = {each.name for turn in turns[:place] for each in turn.people}
            known = [each for each in found if each.name in spoken_of]
            return [each.name for each in known or found]
    return []


def _things(one: Spoken) -> set[str]:
    """The names in a question that are nobody's: beside "Trevone" its chandlery is no "she"."""
    known = {word for each in one.people for word in each.name.split()}
    return set(names(f"x {one.question}")) - known


def _likeliest(groups: Sequence[Sequence[Person]], gender: Gender) -> list[Person]:
    """Of the first group, those of whom it may be said; of the next, where it surely is."""
    able = [fitting(group, gender) for group in groups]
    for sure in ([each for each in group if each.gender == gender] for group in able):
        if gender and sure:
            return sure
    return next(filter(None, able), [])


def _may_be(called: str, gender: Gender) -> bool:
    """Whether "the chairwoman" may be she."""
    match = _HER.search(called)
    return not gender or not match or (match[0] == "woman") == (gender == "f")


def together(turns: Sequence[Spoken]) -> str:
    """The two people of whom "they" is said: those whom the asker named last; "" for nobody."""
    found: list[str] = []
    for one in reversed(turns):
        found = [*(each.name for each in one.people if each.is_sure), *found]
        found = list(dict.fromkeys(found))
        if len(found) >= 2:
            return " and ".join(found[-2:]) if len(one.people) < 2 else " and ".join(found[:2])
    return ""


def things(text: str, last: Spoken, today: str) -> list[str]:
    """What "it" or "they" may mean, likeliest first: what was asked for, else what was named last.

    The names come with their nouns. [] where the question names nothing but people, or but where
    something was that it asks for.
    """
    several = bool(re.search(r"\bthe[ym]\b", text, re.IGNORECASE))
    question = last.clause
    if match := REPORTED.match(question):
        question = match["rest"]
    if last.speaker and last.setting:
        question = ""
    times = [one.span for one in periods.find(question, today)]
    nobody = [one for one in names(question, times) if not _is_somebody(one, last)]
    if _asks_what(question) and not several:
        nobody = [one for one in nobody if not _PLACED.search(question[: question.find(one)])]
    found = [phrase(question, name) for name in nobody][-2:][::-1]
    if several:
        found = nobody[-2:][::-1]
    elif (said := _subject(question)) and not last.somebody():
        found = [said, *(one for one in found if one not in said)]
    elif said := _doer(question):
        found = [said, *found, *last.setting]
    # "it" is nobody.
    asked_for = several if re.match(r"who", question, re.IGNORECASE) else not _is_one(last)
    if several and _is_one(last):
        asked_for = False
    found = [*(last.asked_for() if asked_for else ()), *found]
    if not found:
        found = [one for part in last.setting for one in _named(part, last, several)][:1]
    if not found and (match := _NOUN_PHRASE.fullmatch(", ".join(topic(last)))):
        found = [match[0]] if match[0] != last.somebody() else []
    return list(dict.fromkeys(one for one in found if one))


def _named(part: str, last: Spoken, several: bool) -> list[str]:
    """The things in a part of a bracket: "Hollin Wanderers", the place of what is asked for not."""
    if not several and (head := _WITH_PLACE.match(part)):
        return [head[0]]
    own = [one for one in names(f"x {part}") if not _is_somebody(one, last)]
    if not own:
        return [] if _is_somebody(part, last) else [part]
    if not several:
        own = [one for one in own if not _PLACED.search(part[: part.find(one)])]
    return [phrase(part, one) for one in own]


def _subject(question: str) -> str:
    """What a clause is of, where a name only says which: "the night train to Lund"."""
    match = clause_of(question)
    head = _WITH_PLACE.match(match["rest"]) if match else None
    return head[0] if head else ""


def _doer(question: str) -> str:
    """ "the council" that a clause is of, where a verb that many do stands behind it."""
    match = _THEY_DO.match(question)
    return match["who"] if match else ""


def _is_one(last: Spoken) -> bool:
    """Whether somebody alone was asked for: no "they"."""
    return len(last.answered) == 1 and last.answered[0].is_sure


def _asks_what(question: str) -> bool:
    """Whether it asks for a thing that it does not name: "What did they find in the marsh"."""
    return bool(re.match(r"what\s(?:did|has|have|does|do|was|were)\b", question, re.IGNORECASE))


def _is_somebody(name: str, spoken: Spoken) -> bool:
    sure = (one.name for one in spoken.people if one.is_sure)
    return any(one in name or name in one.split() for one in sure)
