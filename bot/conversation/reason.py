"""What "why?" asks for: the reason of what was answered, or of what was asked."""

import re

from bot.conversation.clauses import CLAUSE, HAPPENED, TELL, YES_NO
from bot.conversation.pointing import PAST
from bot.conversation.subject import Spoken
from bot.question.terms import content_words
from bot.question.wording import names

WHY = re.compile(
    r"(?:why|how come)"
    r"(?:\s(?:not|so(?:\s(?:much|many|long|few|late|high|low))?|then|though|exactly))?",
    re.IGNORECASE,
)
_MOST_WORDS = 8  # of a subject
_PRONOUNS = frozenset("it he she they anybody anyone there this that".split())
_PLACED = (  # "from Aldsey to Harbour Point"
    r"(?:\s(?:from|of|in|at|to|between|on|for)\s(?:the\s)?"
    r"(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*){0,3})"
)
_DONE_TO = (
    r"(?P<aux>was|were|is|are|has|have|had|will)\s"
    rf"(?P<done>(?:not\s)?(?:be\s|been\s)?{PAST})\b(?P<rest>[^.]*)"
)
_DEGREE = re.compile(r"how\s(?P<degree>(?!many\b|much\b)[a-z]+)$", re.IGNORECASE)


def asked(ellipsis: str, last: Spoken) -> str:
    """The question for a reason; "" where it is what the question before leaves of it.

    Whether somebody was convicted is asked, and that he was acquitted is answered: "why?" is about
    the acquittal. Of what took how long, it is about the length.
    """
    if not WHY.fullmatch(ellipsis):
        return ""
    clause = last.clause
    if match := CLAUSE.match(clause):
        degree = _DEGREE.match(match["wh"])
        return f"Why {match['aux'].lower()} {match['rest']} so {degree['degree']}" if degree else ""
    if match := YES_NO.match(clause):
        whom = _whom(match["rest"], last.answer)
        said = match["rest"][len(whom) :]
        if whom and (done := _done(whom, said, last.answer)):
            return done
        is_denied = whom and re.search(r"\bnot\b", ellipsis, re.IGNORECASE)
        return f"Why {match['aux'].lower()} {whom} not{said}" if is_denied else ""
    match = HAPPENED.match(clause) or TELL.match(clause)
    return _done(match["rest"], "", last.answer) if match else ""


def _whom(rest: str, answer: str) -> str:
    """Whom or what a clause behind its auxiliary is about: as much of it as the answer has."""
    if named := next((one for one in names(f"x {rest}") if rest.startswith(one)), ""):
        return named
    run, told = rest.split(), answer.casefold()
    if run[0].lower() in _PRONOUNS:
        return run[0]
    for end in range(min(len(run) - 1, _MOST_WORDS), 1, -1):
        if (said := " ".join(run[:end])).casefold() in told:
            return said
    return ""


def _done(whom: str, said: str, answer: str) -> str:
    """Why that was done to somebody which the answer says was; "" where it is what was asked.

    Args:
        said: what was asked of him.
    """
    own = {word.casefold()[:6] for word in content_words(f"x {said}")}
    is_name = names(f"x {whom}") == (whom,)
    for one in dict.fromkeys((whom, whom.split()[-1] if is_name else whom)):
        pattern = rf"\b{re.escape(one)}{_PLACED}{{0,3}}\s{_DONE_TO}"
        if match := re.search(pattern, answer, re.IGNORECASE):
            told = content_words(f"x {match['done']} {match['rest']}")
            if own & {word.casefold()[:6] for word in told}:
                return ""
            return f"Why {match['aux'].lower()} {whom} {match['done']}"
    return ""
