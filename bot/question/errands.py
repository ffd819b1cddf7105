"""Imperatives that are meant for the bot itself: what it is ordered to be, what it is to make.

Each stands where an imperative may stand, and its object is the bot's own ("your rules") or is to
be made ("a poem"). "Who ignored the instructions?" and "which poem won?" are news.
"""

import re


def _any(words: str) -> str:
    """A pattern of any of these; `_` stands for a space within one."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


# At the start of the text, a sentence or a clause, with what is said out of politeness.
_START = (
    r"(?:^|[.!?;:\n>\])\"]\s{0,3}|,\s|\band\s|\bthen\s|\bplease\s|\bnow\s)"
    r"(?:(?:hi|hello|hey|ok|okay|so|well|please|now|just|first|kindly|bitte|"
    r"s'il (?:te|vous) plaît|por favor|per favore|alsjeblieft)[,:]?\s){0,3}"
    r"(?:(?:can|could|will|would) you\s|you (?:must|should|will|have to|need to|are to)\s|"
    r"i (?:want|need|would like|'d like) you to\s|i'd like you to\s|"
    r"(?:kannst du|können sie|kun je|kan je|peux-tu|pouvez-vous|puedes|puoi|podes|você pode)\s)?"
    r"(?:please\s|mir\s|bitte\s)?"
)
_ME = r"(?:[- ](?:me|us|moi|mir|mij|uns|mi))?"

# ---- what the bot is ordered to be

_RULES = _any(
    """instructions? rules? prompts? guidelines? directions? directives? restrictions? orders
    programming training constraints? safety filters? system_message context instruktionen
    anweisungen regeln vorgaben consignes? règles instrucciones reglas istruzioni regole instruções
    regras instructies regels aanwijzingen"""
)
_BEFORE = _any(
    """all any every of the your my those these this previous prior above earlier preceding existing
    initial original system safety content developer hidden secret internal alle bisherigen
    vorherigen vorigen deine ihre obigen toutes? tous les tes vos tu tus précédentes todas? las? sus
    anteriores tutte le tue sue precedenti as tuas suas de je jouw vorige eerdere bovenstaande"""
)
_IGNORE = _any(
    """ignore[zr]? ignora ignoriere ignorieren_sie disregard forget override bypass overrule disable
    skip drop break negeer vergiss oublie olvida dimentica esquece vergeet"""
)
_ABOVE = (
    r"(?:everything|anything|all|what|whatever)(?: (?:that|which))?"
    r"(?: (?:is|was|came|comes|has been|you(?:'ve| have| were| are)?|i(?:'ve| have)?))?"
    r"(?: (?:said|told|written|been told|learned|instructed|given))?"
    r"(?: (?:so far|above|before|previously|earlier|until now))"
)
_PROMPT = _any(
    """system[_-]?prompts? systemprompts? systeemprompts? prompts? instructions? system_messages?
    configuration guidelines rules anweisungen instrucciones istruzioni instruções instructies
    consignes"""
)
_YOURS = _any(
    """your deinen? deine ihren? ton ta tes votre vos tus? su il_tuo la_tua le_tue i_tuoi teu o_teu
    seu o_seu je jouw uw"""
)
_SHOW = _any(
    """show reveal print repeat display output tell give share leak expose dump list recite send
    montre montrez affiche affichez révèle zeig zeige zeigen_sie nenne verrate muéstra muestra
    muéstrame muestrame revela dime mostra mostrami rivela mostra-me mostre revele toon geef onthul
    laat"""
)
_WHAT_ARE = (
    r"(?:what|which|was|quel(?:le)?s?|cuál(?:es)?|qual[ei]?|quais|wat)"
    r"(?:'s|\s(?:is|are|were|sind|ist|est|sont|son|es|è|sono|é|são|zijn))"
)
ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_START}{_IGNORE}\s(?:{_BEFORE}\s){{1,5}}{_RULES}\b",
        rf"{_START}(?:ignore|disregard|forget)\s{_ABOVE}",
        rf"{_START}{_SHOW}{_ME}\s(?:{_BEFORE}\s|verbatim\s){{0,4}}{_YOURS}\s(?:\w+\s){{0,2}}{_PROMPT}\b",
        rf"{_START}{_SHOW}{_ME}\s(?:the\s|all\s|any\s)?(?:\w+\s)?"
        rf"(?:system|hidden|secret|initial|original)\s(?:system\s)?{_PROMPT}\b"
        r"(?!\s(?:of|from|that|used|for)\s(?!you\b))",
        rf"^(?:(?:so|and|ok|okay|hi|hello|hey)[,]?\s)?{_WHAT_ARE}\s{_YOURS}\s(?:\w+\s){{0,2}}"
        rf"{_PROMPT}\W*$",
        r"^(?:please\s)?(?:repeat|print|output|copy)\s"
        r"(?:(?:the|all|everything|of|text|words?|lines?|messages?)\s){0,4}above\b",
        rf"{_START}(?:pretend|imagine)\s(?:that\s)?(?:to be|you(?:'re| are| were| have))\b",
        rf"{_START}(?:act|behave|respond|reply|speak|talk|answer)\s(?:only\s)?(?:as|like)\s"
        r"(?:if\s|an?\s|my\s|the\s)",
        rf"{_START}role-?play\b",
        r"^(?:from now on|henceforth),?\s"
        r"(?:you|your|answer|respond|reply|speak|always|never|act)\b",
        rf"{_START}(?:stop|cease|quit)\s(?:following|obeying|using)\s(?:{_BEFORE}\s){{1,3}}{_RULES}\b",
        r"^you are (?:now |no longer |going to )"
        r"(?:an?\s|my\s|the\s|dan\b|free\b|in\s|bound\b|act\b|called\b|pretend)",
        rf"{_START}(?:enable|enter|activate|switch to|turn on)\s(?:\w+\s)?"
        r"(?:developer|debug|jailbreak|god|dan|admin|sudo|unrestricted)\s?mode\b",
        r"^\W{0,4}(?:system|assistant|developer)\s?:\s|<\|?(?:im_start|system|endoftext)\|?>|"
        r"\[/?INST\]|^#{1,4}\s?(?:new\s)?(?:system|instructions?)\b",
    )
)

# ---- what the bot is to make

_MADE = _any(
    """poems? haikus? limericks? sonnets? songs? lyrics rap essay story tale novel fairy_tale
    e-?mails? letter speech toast blog_?post tweet slogan advert jokes? riddles? puns? code scripts?
    function program programme regex query sql class app website images? pictures? drawing logo plan
    recipes? résumé resume cv diet playlist quiz password
    gedicht lied aufsatz geschichte brief witz programm bild rede rezept
    poème chanson histoire lettre discours blague recette courriel
    poema canción cuento carta ensayo chiste programa receta correo
    poesia canzone storia lettera saggio barzelletta programma ricetta
    canção história redação piada liedje verhaal opstel grap mop recept"""
)
_TOLD = _any(
    """poem haiku limerick song fairy_tale jokes? riddles? puns? recipes? witz gedicht geschichte
    rezept blague histoire recette chiste cuento receta barzelletta storia ricetta piada história
    receita grap mop verhaal recept"""
)
_MAKE = _any(
    """write compose draft create generate make invent draw paint design code schreibe? verfasse
    dichte male écris écrivez rédige dessine escribe escríbeme redacta compón dibuja scrivi scrivimi
    componi escreve escreva desenha schrijf teken"""
)
_TELL = _any(
    """tell give sing erzähle? gib raconte donne cuenta cuéntame dame racconta raccontami dammi
    conta conte conta-me dá-me vertel geef"""
)
_A = _any("an? some my ein eine einen un une una uno um uma een")
_TRANSLATE = _any(
    "translate traduis traduisez übersetze? übersetzen_sie traduce traduci traduza traduz vertaal"
)
ERRANDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_START}{_MAKE}{_ME}\s{_A}\s(?:[\w-]+\s){{0,3}}?{_MADE}\b(?!:)",
        rf"{_START}{_TELL}{_ME}\s{_A}\s(?:[\w-]+\s){{0,2}}?{_TOLD}\b(?!:)",
        rf"{_START}(?:write|generate)\s(?:me\s)?(?:\w+\s)?(?:code|sql|lyrics|poetry)\b",
        rf"{_START}{_TRANSLATE}\s\S",
        rf"{_START}(?:fix|debug|refactor|optimi[sz]e|complete|explain|review|run|execute)\s"
        r"(?:this|my|the following)\s(?:\w+\s)?"
        r"(?:code|script|function|program|query|bug|essay|text)\b",
        rf"{_START}(?:solve|calculate|compute|simplify|integrate|differentiate|factori[sz]e)\s"
        r".{0,40}[=+*^√÷×]",
        r"^(?:what(?:'s| is)|how much is|calculate|compute)?\s?[\d\s.,()x]{1,40}[+*/^÷×-]"
        r"[\d\s.,()+*/^÷×x-]{1,60}=?\s?\??$",
        rf"{_START}(?:set|start)\s(?:an?|my)\s(?:\w+\s)?(?:timer|alarm|reminder)\b",
        rf"{_START}(?:remind me\s|book me\s|order me\s|buy me\s|wake me\s|"
        r"send (?:an? )?(?:e-?mail|message) to my\s)",
        r"^(?:let(?:'s| us)|can we|i want to)\splay\s(?:a\s|an\s|some\s)?"
        r"(?:game|chess|hangman|tic|trivia|quiz)",
        r"```",
    )
)
