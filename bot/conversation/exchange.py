"""One thing of a question in the place of its like: "and Oracle?", "in 2024?", "no, the town"."""

import re

from bot.conversation.clauses import TELL
from bot.conversation.people import is_person
from bot.conversation.subject import Spoken, bracketed, topic
from bot.question import periods
from bot.question.terms import content_words
from bot.question.wording import names

_SORT = r"(?:(?:first|last|early|late|night|new|old|next|daily|direct|morning|evening)\s)?"
_COMMON = re.compile(r"^the [a-z][\w-]*(?: [a-z][\w-]*)?$")  # "the town"
_LEFT_OVER = re.compile(r"\s\(\)|\s(?:in|on|at|since|until|by|before|after)$")
_BRACKETS = re.compile(r"(?:\s\([^()]{1,300}\))+$")
_SOMEBODY = re.compile(r"\b(?:he|she|him)\b")
_LINKS = re.compile(
    r"^(?:for|by|with|from|at|on|in|to|against|among|à|en|au|chez|bei|im|am|aus|a|em|no|na|te|op|bij)\s"
)
_OPENS = re.compile(r"^(?:In|On|At|Since|Until|By|Before|After|During|For)\b")
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|last)"
)
_ORDINAL_THERE = re.compile(rf"\bthe\s{_ORDINAL}(?=\s(?!{_ORDINAL}\b)[a-z])", re.IGNORECASE)
_ORDINAL_ALONE = re.compile(  # "in the second"
    rf"^(?:(?:in|on|at|for|by|during|of)\s)?(?P<said>the\s{_ORDINAL})(?:\s(?P<noun>[a-z]+))?$",
    re.IGNORECASE,
)


def exchanged(spoken: Spoken, what: str, today: str) -> str:
    """The question before, with `what` in the place of its like.

    What has no like there is asked about for itself, with what was talked about behind it.
    """
    question = spoken.question
    what = _OPENS.sub(lambda match: match[0].lower(), what)
    times = periods.find(question, today)
    if counted := _counted_on(question, what):
        return counted
    if periods.find(what, today):
        for one in reversed(times):
            question = question[: one.span.start] + question[one.span.end :]
        question = _LEFT_OVER.sub("", question.strip())
        lead = "" if re.match(r"[a-z]+\s", what) else "in "
        return _with(question, f"{lead}{what}")
    if link := _LINKS.match(what):
        word = link[0].strip()
        there = re.search(rf"\b{word}\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){{0,5}}", question)
        return question.replace(there[0], what, 1) if there else _with(question, what)
    if like := _of_that_noun(question, what):
        return question.replace(like, what, 1)
    clause = spoken.clause
    named = names(clause, [one.span for one in times])
    # A reason is one thing's own: what is of another sort is asked about for itself.
    asks_why = re.match(r"why\b", question, re.IGNORECASE)
    if _COMMON.match(what):
        of_people = named and all(is_person(one, clause) for one in named)
        return f"What about {what}" if asks_why and of_people else _beside(spoken, what)
    if not named and is_person(what, "") and (there := _SOMEBODY.search(clause)):
        return f"{clause[: there.start()]}{what}{clause[there.end() :]}"
    if not named or not names(f"x {what}"):
        if asks_why:
            return f"What about {what}"
        if spoken.setting and not named and names(f"x {what}"):
            return f"What about {what}"  # it needs nothing beside it
        if spoken.setting and not named:
            return bracketed(f"What about {what}", topic(spoken))
        return bracketed(question, [what])
    old = _like(clause, named, what)
    if clause.endswith(f"the {named[0]}") and not re.match(r"the\s|[a-z]", what):
        return f"What about {what}"  # "the Rowan Cup" is no like of Thorne City
    if asks_why and _is_bare_name(old) != _is_bare_name(what):
        return f"What about {what}"
    if not re.match(r"the\s", what):
        old = re.sub(r"^the\s", "", old) if not question.count(old) else old
    return question.replace(old, what, 1)


def _with(question: str, what: str) -> str:
    """A question with some more words, before what it has in brackets."""
    end = len(_BRACKETS.sub("", question))
    return f"{question[:end]} {what}{question[end:]}"


def corrected(spoken: Spoken, what: str, today: str) -> str:
    """The question before, as it was meant: "no, the town", "I meant Sudbank"."""
    if _COMMON.match(what) and not _of_that_noun(spoken.question, what):
        return _beside(spoken, what, asks_so=True)
    return exchanged(spoken, what, today)


def _beside(spoken: Spoken, what: str, *, asks_so: bool = False) -> str:
    """What is called by a common noun: which of several of one name is meant, or something there.

    Args:
        asks_so: the question before stays, and asks for that one.
    """
    told = TELL.match(spoken.clause)
    said = told["rest"].split(", the ")[0] if told else ""
    if told and not spoken.setting and names(f"x {said}") == (said,) and not is_person(said, ""):
        return f"{told['how']} {said}, {what}"
    others = [one for one in spoken.setting if not _COMMON.match(one)]
    if asks_so:
        return bracketed(spoken.clause, [*others, what])
    if len(others) < len(spoken.setting) and others:  # "(Kestrel, the town)"
        return f"Tell me about {others[0]}, {what}"
    return bracketed(f"What about {what}", topic(spoken))


def _counted_on(question: str, what: str) -> str:
    """With another ordinal before the noun of the one that it has, "" where it has not just one."""
    alone = _ORDINAL_ALONE.match(what)
    there = list(_ORDINAL_THERE.finditer(question))
    if not alone or len(there) != 1:
        return ""
    noun = question[there[0].end() :].split()[0]
    if alone["noun"] not in {None, "one", noun}:
        return ""
    return f"{question[: there[0].start()]}{alone['said']}{question[there[0].end() :]}"


def _like(clause: str, named: tuple[str, ...], what: str) -> str:
    """That of the names in a clause in whose place another most likely stands."""
    has_article = what.startswith("the ")
    somebody = is_person(what, "")
    for name in named:
        own_article = bool(re.search(rf"\bthe {re.escape(name)}(?!\s[a-z]*[a-z]$)", clause))
        if (has_article and own_article) or (somebody and is_person(name, clause)):
            return f"the {name}" if has_article and own_article else name
    return phrase(clause, named[0]) if " " in what or what[0].islower() else named[0]


def phrase(text: str, name: str) -> str:
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
