"""Whether parts of a text speak of the same matter: one article's sections, or several articles."""

import re
from collections import Counter

from ingest.text.prose import SPACELESS

# The share of a part's rarer words that the parts before it have too, on average. Measured on 922
# articles: above it lie 95% of articles cut in three, below it 95% of three articles put together.
COHERENT = 0.095
STEM = 6
LONGEST_PART = 20_000  # characters of a part that are looked at
_CONTENT = re.compile(r"[^\W\d_]{5,}")
# Words of any news text; the first letters of them are left out.
_COMMON = frozenset(
    word[:STEM]
    for word in """\
    about above according across after again against almost along already although always
    among another announced anything around asked because become before began behind being
    believe below better between board board bring brought called cannot change children
    close company could country court decade decision despite different doing during early
    eight either enough every expected family february figure final first following former
    forward found friday friend front future general getting given going government great
    group group groups happen having health hours however hundred important include
    including increase inside instead interview issue itself january large later leader
    least level likely little living local longer looking major making march market means
    member million minutes monday money month months morning named national nearly never
    night nothing number office official officials often order other others outside party
    people percent place point police political possible power president press problem
    public question quickly rather really reason recent release remain report reported
    reporter right saturday saying school second seems service seven several share should
    since small social something source spoke spokesman spokeswoman staff start state
    statement still story street sunday support system taken thank their there these thing
    things think third those though thought thousand three through thursday times today
    together total toward trying tuesday turned under united until using wanted water
    wednesday weeks where whether which while white whole within without woman women words
    worked working world would write years yesterday young""".split()
)


def hold_together(blocks: list[list[str]]) -> bool:
    """Whether the blocks share the rarer of their words, as the sections of one article do.

    A line that stands in several of them is furniture, and tells nothing.
    """
    counts = Counter(line for block in blocks for line in set(block))
    seen: set[str] = set()
    shares = []
    for block in blocks:
        said = _rare_words(" ".join(line for line in block if counts[line] == 1)[:LONGEST_PART])
        if seen:
            shares.append(len(said & seen) / max(1, min(len(said), len(seen))))
        seen |= said
    return sum(shares) > COHERENT * max(1, len(shares))


def _rare_words(text: str) -> set[str]:
    """The beginnings of its longer words, or the pairs of characters of Chinese and Japanese."""
    stems = {word[:STEM].casefold() for word in _CONTENT.findall(text)} - _COMMON
    if SPACELESS.search(text):
        stems |= {text[n : n + 2] for n in range(len(text) - 1) if SPACELESS.match(text, n)}
    return stems
