"""What stands in another story in the place of a cited value: the value for the same thing.

Another sentence tells the same where it is near to ours and to the question by their vectors, about
the same names, times and places, with a value of the same sort for the same thing.
"""

import re
from collections.abc import Sequence

from bot.differ import meant, posts, sameness, times, values
from bot.differ.events import Events
from bot.differ.sentences import NEAR, Told, without_values
from bot.differ.updates import days_between, is_revision
from bot.differ.values import Value
from bot.question.terms import words
from bot.question.understanding import Question
from ingest.store import Store

# How near: cosine of the two sentences without their values, plus that of question and sentence,
# plus COVERED times the share of the question's words in ours that are in theirs, less FAR times
# how far the values lie apart. At least TOGETHER; NAMELESS more where no name holds them together.
TOGETHER, NAMELESS, COVERED, FAR = 1.30, 0.30, 0.4, 0.3
FARTHEST = 0.6  # taken off at most: sentences that are all but one tell the same, however far
# Cosine from which two words name one thing: "homes" and "houses" .89, "cattle" and "sheep" .69.
SYNONYMS = 0.74
ANYBODY = 0.45  # of "people" and whoever may be meant by it: "employees" .60, "lives" .46
ONE_DAY = 2  # days between two reports up to which both may be of a change on one day
ALIKE, MOSTLY = 0.30, 0.6  # cosine, and share of the question's words, where both surely count it
# A part of those who are counted, or more of them.
_OF_THEM = re.compile(r"\s+(?:of (?:the|them|those|these|whom)|more|others?)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:another|further|other|additional) $", re.IGNORECASE)
READ = 6_000  # characters of an article that are looked through for the other value
_PEOPLE = frozenset({"people", "persons", "person", "lives", "others", "them"})


class Counterparts:
    """The values that stand in other sentences for the thing that one value is of."""

    def __init__(self, store: Store, question: Question, ours: Told, value: Value) -> None:
        self.question, self.ours, self.value = question, ours, value
        self.embedder = store.embedder
        self.stem = store.index.words.stem
        self.rarity = store.index.words.rarity(question.terms)
        self.clause = sameness.clause(ours.text, value.start, value.end)
        self.times = self._times(ours, value)
        self.here = self._stems_of(ours)
        self.events = Events(question, ours, self.stem, self.embedder)

    def of(self, theirs: Told) -> Value | None:
        """The value in that sentence for the same thing: one that agrees, else the nearest."""
        if not theirs.values or not self._is_same_event(theirs):
            return None
        fitting = [one for one in theirs.values if self._fits(theirs, one)]
        agreeing = [one for one in fitting if values.agree(self.value, one)]
        return next(iter(agreeing or self._by_words(theirs, fitting)), None)

    def near(self, pairs: Sequence[tuple[Told, Value]]) -> list[tuple[Told, Value]]:
        """Those that are near enough to tell the same."""
        least = [self._least(*pair) for pair in pairs]
        able = [(pair, one) for pair, one in zip(pairs, least, strict=True) if one <= 1]
        if not able:
            return []
        told = [self.ours, *(theirs for (theirs, _), _ in able)]
        own, *rest = self.embedder.texts([without_values(one) for one in told])
        return [
            pair for (pair, least), vector in zip(able, rest, strict=True) if own @ vector >= least
        ]

    def _least(self, theirs: Told, value: Value) -> float:
        """The cosine of the two sentences, without their values, from which they tell the same."""
        if value.sort == "person" and self._tell_of_one_post(theirs):
            return -1.0
        if self._is_counted_alike(theirs, value):
            return max(NEAR, ALIKE)
        named = self._is_named(self.ours.text, theirs)
        return max(NEAR, TOGETHER + (0 if named else NAMELESS) - self._beside(theirs, value))

    def _tell_of_one_post(self, theirs: Told) -> bool:
        """Whether both say who holds the post that is asked for, and where."""
        post = posts.asked(self.question)
        both = (self.ours, theirs)
        return post is not None and all(
            post.held_in(one.text, one.before) == posts.OWN for one in both
        )

    def are_of_two_things(self, theirs: Told, value: Value) -> bool:
        """Whether one of the articles gives both values.

        Not where the later one gives the older value as what was said before.
        """
        ours = self.ours
        here = self._lines_with(ours, value)
        there = self._lines_with(theirs, self.value)
        if days_between(ours.hit.article, theirs.hit.article) >= 0:
            there = [text for text in there if not is_revision(text)]
        else:
            here = [text for text in here if not is_revision(text)]
        return bool(here or there)

    def _fits(self, theirs: Told, value: Value) -> bool:
        if not values.comparable(self.value, value):
            return False
        days = abs(days_between(self.ours.hit.article, theirs.hit.article))
        if self.value.is_change is not value.is_change or (value.is_change and days > ONE_DAY):
            return False
        clause = sameness.clause(theirs.text, value.start, value.end)
        if sameness.excludes(self.clause, clause):
            return False
        if self.question.kind != "date" and sameness.other_time(
            self.times, self._times(theirs, value)
        ):
            return False
        if self.question.kind == "date" and not self._one_deed(theirs, value):
            return False
        if not self._same_things(self.value, value):
            return False
        if self.events.pay_for_two(self.value, theirs, value):
            return False
        if self.events.of_two_contests(self.value, theirs):
            return False
        return self._is_counted_alike(theirs, value) or self._may_be_near(theirs, value)

    def _is_counted_alike(self, theirs: Told, value: Value) -> bool:
        """Whether both count those who are asked for: the dead of one affair.

        Then it says nothing how far the values lie apart: tolls rise.
        """
        if self._says_which_it_replaces(theirs, value):
            return True
        asked = sameness.fates(self.question.text)
        clause = sameness.clause(theirs.text, value.start, value.end)
        if not asked or asked != sameness.fates(self.clause) or asked != sameness.fates(clause):
            return False
        if _is_partial(self.ours.text, self.value) or _is_partial(theirs.text, value):
            return False
        ours = f"{self.ours.hit.article.title}. {self.ours.text}"
        return self._is_named(ours, theirs) and self._has_asked(theirs)

    def _is_named(self, ours: str, theirs: Told) -> bool:
        """Whether a name holds the two together: one of ours, or one that the question has."""
        if sameness.shares_name(ours, theirs.around, self.stem):
            return True
        both = (self.ours, theirs)
        here, there = (sameness.named(self.question.names, one.around) for one in both)
        return bool(here & there) and not any(
            sameness.is_of_other(self.question.names, one.text) for one in both
        )

    def _says_which_it_replaces(self, theirs: Told, value: Value) -> bool:
        """Whether one of the sentences names the other's figure as what was before its own."""
        ours = f"of {self.ours.hit.article.title}. {self.ours.text}"  # its first word may be a name
        if not sameness.shares_name(ours, theirs.around, self.stem):
            return False
        pairs = ((theirs.text, self.value), (self.ours.text, value))
        return any(one.measure and meant.replaces(text, one.measure) for text, one in pairs)

    def _has_asked(self, theirs: Told) -> bool:
        """Whether what is asked about stands around both as far as it does around either."""
        here = sameness.stems(self.ours.around, self.stem)
        there = sameness.stems(theirs.around, self.stem)
        own, other, both = (
            sum(self.rarity[one] for one in self.question.terms if self.stem(one) in stems)
            for stems in (here, there, here & there)
        )
        return both >= MOSTLY * min(own, other) and both > 0

    def _one_deed(self, theirs: Told, value: Value) -> bool:
        """Whether two days are those of one deed: what was spilt one day was not named then."""
        own, other = (
            times.deed(told.text, one.measure) if one.measure else ""
            for told, one in ((self.ours, self.value), (theirs, value))
        )
        each = ((self.ours.text, own), (theirs.text, other))
        names = self.question.names
        if any(deed and sameness.is_done_by_other(names, text, deed) for text, deed in each):
            return False
        if not own or not other or self.stem(own) == self.stem(other):
            return True
        a, b = self.embedder.words((own, other))
        return float(a @ b) >= SYNONYMS

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
        vectors = self.embedder.words((*left, *right, "people"))
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
        if len(fitting) < 2:
            return fitting
        asked = frozenset(map(self.stem, self.question.terms))
        wanted = asked | sameness.stems(self.clause, self.stem)

        def shared(value: Value) -> int:
            clause = sameness.clause(theirs.text, value.start, value.end)
            return len(wanted & sameness.stems(clause, self.stem))

        return sorted(fitting, key=shared, reverse=True)

    def _is_same_event(self, theirs: Told) -> bool:
        ours = self.ours
        if sameness.parts_names(self.question.names, ours.around, theirs.around):
            return False
        if sameness.other_place(ours.text, theirs.text, ours.around, theirs.around):
            return False
        return not self.events.are_two(theirs)

    def _beside(self, theirs: Told, value: Value) -> float:
        """What is known of their nearness without the model."""
        far = min(FARTHEST, FAR * values.apart(self.value, value))
        return theirs.cosine + COVERED * self._covered(theirs) - far

    def _may_be_near(self, theirs: Told, value: Value) -> bool:
        return 1 + self._beside(theirs, value) >= TOGETHER

    def _whole(self, told: Told) -> str:
        """The sentence without its values; names that it says "it" for stand before it."""
        if not self.question.names:
            return without_values(told)
        around, own = sameness.lows(told.around), sameness.lows(told.text)
        missing = [
            name
            for name in self.question.names
            if not own & (named := sameness.lows(name)) and named <= around
        ]
        return " ".join([*(f"{name}:" for name in missing), without_values(told)])

    def _stems_of(self, told: Told) -> frozenset[str]:
        return sameness.stems(self._whole(told), self.stem)

    def _covered(self, theirs: Told) -> float:
        """Share of the question's words that our sentence has, by rarity, that theirs has too."""
        there = self._stems_of(theirs)
        own = [term for term in self.question.terms if self.stem(term) in self.here]
        total = sum(self.rarity[term] for term in own) or 1.0
        return sum(self.rarity[term] for term in own if self.stem(term) in there) / total

    def _lines_with(self, told: Told, value: Value) -> list[str]:
        """The sentences of that article that give `value`, about what is asked."""
        article = told.hit.article
        asked = {self.stem(term) for term in self.question.terms}
        found = []
        for line in re.split(r"(?<=[.!?])\s+", article.text[:READ]):
            if asked.isdisjoint(map(self.stem, words(line))):
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


def _is_partial(text: str, value: Value) -> bool:
    """Whether a figure counts a part of a lot, or those who came to it."""
    return bool(_OF_THEM.match(text[value.end :]) or _FURTHER.search(text[: value.start]))
