"""Times in other languages than English: "letzte Woche", "depuis mars 2024", "hace tres días".

A time and the preposition before it are told in English, and read as that: what "last week" means
is said once, in times.py and periods.py. Each language has its words and the order they stand in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.figures.months import NAMES
from bot.question import periods
from bot.question.periods import Spoken
from bot.question.time_words import OF, Words
from ingest.article import Span

_ENGLISH = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_COUNTS = "one two three four five six seven eight nine ten eleven twelve"
Tables = dict[str, list[tuple[str, str]]]
_SEASONS = "spring summer autumn winter"


def _tables(words: Words, months: Sequence[str]) -> Tables:
    """By what is named: patterns of words, and what each is in English."""
    return {
        "month": _table(" ".join(months), _ENGLISH),
        "weekday": _table(words.weekdays, _WEEKDAYS),
        "unit": _table(words.units, "day week month year"),
        "count": _table(words.counts, _COUNTS),
        "season": _table(words.seasons, _SEASONS),
        "part": _table(words.parts, "early mid late"),
        "relative": _table(words.days, "today yesterday the_day_before_yesterday"),
    }


def _table(words: str, english: str) -> list[tuple[str, str]]:
    """`_` stands for a space."""
    pairs = zip(words.split(), english.split(), strict=True)
    return [(f"(?:{said.replace('_', ' ')})", own.replace("_", " ")) for said, own in pairs]


def _spaced(pattern: str) -> str:
    """A pattern as it is written in a verbose one."""
    return re.sub(r"(?<!\[) (?!\])", "[ ]", pattern)


def _time(words: Words, months: Sequence[str]) -> str:
    """The pattern of one time, without the preposition before it."""
    any_of = {name: "|".join(one for one, _ in own) for name, own in _tables(words, months).items()}
    month, year = any_of["month"], r"(?:1\d|20)\d\d"
    count, unit = rf"(?:{any_of['count']}|\d{{1,3}})", any_of["unit"]
    link = rf"(?: (?:{words.links}))?" if words.links else ""
    thing = _spaced(rf"{unit}|{any_of['weekday']}|{any_of['season']}|{month}")
    the = _spaced(rf"(?:(?:{words.articles})(?: |(?<=')))?")
    ago = words.ago.replace("COUNT", f"(?P<an>{count})").replace("UNIT", f"(?P<au>{unit})")
    last, this, following = map(_spaced, (words.last, words.this, words.next))
    return rf"""(?<![\w-])(?:
        (?P<iso>{year}-\d\d-\d\d)
      | {_spaced(ago)}
      | {the}(?:(?P<n1>{count})[ ])?(?:{last})[ ](?:(?P<n2>{count})[ ])?(?P<lu1>{thing})
      | {the}(?:(?P<n3>{count})[ ])?(?P<lu2>{thing})[ ](?:{last})
      | (?:{this})[ ]?(?P<tu>{thing})
      | {the}(?:(?:{following})[ ](?P<nu1>{thing})|(?P<nu2>{thing})[ ](?:{following}))
      | (?:(?:{any_of["weekday"]}),?[ ])?(?:(?:{_spaced(words.articles)})[ ])?
        (?P<day>0?[1-9]|[12]\d|3[01])(?:\.|er|º|°|e)?{_spaced(link)}[ ](?P<dm>{month})
        (?:{_spaced(link)}[ ](?P<dy>{year}))?
      | (?:(?P<part>{_spaced(any_of["part"])})[ -])?(?P<month>{month})
        (?:{_spaced(link)}[ ](?P<my>{year}))?
      | (?P<season>{any_of["season"]}){_spaced(link)}[ ](?P<sy>{year})
      | (?P<relative>{_spaced(any_of["relative"])})
      | (?P<weekday>{any_of["weekday"]})
      | (?P<year>{year})
      )(?![\w%]|[.,]\d)"""


def _preposition(words: Words) -> str:
    every = "|".join(said for said, _ in words.prepositions)
    return rf"(?<!\w)(?P<word>{every})(?: |(?<='))(?:(?:{words.articles})(?: |(?<=')))?\Z"


_ANY = re.VERBOSE | re.IGNORECASE
_TIMES = {code: re.compile(_time(spoken, NAMES[code]), _ANY) for code, spoken in OF.items()}
_PREPOSITION = {code: re.compile(_preposition(spoken), re.I) for code, spoken in OF.items()}
_JOINS = {code: re.compile(rf" (?:{spoken.joins}) ", re.I) for code, spoken in OF.items()}
_LATEST = {code: re.compile(rf"\b(?:{spoken.latest})\b", re.I) for code, spoken in OF.items()}
_FOLLOWS_NAME = re.compile(r"[A-ZÄÖÜ]\w+ $")
LANGUAGES = frozenset(OF)
_NEAR = 24  # characters before a time in which its preposition stands


def find(text: str, today: str, language: str, taken: Sequence[Span] = ()) -> tuple[Spoken, ...]:
    """The periods in a text in one of LANGUAGES, in its order, and where: as `periods.find`."""
    found: list[Spoken] = []
    for span, said in _in_english(text, language):
        if any(one.start < span.end and span.start < one.end for one in taken):
            continue
        # "Happened": of what is past, which "today" depends on.
        for one in periods.find(f"What happened {said}", today)[:1]:
            own = text[span.start : span.end]
            found.append(replace(one, period=replace(one.period, said=own), span=span))
    return tuple(found)


def is_counted(said: str, language: str) -> bool:
    """Whether a time is counted from the day of the question, so that no article says it so."""
    low = said.lower()
    return not any(map(str.isdigit, low)) and not any(
        month.lower() in low for month in NAMES[language]
    )


def latest(text: str, language: str) -> bool:
    """Whether it wishes for the newest."""
    return bool(_LATEST[language].search(text))


def _in_english(text: str, language: str) -> Iterator[tuple[Span, str]]:
    """The times in a text, with their prepositions, and what they are in English."""
    plain = text.replace("’", "'")
    open_range: tuple[Span, str] | None = None  # "between March" whose end is to come
    for match in _TIMES[language].finditer(plain):
        said = _english(match, _words_of(language))
        start, word = _before(plain, match.start(), language)
        if open_range and _JOINS[language].fullmatch(plain, open_range[0].end, match.start()):
            yield Span(open_range[0].start, match.end()), f"between {open_range[1]} and {said}"
            open_range = None
            continue
        if open_range:
            yield open_range[0], f"in {open_range[1]}"
            open_range = None
        span = Span(start, match.end())
        if word in {"between", "from"}:
            open_range = span, said
        elif word or not _may_be_other(plain, match, language):
            yield span, f"{word or 'in'} {said}"
    if open_range:
        yield open_range[0], f"in {open_range[1]}"


def _before(text: str, end: int, language: str) -> tuple[int, str]:
    """The preposition before a time, in English, and where it starts; the time itself without."""
    match = _PREPOSITION[language].search(text, max(0, end - _NEAR), end)
    if not match:
        return end, ""
    said = match["word"]
    for pattern, english in OF[language].prepositions:
        if re.fullmatch(pattern, said, re.IGNORECASE):
            return match.start(), english
    return end, ""


def _may_be_other(text: str, match: re.Match[str], language: str) -> bool:
    """Whether without a preposition it may be a name or a number: Frau Mai, Plácido Domingo."""
    name = match["weekday"] or (match["month"] if not (match["my"] or match["part"]) else "")
    if match["year"] or (match["month"] and name):
        return True
    if not name or name[0].islower():
        return False
    return language != "de" or bool(_FOLLOWS_NAME.search(text, 0, match.start()))


def _english(match: re.Match[str], words: Tables) -> str:
    part = match.groupdict()
    if part["iso"] or part["year"]:
        return match[0]
    if part["au"]:
        return f"{_told(words, 'count', part['an'])} {_told(words, 'unit', part['au'])} ago"
    for which, thing in (
        ("last", part["lu1"] or part["lu2"]),
        ("this", part["tu"]),
        ("next", part["nu1"] or part["nu2"]),
    ):
        if thing:
            count = part["n1"] or part["n2"] or part["n3"]
            own = _told(words, "count", count) if count and which == "last" else ""
            return " ".join(filter(None, (which, own, _thing(words, thing))))
    if part["day"]:
        return f"{part['day']} {_told(words, 'month', part['dm'])} {part['dy'] or ''}".strip()
    if part["month"]:
        early = _told(words, "part", part["part"]) if part["part"] else ""
        said = (early, _told(words, "month", part["month"]), part["my"])
        return " ".join(filter(None, said))
    if part["season"]:
        return f"{_told(words, 'season', part['season'])} {part['sy']}"
    name = "relative" if part["relative"] else "weekday"
    return _told(words, name, part[name])


def _thing(words: Tables, said: str) -> str:
    names = ("unit", "weekday", "season", "month")
    return next(filter(None, (_told(words, name, said) for name in names)))


def _told(words: Tables, name: str, said: str) -> str:
    if said.isdecimal():
        return said
    for pattern, english in words[name]:
        if re.fullmatch(pattern, said, re.IGNORECASE):
            return english
    return ""


@lru_cache(maxsize=len(LANGUAGES))
def _words_of(language: str) -> Tables:
    return _tables(OF[language], NAMES[language])
