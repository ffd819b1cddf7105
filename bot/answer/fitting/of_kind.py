"""Which value a question asks for by its form, and whether a sentence holds one.

"How much does it cost?" is answered with a sum, "how long" with a length or a duration, "what was
the score" with one. What holds no figure, nor a word that may stand for one ("free", "most"),
cannot answer, however near its words are. What is to be counted, counting.py tells; an age and a
day form.py.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answer.fitting.scale import CANNOT, MAY, SURE
from bot.figures.figures import Measure, measures, same
from bot.figures.sizes import SIZES
from bot.figures.units import UNITS

_MONEY, _SHARE = frozenset({"money"}), frozenset({"percent"})
_SPAN = frozenset({"duration"})
_SIZES = frozenset("length weight area volume speed power data temperature".split())
_FIGURES = _SIZES | _MONEY | _SHARE | _SPAN | {"points", "count"}
# A duration that says when, how often or by how much: "two months later", "put off by a week".
_NO_SPAN_BEFORE = re.compile(
    r"\b(?:by|within|after|in|every|each|per|last|past|next|first|aged)(?: \w+)? $", re.IGNORECASE
)
_NO_SPAN_BEHIND = re.compile(
    r"\s?(?:ago|later|after|before|earlier|old|away|from now|into|early|late)\b", re.IGNORECASE
)
_TAKES = re.compile(r"\bt(?:akes?|ook|aken|aking) (?:\w+ )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Value:
    """What tells a value."""

    sure: frozenset[str]  # kinds of figures, as `Measure.kind`
    may: frozenset[str] = frozenset()  # likewise, of those that may stand for it
    words: re.Pattern[str] | None = None  # what may tell it without a figure
    is_score: bool = False  # of two sides
    is_own: bool = False  # of a thing itself: "How long is the bridge?"
    is_bare: bool = False  # a number that counts nothing may tell it: "It reached 38."

    def tells(self, sentence: str, brought: Sequence[Measure]) -> float:
        """How surely a sentence tells it.

        Args:
            brought: figures of the question itself, which hardly answer it.
        """
        said = [
            one
            for one in measures(sentence)
            if not one.soft and not any(same(one, other) for other in brought)
        ]
        least = max((self._of(one, sentence) for one in said), default=CANNOT)
        if least or self.words is None:
            return least
        return MAY if self.words.search(sentence) else CANNOT

    def _of(self, one: Measure, sentence: str) -> float:
        if self.is_score and one.upto is None:
            return CANNOT
        if one.kind == "duration" and one.kind in self.sure:
            before, behind = sentence[: one.start], sentence[one.end :]
            if _NO_SPAN_BEFORE.search(before) or _NO_SPAN_BEHIND.match(behind):
                return CANNOT if self.is_own else MAY
            if self.is_own and _TAKES.search(before):
                return CANNOT
        if one.kind in self.sure:
            return SURE
        is_bare = self.is_bare and one.kind == "count" and not one.of
        return MAY if is_bare or one.kind in self.may else CANNOT


def _any(several: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(several.split())})\b", re.IGNORECASE)


_A_UNIT = rf"an?\s(?:\w+\s)?(?:{'|'.join(sorted(filter(str.isalpha, UNITS)))})"
_PART = _any(
    r"half most all none whole entire\w* full\w* third quarters? double\w* tripl\w+ twice "
    r"majority minority every much little bulk nothing few many amounts? "
    rf"quantit\w+ {_A_UNIT}"
)
_FREE = _any(
    r"free nothing unpaid (?:un)?disclosed no\s(?:charge|cost|fees?|money|rent|pay) donat\w+ "
    r"crowns kron[ae] krono?r kroner pesos reais zlotys? rand shekels? baht dirhams? riyals? "
    r"liras? forints? millions billions thousands hundreds"
)
_LASTS = _any(
    r"\w*hours? \w*days? \w*weeks? \w*months? \w*years? \w*minutes? seconds decades? centur\w+ "
    r"overnight life lifetime lifelong indefinite\w* permanent\w* forever until till since "
    r"seasons? fortnight\w* terms? miles? kilomet\w+ met(?:re|er)s? feet"
)
_REPEATS = _any(
    r"every each per daily hourly weekly monthly yearly annual\w* once twice thrice often rare\w* "
    r"always never regular\w* seldom usual\w* occasional\w* frequent\w* constant\w* times nightly "
    r"days? weeks? months? years?"
)

_SUM = _Value(_MONEY, _FIGURES - _SPAN, _FREE)
_ONLY_SUM = _Value(_MONEY, words=_FREE)
_AMOUNT = _Value((_SIZES | _SHARE | _MONEY) - {"speed"}, _FIGURES, _PART)
_AMOUNT_OF = _Value((_SIZES | _SHARE) - {"speed"}, frozenset({"count", "points"}), _PART)
_FIGURE = _Value(_FIGURES, frozenset({"ordinal"}), _PART)
_LASTING = _Value(
    frozenset({"duration", "length", "data"}), frozenset({"date", "time", "count"}), _LASTS
)
_LONG = replace(_LASTING, may=frozenset(), words=_any(_A_UNIT), is_own=True)

# How fast, heavy or strong: no sum tells it, nor so many homes, unless it is a figure of speech.
_CHANGE = frozenset({"percent", "points"})
_FAST = _Value(
    SIZES["fast"].sure,
    SIZES["fast"].may | _CHANGE | {"time", "length"},
    _any(r"speed\w* fast\w* quick\w* slow\w* rapid\w* pace twice doubl\w+ times knots mach record"),
    is_bare=True,
)
_HEAVY = _Value(
    SIZES["heavy"].sure,
    frozenset({"length", "volume"}),  # of rain
    _any(r"weigh\w* heav\w+ light\w* twice half times"),
)
_HOT = _Value(
    SIZES["hot"].sure,
    words=_any(
        r"degrees temperatures? hot\w* heat cold\w* warm\w* freez\w+ froze\w* boil\w* ice frost\w*"
    ),
    is_bare=True,
)
_WINDY = _Value(
    SIZES["strong"].sure - {"percent"},
    frozenset({"length"}),  # "120 kilometers (75 miles) per hour"
    words=_any(
        r"magnitudes? categor(?:y|ies) forces? gale\w* strong\w* gust\w* richter scale twice"
    ),
    is_bare=True,
)
_FIGURATIVE = (
    r"(?:fines?|penalt\w+|loss\w*|debts?|burden|tax\w*|costs?|price|toll|defeat|casualties|fighting|"
    r"traffic|turnout|sentence|damage|vot\w+)"
)
_WEATHER = (
    r"(?:winds?|gusts?|gales?|storms?|hurricanes?|typhoons?|cyclones?|tornado\w*|(?:earth)?quakes?|"
    r"tremors?|aftershocks?)"
)

_OF_MONEY = "price|cost|fee|fare|fine|penalty|salary|wages?|pay|rent|budget|bill|debt"
_SUMS = (
    "money|cash|rent|tax|debt|funding|profit|revenue|compensation|aid|damages|income|pay|investment"
)
_OF_FIGURES = (
    "attendance|score|turnout|population|capacity|height|length|depth|width|distance|weight|speed|"
    "temperature|rate|magnitude|size|percentage|average|range"
)
_AUXILIARIES = "is|was|are|were|do|does|did|has|have|had|will|would|can|could|should|might|may|must"
_WHAT = (  # "What is the average rent", "What rent", and no "What does it cost"
    r"^\W*(?:(?:and|so|but)\s)?what(?:['’]s|\s(?:is|was|are|were|will be|would be))?\s"
    rf"(?:(?!(?:{_AUXILIARIES})\b)[\w’'.&-]+\s){{0,5}}?"
)
_BEHIND = (  # of the noun itself, and of none behind it: "price cap"
    rf"(?=\W*$|\s(?:of|in|at|for|on|to|with|between|this|last|next|when|from|per|after|by|today|now|"
    rf"and|{_AUXILIARIES})\b)"
)
_MUCH = re.compile(
    rf"\bhow much (?P<of>of )?(?P<sum>(?:\w+ )?(?:{_SUMS})\b)?(?P<next>[\w’'-]+)?", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many (?P<unit>[\w’'-]+)", re.IGNORECASE)
_HOW_DEAR = re.compile(
    r"\bhow (?:expensive|costly|dear|cheap)\b|\b(?:what|which) (?:price|sum|amount|cost)\b",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"\b(?:costs?|costing|pays?|paying|paid|earns?|earned|worth|spends?|spent|owe[sd]?|charged?|"
    r"fined?|budget(?:ed)?|sell|sells)\b",
    re.IGNORECASE,
)
_ASKS = tuple(
    (re.compile(asks, re.IGNORECASE), value)
    for asks, value in (
        (
            r"\bhow long (?:is|are|was|were) (?:the|an?|its|their|his|her|this|that|\S+['’]s?) "
            r"(?:[^\s?]+(?<!ed)(?<!en)\s?){1,4}\W*$",
            _LONG,
        ),
        (r"\bhow long\b(?! ago\b)", _LASTING),
        (
            r"\bhow far (?:is|are|was|were|away)\b",
            _Value(frozenset({"length", "duration"}), _FIGURES, _PART),
        ),
        (r"\bhow (?:tall|high|deep|wide|thick)\b", _Value(SIZES["tall"].sure, _FIGURES)),
        (r"\bhow (?:big|large)\b", _Value((_SIZES | _MONEY | _SHARE) - {"speed"}, _FIGURES, _PART)),
        (rf"\bhow heavy\b(?!.*\b{_FIGURATIVE}\b)", _HEAVY),
        (r"\bhow fast\b", _FAST),
        (r"\bhow (?:hot|cold)\b", _HOT),
        (rf"\bhow strong\b(?=.*\b{_WEATHER}\b)", _WINDY),
        (r"\bhow (?:heavy|strong|far)\b", _FIGURE),
        (r"\bhow (?:often|frequently)\b", _Value(_FIGURES, words=_REPEATS)),
        (
            r"\b(?:what|which) (?:share|percentage|proportion|percent)\b",
            _Value(_SHARE, frozenset({"count"}), _PART),
        ),
        (
            rf"{_WHAT}(?:score|scoreline){_BEHIND}.*\b(?:between|against|vs?|versus|match|game|final)\b",
            _Value(frozenset({"count"}), words=_any("nil goalless"), is_score=True),
        ),
        (rf"{_WHAT}(?:{_OF_MONEY}){_BEHIND}", _ONLY_SUM),
        (rf"{_WHAT}(?:{_OF_FIGURES}){_BEHIND}", _FIGURE),
        (r"\bby (?:what|which) (?:amount|margin|factor)\b", _FIGURE),
    )
)


@lru_cache(maxsize=64)
def asked(question: str, kind: str) -> Callable[[str], float] | None:
    """How surely a sentence holds the value that is asked for, 0..1; None where that has no form.

    Args:
        kind: as `Question.kind`.
    """
    value = _value(question, kind)
    if value is None:
        return None
    brought = measures(question)
    return lambda said: value.tells(said, brought)


def _value(question: str, kind: str) -> _Value | None:
    if kind not in {"money", "number", ""}:
        return None
    if much := _MUCH.search(question):
        return _much(question, much, kind)
    if many := _HOW_MANY.search(question):
        return _many(many["unit"].casefold())
    for asks, value in _ASKS:
        if asks.search(question):
            return value
    return _SUM if _HOW_DEAR.search(question) else None


def _much(question: str, much: re.Match[str], kind: str) -> _Value:
    """Of what "how much" asks for: of money, or of what stands behind it."""
    if much["of"]:
        return _AMOUNT if kind == "money" else _AMOUNT_OF
    if much["sum"]:
        return _ONLY_SUM
    is_of_noun = much["next"] and not re.fullmatch(_AUXILIARIES, much["next"], re.IGNORECASE)
    if kind != "money" or is_of_noun:
        return _AMOUNT
    return _ONLY_SUM if _PAYS.search(question) else _SUM


def _many(unit: str) -> _Value | None:
    """Of what is measured: kilometres, years, per cent; times are none of these."""
    known = UNITS.get(unit)
    if known is None:
        return None
    is_span = known[0] == "duration"
    return _Value(
        frozenset({known[0]}), frozenset({"count", "date", "age"}), _LASTS if is_span else None
    )
