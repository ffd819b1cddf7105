"""How surely a sentence says who comes before or after somebody: "Who will succeed Ada Wren?".

She is no answer herself, and that she goes does not tell who comes: the sentence has to name
somebody else, in words for who follows, stands in or was there before.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answer.fitting import kinds
from bot.answer.fitting.scale import CANNOT, MAY, SURE
from bot.question.common import is_common
from bot.question.days import MONTHS, TIME_NAMES
from bot.question.terms import CAPITAL, words

_NAME = rf"(?-i:{CAPITAL}[\w’'-]*\w(?: {CAPITAL}[\w’'-]*\w)*)"
_FOLLOW = (
    r"(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|t(?:ake|akes|ook|aken|aking) over from|"
    r"st(?:ep|eps|epped|epping|and|ands|anding|ood) in for)"
)
_AUX = r"(?:will|would|is|was|are|has|have|had|did|does|could|might|may|should)"
_LEAD = r"^\W*(?:(?:and|so|but|then)\W+)?(?:who|whom)(?:['’](?:s|ll))? "
_ASKS = tuple(
    re.compile(f"{_LEAD}{asks}", re.IGNORECASE)
    for asks in (
        rf"(?:(?:{_AUX}|be|going|set|due|likely|expected|to|now|eventually) ){{0,4}}"
        rf"{_FOLLOW} (?P<whom>{_NAME})",
        rf"{_AUX} (?P<whom>{_NAME}) (?:be |been |going to )?{_FOLLOW}(?: by| with)?\W*$",
        rf"{_AUX} (?P<whom>{_NAME})['’]s? (?:successor|predecessor|replacement)\b",
    )
)
_BEHIND = re.compile(
    rf"\b(?:before|after|prior to) (?:the |mr |mrs |ms |dr )?(?P<whom>{_NAME})", re.I
)
_TELLS = re.compile(
    r"\b(?:succe(?:ed|ss)\w*|replac\w+|t(?:ake|akes|ook|aken|aking) (?:over|charge)|hand\w* over|"
    r"(?:his|her|their) place|step(?:s|ped|ping)? (?:in|up|into)|"
    r"st(?:and|ands|ood|anding) (?:in|for)|follow(?:s|ed|ing)|interim|acting|caretaker|deput\w+|"
    r"candidat\w+|contend\w+|contest|favou?rites?|front-?runner|heir|designate|appoint\w*|named|"
    r"nominat\w+|elect\w*|chosen|picked|hired|promot\w+|join(?:s|ed)|signed|new|next|"
    r"(?:will|to) (?:lead|head|run|chair|manage|become)|bec[ao]me|sworn|"
    r"former\w*|previous\w*|predecessor\w*|outgoing|preced\w+|ex|late|until|before|after|since|"
    r"from)\b|\b(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else than the one who is named."""

    asked: frozenset[str]  # the words of the question, in lower case
    whom: frozenset[str]  # of these the name

    def tells(self, sentence: str, beside: str) -> float:
        """How surely a sentence names that other one.

        Args:
            beside: its headline and the sentences before and behind it.
        """
        is_told = bool(_TELLS.search(sentence))
        if self._names_other(sentence):
            return SURE if is_told else MAY if _TELLS.search(beside) else CANNOT
        # One word in capitals may be a person: "Holt takes over."
        return MAY if is_told and self._has_name(sentence) else CANNOT

    def _names_other(self, text: str) -> bool:
        signs = kinds.people(text)
        return any(self._is_new(one) for one in signs)

    def _is_new(self, name: str) -> bool:
        said = {word.casefold() for word in words(name)}
        return said.isdisjoint(self.whom) and not said <= self.asked

    def _has_name(self, sentence: str) -> bool:
        said = {word.casefold() for word in words(sentence) if word[0].isupper()}
        new = said - self.asked - TIME_NAMES - MONTHS.keys()
        return any(not is_common(word) for word in new)


@lru_cache(maxsize=64)
def asked(question: str) -> Other | None:
    """Whose successor or predecessor a question asks for; None where it asks for none."""
    question = question[:300]
    found = next((found for one in _ASKS if (found := one.match(question))), None)
    return _other(question, found["whom"]) if found else None


def beside(question: str) -> Other | None:
    """The one before or after whom somebody held an office: "mayor before Wren"; else None."""
    found = _BEHIND.search(question)
    is_time = found and found["whom"].split()[0].casefold() in TIME_NAMES | MONTHS.keys()
    return _other(question, found["whom"]) if found and not is_time else None


def _other(question: str, whom: str) -> Other:
    return Other(
        asked=frozenset(word.casefold() for word in words(question)),
        whom=frozenset(word.casefold() for word in words(whom)),
    )
