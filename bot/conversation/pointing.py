"""Whether a question points back at what was said before it: by grammar, without a model.

A pronoun points back where nothing before it in the question can be meant by it: a subject or
possessive ("she", "its") needs one name or noun phrase before it, an object ("him", "about it")
two, since the subject of its own clause cannot be meant (the binding principles of Chomsky,
"Lectures on Government and Binding", 1981). An ellipsis has no verb: "why?", "which
streets?", "and in 2024?".
"""

import re
from typing import Literal

from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, names

Pointing = Literal["", "about", "ellipsis", "person", "thing", "event", "topic", "again", "instead"]

_AUX = rf"(?:{AUXILIARY}|might|may|must|should)"
_CONNECTIVE = re.compile(
    r"^(?:(?:and|but|so|or|ok|okay|then|also|well|und|aber|et|mais|y|pero|e|ma|mas|en|maar)\b"
    r"[\s,]{1,3}){1,2}",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:what|how) about\s(?P<what>.{1,120}?)\W*$", re.IGNORECASE)
_WAS_SO = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|will)\s(?P<what>.+)$", re.I)
_WH = (
    r"(?:who|whom|whose|what|which|when|where|why|"
    r"how(?:\s(?:much|many|long|often|far|soon|big|old))?)"
)
_FOREIGN_WH = (
    r"(?:pourquoi|quand|où|comment|combien|qui|warum|wann|wo|wie(?:\sviele?)?|wer|wieso|weshalb|"
    r"por\squé|cuándo|dónde|cómo|cuánto|quién|perché|quando|dove|come|quanto|chi|porquê|onde|como|"
    r"quem|waarom|wanneer|waar|hoe(?:veel)?)"
)
_PREPOSITION = (
    r"(?:by|for|to|with|from|since|until|till|at|in|on|of|against|through|about|over|under|"
    r"seit|bis|mit|von|depuis|avec|pour|desde|hasta|con|da|per|sinds|tot|met)"
)
_THE_OR_WHEN = re.compile(  # "the inquiry", "last year"
    r"the\s[a-z]|(?:last|this|next)\s(?:year|month|week|season|time)$|(?:yesterday|today|tomorrow)$",
    re.IGNORECASE,
)
_THE_OF = re.compile(  # "the mayor of Dray"
    r"the(?:\s[a-z][\w-]*){1,3}\s(?:of|in|at|on|for)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}$"
)
_SOME_THINGS = re.compile(r"[a-z]{3,}[^su\W]s$")  # "and sales?"
_ORDINAL = re.compile(
    r"(?:(?:the|on)\s)?(?:first|second|third|fourth|fifth|sixth|last)(?:\splace)?$", re.I
)
_MORE = (
    r"(?:exactly|precisely|so(?:\s(?:much|many|long|few|late|high|low))?|else|though|then|not|ever|"
    r"specifically|more)"
)
_BARE = re.compile(
    rf"^(?:{_PREPOSITION}\s)?(?:how come|{_WH}|{_FOREIGN_WH})(?:\s{_MORE}){{0,2}}$", re.IGNORECASE
)
_MANY = r"(?:\w+[^\Wsu]s|people|men|women|children)"  # only the last noun of some is plural
_PHRASE = re.compile(
    rf"^{_PREPOSITION}\s[\w’'.-]+(?:\s[\w’'.-]+){{0,4}}\s?$",  # each word in one way alone
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"^(?:(?:can|could) you )?(?:please )?(?:tell me more|say more|more(?: details| information)?|"
    r"go on|continue|explain(?: that| further)?|elaborate|details|anything else|"
    r"what happened(?: next| then| after(?: that| this)?| since)?|and then|since then)$",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"^(?:really|are you (?:quite |really )?(?:sure|certain)(?: (?:of|about) (?:that|this|it))?|"
    r"(?:is|was) (?:that|this|it) (?:still |really )?(?:all|true|so|right|correct|certain|"
    r"up to date|"
    r"(?:still )?the (?:latest|newest|current|final|official)(?: [a-z]+)?))$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"^(?:(?:no|nope|nein|non|não|nee)\b(?:[,.!;:]\s?|\s(?=(?:i|the)\b))"
    r"(?:(?:i mean|i meant|i was asking about|rather)\s)?|"
    r"(?:sorry[,.]? )?(?:i mean|i meant|i was asking about)\s)(?:about\s)?(?P<what>\S.{0,120})$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]{0,300}”|\"[^\"]{0,300}\"")
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its|they|them|their|theirs)\b", re.IGNORECASE)
_OBJECTS = {"him", "them"}
_POINTERS = r"(?:this|that|these|those)"
_TIMES = (
    r"(?:year|month|week|day|morning|evening|afternoon|season|spring|summer|autumn|winter|time)"
)
_EVENT = re.compile(
    rf"\b{_AUX}\s{_POINTERS}\b(?!\s{_TIMES}\b)|\b{_POINTERS}$|"
    rf"\b(?:about|of|for|after|before|by|with|from|like|against|than|since|to)\s{_POINTERS}\b"
    rf"(?!\s{_TIMES}\b)(?!\s[A-Z])|\bthere$|\bthen$|\bthe (?:same|latter|former)\b",
)
_EXISTS = re.compile(r"\b(?:is|are|was|were)(?:n['’]t)?\sthere$", re.IGNORECASE)
_NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|this|that|these|those|some|all|every|each|no|my|our|your|which|\d+)\s"
    r"(?:[\w-]+\s){0,2}?[\w-]{2,}|"
    r"(?<!^)(?<![.?!] )\b[A-Z][\w&’'-]*",
)
PAST = (  # participles and past tenses: what was done, and by or to whom is not said
    r"(?:\w+ed|sent|shot|cut|put|hurt|hit|held|found|lost|won|left|killed|beaten|chosen|caught|taken|given|"
    r"told|paid|named|stolen|born|known|seen|made|fought|bought|sold|built|led|met|ran|said|says|"
    r"came|went|got|gets|finished|drove|died|fell|rose|stood|wins?|loses?|leads?|pays?|gains?)"
)
_WH_NOUN = re.compile(  # "which streets", "by how many votes"; "what caused it" asks on
    rf"^(?:{_PREPOSITION}\s)?(?:how many|how much|which|what|whose)"
    rf"(?:\s(?!{_AUX}\b|{_MANY}\s)[\w-]+)?\s(?!{_AUX}\b|{PAST}\b|"
    r"(?:it|its|this|that|he|she|him|her|they|them|so|there|then)$)[\w-]+$",
    re.IGNORECASE,
)
# "Who was sent off?", "Who came third?": a verb, and hardly a noun.
_WHO_DID = re.compile(
    rf"^(?:who|whom)\s(?:(?:{_AUX}\s)?(?:has\s|have\s|been\s|to\s)*(?:{PAST}|blame)|"
    r"(?:is|was|are|were)\s(?:to\s\w+|first|second|third|fourth|fifth|next|last|(?:the\s)?runner-up)|"
    r"(?!is\b|was\b|are\b|were\b)\w+s)"
    r"(?:\s(?!the\b|an?\b)[\w-]+){0,2}$",
    re.IGNORECASE,
)
_HOW_MANY_DID = re.compile(
    rf"^how (?:many|much)\s[\w-]+\s(?:{_AUX}\s)?(?:be(?:en)?\s)?{PAST}"
    r"(?:\s(?:their|his|its|the)\s[\w-]+)?$",
    re.IGNORECASE,
)
_HOW_MANY_DO = re.compile(rf"^how many\s(?:[\w-]+\s)?{_MANY}\s(?!{_AUX}\b)[a-z]+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\bthe [a-z][\w-]+\b")
_WHO_ACTS_ON = re.compile(rf"^who\s(?!{_AUX}\b)\w+\sthe\b", re.IGNORECASE)  # "Who won the cup?"
_FINITE = 2  # words that count beside which "the company" says nothing of itself
# "What does the Ledger think?": of something.
_OF_WHAT = re.compile(
    rf"^(?:what|how)\s{_AUX}\s.{{2,60}}\s(?:think|thought|report|reported|conclude)$", re.IGNORECASE
)
# "The company": who speaks so has said which.
_ROLE = re.compile(
    rf"(?:\b{_AUX} (?=the [\w’'-]+ )|\b(?=the [\w’'-]+$))"
    r"the (?:company|firm|group|organi[sz]ation|agency|authority|party|club|team|school|hospital|"
    r"man|woman|boy|girl|couple|suspect|victims?|author|winner|driver|pilot|owner|deal|project|"
    r"plan|bill|law|ban|case|incident|accident|event|attack|decision|announcement|agreement|strike|"
    r"vote|inquiry|investigation|report|study|survey)(?:['’]s?)?(?=\W|$)"
    r"(?! (?:of|in|on|at|for|that|who|which|between|with|into|to|from|by|over|against|about)\b)",
    re.IGNORECASE,
)
# "It" that is nothing: "it rains", "how long does it take to", "it is likely that".
_IS_NOTHING = re.compile(
    r"\s(?:that\b|rains?\b|snows?\b|from\s|(?:takes?|means?)\s(?:for|to|if|that|when)\b|"
    r"(?:(?:is|was|be|been)\s)?(?:\w+\s)?(?:likely|possible|true|official|known|clear)\s"
    r"(?:that|to|for|how)\b)|['’]s official\b",
    re.IGNORECASE,
)
# What is asked for does it, and is meant by the pronoun of its own clause, or of what it says.
_ASKED_FOR = re.compile(
    rf"^(?:(?:which|what|how many)\s(?:[\w’'-]+\s){{1,3}}?(?!{_AUX}\b)"
    r"[a-z]+(?:ed|s|t|n|d)\s(?:[\w’'-]+\s){0,8}|"
    r"who\s(?:announced|said|says|claimed|claims|promised|denied|admitted|thinks|thought|believes|"
    r"warned|confirmed|argued|told\s\S+)\s(?:that\s)?)$",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(rf"^(?!(?i:{_WH}|{_AUX})\b)[A-Z][\w’'-]+\s[a-z]+\s")
_SINCE_WHICH = re.compile(  # "since which year", "which team | is she in"
    rf"^{_PREPOSITION}\s(?:which|what|how many)\s[\w-]+|"
    rf"^(?:which|what|how many|whose)\s[\w-]+(?:\s[\w-]+)?(?=\s{_AUX}\s$)",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"^(?:what|who) (?:is|are|was|were)\b", re.IGNORECASE)
_ANYBODY = {"anybody", "somebody", "someone", "nobody", "everybody", "everyone", "people"}
_LONG = 12  # words that count, of which a question names all that it is about
_FEW = 3  # words that count: fewer name no matter behind an "and"


def stripped(text: str) -> str:
    """Without the "and" it begins with, and without the marks at its end."""
    return _CONNECTIVE.sub("", text.strip(" ?!.…¿¡")).strip(" ?!.…¿¡,")


def about(text: str) -> str:
    """X of "what about X?" and of "and X?", "" for any other."""
    bare = stripped(text)
    if match := _ABOUT.match(bare):
        return match["what"]
    if (match := _WAS_SO.match(bare)) and names(f"x {match['what']}") == (match["what"],):
        return match["what"]
    if re.search(rf"\b(?:{_WH}|{_FOREIGN_WH})(?=\s|$)", bare, re.IGNORECASE):
        return ""
    linked = bool(_CONNECTIVE.match(text.strip()))
    if _PHRASE.match(bare) and not _BARE.match(bare):
        return bare
    has_verb = re.search(rf"\b{_AUX}\b", bare, re.IGNORECASE)
    few = len(bare.split()) <= 3
    alone = few and (bool(names(f"x {bare}")) or bool(_THE_OR_WHEN.match(bare)))
    alone = alone or any(one.match(bare) for one in (_THE_OF, _ORDINAL, _SOME_THINGS))
    return bare if linked and not has_verb and alone else ""


def instead(text: str) -> str:
    """X of "no, X" and of "I meant X", "" for any other."""
    match = _INSTEAD.match(text.strip(" ?!.…"))
    return match["what"].strip(" ,") if match else ""


def pointing(text: str) -> Pointing:
    """How `text` points back: "" for not at all.

    "about": it puts another thing in the place of one, "instead": it corrects one; "ellipsis": only
    the asking word is said; "person", "thing": by a pronoun; "event": by "that"; "again": it doubts
    what was answered; "topic": it is too short to stand alone.
    """
    bare = _QUOTED.sub(" ", stripped(text)).strip()
    if instead(text):
        return "instead"
    if _DOUBTS.match(bare):
        return "again"
    if about(text):
        return "about"
    if _ASKS_MORE.match(bare):
        return "topic"
    if not names(f"x {bare}") and (_HOW_MANY_DID.match(bare) or _HOW_MANY_DO.match(bare)):
        return "topic"
    if _BARE.match(bare) or (_WH_NOUN.match(bare) and not names(f"x {bare}")):
        return "ellipsis"
    if len(content_words(bare)) >= _LONG:
        return ""
    if any(_is_unbound(bare, match) for match in _PERSON.finditer(bare)):
        return "person"
    if any(_is_unbound(bare, match) for match in _THING.finditer(bare)):
        return "thing"
    if _EVENT.search(bare) and not (_EXISTS.search(bare) and names(bare)):
        return "event"
    named = names(f"x {bare}") if not re.match(rf"{_WH}|{_AUX}", bare, re.I) else names(bare)
    said = [word for word in content_words(bare) if word.lower() not in _ANYBODY]
    linked = bool(_CONNECTIVE.match(text.strip()))
    if linked and len(said) <= _FEW and not (named and _DEFINES.match(bare)):
        return "topic"
    if _OF_WHAT.match(bare):
        return "topic"
    if named:
        return ""
    definite = bool(_DEFINITE.search(bare)) and not _WHO_ACTS_ON.match(bare)
    if _ROLE.search(bare) or _WHO_DID.match(bare) or (definite and len(said) <= _FINITE):
        return "topic"
    return "topic" if len(said) <= 1 and not _DEFINES.match(bare) else ""


def _is_unbound(text: str, match: re.Match[str]) -> bool:
    """Whether nothing before a pronoun can be what it means."""
    word, after = match[0].lower(), text[match.end() :]
    is_object = word in _OBJECTS or (word in {"it", "her"} and not re.match(r"\s\w", after))
    before = _SINCE_WHICH.sub("", text[: match.start()])
    if word == "it" and _IS_NOTHING.match(after):
        return False
    if _ASKED_FOR.match(before) and not is_object:
        return False  # "Which retailer lowered its prices", "Who announced that she would"
    candidates = len(_NOUN_PHRASE.findall(before)) + bool(_NAMED_FIRST.match(before))
    return candidates < (2 if is_object else 1)
