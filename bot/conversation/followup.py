"""A question that points back -> one that stands alone, without a model.

Whether and how it points back says pointing.py; what was talked about, subject.py. What it lacks is
taken from the last question that the articles answered, then from the answer: names with their
nouns, the clause that an ellipsis leaves out, the time and the outlet. What fits nowhere in its
clause stands behind it in one pair of brackets, which the next question takes up or leaves: they
never nest. A question that nothing answered hands on whom the asker named in it, and nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation import before, ellipsis, exchange, foreign, pronouns, verbs
from bot.conversation.clauses import REPORTED
from bot.conversation.people import Gender, is_person, people
from bot.conversation.pointing import Pointing, about, instead, pointing, stripped
from bot.conversation.subject import NEWEST, WHO_ONE_IS, Spoken, bracketed, read, topic
from bot.conversation.talk import Turn
from bot.question import periods
from bot.question.language import language_of
from bot.question.terms import content_words
from bot.question.wording import names

_HER = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|them)$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_ASKS = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did)\b", re.I)
# "Ada Lund’s lawyer", without a verb.
_WHOSE_SOMEBODY = re.compile(rf"^(?!Wh|How)[A-Z][^?]{{0,80}}[’']s (?:[a-z]+ )?(?:{WHO_ONE_IS})$")
_IT_HAPPENED = re.compile(  # "when did it happen"
    r"^(?P<wh>when|where|why|how)\s(?:did|does|will|is|has|was)\s(?:it|this|that|they)\s"
    r"(?:to\s)?(?:happen(?:ed|ing)?|take place|come about|occur)$",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(  # "it" is what happened, or what is asked for
    r"^(?:whose|which|what)\s[a-z]+\s(?:is|was)\s(?:it|that)$|"
    r"^(?:what|who)\s(?:has\s|had\s)?(?:caused?|causes|led to|triggered|started|set off)\s"
    r"(?:it|them)$",
    re.IGNORECASE,
)
_MOST = 3  # that may be meant, and are named
_SHORT = 6  # words of a reply that chooses
_MINE = {"his", "its", "their", "her"}


@dataclass(frozen=True, slots=True)
class Made:
    """A question as it can be asked alone.

    Attributes:
        choices: where it may mean several, and which cannot be told: the name of each, and the
            question about it.
    """

    text: str
    choices: tuple[tuple[str, str], ...] = ()


def whole(text: str, earlier: Sequence[Turn], *, today: str = "") -> Made:
    """`text` as it can be asked without what was said before; as it is where it stands alone.

    Args:
        earlier: what was asked and answered before, oldest first.
        today: the day it is asked on, for the times that it names.
    """
    if chosen := _chosen(text, earlier):
        return Made(chosen)
    today = today or date.today().isoformat()
    turns = [one for one in earlier if not one.choices]
    how = points_back(text, turns)
    if how == "instead":
        what = instead(text)
        if _ASKS.match(what):
            made = whole(what, turns, today=today)
            return Made(_asked(stripped(made.text)), made.choices)
        return Made(_asked(exchange.corrected(read(turns[-1]), what, today)))
    if how == "again":
        said = bracketed(before.doubted(text, turns).question, NEWEST.findall(text))
        return Made(_asked(said))
    standing = [one for one in turns if before.stands(one)]
    if not how or not standing:
        return Made(text)
    spoken = [read(one if before.stands(one) else Turn(question=one.asked)) for one in turns]
    last, bare = read(standing[-1]), stripped(text)
    if happened := _IT_HAPPENED.match(bare):
        last, bare, how = before.of_own_words(standing), happened["wh"], "ellipsis"
    if language := _foreign(text, standing[-1]):
        made = _in_foreign(text, how, language, spoken, standing, today)
    elif how == "about":
        what = _in_full(about(text), spoken)
        made = Made(exchange.exchanged(before.like_it(what, turns, standing, today), what, today))
    elif how == "ellipsis":
        made = Made(ellipsis.filled(bare, last))
    elif how == "person":
        made = _of_somebody(bare, spoken, last, today)
    elif how == "topic" and (whose := before.tried(bare, standing)):
        made = Made(bracketed(bare, [whose]))
    else:
        if how == "thing" and _SEVERAL.search(bare) and (group := last.group(bare)):
            bare, how = _exchanged_pronoun(bare, "thing", group), "topic"
        if how == "thing" and _SEVERAL.search(bare) and (both := before.both(turns)):
            return Made(_asked(_exchanged_pronoun(bare, "thing", both)))
        last = before.of_matter(standing, asking_on=how == "thing")
        made = Made(
            _of_things(bare, spoken, last, before.of_matter(standing), today)
            if how == "thing"
            else bracketed(bare, _matter(bare, how, last))
        )
    return Made(_asked(made.text), tuple((name, _asked(one)) for name, one in made.choices))


def points_back(text: str, earlier: Sequence[Turn]) -> Pointing:
    """How it does, in the language that it is asked in; "" for not at all."""
    if not earlier:
        return ""
    if found := pointing(text):
        return found
    language = _foreign(text, earlier[-1])
    return "topic" if language and foreign.points_back(text, language) else ""


def _asked(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}?"


def _foreign(text: str, last: Turn) -> str:
    """The language, where it is another than English."""
    spoken = language_of(text) or language_of(last.question)
    return spoken if spoken in foreign.LANGUAGES else ""


def _chosen(text: str, earlier: Sequence[Turn]) -> str:
    """Of the questions that the bot asked back with, the one that a short reply names; else ""."""
    choices = earlier[-1].choices if earlier else ()
    said = {word.casefold() for word in content_words(f"x {text}")}
    if not choices or not said or len(text.split()) > _SHORT:
        return ""
    able = [one for one in choices if said <= {w.casefold() for w in content_words(one)}]
    return able[0] if len(able) == 1 else ""


def _in_full(name: str, turns: Sequence[Spoken]) -> str:
    """Somebody's name in full, where it was said so before: "and Lindqvist?"."""
    said = {one.name for turn in turns for one in (*turn.people, *people(turn.answer))}
    full = [one for one in said if " " in one and name in one.split()]
    return full[0] if len(full) == 1 else name


def _matter(text: str, how: Pointing, last: Spoken) -> Sequence[str]:
    """What was talked about; with who was asked for, where the question is about that."""
    is_event = how == "event" and not re.search(r"\bthere$", text, re.IGNORECASE)
    is_which = re.match(r"(?:which|whose|what)\b", last.clause, re.IGNORECASE)
    asked_for = last.asked_for() if is_which and re.search(r"\bthe\s[a-z]", text) else []
    return [*topic(last, whole=is_event), *asked_for]


# ---- pronouns


def _of_somebody(text: str, turns: Sequence[Spoken], last: Spoken, today: str) -> Made:
    gender: Gender = "f" if _HER.search(text) else "m"
    meant = pronouns.somebody(turns, gender)[:_MOST]
    if made := _beside_whom(text, meant, turns):
        return Made(made)
    if not meant:
        return Made(bracketed(text, topic(last)))

    def of(name: str) -> str:
        if " " not in text:  # "and she?"
            known = name in last.question
            return f"What about {name}" if known else exchange.exchanged(last, name, today)
        made = _exchanged_pronoun(text, "person", _in_full(name, turns))
        made = f"Who is {made}" if _WHOSE_SOMEBODY.search(made) else made
        lacks = (name.startswith("the ") and not names(f"x {name}")) or _IT.search(text)
        made = bracketed(made, topic(last)) if lacks else made
        return _with_limits(made, last, today)

    if len(meant) > 1:
        return Made(text, tuple((name, of(name)) for name in meant))
    return Made(of(meant[0]))


def _beside_whom(text: str, meant: Sequence[str], turns: Sequence[Spoken]) -> str:
    """ "And before him?": who did it, or was it, before; "" for another question."""
    match = re.fullmatch(r"(?:who )?(before|after) (?:him|her)", text, re.IGNORECASE)
    asked = (one for one in reversed(turns) if re.match(r"who\b", one.clause, re.IGNORECASE))
    one = next(asked, None) if match else None
    if match is None or one is None:
        return ""
    whom = meant[0] if len(meant) == 1 and not meant[0].startswith("the ") else "that"
    clause = re.sub(r"\s(?:now|currently|today)$", "", one.clause)
    if match[1].lower() == "before":
        clause = re.sub(r"^(who)\s(?:is|are)\b", r"\1 was", clause, flags=re.IGNORECASE)
        if said := re.match(r"(?P<who>who)\s(?P<verb>[a-z]+s)\b", clause, re.IGNORECASE):
            base = verbs.base_of_present(said["verb"])
            past = f"{said['who']} {verbs.past(base)}" if base else said[0]
            clause = past + clause[said.end() :] if said["verb"] not in {"was", "is"} else clause
    return bracketed(f"{clause} {match[1].lower()} {whom}", one.setting)


def _of_things(text: str, turns: Sequence[Spoken], last: Spoken, matter: Spoken, today: str) -> str:
    several = _SEVERAL.search(text)
    meant = [] if _IS_ASKED.match(text) else pronouns.things(text, last, today)
    if several and not meant and (both := pronouns.together(turns)):
        meant = [both]
    if not meant:
        return _with_limits(bracketed(text, topic(last) or topic(matter)), last, today)
    made = _exchanged_pronoun(text, "thing", meant[0])
    return _with_limits(bracketed(made, meant[1:]), last, today)


def _exchanged_pronoun(text: str, how: str, meant: str) -> str:
    words = "he|she|him|his|hers|her" if how == "person" else "it|its|they|them|their|theirs"
    match = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    if match is None:
        return bracketed(text, [meant])
    followed = re.match(r"\s\w", text[match.end() :])
    own = match[0].lower() in _MINE and (match[0].lower() != "her" or followed)
    said = f"{meant}’s" if own else meant
    return f"{text[: match.start()]}{said}{text[match.end() :]}"


def _with_limits(made: str, last: Spoken, today: str) -> str:
    """With the time and the outlet that the question before named, unless it names its own."""
    if periods.find(made, today):
        return made
    found = list(periods.find(last.question, today))
    if before.IS_NOW.match(made):  # how old she is, whenever she won
        found = found if before.IS_NOW.match(last.clause) else []
    said = [one.period.said for one in found if one.period.of != "recent"]
    match = REPORTED.match(last.clause)
    somebody = match and any(one.name.split()[-1] in match["who"] for one in last.people)
    if match and not somebody and not last.setting and not REPORTED.match(made):
        said.append(f"according to {match['who']}")
    return bracketed(made, said)


# ---- in other languages


def _in_foreign(
    text: str,
    how: Pointing,
    language: str,
    turns: Sequence[Spoken],
    standing: Sequence[Turn],
    today: str,
) -> Made:
    """Whom a pronoun means, or what was talked about, behind the question."""
    last = read(standing[-1])
    if how == "about":
        what = _in_full(about(text), turns)
        named = names(last.clause)
        # In German an election has a capital too, and is nobody's like.
        is_somebody = what[:1].isupper() and is_person(what, "")
        has_like = not is_somebody or any(is_person(one, last.clause) for one in named)
        made = exchange.exchanged(last, what, today) if has_like else ""
        if made and not made.startswith("What about"):
            return Made(made)
        return Made(bracketed(stripped(text), foreign.topic(last, language)))
    if how == "ellipsis":
        return Made(foreign.filled(stripped(text), last, language))
    text = stripped(text)
    gender = foreign.gender(text, language)
    if language == "de" and gender and (thing := foreign.thing(turns, gender)):
        return Made(foreign.of(text, thing, language))
    meant = pronouns.somebody(turns, gender, sure=True)[:_MOST] if gender else []
    if len(meant) > 1:
        return Made(text, tuple((name, foreign.of(text, name, language)) for name in meant))
    if meant:
        return Made(foreign.of(text, meant[0], language))
    return Made(bracketed(text, foreign.topic(last, language)))
