"""A word that stands in no article and is one slip away from one that does: "Brigde", "Kestrell".

Names differ by a letter too, so a word is read as another only where that is hardly a name of its
own: it is no word of ordinary English, just one word of the library is near, and the slip is one
that fingers make, or the words beside it stand beside the other. What is written with a capital is
read as another only where another word of the same name stands beside both: who is known elsewhere
need not stand here. A short word is near to many, and is read as the one that stands beside its
neighbour: "death tol".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.check.reading import TITLES
from bot.question import posed
from bot.question.common import is_common
from bot.question.terms import as_written, bare, content_words
from bot.question.understanding import Question
from bot.question.wording import names
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored.records import StoredPassage

SHORTEST = 5  # letters of a word that is looked at
SHORTEST_BESIDE = 3  # likewise by the word beside it alone
LOOKED_AT = 20  # passages that have words near it
MOST = 3  # words of a question that are looked at
_PREFIX = re.compile(
    r"^(?:anti|dis|fore|inter|mis|multi|non|out|over|pre|re|semi|sub|super|un|under)", re.IGNORECASE
)


def read(store: Store, question: Question) -> Question:
    """The question with its slips mended, which `read_as` says; as it is where it has none."""
    if "spelling" in question.ignored or question.asked_in not in {"", "en"}:
        return question
    written = [bare(word) for word in as_written(question.text)]
    strange = [*islice(_strange(store, written), MOST)]
    known = {word.casefold() for word in _names(store)} if strange else set()
    meant = {
        word: other
        for word in strange
        if word.casefold() not in known
        and (other := _meant(store, word, _named_with(word, question.text) or written))
    }
    if not meant:
        return question
    text = question.text
    for word, other in meant.items():
        text = re.sub(rf"\b{re.escape(word)}\b", other, text)
    mended = posed.made_whole(store, question, text)
    return replace(mended, read_as=tuple(meant.items()))


def _strange(store: Store, written: list[str]) -> Iterator[str]:
    """The words that are none of ordinary English and stand in no article."""
    for word in dict.fromkeys(written):
        is_long = len(word) >= (SHORTEST_BESIDE if word.islower() else SHORTEST) and word.isalpha()
        if is_long and not _is_word(word) and not _stands(store, word):
            yield word


def _is_word(word: str) -> bool:
    """Whether it is one of ordinary English, or made of one: "misused"."""
    return is_common(word) or is_common(_PREFIX.sub("", word))


def _names(store: Store) -> list[str]:
    names = (*store.library.names.outlets(), *store.library.names.authors())
    return [word for name in names for word in as_written(name)]


def _stands(store: Store, word: str) -> bool:
    return bool(store.index.words.search((word,), k=1, limits=Limits()))


def _named_with(word: str, text: str) -> list[str]:
    """The name that a word with a capital is of, without titles; [] for a word without."""
    if not word[0].isupper():
        return []
    runs = [[bare(one) for one in name.split()] for name in names(f"x {text}")]
    run = next((one for one in runs if word in one), [word])
    return [one for one in run if one == word or one.casefold() not in TITLES]


def _meant(store: Store, word: str, written: list[str]) -> str:
    """The word of the library that is meant, written as the question writes; "" for none.

    Args:
        written: the words of the question; of a name, those of the name alone.
    """
    low = word.casefold()
    if len(word) < SHORTEST:
        return _beside(store, low, [one.casefold() for one in written])
    ids = store.index.words.near(word, k=LOOKED_AT)
    held = list(store.library.visible(ids).values())
    near: dict[str, None] = {}
    for said in (said for one in held for said in as_written(_text(one))):
        other = bare(said).casefold()
        if other[0] == low[0] and _slip(low, other):
            near[other] = None
    if not near and word.islower():  # the index has stems alone: "warn" for "warning"
        return _beside(store, low, [one.casefold() for one in written])
    if len(near) != 1:
        return ""
    other = next(iter(near))
    is_likely = not word[0].isupper() and _is_likely(low, other, held)
    if not is_likely and not _fits(other, low, written, held):
        return ""
    return other.title() if word[0].isupper() else other


def _beside(store: Store, word: str, written: list[str]) -> str:
    """For a short word, of which many are near: the one that stands there beside its neighbour."""
    place = written.index(word)
    before, behind = written[max(0, place - 1) : place], written[place + 1 : place + 2]
    found = {one for other in before for one in _next_to(store, other, r"\b{}\W{{1,3}}(\w+)")}
    found |= {one for other in behind for one in _next_to(store, other, r"\b(\w+)\W{{1,3}}{}\b")}
    near = [
        one for one in found if one[0] == word[0] and _slip(word, one) in {"less", "more", "swap"}
    ]
    return near[0] if len(near) == 1 else ""


def _next_to(store: Store, word: str, pattern: str) -> Iterator[str]:
    """The words that stand beside one in the passages which have it most."""
    if not content_words(f"x {word}"):
        return
    pair = re.compile(pattern.format(re.escape(word)))
    ids = [key for key, _ in store.index.words.search((word,), k=LOOKED_AT, limits=Limits())]
    for one in store.library.visible(ids).values():
        yield from pair.findall(_text(one).casefold())


def _text(one: StoredPassage) -> str:
    return f"{one.article.title}\n{one.passage.text}"


def _slip(word: str, other: str) -> str:
    """What one change makes of a word the other: "swap", "less", "more", "other", "" for none."""
    if word == other or abs(len(word) - len(other)) > 1:
        return ""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, others = word[start:], other[start:]
    if len(word) < len(other):
        return "less" if rest == others[1:] else ""
    if len(word) > len(other):
        return "more" if rest[1:] == others else ""
    if rest[:2] == others[:2][::-1] and rest[2:] == others[2:]:
        return "swap"
    return "other" if rest[1:] == others[1:] else ""


def _is_likely(word: str, other: str, held: list[StoredPassage]) -> bool:
    """Whether a slip is one of the fingers: two letters swapped, one within doubled or lost.

    A letter more or less at the end, or another one, makes names of others; and of what articles
    write with a capital alone one within does so too.
    """
    slip = _slip(word, other)
    if slip == "swap" or len(word) <= SHORTEST or word[-1] != other[-1]:
        return slip == "swap"
    if not any(re.search(rf"\b{re.escape(other)}\b", one.passage.text) for one in held):
        return False
    return slip == "less" or word in _doubled(other)


def _doubled(word: str) -> set[str]:
    """The word with any one of its letters doubled."""
    return {f"{word[:at]}{word[at - 1 :]}" for at in range(1, len(word) + 1)}


def _fits(other: str, word: str, written: list[str], held: list[StoredPassage]) -> bool:
    """Whether the word beside it in the question stands beside the other in an article."""
    if _slip(word, other) == "other" and len(word) <= SHORTEST:
        return False  # Meier, Meyer
    low = [one.casefold() for one in written]
    place = low.index(word)
    before = [one for one in low[max(0, place - 1) : place] if content_words(f"x {one}")]
    behind = [one for one in low[place + 1 : place + 2] if content_words(f"x {one}")]
    pairs = [(one, other) for one in before] + [(other, one) for one in behind]
    said = [_text(one).casefold() for one in held]
    return any(
        re.search(rf"\b{re.escape(a)}\W{{1,3}}{re.escape(b)}\b", text)
        for a, b in pairs
        for text in said
    )
