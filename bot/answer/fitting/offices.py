"""How surely a sentence can say who holds an office: "Who is the mayor of Northgate?".

A chief officer who resigned is no mayor, nor is the mayor of another place (bodies.py). An office
is told by its name or by few others, so where an article has none of these it hardly says who holds
it; unless a sentence says that somebody leads or governs, which is how any office may be told, or
takes over what is not named at all. For the offices below; that a post by whatever name is held
elsewhere, tells bot/differ/posts.py.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answer.fitting import bodies, kinds, succession
from bot.answer.fitting.scale import CANNOT, LIKELY, MAY, SURE
from bot.question.terms import words
from bot.question.wording import names

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
    "chief executive|chief executive officer|ceo|managing director": (
        r"chief exec\w*|ceo|managing director|boss|chief|heads?|president"
    ),
    "chair|chairman|chairwoman|chairperson": r"chair\w*|president|board",
    "director|general director|director general|director-general": r"direct\w*|heads?|boss",
    "spokesman|spokeswoman|spokesperson": r"spokes\w+|said|says|press office\w*",
    "lawyer|attorney|solicitor|barrister": (
        r"lawyer\w*|attorney\w*|solicitor\w*|barrister\w*|counsel|defen[cs]e|defend\w*|represent\w*|advocate"
    ),
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
# Who has a ministry: what it is called, and what else tells of it.
_MINISTRIES = {
    "finance|treasury|economy": r"financ|treasur|exchequer|econom|chancellor",
    "foreign|external": r"foreign|external|diploma",
    "interior|home|internal": r"interior|home|internal|polic",
    "defence|defense": r"defen[cs]e|war|armed|milit",
    "justice": r"justice|law|legal",
    "education|schools?": r"educat|school",
    "transport|transportation": r"transport|traffic|rail|road",
    "environment|climate": r"environ|climat|ecolog",
    "agriculture|farming": r"agricult|farm|food",
    "trade|commerce|business": r"trade|commerc|business|econom",
    "labour|labor|employment|work": r"labou?r|employ|work",
}
_MINISTER = r"(?:minister|secretary)"
_CALLED = "|".join(sorted(_OFFICES, key=len, reverse=True))
_ASKS = re.compile(
    rf"^\W*(?:(?:and|so|but|then)\W+)?who ?{_BE} (?P<before>(?:[\w’'-]+ ){{0,4}}?)"
    rf"(?P<office>{_CALLED}|"
    rf"(?P<of_what>(?!(?:the|a|new|current|prime)\b)[\w-]+)(?: and [\w-]+)? {_MINISTER})"
    r"(?P<of>\W*$|,? (?:of|in|at|for|now|then|today|when|there|currently|to|before|after)\b.*)",
    re.IGNORECASE,
)
# Who does what the holder of an office does.
_ACTING = {
    "coaches": "coach",
    "manages": "manager",
    "captains": "captain",
    "chairs": "chair",
    "edits": "editor",
    "conducts": "conductor",
    "governs": "governor",
}
_ACTS = re.compile(rf"^\W*who (?P<acts>{'|'.join(_ACTING)}) (?P<of>.+)", re.IGNORECASE)
_STATE = re.compile(
    r"president|prime minister|premier|chancellor|king|queen|monarch|ambassador|"
    r".*(?:minister|secretary)",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(r"\b(?:interim|acting|caretaker)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:now|then|today|when|there|currently|before|after|prior)\b", re.IGNORECASE)
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
    of: tuple[str, ...] = ()  # whose it is, see bodies.py
    is_state: bool = False
    leads: bool = True  # who holds it may be said to lead or govern
    stands_in: bool = False  # who holds it for a time is asked for
    names: tuple[str, ...] = ()  # of the bodies that the question names
    other: succession.Other | None = None  # who held it before or after somebody

    def holds(self, sentence: str, beside: str, article: str) -> float:
        """How surely a sentence can say who holds it.

        Args:
            beside: its headline and the sentences before and behind it.
            article: all of its text.
        """
        if self.other and not self.other.tells(sentence, beside):
            return CANNOT
        if mentions := self._found(self.own, sentence):
            return self._of(mentions, sentence, beside)
        if self._found(self.told, sentence):
            return MAY
        if elsewhere := self._found(self.own, article):
            if self._whose(elsewhere, article) != bodies.OTHER:
                return MAY
        elif self._found(self.told, article):
            return MAY
        is_alone = not _ANY_OFFICE.search(sentence)
        if self.leads and is_alone and _GOVERNS.search(sentence):
            return MAY
        is_open = self.leads and not _ANY_OFFICE.search(f"{sentence} {beside}")
        return MAY if is_open and _TAKES_OVER.search(sentence) else CANNOT

    def _found(self, pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
        """Where it stands and is no part of the body's own name: "the Port Safety Board"."""
        names = [at for name in self.names for at in _places(text, name)]
        return [
            one
            for one in pattern.finditer(text)
            if not any(start <= one.start() and one.end() <= end for start, end in names)
        ]

    def _of(self, mentions: list[re.Match[str]], sentence: str, beside: str) -> float:
        whose = self._whose(mentions, sentence)
        if whose == bodies.OTHER:
            return CANNOT
        said = {word.casefold() for word in words(f"{sentence} {beside}")}
        is_near = whose == bodies.SAME or not said.isdisjoint(self.of)
        is_person = kinds.holds("person", sentence, set(self.asked), str.casefold) > 0
        is_his = self.stands_in or not all(
            _STANDS_IN.search(sentence[max(0, one.start() - 20) : one.start()]) for one in mentions
        )
        if not is_person or not is_his:
            return MAY
        return SURE if is_near else LIKELY

    def _whose(self, mentions: list[re.Match[str]], text: str) -> int:
        return max(bodies.whose(text, one, self.of, is_state=self.is_state) for one in mentions)


@lru_cache(maxsize=64)
def asked(question: str) -> Office | None:
    """The office whose holder a question asks for; None where it asks for none that is known."""
    if acts := _ACTS.match(question[:300]):
        question = f"Who is the {_ACTING[acts['acts'].casefold()]} of {acts['of']}"
    match = _ASKS.match(question[:300])
    if not match or _OTHER_ONE.search(match["before"]):
        return None
    name = match["office"].casefold()
    own, told = _ministry(match["of_what"]) if match["of_what"] else _office(name)
    other = succession.beside(match["of"])
    before = _STANDS_IN.sub(" ", match["before"])
    return Office(
        told=re.compile(rf"\b(?:{told})\b", re.IGNORECASE),
        own=re.compile(rf"{'' if other else _NOT_BEFORE}\b(?:{own})\b(?!['’]s)", re.IGNORECASE),
        asked=frozenset(word.casefold() for word in words(question)),
        of=bodies.asked(_WHEN.split(f"{before} {match['of']}")[0]),
        is_state=bool(_STATE.fullmatch(name)),
        leads=not match["of_what"],
        stands_in=before != match["before"],
        names=tuple(one for one in names(f"x {match['of']}") if len(one.split()) > 1),
        other=other,
    )


def _places(text: str, name: str) -> list[tuple[int, int]]:
    return [(one.start(), one.end()) for one in re.finditer(re.escape(name), text)]


def _office(name: str) -> tuple[str, str]:
    return next((own, told) for own, told in _OFFICES.items() if re.fullmatch(own, name))


def _ministry(of_what: str) -> tuple[str, str]:
    """Patterns of a minister, and of what else tells of one."""
    low = of_what.casefold()
    mods = next((said for own, said in _MINISTRIES.items() if re.fullmatch(own, low)), low)
    mods = rf"(?:{mods})\w*"
    own = (
        rf"{mods}(?:,? (?:and|&) [\w-]+| affairs)? {_MINISTER}|"
        rf"{_MINISTER}(?: of state)? (?:of|for) (?:the )?(?:[\w-]+,? (?:and )?){{0,2}}?{mods}"
    )
    office = r"(?:ministry|department|portfolio|office|affairs)"
    return own, rf"{own}|{mods} {office}|(?:ministry|department|charge) (?:of|for) (?:the )?{mods}"
