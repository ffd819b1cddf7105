"""What an ellipsis leaves out: "why?", "by how much?" -> the clause before, in full."""

import re

from bot.conversation import reason, verbs
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
from bot.conversation.subject import Spoken, bracketed, topic
from bot.question.wording import names

_WHERE = {"at", "in", "on", "near", "during", "off"}
_SINCE = re.compile(r"(?:since|until|till|how long|for how long)\b", re.IGNORECASE)
_STILL = re.compile(r"\s(?:still|already|now|yet)\b")
_DEGREE = re.compile(r"how\s(?P<degree>(?!many\b|much\b)[a-z]+)$")
_BE = re.compile(r"(?:is|are|was|were)$", re.IGNORECASE)
_DO = re.compile(r"(?:do|does|did)$", re.IGNORECASE)
_WHO_IS = re.compile(r"^who\s(?:is|are)\s(?P<what>(?!the\s\w+ed\b).+?)(?:\snow)?$", re.IGNORECASE)
_OBJECT = re.compile(r"(?:the\s|an?\s|its\s|[A-Z]).+$")
_SEVERAL = re.compile(r"the (?:[a-z-]+ )*[a-z]+[^su'’]s$")
_PRESENT_S = re.compile(r"[a-z]{2,}s$")


def filled(ellipsis: str, last: Spoken) -> str:
    """The clause of the question before, behind the new asking word.

    What cannot be said as a question stays as it is, with what was talked about behind it.
    """
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
    if _SINCE.match(ellipsis):
        question = _STILL.sub("", question)
        who = last.answered[0].name if last.answered else ""
        if who and (match := _WHO_IS.match(question)) and names(match["what"]) != (who,):
            return bracketed(f"{ellipsis} has {who} been {match['what']}", last.setting)
    if match := TELL.match(question):
        return bracketed(ellipsis, [match["rest"], *last.setting])
    if re.match(r"how much\b", question, re.I) and re.match(r"how many\b", ellipsis, re.I):
        return bracketed(ellipsis, topic(last))  # what it costs counts nothing
    if match := CLAUSE.match(question):
        rest = _asked_of(match, ellipsis, last)
        return bracketed(f"{ellipsis} {match['aux'].lower()} {rest}", last.setting)
    if match := YES_NO.match(question):
        return bracketed(f"{ellipsis} {match['aux'].lower()} {match['rest']}", last.setting)
    if (match := SUBJECT.match(question)) and not COUNTED.match(match["wh"]):
        if said := _done_by(next(iter(last.asked_for()), ""), match["rest"]):
            return bracketed(f"{ellipsis} {said}", last.setting)
        return bracketed(ellipsis, [*last.asked_for(), *topic(last), *last.setting])
    return bracketed(ellipsis, [*topic(last), *last.setting])


def _asked_of(match: re.Match[str], ellipsis: str, last: Spoken) -> str:
    """What stands behind the auxiliary, with what the old asking word stood for."""
    wh, rest = match["wh"].lower(), match["rest"]
    noun = COUNTED.match(match["wh"])
    if wh == "who" and (who := last.asked_for()):
        # "Who did she | beat", "Who was | acquitted"
        return f"{rest} {who[0]}" if _DO.match(match["aux"]) else f"{who[0]} {rest}"
    if wh == "how much" and not ellipsis.lower().startswith("how"):
        return f"{rest} so much" if rest.endswith(" cost") else rest
    if (how := _DEGREE.match(wh)) and _BE.match(match["aux"]) and not DONE.search(rest):
        return rest if ellipsis.lower().startswith("how") else f"{rest} so {how['degree']}"
    if noun and not COUNTED.match(ellipsis):
        which = "the " if re.match("which|what", wh) and DONE.match(rest) else ""
        return counted(which + noun["noun"], rest)
    if re.match(r"(?:how many|what)$", wh) and DONE.match(rest):
        return f"{'it' if wh == 'what' else 'so many'} {rest}"
    return rest


def _done_by(who: str, rest: str) -> str:
    """ "did Enid Rowe win the gig race", "was the firm founded"; "" where a form is not certain."""
    verb, _, behind = rest.partition(" ")
    if who.casefold() in rest.casefold():
        who = ""
    base = verbs.base_of_past(verb)
    if who:
        if base:
            return f"did {who} {base} {behind}".strip()
        if _PRESENT_S.match(verb) and (base := verbs.base_of_present(verb)):
            return f"{'do' if ' and ' in who else 'does'} {who} {base} {behind}".strip()
    elif base and verbs.is_participle(verb) and _OBJECT.match(behind):
        return f"{'were' if _SEVERAL.match(behind) else 'was'} {behind} {verb}"
    return ""
