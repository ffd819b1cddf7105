"""Questions that point back in the other languages that the bot answers in.

No clause is built in them: what a question lacks is put behind it in brackets, where whoever reads
it and whatever is searched for find it. "Tritt sie an?" gets (Sabine Kröger).
"""

import re
from collections.abc import Sequence

from bot.conversation.people import Gender
from bot.conversation.subject import Spoken, bracketed
from bot.question.language import function_words, unelided
from bot.question.terms import words
from bot.question.wording import names

LANGUAGES = ("fr", "de", "es", "it", "pt", "nl")
_FEW = 2  # words that count: fewer name no matter

_HIS = {
    "fr": "il lui",
    "de": "er ihn ihm sein seine seiner seinem seinen",
    "es": "él",
    "it": "lui egli gli",
    "pt": "ele dele nele",
    "nl": "hij hem",
}
_HER = {
    "fr": "elle",
    "de": "sie ihr ihre ihrer ihrem ihren",
    "es": "ella",
    "it": "lei ella",
    "pt": "ela dela nela",
    "nl": "zij ze haar",
}
_OTHER = {  # things, several, or either
    "fr": "ils elles cela ça leur leurs",
    "de": "es",
    "es": "ellos ellas ello eso esto",
    "it": "loro essi esse ciò esso essa",
    "pt": "eles elas isso isto",
    "nl": "hen hun dit",
}
_SUBJECTS = {
    code: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    for code, words in {
        "fr": "il|elle",
        "de": "er|sie",
        "es": "él|ella",
        "it": "lui|lei|egli|ella",
        "pt": "ele|ela",
        "nl": "hij|zij|ze",
    }.items()
}
_SEVERAL = re.compile(r"\b\w+(?:en|nd)\s(?:sie|zij|ze)\b", re.IGNORECASE)  # "sind sie", "willen ze"
# "le barrage a-t-il": what the pronoun means stands before it.
_BOUND = re.compile(
    r"\b(?:le|la|les|l['’]|un|une|ce|cette|son|sa)\s?\w[\w-]*\b.*-(?:t-)?(?:il|elle)s?\b|"
    r"(?<=\s)[A-ZÀ-Þ]\w+\b.*-(?:t-)?(?:il|elle)s?\b|"
    r"\b(?:der|die|das|ein|eine)\s\w+\b.*,.*\b(?:er|sie|es)\b",
)
_ENDS = {"de": "das dies dort", "nl": "dat dit daar", "fr": "là", "es": "allí", "it": "lì"}
_DEFINES = re.compile(
    r"^(?:was (?:ist|sind)|wer (?:ist|war)(?! (?:d|ein))|qu['’]est-ce qu['’e]|qui est(?! l)|"
    r"(?:qué|quién) es(?! (?:el|la)\b)|(?:che )?cos['’]è|chi è(?! (?:il|la|l)\b)|"
    r"o que é|quem é(?! [oa]\b)|wat is(?! (?:de|het|er)\b)|wie is(?! (?:de|het)\b))",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein|keine|viele|wieviel|viel|"
    r"im|am|zum|zur|vom|beim|welche|welcher|welches|diese|dieser|dieses|seine|ihre|mehr)$",
    re.IGNORECASE,
)
_WH = re.compile(
    r"^(?:(?:wie\s(?:viele?|lange|hoch|alt|teuer)|wieviele?|(?:seit|bis)\swann|"
    r"combien|depuis\squand|est-ce\sque|"
    r"cu[áa]nt[oa]s?|por\squé|desde\scuándo|quant[oaie]s?|da\squando|desde\squando|o\sque|che\scosa|"
    r"hoeveel|sinds\swanneer|hoe\s(?:lang|oud)|"
    r"warum|wieso|weshalb|wann|wo|wohin|woher|wer|wen|wem|was|wie|welche[rsnm]?|"
    r"pourquoi|quand|où|comment|qui|que|quels?|quelles?|"
    r"cuándo|dónde|cómo|quién(?:es)?|qué|cuál(?:es)?|"
    r"perché|quando|dove|come|chi|cosa|quali?|por\sque|onde|como|quem|qual|quais|"
    r"waarom|wanneer|waar|wie|wat|welke?)(?:\s|$)|combien\sd(?:e\s|['’]))",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"^(?:warum|wieso|weshalb|(?:(?:seit|bis|ab)\s)?wann|wo|wie(?:\slange)?|"
    r"pourquoi|(?:(?:depuis|jusqu['’]à)\s)?quand|où|comment|"
    r"por\squé|(?:(?:desde|hasta)\s)?cuándo|dónde|cómo|"
    r"perché|(?:(?:da|fino a|desde|até)\s)?quando|dove|come|onde|como|"
    r"waarom|(?:(?:sinds|tot)\s)?wanneer|waar|hoe(?:\slang)?)$",
    re.IGNORECASE,
)
_NAMES = r"[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){0,3}"
_PHRASE = {  # "les salariés de la laiterie Bérard"
    code: re.compile(
        rf"(?<![\w-])(?:(?:{article})\s|l['’])\w[\w-]*(?:\s{_NAMES})?"
        rf"(?:\s(?:(?:{link})\s|d['’])(?:(?:{article})\s|l['’])?(?:{_NAMES}|[\w-]+(?:\s{_NAMES})?))*"
    )
    for code, article, link in (
        ("fr", "le|la|les", "de|du|des|à|au|en"),
        ("es", "el|la|los|las", "de|del|en"),
        ("it", "il|lo|la|i|gli|le", "di|del|della|dei|delle|a|in"),
        ("pt", "o|a|os|as", "de|do|da|dos|das|em|no|na"),
        ("nl", "de|het", "van|in|te"),
    )
}
_AS_SUBJECT = r"(?<!\b(?:in|an|zu)\s)(?<!\b(?:auf|bei|mit|von|aus|vor|für|bis)\s)\b"
_GERMAN_NOUN = (
    r"\s(?:[a-zäöüß]+e\s)?[A-ZÄÖÜ][\w-]+(?:\s(?:in|von|bei|am|im)\s[A-ZÄÖÜ][\w-]+)?"
    r"(?:\s[A-ZÄÖÜ][\w-]+)?"
)
_SHE = re.compile(rf"{_AS_SUBJECT}die{_GERMAN_NOUN}")
_HE = re.compile(rf"{_AS_SUBJECT}der{_GERMAN_NOUN}")
_COUNTS = re.compile(  # "Wie viele Stellen streicht die Werft"
    r"^(?i:wie\sviele?|wieviele?|hoeveel)\s(?P<noun>(?:[a-zäöüß]+en?\s)?[\w-]+)\s"
    r"(?P<verb>[a-zäöü]\w+)\s(?P<rest>(?:[A-ZÄÖÜ]|d|e|h|i).+)$"
)


def points_back(text: str, language: str) -> bool:
    """Whether a question in one of LANGUAGES lacks what it is about."""
    bare = text.strip(" ?!.…¿¡")
    if gender(bare, language) is not None:
        return True
    if _DEFINES.match(bare):
        return False
    return not _names(bare, language) and len(_counting(bare, language)) <= _FEW


def gender(text: str, language: str) -> Gender | None:
    """Of its first pronoun of a third person: "" for things and several, None without one."""
    said = [unelided(word).lower() for word in words(text.replace("-", " "))]
    if _BOUND.search(text):
        return None
    forms: tuple[tuple[dict[str, str], Gender], ...] = ((_HIS, "m"), (_HER, "f"), (_OTHER, ""))
    for place, word in enumerate(said):
        for pronouns, its in forms:
            if word in pronouns.get(language, "").split():
                return "" if _SEVERAL.search(text) else its
        if place == len(said) - 1 and word in _ENDS.get(language, "").split():
            return ""
    return None


def _names(text: str, language: str) -> list[str]:
    """Words with a capital; in German those without an article, since all nouns have one there."""
    found = list(re.finditer(r"(?<=[\s'’])[A-ZÄÖÜÉÈÀÁÍÓÚ]\w+", text))
    if language != "de":
        return [match[0] for match in found]
    return [match[0] for match in found if not _DETERMINER.search(text[: match.start()].rstrip())]


def _counting(text: str, language: str) -> list[str]:
    empty = function_words(language)
    plain = (unelided(word).lower() for word in words(_WH.sub("", text)))
    return [word for word in plain if word not in empty and len(word) > 1]


def matter(question: str) -> str:
    """A question without the words that ask."""
    return re.sub(r"^est-ce\squ['’e]\s?", "", _WH.sub("", question.strip(" ?!.…¿¡"))).strip()


def topic(spoken: Spoken, language: str) -> tuple[str, ...]:
    """As `subject.topic`; in German the nouns alone, which their capitals tell."""
    if spoken.setting:
        return spoken.setting
    said = matter(spoken.clause)
    if language == "de":
        found = re.findall(r"(?<![\w-])[A-ZÄÖÜ][\w-]+(?:\s&\s[A-ZÄÖÜ]\w+)?", said)
    else:
        found = [match[0] for match in _PHRASE[language].finditer(said)] or list(names(f"x {said}"))
    return tuple(found) if found else (said,)


def thing(turns: Sequence[Spoken], gender: Gender) -> str:
    """What a German "er" or "sie" means by its article: "die Seilbahn in Harzfels"; "" for none.

    Args:
        turns: oldest first; where one asks who, somebody is meant.
    """
    for one in reversed(turns):
        if re.match(r"we[rmn]\b", one.clause, re.IGNORECASE):
            return ""
        if match := (_SHE if gender == "f" else _HE).search(one.clause):
            return match[0]
    return ""


def of(text: str, name: str, language: str) -> str:
    """A question with whom its pronoun means: in its place where it is a subject."""
    if match := _SUBJECTS[language].search(text):
        return f"{text[: match.start()]}{name}{text[match.end() :]}"
    return bracketed(text, [name])


def filled(ellipsis: str, spoken: Spoken, language: str) -> str:
    """The clause of the question before, behind the new asking word."""
    before = spoken.clause.strip(" ¿¡")
    rest = matter(before)
    if _ADVERB.match(ellipsis):
        if match := _COUNTS.match(before):
            # In brackets, since beside a name it would read as a part of it.
            return bracketed(f"{ellipsis} {match['verb']} {match['rest']}", [match["noun"]])
        asks = before[: len(before) - len(rest)].strip()
        if _ADVERB.match(asks):
            return bracketed(f"{ellipsis} {rest}", spoken.setting)
    return bracketed(ellipsis, topic(spoken, language))
