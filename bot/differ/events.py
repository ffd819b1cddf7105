"""Whether two articles tell of two events: another match, another robbery, a namesake's age.

What is so at a time (a price, who is mayor) has a newer value; what happened once has not. Two
articles that each give a day for the same deed tell of one event where it is one day. In doubt they
tell of two, so that nothing is said to have taken the place of anything.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from bot.differ import outcomes, sameness, times
from bot.differ.sentences import Told
from bot.differ.updates import days_between, is_revision
from bot.differ.values import Value
from bot.figures.figures import measures
from bot.figures.moments import When
from bot.question import wording
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from ingest.embedding.embed import Embedder

ONE_DAY = 1  # days by which reports of one deed may be off: it was night, or told late
FRESH, LATER = 3, 14  # days from an event to its report; from one report to that of another event
ALIKE = 0.74  # cosine from which two verbs name one deed, as for things counted
SAME_GROUND = 0.50  # likewise what two sums are paid for
AGES = 5  # years by which two ages of one person may be off where they are disputed
_IS_SO = re.compile(r"\b(?:is|are|am|does|do|will)\b|\w['’]s\b(?! \w+(?:ed|en)\b)", re.IGNORECASE)
_WAS_SO = re.compile(
    r"\b(?:was|were|did|has|have|had)\b|"
    r"^\W*(?:who|what|how many|how much|which)\b(?: \w+)? \w+ed\b|"
    r"\bwho (?:won|beat|led|ran|made|took|got|wrote|built|bought|sold)\b",
    re.IGNORECASE,
)
# What a sentence speaks of behind these happened before what it tells: arrested after the robbery.
_BEFORE = re.compile(
    r"\b(?:over|after|following|since|into|about|from|in connection with|linked to|suspected of|"
    r"wake of|because of|due to|until|before) (?:[\w’'-]+ ){0,4}$",
    re.IGNORECASE,
)
# Another twenty people are no other event.
_MORE = (
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|"
    r"hundreds?|thousands?|few|several)\b"
)
_ANOTHER = re.compile(
    r"\b(?:another|(?:a|the|her|his|its|their) (?:second|third|fourth|further|fresh)|yet another) "
    r"(?!quarter|half|year|season|term|time|day|week|month|phase|stage|round|leg|period)"
    rf"(?!{_MORE})(?P<what>(?:[\w’'-]+ ?){{1,3}})|"
    rf"^(?:Second|Third|Another|Fresh) (?!{_MORE})(?P<headed>(?:[\w’'-]+ ?){{1,3}})",
    re.IGNORECASE,
)
_SINCE_THE_LAST = re.compile(
    r"\b(?:days?|weeks?|months?|years?|fortnight) after (?:the|that|a|an|its|his|her|their) "
    r"(?:(?:first|last|previous|earlier|similar|other)\b|(?:\w+ ){0,2}?(?:of|in|at|near) [A-Z])"
)
_GROUND = re.compile(
    r"\b(?:for|over|after|because(?: of)?|due to) (?!(?:the|a|an) (?:first|second|last) time\b)"
    r"(?P<what>[^,.;:]+)"
)
_NO_GROUND = re.compile(
    r"^\W*(?:\w+ ){0,2}?(?:\d|years?|months?|weeks?|days?|hours?|life|now)\b", re.IGNORECASE
)
_AGE = r"(?:, (?:aged )?(\d{1,3})\b| \((\d{1,3})\)|, who (?:is|was) (\d{1,3})\b)"
_AGE_BEFORE = r"\b(\d{1,3})-year-old (?:[\w’'-]+ ){0,3}?"


def is_state(question: Question) -> bool:
    """Whether it asks how things are: what has a newer value, and not what happened once."""
    return bool(_IS_SO.search(question.text)) and not _WAS_SO.search(question.text)


class Events:
    """What one sentence's article tells to have happened, held against what others tell."""

    def __init__(
        self, question: Question, ours: Told, stem: Callable[[str], str], embedder: Embedder
    ) -> None:
        self.question, self.ours, self.stem, self.embedder = question, ours, stem, embedder
        named = {word for name in question.names for word in sameness.lows(name)}
        self.asked = frozenset(stem(one) for one in question.terms)
        self.things = frozenset(stem(one) for one in question.terms if one.casefold() not in named)
        self.is_state = is_state(question)

    def are_two(self, theirs: Told) -> bool:
        """Whether the other article tells, or may tell, of another event or person."""
        if not self.question.names and self._in_other_places(theirs):
            return True
        if _of_other_ages(self.question.names, self.ours, theirs):
            return True
        if self.is_state:
            return False
        if self._is_another(theirs):
            return True
        # Where the day is asked for, another day is another answer.
        return self.question.kind != "date" and self._on_other_days(theirs)

    def pay_for_two(self, value: Value, theirs: Told, other: Value) -> bool:
        """Whether two sums are for two things: fined for a spill, fined for wrong bills."""
        is_sum = value.measure is not None and value.measure.kind in {"money", "duration"}
        if not is_sum or self.is_state:
            return False
        own, rest = _ground(self.ours.text, value.end), _ground(theirs.text, other.end)
        if not own or not rest:
            return False
        stems = [frozenset(map(self.stem, content_words(one))) for one in (own, rest)]
        if not all(stems) or stems[0] & stems[1]:
            return False
        a, b = self.embedder.texts([own, rest])
        return float(a @ b) < SAME_GROUND

    def of_two_contests(self, value: Value, theirs: Told) -> bool:
        """Whether somebody won or lost against one in the one sentence, another in the other."""
        if value.pole is None or value.pole[0] != outcomes.CONTEST:
            return False
        asked = frozenset[str]().union(*map(sameness.lows, self.question.names))
        here, there = (_setting(one.text) - asked for one in (self.ours, theirs))
        return bool(here and there) and not here & there

    def _in_other_places(self, theirs: Told) -> bool:
        """Whether both name somebody or some place, and nothing that the other one names."""
        here, there = _setting(self.ours.around), _setting(theirs.around)
        low = sameness.lows(self.ours.around), sameness.lows(theirs.around)
        return bool(here and there) and not here & low[1] and not there & low[0]

    def _is_another(self, theirs: Told) -> bool:
        """Whether the later article says that it tells of another one, or of one more."""
        gap = days_between(self.ours.hit.article, theirs.hit.article)
        later = theirs if gap > 0 else self.ours
        if not gap or is_revision(later.text):
            return False
        if _SINCE_THE_LAST.search(later.around):
            return True
        parts = (later.hit.article.title, later.hit.passage.text)
        return any(
            self.things
            & {
                self.stem(word)
                for word in words(match["what"] or match["headed"])
                if not sameness.fates(word)  # "another man died"
            }
            for part in parts
            for match in _ANOTHER.finditer(part)
        )

    def _on_other_days(self, theirs: Told) -> bool:
        """Whether both tell what happened, and when, and it was not on one day."""
        here = list(self._happened(self.ours))
        there = list(self._happened(theirs)) if here else []
        apart = [
            (one, other)
            for one in here
            for other in there
            if abs((one[1] - other[1]).days) > ONE_DAY
        ]
        if len(apart) < len(here) * len(there) or not apart:
            return False  # of one thing at least both give one day
        if abs(days_between(self.ours.hit.article, theirs.hit.article)) > LATER:
            return True
        return any(self._is_one_deed(one[0], other[0]) for one, other in apart)

    def _is_one_deed(self, one: str, other: str) -> bool:
        if self.stem(one) == self.stem(other):
            return True
        a, b = self.embedder.words((one, other))
        return float(a @ b) >= ALIKE

    def _happened(self, told: Told) -> Iterator[tuple[str, date]]:
        """The deeds that its passage tells as news of what is asked, and their days."""
        text, published = told.hit.article.text, told.hit.article.published_at
        for span in told.hit.passage.sentences:
            sentence = text[span.start : span.end]
            for deed, day in _deeds(sentence, published):
                if self._speaks_of_it(sentence, span.start == told.span.start):
                    yield deed, day

    def _speaks_of_it(self, sentence: str, is_own: bool) -> bool:
        """Whether a sentence tells what is asked itself, and not what came of it."""
        places = [
            match.start()
            for match in re.finditer(r"[^\W_][\w’'-]*", sentence)
            if self.stem(match[0]) in self.asked
        ]
        return is_own or any(not _BEFORE.search(sentence[:place]) for place in places)


@lru_cache(maxsize=1024)
def _deeds(sentence: str, published: str) -> tuple[tuple[str, date], ...]:
    """The verbs in the past that have a day, shortly before the sentence was published."""
    try:
        out = date.fromisoformat(published[:10])
    except ValueError:
        return ()
    found = []
    for one in measures(sentence, day=published):
        if not isinstance(one.value, When):
            continue
        day, deed = _day(one.value, out), times.deed(sentence, one)
        if day and deed and timedelta() <= out - day <= timedelta(days=FRESH):
            found.append((deed, day))
    return tuple(found)


def _day(when: When, out: date) -> date | None:
    """The one day that is meant, None for none."""
    if when.weekday >= 0:
        return out - timedelta(days=(out.weekday() - when.weekday) % 7)
    if when.day and when.month and not when.year:
        try:
            day = date(out.year, when.month, when.day)
        except ValueError:
            return None  # 29 February
        return day if day <= out else None
    if when.days and when.days[0] == when.days[1]:
        return when.days[0]
    return None


@lru_cache(maxsize=512)
def _setting(text: str) -> frozenset[str]:
    """The words of the names in a text, without those that stand anywhere."""
    found = (
        word.casefold()
        for part in re.split(r"(?<=[.?!])\s+", text)
        for name in wording.names(part)
        for word in words(name)
    )
    return frozenset(found) - sameness.ANYWHERE


def _ground(sentence: str, end: int) -> str:
    """What a sum is paid for, or somebody jailed for, as far as it follows it."""
    match = _GROUND.search(sentence, end)
    return "" if not match or _NO_GROUND.match(match["what"]) else match["what"]


def _of_other_ages(names: Sequence[str], ours: Told, theirs: Told) -> bool:
    """Whether somebody whom the question names has another age there, than one can have."""
    between = abs(days_between(ours.hit.article, theirs.hit.article)) // 365
    for name in names:
        here, there = _ages(name, ours.around), _ages(name, theirs.around)
        if here and there and all(abs(a - b) > between + AGES for a in here for b in there):
            return True
    return False


@lru_cache(maxsize=512)
def _ages(name: str, text: str) -> frozenset[int]:
    own = re.escape((words(name) or [name])[-1])
    found = re.findall(rf"\b{own}{_AGE}|{_AGE_BEFORE}(?:[A-Z][\w’'-]+ ){{0,2}}{own}\b", text)
    return frozenset(int(one) for groups in found for one in groups if one)
