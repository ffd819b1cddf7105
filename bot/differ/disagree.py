"""Where stories differ on what was asked: each value, by whom, of what day, the newest last.

Each value that is cited is held against its counterparts in other stories. How it came to this is
in docs/decisions/0015-disagreement.md.
"""

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress, islice

from bot.answer.answer import Citation, Disagreement, Reported
from bot.differ import holders, sameness, sentences, values
from bot.differ.counterparts import Counterparts
from bot.differ.sentences import NEAR, Told
from bot.differ.updates import is_update
from bot.differ.values import Value
from bot.differ.voices import outvoted
from bot.question.terms import words
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.store import Store

MOST = 6  # sentences that one value is held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Values of one thing that differ."""

    about: str
    values: tuple[Reported, ...]  # at least two, the newest last
    # Whether the newest has taken the place of the others; otherwise they stand side by side.
    updated: bool
    disputed: bool  # whether they are a disagreement; an update of its own outlet's is none
    few: tuple[Reported, ...] = ()  # of a disagreement: what few say against many, see voices.py
    newest: tuple[Reported, ...] = ()  # those of `values` that give the newest value
    replaced: tuple[Reported, ...] = ()  # those whose value that one has taken the place of

    @property
    def many(self) -> tuple[Reported, ...]:
        """What the many say, where few say otherwise."""
        return tuple(one for one in self.values if one not in self.few) if self.few else ()

    @property
    def latest(self) -> Reported:
        """The first report of the newest value since the one that it replaced."""
        since = self.replaced[-1].article.last_day if self.replaced else ""
        return next((one for one in self.newest if one.article.last_day >= since), self.values[-1])

    @property
    def disagreement(self) -> Disagreement:
        return Disagreement(about=self.about, values=self.values)


def find(
    store: Store, question: Question, found: Found, citations: Sequence[Citation]
) -> tuple[Difference, ...]:
    """Where what is cited, as far as it is what was asked for, is told otherwise by other stories.

    Raises:
        EmbeddingError: the model did not answer.
    """
    spoken = {one.article.language for one in citations}
    if not spoken & {"", "en"}:  # what a figure is of, is told in English alone
        question = replace(question, kind="")
    told = sentences.with_values(store, question, found, citations)
    asked = _asked(question, told, citations)
    differences: list[Difference] = []
    taken: set[tuple[str, int]] = set()
    for citation in citations:
        for ours in asked:
            place = ours.hit.article.id, ours.span.start
            if place in taken or not sentences.is_in(ours.hit, ours.span, citation):
                continue
            for value in _main(question, ours):
                made = _Comparison(store, question, ours, value).made(told)
                if made is None:
                    continue
                others = {(one.article.id, one.start) for one in made.values} - {place}
                # What one article gave before differs from the same others.
                again = others <= taken and place[0] in {article for article, _ in taken}
                if not again:
                    differences.append(made)
                    taken |= {place, *others}
                break  # of one thing each sentence gives one value
    return tuple(differences)


def _asked(question: Question, told: Sequence[Told], citations: Sequence[Citation]) -> list[Told]:
    """Those cited sentences that speak of whom or what the question names, as far as any does.

    What stories differ on about another bridge was not asked.
    """
    cited = [
        one for one in told if any(sentences.is_in(one.hit, one.span, other) for other in citations)
    ]
    named = [len(sameness.named(question.names, one.around)) for one in cited]
    return [one for one, n in zip(cited, named, strict=True) if n == max(named)]


class _Comparison:
    """One value that is cited, and what other stories give in its place."""

    def __init__(self, store: Store, question: Question, ours: Told, value: Value) -> None:
        self.store, self.question, self.ours, self.value = store, question, ours, value
        self.counterparts = Counterparts(store, question, ours, value)

    def made(self, told: Sequence[Told]) -> Difference | None:
        """The difference, None where the others agree or speak of other things."""
        rivals_of = (
            (theirs, value)
            for theirs in told
            if theirs.hit.story != self.ours.hit.story
            and theirs.cosine >= NEAR
            and (value := self.counterparts.of(theirs)) is not None
        )
        pairs = list(islice(rivals_of, MOST))  # the likest to the question
        if all(values.agree(self.value, value) for _, value in pairs):
            return None
        pairs = self.counterparts.near(pairs)
        best: dict[str, tuple[Told, Value]] = {}
        for theirs, value in sorted(pairs, key=lambda one: -one[0].cosine):
            held = best.setdefault(theirs.hit.story, (theirs, value))
            # Of what one story says, that which agrees is the same thing.
            if values.agree(self.value, value) and not values.agree(self.value, held[1]):
                best[theirs.hit.story] = (theirs, value)
        rivals = [pair for pair in best.values() if not values.agree(self.value, pair[1])]
        rivals = [pair for pair in rivals if not self.counterparts.are_of_two_things(*pair)]
        if not rivals:
            return None
        agreeing = [pair for pair in best.values() if values.agree(self.value, pair[1])]
        rivals += self._siding(told, rivals, set(best))
        return self._difference(told, rivals, agreeing)

    def _siding(
        self, told: Sequence[Told], rivals: Sequence[tuple[Told, Value]], known: set[str]
    ) -> list[tuple[Told, Value]]:
        """What further stories say as the likeliest rival does, in words nearer to that one's."""
        theirs, value = max(rivals, key=lambda one: one[0].cosine)
        other = Counterparts(self.store, self.question, theirs, value)
        siding: dict[str, tuple[Told, Value]] = {}
        for one in told:
            story = one.hit.story
            if story in known or story == self.ours.hit.story or one.cosine < NEAR:
                continue
            own = other.of(one)
            if own and values.agree(value, own) and not values.agree(self.value, own):
                siding.setdefault(story, (one, own))
        return other.near(list(siding.values())[:MOST])

    def _difference(
        self,
        told: Sequence[Told],
        rivals: list[tuple[Told, Value]],
        agreeing: list[tuple[Told, Value]],
    ) -> Difference | None:
        everyone = sorted(
            [(self.ours, self.value), *rivals, *agreeing],
            key=lambda one: (one[0].hit.article.first_day or "0", one[0].hit.article.published_at),
        )
        changed = [is_update(self.ours, self.value, *pair) for pair in rivals]
        disputed = any(not only_update for _, only_update in changed)
        last, value = everyone[-1]
        is_newest = not any(_may_be_newer(one, last, value) for one in told)
        if not (is_newest or disputed):
            return None
        newest = [values.agree(value, other) for _, other in everyone]
        replaced = [
            is_newest and not is_new and is_update(last, value, *pair)[0]
            for pair, is_new in zip(everyone, newest, strict=True)
        ]
        said = [(theirs.hit, value) for theirs, value in everyone]
        alone = outvoted(said, values.agree) if disputed else frozenset()
        reported = tuple(_reported(theirs, value) for theirs, value in everyone)
        return Difference(
            about=self._about(),
            values=reported,
            # What one voice says later than all the others is no update of theirs.
            updated=not alone and all(map(operator.or_, newest, replaced)),
            disputed=disputed,
            few=tuple(one for place, one in enumerate(reported) if place in alone),
            newest=tuple(compress(reported, newest)),
            replaced=() if alone else tuple(compress(reported, replaced)),
        )

    def _about(self) -> str:
        """What the values are of: what is counted, and words of the question beside it."""
        value = self.value
        if value.sort == "person":
            return holders.role(self.question)
        named = {word.casefold() for name in self.question.names for word in words(name)}
        stem = self.store.index.words.stem
        asked = {stem(term) for term in self.question.terms if term.casefold() not in named}
        text = self.ours.text
        near = [
            (max(match.start() - value.end, value.start - match.end()), match.start(), match[0])
            for match in re.finditer(r"[^\W\d_][\w’'-]+", text)
            if stem(match[0]) in asked and match[0].casefold() not in named
        ]
        inside = [(gap, start, word) for gap, start, word in near if gap >= 0]
        chosen = sorted((start, word.casefold()) for _, start, word in sorted(inside)[:2])
        thing = value.things[:1] if value.measure and value.measure.kind == "count" else ()
        both = [word for _, word in chosen if word not in thing]
        return " ".join([*thing, *both[: 2 - len(thing)]] or [self.question.terms[0].casefold()])


def _may_be_newer(told: Told, last: Told, value: Value) -> bool:
    """Whether a later article may give another value in the place of what is held the newest."""
    return told.hit.article.last_day > last.hit.article.last_day and any(
        values.comparable(one, value) and not values.agree(one, value)
        for one in (*told.values, *told.unsure)
    )


def _main(question: Question, ours: Told) -> tuple[Value, ...]:
    """Of a sentence's values the one that answers: of several figures, that of what is asked."""
    own = ours.values
    if len(own) < 2 or own[0].sort != "figure":
        return own[:1]
    asked = {word.casefold() for word in question.terms}
    if question.kind in values.NUMERIC:

        def shared(value: Value) -> int:
            clause = sameness.clause(ours.text, value.start, value.end)
            near = {word.casefold() for word in words(clause)}
            return 2 * len(asked & set(value.things)) + len(asked & near)

        return (max(own, key=shared),)
    return own


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
