"""A question -> the sentences of the articles that answer it, in the way that fits its form.

An open question is answered with stories (overview.py), one for a fact with the likeliest sentences
(extract.py), and of several questions in one each by itself.
"""

from bot.answer.extract import Candidate, Extract, extract, in_reading_order, without_repeats
from bot.answer.overview import overview
from bot.question.understanding import Question, questions
from bot.search import retrieve, stories
from bot.search.retrieve import Found
from ingest.store import Store

EACH = 2  # sentences for each of several questions


def find(store: Store, question: Question) -> Found:
    """What a question may be answered from.

    Raises: as `retrieve.search`.
    """
    search = stories.search if question.topic else retrieve.search
    return search(store, question, k=store.settings.retrieval.passages)


def chosen(store: Store, question: Question, found: Found) -> Extract:
    """The sentences that answer; where none does, `Extract.chosen` is ().

    Raises: as `retrieve.search`.
    """
    own = [_one(store, one, find(store, one)) for one in questions(question)]
    said = [one for each in own for one in _likeliest(each)]
    if said:
        is_partial = any(each.partial or not each.chosen for each in own)
        return Extract(tuple(without_repeats(said)), partial=is_partial)
    return _one(store, question, found)


def _one(store: Store, question: Question, found: Found) -> Extract:
    if found.is_nothing:
        return Extract(())
    if question.topic:
        return overview(store, question, question.topic, found)
    return extract(store, question, found)


def _likeliest(said: Extract) -> tuple[Candidate, ...]:
    ranked = sorted(said.chosen, key=lambda one: -one.probability)
    return in_reading_order(ranked[:EACH])
