"""A question's words in the forms in which the articles found have them.

Words are compared by English stems, under which "heridos" and "heridas", "Neue" and "Neuen" are
two. Here a word that stands nowhere in what was found takes the form of one there with the same
stem in the language of the question (Snowball's stemmers, by PyStemmer).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

import Stemmer

from bot.question.terms import words
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.article import Article

_ALGORITHMS = {
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
SHORTEST = 4  # letters of a word that is looked at
MOST_KEPT = 1 << 14  # words of a language whose stems are remembered


def as_told(question: Question, found: Found) -> Question:
    """The question with its words as the articles found in its language write them."""
    language = question.asked_in
    if language not in _ALGORITHMS or not question.terms:
        return question
    articles = {
        hit.article.id: hit.article for hit in found.hits if hit.article.language == language
    }
    other = forms(question.terms, articles.values(), language)
    if not other:
        return question
    return replace(
        question,
        terms=tuple(other.get(one, one) for one in question.terms),
        matter=tuple(other.get(one, one) for one in question.matter),
    )


def forms(said: Iterable[str], articles: Iterable[Article], language: str) -> dict[str, str]:
    """Of each word that stands in none of the articles, the form in which it does.

    Args:
        language: of the words and the articles, ISO 639-1; where it is none that is known here,
            nothing is found.
    """
    if language not in _ALGORITHMS:
        return {}
    told: dict[str, str] = {}
    for article in articles:
        for word in _words(article):
            told.setdefault(word.casefold(), word)
    missing = [one for one in said if len(one) >= SHORTEST and one.casefold() not in told]
    if not missing:
        return {}
    stem = _stemmer(language)
    by_stem: dict[str, str] = {}
    for low, word in told.items():
        if len(low) >= SHORTEST:
            by_stem.setdefault(stem(low), word)
    other = ((one, by_stem.get(stem(one.casefold()))) for one in missing)
    return {one: form for one, form in other if form}


@lru_cache(maxsize=64)
def _words(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(f"{article.title}\n{article.text}")))


class _Stems(dict[str, str]):
    """Words in lower case -> their stems."""

    def __init__(self, algorithm: str) -> None:
        self._stemmer = Stemmer.Stemmer(algorithm)

    def __missing__(self, word: str) -> str:
        found = str(self._stemmer.stemWord(word))
        if len(self) >= MOST_KEPT:
            self.clear()
        self[word] = found
        return found


@lru_cache(maxsize=len(_ALGORITHMS))
def _stemmer(language: str) -> Callable[[str], str]:
    return _Stems(_ALGORITHMS[language]).__getitem__
