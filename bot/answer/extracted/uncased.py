"""The names in a question that is typed without a capital.

"who leads marrowby council" names somebody too. A word is a name where the articles write it with a
capital within their sentences and never without. One that stands in no article is, where it is no
word of ordinary English, nor used as one: behind "which" or "a", or with the ending of a verb.
"""

import re
from collections.abc import Iterator

from bot.question.cased import WITHIN, may_be_name
from bot.question.common import is_common
from bot.question.terms import as_written, bare
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.limits import Limits
from ingest.store import Store

LOOKED_AT = 8  # passages that have the word, the best ones for it
_DETERMINERS = frozenset("a an this that these those which what any some no each every".split())
_IS_VERB = re.compile(r"(?:ed|ing|i[sz]es?)$")
_WORD = re.compile(r"\b[^\W\d_]\w+")


def named(store: Store, question: Question, found: Found) -> tuple[tuple[str, ...], ...]:
    """As `naming.named`, for a question without a capital; () for any other."""
    if question.text != question.text.lower() or question.asked_in not in {"en", ""}:
        return ()
    terms = {term for term in question.terms if may_be_name(term)}
    said = (word for hit in found.hits for word in _WORD.findall(hit.passage.text))
    small = {word for word in said if word[0].islower()}
    terms -= small
    written = [bare(word) for word in as_written(question.text)]
    before = dict(zip(written[1:], written, strict=False))
    are_names = {term for term in terms if _is_name(store, term, before.get(term, ""))}
    return tuple(_runs(written, are_names))


def _is_name(store: Store, word: str, before: str) -> bool:
    hits = store.index.words.search((word,), k=LOOKED_AT, limits=Limits())
    if not hits:
        return before not in _DETERMINERS and not _IS_VERB.search(word) and not is_common(word)
    held = store.library.passages(key for key, _ in hits).values()
    written = re.compile(rf"\b{word}\b", re.IGNORECASE)
    within = False
    for text in (one.passage.text for one in held):
        for match in written.finditer(text):
            if match[0][0].islower():
                return False
            within = within or bool(WITHIN.search(text, max(0, match.start() - 2), match.start()))
    return within


def _runs(words: list[str], are_names: set[str]) -> Iterator[tuple[str, ...]]:
    """The names that stand side by side, as one."""
    run: list[str] = []
    for word in words:
        if word in are_names:
            run.append(word)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
