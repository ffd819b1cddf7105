"""The sentences that are held against each other: those with a value of what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer.answer import Citation
from bot.check.orders import unsaid
from bot.differ import values, withdrawn
from bot.differ.own import Own
from bot.differ.values import Value
from bot.differ.withdrawn import Correction
from bot.figures.figures import measures
from bot.question.understanding import Question
from bot.search.retrieve import Found, Hit
from ingest.article import Span
from ingest.store import Store
from ingest.stored.records import Vector

NEAR = 0.30  # cosine from which a sentence is near: to the question, and to another sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of a hit, with its values."""

    hit: Hit
    span: Span
    values: tuple[Value, ...]  # those that are surely of what is asked, see own.py
    cosine: float  # with the question
    unsure: tuple[Value, ...] = ()  # the others of a sentence about it, which may be of it too

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def before(self) -> str:
        """The sentence before it in its passage, "" where there is none."""
        text, spans = self.hit.article.text, self.hit.passage.sentences
        ahead = [one for one in spans if one.end <= self.span.start]
        return text[ahead[-1].start : ahead[-1].end] if ahead else ""

    @property
    def around(self) -> str:
        return f"{self.hit.article.title}. {self.hit.passage.text}"


def with_values(
    store: Store, question: Question, found: Found, citations: Sequence[Citation]
) -> list[Told]:
    """Sentences that have a value of what is asked: those cited, and those near to the question.

    Those likest the question first; none where nothing that is cited has a value. To look for
    values costs most, so it is done last.
    """
    if not citations:
        return []
    corrections, owned = withdrawn.find(store, found.hits), Own(store, question)
    lines = [one for hit in found.hits for one in _lines(store, hit, found.vector, corrections)]
    cited = [one for one in lines if any(is_in(*one[:2], citation) for citation in citations)]
    ours = [told for one in cited if (told := _told(question, *one, corrections))]
    if not ours:
        return []
    stories = {one.hit.story for one in ours}
    theirs = [
        told
        for hit, span, cosine in lines
        if cosine >= NEAR
        and stories - {hit.story}
        and not any(one.hit is hit and one.span == span for one in ours)
        and (told := _told(question, hit, span, cosine, corrections))
    ]
    if not any(_may_differ(one, other) for one in ours for other in (*ours, *theirs)):
        return []  # there is nothing to hold it against
    return sorted(_of_what_is_asked(owned, ours, theirs), key=lambda one: -one.cosine)


def _may_differ(one: Told, other: Told) -> bool:
    """Whether another story gives another value of the same sort."""
    return one.hit.story != other.hit.story and any(
        values.comparable(a, b) and not values.agree(a, b) for a in one.values for b in other.values
    )


def _of_what_is_asked(owned: Own, ours: Sequence[Told], theirs: Sequence[Told]) -> list[Told]:
    """The sentences whose values are of that; and those that say which of these they replace.

    None where no sentence of ours has such a value, nor can replace one.
    """
    own = [(one, *owned.parted(one.hit, one.span, one.values)) for one in ours]
    told = [value.measure for one in (*ours, *theirs) for value in one.values if value.measure]
    if not any(found or owned.may_replace(one.hit, one.span, told) for one, found, _ in own):
        return []
    own += [(one, *owned.parted(one.hit, one.span, one.values)) for one in theirs]
    figures = [value.measure for _, found, _ in own for value in found if value.measure]
    made = []
    for one, found, unsure in own:
        if not found and owned.may_replace(one.hit, one.span, figures):
            found, unsure = one.values, ()
        if found or unsure:
            made.append(replace(one, values=found, unsure=unsure))
    return made


def _lines(
    store: Store, hit: Hit, asked: Vector, corrections: Sequence[Correction]
) -> list[tuple[Hit, Span, float]]:
    """Each sentence of a hit that is said to readers, and its cosine with what is asked.

    A correction is one, with the sentence that sets it right.
    """
    cosines = hit.sentence_cosines
    if cosines is None:
        texts = [hit.article.text[one.start : one.end] for one in hit.passage.sentences]
        cosines = tuple((store.embedder.texts(texts) @ asked).tolist())
    told_apart = zip(hit.passage.sentences, unsaid(hit.passage), cosines, strict=True)
    wholes = [one.span for one in corrections if one.article.id == hit.article.id]
    made = []
    for span, hidden, cosine in told_apart:
        whole = next((one for one in wholes if one.start <= span.start < one.end), span)
        if not hidden and whole.start == span.start:
            made.append((hit, whole, cosine))
    return made


def _told(
    question: Question, hit: Hit, span: Span, cosine: float, corrections: Sequence[Correction]
) -> Told | None:
    """The sentence with its values, None where it has none of what is asked that holds."""
    holds = withdrawn.values_of(corrections, hit, span)
    if holds is None:
        return None
    text, ahead = hit.article.text[holds.start : holds.end], holds.start - span.start
    own = values.asked(question, text, hit.article.published_at)
    own = tuple(replace(one, start=one.start + ahead, end=one.end + ahead) for one in own)
    return Told(hit=hit, span=span, values=own, cosine=cosine) if own else None


def is_in(hit: Hit, span: Span, citation: Citation) -> bool:
    """Whether the sentence at `span` of that hit lies within what is cited."""
    within = citation.start <= span.start and span.end <= citation.end
    return hit.article.id == citation.article.id and within


def without_values(told: Told) -> str:
    """The text with "some" in place of each value."""
    text = told.text
    cuts = [(one.start, one.end) for one in measures(text) if not one.soft]
    cuts += [(one.start, one.end) for one in told.values if one.sort != "figure"]
    for start, end in sorted(set(cuts), reverse=True):
        text = f"{text[:start]}some{text[end:]}"
    return text
