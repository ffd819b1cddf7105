"""Names of people and of outlets, told from sentences and from each other by their shape."""

import re

PARTICLES = {
    *("al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le"),
    *("van", "von", "y", "zu", "zum", "zur", "&", "of", "the", "and", "dos", "das", "ter", "ten"),
    "des",
}
STAFF = re.compile(
    r"(?:staff|correspondents?|reporters?|writers?|editors?|desk|columnists?|bureau|"
    r"redakteur(?:in)?|korrespondent(?:in)?|redaktion|rédaction|redacción)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|spring|summer|autumn|winter|midnight|noon",
    re.IGNORECASE,
)
# What newspapers, stations and agencies call themselves.
_OUTLET_NOUN = re.compile(
    r"\b(?:times|post|news|gazette|herald|tribune|journal|chronicle|observer|guardian|telegraph|"
    r"mail|star|sun|press|today|daily|weekly|monthly|magazine|review|ledger|courier|echo|argus|"
    r"advertiser|examiner|inquirer|enquirer|independent|mirror|express|standard|record|recorder|"
    r"reporter|dispatch|register|sentinel|bulletin|globe|bee|beacon|monitor|mercury|messenger|"
    r"radio|tv|broadcasting|network|online|wire|agency|media|"
    r"zeitung|nachrichten|anzeiger|tagblatt|tageblatt|kurier|rundschau|bote|presse|blatt|"
    r"diario|periódico|gaceta|correo|journal|gazzetta|corriere|courrier|dagblad|tidning|"
    r"reuters|bloomberg|ap|afp|dpa|bbc|cnn|npr|upi|pa|efe|ansa|tass|xinhua)\b|"
    # German compounds, but for offers, bans, bicycles and leaves.
    r"\b\w{2,30}(?:zeitung|anzeiger|(?<!ge)(?<!ver)bote|(?<!drogen)(?<!rad)(?<!geld)kurier)\b|"
    r"\b(?:handels|volks|wochen|abend|morgen|sonntags|amts|kreis|landes|land|stadt|heimat|gemeinde|"
    r"mitteilungs|anzeigen|bezirks|orts|markt|kirchen|extra|küsten|insel|see)blatt\b|"
    r"\w\.(?:com|org|net|co\.\w\w|example|de|fr|es|it|nl|uk|au|ca|in|info|news)$",
    re.IGNORECASE,
)
# Each run of white space is tried once, from where it begins.
_BETWEEN = re.compile(
    r"(?<!\s)\s+(?:and|und|et|e|y|en|with|mit|avec|con|&)\s+|(?:(?<!\s)\s+)?[,;、]\s*"
)
_INITIALS = re.compile(r"[A-Z]{2,5}")
_LEGAL_FORM = re.compile(
    r"(?<=\S) (?:(?i:plc|ltd|llp|llc|inc|corp|g?gmbh|e\.v|s\.?p\.?a|s\.r\.l)|"
    r"AG|KG|SE|SA|S\.A|BV|NV|AB|Oy)\.?"
)
# Nouns that end the name of a body, and hardly any person's.
_BODY = re.compile(
    r"\b(?:trust|council|university|ministry|police|institute|foundation|association|department|"
    r"museum|hospital|society|committee|commission|authority|federation|government|college|"
    r"laboratory|academy|charity)$",
    re.IGNORECASE,
)
_NO_FIRST_NAMES = {*PARTICLES, "by", "par", "por"} - {"al", "de", "el", "la", "van"}
_ELIDED = re.compile(r"[dl]['’][^\W\d_]")  # l'Orne
_ARTICLES = frozenset("The Der Die Das La Le Les El Los Il".split())
LONGEST_OUTLET_WORDS = 5
LONGEST_ABBREVIATION = 3  # letters
# Words of that length that stand in outlets' names.
_SHORT_WORDS = {*PARTICLES, "new", "old", "sun", "bay", "bee", "day", "big", "sea", "for", "&"}


def names(text: str) -> list[str]:
    """The names in "Ann Lee, Tom Ray and Kim Poe", without places that hang on them."""
    parts = _BETWEEN.split(text)
    bare = [re.sub(r"(?<=\S)\s+(?:in|aus|à)\s+\S.*$", "", part).strip(" .") for part in parts]
    return [name for name in bare if name]


def cased(name: str) -> str:
    """A name in small letters but the first of each word, where it is in capitals alone."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    return re.sub(r"\b(Mc|O['’])([a-z])", lambda one: one[1] + one[2].upper(), name.title())


def cased_outlet(name: str) -> str:
    """`Mill Gazette` of MILL GAZETTE; a name with a word that may be an abbreviation stays."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    short = {word.lower() for word in name.split() if len(word) <= LONGEST_ABBREVIATION}
    return name if short - _SHORT_WORDS else " ".join(map(_cased_word, name.split()))


def _cased_word(word: str) -> str:
    """In small letters, but for the first of each of its parts: "Post-Dispatch"."""
    return re.sub(r"[^\W\d_]['’\w]*", lambda one: one[0].capitalize(), word)


def is_name(text: str) -> bool:
    """The name of a person or an outlet: few words, all of them capitals but the particles."""
    words = text.split()
    if not 1 <= len(words) <= 6 or all(_NO_NAME.fullmatch(word) for word in words):
        return False
    if STAFF.search(text):
        return True
    if len(words) > 1 and (form := _LEGAL_FORM.search(text)) and form.end() == len(text):
        words = text[: form.start()].split()
    return all(
        word.lower() in PARTICLES or not word[0].islower() or _ELIDED.match(word) for word in words
    ) and not any(char.isdigit() or char in '?!:;"“”«»()[]{}<>=/' for char in text)


def is_no_name(text: str) -> bool:
    """A weekday, a month, a season: capitals without being anybody."""
    return bool(_NO_NAME.fullmatch(text))


def is_person(text: str) -> bool:
    """Two to four words that could be somebody, and no desk, outlet or shout."""
    return (
        2 <= len(text.split()) <= 4
        and is_name(text)
        and not STAFF.search(text)
        and not sounds_like_outlet(text)
        and not is_organisation(text)
        and text.split()[0].lower() not in _NO_FIRST_NAMES
        # "La Vigie", "El Faro": an article and a noun.
        and not (len(text.split()) == 2 and text.split()[0].lower() in {"la", "el"})
    )


def sounds_like_outlet(text: str) -> bool:
    """Whether the name says of itself that it is a newspaper, a station or a web site's."""
    return 0 < len(text.split()) <= LONGEST_OUTLET_WORDS and bool(_OUTLET_NOUN.search(text))


def is_organisation(text: str) -> bool:
    """Whether the name ends as a company's or a body's does: "Mill Foods plc", "City Trust"."""
    form = _LEGAL_FORM.search(text)
    return is_name(text) and bool(_BODY.search(text) or (form and form.end() == len(text)))


def is_agency(text: str) -> bool:
    """What may stand between a dateline's brackets: `AP`, `Reuters`, `Mill Gazette`."""
    return len(text) <= 40 and (bool(_INITIALS.fullmatch(text)) or sounds_like_outlet(text))


def people(line: str) -> list[str]:
    """The persons that a line names and nothing else: "Ann Lee & Tom Ray", "Ann Lee, Editor"."""
    if len(line) > 120 or any(char.isdigit() for char in line):
        return []
    found = [one for one in names(line) if not STAFF.search(one)]
    return list(map(cased, found)) if 0 < len(found) <= 4 and all(map(is_person, found)) else []


def is_role(line: str) -> bool:
    """A line that is a role alone: "Transport correspondent"."""
    return len(line.split()) <= 4 and bool(STAFF.search(line))


def is_outlet_alone(line: str) -> bool:
    """A masthead: a line that is nothing but an outlet's name, by a noun or its article."""
    said = line.split()
    has_article = 2 <= len(said) <= 3 and said[0] in _ARTICLES
    return is_name(line) and (has_article or sounds_like_outlet(line))
