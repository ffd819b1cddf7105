"""What a written sentence consists of: a yes or no, and sentences that it is joined from."""

import re
from collections.abc import Iterator

from bot.check import denial
from bot.check.reading import PRONOUNS, read

FEWEST = 4  # words of a part that may stand alone
# What answers a question before the sentence that says it.
_ANSWER = re.compile(
    r"\s*(?P<said>yes|no|not yet|nobody|no one|none|nothing|nowhere|never|ja|nein|niemand|oui|non|"
    r"personne|s[ií]|nadie)\s?(?:[,:;.!]|[—–-](?=\s))\s*",
    re.IGNORECASE,
)
_NO = frozenset({"no", "nein", "non", "not yet"})
_YES = frozenset({"yes", "ja", "oui", "sí"})
# Where one sentence ends and the next begins, without a full stop.
_JOINT = re.compile(r"\s?[;:—–]\s|,\s(?:but|while|whereas|although|though|and|aber|mais|et|und)\s")
_OPEN = re.compile(r"^(?:it|this|that|these|those|which|who|whose|there|then|so|also|both)\b", re.I)
# That the articles do not say: no quote says so.
_SILENT = re.compile(
    r"\b(?:articles?|passages?|sources|excerpts?|texts)\b(?:\s\w+){0,3}?\s(?:"
    r"(?:do(?:es)?|did)(?:\snot|n['’]t)\s(?:\w+\s)?(?:say|mention|state|give|specify|name|report|"
    r"contain|provide|tell|reveal|include|identify|indicate|answer|address)\b|"
    r"(?:mention|give|say|contain|name|offer|provide)s?\s(?:no|nothing|neither)\b)|"
    r"\bnot\s(?:mentioned|stated|given|named|specified|reported|said|in)\b(?:\s\w+)?\s(?:in|by)\s"
    r"(?:the|these|any)\s(?:\w+\s)?(?:articles?|passages?|sources|excerpts?|texts)\b|"
    r"\b(?:Artikel|Passagen|Quellen|Texte)n?\b[^.]{0,60}\b(?:nicht|kein\w{0,2}|nichts)\b|"
    r"\b(?:articles|passages|extraits|sources|textes)\b[^.]{0,20}\bne\s\w+\s(?:pas|rien|aucun\w?)\b|"
    r"\b(?:artículos|pasajes|fuentes|textos)\b[^.]{0,20}\bno\s\w+",
    re.IGNORECASE,
)


def told(text: str, question: str) -> tuple[str, str]:
    """A sentence without the yes or no before it, and why that is wrong, "" where it is not.

    What the sentence says is left to its quotes; they say nothing of a question.
    """
    found = _ANSWER.match(text)
    rest = text[found.end() :] if found else text
    if not found or len(rest.split()) < FEWEST:
        return text, ""
    said = found["said"].casefold()
    if said in _YES and denial.opposite(read(question), read(rest), is_asked=True):
        return rest, "its yes is a no"
    return rest, ""


def is_silent(text: str) -> bool:
    """Whether a sentence tells what the articles do not say."""
    return bool(_SILENT.search(text))


def clauses(text: str) -> Iterator[str]:
    """Sentences that a sentence is joined from and that can be read alone; none where it is one."""
    joints = list(_JOINT.finditer(text))
    starts = [0, *(one.end() for one in joints)]
    ends = [*(one.start() for one in joints), len(text)]
    if not joints:
        return
    for start, end in zip(starts, ends, strict=True):
        part = text[start:end].strip(" ,;:")
        first = part.split(" ")[0].casefold()
        dangles = bool(start) and (first in PRONOUNS or _OPEN.match(part))
        if len(part.split()) >= FEWEST and not dangles and _is_sentence(part):
            part = part[0].upper() + part[1:]
            yield part if part[-1] in ".!?" else f"{part}."


def _is_sentence(part: str) -> bool:
    """Whether it has a verb, as far as its words tell, and no quotation is cut through."""
    if (
        part.count('"') % 2
        or part.count("“") != part.count("”")
        or part.count("(") != part.count(")")
    ):
        return False
    return any(
        word.low in _VERBS or (word.low.endswith("ed") and word.matters)
        for word in read(part).words
    )


_VERBS = frozenset(
    "is are was were be been has have had will would can could may might must should does do did "
    "said says say fell rose won lost took gave made came went got paid sold bought told left led "
    "ist sind war waren hat haben hatte wird werden wurde wurden est sont était a ont avait sera "
    "doit peut fue es son ha".split()
)
