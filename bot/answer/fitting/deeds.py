"""Whether a sentence tells of the deed that a question asks about: "Will Westhalm appeal?".

The word is the verb that a question asks of somebody, what it asks whether something is, or the
noun of who somebody is: "When was the bridge restored?", "Was the fire deliberate?", "Who is her
publisher?". It is told by itself in any form, by a word that is used for it, or by its opposite,
which answers as well. Where which word it is is not clear, there is none.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.answer.fitting.told_as import TOLD_AS
from bot.check.reading import BASE
from bot.question.terms import content_words, words
from ingest.indexes.terms import stem

SHORTEST = 4  # letters of a word that tells it in another form: "testimony"
# Verbs and what stands behind them that tell nothing alone.
_SAYS_LITTLE = frozenset(
    """make makes made do does did done get gets got take takes took taken have has had give gives
    gave given go goes going went gone come comes came become becomes became put puts use uses used
    keep keeps want wants need needs plan plans try set due likely last lasts lasted spend spent
    wait happen happened occur occurred located found based called named stay remain mean think
    thought say said tell told believe know known look feel like begin began start started end ended
    back home live lives lived hold holds held person people man woman name kind type part member
    one thing claim claims claimed argue argues argued warn warns warned suggest suggests suggested
    call calls write writes wrote written among amongst along alongside besides""".split()
)
_ANYBODY = frozenset(
    "anyone anybody someone somebody everyone one he she they it you we i this that people".split()
)
_SKIPPED = frozenset(
    """also still yet already ever now first finally originally actually really again officially
    recently currently soon eventually reportedly allegedly be been being have to able not going new
    current former next""".split()
)
_DETERMINERS = frozenset("the a an his her its their this that these those my our any some".split())
_STOPS = _DETERMINERS | frozenset(
    """of in on at for to from with by into over under after before during against about as than and
    or when while if because who which up down off out around through between since until up per via
    without within near behind your all no more most other another each every both many
    much""".split()
)
_AUXILIARIES = frozenset(
    "is was are were did does do has have had will would can could should may might must be".split()
)
_IS = frozenset("is was are were be been".split())
_PARTICLE = r"(?:out|off|up|down|away|back)"  # "rule out" is no ruling
# That something takes place is told by the thing: "The trial begins in May."
_THAT_IT_IS = re.compile(
    r" (?:(?:take|takes|took|taken|taking) place|(?:go|goes|going|gone) ahead)\b", re.IGNORECASE
)
# Participles without "-ed".
_PARTICIPLES = frozenset(
    """beaten bitten born broken brought built burnt bought caught chosen cut drawn driven eaten
    fallen felt flown forgiven forgotten fought frozen hidden hit hurt kept laid led left lent lost
    met paid proven read ridden risen sent shaken shot shown shut sold split spoken spread stolen
    struck sunk sworn taught thrown torn won worn withdrawn written""".split()
)
# Forms that the stems do not bring together.
_FORMS = BASE | dict(
    pair.split("-")
    for pair in "died-die dies-die dying-die lied-lie tied-tie sued-sue sues-sue suing-sue".split()
)
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*['’]?|[^\w\s]")
_LEAD = r"^\W*(?:(?:and|so|but)\s)?"
_WHO = re.compile(rf"{_LEAD}(?:who|whom)(?:['’]s)?\s(?P<rest>.+)", re.IGNORECASE)
_OF_SOMEBODY = re.compile(
    rf"{_LEAD}(?P<asks>when\s|how long\s|(?:(?:in|on|since|until) )?(?:what|which) "
    rf"(?:year|date|day|month)\s)?(?P<aux>{'|'.join(sorted(_AUXILIARIES - {'be'}))})\s(?P<rest>.+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def asked(question: str) -> str:
    """The word of the deed that a question asks about; "" where it is not clear."""
    question = _THAT_IT_IS.sub("", question[:300])
    if found := _WHO.match(question):
        word = _of_who(_TOKEN.findall(found["rest"]))
    elif found := _OF_SOMEBODY.match(question):
        is_state = found["aux"].casefold() in _IS
        word = _behind(_TOKEN.findall(found["rest"]), is_state or found["aux"] in {"has", "have"})
        if not word and is_state:
            word = _head(_TOKEN.findall(found["rest"]), least=1 if found["asks"] else 2)
    else:
        return ""
    low = word.casefold()
    is_plain = low.isalpha() and len(low) > 2 and bool(content_words(f"x {low}"))
    is_phrase = bool(re.search(rf"\b{re.escape(word)} {_PARTICLE}\b", question))
    return low if is_plain and not is_phrase and low not in _SAYS_LITTLE else ""


def tells(word: str, text: str) -> bool:
    """Whether a text has the word, in any form, or one that is used for it."""
    return _tells(word, text)


def is_known(word: str) -> bool:
    """Whether it is known in which other words the deed is told."""
    return _base(word) in TOLD_AS


@lru_cache(maxsize=1024)
def _tells(word: str, text: str) -> bool:
    own = _base(word)
    those = TOLD_AS.get(own, frozenset()) | {own}
    begins = own[: max(SHORTEST, len(own) - 2)] if len(own) >= SHORTEST else ""
    said = map(_base, words(text))
    return any(one in those or (begins and one.startswith(begins)) for one in said)


def _of_who(clause: Sequence[str]) -> str:
    """The verb behind "who", or behind whom it is asked of; the noun of who somebody is."""
    at, aux = 0, ""
    while at < len(clause) and clause[at].casefold() in _SKIPPED | _AUXILIARIES:
        aux = clause[at].casefold() if clause[at].casefold() in _AUXILIARIES else aux
        at += 1
    rest = clause[at:]
    if not rest:
        return ""
    if aux and aux not in _IS:
        return _behind(rest, False) or (rest[0] if aux in {"has", "have", "had"} else "")
    if not aux or _is_participle(rest[0]):
        return rest[0] if rest[0].islower() else ""
    return _head(rest)


def _head(clause: Sequence[str], least: int = 1) -> str:
    """The last word of the first words in small letters: "the next town clerk of Orrin".

    Args:
        least: how many of these there are, a name before them being one.
    """
    clause = clause[1:] if clause and clause[0] == "there" else clause
    has_name, several, _ = _subject(clause)
    if not several or len(several) + has_name < least:
        return ""
    behind = clause[clause.index(several[-1]) + 1 :]
    is_of_name = bool(behind) and behind[0][0].isupper()  # "Is the whole Orrin mill closing?"
    return "" if is_of_name else several[-1]


def _behind(clause: Sequence[str], is_passive: bool) -> str:
    """The verb behind its subject."""
    if clause and clause[0].casefold() in _ANYBODY:
        rest = [one for one in clause[1:] if one.casefold() not in _SKIPPED]
        return rest[0] if rest and rest[0].casefold() not in _STOPS else ""
    has_name, several, is_bare = _subject(clause)
    if is_passive:
        return next((one for one in several if _is_participle(one)), "")
    if several and is_bare:
        return several[0]
    return several[-1] if len(several) + has_name > 1 else ""


def _subject(clause: Sequence[str]) -> tuple[bool, list[str], bool]:
    """Whether it is named, the words in small letters behind it, and whether it is but a name."""
    at, is_bare = 0, True
    while at < len(clause) and clause[at].casefold() in _DETERMINERS:
        at, is_bare = at + 1, False
    first = at
    while at < len(clause) and clause[at][0].isalnum() and not clause[at].islower():
        at += 1
    has_name = at > first
    is_bare &= has_name and not clause[at - 1].endswith(("'s", "’s", "'", "’"))
    several: list[str] = []
    for one in clause[at:]:
        if one.casefold() in _SKIPPED:
            continue
        if one.casefold() in _STOPS or not one.islower():
            break
        several.append(one)
    return has_name, several, is_bare


def _is_participle(word: str) -> bool:
    low = word.casefold()
    return low in _PARTICIPLES or low.endswith("ed")


def _base(word: str) -> str:
    low = word.casefold()
    return stem(_FORMS.get(low, low))
