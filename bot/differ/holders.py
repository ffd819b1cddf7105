"""Who holds a role, by the name nearest to the word for it: "chaired by Helen Marsh"."""

import calendar
import re
from functools import lru_cache

from bot.differ import posts
from bot.figures import moments
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from ingest.article import Span

# "Since February Gideon Marsh": but April, May and June may be a first name.
_DAYS = "|".join(sorted({*calendar.day_name, *calendar.month_name} - {"", "April", "May", "June"}))
_NAME = rf"(?!(?:{_DAYS})\b)[A-Z](?=[\w’'-]{{0,30}}[a-z])[\w’'-]{{1,30}}|[A-Z]\."
_PERSON = re.compile(
    rf"(?:{_NAME})(?: (?:(?:de|van|von|der|den|la|bin|al|di|da) ){{0,2}}(?:{_NAME})){{1,3}}"
)
_NOT_PERSONS = re.compile(  # before a name: where, when, or of what
    r"\b(?:in|at|near|from|to|into|on|outside|across|since|until|the|an?|by the|of the) $"
)
# Before whom another one has come, or whom another one has beaten.
_NO_LONGER = re.compile(
    r"\b(?:succe(?:ed\w*|ssor to)|replac(?:e[sd]?|ing)|follow(?:s|ed|ing)|beat(?:s|ing)?|"
    r"defeat(?:s|ed|ing)|dismiss(?:es|ed)|sack(?:s|ed)|fire[sd]|oust(?:s|ed)) "
    r"(?:(?!by\b)[a-z][\w-]* ){0,3}$"
)
# A list has several who are right.
_LISTED = re.compile(r"([A-Z]\w+)(?:,| and|,? as well as) $")
_LISTS = re.compile(r"^,? (?:and|as well as) [A-Z]|^, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:,| and) ")
# Between a name and its role these begin what is told of something else.
_APART = re.compile(
    r"[;:“”\"]|\b(?:after|before|when|while|against|with|than|over|because|since|despite|during|"
    r"and|but|to|from|defeat\w*|said|told|stepp?(?:s|ed|ing)? down|resign\w*|left|quit\w*|sacked|"
    r"dismissed|fired|ousted|removed)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\bwho(?:m|se)?\b(?:['’]s)?(?: (?:is|are|was|were|will|has|had|have|be|been|being|became|"
    r"become|now|currently|the|an?|new|did|does|do|to))*\s+([a-z]\w+)",
    re.IGNORECASE,
)
# Forms that share no beginning.
_FORMS = (
    "lead led",
    "win won",
    "run ran",
    "beat beaten",
    "take took taken",
    "hold held",
    "make made",
    "write wrote written",
    "sing sang sung",
    "buy bought",
    "sell sold",
    "speak spoke spoken",
    "find found",
    "build built",
    "teach taught",
    "succeed success",
    "give gave given",
    "design designer",
)
_NEAR = 60  # characters between a name and its role


def role(question: Question) -> str:
    """The word behind "who" that says what somebody does or is: "chairs", "mayor"; "" for none."""
    if post := posts.asked(question):
        return post.name
    match = _ASKS.search(question.text)
    named = {word.casefold() for name in question.names for word in words(name)}
    # Who somebody is, is no role; nor is it whom somebody met.
    return match[1].casefold() if match and match[1].casefold() not in named else ""


def find(question: Question, sentence: str) -> Span | None:
    """Where the holder of the role stands; None where none does, several do, or it is a list."""
    at = _role_in(question, sentence)
    if not at:
        return None
    known = {word.casefold() for word in words(question.text)}
    found: list[tuple[int, Span]] = []
    for match in _PERSON.finditer(sentence):
        name, start = match[0], match.start()
        own = words(name)
        listed = _LISTED.search(sentence[:start])
        # Behind the place that is asked for stands who holds the post: "of Fenby Abbey, Ida Moss".
        if (listed and listed[1].casefold() not in known) or _LISTS.match(sentence[match.end() :]):
            continue
        if own and not content_words(own[0].casefold()):
            continue  # a sentence's first word: "At", "By"
        if known & {word.casefold() for word in own} or _NOT_PERSONS.search(sentence[:start]):
            continue
        if _NO_LONGER.search(sentence[:start]) or next(moments.find(name), None):
            continue
        gap = max(at.start - match.end(), start - at.end)
        between = sentence[match.end() : at.start] if start < at.start else sentence[at.end : start]
        if gap <= _NEAR and not _APART.search(between):
            found.append((gap, Span(start, start + len(re.sub(r"(?:['’]s?|\.)$", "", name)))))
    found.sort()
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _role_in(question: Question, sentence: str) -> Span | None:
    """Where the word for the role stands; None where that is another one's, or of another place."""
    if (post := posts.asked(question)) and (known := post.mentions(sentence)):
        own = (Span(start, end) for start, end, whose in known if whose != posts.OTHER)
        return next(own, None)
    wanted = role(question)
    pattern = _forms(wanted) if " " not in wanted else None
    match = pattern.search(sentence) if pattern else None
    return Span(*match.span()) if match else None


@lru_cache(maxsize=256)  # the same for every sentence that a question is held against
def _forms(wanted: str) -> re.Pattern[str] | None:
    """The word for a role in any of its forms, None where there is none."""
    forms = [begins(wanted)] if wanted else []
    forms += [one for row in _FORMS for one in row.split() if wanted in _with_endings(row)]
    if not forms:
        return None
    pattern = "|".join(re.escape(one) for one in forms)
    return re.compile(rf"\b(?:{pattern})\w*", re.IGNORECASE)


def begins(word: str) -> str:
    """How much of a word its other forms share: "chairs" and "chaired"."""
    if len(word) <= 4:
        return word
    cut = re.sub(r"(?:ies|es|s|ed|ing|er)$", "", word)
    return cut if len(cut) >= 3 else word[:3]


def _with_endings(row: str) -> set[str]:
    return {form + ending for form in row.split() for ending in ("", "s", "es")}
