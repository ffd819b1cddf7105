"""Whether somebody was found guilty: "Is Joe Vane guilty?", "Was she acquitted?".

The sentence that tells a verdict often names nobody: "A man accused of arson was found not guilty.
Joe Vane, 29, wept as the jury gave its verdict." So it is looked for by what it tells, and held
against whom it tells it of. The verdict answers; where there is none, the charge does, in part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer.affair import people
from bot.answer.extracted.candidate import Candidate, Extract, stands
from bot.answer.extracted.selection import alone, without_repeats
from bot.answer.fitting import called, naming
from bot.answer.forms import introduced
from bot.answer.pieces import is_opinion
from bot.check.orders import unsaid
from bot.differ import stages
from bot.question.terms import words
from bot.question.understanding import Question
from bot.search.later import after
from bot.search.retrieve import Found, Hit
from ingest.article import Article
from ingest.store import Store

MOST = 2  # sentences of the article that tells the verdict last
_ENDED = 2  # the stage of a case from which a sentence tells an outcome
_GUILT = r"(?:guilty|innocent|acquit(?:s|ted)?|convict(?:s|ed)?|cleared|exonerated)"
_ASKS = re.compile(
    r"\W*(?:(?:and|so|but) )?(?:is|was|has|did|does|have|been|had)\b.{2,80}?\b"
    rf"(?:{_GUILT}|jailed|imprisoned|sentenced|sent to (?:jail|prison))\b|"
    r"\W*(?:what|how) (?:is|was|did|were|does)\b.{2,80}?\b(?:verdict|trial|court case)\b|"
    r"\W*what (?:is|was) the (?:verdict|outcome of the (?:trial|court case))\b",
    re.IGNORECASE,
)
_ASKS_OTHER = re.compile(r"\b(?:plead\w*|why|when|where|who|feel|start|begin)\b", re.IGNORECASE)
_IS_GUILTY = re.compile(rf"\b{_GUILT}\b", re.IGNORECASE)
_CHARGED = re.compile(
    r"\b(?:charged (?:with|over)|indicted|prosecuted|on trial|stand(?:s|ing)? trial|"
    r"appear(?:s|ed)? (?:in|before|at)\b.{0,40}\b(?:court|magistrates?|judge)|"
    r"plead\w* not guilty|den(?:y|ies|ied)\b.{0,40}\b(?:charges?|counts?)|accused of|"
    r"den(?:ies|ied) [a-z]+(?=[,.;]|$| and\b)|"  # robbery
    r"arrested (?:on|for|over)|remanded|on bail)\b",
    re.IGNORECASE,
)
_OF_A_COURT = re.compile(
    r"\b(?:courts?|jury|jurors?|judges?|trial|police|magistrates?|prosecut\w+|charged|arrested|"
    r"convict\w+|guilty|sentence\w*|tribunal)\b",
    re.IGNORECASE,
)
# What may come, or is only thought of: "faces ten years if convicted".
_MAYBE = re.compile(
    r"\b(?:if|could|may|might|would|can|until|whether|unless|should|to be|will be|wants?|urged|"
    r"hopes?|expected|never been|before (?:he|she|they) (?:is|are|was|were))\b[^.;,]{0,40}?"
    r"\b(?:convicted|guilty|acquitted|cleared|jailed|sentenced|dropped|dismissed)\b",
    re.IGNORECASE,
)
_HE = re.compile(r"\W*(?:(?:On|In|At|Last) (?:[\w’'-]+,? ){1,3})?(?:[Hh]e|[Ss]he)\b")
_IN_LOWER = re.compile(
    rf"\W*(?:is|was|has|did)\s(?P<name>[^\W\d_]+\s[^\W\d_]+)\s(?:[a-z]+\s){{0,3}}?{_GUILT}\b"
)
# Whose it is, and not the one who is named: "Vane's brother was jailed".
_RELATIVE = r"['’]s? (?!(?:trial|case|conviction|sentence|appeal|verdict|acquittal|retrial)\b)"


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that tells how a case stands with whom is asked about."""

    one: Candidate
    stage: int

    @property
    def day(self) -> str:
        return self.one.hit.article.published_at[:10]


def verdict(store: Store, question: Question, found: Found) -> Extract:
    """The verdict on somebody, () where it is not asked for, or nothing of a case is told.

    What was charged anew after it is told too; the newest first.

    Raises:
        IndexUnavailable: the words index did not answer.
    """
    if not is_asked(question):
        return Extract(())
    run = _whom(question, [hit.article for hit in found.hits])
    if not run:
        return Extract(())
    told = list(_all(found.hits, run))
    if not any(one.stage >= _ENDED for one in told):
        terms = (*run, *stages.CASE.ends)
        told += _all(after(store, "1000-01-01", terms, question.limits, found.vector), run)
    told.sort(key=lambda one: (one.day, one.stage), reverse=True)
    ended = [one for one in told if one.stage >= _ENDED]
    if not ended and not _IS_GUILTY.search(question.text):
        return Extract(())  # how a review ended, is no matter of a charge
    chosen = _chosen(ended or told, told)
    room = max(store.settings.answer.max_words, sum(len(one.text.split()) for one in chosen))
    plain = [one for one in chosen if not one.said]
    shown = dict(zip(plain, alone(plain, room), strict=True))
    return Extract(tuple(shown.get(one, one) for one in chosen), partial=not ended)


def is_asked(question: Question) -> bool:
    """Whether it is asked how a case ended."""
    return bool(_ASKS.match(question.text)) and not _ASKS_OTHER.search(question.text)


def _chosen(best: Sequence[_Told], told: Sequence[_Told]) -> list[Candidate]:
    """What the newest article tells of the end, or of the charge, behind what was charged since."""
    if not best:
        return []
    newest = best[0]
    since = [one for one in told if one.day > newest.day and one.stage < _ENDED][:1]
    own = [one for one in best if one.one.hit.article.id == newest.one.hit.article.id]
    own = own[:MOST] if newest.stage >= _ENDED else own[:1]
    return without_repeats([each.one for each in (*since, *own)])


def _whom(question: Question, articles: Sequence[Article]) -> tuple[str, ...]:
    """The words of the name of whom it asks about; () where it names nobody, or several."""
    runs = naming.named(question)
    if len(runs) == 1:
        return runs[0]
    if runs or not (match := _IN_LOWER.match(question.text)):
        return ()
    name = match["name"].title()
    return tuple(words(name)) if any(name in one.text for one in articles) else ()


def _all(hits: Sequence[Hit], run: tuple[str, ...]) -> Iterator[_Told]:
    """The sentences that tell how a case against that one stands."""
    name = " ".join(run)
    for hit in hits:
        whole = f"{hit.article.title} {hit.article.text}"
        if is_opinion(hit.article) or name not in whole or not _OF_A_COURT.search(whole):
            continue
        text, hidden = hit.article.text, unsaid(hit.passage)
        for number, span in enumerate(hit.passage.sentences):
            said = text[span.start : span.end]
            stage = stages.reached(stages.CASE, said)
            if stage < _ENDED and not _CHARGED.search(said):
                continue
            if hidden[number] or not stands(said) or _MAYBE.search(said):
                continue
            one = Candidate(hit=hit, span=span, probability=1.0)
            if introduced.behind(hit, number).split()[-1:] == [run[-1]]:
                yield _Told(introduced.joined(hit, number, one), stage)
            elif _is_of(hit, number, run):
                yield _Told(one, stage)


def _is_of(hit: Hit, number: int, run: tuple[str, ...]) -> bool:
    """Whether a sentence tells its case of that one, by name, as "he" or by its headline."""
    own, text, last = hit.passage.sentences, hit.article.text, run[-1]
    said = text[own[number].start : own[number].end]
    before = text[own[max(0, number - 1)].start : own[number].start]
    if called.is_another(f"{hit.article.title}. {before} {said}", hit.article, run):
        return False
    others = {one for one in people(hit.article, said) if " " in one} - {" ".join(run[-2:])}
    if last in words(said):
        is_nearest = not others or _nearest(said, last, others)
        return is_nearest and not re.search(rf"\b{re.escape(last)}{_RELATIVE}", said)
    if others:
        return False
    if _HE.match(said):
        named = {one.split()[-1] for one in people(hit.article, before)}
        return named == {last}
    return last in words(hit.article.title)


def _nearest(said: str, last: str, others: set[str]) -> bool:
    """Whether of several who are named that one stands nearest before what became of somebody."""
    match = next(
        filter(None, (one.search(said) for one in reversed(stages.CASE.stages))),
        None,
    )
    at = match.start() if match else len(said)
    places = {one: said.rfind(one.split()[-1], 0, at) for one in (*others, last)}
    return max(places.values()) >= 0 and max(places, key=lambda one: places[one]) == last
