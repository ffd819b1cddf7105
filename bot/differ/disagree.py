"""Where stories differ on what was asked: each value, by whom, of what day, the newest last.

A cited sentence is held against the sentences of other stories that tell the same: near to it and
to the question by their vectors, about the same names, times and places, with a value of the same
sort for the same thing. How it came to this is in docs/decisions/0015-disagreement.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np

from bot.answer.answer import Citation, Disagreement, Reported
from bot.check.orders import unsaid
from bot.differ import holders, sameness, values
from bot.differ.values import Value
from bot.differ.voices import outvoted
from bot.figures.figures import measures
from bot.question.terms import words
from bot.question.understanding import Question
from bot.search.retrieve import Found, Hit
from ingest.article import Article, Span
from ingest.records import Vector
from ingest.store import Store

# How near: cosine of the two sentences without their values, plus that of question and sentence,
# plus COVERED times the share of the question's words in ours that are in theirs, less FAR times
# how far the values lie apart. At least TOGETHER; NAMELESS more where no name holds them together.
NEAR, TOGETHER, NAMELESS, COVERED, FAR = 0.30, 1.30, 0.30, 0.4, 0.3
FARTHEST = 0.6  # taken off at most: sentences that are all but one tell the same, however far
# Cosine from which two words name one thing: "homes" and "houses" .89, "cattle" and "sheep" .69.
SYNONYMS = 0.74
ANYBODY = 0.45  # of "people" and whoever may be meant by it: "employees" .60, "lives" .46
_PEOPLE = frozenset({"people", "persons", "person", "lives", "others", "them"})
APART = 30  # days between articles from which a value has changed rather than been disputed
MOST = 6  # sentences that one value is held against
READ = 6_000  # characters of an article that are looked through for the other value
_REVISED = re.compile(
    r"\b(?:revis|updat|correct|rais|risen|rose|lower|cut|increas|climb|grew|grown|jump|fell|fall|"
    r"delay|postpone|push(?:ed)? back|brought forward|earlier|previous|former|originally|initial|"
    r"instead|up from|down from|no longer|now)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Values of one thing that differ."""

    about: str
    values: tuple[Reported, ...]  # at least two, the newest last
    # Whether the newest has taken the place of the others; otherwise they stand side by side.
    updated: bool
    disputed: bool  # whether they are a disagreement; an update of its own outlet's is none
    few: tuple[Reported, ...] = ()  # of a disagreement: what few say against many, see voices.py

    @property
    def many(self) -> tuple[Reported, ...]:
        """What the many say, where few say otherwise."""
        return tuple(one for one in self.values if one not in self.few) if self.few else ()

    @property
    def disagreement(self) -> Disagreement:
        return Disagreement(about=self.about, values=self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of a hit, with its values."""

    hit: Hit
    span: Span
    values: tuple[Value, ...]
    cosine: float  # with the question

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def around(self) -> str:
        return f"{self.hit.article.title}. {self.hit.passage.text}"


def find(
    store: Store, question: Question, found: Found, citations: Sequence[Citation]
) -> tuple[Difference, ...]:
    """Where what is cited, as far as it is what was asked for, is told otherwise by other stories.

    Raises:
        EmbeddingError: the model did not answer.
    """
    told = _sentences(store, question, found, citations)
    differences: list[Difference] = []
    taken: set[tuple[str, int]] = set()
    for citation in citations:
        for ours in told:
            if (
                not _is_in(ours.hit, ours.span, citation)
                or (ours.hit.passage.id, ours.span.start) in taken
            ):
                continue
            for value in _main(question, ours):
                if made := _Comparison(store, question, ours, value).made(told):
                    differences.append(made)
                    taken |= {(one.article.id, one.start) for one in made.values}
                    taken |= {
                        (one.hit.passage.id, one.span.start)
                        for one in told
                        if any(
                            one.hit.article.id == value.article.id and one.span.start == value.start
                            for value in made.values
                        )
                    }
    return tuple(differences)


class _Comparison:
    """One value that is cited, and what other stories give in its place."""

    def __init__(
        self,
        store: Store,
        question: Question,
        ours: Told,
        value: Value,
    ) -> None:
        self.store, self.question, self.ours, self.value = store, question, ours, value
        self.embedder = store.embedder
        self.stem = store.index.words.stem
        self.rarity = store.index.words.rarity(question.terms)
        self.clause = sameness.clause(ours.text, value.start, value.end)
        self.times = self._times(ours, value)
        self.here = self._stems_of(ours)

    def made(self, told: Sequence[Told]) -> Difference | None:
        """The difference, None where the others agree or speak of other things."""
        rivals_of = (
            (theirs, value)
            for theirs in told
            if theirs.hit.story != self.ours.hit.story
            and theirs.cosine >= NEAR
            and (value := self._rival(theirs)) is not None
        )
        pairs = list(islice(rivals_of, MOST))  # the likest to the question
        if all(values.agree(self.value, value) for _, value in pairs):
            return None
        pairs = self._near(pairs)
        best: dict[str, tuple[Told, Value]] = {}
        for theirs, value in sorted(pairs, key=lambda one: -one[0].cosine):
            held = best.setdefault(theirs.hit.story, (theirs, value))
            # Of what one story says, that which agrees is the same thing.
            if values.agree(self.value, value) and not values.agree(self.value, held[1]):
                best[theirs.hit.story] = (theirs, value)
        rivals = [pair for pair in best.values() if not values.agree(self.value, pair[1])]
        rivals = [pair for pair in rivals if not self._knows_both(*pair)]
        if not rivals:
            return None
        agreeing = [pair for pair in best.values() if values.agree(self.value, pair[1])]
        return self._difference([*rivals, *self._siding(told, rivals, set(best))], agreeing)

    def _siding(
        self, told: Sequence[Told], rivals: Sequence[tuple[Told, Value]], known: set[str]
    ) -> list[tuple[Told, Value]]:
        """What further stories say as the likeliest rival does, in words nearer to that one's."""
        theirs, value = max(rivals, key=lambda one: one[0].cosine)
        other = _Comparison(self.store, self.question, theirs, value)
        siding: dict[str, tuple[Told, Value]] = {}
        for one in told:
            story = one.hit.story
            if story in known or story == self.ours.hit.story or one.cosine < NEAR:
                continue
            own = other._rival(one)
            if own and values.agree(value, own) and not values.agree(self.value, own):
                siding.setdefault(story, (one, own))
        return other._near(list(siding.values())[:MOST])

    def _difference(
        self, rivals: list[tuple[Told, Value]], agreeing: list[tuple[Told, Value]]
    ) -> Difference:
        everyone = sorted(
            [(self.ours, self.value), *rivals, *agreeing],
            key=lambda one: (one[0].hit.article.first_day or "0", one[0].hit.article.published_at),
        )
        changed = [self._is_update(*pair) for pair in rivals]
        disputed = any(not only_update for _, only_update in changed)
        said = [(theirs.hit, value) for theirs, value in everyone]
        alone = outvoted(said, values.agree) if disputed else frozenset()
        reported = tuple(_reported(theirs, value) for theirs, value in everyone)
        return Difference(
            about=self._about(),
            values=reported,
            # What one voice says later than all the others is no update of theirs.
            updated=not alone and all(is_update for is_update, _ in changed),
            disputed=disputed,
            few=tuple(one for place, one in enumerate(reported) if place in alone),
        )

    def _is_update(self, theirs: Told, value: Value) -> tuple[bool, bool]:
        """Whether the later of the two replaces the other, and whether it does no more than that.

        An outlet that says otherwise a day later has updated its own figure. Another outlet's later
        figure is both shown as a disagreement and named as the newer one; after APART days, or
        where the later article gives the older value too, it is an update alone.
        """
        ours, other = self.ours.hit.article, theirs.hit.article
        gap = _days_between(ours, other)
        if not gap:
            return False, False
        later = (self.ours, self.value) if gap < 0 else (theirs, value)
        same_outlet = bool(ours.source) and ours.source == other.source
        if same_outlet or abs(gap) > APART:
            return True, True
        revised = bool(
            _REVISED.search(sameness.clause(later[0].text, later[1].start, later[1].end))
        )
        return revised or self._has_grown(value, gap), False

    def _has_grown(self, value: Value, gap: int) -> bool:
        ours, other = self.value.measure, value.measure
        if not ours or not other or ours.kind != "count":
            return False
        older, newer = (ours, other) if gap > 0 else (other, ours)
        return float(str(newer.value)) > float(str(older.value))

    def _rival(self, theirs: Told) -> Value | None:
        """The value in that sentence for the same thing: one that agrees, else the nearest."""
        if not theirs.values or not self._is_same_event(theirs):
            return None
        fitting = [one for one in theirs.values if self._fits(theirs, one)]
        agreeing = [one for one in fitting if values.agree(self.value, one)]
        return next(iter(agreeing or self._by_words(theirs, fitting)), None)

    def _fits(self, theirs: Told, value: Value) -> bool:
        if not values.comparable(self.value, value):
            return False
        clause = sameness.clause(theirs.text, value.start, value.end)
        if sameness.excludes(self.clause, clause):
            return False
        if self.question.kind != "date" and sameness.other_time(
            self.times, self._times(theirs, value)
        ):
            return False
        return self._may_be_near(theirs, value) and self._same_things(self.value, value)

    def _same_things(self, a: Value, b: Value) -> bool:
        """Whether two figures count the same, or one of them does not say what."""
        if not a.measure or not b.measure or a.measure.unit or b.measure.unit:
            return True
        ours = {*a.things[:2], *self._asked_things()}
        if not ours or not b.things:
            return True
        theirs = set(b.things[:2])
        if {self.stem(one) for one in ours} & {self.stem(one) for one in theirs}:
            return True
        left, right = sorted(ours), sorted(theirs)
        vectors = np.stack([self.embedder.word(one) for one in (*left, *right, "people")])
        cosines = vectors @ vectors.T
        if float(cosines[: len(left), len(left) : -1].max()) >= SYNONYMS:
            return True
        if _PEOPLE & ours:
            return float(cosines[-1, len(left) : -1].max()) >= ANYBODY
        return bool(_PEOPLE & theirs) and float(cosines[-1, : len(left)].max()) >= ANYBODY

    def _asked_things(self) -> tuple[str, ...]:
        match = re.search(r"\bhow many (?:\w+ ){0,2}?(\w{3,})", self.question.text, re.IGNORECASE)
        return (match[1].casefold(),) if match else ()

    def _by_words(self, theirs: Told, fitting: list[Value]) -> list[Value]:
        """Those whose clause has most words of ours and of the question first."""
        wanted = {self.stem(word) for word in (*words(self.clause), *self.question.terms)}

        def shared(value: Value) -> int:
            clause = sameness.clause(theirs.text, value.start, value.end)
            return len(wanted & {self.stem(word) for word in words(clause)})

        return sorted(fitting, key=shared, reverse=True)

    def _is_same_event(self, theirs: Told) -> bool:
        ours = self.ours
        if sameness.lacks_names(self.question.names, ours.around, theirs.around):
            return False
        return not sameness.other_place(ours.text, theirs.text, ours.around, theirs.around)

    def _near(self, pairs: list[tuple[Told, Value]]) -> list[tuple[Told, Value]]:
        """Those that are near enough to tell the same."""
        own, *rest = self.embedder.texts(
            [_without_values(one) for one in (self.ours, *(p[0] for p in pairs))]
        )
        near = []
        for (theirs, value), vector in zip(pairs, rest, strict=True):
            cosine = float(own @ vector)
            named = sameness.shares_name(self.ours.text, theirs.around, self.stem)
            least = TOGETHER + (0 if named else NAMELESS)
            if cosine >= NEAR and cosine + self._beside(theirs, value) >= least:
                near.append((theirs, value))
        return near

    def _beside(self, theirs: Told, value: Value) -> float:
        """What is known of their nearness without the model."""
        far = min(FARTHEST, FAR * values.apart(self.value, value))
        return theirs.cosine + COVERED * self._covered(theirs) - far

    def _may_be_near(self, theirs: Told, value: Value) -> bool:
        return 1 + self._beside(theirs, value) >= TOGETHER

    def _whole(self, told: Told) -> str:
        """The sentence without its values; names that it says "it" for stand before it."""
        around = {word.casefold() for word in words(told.around)}
        own = {word.casefold() for word in words(told.text)}
        missing = [
            name
            for name in self.question.names
            if not own & (named := {word.casefold() for word in words(name)}) and named <= around
        ]
        return " ".join([*(f"{name}:" for name in missing), _without_values(told)])

    def _stems_of(self, told: Told) -> set[str]:
        return {self.stem(word) for word in words(self._whole(told))}

    def _covered(self, theirs: Told) -> float:
        """Share of the question's words that our sentence has, by rarity, that theirs has too."""
        there = self._stems_of(theirs)
        own = [term for term in self.question.terms if self.stem(term) in self.here]
        total = sum(self.rarity[term] for term in own) or 1.0
        return sum(self.rarity[term] for term in own if self.stem(term) in there) / total

    def _knows_both(self, theirs: Told, value: Value) -> bool:
        """Whether one of the articles gives both values: then they are of two things.

        Not where the later one gives the older value as what was said before.
        """
        ours = self.ours
        here = self._lines_with(ours, value)
        there = self._lines_with(theirs, self.value)
        if _days_between(ours.hit.article, theirs.hit.article) >= 0:
            there = [text for text in there if not _REVISED.search(text)]
        else:
            here = [text for text in here if not _REVISED.search(text)]
        return bool(here or there)

    def _lines_with(self, told: Told, value: Value) -> list[str]:
        """The sentences of that article that give `value`, about what is asked."""
        article = told.hit.article
        asked = {self.stem(term) for term in self.question.terms}
        found = []
        for line in re.split(r"(?<=[.!?])\s+", article.text[:READ]):
            if not asked & {self.stem(word) for word in words(line)}:
                continue
            for other in values.asked(self.question, line, article.published_at):
                things = set(other.things[:2]), set(value.things[:2])
                one_thing = bool(things[0] & things[1]) or not all(things)
                if one_thing and values.comparable(other, value) and values.exactly(other, value):
                    found.append(line)
        return found

    def _times(self, told: Told, value: Value) -> frozenset[str]:
        day = told.hit.article.published_at
        near = sameness.spans_of_time(sameness.clause(told.text, value.start, value.end), day)
        return near or sameness.spans_of_time(told.text, day)

    def _about(self) -> str:
        """What the values are of: what is counted, and words of the question beside it."""
        value = self.value
        if value.sort == "person":
            return holders.role(self.question)
        named = {word.casefold() for name in self.question.names for word in words(name)}
        asked = {self.stem(term) for term in self.question.terms if term.casefold() not in named}
        text = self.ours.text
        near = [
            (max(match.start() - value.end, value.start - match.end()), match.start(), match[0])
            for match in re.finditer(r"[^\W\d_][\w’'-]+", text)
            if self.stem(match[0]) in asked and match[0].casefold() not in named
        ]
        inside = [(gap, start, word) for gap, start, word in near if gap >= 0]
        chosen = sorted((start, word.casefold()) for _, start, word in sorted(inside)[:2])
        thing = value.things[:1] if value.measure and value.measure.kind == "count" else ()
        both = [word for _, word in chosen if word not in thing]
        return " ".join([*thing, *both[: 2 - len(thing)]] or [self.question.terms[0].casefold()])


def _main(question: Question, ours: Told) -> tuple[Value, ...]:
    """Of a sentence's values the one that answers: of several figures, that of what is asked."""
    own = ours.values
    if len(own) < 2 or own[0].sort != "figure":
        return own[:1]
    asked = {word.casefold() for word in question.terms}
    if question.kind in {"money", "number", "date"}:

        def shared(value: Value) -> int:
            clause = sameness.clause(ours.text, value.start, value.end)
            near = {word.casefold() for word in words(clause)}
            return 2 * len(asked & set(value.things)) + len(asked & near)

        return (max(own, key=shared),)
    return own


def _sentences(
    store: Store, question: Question, found: Found, citations: Sequence[Citation]
) -> list[Told]:
    """Sentences that have a value of what is asked: those cited, and those near to the question.

    Those likest the question first; none where nothing that is cited has a value. To look for
    values costs most, so it is done last.
    """
    lines = (
        [one for hit in found.hits for one in _lines(store, hit, found.vector)] if citations else []
    )
    cited = [one for one in lines if any(_is_in(*one[:2], citation) for citation in citations)]
    ours = [told for hit, span, cosine in cited if (told := _told(question, hit, span, cosine))]
    stories = {one.hit.story for one in ours}
    theirs = [
        told
        for hit, span, cosine in lines
        if cosine >= NEAR
        and stories - {hit.story}
        and not any(one.hit is hit and one.span is span for one in ours)
        and (told := _told(question, hit, span, cosine))
    ]
    return sorted([*ours, *theirs], key=lambda one: -one.cosine)


def _lines(store: Store, hit: Hit, asked: Vector) -> list[tuple[Hit, Span, float]]:
    """Each sentence of a hit that is said to readers, and its cosine with what is asked."""
    cosines = hit.sentence_cosines
    if cosines is None:
        texts = [hit.article.text[one.start : one.end] for one in hit.passage.sentences]
        cosines = tuple((store.embedder.texts(texts) @ asked).tolist())
    told_apart = zip(hit.passage.sentences, unsaid(hit.passage), cosines, strict=True)
    return [(hit, span, cosine) for span, hidden, cosine in told_apart if not hidden]


def _told(question: Question, hit: Hit, span: Span, cosine: float) -> Told | None:
    """The sentence with its values, None where it has none of what is asked."""
    text = hit.article.text[span.start : span.end]
    own = values.asked(question, text, hit.article.published_at)
    return Told(hit=hit, span=span, values=own, cosine=cosine) if own else None


def _is_in(hit: Hit, span: Span, citation: Citation) -> bool:
    within = citation.start <= span.start and span.end <= citation.end
    return hit.article.id == citation.article.id and within


def _without_values(told: Told) -> str:
    text = told.text
    cuts = [(one.start, one.end) for one in measures(text) if not one.soft]
    cuts += [(one.start, one.end) for one in told.values if one.sort != "figure"]
    for start, end in sorted(set(cuts), reverse=True):
        text = f"{text[:start]}some{text[end:]}"
    return text


def _reported(told: Told, value: Value) -> Reported:
    """The value as the article writes it, with what it counts where that follows at once."""
    text, end = told.text, value.end
    counted = re.match(r"[ -]([\w’'-]+)", text[end:])
    of = value.things if value.measure and value.measure.kind == "count" else ()
    if of and counted and counted[1].casefold() == of[0]:
        end += counted.end()
    return Reported(
        value=text[value.start : end],
        article=told.hit.article,
        start=told.span.start,
        end=told.span.end,
    )


def _days_between(one: Article, other: Article) -> int:
    """Days from the one's publication to the other's; 0 where that is not known."""
    if len(one.published_at) < 10 or len(other.published_at) < 10:
        return 0
    first, last = (date.fromisoformat(item.published_at[:10]) for item in (one, other))
    return (last - first).days
