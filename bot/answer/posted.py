"""Of the sentences that may tell who holds a post those that speak of that post, in that place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.differ import posts
from bot.question.understanding import Question

if TYPE_CHECKING:  # it imports this module
    from bot.answer.extract import Candidate


def of_post(question: Question, able: "Sequence[Candidate]") -> "list[Candidate]":
    """Without those of who holds such a post elsewhere, or another post there.

    Where no more is told of such a post, and an article never names the place that is asked for, it
    may have another name there, and the sentence stays.
    """
    post = posts.asked(question)
    if post is None:
        return list(able)
    held = [post.held_in(one.text, _before(one)) for one in able]
    is_told = bool({posts.OWN, posts.OPEN} & {*held})
    kept = [
        one
        for one, whose in zip(able, held, strict=True)
        if whose != posts.OTHER or not (is_told or post.is_named_in(one.hit.article.text))
    ]
    # What is less likely than who is coach elsewhere, and tells of no coach, is no answer either.
    return [] if not is_told and able and able[0] not in kept else kept


def _before(one: "Candidate") -> str:
    """The sentence before it in its passage, "" where there is none."""
    text, spans = one.hit.article.text, one.hit.passage.sentences
    at = spans.index(one.span)
    return text[spans[at - 1].start : spans[at - 1].end] if at else ""
