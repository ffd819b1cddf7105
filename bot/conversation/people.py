"""The people whom a text names, and whether "he" or "she" may be said of them.

A name is somebody's by what stands with it: a given name, a title before it; it is nobody's where a
word of it is one for a thing or an organisation ("Larkspur Clinic"), or "the" stands before it.
Where a given name or a title does not tell, either pronoun may be said.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.check.reading import TITLES
from bot.conversation.given_names import FEMALE, MALE
from bot.question.common import is_common
from bot.question.terms import content_words
from bot.question.wording import names

Gender = Literal["", "f", "m"]

_HER = frozenset(
    """mrs ms miss lady dame queen princess baroness duchess madame madam mme mademoiselle frau
    señora sra signora dona doña mevrouw chairwoman spokeswoman congresswoman policewoman
    businesswoman actress mother daughter sister wife widow grandmother woman""".split()
)
_HIS = frozenset(
    """mr sir lord king prince baron duke monsieur herr señor sr signor don dom meneer pope
    chairman spokesman congressman policeman businessman father son brother husband widower
    grandfather man""".split()
)
_ANYBODYS = frozenset("the a an i former laut selon prime general chief executive".split())
# Words before a name that tell what somebody is, beside TITLES.
_RANKS = frozenset(
    """detective inspector superintendent sergeant constable commissioner lieutenant colonel major
    admiral archbishop bishop cardinal rabbi imam sister brother father councillor councilman
    congressman congresswoman ambassador saint miss dame lady baroness baron count deputy vice
    acting manager striker goalkeeper defender midfielder professor prof surgeon nurse""".split()
)
# What a word of a name says is nobody.
_NOBODY = frozenset(
    """academy act agency airlines airport airways alliance army assembly association athletic
    authority bank bay beach board books bridge broadcasting brothers bureau business campus canal
    castle cathedral centre center chamber charity church city clinic club co coalition college
    commission committee company congress conservatives consortium corp corporation council country
    county court cup dam daily democrats department depot desert district division dock electric
    energy enterprises exchange falls federation festival fever fire fleet force forest foundation
    fund games garden gardens gazette general group hall harbour harbor health herald high hill
    hills holdings holding hospice hospital hotel house hurricane inc industries infirmary inn
    institute institution insurance international island islands journal labour lake lane league
    ledger library limited line lines ltd marathon market media mill mine mines ministry moor motors
    mountain mountains museum network news nurses observatory ocean office oil open opera orchestra
    organisation organization orphanage palace park parliament partners partnership party peninsula
    philharmonic pier plc point police port post press prize project province radio rail railway
    railways region reporter republic republicans research reserve resort river road rovers royal
    school sea secretariat senate service services shipyard society square stadium state states
    station steel storm strait street studio studios summit sun symphony telegraph television
    temple theatre theater times tower town trade trades transit transport treasury treaty tribune
    tribunal trust tunnel tv union unit united university valley village voice wanderers war water
    west wire wood works workers world yard zoo
    freight logistics haulage pumps foods pharma laboratories labs systems software technologies
    builders homes farm farms brewery bakery dairy trams buses cars tyres textiles
    ag gmbh se verein stadt amt bundesbank werft werke partei zeitung brücke bahn
    société banque mairie université hôpital ville pont gare musée banco ayuntamiento universidad
    partido museo río banca comune università partito ospedale câmara universidade ponte gemeente
    brug bv nv""".split()
)
# Those of them that are surnames as well, behind a given name.
_SURNAMES = frozenset("church castle hall hill lake lane moor park west wood".split())
_PLACES = frozenset(  # given names that alone are a place
    """carolina charlotte florence georgia milan regina sofia victoria virginia""".split()
)
_PLACED = r"(?:in|at|on|near|outside|across|around|off|from|à|en|dans|aus|bei|nach|te)"
SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ\d%”\")]{2}[.!?])\s+(?=[\"“A-ZÀ-Þ])")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december""".split()
)
_WORD = re.compile(r"[\w’'.-]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a text names, in full where it does so anywhere."""

    name: str  # without title
    gender: Gender = ""
    is_sure: bool = False  # a given name or a title says so: a ship has two names too


def named(text: str) -> tuple[str, ...]:
    """The names in a text in its order, those of people without what they are.

    The word that a sentence begins with is one if it is no word of ordinary English.
    """
    found: dict[str, None] = {}
    for sentence in SENTENCE_END.split(text):
        runs = names(f"x {sentence}")
        for run in runs:
            is_first = sentence.lstrip("\"“‘'«„").startswith(run)
            own = _without_binding(run) if is_first else run
            if is_first and own == run and " " not in own and is_common(own):
                continue
            for part in _parts(own) if own else ():
                bare = _bare(part)
                if bare.casefold() not in TITLES | _CALENDAR:
                    found[bare] = None
    return tuple(found)


def _without_binding(name: str) -> str:
    """A run that a sentence begins with, from its first word that names: "In Calder"."""
    run = name.split()
    while run and not content_words(f"x {run[0].lower()}"):
        run = run[1:]
    return " ".join(run)


def _parts(name: str) -> list[str]:
    """ "Marta Quill of the Centre Party" is two names, "Bank of England" is one."""
    head, *rest = re.split(r"\s(?:of|for|from)\s(?:the\s)?", name, maxsplit=1)
    is_one = " " not in head or any(word.casefold() in _NOBODY for word in head.split())
    return [name] if is_one else [head, *rest]


@lru_cache(maxsize=64)  # the turns of a conversation are read for each question of it
def people(text: str) -> tuple[Person, ...]:
    """Those whom a text names, in its order, each once: "Helen Brack", and "Brack" is she."""
    found = [one for one in named(text) if is_person(one, text)]
    full = [one for one in found if not any(two.endswith(f" {one}") for two in found)]
    return tuple(Person(one, gender_of(one, text), _is_sure(one, text)) for one in full)


def _is_sure(name: str, text: str) -> bool:
    return _plain(name.split()[0]) in FEMALE | MALE or bool(
        _before(name, text) & (TITLES | _HER | _HIS) - _ANYBODYS
    )


def is_person(name: str, text: str) -> bool:
    """Whether a name is somebody's, as far as it and what stands around it in `text` tell."""
    words = [_plain(one) for one in name.split()]
    said = re.escape(name)
    if "&" in words:
        return False
    is_given = words[0] in FEMALE | MALE
    nobody = _NOBODY - _SURNAMES if is_given and len(words) == 2 else _NOBODY
    if any(one in nobody or any(char.isdigit() for char in one) for one in words):
        return False
    has_article = bool(re.search(rf"\b[Tt]he {said}\b", text))
    if _before(name, text) & (_HER | _HIS | _RANKS | TITLES - _ANYBODYS):
        return True
    if len(words) == 1:
        is_thing = re.search(rf"\bthe [a-z]+ {said}\b", text)  # "the hurricane Ada"
        return is_given and words[0] not in _PLACES and not (has_article or is_thing)
    if len(words) > 5 or (name.split()[0].isupper() and "." not in name.split()[0]):
        return False  # "FC Arden"
    if has_article or is_given:
        return is_given and not has_article
    return not re.search(rf"\b{_PLACED} {said}\b", text, re.IGNORECASE)


def may_be_surname(name: str) -> bool:
    """Whether it is one word with a capital that is nothing else: Brack."""
    return bool(re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+", name)) and _plain(name) not in _NOBODY


def gender_of(name: str, text: str = "") -> Gender:
    """What a given name or a title tells, "" where they do not."""
    if before := _before(name, text):
        if before & _HER or any(re.search(r"(?:er|ist|ent|or)in$", one) for one in before):
            return "f"
        if before & _HIS:
            return "m"
    first = _plain(re.split(r"[-\s]", name)[0])
    if first in FEMALE:
        return "f"
    return "m" if first in MALE else ""


def fitting(found: Iterable[Person], gender: Gender) -> list[Person]:
    """Those of whom it may be said; only those of whom it surely is, where there are any."""
    able = [one for one in found if not gender or one.gender in {"", gender}]
    surest = [one for one in able if one.gender == gender]
    return surest or [one for one in able if one.is_sure] or able


def _before(name: str, text: str) -> set[str]:
    """The two words right before a name, wherever it stands."""
    found: set[str] = set()
    for match in re.finditer(rf"((?:[\w’'.-]+ ){{1,2}}){re.escape(name)}\b", text):
        said = [word.casefold().strip(".") for word in _WORD.findall(match[1])]
        if content_words(f"x {said[-1]}"):  # "the mayor of Tarrow" is not Tarrow
            found.update(said)
    return found


def _plain(word: str) -> str:
    """In small letters, without accents: Élodie stands in no list but elodie."""
    apart = unicodedata.normalize("NFKD", word.casefold().strip("."))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _bare(name: str) -> str:
    """A name without the titles before it: "Judge Ada Lund" is Ada Lund."""
    run = name.split()
    for place, word in enumerate(run[:-1]):
        if place and _plain(word) in FEMALE | MALE:
            return " ".join(run[place:])
    while len(run) > 2 and run[0].casefold().strip(".") in TITLES | _RANKS:
        run = run[1:]
    titles = [one.casefold().strip(".") in TITLES | _HER | _HIS for one in run]
    if titles == [True, False]:
        run = run[1:]
    return " ".join(run)
