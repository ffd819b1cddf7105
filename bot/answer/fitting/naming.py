"""How far an article speaks of whom and what a question names.

What is asked of one lighthouse is not answered by what is said of another, however alike the words.
A name stands in an article also as its people ("Japanese" for "Japan"), by its initials, and
spelled a little otherwise. Of things told apart by their numbers ("Line 4", "gate 2") an article
that numbers others of the kind and not this one speaks of others.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import chain

from bot.answer.fitting import inflected
from bot.check import names, reading
from bot.question.terms import CAPITAL, words
from bot.question.understanding import Question
from ingest.article import Article
from ingest.limits import Limits
from ingest.store import Store

LOOKED_AT = 8  # passages that may have a word to the letter
ALIKE = 0.8  # of two spellings of one name, as difflib's ratio
ABROAD = 12  # passages with a word, whose languages are looked at
SHORTEST = 4  # letters of a name that may be misspelled
_WORD, _NUMBER = re.compile(r"\w+"), re.compile(r"\d+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CAPITAL = re.compile(rf"\b{CAPITAL}\w*")
_WITHIN = 60  # characters in which words stand that make initials
# What is numbered where it is written small too; of the rest, what begins with a capital. Levels
# and categories are none: that a storm was of category 4 answers whether it was of 5.
_COUNTED = (
    "act|annex|article|berth|bus|chapter|clause|district|dock|episode|exit|flight|floor|gate|"
    "group|hall|highway|junction|lane|line|lot|page|part|phase|pier|"
    "platform|reactor|road|room|round|route|runway|season|section|sector|series|stage|station|"
    "terminal|track|tram|type|unit|version|volume|ward|zone"
)
# Of which kind somebody or something is that is asked for: "which European port", "what NHL team".
# Articles about one take it as known, by what other names it has.
_OF_A_KIND = re.compile(
    r"\b(?i:which|what) (?:[a-z][\w-]* ){0,2}?"
    r"((?:(?:[A-Z]{2,}|[A-Z][a-z]+(?:an|ish|ese|ch)) )+)(?=[a-z])"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NUMBERED = re.compile(
    rf"\b((?i:{_COUNTED})|(?<=\w )(?!(?i:{_MONTHS}))[A-Z]\w+) "
    r"(?:(?i:no\.|number) ?)?(\d{1,3})(?![\w%]|[.,:-]\d)"
)
_PLACED = re.compile(r"\b(?:[Ii]n|[Vv]on|[Aa]us) (\w+)")  # before a place, in German
_ITS_NUMBERS = r"\b{}s? (?:no\. ?|number )?\d{{1,3}}(?:(?:,|,? and|,? or|,? to|-|–) ?\d{{1,3}})*\b"


def named(question: Question) -> tuple[tuple[str, ...], ...]:
    """The names in a question, each as its words; outlets, authors and titles are none.

    Nor is what tells of which kind the answer is to be.
    """
    others = {word for one in (*question.authors, *question.elsewhere) for word in words(one)}
    own = {word for one in question.names for word in words(one)} - others
    kinds = [match.span(1) for match in _OF_A_KIND.finditer(question.text)]
    runs = reading.read(question.text).runs
    return tuple(
        filter(
            None,
            (tuple(w.text for w in run if w.text in own and not _within(w, kinds)) for run in runs),
        )
    )


def _within(word: reading.Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= word.start < end for first, end in spans)


def unheard(
    store: Store,
    question: Question,
    told: Sequence[Article] = (),
    near: Sequence[Article] = (),
) -> tuple[str, ...]:
    """Those of its names of which a word stands in no article, nor over one as its author's.

    Any noun has a capital in German, so there a word alone is a name only where a place stands.

    Args:
        told: articles that answer a part of it; a name that stands there in another form is none.
        near: articles found; nor is one that its language only inflects: "des Alten Rathauses".
    """
    stands = store.index.words.search
    every = named(question)
    missing = [[word for word in run if not stands((word,), k=1, limits=Limits())] for run in every]
    others = inflected.forms(chain.from_iterable(missing), near, question.asked_in)
    runs = [
        run
        for run, own in zip(every, missing, strict=True)
        if any(one not in others for one in own)
    ]
    if question.asked_in == "de":
        placed = {match[1] for match in _PLACED.finditer(question.text)}
        runs = [run for run in runs if len(run) > 1 or run[0] in placed]
    authors = [set(words(one)) for one in store.library.names.authors()] if runs else []
    runs = [run for run in runs if not any(one >= set(run) for one in authors)]
    said = [_said(f"{one.title}\n{one.text}") for one in told]
    return tuple(" ".join(run) for run in runs if not any(all(map(one.has, run)) for one in said))


def read_alike(
    store: Store, runs: Sequence[tuple[str, ...]], told: Sequence[Article]
) -> tuple[tuple[str, str], ...]:
    """Of names that stand in no article, each word with that like it of the articles that answer.

    Args:
        runs: see `named`.
        told: the articles that answer; where one has the word in another form, it is none.
    """
    said = [_said(f"{one.title}\n{one.text}") for one in told]
    lacking = [word for run in runs for word in run if not any(one.stands(word) for one in said)]
    pairs = (
        (word, next(filter(None, (one.alike(word) for one in said)), ""))
        for word in lacking
        if not _is_written(store, word)
    )
    return tuple(dict.fromkeys(pair for pair in pairs if pair[1]))


def _is_written(store: Store, word: str) -> bool:
    """Whether an article has a word to the letter; the index finds others with its stem as well."""
    hits = store.index.words.search((word,), k=LOOKED_AT, limits=Limits())
    held = store.library.passages(key for key, _ in hits).values()
    return any(
        _said(f"{one.article.title}\n{one.passage.text}").begins(_plain(word)) for one in held
    )


def only_abroad(store: Store, question: Question) -> tuple[str, ...]:
    """The words of the names in a question in English that articles in other languages alone have.

    () where one of its names stands in an article in English, or in none.
    """
    words_of = [word for run in named(question) for word in run]
    for word in words_of:
        ids = [
            key for key, _ in store.index.words.search((word,), k=ABROAD, limits=question.limits)
        ]
        spoken = {one.article.language for one in store.library.visible(ids).values()}
        if not spoken or spoken & {"", "en"}:
            return ()
    return tuple(words_of)


def speaks_of(article: Article, question: Question) -> bool:
    """Whether a word of some name in a question stands in an article; true without a name."""
    said = _said(f"{article.title}\n{article.text}")
    runs = named(question)
    return not runs or any(said.has(word) for run in runs for word in run)


def told_of_others(question: Question, sentences: Sequence[str]) -> frozenset[str]:
    """Of these the ones that tell of others what is asked of somebody, or of somebody other things.

    Known where besides a name one word is left that says something, and that is told at all:
    "¿Qué exige Orrin?". Who holds an office is told beside its name: "¿Quién es la alcaldesa?".
    """
    own = {word.casefold() for run in named(question) for word in run}
    rest = {word.casefold() for word in question.terms} - own
    is_person = question.kind == "person"
    # What stands in brackets was talked about before, and is not what is asked.
    is_plain = not question.topic and "(" not in question.text
    if not is_plain or len(rest) != 1 or not (is_person or (own and not question.kind)):
        return frozenset()
    said = {one: {word.casefold() for word in words(one)} for one in sentences}
    if not any(rest <= its for its in said.values()):
        return frozenset()
    return frozenset(
        one for one, its in said.items() if not (rest <= its and (is_person or own & its))
    )


def stand_in(text: str, runs: Sequence[tuple[str, ...]]) -> bool:
    """Whether a word of some name stands in a text, in whatever form."""
    said = _said(text)
    return any(said.has(word) for run in runs for word in run)


def numbered(question: Question) -> tuple[tuple[str, str], ...]:
    """Its names that are a word and a number: ("Line", "4")."""
    return tuple(_NUMBERED.findall(question.text))


class Named:
    """What a question names, beside articles.

    Args:
        runs: see `named`.
        rarity: of each of their words, in nats.
        numbers: see `numbered`.
    """

    def __init__(
        self,
        runs: tuple[tuple[str, ...], ...],
        rarity: Mapping[str, float],
        numbers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self._runs, self._rarity, self._numbers = runs, rarity, numbers

    def share(self, article: Article) -> float:
        """Of the name that stands there least, the share of its words, by rarity; 1 without one.

        0 where the article tells others of its kind by their numbers, and not this one.
        """
        if not self._runs and not self._numbers:
            return 1.0
        said = _said(f"{article.title}\n{article.text}")
        if any(said.has_others(word, number) for word, number in self._numbers):
            return 0.0
        return min((self._of(run, said) for run in self._runs), default=1.0)

    def _of(self, run: tuple[str, ...], said: "_Said") -> float:
        weights = [self._rarity.get(word, 0.0) for word in run]
        there = sum(w for word, w in zip(run, weights, strict=True) if said.has(word))
        total = sum(weights)
        return there / total if total else 1.0


class _Said:
    """The words of an article, as names are looked for among them."""

    def __init__(self, text: str) -> None:
        self._text, self._plain = text, _plain(text)

    def has(self, word: str) -> bool:
        return self.stands(word) or bool(self._alike(_plain(word)))

    def stands(self, word: str) -> bool:
        """Likewise, in any form but another spelling."""
        word = _plain(word)
        return self.begins(word) or names.has(self._words, word)

    def alike(self, word: str) -> str:
        """The word there that is spelled much like it, as it is written there; "" for none."""
        low = self._alike(_plain(word))
        written = (match[0] for match in _WORD.finditer(self._text)) if low else iter(())
        return next((one for one in written if _plain(one) == low), low)

    def has_others(self, word: str, number: str) -> bool:
        """Whether things that are called so are told by numbers, and none has this one."""
        found = re.findall(_ITS_NUMBERS.format(_plain(word)), self._plain)
        return bool(found) and not any(number in _NUMBER.findall(one) for one in found)

    def begins(self, word: str) -> bool:
        """Whether a word there is or begins with it."""
        at = self._plain.find(word)
        while at > 0 and self._plain[at - 1].isalnum():
            at = self._plain.find(word, at + 1)
        return at >= 0

    def _alike(self, word: str) -> str:
        if len(word) < SHORTEST:
            return ""
        able = [one for one in self._words if one[0] == word[0] and len(one) >= SHORTEST]
        return next(iter(get_close_matches(word, able, n=1, cutoff=ALIKE)), "")

    @cached_property
    def _words(self) -> set[str]:
        return {*_WORD.findall(self._plain), *_initials(self._text)}


@lru_cache(maxsize=128)
def _said(text: str) -> _Said:
    return _Said(text)


def _plain(text: str) -> str:
    """Without capitals and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return _BEYOND_ASCII.sub(_bare, apart).casefold()


def _bare(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def _initials(text: str) -> set[str]:
    """`who` for World Health Organization; two letters only of words side by side."""
    found = set()
    capital = [(*one.span(), one[0][0].lower()) for one in _CAPITAL.finditer(text)]
    for first, (start, end, letters) in enumerate(capital):
        for other_start, other_end, letter in capital[first + 1 : first + 5]:
            if other_end - start > _WITHIN:
                break
            letters += letter
            if len(letters) > 2 or other_start - end < 2:
                found.add(letters)
    return found
