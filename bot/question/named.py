"""The outlets and authors that a question names, of those in the library.

What an outlet may be called, aliases.py says. A source is told from a subject by grammar: "as
reported by The Verge", "the TechCrunch article" and "CNN says that" name where to look; "who owns
CNN?" is about it, and must not limit.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.question.aliases import aliases, short
from bot.question.days import MONTHS
from ingest.article import Span

_POSSESSIVE = re.compile(r"['’]s?$")
_OPEN, _CLOSE = "'\"‘“", "'\"’”"

_NOUN = (
    r"articles?|reports?|stor(?:y|ies)|pieces?|coverage|columns?|reporting|editorials?|"
    r"interviews?|reviews?|headlines?|sources|news(?:letter)?|posts?|outlets?|publications?|"
    r"analys[ie]s|guides?|corrections?|op-eds?|features?|profiles?|podcasts?|broadcasts?"
)
_SAID = (
    "reported|covered|described|mentioned|discussed|claimed|told|quoted|written|published|featured|"
    "noted|stated|outlined|detailed|highlighted|suggested|alleged|revealed|identified|indicated|"
    "portrayed|depicted|explained|cited|implied|said|reviewed|posted|documented|interviewed|"
    "referenced|presented|characteri[sz]ed|profiled|read|seen|addressed|examined|named|recognized|"
    "announced|listed|ranked|carried|printed|broken"
)
_SAYS = (
    "says?|reports?|writes?|claims?|suggests?|states?|describes?|mentions?|notes?|indicates?|"
    "impl(?:y|ies)|discuss(?:es)?|covers?|portrays?|argues?|explains?|attributes?|credits?|"
    "refers?|maintains?|reveals?|details?|highlights?|identif(?:y|ies)|publish(?:es)?|"
    "said|reported|wrote|claimed|suggested|stated|described|mentioned|noted|indicated|implied|"
    "discussed|covered|portrayed|argued|explained|attributed|credited|referred|maintained|"
    "revealed|detailed|highlighted|published|identified|thinks?|thought|believes?|believed|"
    "corrects?|corrected|retracts?|retracted|prints?|printed|apologi[sz]es?|apologi[sz]ed"
)
# Words that may stand between a cue and the name.
_FILL = (
    r"(?:\s(?:the|an?|both|either|two|three|several|multiple|various|recent|another|other|sources|"
    r"such|as|like|outlets?|newspapers?|magazines?|websites?|site|blog|earlier|later|later))*"
)
_TRAILS = re.compile(  # what is told stands before it: "..., as reported by X"
    rf"\b(?:(?:as|was|is|were|are)\s(?:also\s)?)?(?:according\sto|per|via|(?:{_SAID})\s(?:both\s)?(?:by|in|on|from|at|to))"
    rf"(?:{_FILL}\s(?:{_NOUN}|accounts?|reporters?)(?:\s(?:by|from|in|of|on|at))?)?{_FILL}\s[{_OPEN}]?$",
    re.IGNORECASE,
)
_LEADS = re.compile(  # what is told stands behind it: "the report from X on ..."
    rf"\b(?:{_NOUN})\s(?:by|from|in|of|at){_FILL}\s[{_OPEN}]?$", re.IGNORECASE
)
_BETWEEN = (
    r"(?:\s(?:first|second|third|other|latest|recent|original|new|earlier|later|subsequent|"
    r"previous|initial|follow-up|news|last|own|exclusive|[A-Z][\w.’'-]*,?|\d[\w:]*,?))"
)
_NOUN_AFTER = re.compile(
    rf"^[{_CLOSE}]?(?:['’]s?)?{_BETWEEN}{{0,4}}?\s(?P<noun>{_NOUN}|opinion|views?|verdict|stance)\b"
)
_VERB_AFTER = re.compile(
    rf"^[{_CLOSE}]?,?(?:\s(?:also|first|originally|had|has|have|later|once|then|both|all|each))?"
    rf"\s(?P<verb>{_SAYS})\b(?!\s(?:to\sbe|to\shave|by|as)\b)"
)
# "Did the Guardian report a loss?" is about the Guardian; "publish an article" is not.
_OF_ITS_OWN = re.compile(
    rf"^\s(?:an?|its|their|record|higher|lower|strong|weak)\b(?!\s(?:\w+\s)?(?:{_NOUN})\b)"
)
_ASKED_TO = re.compile(rf"\b(?:did|does|do|will|would)(?:\sthe)?\s[{_OPEN}]?$", re.IGNORECASE)
# Where others are named as sources, so are these: told of, or set against them.
_BESIDE = re.compile(
    r"\b(?:(?<!bought )(?<!owned )(?<!acquired )(?<!founded )(?<!sued )by|in|on|from|while|whereas|"
    r"but|and|than|with)(?:\s(?:the|both|does|did|do|is|how|was))*"
    rf"\s[{_OPEN}]?$",
    re.IGNORECASE,
)
# It speaks of what was published, so an outlet in it is the one that did.
_OF_REPORTS = re.compile(
    r"\b(?:articles?|reports?|stor(?:y|ies)|pieces?|coverage)\b[^?]{0,120}\bpublished\b|"
    r"\bsame (?:news )?(?:source|outlet|newspaper|site)\b|"
    r"\b(?:their|its|the|his|her) (?:\w+ )?(?:reporting|coverage|articles)\b|"
    r"\breport(?:ed|ing)\b[^?]{0,120}\b(?:articles?|source)\b",
    re.IGNORECASE,
)
_AND = re.compile(  # what stands between two outlets of one list
    rf"[{_CLOSE}]?(?:['’]s)?(?:\s(?:{_NOUN}))?,?(?:\s(?:and|or|&|nor|as\swell\sas|but\salso))?"
    rf"(?:\s(?:by|from|in|another|also|both|multiple|several|two|the|an?|{_NOUN}))*\s?[{_OPEN}]?",
    re.IGNORECASE,
)
_PERSON = (
    r"[A-Z][\w’'.-]*(?:\s(?:(?:de|van|von|der|den|la|bin|al|di|da)\s){0,2}[A-Z][\w’'.-]*){1,3}"
)
_AUTHOR = re.compile(
    rf"(?:\b(?:{_NOUN}|written|reported|published|posted|according)(?:\s\w+)?\s(?:by|from|to)\s"
    rf"(?P<after>{_PERSON}))|(?P<before>{_PERSON})['’]s?\s(?:\w+\s)?(?:{_NOUN})\b"
)
_IN = re.compile(r"\b(?:in|from|by|at|of|does|did|do|has|have)\s(?:the\s)?$", re.IGNORECASE)
_UNSURE = -1  # for `Mention.list`: an outlet only if the rest of its list is
_RUN = r"[A-Z][\w.&’'-]*+(?:\s(?:(?:of|the|for|&)\s){0,2}[A-Z][\w.&’'-]*+){0,5}"
_ARTICLE = r"(?:articles?|stor(?:y|ies)|pieces?|coverage|columns?|editorials?|op-eds?)"


def _somebodys(noun: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of names beside `noun`: "an article by X and Y", "X's article"."""
    return (
        re.compile(
            rf"\b(?:{noun}|another)\s(?:by|from|in)\s(?:both\s)?[{_OPEN}]?(?P<name>{_RUN})"
            rf"(?:[{_CLOSE}]?,?\sand\s[{_OPEN}]?(?P<other>{_RUN}))?"
        ),
        re.compile(rf"(?P<name>{_RUN})[{_CLOSE}]?(?:['’]s?)?\s(?:\w+\s)?{noun}\b(?P<other>)"),
    )


# An article has an outlet or an author; a report may be a ministry's, but beside an article it is
# one too.
_BESIDE_ARTICLES = _somebodys(rf"(?:{_ARTICLE}|reports?|reviews?)")
_OF_ARTICLES = re.compile(rf"\b{_ARTICLE}\b", re.IGNORECASE)
_NEAR = 80  # characters beside a name in which its cue stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An outlet that a question names, and how."""

    outlets: tuple[str, ...]  # as the library spells them; several where the name fits several
    span: Span
    source: bool  # it is where something is reported, not what the question is about
    # What it tells stands before it ("A, according to X"), not behind it ("the X article says A").
    trails: bool = False
    phrase: Span | None = None  # with the words that make it a source: "according to X"
    list: int = 0  # the same for the outlets of one list, "by X, Y and Z"


def outlets(text: str, known: tuple[str, ...]) -> tuple[Mention, ...]:
    """The outlets of `known` that `text` names, in its order."""
    lower = text == text.lower()
    said = aliases(known).find(text)
    found = (
        _judged(text, span, named)
        for span, named in said
        if lower or _is_written_as_a_name(text[span.start : span.end])
    )
    return _listed(text, [one for one in found if one])


def authors(text: str, known: tuple[str, ...] | Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """The authors of `known` that `text` names as who wrote it.

    Args:
        known: or a function that gives them, called only where somebody is named.
    """
    named = [match["after"] or match["before"] for match in _AUTHOR.finditer(text)]
    by_name = _by_name(known() if callable(known) else known) if named else {}
    found: dict[str, None] = {}
    for name in named if by_name else ():
        said = _POSSESSIVE.sub("", name).rstrip(".").casefold().split()
        # A sentence's first word may stand before the name, and another name behind it.
        runs = (" ".join(said[a:b]) for a in range(3) for b in range(len(said), a + 1, -1))
        if run := next((run for run in runs if run in by_name), ""):
            found[by_name[run]] = None
    return tuple(found)


def elsewhere(text: str, mentions: Sequence[Mention], writers: Sequence[str]) -> tuple[str, ...]:
    """Names of whose articles `text` speaks and that are none of the library's: outlets, authors.

    Args:
        mentions, writers: what was found of the library's.
    """
    found: dict[str, None] = {}
    if not _OF_ARTICLES.search(text):
        return ()
    for match in (match for pattern in _BESIDE_ARTICLES for match in pattern.finditer(text)):
        for group in ("name", "other"):
            start, end = match.span(group)
            name = _POSSESSIVE.sub("", match[group] or "").rstrip(".")
            if start == 0 and not name.isupper():
                name = name.partition(" ")[2]  # "Did", "Which"
            inside = any(one.span.start < end and start < one.span.end for one in mentions)
            a_time = name.lower() in MONTHS
            if name and not (inside or a_time or any(one in name for one in writers)):
                found[name] = None
    return tuple(found)


def is_where(text: str, mention: Mention) -> bool:
    """Whether an outlet stands where, in an open question, a source stands: "What's new in X?"."""
    left = text[max(0, mention.span.start - _NEAR) : mention.span.start]
    return bool(_IN.search(left))


def sources(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The outlets named as sources, each once."""
    return tuple(dict.fromkeys(name for one in mentions if one.source for name in one.outlets))


@lru_cache(maxsize=4)  # the libraries of one process, few
def _by_name(known: tuple[str, ...]) -> dict[str, str]:
    return {name.casefold(): name for name in known if " " in name}


def _is_written_as_a_name(said: str) -> bool:
    own = short(said).split()
    return bool(own) and not own[0][0].islower()


def _judged(text: str, span: Span, named: tuple[str, ...]) -> Mention | None:
    """Source, subject, or no outlet at all: a part of a longer name, an ordinary word."""
    left, right = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    noun, verb = _NOUN_AFTER.match(right), _VERB_AFTER.match(right)
    # "did X report", with the verb. X's report, and X's May 3 report, are nouns.
    if noun and noun["noun"] == "report" and noun[0][0] == " " and _ASKED_TO.search(left):
        noun = None
    if verb and _ASKED_TO.search(left) and _OF_ITS_OWN.match(right[verb.end() :]):
        verb = None
    leads, trails = _LEADS.search(left), _TRAILS.search(left)
    quoted = left[-1:] in tuple(_OPEN) and right[:1] in tuple(_CLOSE)
    if not (noun or quoted) and re.match(r"\s(?:[A-Z]|\d+\b)(?!['’])", right):
        return None  # Fortune 500, Guardian Media Group
    if re.search(r"(?<![.?!:,;])\s[A-Z][\w’'.]*\s$", left) and not (quoted or noun):
        return None  # New York Times, where the library has a Times
    cue = trails or leads
    begins = span.start - (len(left) - cue.start() if cue else bool(quoted))
    ends = span.end + (noun.end() if noun else bool(quoted))
    found = Mention(outlets=named, span=span, source=True, phrase=Span(begins, ends))
    if noun or (verb and not trails) or cue:
        return replace(found, trails=bool(trails))
    said = text[span.start : span.end]
    sure = " " in short(said) or said.isupper() or "." in said or quoted
    sure = sure or (said.startswith("The ") and bool(re.search(r"[\w,]\s$", left)))
    return replace(found, source=False, list=0 if sure else _UNSURE)


def _listed(text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
    """What holds of one outlet of a list holds of the others: "by X, Y and Z"."""
    groups: list[list[Mention]] = []
    for one in mentions:
        if groups and _AND.fullmatch(text, groups[-1][-1].span.end, one.span.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    of_reports = bool(_OF_REPORTS.search(text))
    several = of_reports or any(one.source for one in mentions)
    found: list[Mention] = []
    for number, group in enumerate(groups, start=1):
        first = next((one for one in group if one.source), None)
        if first is None and several:
            first = next((one for one in group if _is_beside(text, one, of_reports)), None)
        for one in group:
            if not first and one.list == _UNSURE:
                continue  # a word like any other
            told = replace(one, list=number)
            if first and not one.source:
                told = replace(told, source=True, trails=first.trails)
            found.append(told)
    return tuple(found)


def _is_beside(text: str, mention: Mention, of_reports: bool) -> bool:
    """Whether an outlet stands where, in a question about reports, a source stands."""
    left = text[max(0, mention.span.start - _NEAR) : mention.span.start]
    return bool(_BESIDE.search(left)) or (of_reports and mention.list != _UNSURE)
