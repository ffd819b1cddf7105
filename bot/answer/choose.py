"""A question -> the sentences of the articles that answer it, in the way that fits its form.

An open question is answered with stories (forms/overview.py), one for a fact with the likeliest
sentences (extracted/extract.py), and of several questions in one each by itself. One that nothing
answers in its own language is answered with what the articles say of the names in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.answer.extracted.candidate import Candidate, Extract
from bot.answer.extracted.extract import extract
from bot.answer.extracted.selection import in_reading_order, without_repeats
from bot.answer.extracted.surely import surely
from bot.answer.extracted.tabled import tabled
from bot.answer.fitting import inflected, naming, of_time, places
from bot.answer.forms.earlier import before
from bot.answer.forms.listed import listed
from bot.answer.forms.overview import overview
from bot.answer.forms.said import of_which, said_by, with_whose
from bot.answer.forms.verdict import verdict
from bot.question import lists
from bot.question.carried import about, carried
from bot.question.coverage import is_told
from bot.question.understanding import Question, as_fact, questions
from bot.question.untimed import without_time
from bot.search import retrieve, stories
from bot.search.retrieve import Found
from ingest.store import Store

EACH = 2  # sentences for each of several questions


def find(store: Store, question: Question) -> Found:
    """What a question may be answered from.

    Raises: as `retrieve.search`.
    """
    found = _searched(store, question)
    if found.is_nothing and lists.wanted(question):
        return replace(found, evidence=1.0)  # what is listed is found by other ways
    for one in _carried(store, question) if found.is_nothing else ():
        if not (other := _searched(store, one)).is_nothing:
            return other
    return found


def _stands(store: Store, question: Question) -> Callable[[str], bool]:
    """Whether a word stands in any article."""
    words = store.index.words
    return lambda word: bool(words.search((word,), k=1, limits=question.limits))


def chosen(store: Store, question: Question, found: Found) -> Extract:
    """The sentences that answer; where none does, `Extract.chosen` is ().

    Raises: as `retrieve.search`.
    """
    own = [_one(store, one, find(store, one)) for one in questions(question)]
    said = [one for each in own for one in _likeliest(each)]
    if said:
        is_partial = any(each.partial or not each.chosen for each in own)
        chance = min(each.chance for each in own)
        return Extract(tuple(without_repeats(said)), partial=is_partial, chance=chance)
    said_so = _one(store, question, found)
    asked = [says for part in question.parts if (says := places.asked(part.text))]
    if any(not any(says(one.text) for one in said_so.chosen) for says in asked):
        said_so = replace(said_so, partial=True)  # who came second is left open
    for one in _carried(store, question) if not said_so.chosen else ():
        of_names = _one(store, one, _searched(store, one)).chosen
        # What is told in the asker's language was looked through with all of the question.
        foreign = tuple(
            o for o in of_names if o.hit.article.language not in {"", question.asked_in}
        )
        if foreign:
            return Extract(foreign, partial=True, carried=one.terms)
    return said_so


def _carried(store: Store, question: Question) -> Iterator[Question]:
    """The question as one about what of it articles in other languages have as it is."""
    if question.asked_in in {"", "en"}:
        if abroad := naming.only_abroad(store, question):
            asked = about(question, abroad)
            yield asked
            yield replace(asked, kind="")  # what is told of it at all
        return
    yield from carried(question, _stands(store, question))


def _searched(store: Store, question: Question) -> Found:
    search = stories.search if question.topic else retrieve.search
    return search(store, question, k=store.settings.retrieval.passages)


def _one(store: Store, question: Question, found: Found) -> Extract:
    if found.is_nothing:
        return Extract(())
    question = inflected.as_told(question, found)
    if (line := listed(store, question, sure=True)).chosen:
        return line
    if (said := said_by(store, question)).chosen:
        if of_which(question):
            return with_whose(store, said, extract(store, question, found).chosen)
        return said
    if (ended := verdict(store, question, found)).chosen:
        return ended
    if question.topic and question.topic.who and (said := _who(store, question)).chosen:
        return said
    if question.topic:
        told = overview(store, question, question.topic, found)
        # What somebody thinks of a matter may be told without a verb of saying; and "Bürgermeister
        # von Orrin" is no name.
        speaks = question.topic.speaks and question.topic.text != question.topic.speaks
        is_office = question.topic.defines and question.asked_in not in {"", "en"}
        if told.chosen or not (speaks or is_office):
            return told
        question = as_fact(question)
        if (found := _searched(store, question)).is_nothing:
            return Extract(())
    if (row := tabled(store, question, found)).chosen:
        return row
    told = extract(store, question, found)
    if question.elsewhere:
        return told
    told = surely(store, question, found, told)
    told = told if told.chosen else listed(store, question, sure=False)
    if told.chosen:
        return _in_time(question, told)
    if then := without_time(question):
        other = _searched(store, then)
        return told if other.is_nothing else extract(store, then, other, close=True)
    if not (then := before(store, question, found)):
        return told
    return _one(store, then, _searched(store, then))


def _in_time(question: Question, told: Extract) -> Extract:
    """Without the sentences that are of another time than is asked about."""
    of, periods = of_time.tells, question.periods
    kept = tuple(one for one in told.chosen if of(one.hit.article, one.span, periods))
    return replace(told, chosen=kept)


def _who(store: Store, question: Question) -> Extract:
    """Who in the articles covered it or wrote about it, where a sentence says that."""
    fact = as_fact(question)
    if (found := _searched(store, fact)).is_nothing:
        return Extract(())
    said = extract(store, fact, found)
    return said if any(is_told(one.text) for one in said.chosen) else Extract(())


def _likeliest(said: Extract) -> tuple[Candidate, ...]:
    ranked = sorted(said.chosen, key=lambda one: -one.probability)
    return in_reading_order(ranked[:EACH])
