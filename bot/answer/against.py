"""What a sentence says against a question: it does not deny what that denies, or says the opposite.

"Who will not run?" is not answered by who runs, "the smallest harbour" not by the largest.
"""

import re

from bot.check import denial
from bot.check.reading import read

_OPENLY = r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b"
_DENIES = re.compile(_OPENLY, re.IGNORECASE)
# He is out of the race, skips it, was barred from it: it is denied in other words.
_DENIES_SOMEHOW = re.compile(
    _OPENLY + r"|\b(?:hardly|barely|unable|refus\w+|declin\w+|fail\w*|den(?:y|ies|ied|ying)|"
    r"reject\w*|withdr[ae]w\w*|(?:pull|drop|opt)(?:s|p?ed|p?ing|t?ed|t?ing)? out|skip\w*|"
    r"miss(?:e[ds]|ing)?|bann?(?:ed|ing|s)?|barr?(?:ed|ing|s)|block\w*|prevent\w*|prohibit\w*|"
    r"forb[ia]d\w*|exclu\w+|restrict\w*|cancel\w*|stop(?:s|ped|ping)?|halt\w*|quit\w*|"
    r"rul(?:e[ds]?|ing) out|out of|absen\w+|lack\w*|unless|except|avoid\w*|boycott\w*|abandon\w*|"
    r"scrap(?:s|ped|ping)?|suspend\w*|ineligible|disqualif\w+|only (?:if|be))\b",
    re.IGNORECASE,
)


def leaves_undenied(question: str, sentence: str) -> bool:
    """Whether the question denies something and the sentence nothing, in no words."""
    return bool(_DENIES.search(question)) and not _DENIES_SOMEHOW.search(sentence)


def says_the_opposite(question: str, sentence: str) -> bool:
    """Whether one has a word where the other has its opposite: oldest and youngest, rose and fell.

    Not where either has both, or denies its own.
    """
    return bool(denial.opposite(read(question), read(sentence)))
