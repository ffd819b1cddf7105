"""One thing of a question in the place of its like: "and Oracle?", "in 2024?", "no, the town"."""

import re

from bot.conversation.clauses import TELL
from bot.conversation.people import is_person
from bot.conversation.phrases import of_clause
from bot.conversation.subject import SOMEBODY, Spoken, bracketed, is_sort, topic
from bot.question import periods
from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, names

_SORT = r"(?:(?:first|last|early|late|night|new|old|next|daily|direct|morning|evening)\s)?"
_COMMON = re.compile(  # "the town", "the residents' card"
    r"^the [a-z][\w-]*(?:['’]s?)?(?: [a-z][\w-]*)?(?<!['’]s)(?<!['’])$"
)
_THINGS = re.compile(r"[a-z]{3,}s$")
_LEFT_OVER = re.compile(r"\s\(\)|\s(?:in|on|at|since|until|by|before|after)$")
_BRACKETS = re.compile(r"(?:\s\([^()]{1,300}\))+$")
_HE = re.compile(r"\b(?:he|she|him)\b")
_LINKS = re.compile(
    r"^(?:of|for|by|with|from|at|on|in|to|against|among|à|en|au|chez|bei|im|am|aus|a|em|no|na|te|op|bij)\s"
)
_OPENS = re.compile(r"^(?:In|On|At|Since|Until|By|Before|After|During|For)\b")
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|last)"
)
# "Who was | second", and the one that is asked about beside it.
_PLACED = re.compile(
    rf"\b(?:is|was|were|came|comes?|finished|ended)\s(?P<place>{_ORDINAL})\b", re.I
)
ORDINAL = re.compile(rf"(?:the\s)?(?P<place>{_ORDINAL})(?:\splace)?$", re.IGNORECASE)
_ASKS_FIRST = re.compile(r"^who\s(?:won|wins|leads|led|is leading|was leading)\b", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:of|in|at|on|to|from|for|into|over|between|and)\s")
_IS_OWNER = re.compile(r"['’]s\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEXT_YEAR = re.compile(r"^the\s(?P<to>year before|previous year|year after|following year)$", re.I)
WHOSE = re.compile(r"^the\s[a-z]+['’]s?$")  # "the men's"
# "How much does | the ferry | cost", "How old is | the ship"
_MEASURED = re.compile(
    rf"^how\s[a-z]+\s(?P<aux>{AUXILIARY})\s(?P<what>(?:the|its|a)\s.+?)(?P<verb>\s[a-z]+)?$", re.I
)
_ROLE_OF = re.compile(  # "Who is | chief executive | of Volta"
    r"^(?P<who>who\s(?:is|are|was|were))\s(?:the\s)?(?P<role>[a-z-]+(?:\s[a-z-]+){0,3})\s(?=of\s|at\s)",
    re.I,
)
_ORDINAL_THERE = re.compile(rf"\bthe\s{_ORDINAL}(?=\s(?!{_ORDINAL}\b)[a-z])", re.IGNORECASE)
_ORDINAL_ALONE = re.compile(  # "in the second"
    rf"^(?:(?:in|on|at|for|by|during|of)\s)?(?P<said>the\s{_ORDINAL})(?:\s(?P<noun>[a-z]+))?$",
    re.IGNORECASE,
)
# "Who will succeed Ada Lund": another name is that of one who may, no other who leaves.
_SUCCEEDS = re.compile(
    r"^who\s(?:(?:will|would|could|should|might|is)\s)?(?:(?:going|set|likely)\s)?(?:to\s)?"
    r"(?:succeed|replace|take over from|took over from)",
    re.IGNORECASE,
)


def exchanged(spoken: Spoken, what: str, today: str) -> str:
    """The question before, with `what` in the place of its like.

    What has no like there is asked about for itself, with what was talked about behind it.
    """
    question = spoken.question
    what = _OPENS.sub(lambda match: match[0].lower(), what)
    if made := _in_order(spoken, what):
        return made
    if (to := _NEXT_YEAR.match(what)) and (year := _YEAR.search(question)):
        step = -1 if re.search(r"before|previous", to["to"], re.IGNORECASE) else 1
        what = f"in {int(year[0]) + step}"
    times = periods.find(question, today)
    if made := _counted_on(question, what) or _in_its_place(spoken, what):
        return made
    if periods.find(what, today):
        for one in reversed(times):
            if _IS_OWNER.match(question, one.span.end):  # "last year's winner"
                return f"{question[: one.span.start]}{what}{question[one.span.end :]}"
            question = question[: one.span.start] + question[one.span.end :]
        question = _LEFT_OVER.sub("", question.strip())
        lead = "" if re.match(r"[a-z]+\s", what) else "in "
        return _with(question, f"{lead}{what}")
    if link := _LINKS.match(what):
        word = link[0].strip()
        there = re.search(
            rf"\b{word}\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){{0,5}}", question
        ) or re.search(rf"\b{word}\s[a-z]+$", spoken.clause)
        return question.replace(there[0], what, 1) if there else _with(question, what)
    if like := _of_that_noun(spoken.clause, what):
        return question.replace(like, what, 1)
    if _of_that_noun(question, what) and names(f"x {what}"):
        return f"What about {what}"
    if WHOSE.match(what):
        return bracketed(question, [what])
    return _for_a_name(spoken, what, names(spoken.clause, [one.span for one in times]))


def _for_a_name(spoken: Spoken, what: str, named: tuple[str, ...]) -> str:
    """With `what` in the place of one of the names of the clause."""
    question, clause = spoken.question, spoken.clause
    if _SUCCEEDS.match(clause) and spoken.people and is_person(what, ""):
        return f"What about {what}"
    # A reason is one thing's own: what is of another sort is asked about for itself.
    asks_why = re.match(r"why\b", question, re.IGNORECASE)
    if _COMMON.match(what):
        of_people = named and all(is_person(one, clause) for one in named)
        return f"What about {what}" if asks_why and of_people else _beside(spoken, what)
    if not named and is_person(what, "") and (there := _HE.search(clause)):
        return f"{clause[: there.start()]}{what}{clause[there.end() :]}"
    if not named or not names(f"x {what}"):
        if asks_why:
            return f"What about {what}"
        if spoken.setting and not named and names(f"x {what}"):
            return f"What about {what}"  # it needs nothing beside it
        if spoken.setting and not named:
            return bracketed(f"What about {what}", topic(spoken))
        return bracketed(question, [what])
    if is_sort(what):
        whole = next((one.text for one in of_clause(clause) if one.named), named[0])
        return bracketed(question.replace(whole, what, 1), topic(spoken))
    old = _like(clause, named, what)
    if clause.endswith(f"the {named[0]}") and not re.match(r"the\s|[a-z]", what):
        return f"What about {what}"  # "the Rowan Cup" is no like of Thorne City
    if asks_why and _is_bare_name(old) != _is_bare_name(what):
        return f"What about {what}"
    may_be = " " not in what or is_person(what, "") or SOMEBODY.search(what)
    if not may_be and any(old == one.name and one.is_sure for one in spoken.people):
        return f"What about {what}"
    if not re.match(r"the\s", what):
        old = re.sub(r"^the\s", "", old) if not question.count(old) else old
    return question.replace(old, what, 1)


def _in_order(spoken: Spoken, what: str) -> str:
    """ "And third?": who was third, where it was asked who was second or who won; else ""."""
    place = ORDINAL.match(what)
    if place and (there := _PLACED.search(spoken.question)):
        start, end = there.span("place")
        return f"{spoken.question[:start]}{place['place']}{spoken.question[end:]}"
    if place and _ASKS_FIRST.match(spoken.question) and not what.startswith("the "):
        return bracketed(f"Who was {place['place']}", topic(spoken))
    return ""


def has_place(spoken: Spoken) -> bool:
    """Whether "and third?" can be asked behind it: "Who was second", "Who won the second heat"."""
    there = (_PLACED, _ORDINAL_THERE, _ASKS_FIRST)
    return any(one.search(spoken.clause) for one in there)


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
    for one in of_clause(text):
        before = one.text.partition(name)[0]
        if name in one.text and not one.owner and not _LINKED.search(before):
            return one.text
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


def _in_its_place(spoken: Spoken, what: str) -> str:
    """With a thing in the place of its like that has no name: a price's, a firm's; "" elsewhere."""
    clause = spoken.clause
    if not _COMMON.match(what) and not _THINGS.match(what):
        return ""
    is_role = bool(SOMEBODY.search(what))
    if is_role:
        there = _ROLE_OF.match(clause)
        return f"{there['who']} {what} {clause[there.end() :]}" if there else ""
    if (there := _MEASURED.match(clause)) and not SOMEBODY.search(there["what"]):
        start, end = there.span("what")
        return bracketed(f"{clause[:start]}{what}{clause[end:]}", spoken.setting)
    owned = next((one for one in of_clause(clause) if one.owner and one.named), None)
    of_people = {one.name for one in spoken.people if one.is_sure}
    if owned and re.match(r"(?:what|how)\b", clause, re.I) and owned.owner not in of_people:
        mark = owned.text[len(owned.owner) :].split()[0]
        made = clause.replace(owned.text, f"{owned.owner}{mark} {what.removeprefix('the ')}", 1)
        number = (
            {"was": "were", "is": "are"} if what.endswith("s") else {"were": "was", "are": "is"}
        )
        return re.sub(
            r"^(what|how \w+)\s(was|is|were|are)\b",
            lambda said: f"{said[1]} {number.get(said[2], said[2])}",
            made,
            flags=re.IGNORECASE,
        )
    return ""


def _of_that_noun(question: str, what: str) -> str:
    """The noun phrase in a question that has the noun of `what`, "" for none: "the X dam"."""
    if " " not in what:
        return ""
    head, *tail = re.split(r"\s(?:of|in|at|on|for)\s", what, maxsplit=1)
    noun = re.escape(head.split()[-1])
    placed = (
        r"(?:\s(?:of|in|at|on|for)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,4})"
        if tail
        else ""
    )
    for more in dict.fromkeys((placed, "")):
        pattern = rf"\bthe\s(?:[\w’'-]+\s){{0,2}}?{noun}\b{more}"
        if match := re.search(pattern, question):
            return match[0]
    return ""


def _is_bare_name(phrase: str) -> bool:
    """Whether it is a name and no noun beside it: Oracle, not "the Orrin dam"."""
    return not content_words(" ".join(word for word in phrase.split() if word.islower()))
