"""Sentences that say who or what somebody or something named is."""

import re
from functools import lru_cache

from bot.question.wording import untitled

# What a noun beside a name is not: it binds, or is a verb, or tells nothing.
_NOT = (
    r"(?!(?i:of|by|for|with|from|that|when|after|and|or|nor|to|in|on|at|over|under|per|than|but|"
    r"had|has|have|was|were|is|are|who|which|whether|never|ever|however|rather|later|earlier|other|"
    r"another|our|your|their|her|before|further|together|new|old|first|next|whole|said|told|"
    r"[a-z]+ed) )"
)
_A_OR_THE = (
    r"(?:ein|eine|einer|der|die|das|un|une|le|la|l['’]|el|una|il|lo|uno|um|uma|o|a|een|de|het)\b"
)
# What somebody is or does for a living, behind "who"; not what they did on a day.
_IS_OR_DOES = (
    r"(?:is|was|has (?:been|led|run|headed|chaired|owned)|had (?:been|led|run)|leads?|led|heads?|"
    r"headed|runs?|ran|chairs?|chaired|owns?|owned|founded|co-founded|works?|worked|teaches|taught|"
    r"plays?|played|represents?|serve[sd]|manage[sd]|coach(?:es|ed)|edit(?:s|ed)|writes|became|"
    r"studie[sd]|directs?|directed|lives|holds|held)"
)
_ROLE = (
    r"(?!(?:winter|summer|autumn|weather|paper|latter|other|matter|moment|event|parliament|centre|"
    r"government|letter|document|statement|water|river|weekender)\b)"
    r"(?:[a-z-]+(?:er|or|ist|ant|man|woman|ent|ian|ary|ive)|[a-z-]*chief|head|coach|captain|judge|"
    r"mayor|boss|vet|cook|poet|clerk|wife|husband|son|daughter|pilot|priest|bishop|nurse|spouse)"
)
_WHOSE = r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)"
# "After a meeting, the Wick Council": no council is a meeting.
_BEHIND_NOTHING = (
    r"(?<!\b(?:at|in|on|by|of|to|as) )(?<!\b(?:for|via) )(?<!\b(?:with|from|over|near|amid) )"
    r"(?<!\b(?:after|under|since|until) )(?<!\b(?:during|before|behind|beside|within) )"
    r"(?<!\b(?:At|In|On|By|Of|To|As) )(?<!\bFor )(?<!\b(?:With|From|Amid) )"
    r"(?<!\b(?:After|Under|Since|Until) )(?<!\b(?:During|Before) )"
)
# Beside a name: what stands in apposition to it, what it is said to be, what it is called; each
# with how plain it is.
_ENGLISH = (
    (4, r"\bNAME (?:is|was|are|were) (?:an?|the|one|its|their)\b"),
    (
        3,
        r"\bNAME(?:, | \()(?:(?:the|an?|its|their|which|whose|one|former(?:ly)?|until|now)\b|\d|"
        rf"who {_IS_OR_DOES}\b)",
    ),
    # "The firm's chief executive, Ada Lund, …", "…, said the mayor, Ada Lund."
    (3, rf"(?:{_WHOSE}|\b[A-Z][\w-]*['’]s?) (?:[\w’'-]+ ){{0,4}}?{_ROLE}, NAME(?=[^\w\s’'-]|$)"),
    # "It has a new ferry, the Ada Lund."
    (
        3,
        rf"{_BEHIND_NOTHING}\b(?:an?|its|their) (?:[a-z][\w’'-]* ){{0,3}}?[a-z][\w’'-]*, the NAME"
        r"(?=[,.;:]|$)",
    ),
    (2, r"\b(?:called|named|known as) NAME\b"),
    (1, r"\bNAME, who\b"),
    (
        1,
        rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ff]ormer|[Rr]etired) (?:{_NOT}[a-z-]+ ){{1,4}}"
        r"NAME\b",
    ),
    (1, rf"\b{_NOT}[A-Za-z][a-z-]+(?:er|or|ist|ant|man|ent|ian|ary|ge|ief|ive) NAME\b"),
)
_FOREIGN = (  # the other languages that the bot speaks
    (4, rf"\bNAME (?:ist|war|est|était|es|era|fue|è|é|foi|is|was) {_A_OR_THE}"),
    (3, rf"\bNAME(?:, | \()(?:(?![ao]\b){_A_OR_THE}|\d)"),
    (2, rf"\b(?i:{_A_OR_THE} ?)(?:[\w’'-]+ ){{0,4}}(?!\d)[\w’'-]+, NAME,"),
    (
        1,
        r"\b[\w-]{3,}(?:in|er|or|ant|ent|ist|eur|chef|mann|frau|rat|dor|ora|tor|iste|esa|aire|ario|"
        r"aria|eira|eiro|ster) NAME\b",
    ),
)


def plainness(sentence: str, name: str, language: str = "") -> int:
    """How plainly a sentence says who or what `name` is: 0 for not at all.

    Args:
        language: ISO 639-1 of the sentence; "" is English.

    Returns:
        4 for "X is the", 3 for "X, a bank", 2 for "called X", 1 for "the engineer X".
    """
    patterns = _patterns(name, language in {"", "en"})
    return max((plain for plain, pattern in patterns if pattern.search(sentence)), default=0)


@lru_cache(maxsize=64)
def _patterns(name: str, is_english: bool) -> tuple[tuple[int, re.Pattern[str]], ...]:
    bare = untitled(name)
    title = re.escape(name.removesuffix(bare))
    name = (rf"(?:{title})?" if title else "") + re.escape(bare)
    patterns = _ENGLISH if is_english else _FOREIGN
    return tuple((plain, re.compile(pattern.replace("NAME", name))) for plain, pattern in patterns)
