"""Sentences that say who or what somebody or something named is."""

import re
from functools import lru_cache

# What a noun beside a name is not: it binds, or is a verb, or tells nothing.
_NOT = (
    r"(?!(?i:of|by|for|with|from|that|when|after|and|or|nor|to|in|on|at|over|under|per|than|but|"
    r"had|has|have|was|were|is|are|who|which|whether|never|ever|however|rather|later|earlier|other|"
    r"another|our|your|their|her|before|further|together|new|old|first|next|whole|said|told|"
    r"[a-z]+ed) )"
)
# Beside a name: what stands in apposition to it, what it is said to be, what it is called.
_PLAIN = (4, 3, 2, 1, 1)  # of each of the patterns
_PATTERNS = (
    r"\bNAME (?:is|was|are|were) (?:an?|the|one|its|their)\b",
    r"\bNAME(?:, | \()(?:(?:the|an?|its|their|who|which|whose|one|former(?:ly)?|until|now)\b|\d)",
    r"\b(?:called|named|known as) NAME\b",
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ff]ormer|[Rr]etired) (?:{_NOT}[a-z-]+ ){{1,4}}NAME\b",
    rf"\b{_NOT}[A-Za-z][a-z-]+(?:er|or|ist|ant|man|ent|ian|ary|ge|ief|ive) NAME\b",
)


def plainness(sentence: str, name: str) -> int:
    """How plainly a sentence says who or what `name` is: 0 for not at all.

    4 for "X is the", 3 for "X, a bank", 2 for "called X", 1 for "the engineer X".
    """
    found = (bool(pattern.search(sentence)) for pattern in _patterns(name))
    return max((plain * is_so for plain, is_so in zip(_PLAIN, found, strict=True)), default=0)


@lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    name = re.escape(name)
    return tuple(re.compile(pattern.replace("NAME", name)) for pattern in _PATTERNS)
