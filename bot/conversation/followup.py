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

from bot.conversation import exchange, foreign, pronouns, reason
from bot.conversation.clauses import (
    CLAUSE,
    COUNTED,
    DONE,
    HAPPENED,
    REPORTED,
    SUBJECT,
    TELL,
    YES_NO,
    counted,
)
from bot.conversation.people import Gender, people
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
_WHERE = {"at", "in", "on", "near", "during", "off"}
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
        said = bracketed(read(turns[-1]).question, NEWEST.findall(text))
        return Made(_asked(said))
    standing = [one for one in turns if _stands(one)]
    if not how or not standing:
        return Made(text)
    spoken = [read(one if _stands(one) else Turn(question=one.asked)) for one in turns]
    last, bare = read(standing[-1]), stripped(text)
    if language := _foreign(text, standing[-1]):
        made = _in_foreign(text, how, language, spoken, standing, today)
    elif how == "about":
        made = Made(exchange.exchanged(last, _in_full(about(text), spoken), today))
    elif how == "ellipsis":
        made = Made(_filled(bare, last))
    elif how == "person":
        made = _of_somebody(bare, spoken, last, today)
    else:
        if how == "thing" and _SEVERAL.search(bare) and last.group():
            bare, how = _exchanged_pronoun(bare, "thing", last.group()), "topic"
        last = _of_matter(standing)
        made = Made(
            _of_things(bare, spoken, last, today)
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


def _stands(turn: Turn) -> bool:
    """Whether more can be asked about what a turn asked for.

    A question that nothing answered is none to go on from, unless it was asked in words of its own
    about somebody or something that it names.
    """
    return not turn.refused or (not turn.asked and bool(names(f"x {turn.question}")))


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


def _of_matter(standing: Sequence[Turn]) -> Spoken:
    """The turn that tells what is talked about: none that only asks on about a part of it."""
    for turn in reversed(standing):
        spoken = read(turn)
        if not spoken.is_thin and not (turn.asked and spoken.is_personal):
            return spoken
    return read(standing[-1])


def _matter(text: str, how: Pointing, last: Spoken) -> Sequence[str]:
    """What was talked about; with who was asked for, where the question is about that."""
    is_which = re.match(r"(?:which|whose|what)\b", last.clause, re.IGNORECASE)
    asked_for = last.asked_for() if is_which and re.search(r"\bthe\s[a-z]", text) else []
    return [*topic(last, whole=how == "event"), *asked_for]


# ---- pronouns


def _of_somebody(text: str, turns: Sequence[Spoken], last: Spoken, today: str) -> Made:
    gender: Gender = "f" if _HER.search(text) else "m"
    meant = pronouns.somebody(turns, gender)[:_MOST]
    if not meant:
        return Made(bracketed(text, topic(last)))

    def of(name: str) -> str:
        if " " not in text:  # "and she?"
            known = name in last.question
            return f"What about {name}" if known else exchange.exchanged(last, name, today)
        if made := _beside_whom(text, name, turns):
            return made
        made = _exchanged_pronoun(text, "person", _in_full(name, turns))
        made = f"Who is {made}" if _WHOSE_SOMEBODY.search(made) else made
        lacks = name.startswith("the ") or _IT.search(text)
        made = bracketed(made, topic(last)) if lacks else made
        return _with_limits(made, last, today)

    if len(meant) > 1:
        return Made(text, tuple((name, of(name)) for name in meant))
    return Made(of(meant[0]))


def _beside_whom(text: str, name: str, turns: Sequence[Spoken]) -> str:
    """ "And before him?": who did before what he was the answer to; "" for another question."""
    match = re.fullmatch(r"(?:who )?(before|after) (?:him|her)", text, re.IGNORECASE)
    asked = (one for one in reversed(turns) if any(name == each.name for each in one.answered))
    one = next(asked, None) if match else None
    if match is None or one is None:
        return ""
    return bracketed(f"{one.clause} {match[1].lower()} {name}", one.setting)


def _of_things(text: str, turns: Sequence[Spoken], last: Spoken, today: str) -> str:
    several = _SEVERAL.search(text)
    meant = pronouns.things(text, last, today)
    if several and not meant and (both := pronouns.together(turns)):
        meant = [both]
    if not meant:
        whom_alone = bool(last.people) and not last.setting
        return _with_limits(bracketed(text, topic(last, whole=whom_alone)), last, today)
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
    found = periods.find(last.question, today)
    said = [one.period.said for one in found if one.period.of != "recent"]
    match = REPORTED.match(last.clause)
    somebody = match and any(one.name.split()[-1] in match["who"] for one in last.people)
    if match and not somebody and not last.setting and not REPORTED.match(made):
        said.append(f"according to {match['who']}")
    return bracketed(made, said)


# ---- what an ellipsis leaves out


def _filled(ellipsis: str, last: Spoken) -> str:
    """The clause of the question before, behind the new asking word."""
    question = last.clause
    if made := reason.asked(ellipsis, last):
        return made
    if reason.WHY.fullmatch(ellipsis):
        ellipsis = "Why"
    if match := REPORTED.match(question):
        return f"{ellipsis}: {match['rest']}"
    if match := HAPPENED.match(question):
        if match["how"] in _WHERE and COUNTED.match(ellipsis):
            return f"{ellipsis} {match['how']} {match['rest']}"
        return bracketed(ellipsis, [match["rest"]])
    if match := TELL.match(question):
        return bracketed(ellipsis, [match["rest"], *last.setting])
    if re.match(r"how much\b", question, re.I) and re.match(r"how many\b", ellipsis, re.I):
        return bracketed(ellipsis, topic(last))  # what it costs counts nothing
    if match := CLAUSE.match(question):
        noun = COUNTED.match(match["wh"])
        rest = match["rest"]
        if match["wh"].lower() == "who" and (who := last.asked_for()):
            rest = f"{who[0]} {rest}"
        if noun and not COUNTED.match(ellipsis):
            which = "the " if re.match("which|what", match["wh"], re.I) and DONE.match(rest) else ""
            rest = counted(which + noun["noun"], rest)
        elif re.match(r"(?:how many|what)$", match["wh"], re.I) and DONE.match(rest):
            rest = f"{'it' if match['wh'].lower() == 'what' else 'so many'} {rest}"
        return bracketed(f"{ellipsis} {match['aux'].lower()} {rest}", last.setting)
    if match := YES_NO.match(question):
        return bracketed(f"{ellipsis} {match['aux'].lower()} {match['rest']}", last.setting)
    if (match := SUBJECT.match(question)) and not COUNTED.match(match["wh"]):
        subject = next(iter(last.asked_for()), "")
        subject = "" if subject.casefold() in match["rest"].casefold() else subject
        said = f"{f'{subject} ' if subject else ''}{match['rest']}"
        return bracketed(f"{ellipsis}: {said}", last.setting)
    return bracketed(ellipsis, [*topic(last), *last.setting])


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
        return Made(exchange.exchanged(last, about(text), today))
    if how == "ellipsis":
        return Made(foreign.filled(stripped(text), last))
    text = stripped(text)
    gender = foreign.gender(text, language)
    meant = pronouns.somebody(turns, gender, sure=True)[:_MOST] if gender else []
    if len(meant) > 1:
        return Made(text, tuple((name, foreign.of(text, name, language)) for name in meant))
    if meant:
        return Made(foreign.of(text, meant[0], language))
    return Made(bracketed(text, foreign.topic(last, language)))
