"""One story, many outlets: telling copies of a text, lightly edited or not, from other texts.

A text's signature holds a MinHash (Broder 1997) of its shingles, which are runs of SHINGLE words:
of the values that a hash gives the shingles of two texts, the smallest is the same with the
probability of their Jaccard similarity, and HASHES hashes estimate it to within 0.04. Copies are
looked for by bands of ROWS values: two texts of similarity s share one of BANDS with probability
1 - (1 - s^ROWS)^BANDS: .98 at 0.45, .94 at 0.4, .68 at 0.3, .04 at 0.1. So no text is compared with
all the others. What recurs in the same words (a draw, a forecast) differs in its figures, so the
signature also holds figures with the words around them. Limits and measurements are in
docs/decisions/0007-stories.md.

Signatures are stored: what changes one is a change of the library's schema.
"""

import functools
import re
import unicodedata
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5  # words
HASHES, BANDS, ROWS = 128, 42, 3
FIGURES = 48  # of a text are kept, those whose surroundings have the smallest hashes
FEWEST = 30  # words; a shorter text is the same as an equal one alone

ALIKE = 0.44  # share of the hashes that agree between copies, at least
DISAGREE = 0.2  # share of the figures in the same surroundings that differ between copies, at most
CORRECTED = 1  # so many figures may differ whatever their share
DAYS = 7  # from one copy's publication to another's, at most; equal texts may be older

_EXACT = 16  # bytes of a signature that equal texts alone have in common; the rest follows
_PER_BLOCK = 4096  # shingles hashed at once: they stay in the processor's cache
# Scripts that put no space between words (Thai to Khmer, kana, Han): each letter is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_UNSPACED += "\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W\d{_UNSPACED}]+|\d+(?:[.,:]\d+)*|[{_UNSPACED}]")

Hashes = NDArray[np.uint64]


def signature(text: str) -> bytes:
    """What is kept of a text to find its copies by; b"" for one without words.

    Equal for texts that differ in case, white space and punctuation alone.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return b""
    exact = blake2b(_encoded(" ".join(words)), digest_size=_EXACT).digest()
    if len(words) < FEWEST:
        return exact
    return exact + _least(_shingles(words)).tobytes() + _figures(words).tobytes()


def bands(signature: bytes) -> list[bytes]:
    """Eight bytes each: texts that have none in common are not compared. [] for b""."""
    if not signature:
        return []
    size = 4 * ROWS
    starts = range(_EXACT, _EXACT + BANDS * size, size) if len(signature) > _EXACT else ()
    parts = [signature[:_EXACT], *(signature[start : start + size] for start in starts)]
    return [
        blake2b(part, digest_size=8, salt=number.to_bytes(2, "big")).digest()
        for number, part in enumerate(parts)
    ]


def same(one: bytes, other: bytes, *, days: int = 0) -> bool:
    """Whether two signatures are those of one story, published `days` apart (0: not known)."""
    if not one or not other or one[:_EXACT] == other[:_EXACT]:
        return one == other != b""
    if days > DAYS or len(one) == _EXACT or len(other) == _EXACT:
        return False
    first, second = (
        np.frombuffer(one, "<u4", offset=_EXACT),
        np.frombuffer(other, "<u4", offset=_EXACT),
    )
    if np.count_nonzero(first[:HASHES] == second[:HASHES]) < ALIKE * HASHES:
        return False
    said, says = _said(first[HASHES:]), _said(second[HASHES:])
    common = said.keys() & says.keys()
    differing = sum(said[context] != says[context] for context in common)
    return differing <= max(CORRECTED, DISAGREE * len(common))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@functools.lru_cache(maxsize=100_000)  # about 10 MB; most words of a text stood in those before
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(_encoded(word), digest_size=8).digest(), "little")


def _mixed(values: Hashes) -> Hashes:
    """Values whose bits all depend on all bits of those given (the finalizer of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_SEEDS = _mixed(np.arange(1, 2 * HASHES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
_FACTORS, _ADDED = _SEEDS[:HASHES] | np.uint64(1), _SEEDS[HASHES:]
_PLACES = _mixed(np.arange(1, SHINGLE + 1, dtype=np.uint64)) | np.uint64(1)


def _shingles(words: list[str]) -> Hashes:
    hashes = np.array([_hash(word) for word in words], np.uint64)
    count = len(words) - SHINGLE + 1
    rolled = np.zeros(count, np.uint64)
    for place, factor in enumerate(_PLACES):
        rolled += hashes[place : place + count] * factor
    return _mixed(rolled)


def _least(shingles: Hashes) -> NDArray[np.uint32]:
    """The smallest value of each hash, shape (HASHES,): multiply, add, keep the upper half."""
    least = np.full(HASHES, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(shingles), _PER_BLOCK):
        block = shingles[start : start + _PER_BLOCK]
        values = np.empty_like(block)
        for row in range(HASHES):
            np.multiply(block, _FACTORS[row], out=values)
            np.add(values, _ADDED[row], out=values)
            least[row] = min(least[row], values.min())
    return (least >> np.uint64(32)).astype("<u4")


def _figures(words: list[str]) -> NDArray[np.uint32]:
    """Up to FIGURES pairs (hash of two words before and two after, hash of the figures there)."""
    plain, found = words.copy(), dict[int, set[str]]()
    places = [place for place, word in enumerate(words) if word[0].isdecimal()]
    for place in places:
        plain[place] = "#"
    for place in places:
        around = " ".join([*plain[max(0, place - 2) : place], "|", *plain[place + 1 : place + 3]])
        found.setdefault(_hash(around) >> 32, set()).add(words[place])
    pairs = [(context, _hash(" ".join(sorted(said))) >> 32) for context, said in found.items()]
    return np.array(sorted(pairs)[:FIGURES], "<u4")


def _said(pairs: NDArray[np.uint32]) -> dict[int, int]:
    return dict(zip(pairs[::2].tolist(), pairs[1::2].tolist(), strict=True))
