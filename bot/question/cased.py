"""A question typed without a capital, with its names written as the articles write them.

"what did helen brack say" asks what "What did Helen Brack say?" asks. Of the passages that have
most of its words a word is a name where they write it with a capital within their sentences, and
never without. One of ordinary English is one where it stands alone so, or beside the same word as
in the question: "Mr Sale" makes no name of a sale, and "Red Star" one of a red star.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.check.reading import TITLES
from bot.question.common import is_common
from bot.question.days import MONTHS, TIME_NAMES
from bot.question.terms import as_written, bare, content_words
from bot.question.understanding import Question
from ingest.limits import Limits
from ingest.store import Store

LOOKED_AT = 16  # passages that have the words, the best ones for them
ALONE = 2  # times that an ordinary word stands there as a name, and no other name beside it
SHORTEST, INITIALS = 3, 5  # letters
SHOUTED = 2  # words in capitals, up to which a question may be a name: "NATO", "BBC NEWS"
_WORD = re.compile(r"[^\W\d_][\w-]*")
_NAME_BEHIND = re.compile(r" [A-Z]")
WITHIN = re.compile(r"[\w,;’'] $")  # before a word that no sentence begins with


@dataclass(slots=True)
class _Written:
    """How the passages write a word."""

    is_small: bool = False  # somewhere without a capital
    forms: Counter[str] = field(default_factory=Counter)  # within sentences, with one
    alone: int = 0  # of these, those with no name beside them


def written(store: Store, question: Question) -> str:
    """The text of a question with its names large; as it is where it has a capital, or no name.

    One that is capitals throughout was typed with a key held down.
    """
    text = question.text
    if text.isupper() and len(text.split()) > SHOUTED:
        text = text.lower()
    if text != text.lower() or question.asked_in not in {"en", ""}:
        return text
    said = [bare(word) for word in as_written(text)]
    asked = {word.casefold() for word in question.terms if may_be_name(word)}
    names = {
        word.casefold(): word
        for outlet in question.outlets
        for word in content_words(f"x {outlet}")
    }
    if asked:
        hits = store.index.words.search(tuple(asked), k=LOOKED_AT, limits=Limits())
        held = store.library.passages(key for key, _ in hits).values()
        names |= dict(_names(said, asked, [one.passage.text for one in held]))
    for word in {*said} & names.keys():
        text = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", names[word], text)
    return text


def _names(said: Sequence[str], asked: set[str], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of the question that are names, and how they are written."""
    written = {word: _Written() for word in asked}
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        _look(text, written, pairs)
    beside = {*pairwise(said)} & pairs
    for word, one in written.items():
        is_sure = not one.is_small and (one.alone >= ALONE or not is_common(word))
        name = one.forms.most_common(1)[0][0] if one.forms else ""
        if is_common(word) and name.isupper() and len(name) > INITIALS:
            continue  # it is shouted
        if name and (is_sure or any(word in pair for pair in beside)):
            yield word, name


def _look(text: str, written: dict[str, _Written], pairs: set[tuple[str, str]]) -> None:
    """Note how a text writes the words, and which two words with a capital stand side by side."""
    before, end = "", -1  # the word before, "" where it has no capital, and where it ends
    for match in _WORD.finditer(text):
        word, low = match[0], match[0].casefold()
        is_large = word[0].isupper()
        is_next = bool(before) and text[end : match.start()] == " "
        if is_large and is_next:
            pairs.add((before, low))
        if one := written.get(low):
            if not is_large:
                one.is_small = True
            elif WITHIN.search(text, max(0, match.start() - 2), match.start()):
                one.forms[word] += 1
                one.alone += not is_next and not _NAME_BEHIND.match(text, match.end())
        before, end = (low if is_large else ""), match.end()


def may_be_name(word: str) -> bool:
    """Whether a word may be a name by itself: it is no title, day or month, and no initial."""
    is_other = word.casefold() in TITLES | MONTHS.keys() | TIME_NAMES
    return len(word) >= SHORTEST and word.isalpha() and not is_other
