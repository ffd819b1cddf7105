"""A question in one language over articles in another -> what of it stands in these as it is.

Names and figures carry over, and words that both languages write alike ("tramway"). The rest needs
a translator, which a chat model is and this is not.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.question import interrogatives, wording
from bot.question.language import function_words, unelided
from bot.question.terms import content_words
from bot.question.topic import Topic
from bot.question.understanding import Question

_LONGEST = 200  # characters of a question


def carried(question: Question, stands: Callable[[str], bool]) -> Iterator[Question]:
    """The question as one about what carries over, with the most words first; none for English.

    Args:
        stands: whether a word stands in any article.
    """
    language = question.asked_in
    if language not in interrogatives.LANGUAGES or len(question.text) > _LONGEST:
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
    of_outlets = bool(question.topic and question.topic.outlets)
    return replace(
        question,
        terms=words,
        matter=words,
        kind="" if of_outlets else _kind(question),
        names=wording.names(f"x {text}"),
        topic=Topic(text=text, terms=words, outlets=of_outlets),
        parts=(),
    )


def _kind(question: Question) -> str:
    language = question.asked_in
    if language not in interrogatives.LANGUAGES:
        return question.kind
    return interrogatives.kind(question.text, language)
