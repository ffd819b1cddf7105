"""What kind of answer a sentence holds: a sum, a number, a date, a person, a place, a reason."""

import re
from collections.abc import Callable, Iterator

from bot.figures import months, numerals
from bot.question.terms import CAPITAL, as_written, words

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    "millions?|billions?|half|twice|third|quarter|once"
)
_MONTHS = "Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec"
_SPELT = "|".join(
    (
        *(word for language in ("de", "fr", "es") for word in numerals.SMALL[language]),
        r"personne(?= n['’e])|niemand|nadie|nessuno|ninguém",  # none is a number
        r"dutzend|hundert\w*|tausend\w*|million\w*|halb\w*|douzaine|cent|mille|moitié|docena|cien|mil|"
        r"millones|mitad|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|"
        r"quattordici|quindici|\w+nta|venti|cento|metà|dois|duas|três|quatro|sete|oito|dez|onze|doze|"
        r"treze|catorze|quinze|vinte|dúzia|metade|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|"
        r"twaalf|\w+tien|\w+tig|honderd\w*|duizend\w*|miljoen|helft",
    )
)
_MONTHS_OF = sorted(
    {name for language, names in months.NAMES.items() if language != "en" for name in names}
)
_DAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag gestern heute morgen "
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain lunes martes "
    "miércoles jueves viernes sábado domingo ayer hoy mañana lunedì martedì mercoledì giovedì "
    "venerdì sabato domenica ieri oggi domani segunda-feira terça-feira quarta-feira quinta-feira "
    "sexta-feira ontem hoje amanhã maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "gisteren vandaag"
)
_SIGNS = {
    "money": re.compile(
        r"[$€£¥]\s?\d[\d.,]*|(?<!\d)(?<!\d[.,])\d[\d.,]*+\s*(?:[mb]n|million|billion|trillion)?\s*"
        r"(?:dollars?|euros?|pounds?|yen|francs?|cents?|pence|EUR|USD|GBP)\b|"
        r"(?<![\w.,])\d{1,4}(?:\.\d)?p\b",
        re.IGNORECASE,
    ),
    "age": re.compile(
        r"(?<=, )\d{1,3}(?=,)|\b\d{1,3}[- ](?:years?|months?|weeks?|days?)\b|"
        r"\baged? (?:of )?\d{1,3}\b|\b(?:is|was|be|turn(?:s|ed)?|now) \d{1,3}(?=[.,;]|$| when\b)|"
        r"\b(?:born|built|dat(?:es|ed|ing)|founded|established|opened|completed|since)\b[^.;]{0,40}?"
        r"\b(?:1\d|20)\d\d\b",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"\d[\d.,]*|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    "date": re.compile(
        rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{_MONTHS})[a-z]*\b|"
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
        r"\b(?:yesterday|today|tomorrow|century|decade|spring|summer|autumn|winter|noon|midnight|"
        r"o['’]clock)\b|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b"
    ),
    "person": re.compile(
        rf"\b{CAPITAL}[\w’'-]+ (?:{CAPITAL}\.? )?(?:(?:de|van|von|bin|al|der|la) )?"
        rf"{CAPITAL}[\w’'-]+"
    ),
    "place": re.compile(
        r"\b(?:in|at|near|from|to|of|outside|across|around) (?:the )?"
        rf"{CAPITAL}[\w’'-]+"
    ),
    "reason": re.compile(
        r"\b(?:because|since|due|after|as|so that|to avoid|caus\w+|forc\w+|led|over|reason|owing|"
        r"result\w*|in order|follow\w+|amid)\b",
        re.IGNORECASE,
    ),
}
_UNITS = (
    r"(?:d['’]|de |di )?(?:dollars?|d[oó]lar(?:es)?|dollari|euros?|pfund|libras?|livres|sterline|"
    r"franken|francs?|kronen|pesos?|reais|yen|cents?|cent[ei]sim[io]s?|EUR|USD|GBP|CHF)\b"
)
# The same in German, French, Spanish, Italian, Portuguese and Dutch together.
_FOREIGN = {
    "money": re.compile(
        r"[$€£¥]\s?\d[\d.,]*|(?<!\d)(?<!\d[.,])\d[\d.,\u00a0\u202f ]*+(?:mil[^\W\d]{0,7}|tausend|"
        r"duizend|mio\.?|mrd\.?|bilh[^\W\d]{2,4}|billon[^\W\d]{1,3}|miljoen|miljard)?\s*"
        rf"(?:{_UNITS}|[€$£¥])",
        re.IGNORECASE,
    ),
    "age": re.compile(
        r"(?<=, )\d{1,3}(?=,)|\b\d{1,3}[- ]?(?:jähr\w+|jahre?n?|ans|años|anni|anos|jaar|jarige?)\b|"
        r"\b(?:1[5-9]|20)\d\d\b",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"\d[\d.,]*|\b(?:{_SPELT})\b", re.IGNORECASE),
    "date": re.compile(
        rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{'|'.join(_MONTHS_OF)})\b|\b(?:{'|'.join(_DAYS.split())})\b|"
        r"\b\d{1,2}(?:[:.h]\d\d)? ?(?:uhr|heures?|h|horas?|ore|uur)\b|\b\d{1,2}:\d\d\b",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"\b[A-ZÀ-Þ][\w’'-]+ (?:[A-Z]\.? )?"
        r"(?:(?:de|del|della|da|do|dos|van|von|du|bin|al|der|den|la) ){0,2}[A-ZÀ-Þ][\w’'-]+"
    ),
    "place": re.compile(
        r"\b(?:in|im|bei|nach|aus|von|vom|zu|à|au|aux|en|dans|de|du|d['’]|près de|a|al|di|da|do|em|"
        r"no|na|te|uit|op|bij|naar) ?(?:l[ae] |el |de |het |der |den |dem )?(?-i:[A-ZÀ-Þ])[\w’'-]+",
        re.IGNORECASE,
    ),
    "reason": re.compile(
        r"\b(?:weil|da|denn|um|wegen|aufgrund|nach|durch|damit|daher|deshalb|infolge|parce|car|"
        r"raison|cause|suite|après|afin|pour|puisque|faute|grâce|porque|debido|por|tras|para|pues|"
        r"causa|motivo|ya que|perché|poiché|dopo|per|seguito|dovut\w+|devido|após|pois|omdat|want|"
        r"wegens|door|na|vanwege|zodat|reden\w*|oorzaak|grund|gründen?|begründ\w+|ursache\w*|raisons?|causes?|motifs?|razon\w*|"
        r"razón|ragion\w*|motiv\w+|raz(?:ão|ões)|expli\w+|spieg\w+|verklar\w+|justifi\w+)\b",
        re.IGNORECASE,
    ),
}
KNOWN = frozenset(_SIGNS)
Stem = Callable[[str], str]
_NEAR = 8  # words to either side of an answer


def holds(kind: str, text: str, asked: set[str], stem: Stem, language: str = "") -> float:
    """Whether `text` holds an answer of that kind which the question did not bring itself.

    Args:
        kind: as `Question.kind`.
        asked: the stems of the question's words.
        language: ISO 639-1 of `text`; "" is English.

    Returns:
        1 if it does, -1 if not, 0 where the kind is unknown.
    """
    if kind not in _SIGNS:
        return 0.0
    return 1.0 if any(True for _ in _answers(kind, text, asked, stem, language)) else -1.0


def people(text: str) -> list[str]:
    """What may be a person's full name in a text, as it is written."""
    return _SIGNS["person"].findall(text)


def beside(kind: str, text: str, asked: set[str], stem: Stem, language: str = "") -> list[set[str]]:
    """For each answer of that kind in `text`: the stems of the words that stand near it."""
    if kind not in _SIGNS:
        return []
    places = [match.start() for match in _answers(kind, text, asked, stem, language)]
    stems = [stem(word) for word in words(text)] if places else []
    before = (len(as_written(text[:place])) for place in places)
    return [set(stems[max(0, place - _NEAR) : place + _NEAR + 1]) for place in before]


def _answers(
    kind: str, text: str, asked: set[str], stem: Stem, language: str
) -> Iterator[re.Match[str]]:
    signs = _SIGNS if language in {"", "en"} else _FOREIGN
    for match in signs[kind].finditer(text):
        if {stem(word) for word in words(match[0])} - asked:
            yield match
