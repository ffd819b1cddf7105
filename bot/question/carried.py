"""A question in one language over articles in another -> what of it stands in these as it is.

Names and figures carry over, and words that both languages write alike ("tramway"). The rest needs
a translator, which a chat model is and this is not.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.question import wording
from bot.question.language import function_words, unelided
from bot.question.terms import content_words
from bot.question.topic import Topic
from bot.question.understanding import Question

# The words that ask for a kind of answer, see `Question.kind`.
_KINDS = {
    "fr": {"qui": "person", "quand": "date", "où": "place", "pourquoi": "reason"},
    "de": {"wer": "person", "wann": "date", "wo": "place", "warum": "reason", "wieso": "reason"},
    "es": {"quién": "person", "cuándo": "date", "dónde": "place", "por qué": "reason"},
    "it": {"chi": "person", "quando": "date", "dove": "place", "perché": "reason"},
    "pt": {"quem": "person", "quando": "date", "onde": "place", "porque": "reason"},
    "nl": {"wie": "person", "wanneer": "date", "waar": "place", "waarom": "reason"},
}
_HOW_MANY = (
    *("combien", "wie viel", "wie viele", "wieviel", "wieviele", "cuánto", "cuánta", "cuántos"),
    *("cuántas", "quanto", "quanta", "quanti", "quante", "quantos", "quantas", "hoeveel"),
)
_LONGEST = 200  # characters of a question


def carried(question: Question, stands: Callable[[str], bool]) -> Iterator[Question]:
    """The question as one about what carries over, with the most words first; none for English.

    Args:
        stands: whether a word stands in any article.
    """
    language = question.asked_in
    if language not in _KINDS or len(question.text) > _LONGEST:
        return
    empty = function_words(language)
    plain = " ".join(unelided(word) for word in question.text.split())
    said = [word for word in content_words(f"x {plain}") if word.casefold() not in empty]
    known = [word for word in said if stands(word)]
    named = [word for word in known if not word[0].islower()]
    for words in dict.fromkeys((tuple(known), tuple(named))):
        if any(not word[0].islower() for word in words) or len(words) > 1:
            yield about(question, words)


def about(question: Question, words: tuple[str, ...]) -> Question:
    """The question as an open one about words of it."""
    text = " ".join(words)
    return replace(
        question,
        terms=words,
        matter=words,
        kind=_kind(question.text.lower(), question.asked_in),
        names=wording.names(f"x {text}"),
        topic=Topic(text=text, terms=words),
        parts=(),
    )


def _kind(text: str, language: str) -> str:
    """The kind of answer that is wanted, "" where it cannot be told."""
    said = text.strip(" ¿¡?!")
    if said.startswith(_HOW_MANY):
        return "number"
    return next(
        (kind for word, kind in _KINDS.get(language, {}).items() if said.startswith(word)), ""
    )
