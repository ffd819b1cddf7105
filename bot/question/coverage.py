"""A question for the outlets that reported on something: "Which newspapers wrote about the flood?".

Each pattern is for the whole question and has a group `topic`. "Who covered the ferry?" may ask for
outlets or for somebody in the articles; which of the two, what they hold tells.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """What such a question is about."""

    topic: str  # in the asker's words
    language: str  # ISO 639-1
    who: bool  # it asks who, and may mean somebody else than an outlet


def _patterns(nouns: str, *patterns: str) -> tuple[re.Pattern[str], ...]:
    ends = r"(?P<topic>.+?)"
    whole = (one.replace("NOUN", f"(?:{nouns})").replace("TOPIC", ends) for one in patterns)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in whole)


_TOLD_EN = (
    r"(?:(?:reported|reporting|report)(?: on| about| of)?|cover(?:ed|ing)?|"
    r"(?:wrote|written|writing|write) (?:about|on|of)|"
    r"(?:published|carried|ran|run|printed|had|have|has|picked up) "
    r"(?:(?:an? |any |some |the |its own |their own )?"
    r"(?:articles?|stor(?:y|ies)|reports?|pieces?|news|anything|something) )(?:about|on|of))"
)
_BEFORE_EN = r"(?:(?:has|have|had|is|are|was|were|do|did) )?(?:(?:also|already|all|ever) )?"
_COVERAGE = {
    "en": _patterns(
        r"(?:of (?:the|these|those|your|our) )?(?:[\w-]+ ){0,2}?"
        r"(?:outlets?|newspapers?|papers|media|press|publications?|magazines?|journals?|titles|"
        r"broadcasters?|newsrooms?|sources|(?:news|tv|television|radio) ?"
        r"(?:sites?|organi[sz]ations?|channels?|stations?|agency|agencies|services?|websites?))",
        rf"(?:(?:tell|show|give) (?:me|us) |list |name )?(?:which|what|the|all|all the) NOUN "
        rf"(?:that |which )?{_BEFORE_EN}{_TOLD_EN} (?:that )?TOPIC(?: too| as well)?",
        r"(?:in|by|on) (?:which|what) NOUN (?:was|were|is|are|has|have|did) TOPIC "
        r"(?:been )?(?:covered|reported(?: on)?|written about|appear(?:ed)?|discussed)",
    ),
    "fr": _patterns(
        r"journal|journaux|médias?|quotidiens?|titres|magazines?|publications|rédactions|"
        r"agences de presse|sites",
        r"quel(?:le)?s? NOUN (?:(?:a|ont) (?:parlé|écrit|rendu compte|publié)(?: un article)?|"
        r"(?:parlent|écrivent)) (?:de la |de l['’]|d['’]|du |des |de |sur |au sujet de )TOPIC",
        r"quel(?:le)?s? NOUN (?:a|ont) (?:couvert|évoqué|relaté|rapporté|traité)(?: de)? TOPIC",
        r"(?:dans|par) quel(?:le)?s? NOUN (?:a-t-on|a-t-il été) (?:parlé|question) "
        r"(?:de la |de l['’]|d['’]|du |des |de )TOPIC",
        r"qui a (?:couvert|écrit sur) TOPIC",
    ),
    "de": _patterns(
        r"zeitung(?:en)?|medi(?:um|en)|blatt|blätter|sender|quellen?|magazine?|zeitschrift(?:en)?|"
        r"redaktion(?:en)?|nachrichtenagentur(?:en)?|nachrichtenseiten?",
        r"(?:welche[rs]?|was für) NOUN (?:haben|hat) (?:auch |schon )?(?:über|von|zu) TOPIC "
        r"(?:berichtet|geschrieben)",
        r"(?:welche[rs]?|was für) NOUN (?:berichte(?:te)?n?|berichtet|schr(?:ie|ei)b(?:en|t)?) "
        r"(?:auch |schon )?(?:über|von|zu) TOPIC",
        r"in welche[rnm] NOUN (?:wurde|stand) (?:etwas )?(?:über|zu) TOPIC(?: berichtet)?",
        r"wer (?:hat|haben) über TOPIC (?:berichtet|geschrieben)",
        r"wer (?:berichtete|berichtet|schrieb) über TOPIC",
    ),
    "es": _patterns(
        r"medios?(?: de comunicación)?|periódicos?|diarios?|revistas?|publicaciones|agencias de "
        r"noticias|cadenas|prensa",
        r"(?:qué|cuáles) NOUN (?:(?:ha|han) )?(?:informado|informaron|informó|hablado|hablaron|"
        r"habló|escrito|escribieron|escribió|publicado|publicaron|informan|hablan|escriben) "
        r"(?:sobre |acerca de |de |del )TOPIC",
        r"(?:qué|cuáles) NOUN (?:(?:ha|han) )?(?:cubierto|cubrieron|cubrió|cubren) TOPIC",
        r"quién(?:es)? (?:(?:ha|han) )?(?:informado|informó|informaron|escrito|escribió|"
        r"escribieron) (?:sobre|acerca de) TOPIC",
        r"quién(?:es)? (?:(?:ha|han) )?(?:cubierto|cubrió|cubrieron) TOPIC",
    ),
    "it": _patterns(
        r"giornal[ei]|testat[ae]|media|quotidian[oi]|rivist[ae]|agenzie di stampa|siti|redazioni|"
        r"fonti",
        r"(?:quali|che|quale) NOUN (?:(?:ha|hanno) (?:parlato|scritto|riferito|raccontato)|parlano|"
        r"scrivono) (?:(?:di|del|dello|della|dei|degli|delle|su|sul|sullo|sulla|sui|sugli|sulle) |"
        r"(?:d|dell|sull)['’])TOPIC",
        r"(?:quali|che|quale) NOUN (?:ha|hanno) (?:coperto|riportato|trattato|seguito) TOPIC",
        r"chi ha (?:scritto|riferito) (?:(?:su|sul|sullo|sulla|sui|sugli|sulle) |sull['’])TOPIC",
    ),
    "pt": _patterns(
        r"jorna(?:l|is)|meios(?: de comunicação)?|veículos|revistas?|agências de notícias|"
        r"publicações|imprensa|canais|órgãos(?: de comunicação(?: social)?)?",
        r"(?:que|quais|quais os) NOUN (?:falaram|falou|escreveram|escreveu|informaram|publicaram|"
        r"falam|escrevem) (?:sobre |acerca de |de |do |da |dos |das )(?:[oa]s? )?TOPIC",
        r"(?:que|quais|quais os) NOUN (?:que )?(?:noticiaram|noticiou|cobriram|cobriu|relataram|"
        r"relatou) TOPIC",
        r"quem (?:escreveu sobre|noticiou|cobriu) TOPIC",
    ),
    "nl": _patterns(
        r"krant(?:en)?|media|medium|bladen|tijdschriften|omroepen|nieuwssites?|persbureaus?|"
        r"redacties|bronnen",
        r"welke NOUN (?:hebben|heeft) (?:ook )?over TOPIC (?:bericht|geschreven)",
        r"welke NOUN (?:berichtten|berichtte|berichten|schreven|schreef|schrijven) (?:ook )?"
        r"over TOPIC",
        r"in welke NOUN (?:werd|stond) (?:iets )?over TOPIC(?: bericht| geschreven)?",
        r"wie (?:heeft|hebben) over TOPIC (?:bericht|geschreven)",
        r"wie (?:berichtte|schreef) over TOPIC",
    ),
}
_TOLD_BY_WHO = (
    r"(?:reported (?:on|about)|reporting (?:on|about)|cover(?:ed|ing)|(?:wrote|written|writing) "
    r"about|(?:published|had|has) (?:an? |any )?(?:articles?|stor(?:y|ies)|reports?) (?:about|on)|"
    r"(?:wrote|written) (?:the|an?|this|that) (?:news |newspaper )?"
    r"(?:articles?|pieces?|stor(?:y|ies)|reports?) (?:about|on))"
)
_WHO = re.compile(
    rf"who(?: else)? {_BEFORE_EN}{_TOLD_BY_WHO} (?P<topic>.+?)(?: too| as well)?",
    re.IGNORECASE,
)
_STARTS_WITH_WHO = re.compile(r"(?:who|qui|wer|quién(?:es)?|chi|quem|wie)\b", re.IGNORECASE)
# What is covered and not reported: paid for, hidden, stood in for.
_NO_NEWS = re.compile(
    r"(?:up|for)\b|(?:(?:the|its|their|his|her|all|most|of|part|half|le|la|les|die|den|el|los|las|"
    r"i|gli|os|as|o) )*(?:costs?|expenses?|bills?|fees?|fares?|loss(?:es)?|damages?|debts?|rent|"
    r"shortfall|deficit|gap|wages?|salar(?:y|ies)|tuition|price|shift|coûts?|frais|dépenses|kosten|"
    r"gastos|costes?|costos?|costi|spese|custos|despesas)\b",
    re.IGNORECASE,
)
# Who was first asks for a day: an older report may be none of the nearest.
_FIRST = re.compile(
    r"\b(?:first|en premier|d['’]abord|zuerst|als erste[rs]?|primero|per prim[oaie]|primeiro|"
    r"als eerste)\b",
    re.IGNORECASE,
)
# Somebody in the articles is said to do what the question asks for.
_SAYS_SO = re.compile(
    r"\bcover(?:s|ed|ing)?\b|\breport(?:s|ed|ing)? (?:on|about)\b|"
    r"\b(?:wrote|writes?|written|writing) about\b",
    re.IGNORECASE,
)


def coverage(asked: str) -> Coverage | None:
    """What a question for outlets is about; None for any other question."""
    if _FIRST.search(asked):
        return None
    if (match := _WHO.fullmatch(asked)) and not _NO_NEWS.match(match["topic"]):
        return Coverage(match["topic"], "en", who=True)
    for language, patterns in _COVERAGE.items():
        for pattern in patterns:
            if match := pattern.fullmatch(asked):
                who = bool(_STARTS_WITH_WHO.match(asked)) and language != "en"
                if who and _NO_NEWS.match(match["topic"]):
                    return None
                return Coverage(match["topic"], language, who=who)
    return None


def is_told(sentence: str) -> bool:
    """Whether a sentence says that somebody reported on, wrote about or covered something."""
    return bool(_SAYS_SO.search(sentence))
