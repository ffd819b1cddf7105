"""Of the sentences that answer those that are shown: the likeliest, each once, as they are read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.answer.extracted.alone import stand_alone
from bot.answer.extracted.candidate import Candidate
from bot.check.orders import unsaid
from bot.check.support import figures
from bot.question.terms import words

CONSIDERED = 25  # of the likeliest sentences, those of which the answer is made
# A further sentence is shown when it is at least this share as likely to answer as the first.
NEXT_BEST = 0.15
NAMED = 0.5  # and when its article speaks at least half as much of whom the question names
# How much a sentence's words count against it: its probability by the fourth root of its length.
PRICE = 0.25
SHORT = 8  # words below which a sentence is no cheaper


def likely(ranked: Sequence[Candidate], *, named: float = 0.0) -> list[Candidate]:
    """Those likely enough, of articles that speak of whom the question names, if any does.

    Args:
        named: how far an article does that is not among these.
    """
    least = NEXT_BEST * max((one.probability for one in ranked), default=0.0)
    named = NAMED * max((named, *(one.named for one in ranked)))
    return [one for one in ranked[:CONSIDERED] if one.probability >= least and one.named >= named]


def choose(
    ranked: Sequence[Candidate],
    *,
    most: int,
    max_words: int,
    belongs: Callable[[Candidate], bool] = lambda _: True,
) -> list[Candidate]:
    """Up to `most` sentences of at most `max_words` words in all, or one that is longer alone.

    Taken one by one, likeliest first; of two that are as likely, the shorter one, because it leaves
    room for another (`PRICE`).

    Args:
        belongs: whether a sentence answers by itself, so that it may stand beside the likeliest.
    """
    chosen: list[Candidate] = []
    for one in sorted(
        likely(ranked), key=lambda one: -one.probability / max(SHORT, length(one)) ** PRICE
    ):
        if len(chosen) == most:
            break
        fits = sum(map(length, [*chosen, one])) <= max_words
        is_new = not any(says_the_same(one.text, o.text) for o in chosen)
        if (fits or not chosen) and is_new and (one is ranked[0] or belongs(one)):
            chosen.append(one)
    return chosen


def length(one: Candidate) -> int:
    return len(one.text.split())


def alone(chosen: Sequence[Candidate], max_words: int) -> list[Candidate]:
    """The same, each said so that it stands alone, likeliest first where there is little room."""
    held = {(one.hit.article.id, one.span) for one in chosen}
    spare = max_words - sum(map(length, chosen))
    shown = []
    for one in chosen:
        own = one.hit.passage.sentences
        number = own.index(one.span)
        if number and (
            (one.hit.article.id, own[number - 1]) in held or unsaid(one.hit.passage)[number - 1]
        ):
            # The sentence before is read just before it, or not meant for readers.
            shown.append(one)
            continue
        text = one.hit.article.text
        made = stand_alone(text, own, number, room=length(one) + spare)
        spare -= len(text[made.span.start : made.span.end].split()) - length(one)
        shown.append(replace(one, span=made.span, said=made.text))
    return shown


def in_reading_order(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best article first, and within one article as it is read.

    Not by date: what was chosen first answers best, and the dates stand beside the quotes.
    """
    articles = list(dict.fromkeys(one.hit.article.id for one in chosen))
    return tuple(
        sorted(chosen, key=lambda one: (articles.index(one.hit.article.id), one.span.start))
    )


def without_repeats(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Each thing that is said once, where it is said first."""
    kept: list[Candidate] = []
    for one in chosen:
        if not any(says_the_same(one.text, other.text) for other in kept):
            kept.append(one)
    return kept


def says_the_same(one: str, other: str) -> bool:
    """Two sentences with the same figures that share four of five words.

    Another figure is another statement: that outlets differ is what a reader must see.
    """
    a, b = _words(one), _words(other)
    return len(a & b) >= 0.8 * min(len(a), len(b)) and figures(one) == figures(other)


@lru_cache(maxsize=512)  # each sentence is held against many
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words(text))
