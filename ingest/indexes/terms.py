"""Text -> the terms that the words index holds: no capitals, no accents, English word stems.

Porter's stemmer (Porter, "An algorithm for suffix stripping", 1980) leaves words of other languages
nearly alone. Scripts that put no spaces between words are cut into overlapping pairs of characters,
as is usual where there is no dictionary; so are Korean words, which carry their particles with
them. A German compound stays one term.
"""

import re
import unicodedata
from collections.abc import Callable
from sys import intern

import Stemmer

# Han, kana, Hangul; Thai, Lao, Burmese, Khmer.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"([{_UNSPACED}]+)")
_MARKED_LATIN = re.compile("([A-Za-z])[\u0300-\u036f]+")  # decomposed
# Vowel points that writers of Hebrew and Arabic leave out as they like.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670]+")
LONGEST = 100  # characters of a term; what is longer is no word
MOST_KEPT = 1 << 15  # words whose stems are remembered


def _marks() -> str:
    """The marks that stand within words of Indian and other scripts, as ranges for a pattern."""
    found, start = "", None
    for code in range(0x0300, 0xFE30):
        is_mark = unicodedata.category(chr(code)) in {"Mn", "Mc"}
        if is_mark and start is None:
            start = code
        elif not is_mark and start is not None:
            found += f"{chr(start)}-{chr(code - 1)}"
            start = None
    return found


_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_marks()}\u200c\u200d])*")
_ASCII_WORD = re.compile("[a-z0-9]+")
_porter = Stemmer.Stemmer("porter")
_porter.maxCacheSize = 0  # `_Stems` remembers


def terms(text: str) -> list[str]:
    """The terms of `text` in order, each as often as it stands there."""
    if text.isascii():
        return [stem(word) for word in _ASCII_WORD.findall(text.lower())]
    found: list[str] = []
    for word in _WORD.findall(_plain(text)):
        if word.isascii():
            found.append(stem(word))
            continue
        for run in _RUNS.split(word):
            if _RUNS.match(run):
                found += [run[n : n + 2] for n in range(max(len(run) - 1, 1))]
            elif run:
                found.append(stem(run))
    return found


def _plain(text: str) -> str:
    """No capitals, wide forms, Latin accents or points. ø and ł stay: they do not decompose.

    What is plain, and a piece of it, stays as it is.
    """
    # Again: signs such as ™ and 𝔉 are not capitals, and are made of some.
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    bare = _MARKED_LATIN.sub(r"\1", _POINTS.sub("", apart))
    return unicodedata.normalize("NFKC", bare)


class _Stems(dict[str, str]):
    """Words, as they are written or plain -> their stems, as far as they were asked for.

    An ingest and an answer ask for the stems of thousands of words, most of them over and over; a
    dictionary gives one without a call in Python. It is emptied when it is full, at about 8 MB.
    """

    def __missing__(self, word: str) -> str:
        plain = word.lower() if word.isascii() else _plain(word).rstrip("·")  # of ŀ
        stemmed = str(_porter.stemWord(plain) or plain)  # "s" would become nothing
        found = intern(stemmed[:LONGEST])
        if len(word) <= LONGEST:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[word] = found
        return found


# The one form under which a word and its like are compared. Of a word that is one term, that term.
stem: Callable[[str], str] = _Stems().__getitem__
