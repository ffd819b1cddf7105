"""Does a quote carry a statement? Figures, names, denials, speakers and roles first, then meaning.

Each of the first is a reason to reject by itself. What is left is how much of the statement the
quote says: by its words, and by sentence vectors where an embedder is given.
"""

import logging
import re
from collections.abc import Callable
from decimal import Decimal

from bot.answer.answer import Support
from bot.check import (
    amounts,
    capacity,
    cause,
    deeds,
    denial,
    meant,
    mistakes,
    names,
    roles,
    scope,
    sequence,
    speech,
    standing,
    whose,
)
from bot.check.meaning import Vectors
from bot.check.reading import Reading, figures_of, read
from bot.errors import ModelUnavailable
from bot.question.terms import content_words, words

# Premise and hypothesis -> the probability that the one follows from the other, 0..1.
Judge = Callable[[str, str], float]

SUPPORTED, PARTLY = 0.6, 0.35  # share of the statement's words that the quote holds
OWN = 0.25  # and the least share that the quote has without the headline
FAR = 0.35  # cosine of two sentences of one article that say different things
BEGINNING = 5  # letters by which two words are taken for one
# Whoever asked reads it: what the model's client said is in the log.
UNJUDGED = "Judged by words alone, since the model that is to judge did not answer."

log = logging.getLogger(__name__)


def check(
    statement: str,
    quote: str,
    *,
    about: str = "",
    beside: str = "",
    named: str = "",
    day: str = "",
    vectors: Vectors | None = None,
    judge: Judge | None = None,
) -> Support:
    """Compare a statement with the words that are to carry it.

    Args:
        about: headline, outlet and date of the quoted article; dates and names may be theirs.
        beside: the passage around the quote; a name may be from there, where the quote says `he`.
        named: more text of the matter, which tells whether a first word is somebody's name.
        day: the article's date, ISO as far as known: it settles "on Monday" and "yesterday".
        vectors: asked only where the words leave it open, so that many runs of sentences can be
            compared without them and the best one with them.
        judge: see `bot.check.judge`; has the last word where nothing else rejects.

    Returns:
        The verdict, how much of the statement the quote says (0..1), and in words why it is not
        all. 0 where something is wrong, and not just missing.
    """
    said, given = read(statement, day), read(quote, day)
    around, near = read(about, day), read(beside, day)
    wrong, doubts = _compared(said, given, around, near, named)
    if wrong:
        return Support(verdict="unsupported", score=0.0, reasons=(wrong,))
    return _meant(said, given, (around, near), doubts, vectors, judge)


def _compared(
    said: Reading, given: Reading, about: Reading, beside: Reading, named: str
) -> tuple[str, list[str]]:
    """What is wrong, and else what is doubtful; each in words."""
    doubts: list[str] = []
    if altered := speech.altered(said.text, f"{given.text} {about.text}"):
        return f"The words “{_short(altered)}” do not stand so in the quote.", []
    if wrong := amounts.wrong(said, given, about, beside):
        return wrong, []
    if wrong := _wrong_name(said, given, about, beside, named):
        return wrong, []
    for compare in (
        denial.contradiction,
        names.retitled,
        roles.swapped,
        standing.ahead,
        scope.widened,
        sequence.turned,
        capacity.other,
    ):
        if wrong := compare(said, given):
            return wrong, []
    for told in (deeds.unheard, cause.invented, mistakes.repeated):
        if wrong := told(said, given, about):
            return wrong, []
    if wrong := whose.anothers(said, given, beside):
        return wrong, []
    wrong, sure = speech.mismatch(said, given, about=about, beside=beside)
    if wrong and sure:
        return wrong, []
    if wrong:
        doubts.append(wrong)
    if word := denial.hedged(said, given):
        doubts.append(f"The quote leaves it open: “{word}”.")
    return "", doubts


def _meant(
    said: Reading,
    given: Reading,
    beside: tuple[Reading, Reading],
    doubts: list[str],
    vectors: Vectors | None,
    judge: Judge | None,
) -> Support:
    score, missing = _share(said, given, *beside)
    is_headlines = bool(beside[0].words) and _own_share(said, given) < OWN
    if is_headlines and said.language == given.language:
        score = min(score, OWN)  # the headline says it, and not the quote
    elif vectors and missing:
        score = _by_meaning(score, vectors.cosine(said.text, given.text))
    verdict = "supported" if score >= SUPPORTED else "partly" if score >= PARTLY else "unsupported"
    if missing and verdict != "supported":
        doubts.append("The quote does not say: " + ", ".join(missing[:5]) + ".")
    elif verdict != "supported":
        doubts.append("It says nothing that a quote could carry.")
    if judge and verdict != "unsupported":
        try:
            score = judge(given.text, said.text)
        except ModelUnavailable as error:
            log.warning("%s A statement was judged by its words alone.", error)
            doubts.append(UNJUDGED)
        else:
            verdict = _judged(score)
            if verdict != "supported":
                doubts.append(f"The model in check.model finds it {score:.0%} likely to follow.")
    if verdict == "supported" and missing and said.language != given.language:
        verdict = "partly"  # of its words, only those that both languages have could be compared
        doubts.append("It is in another language than the quote.")
    if verdict == "supported" and any("leaves it open" in one for one in doubts):
        verdict = "partly"
    return Support(verdict=verdict, score=round(score, 3), reasons=tuple(doubts))


def _by_meaning(share: float, cosine: float) -> float:
    """The share of words, put right by meaning.

    Sentences that mean the same in other words get what their words lack, as far as they do; of
    those that share words and are about different things, half is taken off.
    """
    if cosine < FAR:
        return share / 2
    if share >= SUPPORTED:
        return share
    return share + (1 - share) * (cosine - FAR) / (1 - FAR) / 2


def _judged(probability: float) -> str:
    return "supported" if probability >= 0.5 else "partly" if probability >= 0.25 else "unsupported"


def _share(
    said: Reading, given: Reading, about: Reading, beside: Reading
) -> tuple[float, list[str]]:
    """The share of the statement's words that matter which the quote holds, and the others.

    A name may be held by what is beside the quote: that has been looked at by now.
    """
    matter = [word for word in said.words if word.matters]
    held = {word.key for one in (given, about) for word in one.words if word.matters}
    beginnings = {key[:BEGINNING] for key in held}
    figures = [one for one in said.figures if not one.soft]
    missing = [
        word.text
        for word in matter
        if word.key not in held
        and word.key[:BEGINNING] not in beginnings
        and not (word.is_name and names.holds((word,), [given, about, beside]))
    ]
    missing = list(dict.fromkeys(missing))
    total = len({word.key for word in matter}) + len(figures)
    if not total:
        return 0.0, []
    return max(0.0, 1 - len(missing) / total), missing


def _own_share(said: Reading, given: Reading) -> float:
    """The share of the words and figures that matter, names left out, that the quote itself has."""
    matter = {word.key for word in said.words if word.matters and not word.is_name}
    held = {key for key in matter if key in given.keys or _begins(key, given)}
    figures = [one for one in said.figures if not one.soft and one.kind != "date"]
    borne = sum(any(meant.bears(other, one) for other in given.figures) for one in figures)
    total = len(matter) + len(figures)
    return (len(held) + borne) / total if total else 1.0


def _begins(key: str, given: Reading) -> bool:
    return any(one[:BEGINNING] == key[:BEGINNING] for one in given.keys)


def _wrong_name(said: Reading, given: Reading, about: Reading, beside: Reading, named: str) -> str:
    for run in names.missing(said, [given]):
        name = " ".join(word.text for word in run)
        if other := names.replaced(run, said, given):
            return f"It says {name} where the quote says {' '.join(one.text for one in other)}."
        if not run[0].is_sure or names.holds(run, [given, about]):
            continue
        if not (
            names.stands_for(given, run, said) and names.named_before(run, given, about, beside)
        ):
            return f"The quote does not name {name}."
        if other := names.namesake(run, said, given):
            return f"It says {name} where the quote says {' '.join(one.text for one in other)}."
    opening = names.opening(said, " ".join((given.text, about.text, beside.text, named)))
    if opening is None or names.holds((opening,), [given, about]):
        return ""
    if names.stands_for(given) and names.named_before((opening,), given, about, beside):
        return ""
    return f"The quote does not name {opening.text}."


def figures(text: str) -> set[str]:
    """The numbers in `text` as plain decimals: `$1.2bn`, `1,200 million` and `twelve` alike."""
    found = set()
    for one in figures_of(text):
        if one.soft:
            continue
        if isinstance(one.value, Decimal):
            found |= {_plain(value) for value in (one.value, one.upto) if value is not None}
        else:
            found |= set(re.findall(r"\d+", one.text))
    return found


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def overlap(statement: str, quote: str) -> float:
    """Share of the statement's content words that begin like a word of the quote, 0..1."""
    said = content_words(statement)
    if not said:
        return 0.0
    stems = {word.casefold()[:BEGINNING] for word in content_words(quote)}
    return sum(word.casefold()[:BEGINNING] in stems for word in said) / len(said)


def _short(text: str) -> str:
    kept = words(text)
    return text if len(kept) < 12 else " ".join(text.split()[:10]) + " …"
