"""What became later of what an answer tells: the acquittal after the charge, the end of the strike.

A chosen sentence tells of a stage of some affair (differ/stages.py). Where a later article that was
found tells of the same affair at a later stage, that belongs to the answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answer import affair
from bot.answer.affair import Told, named, people
from bot.answer.extracted.candidate import Candidate, stands
from bot.answer.fitting import kinds
from bot.answer.pieces import is_opinion
from bot.check.orders import unsaid
from bot.differ import sameness, stages
from bot.differ.stages import Course
from bot.differ.unsettled import UNSETTLED_WORDS
from bot.question.tense import wants_the_present
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from bot.search.later import after
from bot.search.retrieve import Found, Hit
from ingest.article import Article, Span
from ingest.store import Store
from ingest.stored.records import Vector

# Cosine of the two sentences from which they may tell of one affair, where a name holds them
# together; of the person that it is about; where nobody is named.
NAMED, OF_PERSON, NAMELESS = 0.40, 0.25, 0.55
# Likewise of plans, told of in words that stand everywhere, and of a contest that another won.
LOOSE = 0.45
OPEN = 0.50  # and of what was not settled
NEAREST = min(NAMED, OF_PERSON, NAMELESS, LOOSE, OPEN)  # below which none is of one affair
_VALUES = frozenset({"money", "number", "age", "date", "person", "place"})
LESS = 0.15  # how much further from the question what is settled may be than what was not
AS_NEAR = 0.25  # how much further from question and sentence the newest may be than the nearest
MOSTLY = 0.5  # share of the question's words around a sentence that stand around its sequel
_NOW = frozenset("still yet already now currently today latest anyone anybody someone".split())
ALIKE = 2  # words without the names that two sentences of one plan share at least
_SAID = frozenset({"said", "say", "told", "announc", "plan", "year", "new"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """A sentence of an answer, and a later one that tells what became of it."""

    was: Candidate
    now: Candidate
    belongs: bool  # whatever is asked, the one is not told without the other
    is_asked: bool  # the question is about such an affair
    is_told: bool  # the later one was chosen as well
    is_contest: bool
    is_open: bool  # the earlier one only says that it is not settled
    answers: bool = True  # the later one tells as much of what is asked


def find(
    store: Store, question: Question, found: Found, chosen: Sequence[Candidate]
) -> tuple[Sequel, ...]:
    """What became of what is told, as far as the articles found say it; the newest for each.

    Raises:
        EmbeddingError: the model did not answer.
    """
    if is_of_the_past(question):
        return ()
    hits = {hit.passage.id: hit for hit in (*found.hits, *(one.hit for one in chosen))}
    made = _among(store, question, found.vector, chosen, list(hits.values()))
    if not made and (open_ended := _open_ended(question, chosen)):
        one, course = open_ended
        terms = (*_terms(one, question), *course.ends)
        later = after(store, one.hit.article.last_day, terms, question.limits, found.vector)
        made = _among(store, question, found.vector, [one], later)
    return tuple(made)


def _open_ended(question: Question, chosen: Sequence[Candidate]) -> tuple[Candidate, Course] | None:
    """The likeliest sentence that tells of an affair without its end, and which kind that is."""
    wants = question.kind == "yes_no" or wants_the_present(question)
    for one in sorted(chosen, key=lambda one: -one.probability):
        if not one.hit.article.last_day:
            continue
        for course in stages.asked_for(question.text):
            stage = stages.reached(course, one.text)
            if 0 <= stage < len(course.stages) - 1 and (course.belongs or wants):
                return one, course
    return None


def _terms(one: Candidate, question: Question) -> tuple[str, ...]:
    """The words that hold an affair together: the names in its sentence, else around it."""
    own = [word for name in sorted(people(one.hit.article, one.text)) for word in words(name)]
    own = own or sorted(named(one.text)) or sorted(named(one.hit.article.title))
    return tuple(dict.fromkeys([*own, *(w for name in question.names for w in words(name))]))


def _among(
    store: Store,
    question: Question,
    asked: Vector,
    chosen: Sequence[Candidate],
    hits: Sequence[Hit],
) -> list[Sequel]:
    known = {(one.hit.article.id, one.span.start): one for one in chosen}
    made = []
    best = max((one.probability for one in chosen), default=0.0)
    for one in chosen:
        # What is told beside the matter is left out where anything came of it.
        is_aside = one.probability < best
        later = _Later(one, hits)
        for course in stages.COURSES if is_aside else stages.asked_for(question.text):
            if not later.hits or (course.is_open and _asks_for(store, question, one)):
                continue
            if sequel := _sequel(store, question, asked, one, course, later):
                place = sequel.hit.article.id, sequel.span.start
                made.append(
                    Sequel(
                        was=one,
                        now=known.get(place, sequel),
                        belongs=course.belongs,
                        is_asked=bool(course.asked.search(question.text)),
                        is_told=place in known,
                        is_contest=course.is_contest,
                        is_open=course.is_open,
                        answers=not course.is_open or _tells(store, question, asked, one, sequel),
                    )
                )
    return made


def _tells(store: Store, question: Question, asked: Vector, was: Candidate, now: Candidate) -> bool:
    """Whether what is settled tells of what is asked instead of what was not.

    It does not where the one has the figure or the name that is asked for, and another thing was
    left open, nor where it is much further from the question. Whether something is so is told in
    any words.
    """
    stem = store.index.words.stem
    words, spoken = {stem(one) for one in question.terms}, was.hit.article.language
    if question.kind in _VALUES and kinds.holds(question.kind, was.text, words, stem, spoken) > 0:
        return False
    near = [float(_vector(store, one.hit, one.span) @ asked) for one in (was, now)]
    return question.kind == "yes_no" or near[1] >= near[0] - LESS


def _asks_for(store: Store, question: Question, one: Candidate) -> bool:
    """Whether the question is for what was not settled: "Did she deny it?"."""
    stem = store.index.words.stem
    asked = {stem(word.casefold()) for word in question.terms}
    open_words = [word for said in UNSETTLED_WORDS.findall(one.text) for word in words(said)]
    return not wants_the_present(question) and any(stem(one) in asked for one in open_words)


def is_of_the_past(question: Question) -> bool:
    """Whether it asks of a time that is over, of which what came after tells nothing."""
    return any(
        one.of != "recent" and one.last_day and one.last_day < question.today
        for one in question.periods
    )


class _Later:
    """What came out after the article of a sentence, opinions apart."""

    def __init__(self, one: Candidate, hits: Sequence[Hit]) -> None:
        self.hits = [
            hit
            for hit in hits
            if _is_later(hit.article, one.hit.article) and not is_opinion(hit.article)
        ]

    @cached_property
    def sentences(self) -> list[tuple[Hit, Span, str]]:
        """Those that may be a statement."""
        return [
            (hit, span, hit.article.text[span.start : span.end])
            for hit in self.hits
            for span in _told(hit)
        ]


def _sequel(
    store: Store,
    question: Question,
    asked: Vector,
    one: Candidate,
    course: Course,
    later: _Later,
) -> Candidate | None:
    if (before := stages.reached(course, one.text)) < 0:
        return None
    own = _vector(store, one.hit, one.span)
    able: list[tuple[float, Candidate]] = []
    for hit, span, text in later.sentences:
        reached = stages.reached(course, text)
        is_on = reached > before or (reached == before and course.goes_on)
        if not is_on or reached < course.ended:
            continue
        vector = _vector(store, hit, span)
        near = float(vector @ own)
        if near >= NEAREST and near >= _least(store, question, course, one, hit, span):
            told = Candidate(hit=hit, span=span, probability=one.probability)
            able.append((near + float(vector @ asked), told))
    if not able:
        return None
    best = max(near for near, _ in able)
    rest = [pair for pair in able if pair[0] >= best - AS_NEAR]
    return max(rest, key=lambda pair: (pair[1].hit.article.published_at[:10], pair[0]))[1]


def _told(hit: Hit) -> Iterator[Span]:
    """The sentences of a hit that may be a statement."""
    for span, hidden in zip(hit.passage.sentences, unsaid(hit.passage), strict=True):
        if not hidden and stands(hit.article.text[span.start : span.end]):
            yield span


def _is_later(article: Article, than: Article) -> bool:
    return bool(than.last_day) and article.first_day > than.last_day


def _least(
    store: Store, question: Question, course: Course, one: Candidate, hit: Hit, span: Span
) -> float:
    """The cosine from which a later sentence tells of the same affair; 2 where none is enough."""
    was, now = _as_told(one.hit, one.span), _as_told(hit, span)
    here, there = was.beside, now.beside
    if course.is_of_person:
        if affair.other_person(question.names, was, now) or affair.other_offence(store, was, now):
            return 2.0
        if people(was.article, was.text):
            return OF_PERSON
    elif course.is_open:
        is_other = affair.lacks_name(question.names, was, now)
        return OPEN if not is_other and named(here) & named(there) else 2.0
    elif affair.other_name(question.names, was, now, is_contest=course.is_contest):
        return 2.0
    if _lacks(question.names, here, there):
        return LOOSE if course.is_contest and named(one.text) & named(there) else 2.0
    if not _covers(store, question, course, here, there):
        return 2.0
    is_named = bool(named(here) & named(there))
    if course.is_loose:
        is_alike = len(_matter(store, was.text) & _matter(store, now.text)) >= ALIKE
        return LOOSE if is_named and is_alike else 2.0
    return NAMED if is_named and not course.is_of_person else NAMELESS


def _lacks(names: Sequence[str], here: str, there: str) -> bool:
    """Whether a name of the question stands here, and nothing of it there."""
    own, other = sameness.lows(here), sameness.lows(there)
    each = [sameness.lows(name) for name in names]
    return any(name & own and not name & other for name in each)


def _covers(store: Store, question: Question, course: Course, here: str, there: str) -> bool:
    """Whether most of the question's words that are here, by rarity, are there too.

    Those of such an affair do not count: what ends is told in other words than what goes on.
    """
    stem = store.index.words.stem
    ours, theirs = sameness.stems(here, stem), sameness.stems(there, stem)
    beside = [one for one in question.terms if not course.asked.search(one)]
    own = [one for one in beside if one.casefold() not in _NOW and stem(one) in ours]
    rarity = store.index.words.rarity(own)
    held = sum(rarity[term] for term in own if stem(term) in theirs)
    return held >= MOSTLY * sum(rarity.values())


def _as_told(hit: Hit, span: Span) -> Told:
    own, text = hit.passage.sentences, hit.article.text
    number = next((n for n, each in enumerate(own) if each.start == span.start), 0)
    first = own[max(0, number - 1)]
    before = text[first.start : span.start].strip()
    return Told(article=hit.article, text=text[span.start : span.end], before=before)


def _matter(store: Store, sentence: str) -> frozenset[str]:
    """The stems of what a sentence is about, without its names."""
    names = named(sentence)
    own = (one for one in content_words(sentence) if one.casefold() not in names)
    return frozenset(map(store.index.words.stem, own)) - _SAID


def _vector(store: Store, hit: Hit, span: Span) -> Vector:
    own = hit.passage.sentences
    if hit.sentence_vectors is not None and span in own:
        vector: Vector = hit.sentence_vectors[own.index(span)]
        return vector
    (made,) = store.embedder.texts([hit.article.text[span.start : span.end]])
    return np.asarray(made)
