"""Whether a value is what is asked for: what the question's own noun or verb says of whom it asks.

The sentences of one affair hold many figures, days and names. A value is held against others only
where its sentence surely gives it as the answer; in doubt it is none, and nothing is told of it.
"""

import re
from collections.abc import Collection

from bot.answer.fitting import counting
from bot.differ import meant, sameness, times, values
from bot.differ.values import Value
from bot.differ.wanted import Wanted
from bot.figures.figures import Measure
from bot.figures.moments import When
from bot.question.days import TIME_NAMES
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from bot.search.retrieve import Hit
from ingest.article import Span
from ingest.store import Store

BEFORE = 2  # sentences before one that may say whom it speaks of
_AHEAD = re.compile(r"\b(?:will|going to|due|does|do|is|are)\b", re.IGNORECASE)
# What somebody wanted, threatened or made depend on something has not come about by that.
_UNREAL = re.compile(
    r"\b(?:if|unless|whether|asked|sought|seek(?:s|ing)?|demand\w*|request\w*|threaten\w*|"
    r"(?:face[sd]?|facing) up to|suppose[ds]?)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:could|might|(?-i:may)|would|should|propos\w+|as soon as)\b", re.IGNORECASE
)
_POLL = re.compile(r"\b(?:polls?|polled|polling|surveys?|surveyed|respondents)\b", re.IGNORECASE)
# A sum that is passed, and one that tells how far two others lie apart.
_MARK = re.compile(r"^[ -](?:mark|threshold|barrier|milestone|limit)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"^ (?:[\w’'-]+ )?(?:more|less|fewer|higher|lower|extra|additional)\b", re.IGNORECASE
)
_BY_HOW_MUCH = re.compile(r"\b(?:up|down|an? (?:extra|additional)) $", re.IGNORECASE)
# A part of those who are counted, or more of them.
_PART = re.compile(r"\b(?:first|last|next|other|another|further|additional|new) $", re.IGNORECASE)
_OF_THEM = re.compile(r"^\s+of (?:the|them|those|these|whom|all|its|their)\b", re.IGNORECASE)
_ASKS_DIFFERENCE = re.compile(r"\b(?:by|more|less|fewer|further|rise|fall|add)\b", re.IGNORECASE)
_IN_A_ROW = re.compile(r"\d(?:, |-)$|^(?:, |-)\d")  # "7, 29, 60": numbers that are drawn
_GUESSED = re.compile(r"\b(?:maybe|perhaps|possibly|like) (?:an? )?$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.,$€£-])(?:1[5-9]|20)\d\d(?![\w%-]|[.,]\d)")
_OF = re.compile(r"\b(?:of|in|at|on|for|to)\b", re.IGNORECASE)
_OWNER = re.compile(r"([\w’'-]+?)(?:['’]s|s['’])\s([a-z-]+(?:\s[a-z-]+)?)")
_AS_OF = re.compile(r"\b(?:as of|since|until|after) (?:late |early )?$", re.IGNORECASE)
_BEFORE_A_CLAUSE = re.compile(r"\b(?:since|that|which|who|whose|because|if|where|when)\b", re.I)


class Own:
    """What a question asks for, held against the sentences that may give it."""

    def __init__(self, store: Store, question: Question) -> None:
        self.question, self.text = question, question.text
        self.wanted = Wanted(store, question)
        self.times = sameness.spans_of_time(question.text, question.today)
        self.is_ahead = bool(_AHEAD.search(question.text))

    def may_replace(self, hit: Hit, span: Span, figures: Collection[Measure]) -> bool:
        """Whether a sentence says of one of those figures, and of whom is asked, that it was so."""
        text = hit.article.text[span.start : span.end]
        here = f"{hit.article.title}. {_before(hit, span)} {text}"
        return self.wanted.names_it(here) and any(meant.replaces(text, one) for one in figures)

    def parted(
        self, hit: Hit, span: Span, found: tuple[Value, ...]
    ) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        """Those of a sentence's values that are surely of what is asked, and those that may be.

        Args:
            span: the sentence; the values are placed in it.
        """
        text, before = hit.article.text[span.start : span.end], _before(hit, span)
        here = f"{hit.article.title}. {before} {text}"
        if not (found and self.wanted.names_it(here)):
            return (), ()
        own: tuple[Value, ...] = ()
        if self._is_of_that_time(hit, text, here):
            own = _surest(tuple(one for one in found if self._is_own(one, text, here)))
        wanted = self.wanted
        if not (wanted.tells(text) if wanted.names else wanted.tells_all(text)):
            return own, ()
        return own, tuple(one for one in found if one not in own and self._may_be_own(one, text))

    def _is_of_that_time(self, hit: Hit, text: str, here: str) -> bool:
        """Whether it tells of the time that is asked about, and of no year before its own."""
        day = hit.article.published_at
        if self.question.kind != "date":
            asked = set(_YEAR.findall(self.text))
            for year in _YEAR.finditer(text):
                is_old = year[0] < day[:4] and year[0] not in asked
                if is_old and not sameness.is_mere_measure(text, year.start()):
                    return False
        told = sameness.spans_of_time(here, day)
        for one in self.times:
            if one[0] == "p" and not one.startswith("per ") and one not in told:
                return False
            if one[0] == "y" and one[1:5] != day[:4] and one[1:5] not in here:
                return False
            if one[0] == "n" and one not in told and one[1:] != day[5:7]:
                return False
        return True

    def _may_be_own(self, value: Value, text: str) -> bool:
        """Whether it is told as so, of all that is asked for, and of nothing that this excludes."""
        clause = sameness.clause(text, value.start, value.end)
        if sameness.excludes(self.text, clause) or not self._is_real(value, text, clause):
            return False
        if not (self.wanted.counted and value.measure and value.measure.kind == "count"):
            return True
        if _PART.search(text[: value.start]) or _OF_THEM.match(text[value.end :]):
            return False
        fates = sameness.fates(self.text)
        return not fates or bool(fates & sameness.fates(text))

    def _is_own(self, value: Value, text: str, here: str) -> bool:
        clause = sameness.clause(text, value.start, value.end)
        if not self._may_be_own(value, text):
            return False
        if value.sort == "person":
            return self._is_of_that_object(text)
        if value.sort == "outcome":
            return self._is_decided_of_it(value, text, clause)
        if value.measure and isinstance(value.measure.value, When):
            return self._is_day_of_it(value, text, here)
        return self._is_figure_of_it(value, text, clause, here)

    def _is_real(self, value: Value, text: str, clause: str) -> bool:
        """Whether it is told as so, and not as asked for, threatened or possible."""
        told = f"{text[: value.start]} {clause}"
        if _UNREAL.search(told) and not _UNREAL.search(self.text):
            return False
        return self.is_ahead or not _POSSIBLE.search(told) or bool(_POSSIBLE.search(self.text))

    def _is_of_that_object(self, text: str) -> bool:
        """Whether nothing but what is asked about was won: no stage of the tour."""
        for verb in re.finditer(r"\b(?:w[io]n\w*|lost|los(?:es|ing))\b", text):
            behind = text[verb.end() :]
            places = [
                at
                for name in self.question.names
                if (at := behind.find(words(name)[0] if words(name) else name)) >= 0
            ]
            between = behind[: min(places)] if places else ""
            if (of := _OF.search(between)) and self._brings_other(between[: of.start()]):
                return False
        return True

    def _brings_other(self, text: str) -> bool:
        asked = {self.wanted.stem(one) for one in self.question.terms}
        return any(self.wanted.stem(one) not in asked for one in content_words(text))

    def _is_decided_of_it(self, value: Value, text: str, clause: str) -> bool:
        """Whether what was decided, or who decided, is named beside the word for the outcome."""
        at = max(0, text.find(clause))
        left = [one.end() for one in _BEFORE_A_CLAUSE.finditer(text, at, value.start)]
        near = text[max(left, default=at) : at + len(clause)].replace(value.text, " ")
        return bool(self.wanted.names & sameness.lows(near)) or self.wanted.tells(near)

    def _is_day_of_it(self, value: Value, text: str, here: str) -> bool:
        """Whether it is the day of the verb, or the noun, that is asked about."""
        kind, verb = times.verb(text, value.start, value.end)
        if (kind == times.AHEAD and not self.is_ahead) or _AS_OF.search(text[: value.start]):
            return False
        if kind == times.DONE and not self.wanted.tells(verb):
            return False
        return self.wanted.tells(text) and self.wanted.tells_all(here)

    def _is_figure_of_it(self, value: Value, text: str, clause: str, here: str) -> bool:
        behind, ahead = text[value.end :], text[: value.start]
        if value.measure and value.measure.kind == "percent" and _POLL.search(text):
            return False  # each poll has its own
        if _MARK.match(behind) or _DIFFERENCE.match(behind) or _BY_HOW_MUCH.search(ahead):
            return bool(_ASKS_DIFFERENCE.search(self.text))
        if _IN_A_ROW.search(ahead) or _IN_A_ROW.match(behind) or _GUESSED.search(ahead):
            return False
        if self._is_of_other_owner(clause):
            return False
        if self.wanted.counted and not self._counts(value, text, clause, here):
            return False
        return self.wanted.is_about(text, clause)

    def _is_of_other_owner(self, clause: str) -> bool:
        """Whether somebody else's cost, price or loss is told: "the traders' costs"."""
        asked, stem = sameness.lows(self.text), self.wanted.stem
        of = set(map(stem, asked))
        return any(
            match[1].casefold() not in asked | TIME_NAMES and of & set(map(stem, words(match[2])))
            for match in _OWNER.finditer(clause)
        )

    def _counts(self, value: Value, text: str, clause: str, here: str) -> bool:
        """Whether it counts what is to be counted."""
        if value.measure is None or value.measure.kind != "count" or value.measure.unit:
            return True
        noun, behind = self.wanted.counted, text[value.end :]
        fates = sameness.fates(self.text)
        stem = self.wanted.stem(noun)
        if counting.counts(noun, meant.with_thing(text, value.measure)) == 1.0:
            is_wider = counting.is_anybody(value.measure.of)
            if not is_wider or counting.is_anybody(noun):
                return True
            return stem in sameness.stems(text, self.wanted.stem)
        if re.match(rf"(?:[ -][^\W\d][\w/’'-]*){{0,4}}? {re.escape(noun)}\b", behind, re.I):
            return True
        if value.things:
            return self.wanted.is_alike(noun, value.things[:2])
        if stem in sameness.stems(clause, self.wanted.stem):
            return True
        if not fates or fates != sameness.fates(clause) or counting.is_narrow(noun):
            return False
        return counting.is_anybody(noun) or stem in sameness.stems(here, self.wanted.stem)


def _surest(found: tuple[Value, ...]) -> tuple[Value, ...]:
    """Without bounds where the figure itself is given: "the only state above $6, at $6.06"."""
    exact = [one for one in found if one.measure and not one.measure.exact]
    return tuple(
        one
        for one in found
        if one in exact or not any(values.comparable(one, other) for other in exact)
    )


def _before(hit: Hit, span: Span) -> str:
    """The sentences of its passage just before one."""
    ahead = [one for one in hit.passage.sentences if one.end <= span.start][-BEFORE:]
    return hit.article.text[ahead[0].start : span.start] if ahead else ""
