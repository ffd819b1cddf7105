"""Whether a sentence can say who holds an office: "Who is the mayor of Northgate?".

A chief officer who resigned is no mayor. An office is told by its name or by few others, so where
an article has none of these it hardly says who holds it; unless a sentence says that somebody leads
or governs, which is how any office may be told, or takes over what is not named at all.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answer import kinds
from bot.question.terms import words

SURE, MAY, CANNOT = 1.0, 0.5, 0.0

# What an office is called in a question, and what else tells of it.
_OFFICES = {
    "mayor|mayoress": r"mayor\w*|provost|burgomaster|(?:city|town) hall|municipal\w*",
    "president": r"presiden\w+|head of state|white house|élysée",
    "prime minister|premier": (
        r"prime minist\w+|premier\w*|pm|head of (?:the )?government|downing street|chancellor\w*|"
        r"taoiseach"
    ),
    "chancellor": r"chancell\w+|exchequer|treasury|(?:prime|finance) minist\w+",
    "governor": r"governor\w*|gubernatorial|statehouse",
    "king|queen|monarch": (
        r"kings?|kingdom|queens?|monarch\w*|crown\w*|throne|reign\w*|royal\w*|coronation|"
        r"emperor|empress|majesty"
    ),
    "pope": r"popes?|pontiff|papa\w+|vatican|holy (?:father|see)",
    "bishop|archbishop": r"(?:arch)?bishop\w*|dioces\w+|prelates?|primate|see",
    "ambassador": r"ambassador\w*|envoys?|embassy|diplomat\w*",
    "commissioner": r"commission\w*",
    "sheriff": r"sheriff\w*",
    "speaker": r"speaker\w*",
    "rector|vice-chancellor": r"rector\w*|vice[- ]chancell\w+|president\w*|provost",
    "head ?teacher|headmaster|headmistress|principal": (
        r"head ?teacher\w*|headmaster\w*|headmistress\w*|principal\w*|heads?"
    ),
    "coach|head coach|manager": r"coach\w*|manag\w+|trainers?|boss",
    "captain": r"captain\w*|skipper\w*|armband",
    "editor|editor-in-chief": r"edit\w+",
    "treasurer": r"treasur\w+|finances?",
    "harbour ?master|harbor ?master": r"harbou?r ?master\w*",
    "fire chief|police chief|chief constable": (
        r"chief\w*|constable\w*|commissioner\w*|superintendent\w*|commander\w*|commands?"
    ),
    "conductor": r"conduct\w+|baton|maestro",
    "curator": r"curat\w+|keeper",
    "coroner": r"coroner\w*|inquests?",
    "abbot|abbess": r"abb(?:ot|ess|ey)\w*|prior\w*",
    "vicar|rabbi|imam": r"vicar\w*|rabbi\w*|imams?|clergy\w*|priests?|parson|parish",
}
_BE = r"(?:['’]s|is|was|are|were|became|becomes|will be|has been|will become)"
_CALLED = "|".join(sorted(_OFFICES, key=len, reverse=True))
_ASKS = re.compile(
    rf"^\W*(?:(?:and|so|but|then)\W+)?who ?{_BE} (?P<before>(?:[\w’'-]+ ){{0,4}}?)"
    rf"(?P<office>{_CALLED})(?=\W*$|,? (?:of|in|at|for|now|then|today|when|there|currently)\b)",
    re.IGNORECASE,
)
# Of another office, or of who no longer holds it.
_NOT_HE = ("deputy", "vice", "former", "ex", "assistant", "late", "first", "last", "previous")
_OTHER_ONE = re.compile(rf"\b(?:{'|'.join(_NOT_HE)}|whose|whom|that|who)\b", re.IGNORECASE)
_NOT_BEFORE = "".join(rf"(?<!\b{word}[ -])" for word in _NOT_HE)
_GOVERNS = re.compile(
    r"\b(?:lead(?:s|er|ers|ing|ership)?|led|heads?|headed|heading|runs?|running|ran|rul(?:es?|ed|er|ing)|"
    r"govern\w*|in charge|helm|reins|elect(?:s|ed|ion|ions)|re-?elect\w*|incumbent|in office|"
    r"sworn in|took office|inaugurat\w*|chief of|boss)\b",
    re.IGNORECASE,
)
_TAKES_OVER = re.compile(
    r"\b(?:succe(?:ed|ss)\w*|replac\w*|t(?:ake|ook|akes|aking) over|appoint\w*|named|nominat\w*|"
    r"hired|interim|acting|resign\w*|step(?:s|ped)? down|quit|post|job|role|holds?|held|"
    r"serv(?:es|ed|ing))\b",
    re.IGNORECASE,
)
_ANY_OFFICE = re.compile(
    rf"\b(?:{_CALLED}|officers?|executives?|ceo|chair(?:man|woman|person)?|directors?|ministers?|"
    r"secretar(?:y|ies)|chiefs?|judges?|inspectors?|senators?|councillors?|generals?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is asked for."""

    told: re.Pattern[str]  # by its name, or by what else tells of it
    own: re.Pattern[str]  # by its name, of who holds it
    asked: frozenset[str]  # the words of the question

    def holds(self, sentence: str, beside: str, article: str) -> float:
        """How surely a sentence can say who holds it.

        Args:
            beside: its headline and the sentences before and behind it.
            article: all of its text.
        """
        if self.own.search(sentence):
            is_person = kinds.holds("person", sentence, set(self.asked), str.casefold) > 0
            return SURE if is_person else MAY
        if self.told.search(sentence) or self.told.search(article):
            return MAY
        if _GOVERNS.search(sentence):
            return MAY
        is_open = not _ANY_OFFICE.search(f"{sentence} {beside}")
        return MAY if is_open and _TAKES_OVER.search(sentence) else CANNOT


@lru_cache(maxsize=64)
def asked(question: str) -> Office | None:
    """The office whose holder a question asks for; None where it asks for none that is known."""
    match = _ASKS.match(question[:300])
    if not match or _OTHER_ONE.search(match["before"]):
        return None
    name = match["office"].casefold()
    pattern, said = next(
        (pattern, said) for pattern, said in _OFFICES.items() if re.fullmatch(pattern, name)
    )
    return Office(
        told=re.compile(rf"\b(?:{said})\b", re.IGNORECASE),
        own=re.compile(rf"{_NOT_BEFORE}\b(?:{pattern})\b(?!['’]s)", re.IGNORECASE),
        asked=frozenset(word.casefold() for word in words(question)),
    )
