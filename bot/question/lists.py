"""A question for a list: "List everyone who has resigned", "Which articles are opinion?".

A list is of articles of a kind, or of those of whom or which the articles say one thing.
"""

import re
from dataclasses import dataclass

from bot.question.aliases import short
from bot.question.terms import content_words
from bot.question.understanding import Question

_LONGEST = 200  # characters of a question
_POLITE = r"(?:(?:please|can you|could you|and|so)\s)*"
_GIVE = r"(?:list|name|show(?: me)?|give me|enumerate|tell me|find)\s"
_ALL = r"(?:all\s|every\s|any\s|the\s|of\s|me\s|a list of\s|those\s|these\s)*"
_KINDS = {
    "correction": r"corrections?|clarifications?|errat(?:a|um)|retractions?|apolog(?:y|ies)",
    "opinion": r"opinions?|opinion (?:pieces?|articles?|columns?)|op-eds?|columns?|"
    r"commentar(?:y|ies)|editorials?|comment pieces?",
    "press_release": r"press releases?|news releases?",
}
_ARTICLES = r"(?:articles?|pieces?|stories|texts|reports?|ones?|items?)"
_DONE = (
    r"(?:\s(?:on|in|of|during|were|was|are|is|have been|has been|did|do|there|publish(?:ed)?|"
    r"print(?:ed)?|ma[dk]e|issued?|run|carr(?:y|ied)|you|the|papers?|newspapers?|outlets?|articles?|have|had|here|in|library|this|these))*"
)
_WHO = r"(?:every(?:one|body)|any(?:one|body)|people|persons|those|all|[\w’'-]+s)"
_OF = re.compile(
    rf"{_POLITE}(?:{_GIVE}{_ALL}(?P<whom>{_WHO})\s(?:who|that|which)\s|"
    r"(?:which|what)\s(?P<who>people|persons|[\w’'-]+s)\s(?!of\b))"
    r"(?P<did>(?:(?:has|have|had|was|were|is|are|got|been|being|also|ever)\s)*(?P<verb>[\w’'-]+)"
    r"(?:\s.+)?)",
    re.IGNORECASE,
)
# Nouns that stand for whoever and whatever, and say nothing of the matter.
_ANYBODY = frozenset(
    """anybody anyone articles companies crime crimes everybody everyone firms men offence offences
    offense offenses outlets papers people person persons something stories them things those women
    """.split()
)
# Who says and publishes is no list of what is told.
_SAYS = re.compile(r"(?:report|publish|cover|mention|claim|writ|wrote|print|carr)", re.IGNORECASE)
# What is done in one word or another.
_SAME = (
    r"resign\w*|quit|step(?:s|ped|ping)? down|stood down|stands? down",
    r"sacked|fired|dismissed|ousted",
    r"arrested|detained",
    r"jailed|imprisoned|sent to prison",
    r"killed|died|dead",
    r"hurt|injured|wounded",
    r"acquitted|cleared",
    r"appointed|named as",
)
_LETTERS = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be listed."""

    kind: str = ""  # of articles: "correction", "opinion", "press_release"; "" for what they say
    told: re.Pattern[str] | None = None  # words, of which each line has one
    terms: tuple[str, ...] = ()  # to look for
    others: tuple[str, ...] = ()  # words of which each line has all
    is_sure: bool = True  # nothing but a list is wanted, as "Which firms shed jobs?" may be


def wanted(question: Question) -> Listing | None:
    """What a question wants listed; None where it wants no list.

    The outlets and times that it names say of which articles.
    """
    text = question.text
    for one in question.periods:
        text = text.replace(one.said, " ")
    for name in question.outlets:
        last = short(name).rpartition(" ")[2]
        said = "|".join(map(re.escape, (name, short(name), last)))
        text = re.sub(
            rf"\b(?:(?:by|from|in) )?(?:the )?(?:{said})\b(?:['’]s?)?", " ", text, flags=re.I
        )
    return listing(text)


def listing(text: str) -> Listing | None:
    """Likewise, of a question that names no outlet and no time."""
    if len(text) > _LONGEST:
        return None
    asks = " ".join(text.split()).strip(" ?!.,:;")
    for kind, nouns in _KINDS.items():
        by_kind = (
            rf"{_POLITE}(?:(?:{_GIVE})?{_ALL}|(?:which|what)\s)(?:{nouns}){_DONE}",
            rf"{_POLITE}(?:which|what)\s(?:of the\s)?{_ARTICLES}\s(?:here\s)?(?:is|are|were)\s"
            rf"(?:an?\s)?(?:{nouns})",
        )
        if any(re.fullmatch(pattern, asks, re.IGNORECASE) for pattern in by_kind):
            return Listing(kind=kind)
    match = _OF.fullmatch(asks)
    if not match or not content_words(f"x {match['verb']}") or _SAYS.match(match["verb"]):
        return None
    verb = match["verb"].casefold()
    if not verb.endswith(("ed", "t", "n", "d")) and not any(_is(one, verb) for one in _SAME):
        return None  # "Which teams play": of no one thing that was done
    same = next((one for one in _SAME if _is(one, match["did"])), re.escape(verb))
    did = f"x {match['did']} {' '.join(_LETTERS.findall(same))}"
    terms = [one for one in content_words(did) if one.casefold() not in _ANYBODY]
    told = re.compile(rf"\b(?:{same})\b", re.IGNORECASE)
    others = [
        one
        for one in content_words(f"x {told.sub(' ', match['did'])}")
        if one.casefold() not in _ANYBODY
    ]
    is_sure = bool(match["whom"]) or match["who"].casefold() in _ANYBODY
    return Listing(told=told, terms=tuple(terms), others=tuple(others), is_sure=is_sure)


def _is(pattern: str, said: str) -> bool:
    return bool(re.search(rf"\b(?:{pattern})\b", said, re.IGNORECASE))
