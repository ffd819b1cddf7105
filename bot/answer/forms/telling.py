"""The sentences of an article that can be told alone: a reader sees of whom and of what they are.

An article is often of one matter; a round-up, a letter to readers and a page of live news are of
many, and which they are of their headline mostly tells.
"""

import re
from collections.abc import Collection, Iterator

from bot.answer.extracted.candidate import Candidate, stands
from bot.answer.told import CREDIT
from bot.check.orders import unsaid
from bot.question.terms import words
from bot.search.retrieve import Hit

# A whole sentence; what is run together with a label before it ("GRAPHICS:The ...") is none, nor
# what is cut off behind an initial ("Sen. Ada Lund, R-V.").
_IS_TOLD = re.compile(
    r"^(?!.{0,80}\w:\w)(?!(?:[A-Z]{2,} ){2,}).{15,}(?<!\.\.)(?<!-[A-Z])[.!][\"'”’)]*$"
)
# Somebody speaks, or what was said before is needed.
_LEANS = re.compile(
    r"[\"“‘'«„]|[AQ]\s?:\s|"
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|but|and|so|yet|there|"
    r"as (?:i|we|you)|i|we|you|our|my|your|here|such|however|hey|hi|hello|"
    # "What they lacked was a wall."
    r"(?:what|how|why|where|when|as|while|if|although|though|because|once|unless|until) "
    r"(?:he|she|it|they))\b|then(?=[ ,])|plus,",
    re.IGNORECASE,
)
# "After the vote, he resigned": who, was said before.
_THEN_WHO = re.compile(
    r"(?:[Ii]n|[Oo]n|[Aa]t|[Aa]s|[Aa]fter|[Bb]efore|[Bb]y|[Dd]uring|[Ss]ince|[Ww]ith|[Dd]espite|"
    r"[Ll]ast|[Ll]ater|[Ee]arlier|[Nn]ow|[Mm]eanwhile|[Ii]nstead)\b"
    r"(?: (?:[a-z\d][\w'’-]*|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,8},? (?:he|she|they)\b"
)
# "The company cut 300 jobs": which company, was said before. What stands behind may say it: "the
# company that runs the ferry", "the state of Victoria", "the mayor, Ada Lund".
_WHICH = re.compile(
    r"(?:[Tt]he|[Bb]oth)(?: (?!of )[\w'’-]+){0,2}? "
    r"(?P<noun>company|firm|club|team|side|squad|state|country|nation|city|town|village|region|"
    r"county|province|council|party|agency|government|group|union|charity|court|jury|judge|"
    r"hospital|school|university|bank|airline|band|duo|pair|couple|trio|man|woman|boy|girl|teenager|"
    r"actor|actress|singer|star|player|striker|official|spokes(?:man|woman|person)|minister|"
    r"president|governor|mayor|senator|lawmaker|politician|suspect|victim|defendant|writer|author|"
    r"chief|director|manager|owner|founder|leader|\d{2}-year-old)s?\b"
    r"(?! (?:of|in|at|for|from|called|named|that|which|who|whose|where|behind)\b|"
    r",? [A-Z]|['’]s [A-Z])"
)
_NAMES_IT = re.compile(r" ['\"“‘]?[A-Z]")  # "the Spanish government", "the Wick company"
_INSTITUTION = re.compile(
    r"(?:company|firm|club|team|side|squad|state|council|party|agency|government|union|court|"
    r"hospital|school|university|bank|airline)$",
    re.IGNORECASE,
)
# What a page of many matters is called: "5 things to know", "Live updates", "The week in pictures".
_MANY = re.compile(
    r"\b(?:\d+|five|six|seven|ten) (?:things|stories|takeaways from the week)\b|"
    r"\blive (?:updates?|blog|coverage|news)\b|\blive:|\b(?:news(?:letter)?|morning|evening|daily|"
    r"weekly|weekend) (?:brief(?:ing)?|digest|recap|wrap(?:-up)?|bulletin)\b|\bround-?up\b|"
    r"\bin brief\b|\bbriefing\b|\bnews(?:letter| from around| quiz| of the (?:day|week))\b|"
    r"\b(?:day|week|month|year)['’]s (?:news|headlines|events|stories)\b|"
    r"\b(?:week|month|year|day) in (?:pictures|photos|review|brief)\b|\bshort list\b|\bheadlines\b|"
    r"\bevery year\b|\bon this day\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[,;|](?!\d)")
PARTS = 3  # that a headline lists from which on it is of as many matters


def telling(hit: Hit, terms: Collection[str] = ()) -> Iterator[Candidate]:
    """The sentences of a hit that can stand as statements and say themselves of what, in order.

    Args:
        terms: of the topic, which say it too: "the ferry company", asked about the ferry.
    """
    return (one for one in whole(hit) if not leans(one.text, terms))


def whole(hit: Hit) -> Iterator[Candidate]:
    """Likewise, with those in which somebody speaks or is meant by a pronoun."""
    for span, hidden in zip(hit.passage.sentences, unsaid(hit.passage), strict=True):
        one = Candidate(hit=hit, span=span, probability=1.0)
        if not hidden and stands(said := _plain(one.text)) and _IS_TOLD.search(said):
            yield one


def _plain(text: str) -> str:
    return CREDIT.sub("", " ".join(text.split()))


def leans(text: str, terms: Collection[str] = ()) -> bool:
    """Whether a sentence needs what was said before it for a reader to know of whom it is."""
    sentence = _plain(text)
    if _LEANS.match(sentence) or _THEN_WHO.match(sentence):
        return True
    which = _WHICH.match(sentence)
    if not which:
        return False
    # A land or a place says which government it is; which official of it, it does not.
    is_named = _NAMES_IT.search(which[0]) and _INSTITUTION.search(which["noun"])
    said = set(words(which[0].casefold()))
    return not is_named and said.isdisjoint(one.casefold() for one in terms)


def is_of_many(title: str) -> bool:
    """Whether a headline is that of a page of several matters, each of which is told by itself.

    It says so, or lists them: "Ferry strike, dam failure, school fire: what to know".
    """
    return bool(_MANY.search(title)) or len(_PARTED.findall(title)) >= PARTS - 1
