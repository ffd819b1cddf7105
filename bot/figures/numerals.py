"""Numbers as texts write them, in digits or words, English, German, French and Spanish -> Decimal.

What they count is not looked at here: `figures` adds units and dates.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from bot.figures.tokens import Token


class Number(NamedTuple):
    """A number read from the tokens `[i, next)`."""

    value: Decimal
    next: int
    spelt: bool = False  # in words alone
    kind: str = "count"  # "ordinal" for the third, "percent" for a share: half, two thirds
    vague: bool = False  # dozens, hundreds
    power: int = 0  # of ten, that a word behind the digits gave: 6 for 1.5 million


_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")

_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_EN += " fifteen sixteen seventeen eighteen nineteen"
_DE = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn"
_DE += " fünfzehn sechzehn siebzehn achtzehn neunzehn"
_FR = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
_FR += " seize"
_ES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
_ES += " dieciséis diecisiete dieciocho diecinueve"
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
SMALL = {
    language: {word: n for n, word in enumerate(names.split()) if n != 1}
    | {word: 10 * n for n, word in enumerate(_TENS[language].split(), start=2)}
    for language, names in {"en": _EN, "de": _DE, "fr": _FR, "es": _ES}.items()
}
SMALL["en"] |= {"one": 1}
SMALL["de"] |= {
    f"{one}und{ten}": n + 10 * tens
    for n, one in enumerate(["ein", *_DE.split()[2:10]], start=1)
    for tens, ten in enumerate(_TENS["de"].split(), start=2)
}
_HUNDRED = {"hundred": 2, "hundert": 2, "cent": 2, "cents": 2, "cien": 2}
# Powers of ten. A billion is a thousand times more on the Continent: see `_power`.
_SCALES = {
    **dict.fromkeys(("thousand", "tausend", "mille", "mil", "duizend", "mila"), 3),
    **dict.fromkeys(("million", "millions", "millionen", "mio", "mn", "mln"), 6),
    **dict.fromkeys(("millón", "millones", "milione", "milioni", "milhão", "milhões"), 6),
    **dict.fromkeys(("miljoen", "lakhs"), 6),
    **dict.fromkeys(("billion", "billions", "bn", "milliarde", "milliarden", "mrd"), 9),
    **dict.fromkeys(("milliard", "milliards", "miliardo", "miliardi", "miljard", "bilhões"), 9),
    **dict.fromkeys(("trillion", "trillions", "tn", "billionen", "billones", "biljoen"), 12),
}
_SCALES["lakhs"] = 5
_SCALES |= {"lakh": 5, "crore": 7, "crores": 7}
_SHORT = {"k": 3, "m": 6, "b": 9, "tr": 12}  # only behind digits
_CURRENCIES = frozenset(
    "$ € £ ¥ eur usd gbp chf euro euros dollar dollars pound pounds franc francs franken yen "
    "crowns kroner kronor".split()
)
_VAGUE = {
    **dict.fromkeys(("dozens", "dutzende", "docenas", "dizaines"), 12),
    **dict.fromkeys(("hundreds", "hunderte", "centaines", "cientos"), 100),
    **dict.fromkeys(("thousands", "tausende", "milliers"), 1000),
    "millions": 10**6,
    "billions": 10**9,
}
_DOZEN = {"dozen": 12, "dutzend": 12, "douzaine": 12, "docena": 12, "score": 20, "couple": 2}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_ORDINALS |= {"erste": 1, "ersten": 1, "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3}
_ORDINALS |= {"vierte": 4, "vierten": 4, "premier": 1, "première": 1, "deuxième": 2}
_ORDINALS |= {"troisième": 3, "quatrième": 4, "cinquième": 5}
_SUFFIX = frozenset({"st", "nd", "rd", "th", "er", "ère", "ème", "º", "ª"})
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_PARTS |= {"hälfte": 2, "drittel": 3, "viertel": 4, "fünftel": 5}
_PARTS |= {"moitié": 2, "tiers": 3, "quart": 4, "quarts": 4, "mitad": 2, "tercio": 3, "tercios": 3}
# Behind a share that "a" opens: a fifth of them, a fifth more.
_SHARED = frozenset(
    "of the more less fewer higher lower larger smaller bigger der des de d du mehr weniger".split()
)
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SIGNS |= {"⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
_A = frozenset("a an one ein eine einen einem einer un une una".split())
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
# Letters that are others to a pattern that looks through capitals; nobody writes figures with them.
ODD = re.compile("[ſıİ]")
_SMALL = frozenset(word for own in SMALL.values() for word in own)
_HALVES = frozenset({"half", "halbe", "halben", "demi", "hälfte", "moitié", "mitad"})
# What a number can begin with, beside digits and signs.
_BEGINS = _SMALL | _A | _HALVES | {*_HUNDRED, *_SCALES, *_ORDINALS, *_VAGUE, *_SIGNS}
# Of these one stands in every number without a digit: "a" is none, "a dozen" is.
_TELLS = (_BEGINS - _A) | {"one", *_DOZEN, *_PARTS}


def seen_in(text: str, words: frozenset[str]) -> bool:
    """Whether `text` has a digit, one of these words, or letters of which that cannot be told.

    A quick look, for who would else read a text in which there is nothing to find.
    """
    if _DIGIT.search(text) or ODD.search(text):
        return True
    return not words.isdisjoint(_WORD.findall(text.lower()))


def may_hold_number(text: str) -> bool:
    """Whether a closer look at `text` could find a number."""
    return seen_in(text, _TELLS)


def begins(part: Token) -> bool:
    """Whether a number could begin at this token."""
    return part.text[0].isdecimal() or part.low in _BEGINS


def number(parts: list[Token], i: int, language: str) -> Number | None:
    """The number that begins at token `i`, None where none does."""
    part = parts[i]
    if part.text[0].isdecimal():
        return _in_digits(parts, i, language)
    if part.text in _SIGNS:
        return Number(_SIGNS[part.text] * 100, i + 1, kind="percent")
    if part.low in _VAGUE:
        return Number(Decimal(_VAGUE[part.low]), i + 1, spelt=True, vague=True)
    return _share(parts, i, language) or _in_words(parts, i, language)


def _in_digits(parts: list[Token], i: int, language: str) -> Number:
    value = plain(parts[i].text, language)
    after = _low(parts, i + 1)
    if after in _SUFFIX and parts[i].text.isdecimal() and parts[i + 1].start == parts[i].end:
        return Number(value, i + 2, kind="ordinal")
    if after in {"½", "¼", "¾"}:
        value, i = value + _SIGNS[after], i + 1
    elif after == "/" and _low(parts, i + 2).isdecimal() and _low(parts, i + 2) != "0":
        over = Decimal(_low(parts, i + 2))
        if value < over <= 100 and parts[i + 2].start == parts[i].end + 1:
            return Number(value / over * 100, i + 3, kind="percent")
    end = i + 1
    if _low(parts, end) == "-" and _power(_low(parts, end + 1), language):
        end += 1  # the 46.2-million-pound bridge
    power = _power(_low(parts, end), language)
    short = _SHORT.get(_low(parts, end), 0)
    if short and (_low(parts, end) != "m" or parts[end].start == parts[i].end):
        power = short
    if _is_mill(parts, i, end, language):
        power = 6
    scale = 0
    while power:
        value, end, scale = value * 10**power, end + 1, scale + power
        power = _power(_low(parts, end), language)  # mil millones
    if scale and _low(parts, end) == "." and parts[end - 1].low in {"mrd", "mio", "mill"}:
        end += 1
    if _low(parts, end) == "dozen":
        value, end = value * 12, end + 1
    return Number(value, end, power=scale)


def _is_mill(parts: list[Token], i: int, end: int, language: str) -> bool:
    """Whether "mill" behind digits is short for million: in English where it is money or ends.

    "300 mill workers" work in one.
    """
    if _low(parts, end) != "mill":
        return False
    before, behind = _low(parts, i - 1) if i else "", _low(parts, end + 1)
    is_last = not behind[:1].isalpha() and behind != "-"
    return language != "en" or is_last or not _CURRENCIES.isdisjoint((before, behind))


def plain(digits: str, language: str = "en") -> Decimal:
    """`1,200`, `1.200.000`, `3,5` or `1 234,5` as a number.

    A single group of three behind a point is thousands where the language writes a decimal comma.
    """
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    if grouped := _GROUPED.fullmatch(digits):
        mark = grouped[1]
        thousands = digits.count(mark) > 1 or (mark == ",") == (language == "en")
        if thousands or (mark == "," and language in {"fr", "es"} and digits.endswith("000")):
            return Decimal(digits.replace(mark, ""))
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return Decimal(digits)
    if digits.count(digits[last]) > 1:  # 1.200.000, a version, or a date
        return Decimal(re.sub(r"[.,]", "", digits))
    return Decimal(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :])


def _share(parts: list[Token], i: int, language: str) -> Number | None:
    """Half, a third, two-thirds, three quarters: in hundredths; half a million: a number."""
    low = parts[i].low
    after = _low(parts, i + 1)
    if low in {"half", "halbe", "halben", "demi"}:
        at = i + 1 if after in _A else i
        if language == "de" or at > i:
            if power := _power(_low(parts, at + 1), language):
                return Number(Decimal(10) ** power / 2, at + 2, spelt=True)
            if _low(parts, at + 1) in _DOZEN:
                return Number(Decimal(_DOZEN[_low(parts, at + 1)]) / 2, at + 2, spelt=True)
            if at > i:
                return Number(Decimal("0.5"), at + 1, spelt=True)  # half an hour
        return Number(Decimal(50), i + 1, spelt=True, kind="percent")
    if low in {"hälfte", "moitié", "mitad"}:
        return Number(Decimal(50), i + 1, spelt=True, kind="percent")
    count = 1 if low in _A else SMALL[language].get(low, 0)
    at = i + 2 if after == "-" else i + 1
    part = _PARTS.get(_low(parts, at), 0)
    following = _low(parts, at + 1)
    # "a third of" is a share, "a third attempt" is none, nor is "a quarter" of a year.
    bound = following in _SHARED or low not in _A
    if count and part and (bound or low == "one" or part == 2) and count < 10:
        return Number(Decimal(100 * count) / part, at + 1, spelt=True, kind="percent")
    if (
        count
        and after in {"in", "out"}
        and _low(parts, i + (3 if after == "out" else 2)) in SMALL[language]
    ):
        at = i + (3 if after == "out" else 2)
        over = SMALL[language][_low(parts, at)]
        if count < over <= 20 and low not in {"a", "an"}:
            return Number(Decimal(100 * count) / over, at + 1, spelt=True, kind="percent")
    return None


def _in_words(parts: list[Token], i: int, language: str) -> Number | None:
    small = SMALL[language]
    total, group, end, seen = Decimal(0), Decimal(0), i, False
    if parts[i].low in _A and _low(parts, i + 1) not in {*_HUNDRED, *_SCALES, *_DOZEN}:
        return Number(Decimal(1), i + 1, spelt=True) if parts[i].low == "one" else None
    if parts[i].low in _A and parts[i].low != "one":
        group, end = Decimal(1), i + 1
    while end < len(parts):
        low = parts[end].low
        if low in {"-", "and"} and seen:
            # "two hundred and five", "twenty-five"; but "two and three" are two numbers.
            following = _low(parts, end + 1)
            joins = group >= 100 or total if low == "and" else group % 10 == 0 and group % 100
            if low == "and" and following == "a" and _low(parts, end + 2) == "half":
                group, end = group + Decimal("0.5"), end + 3
                continue
            if following in small and joins and small[following] < 100:
                end += 1
                continue
            if low == "-" and (_power(following, language) or following in _HUNDRED):
                end += 1
                continue
            if following in _ORDINALS and joins and low == "-":
                return Number(group + _ORDINALS[following], end + 2, spelt=True, kind="ordinal")
            break
        if low in small and (not seen or _fits(group, small[low])):
            group += small[low]
        elif low in _HUNDRED and group < 100 and (language == "fr" or low != "cent"):
            group = max(group, Decimal(1)) * 100
        elif (power := _power(low, language)) and total < 10**12:
            total, group = total + max(group, Decimal(1)) * 10**power, Decimal(0)
            if language == "es" and low == "mil" and _power(_low(parts, end + 1), language) == 6:
                total, end = total * 10**6, end + 1
        elif low in _DOZEN and 0 < group < 100 and low != "score":
            group *= _DOZEN[low]
        elif not seen and low in _ORDINALS and not group:
            return Number(Decimal(_ORDINALS[low]), end + 1, spelt=True, kind="ordinal")
        else:
            break
        seen, end = True, end + 1
    return Number(total + group, end, spelt=True) if seen else None


def _fits(group: Decimal, value: int) -> bool:
    """Whether a small number goes on with one begun: "two hundred five", "twenty five"."""
    return bool((group % 100 == 0 and group) or (group % 10 == 0 and group % 100 and value < 10))


def _power(low: str, language: str) -> int:
    power = _SCALES.get(low, 0)
    if low in {"mil", "mille", "mila"} and language == "en":
        return 0
    return 12 if low == "billion" and language in {"de", "fr"} else power


def _low(parts: list[Token], i: int) -> str:
    return parts[i].low if i < len(parts) else ""
