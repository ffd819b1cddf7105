"""How a thing ended, by pairs of words that deny each other: approved or rejected."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.question.terms import words
from bot.question.understanding import Question

# Pairs of opposites. A question has to speak of one, or of a decision for the first ones: things
# open and shut, rise and fall all the time.
_DECISIONS: tuple[tuple[str, str], ...] = (
    (
        r"approv(?:e[sd]?|al)|pass(?:es|ed)|accept(?:s|ed)?|adopt(?:s|ed)?|endors(?:e[sd]?)|"
        r"authori[sz]e[sd]?|back(?:s|ed)|ratif(?:y|ies|ied)|agree[sd]? to|voted for|"
        r"gave the green light|green-?lit|grant(?:s|ed)?|allow(?:s|ed)?|permit(?:s|ted)?|"
        r"legali[sz]e[sd]?|cleared the way|go(?:es)? ahead|went ahead|proceed(?:s|ed)?",
        r"reject(?:s|ed|ion)?|block(?:s|ed)|refus(?:e[sd]?|al)|veto(?:es|ed)?|declin(?:es|ed) to|"
        r"turn(?:s|ed) down|vot(?:es|ed) (?:down|against)|threw out|thrown out|den(?:y|ies|ied)|"
        r"dismiss(?:es|ed)|ban(?:s|ned)?|prohibit\w*|forb[ai]d\w*|cancel\w*|scrap(?:s|ped)|"
        r"call(?:s|ed) off|abandon(?:s|ed)|halt(?:s|ed)",
    ),
    (r"guilty|convict(?:s|ed|ion)?", r"acquit(?:s|ted|tal)?|innocent|cleared of"),
    (r"uph(?:olds?|eld)|confirm(?:s|ed)", r"overturn(?:s|ed)?|quash(?:es|ed)|struck down|annul\w*"),
)
_STATES: tuple[tuple[str, str], ...] = (
    (r"pass", r"fail(?:s|ed)?"),
    (r"confirm(?:s|ed)?", r"den(?:y|ies|ied)"),
    (r"(?:re)?open(?:s|ed|ing)?", r"shut(?:s|ting)?|clos(?:e[sd]?|ing|ure)"),
    (r"surviv(?:e[sd]?|ing|al)", r"die[sd]?|dead|killed"),
    (r"succe(?:ss(?:ful)?|ed(?:s|ed)?)", r"fail(?:s|ed|ure)?"),
    (
        r"ris(?:e[sn]?|ing)|rose|increas\w+|gr[eo]w\w*|gain(?:s|ed)?|climb(?:s|ed)?",
        r"fall(?:s|en|ing)?|fell|drop(?:s|ped)?|declin(?:e[sd]?|ing)|shr[aiu]nk|decreas\w+",
    ),
    (r"stay(?:s|ed)?|remain(?:s|ed)?", r"le(?:ave|aves|aving|ft)|quit(?:s)?|resign(?:s|ed)?"),
    (r"w[io]n(?:s|ning)?|beat(?:s|en)?", r"los(?:e|es|t|ing)|defeat"),
)
_ASKS_DECISION = re.compile(
    r"\b(?:decid\w+|decisions?|rul(?:ed?|es|ing)|vot(?:e[sd]?|ing)|verdict|judg\w+|appeal\w*|outcome|"
    r"result|court|successful|plans?|go(?:es)? ahead)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:not|never|no longer)\b|n['’]t\b)(?:\W+\w+){0,2}\W*$")
_BEFORE = 30  # characters before the word in which it is denied


@dataclass(frozen=True, slots=True)
class Outcome:
    """One word of a pair in a sentence, with the "not" before it."""

    start: int
    end: int
    pole: tuple[int, bool]  # the pair, and whether it stands for the first of the two


def find(question: Question, sentence: str) -> tuple[Outcome, ...]:
    """How it ended, by the one pair that the sentence has a word of; () where it has both."""
    found: list[Outcome] = []
    for number in _spoken_of(question.text, is_open=question.topic is not None):
        for is_first, pattern in zip((True, False), _PAIRS[number], strict=True):
            for match in pattern.finditer(sentence):
                if match.start() and match[0][0].isupper():
                    continue  # the Australian Open
                begins = max(0, match.start() - _BEFORE)
                denied = _NOT.search(sentence[begins : match.start()])
                start = begins + denied.start() if denied else match.start()
                is_so = is_first is not bool(denied)
                found.append(Outcome(start, match.end(), (number, is_so)))
    pairs = {one.pole for one in found}
    # "refused" denies two words; which of them is meant, the other sentence tells.
    numbers = [number for number, _ in pairs]
    return tuple(found) if len(numbers) == len(set(numbers)) else ()


@lru_cache(maxsize=256)  # the same for every sentence that a question is held against
def _spoken_of(text: str, *, is_open: bool) -> tuple[int, ...]:
    """The pairs that count for a question; an open one asks for none that it does not name.

    Of all that is told about a town, one thing may be cancelled and another permitted.
    """
    forms = " ".join(f"{word}s {word}es {word}d {word}ed" for word in words(text))
    text = f"{text} {forms}"  # "Did it pass?"
    return tuple(
        number
        for number, pair in enumerate(_PAIRS)
        if (number < len(_DECISIONS) and not is_open and _ASKS_DECISION.search(text))
        or any(one.search(text) for one in pair)
    )


CONTEST = len(_DECISIONS) + len(_STATES) - 1  # won or lost: the last of the pairs
_PAIRS = tuple(
    tuple(re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for one in pair)
    for pair in (*_DECISIONS, *_STATES)
)
