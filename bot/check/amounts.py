"""Whether the figures of a statement are its quote's: values, what they count, of what year."""

import re
from decimal import Decimal
from itertools import pairwise

from bot.check import meant
from bot.check.reading import Reading
from bot.figures.figures import Measure, carries, same
from bot.figures.moments import When

_IN = re.compile(r"\s(?:\w{1,20}\s)?(?:in|im|en|for|of)?\s?")
_BOUNDS = {
    "more than": "above",
    "at least": "above",
    "less than": "below",
    "at most": "below",
    "nearly": "below",
}
_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:(?:the|its|their|his|her|those|these|all)\s)?")
_OPEN = frozenset({"more than", "at least", "less than", "at most"})
_INEXACT = re.compile(
    r"\b(?:as\s\w+\sas|up\sto|under|over|above|below|past|beyond|than|least|most|about|around|some|"
    r"nearly|almost|roughly|until|(?:no\s)?(?:older|younger|earlier|later)|age)\b[^,;.]{0,20}$",
    re.IGNORECASE,
)
_OR_SO = re.compile(r"\s?(?:\+|or\s|and\s(?:more|over|above|under|below)|plus)", re.IGNORECASE)
_OUT_OF = re.compile(r"\s(?:out\s)?of\s(?:\w+(?:['’]s)?\s){0,3}")
_PUBLISHED = re.compile(
    r"\b(?:as\sof|published|reported|printed|writing|wrote|article|report|correction|edition)"
    r"(?:\sby(?:\s\w+){1,4})?(?:\s(?:on|of|dated|from))?\s$",
    re.IGNORECASE,
)
_HEDGE = 40  # characters before a figure that may say how exact it is
_NO_MORE = re.compile(r"\b(?:no|not)\s(?:more|less|fewer|over|under)(?:\sthan)?\s$", re.IGNORECASE)
_EXACTLY = re.compile(r"\b(?:exactly|precisely|genau|exactement|exactamente)\s$", re.IGNORECASE)
_WITH_HEDGE = re.compile(
    r"(?:\b(?:no|not)\s)?\b(?:\w+\sthan|at\s\w+|up\sto|close\sto|just\s\w+|nearly|almost|over|"
    r"under|exceeding|exactly|precisely|above|below)\s$",
    re.IGNORECASE,
)


def wrong(said: Reading, given: Reading, about: Reading, _beside: Reading) -> str:
    """Why a figure of the statement is not the quote's, in words; "" where all are."""
    for one in said.figures:
        if bearing := [other for other in given.figures if meant.bears(other, one)]:
            reason = (
                (one.of and _of_another(one, bearing, given))
                or _dated_otherwise(one, said, given)
                or _hedged_otherwise(one, bearing, said, given)
                or _part_of_another(one, said, given)
                or _whole_for_part(one, bearing, said, given)
            )
            if reason:
                return reason
            continue
        if meant.is_counted_up(one, said, given) or meant.is_season(one, said, given):
            continue
        instead = _instead(one, said, given)
        if _is_articles(one, instead, said, given, about):
            continue
        if one.soft and not (instead and instead.of == one.of != ""):
            continue
        if instead:
            return f"It says {one.text} where the quote says {instead.text}."
        return f"The quote does not say {one.text}."
    return ""


def _is_about(said: Reading, about: Reading) -> bool:
    """Whether the headline names whom a statement begins with, or it begins with nobody."""
    first = said.runs[0]
    return first[0].start > 0 or any(word.low in about.lows for word in first)


def _whole_for_part(one: Measure, bearing: list[Measure], said: Reading, given: Reading) -> str:
    """A whole for its part: "46 posts are vacant" of "19 of the 46 posts are vacant"."""
    parts = [
        other for other in given.figures if other not in bearing and _of(other, given, bearing)
    ]
    if (
        not parts
        or len(bearing) > 1
        or any(meant.bears(part, own) for part in parts for own in said.figures)
    ):
        return ""
    theirs, own = _behind(bearing[0], given), _behind(one, said)
    ahead = _ahead(parts[0], given) & _ahead(one, said)
    if theirs and own and theirs[-1] == own[-1] and (len(theirs) > 1 or ahead):
        return f"It says {one.text} where the quote says {parts[0].text} of them."
    return ""


def _of(part: Measure, text: Reading, wholes: list[Measure]) -> bool:
    return any(
        whole.start > part.end and _OUT_OF.fullmatch(text.text[part.end : whole.start])
        for whole in wholes
    )


def _ahead(one: Measure, text: Reading) -> set[str]:
    """The words that matter before a figure in its clause, names left out."""
    at = next((word.clause for word in text.words if word.end > one.start), -1)
    before = [word for word in text.words if word.clause == at and word.end <= one.start]
    return {word.key for word in before if word.matters and not word.is_name}


def _behind(one: Measure, text: Reading) -> list[str]:
    """The words that matter behind a figure in its clause, as they are compared."""
    behind = [word for word in text.words if word.start >= one.end]
    return [word.key for word in behind if word.clause == behind[0].clause and word.matters]


def _is_articles(
    one: Measure, instead: Measure | None, said: Reading, given: Reading, about: Reading
) -> bool:
    """Whether a figure that the quote lacks is the headline's, or the article's date.

    That is no date of what the quote dates otherwise.
    """
    if _PUBLISHED.search(said.text[max(0, one.start - 2 * _HEDGE) : one.start]):
        return any(meant.bears(other, one) for other in about.figures)
    if instead is not None and instead.kind == one.kind == "date":
        return False
    is_like = instead is not None and (instead.kind, instead.unit) == (one.kind, one.unit)
    if instead is not None and is_like and (one.unit or one.of == instead.of != ""):
        return False  # the headline is about another thing than the quote
    if one.unit and said.runs and not _is_about(said, about):
        return False
    is_weekday = isinstance(one.value, When) and one.value.weekday >= 0
    if is_weekday and any(other.kind == "date" for other in given.figures):
        return False
    return any(
        carries(other, one) and (one.kind != "count" or not one.of or one.of == other.of)
        for other in about.figures
    )


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


def _part_of_another(one: Measure, said: Reading, given: Reading) -> str:
    """Another part of the same whole: "two of the twelve" of "ten of the twelve"."""
    whole = _whole(one, said)
    if whole is None:
        return ""
    parts = [
        other
        for other in given.figures
        if (its := _whole(other, given)) is not None and same(its, whole)
    ]
    if not parts or any(carries(other, one) for other in parts):
        return ""
    return f"It says {one.text} of {whole.text} where the quote says {parts[0].text}."


def _whole(one: Measure, text: Reading) -> Measure | None:
    """The figure of which this one is a part: "ten of the twelve"."""
    return next(
        (
            other
            for other in text.figures
            if other.start > one.end and _OF_THE.fullmatch(text.text[one.end : other.start])
        ),
        None,
    )


def _hedged_otherwise(one: Measure, bearing: list[Measure], said: Reading, given: Reading) -> str:
    """The same number, as what it is more than here and less than there."""
    own, theirs = _bound(one, said), {_bound(other, given) for other in bearing}
    if not own and not _is_hedged(one, said) and all(one.exact in _OPEN for one in bearing):
        return f"It says {one.text} where the quote says {_hedge(bearing[0], given)}."
    if not own or own in theirs or not all(theirs):
        return ""
    return f"It says {_hedge(one, said)} where the quote says {_hedge(bearing[0], given)}."


def _is_hedged(one: Measure, said: Reading) -> bool:
    around = said.text[max(0, one.start - _HEDGE) : one.start], said.text[one.end : one.end + 12]
    return bool(one.exact or _INEXACT.search(around[0]) or _OR_SO.match(around[1]))


def _bound(one: Measure, text: Reading) -> str:
    """Whether it is "above" or "below" its number, or "exactly" that; "" where that is open."""
    bound = _BOUNDS.get(one.exact, "")
    before = text.text[max(0, one.start - _HEDGE) : one.start]
    if _NO_MORE.search(before):
        return {"above": "below", "below": "above"}.get(bound, "")
    return "exactly" if not one.exact and _EXACTLY.search(before) else bound


def _hedge(one: Measure, text: Reading) -> str:
    """A figure with the words before it that say how exact it is."""
    before = text.text[max(0, one.start - _HEDGE) : one.start]
    found = _WITH_HEDGE.search(before)
    return f"{found[0].lstrip() if found else ''}{one.text}"


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
