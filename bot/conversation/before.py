"""Which of the earlier questions one that points back goes on from."""

import re
from collections.abc import Sequence

from bot.conversation import exchange
from bot.conversation.clauses import WH
from bot.conversation.pointing import pointing
from bot.conversation.subject import HE_OR_SHE, Spoken, read, topic
from bot.conversation.talk import Turn
from bot.question import periods
from bot.question.wording import names

IS_NOW = re.compile(rf"^(?:{WH}\s(?:[a-z]+\s){{0,2}})?(?:is|are|does|do|has|have)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"^(?:how (?!is\b|are\b|was\b|did\b)[a-z]+|what (?:is|was) the)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"\b(?:figure|number|count|toll|total|price|sum)\b", re.IGNORECASE)
_IN_COURT = re.compile(
    r"\bthe (?:trial|retrial|hearing|verdict|sentence|sentencing|plea|charges?|appeal|bail|"
    r"conviction|acquittal)\b",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:charged|arrested|convicted|sentenced|jailed|imprisoned|acquitted|indicted|prosecuted|"
    r"tried|on trial|in court|plead|pleaded)\b",
    re.IGNORECASE,
)


def stands(turn: Turn) -> bool:
    """Whether more can be asked about what a turn asked for.

    A question that nothing answered is none to go on from, unless it was asked in words of its own
    about somebody or something that it names.
    """
    own = not turn.asked and (names(f"x {turn.question}") or read(turn).somebody())
    return not turn.refused or bool(own)


def of_matter(standing: Sequence[Turn], *, asking_on: bool = False) -> Spoken:
    """The turn that tells what is talked about: none that only asks on about a part of it.

    Args:
        asking_on: also one that an ellipsis left most out of: "For which film did she win it".
    """
    # One that nothing answered and that names nothing tells but of whom something was asked.
    telling = [one for one in standing if not one.refused or names(f"x {one.question}")]
    standing = telling or standing
    for turn in reversed(standing):
        spoken = read(turn)
        if not asking_on and (pointing(turn.asked) == "ellipsis" or not topic(spoken)):
            continue
        is_personal = spoken.is_personal and not (asking_on and spoken.is_of_theirs)
        if not spoken.is_thin and not (turn.asked and is_personal):
            return spoken
    return read(standing[-1])


def tried(text: str, standing: Sequence[Turn]) -> str:
    """Whose "the trial" is, where the last question was whether he was charged; else ""."""
    last = read(standing[-1])
    is_theirs = _IN_COURT.search(text) and _TRIED.search(last.clause) and len(last.people) == 1
    return last.people[0].name if is_theirs else ""


def of_own_words(standing: Sequence[Turn]) -> Spoken:
    """The last that needs nothing beside it."""
    own = [turn for turn in standing if not turn.asked]
    return read(own[-1]) if own else of_matter(standing)


def both(turns: Sequence[Turn]) -> str:
    """Those of whom the last two questions were, where each was of one alone; else ""."""
    last = [read(one) for one in turns[-2:]]
    alone = [one.people[0].name for one in last if one.is_personal and len(one.people) == 1]
    return " and ".join(alone) if len(set(alone)) == 2 else ""


def doubted(text: str, turns: Sequence[Turn]) -> Spoken:
    """The question whose answer is doubted: the last one, the last that wants a figure."""
    said = [read(one) for one in turns]
    figures = [one for one in said if _HOW_MUCH.match(one.clause)]
    return figures[-1] if _FIGURE.search(text) and figures else said[-1]


def like_it(what: str, turns: Sequence[Turn], standing: Sequence[Turn], today: str) -> Spoken:
    """The question in which another thing is to stand: the last one, if it can.

    One that was not answered still is what was asked. "The men's" goes with none that names
    somebody, "and third?" with who was second, last year with none of how somebody is now.
    """
    last = turns[-1]
    said = [read(one) for one in standing]
    if last.refused and last.asked and not read(last).setting and names(f"x {last.question}"):
        said.append(read(last))
    if exchange.ORDINAL.fullmatch(what):
        able = [one for one in said if exchange.has_place(one)]
    elif exchange.WHOSE.match(what):
        able = [one for one in said if not one.people]
    elif _has_passed(what, today):
        able = [
            one for one in said if not (IS_NOW.match(one.clause) and HE_OR_SHE.search(one.asked))
        ]
    elif not names(f"x {what}") and said[-1].is_personal:
        return of_matter(standing)
    else:
        able = said
    return (able or said)[-1]


def _has_passed(what: str, today: str) -> bool:
    return any(
        one.period.last_day and one.period.last_day < today for one in periods.find(what, today)
    )
