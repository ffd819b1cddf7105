"""What a pronoun means: "he" and "she" somebody, "it" a thing, "they" several or those of a thing.

Looked for in the last question first, then in whom it asked for, then in what was answered, then
one question further back. Where two people are as likely, both are given.
"""

import re
from collections.abc import Sequence

from bot.conversation.clauses import REPORTED, TELL
from bot.conversation.exchange import phrase
from bot.conversation.people import Gender, Person, fitting, may_be_surname, people
from bot.conversation.phrases import of_clause, subject
from bot.conversation.subject import SOMEBODY, Spoken, is_sort
from bot.question import periods
from bot.question.wording import AUXILIARY, names

_PLACED = re.compile(r"\b(?:in|at|on|near|off|under|from|between|and)\s(?:the\s)?$", re.IGNORECASE)
# Where a thing is: "it" is "the quarrel in Tarrow" whole, and never Tarrow.
_PLACE_OF = re.compile(r"\s(?:in|at|near|off|outside)\s(?:the\s)?$")
_HER = re.compile(r"(?:wo)?man$")
_SHE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_IS_SHE = re.compile(rf"\b(?:{AUXILIARY})\sshe\b", re.IGNORECASE)
_IS_HE = re.compile(rf"\b(?:{AUXILIARY})\she\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?:\w+[^\Wsu]s|people|men|women|children)$", re.IGNORECASE)
# One word for many: what "they" may be said of.
_COLLECTIVE = re.compile(
    r"\b(?:council|company|firm|union|team|club|party|police|government|committee|board|ministry|"
    r"court|bank|school|hospital|university|crew|staff|family|couple|group|agency|commission|parish|"
    r"authority|airline|band|jury|army|navy|church|charity|opposition|side|paper|maker|operator)$"
)


def somebody(turns: Sequence[Spoken], gender: Gender, *, sure: bool = False) -> list[str]:
    """Whom "he" or "she" means; several where that cannot be told, [] where nobody is named.

    Args:
        turns: oldest first.
        gender: of the pronoun.
        sure: only those who have a given name or a title: where nouns have capitals too.
    """
    others = _of_the_other(turns, gender)
    for place in range(len(turns) - 1, -1, -1):
        one = turns[place]
        groups = [
            [each for each in group if (each.is_sure or not sure) and each.name not in others]
            for group in _first_those_asked_about(one, gender)
        ]
        things = _things(one)
        mentioned = [
            each
            for each in people(one.answer)
            if each.is_sure or not (sure or things & set(each.name.split()))
            if each.name not in others
        ]
        surest = [each.name for each in mentioned if gender and each.gender == gender]
        if found := _likeliest(groups, gender):
            # Two capitals may be a firm's: then somebody whose name tells goes before, but for who
            # was asked for.
            asked_for = {each.name for turn in turns[: place + 1] for each in turn.answered}
            is_known = any(each.is_sure or each.name in asked_for for each in found)
            return [each.name for each in found] if is_known or not surest else surest
        if (called := one.somebody()) and _may_be(called, gender) and called not in others:
            return [called]
        if found := fitting(mentioned, gender):
            spoken_of = {each.name for turn in turns[:place] for each in turn.people}
            known = [each for each in found if each.name in spoken_of]
            return [each.name for each in known or found]
    # "Did Brack know?", "why did she resign?": a name alone may be a surname.
    head = subject(turns[-1].clause) if turns else None
    return [head.text] if head and not sure and may_be_surname(head.text) else []


def _first_those_asked_about(one: Spoken, gender: Gender) -> tuple[Sequence[Person], ...]:
    """Who was asked for, then whom the question names; whom it was about goes on to be that.

    Behind "who did she beat?", "she" is still the one who did (Grosz, Joshi and Weinstein,
    "Centering", 1995); behind "who is her deputy?" it is the deputy.
    """
    own = {"f": _IS_SHE, "m": _IS_HE}.get(gender)
    goes_on = own and own.search(one.asked)
    return (one.people, one.answered) if goes_on else (one.answered, one.people)


def _of_the_other(turns: Sequence[Spoken], gender: Gender) -> set[str]:
    """Whom the asker has called by the other pronoun: she is no "he"."""
    other = {"m": _SHE, "f": _HE}.get(gender)
    said = [one for one in turns if other and other.search(one.asked)]
    return {
        name
        for one in said
        for name in (*(each.name for each in one.people), one.somebody())
        if name and name.split()[-1] not in one.asked
    }


def _things(one: Spoken) -> set[str]:
    """The names in a question that are nobody's: beside "Trevone" its chandlery is no "she"."""
    known = {word for each in one.people for word in each.name.split()}
    return set(names(f"x {one.question}")) - known


def _likeliest(groups: Sequence[Sequence[Person]], gender: Gender) -> list[Person]:
    """Of the first group, those of whom it may be said; of the next, where it surely is."""
    able = [fitting(group, gender) for group in groups]
    if able[0] and all(each.is_sure for each in able[0]):
        return able[0]
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
    something was that it asks for, and where one thing alone was named and several are meant.
    """
    several = bool(re.search(r"\bthe(?:[ym]|irs?)\b", text, re.IGNORECASE))
    question = last.clause
    if last.speaker and last.setting:
        question = ""
    elif match := REPORTED.match(question):
        question = match["rest"]
    elif last.speaker and not several:
        question = ""
    times = [one.span for one in periods.find(question, today)]
    nobody = [one for one in names(question, times) if not _is_somebody(one, last)]
    if _asks_what(question) and not several:
        nobody = [one for one in nobody if not _PLACED.search(question[: question.find(one)])]
    if several:
        asked_for = [] if _is_one(last) or not _asks_who(question) else last.asked_for()
        if many := _many(question):
            return _each([*asked_for, *many, *last.setting])
        found = [*asked_for, *_with_articles(question, nobody)]
        return _each(found or [one for part in last.setting for one in _many_of(part, last)][:1])
    found = [_with_nouns(question, name) for name in nobody][-2:][::-1]
    head = subject(question)
    head = None if head and (SOMEBODY.search(head.text) or _PLURAL.search(head.text)) else head
    if head and head.definite and not last.somebody():
        if head.named and head.text[0].islower():
            found = [head.text, *(one for one in found if one not in head.text)]
        found = found or [head.text, *last.setting]
    if all(is_sort(one) for one in found):
        found += last.setting
    # "it" is nobody.
    found = [*([] if _is_one(last) else last.asked_for()), *found]
    if not found:
        found = [one for one in _objects(question) if one != last.somebody()]
        found += [one for part in last.setting for one in _named(part, last)][: 1 + len(found)]
    return _each(found)


def _each(found: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(one for one in found if one))


def _asks_who(question: str) -> bool:
    return bool(re.match(r"who", question, re.IGNORECASE))


def _many(question: str) -> list[str]:
    """Of whom a question without a name speaks as of many: "the repairs", "the council"."""
    head = subject(question)
    if head is None or not head.definite:
        return []
    if head.owner and _PLURAL.search(head.owner):
        return [head.owner]
    own = re.sub(r"\s(?:of|in|at|on|to|from|for)\s.*$", "", head.text)
    is_many = own.startswith("the ") and (_PLURAL.search(own) or _COLLECTIVE.search(own))
    return [head.text] if is_many else []


def _many_of(part: str, last: Spoken) -> list[str]:
    """The same of a part of a bracket."""
    own = [one for one in names(f"x {part}") if not _is_somebody(one, last)]
    found = _many(f"is {part}") or _with_articles(part, own)
    return found or ([part] if _PLURAL.search(part) or _COLLECTIVE.search(part) else [])


def _with_articles(text: str, found: Sequence[str]) -> list[str]:
    """Names that may be of many: "the National Board"; no happening's: "the Alder flood"."""
    said: list[str] = []
    for name in reversed(found[-2:]):
        whole = next((one.text for one in of_clause(f"is {text}") if name in one.text), name)
        is_more = re.search(rf"{re.escape(name)}(?:['’]s)?\s[a-z]", whole)
        if is_more and not (_PLURAL.search(whole) or _COLLECTIVE.search(whole)):
            continue
        has_article = re.search(rf"\b[Tt]he {re.escape(name)}\b", text)
        said.append(whole if is_more else f"the {name}" if has_article else name)
    return said


def _with_nouns(question: str, name: str) -> str:
    """A name with the nouns that it goes with: "the new Lumo bike", "Odessa Vale’s tour"."""
    told = TELL.match(question)
    for one in of_clause(told["rest"] if told else question):
        before = one.text.partition(name)[0]
        is_placed = one.definite and _PLACE_OF.search(before) and not SOMEBODY.search(before)
        is_linked = re.search(r"\b(?:of|in|at|on|to|from|for|into|over)\s", before)
        if name in one.text and (is_placed or not is_linked):
            return one.text
    return phrase(question, name)


def _objects(question: str) -> list[str]:
    """ "the company" of "who owns the company"."""
    return [
        one.text
        for one in of_clause(question)
        if one.definite and not one.named and not _PLURAL.search(one.text)
    ][:1]


def _named(part: str, last: Spoken) -> list[str]:
    """The things in a part of a bracket, the place of what is asked for not."""
    own = [one for one in names(f"x {part}") if not _is_somebody(one, last)]
    if not own:
        return [] if _is_somebody(part, last) else [part]
    if SOMEBODY.match(part):
        return []
    if whole := [one.text for one in of_clause(f"is {part}") if one.named and one.definite]:
        return whole[:1]
    own = [one for one in own if not _PLACED.search(part[: part.find(one)])]
    return [phrase(part, one) for one in own]


def _is_one(last: Spoken) -> bool:
    """Whether somebody alone was asked for: no "they"."""
    return len(last.answered) == 1 and last.answered[0].is_sure


def _asks_what(question: str) -> bool:
    """Whether it asks for a thing that it does not name: "What did they find in the marsh"."""
    return bool(re.match(r"what\s(?:did|has|have|does|do|was|were)\b", question, re.IGNORECASE))


def _is_somebody(name: str, spoken: Spoken) -> bool:
    sure = (one.name for one in spoken.people if one.is_sure)
    return any(one in name or name in one.split() for one in sure)
