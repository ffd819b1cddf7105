"""Does a quote carry a statement? Figures, names, denials, speakers and roles first, then meaning.

Each of the first is a reason to reject by itself. What is left is how much of the statement the
quote says: by its words, and by sentence vectors where an embedder is given.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from bot.answer.answer import Support
from bot.check import denial, names, roles, speech
from bot.check.meaning import Vectors
from bot.check.reading import Reading, figures_of, read
from bot.errors import ModelUnavailable
from bot.figures.figures import Measure, carries, same
from bot.figures.moments import When
from bot.question.terms import content_words, words

# Premise and hypothesis -> the probability that the one follows from the other, 0..1.
Judge = Callable[[str, str], float]

SUPPORTED, PARTLY = 0.6, 0.35  # share of the statement's words that the quote holds
FAR = 0.35  # cosine of two sentences of one article that say different things
BEGINNING = 5  # letters by which two words are taken for one
_IN = re.compile(r"\s(?:\w{1,20}\s)?(?:in|im|en|for|of)?\s?")


def check(
    statement: str,
    quote: str,
    *,
    about: str = "",
    beside: str = "",
    day: str = "",
    vectors: Vectors | None = None,
    judge: Judge | None = None,
) -> Support:
    """Compare a statement with the words that are to carry it.

    Args:
        about: headline, outlet and date of the quoted article; dates and names may be theirs.
        beside: the passage around the quote; a name may be from there, where the quote says `he`.
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
    wrong, doubts = _compared(said, given, around, near)
    if wrong:
        return Support(verdict="unsupported", score=0.0, reasons=(wrong,))
    return _meant(said, given, (around, near), doubts, vectors, judge)


def _compared(
    said: Reading, given: Reading, about: Reading, beside: Reading
) -> tuple[str, list[str]]:
    """What is wrong, and else what is doubtful; each in words."""
    doubts: list[str] = []
    if altered := speech.altered(said.text, f"{given.text} {about.text}"):
        return f"The words “{_short(altered)}” do not stand so in the quote.", []
    for test in (_wrong_figure, _wrong_name):
        if wrong := test(said, given, about, beside):
            return wrong, []
    if wrong := denial.contradiction(said, given) or roles.swapped(said, given):
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
    if vectors and missing:
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
            doubts.append(f"Judged by words alone: {error}")
        else:
            verdict = _judged(score)
            if verdict != "supported":
                doubts.append(f"The model in check.model finds it {score:.0%} likely to follow.")
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


def _wrong_figure(said: Reading, given: Reading, about: Reading, beside: Reading) -> str:
    for one in said.figures:
        if bearing := [other for other in given.figures if carries(other, one)]:
            wrong = (one.of and _of_another(one, bearing, given)) or _dated_otherwise(
                one, said, given
            )
            if wrong:
                return wrong
            continue
        instead = _instead(one, said, given)
        if _is_articles(one, instead, given, about):
            continue
        if one.soft and not (instead and instead.of == one.of != ""):
            continue
        if instead:
            return f"It says {one.text} where the quote says {instead.text}."
        return f"The quote does not say {one.text}."
    return ""


def _is_articles(one: Measure, instead: Measure | None, given: Reading, about: Reading) -> bool:
    """Whether a figure that the quote lacks is the headline's, or the article's date.

    That is no date of what the quote dates otherwise.
    """
    if instead is not None and instead.kind == one.kind == "date":
        return False
    is_weekday = isinstance(one.value, When) and one.value.weekday >= 0
    if is_weekday and any(other.kind == "date" for other in given.figures):
        return False
    return any(carries(other, one) for other in about.figures)


def _of_another(one: Measure, bearing: list[Measure], given: Reading) -> str:
    """The same number of something else, where the quote has another number of this."""
    if any(other.of == one.of or not other.of for other in bearing):
        return ""
    if one.of.startswith("per ") and all(other.of.startswith("per ") for other in bearing):
        return f"It says {one.text} by another time than the quote."
    for other in given.figures:
        if other.of == one.of and not same(other, one):
            return f"It says {one.text} {one.of} where the quote says {other.text} {other.of}."
    return ""


def _dated_otherwise(one: Measure, said: Reading, given: Reading) -> str:
    """A figure with the year of another: "54 per cent in 2019" of "61 in 2019, 54 now"."""
    dated, theirs = _dates(said), _dates(given)
    date = dated.get(one)
    if date is None:
        return ""
    for other, when in theirs.items():
        if other.kind == one.kind and carries(when, date):
            if any(same(one, own) and carries(when, date) for own, when in theirs.items()):
                return ""
            return f"It says {one.text} of {date.text} where the quote says {other.text}."
    return ""


def _dates(text: Reading) -> dict[Measure, Measure]:
    """Each figure that no date is -> the date right behind it: "54 per cent in 2019"."""
    return {
        one: other
        for one, other in pairwise(text.figures)
        if one.kind != "date" == other.kind and _IN.fullmatch(text.text[one.end : other.start])
    }


def _instead(one: Measure, said: Reading, given: Reading) -> Measure | None:
    """The figure of the quote that the statement has not, likest to `one`."""
    free = [
        other for other in given.figures if not any(carries(other, own) for own in said.figures)
    ]
    ranked = sorted(
        free,
        key=lambda other: (
            other.of == one.of and other.of != "",
            other.kind == one.kind,
            isinstance(other.value, Decimal) == isinstance(one.value, Decimal),
        ),
    )
    return ranked[-1] if ranked else None


def _wrong_name(said: Reading, given: Reading, about: Reading, beside: Reading) -> str:
    for run in names.missing(said, [given]):
        name = " ".join(word.text for word in run)
        if other := names.replaced(run, said, given):
            return f"It says {name} where the quote says {' '.join(one.text for one in other)}."
        if not run[0].is_sure or names.holds(run, [given, about]):
            continue
        if not (names.stands_for(given) and names.holds(run, [given, about, beside])):
            return f"The quote does not name {name}."
    return ""


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
