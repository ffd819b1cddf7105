"""The stories found for an open question -> sentences that tell of them, one for each story first.

News is told in short where an article begins, so of sentences that say as much about the topic the
earlier one is taken.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice

from bot.answer.extracted.candidate import Candidate, Extract
from bot.answer.extracted.selection import alone, says_the_same
from bot.answer.fitting import kinds
from bot.answer.fitting.of_time import came_out, names_a_day
from bot.answer.forms import counted, introduced
from bot.answer.forms.about import About
from bot.answer.forms.chosen import to_tell
from bot.answer.forms.opinions import behind_reports, theirs
from bot.answer.forms.outlets import of_each, reports
from bot.answer.forms.story import Story
from bot.answer.forms.telling import is_of_many, leans, telling, whole
from bot.answer.forms.who import defining, whose
from bot.answer.pieces import is_opinion
from bot.check.speech import says
from bot.question.periods import Period
from bot.question.topic import Topic
from bot.question.understanding import Question
from bot.search import rank
from bot.search.retrieve import Found, Hit
from bot.search.stems import kept
from ingest.store import Store

WIDE = 5  # statements of a summary, each with as much room as those of another answer
# What being an article's first sentence is worth beside coverage and cosine; the second where the
# article says words of the topic in others, so that its sentences cover less of them.
LEAD, LEAD_IN_OTHER_WORDS = 0.5, 1.0
LEAST = 0.4  # what a sentence that tells of the topic is worth at least
OPENING = 5  # sentences of which one is an article's news in short
LATER = 0.03  # what each of them is worth less than the one before it
NAMED = 0.25  # cosine of a headline and a sentence that tells of the same
# What is to come on a day that is named, which came already where somebody said so on it.
_AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|next|tomorrow)\b", re.IGNORECASE)
_TOLD_ON = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|agreed|decided|ruled|warned|published)\b"
    r"[^,.]{0,30}\bon [A-Z\d]"
)


def overview(store: Store, question: Question, topic: Topic, found: Found) -> Extract:
    """What the stories about the topic say, () where none is about it.

    The newest comes first where that is wished for; else it is told as it went on.
    """
    settings, found = store.settings.answer, theirs(question, found)
    wide = topic.wide or not topic.terms
    most = max(WIDE, settings.max_statements) if wide else settings.max_statements
    room = settings.max_words * most // max(settings.max_statements, 1)
    if topic.terms:
        about = About(store, topic, found.vector)
        of_time = _times(question)
        stories = reports(store, about, found) if topic.outlets else about.stories(found)
        outlets, authors = question.outlets, question.authors
        if outlets or authors:
            stories = [one for one in stories if rank.by(one.article, outlets, authors)]
        if topic.speaks:  # who speaks in one affair has not spoken of another
            stories = [one for one in stories if one.in_its_words]
        if of_time:
            stories = [one for one in stories if _is_of(one, of_time, question.today)]
        choice = of_each(stories) if topic.outlets else to_tell(about, stories, question)
        each_tells = (
            _of_the_time(_told_by(store, about, one, question), of_time, question.today)
            for one in sorted(choice, key=lambda one: is_opinion(one.article))
        )
        told = list(islice(filter(None, each_tells), None if topic.outlets else most))
        if topic.outlets:  # reprints say the same, and each is told of
            chosen = [each[0] for each in told if each]
            shown = alone(chosen, room * len(chosen))
            in_order = sorted(shown, key=lambda one: _place(one, newest=False)[1:])
            return Extract(tuple(in_order), is_list=True)
        if topic.defines:
            said = [one for each in stories for one in _sentences(store, about, each, "")]
            told = [defining(said, stories, topic.text)]
    else:
        told = [list(_news(store, hit, question))[:1] for hit in found.hits]
    in_turn = behind_reports(question, told)
    chosen = alone(_filled(in_turn, most, room, again=bool(topic.terms)), room)
    chosen = [introduced.whole(one) for one in chosen]
    if topic.defines:
        chosen = [whose(one, topic.text) for one in chosen]
    newest = topic.newest or not topic.terms
    told_of = {one.hit.article.id for one in chosen if counted.is_of(one.hit.article, question)}
    is_cut = bool(told_of) and counted.fitting(store, question) > len(told_of)
    return Extract(tuple(sorted(chosen, key=lambda one: _place(one, newest))), partial=is_cut)


def _news(store: Store, hit: Hit, question: Question) -> Iterator[Candidate]:
    """What an article tells of the times that are named; its news in short where it is of them."""
    times = _times(question)
    if times and not came_out(hit.article, times):
        said = [
            one for one in telling(hit) if _TOLD_ON.search(one.text) or not _AHEAD.search(one.text)
        ]
        yield from _of_the_time(said, times, question.today)
    elif one := _leading(store, hit, least=NAMED):
        yield one


def _times(question: Question) -> list[Period]:
    """The times that the question speaks of; a wish for the recent is none."""
    return [one for one in question.periods if one.of != "recent"]


def _is_of(story: Story, times: Sequence[Period], today: str) -> bool:
    said = (one for hit in story.hits for one in telling(hit))
    return came_out(story.article, times) or any(
        names_a_day(one.text, story.article, times, today=today) for one in said
    )


def _of_the_time(said: list[Candidate], times: Sequence[Period], today: str) -> list[Candidate]:
    """Of the sentences of an article, those that are of the times; all where none is named."""
    if not times or not said or came_out(said[0].hit.article, times):
        return said
    return [one for one in said if names_a_day(one.text, one.hit.article, times, today=today)]


def _told_by(store: Store, about: About, story: Story, question: Question) -> list[Candidate]:
    """What a story says of the topic, or has the one say whom it names."""
    if not (question.topic and question.topic.speaks):
        is_anything = question.topic and question.topic.since
        return _sentences(store, about, story, "" if is_anything else question.kind)
    said = (one for hit in story.hits for one in whole(hit))
    return [one for one in said if says(one.text, question.topic.speaks)]


def _sentences(store: Store, about: About, story: Story, kind: str) -> list[Candidate]:
    """The sentences of a story that tell of it, those that tell most first.

    Args:
        kind: of answer that each of them must hold, "" for any.
    """
    asked, stem = set(about.weights), store.index.words.stem
    known = kept(store.index.words.stem)
    opening = min(story.hits, key=lambda hit: hit.passage.start)
    of_many = is_of_many(story.article.title)
    leads = about.of_outlets or (story.centred and not (of_many and story.in_its_words))
    leading = _leading(store, opening, about.terms) if leads else None
    ranked: list[tuple[float, Candidate]] = []
    silent: list[tuple[float, Candidate]] = []  # of the topic by their article alone
    for hit, vectors in zip(story.hits, story.vectors, strict=True):
        stems = dict(zip(hit.passage.sentences, known.of(hit.passage), strict=True))
        near = dict(zip(hit.passage.sentences, (vectors @ about.vector).tolist(), strict=True))
        for one in whole(hit):
            if leans(one.text, about.terms) and not about.is_subject_in(one.text):
                continue
            said = about.words_in(stems[one.span])
            worth = about.share(said) + near[one.span]
            is_lead = leading is not None and one.span == leading.span
            if is_lead:
                worth += LEAD if story.in_its_words else LEAD_IN_OTHER_WORDS
            if (
                worth >= LEAST
                and kinds.holds(kind, one.text, asked, stem, hit.article.language) >= 0
            ):
                if about.of_outlets or about.is_told_in(said, alone=of_many):
                    ranked.append((worth, one))
                elif is_lead or (not of_many and (said or kind or not story.in_its_words)):
                    silent.append((worth, one))
    ranked.sort(key=lambda one: -one[0])
    silent.sort(key=lambda one: -one[0])
    # What is said of none by name, in passing or on a page of many matters, may be of another.
    beside = silent if not ranked or (about.is_in_headline(story.article) and not of_many) else []
    return [one for _, one in (*ranked, *beside)]


def _leading(
    store: Store, hit: Hit, terms: Collection[str] = (), least: float = -1.0
) -> Candidate | None:
    """Of the sentences that an article begins with, that which its headline is nearest to.

    Args:
        hit: what it begins with.
        terms: of the topic, see `telling`.
        least: cosine from which a sentence counts; what is further off is no news, or no sentence.
    """
    opening = list(islice(telling(hit, terms), OPENING))
    if not opening or not hit.article.title:
        return next(iter(opening), None)
    headline = store.embedder.question(hit.article.title)
    if hit.sentence_vectors is None:
        vectors = store.embedder.texts([one.text for one in opening])
    else:
        own = [hit.passage.sentences.index(one.span) for one in opening]
        vectors = hit.sentence_vectors[own]
    near = (vectors @ headline).tolist()
    worth = [cosine - LATER * place for place, cosine in enumerate(near)]
    best = max(range(len(opening)), key=worth.__getitem__)
    return opening[best] if near[best] >= least else None


def _filled(
    told: Sequence[Sequence[Candidate]], most: int, room: int, *, again: bool
) -> list[Candidate]:
    """A sentence of each story, then a second of each, as long as there is room.

    Args:
        told: the sentences of each story, best first.
        again: whether a story may be told of in more than one sentence.
    """
    chosen: list[Candidate] = []
    rounds = max(map(len, told), default=0) if again else 1
    for number in range(rounds):
        for sentences in told:
            if number >= len(sentences) or len(chosen) == most:
                continue
            one = sentences[number]
            words = sum(len(other.text.split()) for other in [*chosen, one])
            repeats = any(says_the_same(one.text, other.text) for other in chosen)
            if (words <= room or not chosen) and not repeats:
                chosen.append(one)
    return chosen


def _place(one: Candidate, newest: bool) -> tuple[bool, float, int]:
    """Where a statement comes: by day, then as the article goes on; what has no day comes last.

    What somebody thinks of it comes behind what has happened.
    """
    day, is_view = one.hit.article.last_day, is_opinion(one.hit.article)
    if not day:
        return (is_view, float("inf"), one.span.start)
    number = date.fromisoformat(day).toordinal()
    return (is_view, float(-number if newest else number), one.span.start)
