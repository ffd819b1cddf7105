"""What a turn of a conversation was about, as later questions take it up.

First what its question names, then what was answered: the sentences themselves, without what was
put before them to say who reported it and when.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.conversation import replies
from bot.conversation.clauses import (
    CLAUSE,
    COUNTED,
    HAPPENED,
    REPORTED,
    SUBJECT,
    TELL,
    WH,
    clause_of,
    counted,
)
from bot.conversation.people import Person, gender_of, is_person, named, people
from bot.conversation.phrases import DATED, heads, of_clause, subject
from bot.conversation.talk import Turn
from bot.question.common import is_common
from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, names

_ENDS = " ?!.…¿¡"
LONGEST = 600  # characters of an earlier question that are looked at
_FEW = 3  # words that count in a question that adds but a thing to what is talked about
_ARTICLES = {"the", "a", "an"}
_MOST_WORDS = 12  # of a topic
_SPEAKER = re.compile(  # "What does | the Ledger | think"
    rf"^(?:what|how|why|when)\s(?:{AUXILIARY})\s(?P<who>.{{2,60}}?)\s"
    r"(?:say|said|think|thought|report|write|claim|want|promise|call)\b",
    re.IGNORECASE,
)
HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|hers|him)\b", re.IGNORECASE)
NEWEST = re.compile(r"\b(?:latest|newest|current|final|up to date)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(
    r"^(?:(?:for|in|to|from|by|with|at|on)\s)?(?:who|whom|whose|which)\b", re.IGNORECASE
)
_OF = re.compile(r"\s(?:of|for|from|the)\s.*$")  # "Marta Quill of the Centre Party"
_COUNTS = re.compile(r"how many\s(?P<noun>[a-z-]+s|people|men|women|children)$", re.IGNORECASE)
_WHO_ARE = re.compile(r"(?:who|how old)\s(?:are|were)\s(?:they|those)$", re.IGNORECASE)
_ADDED = re.compile(r"\s\((?P<what>[^()]{1,300})\)$")
_LED = re.compile(rf"^(?i:(?:\w+\s)?{WH}\b)[^:A-Z]{{0,25}}:\s(?=\S)")  # "By how much: …"
_GROUP = re.compile(r"\bthe (?:[a-z]+ )?[a-z]{3,}(?<!s)s\b(?=$|\s(?:in|on|at|of|who|for|to)\b)")
WHO_ONE_IS = (  # what somebody is, of a firm or to somebody
    r"(?:[a-z]+(?:man|woman)|[a-z]{3,}(?:ist|eon|ctor|ator|itor|essor|utor|sioner|cillor)|"
    r"secretary|"
    r"boy|girl|child|son|daughter|father|mother|brother|sister|husband|wife|widow|suspect|victim|"
    r"(?:care)?taker|driver|manager|minister|mayor|judge|leader|owner|founder|player|teacher|"
    r"officer|killer|attacker|keeper|goalkeeper|striker|winner|loser|writer|singer|engineer|"
    r"lawyer|farmer|worker|buyer|seller|shooter|robber|thief|pilot|captain|coach|chef|chief|"
    r"head|boss|chair|executive|president|governor|senator|candidate|applicant|defendant|tenant|student|"
    r"patient|resident|assistant|successor|deputy|nurse|king|queen|prince|princess|agent|partner|"
    r"bishop|priest|pope|author|sailor|survivor|passenger|cyclist|referee|athlete|spy|guard)"
)
SOMEBODY = re.compile(rf"\b[Tt]he (?:[a-z]+ )?{WHO_ONE_IS}\b")
_DONE = re.compile(
    r"^[a-z]+\s(?:(?:in|at|on|for|by|to|from|with|during|between|over)\s)?(?=the\s|an?\s|[A-Z])"
)
_DOER = re.compile(r"^(?:[A-Z][\w’'-]+\s)+[a-z]+\s(?=the\s|an?\s|[A-Z])")


@dataclass(frozen=True)
class Spoken:
    """A turn of the conversation, read.

    Attributes:
        question: made whole, without marks at its end.
        answer: see `replies.plain`.
        asked: in the asker's words, where it was made whole.
    """

    question: str
    answer: str
    asked: str = ""

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
        called = [
            Person(one, gender_of(one, self.answer), True)
            for one in replies.called(self.clause, self.answer)
            if not any(one == each.name for each in self.people if each.is_sure)
        ]
        if called and (TELL.match(self.clause) or not SUBJECT.match(self.clause)):
            return tuple(called)
        # "Who replaces the mayor": not the mayor.
        found = [one for one in found if one not in called]
        if not _ASKS_WHO.match(self.clause):
            return ()
        done = [one for one in found if replies.does(one.name, self.clause, self.answer)]
        for pair in pairwise(found):
            is_meant = done[:1] == [pair[1]] if done else pair[0] == found[0]
            if is_meant and replies.are_joined([one.name for one in pair], self.answer):
                return pair
        # Two capitals may be a firm's or a journal's: somebody whose name tells goes before.
        is_told = found and (found[0].is_sure or " " not in found[0].name)
        sure = [] if is_told else [one for one in found if one.is_sure]
        return tuple(done[:1] or sure[:1] or found[:1])

    def asked_for(self) -> list[str]:
        """Whom or what the answer named first, where that was asked for."""
        if not _ASKS_WHO.match(self.question) or TELL.match(self.clause):
            return []
        if many := replies.many_who_do(self.clause, self.answer):
            return [many]
        if self.answered:
            return [self.answered[0].name]
        asked = self.question.casefold()
        found = [_OF.sub("", one) for one in named(self.answer)]
        found = [one for one in found if one.casefold() not in asked][:1]
        return [replies.with_article(one, self.answer) for one in found]

    @cached_property
    def is_personal(self) -> bool:
        """Whether it names people alone, and asks but for one thing about them: "How old is X"."""
        is_sure = all(one.is_sure for one in self.people) or HE_OR_SHE.search(self.asked)
        if not self.people or self.setting or not is_sure:
            return False
        names_said = {word for one in self.people for word in content_words(f"x {one.name}")}
        return len([one for one in content_words(self.clause) if one not in names_said]) <= 1

    @cached_property
    def is_of_theirs(self) -> bool:
        """Whether it is about what somebody has: "When is Odessa Vale’s tour"."""
        return bool(re.match(r"(?!who\b).*\b[A-Z][\w-]*['’]s?\s[a-z]", self.clause))

    @cached_property
    def is_thin(self) -> bool:
        """Whether it names nothing and says little, as of a known thing: "Who led the rescue"."""
        if self.setting or names(f"x {self.clause}"):
            return False
        definite = bool(re.search(r"\bthe [a-z]", self.clause))
        most = _FEW if definite else 0 if TELL.match(self.clause) else _FEW - 1
        return len(content_words(self.clause)) <= most

    def somebody(self) -> str:
        """ "the mayor of Hale", where the question speaks of one and nobody is named so."""
        match = SOMEBODY.search(self.clause)
        said = match[0].lower() if match else ""
        told = TELL.match(self.clause)
        found = [one.text for one in of_clause(told["rest"] if told else self.clause)]
        return next((one for one in found if said and one.casefold().startswith(said)), said)

    def group(self, asks: str = "") -> str:
        """ "the hackers", where the question ends with several; "the miners", whom it counts.

        Args:
            asks: the question about them; where it is who they are, those who did it are meant.
        """
        clause = CLAUSE.match(self.clause) or SUBJECT.match(self.clause)
        counted = _COUNTS.match(clause["wh"]) if clause else None
        does = subject(self.clause) if CLAUSE.match(self.clause) else None
        if clause is None or counted is None or (does and does.definite):
            match = _GROUP.search(self.clause)
            return match[0] if match else ""
        if not _WHO_ARE.match(asks):
            return f"the {counted['noun']}"
        done = (
            f"{clause['aux']} {clause['rest']}" if "aux" in clause.groupdict() else clause["rest"]
        )
        return f"the {counted['noun']} who {done}"


def _without_opening(text: str) -> str:
    """Without the word that it begins with where that is of no name: "Did", "And"."""
    head, _, rest = text.partition(" ")
    is_bound = head.lower() not in _ARTICLES and not content_words(f"x {head.lower()}")
    return _without_opening(rest) if rest and is_bound else text


def read(turn: Turn) -> Spoken:
    return Spoken(turn.question[:LONGEST].strip(_ENDS), replies.plain(turn.answer), turn.asked)


def topic(spoken: Spoken, *, whole: bool = False) -> tuple[str, ...]:
    """What was talked about, as the parts of a bracket: noun phrases, and no clause.

    Those of the question; what it was set in, where it names nothing.

    Args:
        whole: with what it does or is done to it.
    """
    text = spoken.clause
    if match := REPORTED.match(text):
        return (match["rest"],)
    named = [one for one in names(f"x {_rest(text)}") if not DATED.match(one)]
    if spoken.setting and (spoken.speaker or not named):
        return spoken.setting
    if spoken.setting and all(_is_placed(one, text) for one in named):
        return (*spoken.setting, *named)
    if whole:
        said = " ".join(_rest(text).split()[:_MOST_WORDS])
        return (said,) if said else spoken.setting
    told = HAPPENED.match(text) or TELL.match(text)
    found = heads(told["rest"] if told else text)
    if spoken.setting and all(is_sort(one) for one in found):
        return spoken.setting
    # What was put in for a pronoun is but a part of what is talked about.
    is_pointed_to = spoken.asked and not names(f"x {spoken.asked}")
    return (*found, *(spoken.setting if is_pointed_to else ())) if found else spoken.setting


def is_sort(what: str) -> bool:
    """Whether it names but a sort of the thing that was talked about: "the Plus", "the Long"."""
    match = re.fullmatch(r"the\s([A-Z][a-z]+)", what)
    return bool(match and is_common(match[1]) and not is_person(match[1], ""))


def _is_placed(name: str, text: str) -> bool:
    """Whether a name in a text only says where: "Who is affected in Tarrow"."""
    return bool(
        re.search(rf"(?<!^)\b(?:in|at|near|around|outside)\s(?:the\s)?{re.escape(name)}\b", text)
    )


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
