"""A question that points back -> one that stands alone, without a model.

Whether and how it points back says pointing.py. What it lacks is taken from the question before
it, and from the answer where that named who was asked for: names with their nouns, the clause that
an ellipsis leaves out, the time and the outlet. The words that are carried over matter, not the
elegance: the made-whole form is searched with, and shown as what was understood.
"""

import re
from collections.abc import Sequence
from datetime import date

from bot.conversation.pointing import about, pointing, stripped
from bot.conversation.talk import Turn
from bot.question import periods
from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, names

_LONGEST = 600  # characters of an earlier question or answer that are looked at
_MOST_WORDS = 12  # of a topic
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_CLAUSE = re.compile(  # "How many homes | did | the river flood"
    rf"^(?P<wh>{_WH}\b(?:\s(?!(?:{AUXILIARY})\b)[\w’'-]+){{0,4}})\s(?P<aux>{AUXILIARY})\s"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^(?P<aux>{AUXILIARY})\s(?P<rest>.+)$", re.IGNORECASE)
_SUBJECT = re.compile(  # "Who | leads the inquiry"
    rf"^(?P<wh>(?:who|what)|(?:which|what|whose|how many)\s[\w-]+)\s(?!(?:{AUXILIARY})\b)"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_REPORTED = re.compile(  # "What did the Ledger report on | ferry fares"
    r"^(?i:what|how)\s(?:did|does|has|have|do)\s(?P<who>(?:the\s)?[A-Z].{0,60}?)\s"
    r"(?:reports?|reported|says?|said|writes?|written|covers?|covered|publish(?:ed)?|cover)"
    r"(?:\s(?:about|on|of|regarding))?\s(?P<rest>.+)$"
)
_ASKS_WHO = re.compile(r"^(?:who|whom|whose|which)\b", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|for|from|the)\s.*$")  # "Marta Quill of the Centre Party"
_COUNTED = re.compile(r"^(?:how many|how much|which|what|whose)\s(?P<noun>.+)$", re.IGNORECASE)
_SORT = r"(?:(?:first|last|early|late|night|new|old|next|daily|direct|morning|evening)\s)?"
_MINE = {"his", "its", "their", "her"}


def whole(text: str, earlier: Sequence[Turn], *, today: str = "") -> str:
    """`text` as it can be asked without what was said before; as it is where it stands alone.

    Args:
        earlier: what was asked and answered before, oldest first.
        today: the day it is asked on, for the times that it names.
    """
    how = pointing(text) if earlier else ""
    if not how:
        return text
    last, bare = earlier[-1], stripped(text)
    question = stripped(last.question[:_LONGEST])
    today = today or date.today().isoformat()
    if how == "about":
        made = _exchanged(question, about(text), today)
    elif how == "ellipsis":
        made = _filled(bare, question, last.answer[:_LONGEST])
    elif how in {"person", "thing"}:
        meant = (
            [_person(question, last)] if how == "person" else _things(bare, question, last, today)
        )
        made = _with_limits(_replaced(bare, how, meant), question, today)
    else:
        made = f"{bare} ({_topic(question, last)})"
    return f"{made[:1].upper()}{made[1:]}?"


# ---- what is carried over


def _topic(question: str, last: Turn) -> str:
    """What was talked about: the words of the question that count, and who the answer named."""
    if match := _REPORTED.match(question):
        question = match["rest"]
    if match := _CLAUSE.match(question) or _YES_NO.match(question):
        noun = _COUNTED.match(match.groupdict().get("wh") or "")
        question = f"{match['rest']} {noun['noun'] if noun else ''}".strip()
    elif match := _SUBJECT.match(question):
        question = " ".join([*_answered(last), match["rest"]])
    topic = " ".join(question.split()[:_MOST_WORDS])
    return ", ".join([topic, *(one for one in _answered(last) if one not in topic)])


def _answered(last: Turn) -> list[str]:
    """Whom or what the answer named, where that was asked for: the first name in it."""
    if not _ASKS_WHO.match(stripped(last.question)):
        return []
    asked = last.question.casefold()
    return [one for one in _named(last.answer) if one.casefold() not in asked][:1]


def _named(answer: str) -> list[str]:
    """The names in an answer, in its order."""
    return [_OF.sub("", one) for one in names(f"x {answer[:_LONGEST]}")]


def _person(question: str, last: Turn) -> str:
    """A name of several words that no "the" stands before; who was asked for comes first."""
    found = [*_answered(last), *names(question), *_named(last.answer)]
    text = f"{question} {last.answer}"
    people = [one for one in found if " " in one and f"the {one}" not in text]
    return (people or found or [_topic(question, last)])[0]


def _things(text: str, question: str, last: Turn, today: str) -> list[str]:
    """What "it" or "they" may mean, likeliest first: what was asked for, else what was named last.

    The names come with their nouns.
    """
    if match := _REPORTED.match(question):
        question = match["rest"]
    times = [one.span for one in periods.find(question, today)]
    found = [_phrase(question, name) for name in names(question, times)][-2:][::-1]
    # "it" is nobody.
    asked_for = not re.match(r"who", question, re.IGNORECASE) or re.search(r"\bthe[ym]\b", text)
    found = [*(_answered(last) if asked_for else ()), *found]
    return list(dict.fromkeys(one for one in found if one)) or [_topic(question, last)]


def _phrase(text: str, name: str) -> str:
    """A name with the nouns around it: "the Orrin dam", "the trawler Inga Marie".

    What goes to a place is not the place: "the late bus to Ferndale".
    """
    said = re.escape(name)
    if way := re.search(rf"\bthe\s{_SORT}[a-z][\w-]*\s(?:to|from)\s(?:the\s)?{said}\b", text):
        return way[0]
    pattern = rf"\b(?:the\s(?:[a-z][\w-]*\s){{0,2}})?{said}\b(?:\s[a-z][\w-]*)?"
    match = re.search(pattern, text)
    if match is None:
        return name
    found = match[0]
    if not re.match(rf"the\s{said}\b", found):  # only "the X dam" has a noun behind the name
        found = found[: found.index(name) + len(name)]
    last = found.rsplit(" ", 1)[-1]
    return found if last in name or content_words(last) else found.rsplit(" ", 1)[0]


# ---- how it is put together


def _replaced(text: str, how: str, meant: list[str]) -> str:
    """The first pronoun of that kind exchanged for what it likely means, the rest behind it."""
    made = _exchanged_pronoun(text, how, meant[0])
    rest = [one for one in meant[1:] if one not in made]
    return f"{made} ({', '.join(rest)})" if rest else made


def _exchanged_pronoun(text: str, how: str, meant: str) -> str:
    words = "he|she|him|his|hers|her" if how == "person" else "it|its|they|them|their|theirs"
    match = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    if match is None:
        return f"{text} ({meant})"
    followed = re.match(r"\s\w", text[match.end() :])
    own = match[0].lower() in _MINE and (match[0].lower() != "her" or followed)
    said = f"{meant}’s" if own else meant
    return f"{text[: match.start()]}{said}{text[match.end() :]}"


def _filled(ellipsis: str, question: str, answer: str) -> str:
    """The clause of the question before, behind the new asking word."""
    if match := _REPORTED.match(question):
        return f"{ellipsis}: {match['rest']}"
    if match := _CLAUSE.match(question):
        noun = _COUNTED.match(match["wh"])
        rest = match["rest"]
        if noun and not _COUNTED.match(ellipsis):
            rest = f"{rest} {noun['noun']}"
        return f"{ellipsis} {match['aux'].lower()} {rest}"
    if match := _YES_NO.match(question):
        return f"{ellipsis} {match['aux'].lower()} {match['rest']}"
    if match := _SUBJECT.match(question):
        subject = next(iter(_named(answer)), "")
        subject = "" if subject.casefold() in match["rest"].casefold() else subject
        return f"{ellipsis}: {f'{subject} ' if subject else ''}{match['rest']}"
    return f"{ellipsis}: {question}"


def _exchanged(question: str, what: str, today: str) -> str:
    """The question before, with `what` in the place of its like."""
    times = periods.find(question, today)
    if periods.find(what, today):
        for one in reversed(times):
            question = question[: one.span.start] + question[one.span.end :]
        question = re.sub(r"\s(?:in|on|at|since|until|by|before|after)$", "", question.strip())
        lead = "" if re.match(r"[a-z]+\s", what) else "in "
        return f"{question} {lead}{what}"
    if re.match(r"(?:for|by|with|from|at|on|in|to|against|among)\s", what):
        return f"{question} {what}"
    named = names(question, [one.span for one in times])
    if like := _of_that_noun(question, what):
        return question.replace(like, what, 1)
    # A reason is one thing's own: what is of another sort is asked about for itself.
    asks_why = re.match(r"why\b", question, re.IGNORECASE)
    if not named or not names(f"x {what}"):
        return f"What about {what}" if asks_why else f"{question}: {what}"
    old = _phrase(question, named[0]) if " " in what or what[0].islower() else named[0]
    if asks_why and _is_bare_name(old) != _is_bare_name(what):
        return f"What about {what}"
    if not re.match(r"the\s", what):
        old = re.sub(r"^the\s", "", old) if not question.count(old) else old
    return question.replace(old, what, 1)


def _of_that_noun(question: str, what: str) -> str:
    """The noun phrase in a question that has the noun of `what`, "" for none: "the X dam"."""
    if " " not in what:
        return ""
    noun = re.escape(what.split()[-1])
    match = re.search(rf"\bthe\s(?:[\w’'-]+\s){{0,2}}?{noun}\b", question)
    return match[0] if match else ""


def _is_bare_name(phrase: str) -> bool:
    """Whether it is a name and no noun beside it: Oracle, not "the Orrin dam"."""
    return not content_words(" ".join(word for word in phrase.split() if word.islower()))


def _with_limits(made: str, question: str, today: str) -> str:
    """With the time and the outlet that the question before named, unless it names its own."""
    if periods.find(made, today):
        return made
    said = [one.period.said for one in periods.find(question, today) if one.period.of != "recent"]
    match = _REPORTED.match(question)
    if match and not _REPORTED.match(made):
        said.append(f"according to {match['who']}")
    return " ".join([made, *(f"({one})" for one in said)])
