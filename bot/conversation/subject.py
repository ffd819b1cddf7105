"""What a turn of a conversation was about, as later questions take it up.

First what its question names, then what was answered: the sentences themselves, without what was
put before them to say who reported it and when.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.clauses import (
    CLAUSE,
    COUNTED,
    DONE,
    HAPPENED,
    REPORTED,
    SUBJECT,
    TELL,
    WH,
    clause_of,
    counted,
)
from bot.conversation.people import Person, named, people
from bot.conversation.talk import Turn
from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, names

LONGEST = 600  # characters of an earlier question or answer that are looked at
_FEW = 3  # words that count in a question that adds but a thing to what is talked about
_ARTICLES = {"the", "a", "an"}
_MOST_WORDS = 12  # of a topic
_SPEAKER = re.compile(  # "What does | the Ledger | think"
    rf"^(?:what|how|why|when)\s(?:{AUXILIARY})\s(?P<who>.{{2,60}}?)\s"
    r"(?:say|said|think|thought|report|write|claim|want|promise|call)\b",
    re.IGNORECASE,
)
NEWEST = re.compile(r"\b(?:latest|newest|current|final|up to date)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(
    r"^(?:(?:for|in|to|from|by|with|at|on)\s)?(?:who|whom|whose|which)\b", re.IGNORECASE
)
_OF = re.compile(r"\s(?:of|for|from|the)\s.*$")  # "Marta Quill of the Centre Party"
_ADDED = re.compile(r"\s\((?P<what>[^()]{1,300})\)$")
_LED = re.compile(rf"^(?i:(?:\w+\s)?{WH}\b)[^:A-Z]{{0,25}}:\s(?=\S)")  # "By how much: …"
_WHOSE = re.compile(
    r"(?:\b(?:[Tt]he|der|die|le|la|el|il|o|a|de|het)|['’]s) (?:[a-z][\w-]*\s){0,2}?"
    r"(?P<noun>[^\W\d_][\w-]{2,})\b"
)
_GROUP = re.compile(r"\bthe (?:[a-z]+ )?[a-z]{3,}(?<!s)s\b(?=$|\s(?:in|on|at|of|who|for|to)\b)")
WHO_ONE_IS = (  # what somebody is, of a firm or to somebody
    r"(?:[a-z]+(?:man|woman)|[a-z]{3,}(?:ist|eon|ctor|ator|itor|essor|utor)|"
    r"boy|girl|child|son|daughter|father|mother|brother|sister|husband|wife|widow|suspect|victim|"
    r"(?:care)?taker|driver|manager|minister|mayor|judge|leader|owner|founder|player|teacher|"
    r"officer|killer|attacker|keeper|goalkeeper|striker|winner|loser|writer|singer|engineer|"
    r"lawyer|farmer|worker|buyer|seller|shooter|robber|thief|pilot|captain|coach|chef|chief|"
    r"head|boss|chair|president|governor|senator|candidate|applicant|defendant|tenant|student|"
    r"patient|resident|assistant|successor|deputy|nurse|king|queen|prince|princess|agent|partner|"
    r"bishop|priest|pope|author|sailor|survivor|passenger|cyclist|referee|athlete|spy|guard)"
)
_SOMEBODY = re.compile(rf"\b[Tt]he (?:[a-z]+ )?{WHO_ONE_IS}\b")
_DAY = r"\d{1,2} \w{3,9} \d{4}"
_OFFICES = r"(?:deputy|vice|former|acting|late)\b"  # another than who holds it
_NOT_YET = "".join(rf"(?<!{one}\s)" for one in ("deputy", "vice", "former", "acting"))
_REPORT = re.compile(  # what stands before and behind a sentence to say whose it is, and when
    rf"(?:^|(?<=[.!?”\"\]] ))(?:[A-Z][^.:!?]{{0,80}}? reported(?: on {_DAY})?: |"
    rf"As of {_DAY}[:,] |{_DAY}: |In a press release, [^.:]{{1,80}} says: |"
    r"(?:An opinion piece|A press release)(?: in [^.:]{1,80})? (?:argues|says): )|"
    rf", [A-Z][^,.]{{1,80}} reported(?: on {_DAY})?(?=\.)"
)
_DONE = re.compile(
    r"^[a-z]+\s(?:(?:in|at|on|for|by|to|from|with|during|between|over)\s)?(?=the\s|an?\s|[A-Z])"
)
_DOER = re.compile(r"^(?:[A-Z][\w’'-]+\s)+[a-z]+\s(?=the\s|an?\s|[A-Z])")
_DID_THERE = re.compile(  # "archaeologists find in | the Pendle marsh"
    r"^(?!the\b|an?\b|this\b)[a-z]+\s[a-z]+\s(?:in|at|on|near|from)\s(?=the\s|[A-Z])"
)
_PARTICLE = re.compile(r"\s(?:down|up|out|off|away|back|over)$")  # of "step down"
_WAS = re.compile(r"\s[a-z]+(?:ed|ing)$")  # "the Garrow mine | rescued"
_DOES = re.compile(  # one word in small letters behind a name, or behind "the" and its noun
    r"^(?P<what>[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*){0,4}|"
    r"(?:the|this|an?)(?:\s(?!in\b|at\b|on\b|of\b|to\b)[a-z][\w-]*){1,4})\b\s[a-z]+$"
)
_DO = re.compile(r"(?:do|does|did|will|would|can|could|should)$", re.IGNORECASE)
_THERE_DOES = re.compile(  # "the new stadium in Fernhill | cost", "the Castlegate bridge | reopen"
    r"^(?P<what>the(?:\s[a-z][\w-]*){0,3}?(?:\s(?:in|at|of|on|near|between)(?:\sthe)?)?"
    r"\s[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*)*(?:\s[a-z]+)?)\s[a-z]+$"
)
_MARK = re.compile(r"\s?\[\d{1,3}\]")


def plain(answer: str) -> str:
    """An answer's own sentences, without marks and without whose they are."""
    return _REPORT.sub("", _MARK.sub("", answer[:LONGEST]))


@dataclass(frozen=True)
class Spoken:
    """A turn of the conversation, read.

    Attributes:
        question: made whole, without marks at its end.
        answer: see `plain`.
    """

    question: str
    answer: str

    @cached_property
    def clause(self) -> str:
        """The question without what was added to it in brackets, and without "By how much:"."""
        text = self.question
        while match := _ADDED.search(text):
            text = text[: match.start()]
        return _LED.sub("", text)

    @cached_property
    def setting(self) -> tuple[str, ...]:
        """What was added to it in brackets: what it was about, where its words do not say so."""
        text = self.question
        found: tuple[str, ...] = ()
        while match := _ADDED.search(text):
            found = (*match["what"].split(", "), *found)
            text = text[: match.start()]
        return tuple(one for one in found if not NEWEST.fullmatch(one))

    @cached_property
    def speaker(self) -> str:
        """Whose words it asks for: no thing that "it" means."""
        match = _SPEAKER.match(self.clause)
        return match["who"] if match else ""

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Those whom the question names."""
        said = people(", ".join((f"x {_without_opening(self.clause)}", *self.setting)))
        known = {one.name.split()[-1]: one for one in people(self.answer) if " " in one.name}
        return tuple(known.get(one.name, one) for one in said)

    @cached_property
    def answered(self) -> tuple[Person, ...]:
        """Who was asked for, and is named: "the judge" is Judge Ada Lund; else the first.

        With the one whom "and" joins to the first: "Ada Lund and her brother Max Lund".
        """
        asked = {one.name for one in self.people}
        found = [one for one in people(self.answer) if one.name not in asked]
        if called := [one for one in found if self._is_called(one.name)]:
            return (called[0],)
        if not _ASKS_WHO.match(self.clause):
            return ()
        if done := [one for one in found if self._is_done(one.name)]:
            return (done[0],)
        joined = r" and (?:(?:her|his|the|its|their) (?:[\w-]+,? ){1,2}|[a-z][\w-]+ )?".join(
            re.escape(one.name) for one in found[:2]
        )
        return tuple(found[: 2 if re.search(joined, self.answer) else 1])

    def _is_called(self, name: str) -> bool:
        """Whether the answer calls somebody what the question asks for: "the judge"."""
        said = re.escape(name)
        for noun in (match["noun"] for match in _WHOSE.finditer(self.clause)):
            if re.search(
                rf"{_NOT_YET}\b{noun},?\s(?:[\w’'-]+\s)?{said}\b|"
                rf"\b{said},\s(?:(?:the|an?|its|their|his|her)\s)?(?!{_OFFICES})(?:[\w’'-]+\s){{0,3}}?{noun}\b",
                self.answer,
                re.IGNORECASE,
            ):
                return True
        return False

    def _is_done(self, name: str) -> bool:
        """Whether the answer says of somebody what is asked: "Lind has been | fined"."""
        match = CLAUSE.match(self.clause)
        if match is None or not DONE.match(match["rest"]):
            return False
        said, verb = re.escape(name.split()[-1]), re.escape(match["rest"].split()[0])
        return bool(re.search(rf"\b{said}\s(?:{AUXILIARY})\s(?:been\s)?{verb}\b", self.answer))

    def asked_for(self) -> list[str]:
        """Whom or what the answer named first, where that was asked for."""
        if not _ASKS_WHO.match(self.question) or TELL.match(self.clause):
            return []
        if self.answered:
            return [self.answered[0].name]
        asked = self.question.casefold()
        found = [_OF.sub("", one) for one in named(self.answer)]
        return [one for one in found if one.casefold() not in asked][:1]

    @cached_property
    def is_personal(self) -> bool:
        """Whether it names people alone, and asks but for one thing about them: "How old is X"."""
        if not self.people or self.setting or not all(one.is_sure for one in self.people):
            return False
        names_said = {word for one in self.people for word in content_words(f"x {one.name}")}
        return len([one for one in content_words(self.clause) if one not in names_said]) <= 1

    @cached_property
    def is_thin(self) -> bool:
        """Whether it names nothing and says little, as of a known thing: "Who led the rescue"."""
        if self.setting or names(f"x {self.clause}"):
            return False
        definite = bool(re.search(r"\bthe [a-z]", self.clause))
        most = _FEW if definite else 0 if TELL.match(self.clause) else _FEW - 1
        return len(content_words(self.clause)) <= most

    def somebody(self) -> str:
        """ "the driver", where the question speaks of one and nobody is named so."""
        match = _SOMEBODY.search(self.clause)
        return match[0].lower() if match else ""

    def group(self) -> str:
        """ "the hackers", where the question ends with several; "the miners", whom it counts."""
        if match := _GROUP.search(self.clause):
            return match[0]
        counted = re.match(r"how many\s([a-z]+s|men|women|children)\b", self.clause, re.I)
        return f"the {counted[1]}" if counted and not names(self.clause) else ""


def _without_opening(text: str) -> str:
    """Without the word that it begins with where that is of no name: "Did", "And"."""
    head, _, rest = text.partition(" ")
    is_bound = head.lower() not in _ARTICLES and not content_words(f"x {head.lower()}")
    return _without_opening(rest) if rest and is_bound else text


def read(turn: Turn) -> Spoken:
    return Spoken(turn.question[:LONGEST].strip(" ?!.…¿¡"), plain(turn.answer))


def topic(spoken: Spoken, *, whole: bool = False) -> tuple[str, ...]:
    """What was talked about, as the parts of a bracket.

    What the question names with the words around it; what it was set in, where it names nothing.

    Args:
        whole: with what it does or is done to it.
    """
    text = spoken.clause
    if match := REPORTED.match(text):
        return (match["rest"],)
    if spoken.setting and (spoken.speaker or not (named := names(f"x {_rest(text)}"))):
        return spoken.setting
    if spoken.setting and all(_is_placed(one, text) for one in named):
        return (*spoken.setting, *named)
    said = " ".join(_rest(text).split()[:_MOST_WORDS])
    if not whole and not HAPPENED.match(text) and not TELL.match(text):
        clause = clause_of(text)
        does = (
            _THERE_DOES.match(_PARTICLE.sub("", said))
            if clause and _DO.match(clause["aux"])
            else None
        )
        said = does["what"] if does else _told_of(said)
    return (said,) if said else spoken.setting


def _is_placed(name: str, text: str) -> bool:
    """Whether a name in a text only says where: "Who is affected in Tarrow"."""
    return bool(
        re.search(rf"(?<!^)\b(?:in|at|near|around|outside)\s(?:the\s)?{re.escape(name)}\b", text)
    )


def _told_of(said: str) -> str:
    """Without a verb before a place or behind all else: "the tram line" of "the tram line cost"."""
    said = _PARTICLE.sub("", _DID_THERE.sub("", said))
    if len(said.split()) > _FEW - 1:
        said = _WAS.sub("", said)
    match = _DOES.match(said)
    return match["what"] if match else said


def _rest(text: str) -> str:
    """A question without the words that ask, what they count behind it."""
    for form in (HAPPENED, TELL):
        if match := form.match(text):
            return match["rest"]
    if match := clause_of(text):
        noun = COUNTED.match(match.groupdict().get("wh") or "")
        said = noun["noun"] if noun else ""
        if names(said) and not names(f"x {match['rest']}"):
            return said
        rest = match["rest"]  # "the trapped miners", "the jobs lost at the mill"
        return counted(said, rest) if " " in rest else f"{rest} {said}".strip()
    if match := SUBJECT.match(text):
        said = re.sub(rf"\s(?:(?:\w+\s)?{WH}|{AUXILIARY})\b.*$", "", match["rest"])
        # "won the election in Norland": what was done says less than to what.
        return _DONE.sub("", said)
    if match := COUNTED.match(text):
        return match["noun"]
    return _DOER.sub("", text)


def bracketed(text: str, parts: Sequence[str]) -> str:
    """A question with what it is about in brackets; what it says itself is not said again."""
    if match := _ADDED.search(text):
        text, parts = text[: match.start()], [*match["what"].split(", "), *parts]
    own = {word.casefold() for word in content_words(f"x {text}")}
    kept: list[str] = []
    for part in parts:
        words = {word.casefold() for word in content_words(f"x {part}")}
        if words and not words <= own:
            kept.append(part.replace("(", "").replace(")", ""))
            own |= words
    return f"{text} ({', '.join(kept)})" if kept else text
