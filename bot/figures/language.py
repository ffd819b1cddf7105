"""Which language a short text is in, for the reading of its number words."""

import re
from functools import lru_cache

from bot.figures.numerals import SMALL
from bot.figures.tokens import TOKEN

_FUNCTION = {
    "en": "the of and to in is was that for on by with from are were has have said it its did does "
    "do how many when who what why people she he they his her",
    "de": "der die das in sich wieder werde wird sagte laut und ist von den dem ein eine nicht mit "
    "auf für im wurde wurden hat zu am",
    "fr": "le la les des et est une du dans pour que qui sur au aux pas été ont par selon en",
    "es": "el los las del y una por con para que en fue se su lo ha han según un no",
}
# "Ten die in a fire": behind no German article stands what would end its sentence or a place.
_NO_ARTICLE = re.compile(
    r"\bdie(?=\W*$|[.,;?!]| (?:in|of|from|at|on|after|as|by|when)\b)", re.IGNORECASE
)
_LETTERS = {"de": set("äöüß"), "fr": set("éèêçà"), "es": set("ñóí")}
# Number words that no other language has; "once" is eleven, and "sept" a month.
_OWN = {
    language: {one for one in own if sum(one in other for other in SMALL.values()) == 1}
    - {"once", "sept"}
    for language, own in SMALL.items()
}
_LANGUAGES = {
    language: frozenset(words.split()) | _OWN[language] for language, words in _FUNCTION.items()
}


@lru_cache(maxsize=2048)
def language_of(text: str) -> str:
    """ "en", "de", "fr" or "es": whose small words and numbers stand most; English if none do.

    So short a text is no matter for `ingest.text.language`, and only number words depend on it.
    """
    lows = [part.lower() for part in TOKEN.findall(_NO_ARTICLE.sub(" ", text))]
    letters = set(text.lower())
    counts = {
        language: sum(low in own for low in lows) + bool(letters & _LETTERS.get(language, set()))
        for language, own in _LANGUAGES.items()
    }
    return max(counts, key=lambda one: (counts[one], one == "en"))
