"""What an article says to a machine that answers, and not to its readers.

An article is somebody else's text and may be written to be obeyed. No statement of an answer is
such a sentence, and none rests on one. It is told by its form alone: it orders, and it speaks of
answers, prompts or instructions; or it is dressed up as a message between the parts of a machine.
Words in quotation marks are reported, so news about such orders stays whole. How often that is
wrong stands in docs/decisions/0025-orders-in-articles.md.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from bot.check.mood import START, any_of, may_bid, outside
from bot.passages import Joined, PerPassage
from ingest.article import Passage

LONGEST_WORD = 60  # letters without a space: no word, but something encoded
_MACHINE = any_of(
    "ais? llms? chat_?bots? bots? gpts? (?:large_)?language_models? models? assistants? agents? "
    "crawlers? summari[sz]ers? scrapers? machines?"
)
_REPLY = any_of("answers? reply replies responses? outputs? completions? summary messages?")
_RULES = any_of("instructions? prompts? rules directions directives? guidelines passages? orders")
_ANSWERING = any_of("answer reply respond")
_MUST = any_of("is are must should shall will has_to have_to are_to is_to needs?_to")
# A message to a machine: what follows in its paragraph belongs to it.
_MESSAGE = re.compile(
    "|".join(
        (
            # between the parts of a machine
            r"[<‹]\|?\/?(?:im_start|im_end|system|assistant|endoftext|sys|user|passage|question|"
            r"quote|statement|instructions?|article)\b",
            r"[<{\[]{1,2}\/?(?:INST|SYS|system|im_start|im_end)(?: message)?[>}\]]",
            r"^[^\w#]*#{2,} ?(?:system|instruction|response|assistant)",
            r"^\W*(?:begin|end) (?:system|hidden|new) (?:prompt|instructions?)",
            r"^\W*(?:system|developer)(?: (?:prompt|message|notice|note|override|instructions?|"
            r"update|alert))?\W{0,2}[:>\]]",
            # to a machine that reads
            r"\b(?:dear|attention|hello|hey|note (?:to|for)|(?:message|notice|instructions?) "
            rf"(?:to|for))(?: [\w-]+){{0,3}} {_MACHINE}\b"
            r"(?=\W*(?:[:,!.–—(]|$|reading|that|who|processing|and))",
            rf"\bif you(?:['’]re| are)(?: \w+){{0,3}} {_MACHINE}\b",
            rf"^\W*you(?:['’]re| are)(?: \w+){{0,4}} {_MACHINE}\b",
            rf"\b{_MACHINE}(?: \w+){{0,2}} (?:reading|processing|parsing|indexing|summari[sz]ing) "
            r"(?:this|the) (?:\w+ )?(?:article|page|text|passage|document|content|news|sentence)\b",
            r"^\W*+(?:[\w-]+ ){0,3}(?:ais?|llms?|chat ?bots|gpts?|language models?|"
            r"ai (?:assistants?|agents?|models?|systems?|readers?))\s?"
            r"(?:[:!]\s|, (?:please|you|your|do not|don['’]t|ignore|disregard|forget)\b)",
        )
    ),
    re.IGNORECASE,
)
# What an order to such a machine speaks of.
_OF_ANSWERING = re.compile(
    "|".join(
        (
            rf"\b(?:in|into|to|of|from|for|with|before|behind|throughout|within) your (?:\w+ )?"
            rf"{_REPLY}\b",
            r"\b(?:modify|enhance|augment|change|alter|begin|start|end|finish|preface|prefix|give|"
            r"provide|keep|make|limit|render|base|phrase|format|translate|turn|rewrite|scramble|"
            r"write|deliver|encode|present|open|close|conclude|follow|replace) your "
            rf"(?:\w+ ){{0,2}}{_REPLY}\b",
            r"\byour (?:(?:own|previous|prior|original|initial|hidden|secret|system|internal|full|"
            r"earlier|current|entire) ){0,2}(?:instructions?|prompts?|rules|programming|"
            r"guidelines|system message|training|context window|directives?|"
            r"(?:api|access) keys?)\b",
            r"\b(?:previous|prior|preceding|foregoing|earlier|existing|former) (?:\w+ )?"
            rf"{_RULES}\b",
            rf"\b(?:{_RULES}|text|context|question|everything) (?:\w+ )?"
            r"(?:above|before this|so far|below)\b",
            rf"\babove (?:\w+ )?{_RULES}\b",
            r"\b(?:system|developer|hidden|initial|secret) (?:prompt|message|instructions?)\b",
            r"\b(?:future|further|later|subsequent|every|each) (?:\w+ )?"
            r"(?:questions?|quer(?:y|ies)|prompts?|answers?|repl(?:y|ies)|responses?)\b",
            r"\beach of your (?:\w+ )?(?:answers|replies|responses)\b",
            r"\brest of this conversation\b",
            r"\b(?:the|this) (?:user|asker|questioner|reader)\b"
            r"(?! (?:name|account|interface|base|data|manual|id)s?\b)",
            r"\b(?:users|readers) (?:to|that|who|should|can|must|may|of|about)\b",
            r"\b(?:cite|quote|name|credit|give|use|list)\b.{1,80}\bas (?:the|your|its|an?) "
            r"(?:only |sole |main )?(?:source|citation|evidence|reference)\b",
            r"\b(?:cite|citing)\b.{0,40}\b(?:passages?|sources?|articles?|ids?|instead)\b",
            r"\bthe (?:ids?|numbers?) of (?:the|all|each) (?:\w+ )?passages?\b",
            r"\b(?:the|this|every|each) (?:\w+ )?(?:citations?|passage ids?|passages?)\b",
            r"\b(?:json|markdown|base64|rot13)\b",
        )
    ),
    re.IGNORECASE,
)
_DICTATES = re.compile(
    "|".join(
        (
            # "Reply only with", "Write that"
            rf"{START}(?:(?:you (?:must|should|will) )?(?:only |always )?{_ANSWERING}) (?:with|"
            r"that|only|exactly|in|as|using|by saying|no|yes|nothing|to (?:all|any|every|this|the)|"
            r"all|every|any|the (?:user|question|reader)|[\"“‘'«:])",
            rf"{START}(?:write|say|claim|repeat|insist|pretend) that \w+ \w+",
            # "When asked about it, say"
            r"^\W*(?:when|if|whenever|should) (?:[\w'’]+ ){0,4}(?:asked|asks?)\b[^,]{0,120}, "
            r"(?:please |you (?:must|should|will) |always |only |just |simply )*(?:say|answer|"
            r"reply|respond|tell|claim|state|write|give|cite|repeat|insist|pretend)\b",
            # "The answer to every question is", "Every reply must"
            rf"\b{_REPLY} to (?:this|that|every|all|any|each|your|(?:the|a) (?:user|reader)['’]?s?)"
            rf"(?: \w+)? (?:questions?|quer(?:y|ies)|prompts?)(?: \w+){{0,8}}? {_MUST}\b",
            rf"\b(?:every|all|any|each) (?:\w+ )?{_REPLY} (?:from (?:now|here) on|that you|you|in "
            rf"this (?:chat|conversation))\b(?: \w+){{0,4}}? {_MUST}\b",
            rf"\byour (?:\w+ )?{_REPLY}(?: \w+){{0,4}}? {_MUST}\b",
        )
    ),
    re.IGNORECASE,
)
# The same in the other languages that the bot speaks: an order, and earlier instructions, or a
# reply or prompt that is "yours", or all questions.
_ELSEWHERE = re.compile(
    r"\b"
    + any_of(
        "ignore[zr]? oublie[zr]? répond(?:s|ez|re) écri(?:s|vez) affiche[zr]? termine[zr]? "
        "ajoute[zr]? cite[zr]? ignorier(?:e|en|t) vergiss vergessen antwort(?:e|en|et) "
        "beantworte[nt]? beende[nt]? schreib(?:e|en)? zeig(?:e|en)? füge? gib geben "
        "ignora ignor[ae]d olvida responde "
        "escrib[ae] muestra termina añad[ae] ignore esqueça responda escreva mostre termine "
        "ignorate dimentica rispondi scrivi mostra aggiungi negeer vergeet antwoord beantwoord "
        "schrijf toon voeg eindig"
    )
    + r"\b.{0,80}?(?:"
    + "|".join(
        (
            r"\b(?:instructions?|consignes|règles|anweisungen|vorgaben|regeln|befehle|instrucciones|"
            r"indicaciones|reglas|instruções|regras|istruzioni|regole|instructies|regels)\b.{0,12}"
            r"\b(?:précédent\w*|antérieur\w*|ci-dessus|oben|anterior\w*|previas?|precedent\w*|"
            r"hierboven)\b",
            r"\b(?:vorherig|bisherig|obig|früher|vorig|eerder|vorangehend)\w* (?:\w+ )?"
            r"(?:anweisungen|vorgaben|regeln|befehle|instruktionen|instructies|regels)\b",
            r"\b(?:ta|votre|deine[rmn]?|ihre[rmn]?|tu|su|tua|sua|a sua|je|jouw|uw) (?:\w+ )?"
            r"(?:réponse|antwort|respuesta|resposta|risposta|antwoord|(?:system)?prompts?|"
            r"instructions?|anweisungen|instrucciones|instruções|istruzioni|instructies)\b",
            r"\b(?:toutes? les|alle[ns]?|todas [la]s|tutte le|jede) (?:\w+ )?(?:questions?|"
            r"fragen?|preguntas?|perguntas?|domande?|vragen)\b",
            r"\b(?:invite|prompt|message|mensaje|mensagem|messaggio)\b.{0,6}\b(?:système|sistema)\b",
            r"\bsystem-?prompts?\b",
        )
    )
    + ")",
    re.IGNORECASE,
)
_PARTS = (
    *("<", "‹", "[", "{", "##", " ai ", " ai:", " ai,", " ai!", " ai.", " ai(", " ais", " llm"),
    *("chatbot", "chat bot", " bot ", " bot:", " bot,", " bots", "gpt", " model", "assistant"),
    *(" agent", "crawler", "summari", "scraper", "machine", "network", "system", "developer"),
    *("prompt", "instruction"),
)
_ASKED = ("answer", "repl", "respon", "ask", "output", "completion", "summary", "message", " that ")
_ABROAD = (
    *(
        "instru",
        "consigne",
        "anweisung",
        "vorgabe",
        "prompt",
        "antwo",
        "befehl",
        "indicaci",
        "regl",
    ),
    *("règl", "regel", "istruzi", "regra", "regol", "réponse", "respuesta", "resposta", "risposta"),
    *(
        "question",
        "frage",
        "pregunta",
        "pergunta",
        "domand",
        "vragen",
        "system",
        "sistem",
        "systèm",
    ),
)
_WHOLE = re.compile(r"^\W{0,3}[\"“„«].*[\"”“»]\W{0,3}$", re.DOTALL)


@lru_cache(maxsize=8192)
def to_machine(sentence: str) -> bool:
    """Whether a sentence is addressed to whoever answers questions from it."""
    text = outside(sentence)
    low = _low(text)
    return _is_message(text, low) or _is_order(text, low)


def _unsaid(passage: Passage) -> tuple[bool, ...]:
    flags, within = [], False
    last = passage.start
    for start, end in passage.sentences:
        within &= "\n" not in passage.text[last - passage.start : start - passage.start]
        text = outside(passage.text[start - passage.start : end - passage.start])
        low = _low(text)
        within |= _is_message(text, low)
        flags.append(within or _is_order(text, low))
        last = end
    return _shared(tuple(flags))


@lru_cache(maxsize=256)
def _shared(flags: tuple[bool, ...]) -> tuple[bool, ...]:
    """The same flags, kept once for all passages that have them: most have none."""
    return flags


def _joined(passage: Joined, each: Sequence[tuple[bool, ...]]) -> tuple[bool, ...]:
    if any(flags[-1:] == (True,) for flags in each[:-1]):
        return _unsaid(passage)  # what the next one begins with may belong to it
    return tuple(chain.from_iterable(each))


_kept = PerPassage(_unsaid, _joined)


def unsaid(passage: Passage) -> tuple[bool, ...]:
    """For each sentence of a passage, whether it is part of what is said to a machine.

    Behind a message to one, the rest of the paragraph is its text.
    """
    return _kept.of(passage)


def heard(passage: Passage, *, instead: str = "") -> str:
    """What a passage tells its readers: `instead` stands for each sentence that is `unsaid`."""
    text, told = passage.text, zip(passage.sentences, unsaid(passage), strict=True)
    for (start, end), is_unsaid in reversed(list(told)):
        if is_unsaid:
            text = f"{text[: start - passage.start]}{instead}{text[end - passage.start :]}"
    return text


def told_to_machine(passage: Passage) -> tuple[str, ...]:
    """Its sentences that are `unsaid`."""
    told = zip(passage.sentences, unsaid(passage), strict=True)
    return tuple(
        passage.text[start - passage.start : end - passage.start]
        for (start, end), is_unsaid in told
        if is_unsaid
    )


def _is_message(text: str, low: str) -> bool:
    return _speaks_of(low, _PARTS) and bool(_MESSAGE.search(text))


def _is_order(text: str, low: str) -> bool:
    return bool(
        (may_bid(text) and _OF_ANSWERING.search(text))
        or (_speaks_of(low, _ASKED) and _DICTATES.search(text))
        or (_speaks_of(low, _ABROAD) and _ELSEWHERE.search(text))
    )


def _low(text: str) -> str:
    return f" {text.casefold()} "


def _speaks_of(low: str, parts: tuple[str, ...]) -> bool:
    """Whether one of these is in it: asked before the patterns are, which take a hundred times."""
    for one in parts:  # noqa: SIM110  # `any` takes twice the time
        if one in low:
            return True
    return False


def is_no_answer(statement: str) -> bool:
    """Whether a model's sentence is no statement, but an order to a machine that it passes on."""
    inside = statement.strip(' "“”„«».')
    return to_machine(inside if _WHOLE.match(statement) else statement)


def unreadable(sentence: str) -> bool:
    """Whether it holds something encoded, which nobody reads as a sentence."""
    return any(len(word) > LONGEST_WORD for word in sentence.split())
