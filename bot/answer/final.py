"""What a thing cost in the end: the newest figure for it, and none of another thing.

"What did the repair cost in the end?" is near to the first estimates, which were told of at length;
what it came to, a later article says in other words. Such a figure is of the same unit and of the
same order: a ticket at £6 is not what a building cost.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.answer.extracted.candidate import Candidate, stands
from bot.answer.pieces import is_opinion
from bot.check.orders import unsaid
from bot.figures.figures import Measure, measures
from bot.question.terms import words
from bot.question.understanding import Question
from bot.search.retrieve import Hit
from ingest.article import Article
from ingest.store import Store

TIMES = 4  # how much higher or lower a later figure for the same thing may be
_IN_THE_END = re.compile(
    r"\b(?:in the end|finally|final|eventually|ultimately|ended up|all told|turned out)\b",
    re.IGNORECASE,
)
_WHAT_COST = re.compile(
    r"\W*(?:(?:and|so|but) )?what (?:did|does|do|was|is|has|have)\b.{2,80}?\b(?:cost|bill|price)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:costs?|costed|bills?|budget\w*|spent|spending|price[ds]?|paid|total\w*|came to|sums?)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|estimat\w+|expect\w*|forecast\w*|plan\w*|if)\b", re.IGNORECASE
)
# Words of a question for a sum that do not say of what.
_NOT_THE_THING = frozenset(
    """cost costs costed price prices bill bills much many amount sum total final finally end ended
    eventually ultimately spent spend paid pay money figure figures now new work works project risen
    rise rose""".split()
)


def brought_up(
    store: Store, question: Question, hits: Sequence[Hit], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """The sentences that answer with a sum, without those of another thing; the final one first."""
    if not _asks_sum(question) or not chosen:
        return list(chosen)
    stem = store.index.words.stem
    things = {stem(one) for one in map(str.casefold, question.terms) if _is_thing(one)}
    best = max(chosen, key=lambda one: one.probability)
    own = things & _stems(stem, best.hit.article.title)  # what its article is about
    if not own:
        return list(chosen)
    kept = [one for one in chosen if own <= _stems(stem, _whole(one.hit.article))]
    with_sums = [one for one in kept if _sums(one.text)]
    if not is_final(question) or not with_sums:
        return kept
    centre = own.intersection(*(_stems(stem, one.hit.article.title) for one in with_sums))
    last = max((one.hit.article.last_day for one in with_sums), default="")
    sums = [item for one in with_sums for item in _sums(one.text)]
    later = [
        one
        for one in _later(hits, last, best.probability)
        if centre and centre <= _stems(stem, one.hit.article.title) and _is_like(one.text, sums)
    ]
    every = [*later, *with_sums]
    newest = max(every, key=lambda one: (one.hit.article.published_at[:10], _worth(one.text)))
    # What a ticket costs is not what the building did.
    own_sums = _sums(newest.text)
    rest = [one for one in with_sums if one is not newest and _is_like(one.text, own_sums)]
    rest.sort(key=lambda one: one.hit.article.published_at[:10], reverse=True)
    return [newest, *rest]


def is_final(question: Question) -> bool:
    """Whether it is asked what something came to in the end."""
    return _asks_sum(question) and bool(_IN_THE_END.search(question.text))


def _asks_sum(question: Question) -> bool:
    return question.kind == "money" or bool(_WHAT_COST.match(question.text))


def _is_thing(word: str) -> bool:
    return word not in _NOT_THE_THING and not word[0].isdigit()


def _whole(article: Article) -> str:
    return f"{article.title} {article.text}"


def _stems(stem: Callable[[str], str], text: str) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in words(text))


def _later(hits: Sequence[Hit], day: str, probability: float) -> Iterator[Candidate]:
    """The sentences of later articles that tell what something has cost."""
    for hit in hits:
        if not day or hit.article.first_day <= day or is_opinion(hit.article):
            continue
        for span, hidden in zip(hit.passage.sentences, unsaid(hit.passage), strict=True):
            one = Candidate(hit=hit, span=span, probability=probability)
            said = one.text
            if hidden or not stands(said) or not _COSTS.search(said) or _AHEAD.search(said):
                continue
            yield one


def _is_like(said: str, sums: Sequence[Measure]) -> bool:
    """Whether a sentence has a sum in the unit and of the order of one that was given before."""
    pairs = [(one, other) for one in _sums(said) for other in sums if one.unit == other.unit]
    worth = [(float(str(one.value)), float(str(other.value))) for one, other in pairs]
    return any(other / TIMES <= one <= other * TIMES for one, other in worth)


def _worth(said: str) -> float:
    """The highest sum of a sentence, 0 for none."""
    return max((float(str(one.value)) for one in _sums(said)), default=0.0)


def _sums(said: str) -> list[Measure]:
    return [one for one in measures(said) if one.kind == "money"]
