"""Of the likely sentences those that can answer a question, held against each other.

How surely one sentence can, the rules tell (fitting/able.py; fitting/abroad.py in other languages).
One that may is none behind one that surely can, old news is none beside new, and who holds a post
elsewhere none where somebody is said to hold the one that is asked for.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bot.answer.extracted.candidate import Candidate
from bot.answer.extracted.selection import likely
from bot.answer.fitting import able, abroad, of_time
from bot.answer.fitting.scale import MAY, SURE
from bot.differ import posts
from bot.question.understanding import Question


def answering(
    question: Question, ranked: Sequence[Candidate], can: able.Can | None
) -> list[Candidate]:
    """Of the sentences that are likely enough to be shown those that can answer at all.

    Of what was news this week no article is that came out before, except where none came out since;
    of what happened in 2019 none is that can hardly speak of that year.
    One that may is none behind one that surely can; where something is to be counted, none beside
    one that surely counts it. Who holds an office, or what somebody or something did or has, may
    be told by a sentence that is not likely by its words. Of other languages than
    English no more is known than whether a sentence holds the figure that is asked for, see
    fitting/abroad.py.

    Args:
        can: how surely a sentence can by the rules, see able.py.
    """
    return _of_post(question, _by_the_rules(question, ranked, can)) if ranked else []


def could(ranked: Sequence[Candidate], can: able.Can | None) -> Sequence[Candidate]:
    """Of these the ones that can answer by their form, in whatever time."""
    return [one for one in ranked if not (can and _is_english(one)) or can(one.hit, one.span)]


def _by_the_rules(
    question: Question, ranked: Sequence[Candidate], can: able.Can | None
) -> list[Candidate]:
    named = max(one.named for one in ranked)
    # Of those alone that can answer the likeliest tells which others are likely enough.
    ranked = could(ranked, can)
    if can and able.telling(question):
        ranked = _sure_first(question, ranked, can)
    some = _in_time(question, likely(ranked, named=named))
    said = [(one.hit.article, one.text) for one in some]
    some = [some[place] for place in abroad.able(question, said)]
    if can is None:
        return some
    sure = [can(one.hit, one.span) if _is_english(one) else MAY for one in some]
    if question.kind == "number":
        best = [max(sure, default=0.0)] * len(some)
    else:
        best = list(accumulate(sure, max))
    return [one for one, own, least in zip(some, sure, best, strict=True) if own and own >= least]


def _sure_first(question: Question, ranked: Sequence[Candidate], can: able.Can) -> list[Candidate]:
    """Those first that tell the office or the relation, as likely as the likeliest."""
    told = [
        _sure(one, ranked[0])
        if _is_english(one)
        and can(one.hit, one.span) == SURE
        and all(figure in one.text for figure in question.numbers)
        else one
        for one in ranked
    ]
    return sorted(told, key=lambda one: not one.is_sure)


def _is_english(one: Candidate) -> bool:
    return one.hit.article.language in {"", "en"}


def _sure(one: Candidate, first: Candidate) -> Candidate:
    return replace(one, is_sure=True, probability=max(one.probability, first.probability))


def _in_time(question: Question, some: list[Candidate]) -> list[Candidate]:
    articles = {one.hit.article.id: one.hit.article for one in some}
    able_to = {key for key, one in articles.items() if of_time.may_tell(one, question.periods)}
    some = [one for one in some if one.hit.article.id in able_to]
    first_days = [one.first_day for one in question.periods if one.of == "published"]
    if not first_days:
        return some
    days = [one.hit.article.last_day for one in some]
    since = [one for one, day in zip(some, days, strict=True) if not day or day >= min(first_days)]
    return since or some


def _of_post(question: Question, some: list[Candidate]) -> list[Candidate]:
    """Without those of who holds such a post elsewhere, or another post there.

    Where no more is told of such a post, and an article never names the place that is asked for, it
    may have another name there, and the sentence stays.
    """
    post = posts.asked(question)
    if post is None:
        return some
    held = [post.held_in(one.text, _before(one)) for one in some]
    is_told = bool({posts.OWN, posts.OPEN} & {*held})
    kept = [
        one
        for one, whose in zip(some, held, strict=True)
        if whose != posts.OTHER or not (is_told or post.is_named_in(one.hit.article.text))
    ]
    # What is less likely than who is coach elsewhere, and tells of no coach, is no answer either.
    return [] if not is_told and some and some[0] not in kept else kept


def _before(one: Candidate) -> str:
    """The sentence before it in its passage, "" where there is none."""
    text, spans = one.hit.article.text, one.hit.passage.sentences
    at = spans.index(one.span)
    return text[spans[at - 1].start : spans[at - 1].end] if at else ""
