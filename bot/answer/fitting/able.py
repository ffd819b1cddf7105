"""The rules of what can answer a question, as one: how surely a sentence of a hit can.

The form of an answer (form.py), who holds an office (offices.py), the relation that is asked for
(relations.py), who comes after somebody (succession.py), the rank (against.py) and the quarter
(parts_of_year.py). What no rule tells, the models of extracted/extract.py do.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.answer.fitting import (
    against,
    called,
    deeds,
    form,
    naming,
    offices,
    parts_of_year,
    places,
    relations,
    succession,
)
from bot.answer.fitting.scale import CANNOT, MAY, SURE
from bot.question.understanding import Question
from bot.search.retrieve import Hit
from ingest.article import Span

_OF_DEEDS = frozenset({"person", "date", "yes_no", "number"})
Can = Callable[[Hit, Span], float]  # of the sentence there, 0..1


def can(question: Question) -> Can | None:
    """How surely a sentence can answer; None where any can.

    What it has told of a sentence it keeps, as one answer asks it again.
    """
    rules: list[Can] = []
    if told := telling(question):
        rules.append(told)
    if fits := form.fits(question):
        rules.append(lambda hit, span: fits(_text(hit, span)))
    other = None if told else succession.asked(question.text)
    if other:
        names_other = other.tells
        rules.append(lambda hit, span: names_other(_text(hit, span), _beside(hit, span)))
    elif not told and question.kind in _OF_DEEDS and (deed := deeds.asked(question.text)):
        near = SURE if question.kind == "yes_no" else MAY
        rules.append(lambda hit, span: _tells_deed(hit, span, deed, near))
    if says_place := places.asked(question.text):
        rules.append(lambda hit, span: SURE if says_place(_text(hit, span)) else CANNOT)
    if ranks := against.ranks(question.text):
        rules.append(lambda hit, span: _is_ranked(hit, span, ranks))
    if part := parts_of_year.named(question.text):
        rules.append(lambda hit, span: _is_of_part(hit, span, part))
    if rules and (names := naming.named(question)):
        rules.append(lambda hit, span: _is_of_whom(hit, span, names))
    return _kept(rules) if rules else None


def _kept(rules: Sequence[Can]) -> Can:
    """How surely a sentence can by all of the rules."""
    told: dict[tuple[str, int, int], float] = {}

    def sure(hit: Hit, span: Span) -> float:
        place = hit.article.id, hit.passage.start, span.start
        if place not in told:
            told[place] = _least(rules, hit, span)
        return told[place]

    return sure


def _least(rules: Sequence[Can], hit: Hit, span: Span) -> float:
    least = SURE
    for rule in rules:
        least = min(least, rule(hit, span))
        if least == CANNOT:
            break
    return least


def telling(question: Question) -> Can | None:
    """How surely a sentence tells who holds the office, or the relation, that is asked for.

    None where neither is asked for.
    """
    if office := offices.asked(question.text):
        holds = office.holds
        return lambda hit, span: (
            holds(_text(hit, span), _beside(hit, span), hit.article.text)
            if naming.speaks_of(hit.article, question)
            else CANNOT
        )
    if relation := relations.asked(question.text):
        tells = relation.tells
        return lambda hit, span: (
            tells(_text(hit, span), _beside(hit, span), _before(hit, span))
            if naming.speaks_of(hit.article, question)
            else CANNOT
        )
    return None


def _is_ranked(hit: Hit, span: Span, ranks: frozenset[Decimal]) -> float:
    """A sentence may be of what is the third only where it or one beside it speaks of a third."""
    said = against.ranks(f"{_text(hit, span)} {_beside(hit, span)}")
    return SURE if ranks <= said else CANNOT


def _tells_deed(hit: Hit, span: Span, deed: str, near: float) -> float:
    """Where other words for it are not known, an article that has it may tell it in others."""
    if deeds.tells(deed, _text(hit, span)):
        return SURE
    if deeds.tells(deed, _beside(hit, span)):
        return near
    article = hit.article
    is_open = not deeds.is_known(deed) and deeds.tells(deed, f"{article.title} {article.text}")
    return MAY if is_open else CANNOT


def _is_of_whom(hit: Hit, span: Span, names: Sequence[tuple[str, ...]]) -> float:
    """ "Him" may be another: what names nobody of these, nor follows one that does, is not sure.

    What names a namesake, or follows one, is of that one.
    """
    text, spans = hit.article.text, hit.passage.sentences
    before = spans[max(0, spans.index(span) - 1)]
    near = f"{hit.article.title}. {text[before.start : span.end]}"
    if any(called.is_another(near, hit.article, run) for run in names):
        return CANNOT
    return SURE if naming.stand_in(near, names) else MAY


def _is_of_part(hit: Hit, span: Span, asked: frozenset[str]) -> float:
    is_other = parts_of_year.is_of_another(asked, _text(hit, span), _beside(hit, span))
    return CANNOT if is_other else SURE


def _text(hit: Hit, span: Span) -> str:
    return hit.article.text[span.start : span.end]


def _beside(hit: Hit, span: Span) -> str:
    """The headline and the sentences before and behind a sentence."""
    article, spans = hit.article, hit.passage.sentences
    at = spans.index(span)
    said = [article.text[a:b] for a, b in (*spans[max(0, at - 1) : at], *spans[at + 1 : at + 2])]
    return " ".join((article.title, *said))


def _before(hit: Hit, span: Span) -> str:
    """The headline and what the passage says before a sentence."""
    article, spans = hit.article, hit.passage.sentences
    return f"{article.title} {article.text[spans[0].start : span.start]}"
