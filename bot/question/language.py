"""The language that a question is asked in, which is mostly too short for statistics alone.

Function words decide, each by how few of the seven languages of bot/texts have it: "quoi" tells
French, "was" next to nothing. A name may hold some of another language ("El País", "van der Berg"),
so words with a capital count only where a sentence begins with one. Where function words do not
tell, the letters of what is no name have a say, by py3langid.
"""

import math
import re
from functools import lru_cache

from bot.question.common import is_common
from bot.question.terms import content_words
from ingest.errors import DataFolderError
from ingest.text.language import language as statistically
from ingest.text.language import shares

MOST_WORDS = 60  # looked at
# A lead in function words, each worth 1 by the number of its languages, that needs no statistics.
CLEAR = 0.5
_SURE = 0.6  # share of the likeliest by its letters, where no function word is
_WORTH = 3.0  # nats, of a function word that no other language has
_ENGLISH = 0.5  # nats, for the language of most questions

_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": """the a an of to and or in on at for from by with is are was were be been being has
            have had do does did will would can could should who whom whose what which when where
            why how that this these those it its he she they him them his her their you your we
            our i my me not no any some all about into than then there if so as please hello hi hey
            thanks thank many much after before during between over under since until while said
            says tell give show anyone anybody someone die off out""",
        "fr": """le la les l un une des du de et ou où en dans sur pour par avec à y se s est sont
            était étaient être sera a ont avait avaient
            aurait coûte coûtent été fut qui que qu quoi quel quelle
            quels quelles quand pourquoi comment combien ce cet cette ces cela ça il elle ils elles
            on nous vous je tu mon ma mes son sa ses leur leurs au aux ne n pas plus qu'est est-ce
            c'est d d'où j c m t selon après avant depuis bonjour salut merci bonsoir dit
            peux-tu             pouvez-vous écris écrivez traduis donne donnez quelqu'un quelqu""",
        "de": """der die das den dem des ein eine einen einem einer eines und oder in im am an auf
            für von vom zum zur mit bei beim nach ist sind war waren sein wird werden wurde wurden
            hat haben hatte hatten wer wen wem wessen was welche welcher welches welchem welchen
            wann wo woher wohin warum wieso weshalb wie viel viele wieviel es er sie sich wir ihr
            ich du mein dein nicht kein keine über gegen seit vor zwischen bis als ob hallo danke
            guten tag bitte schreibe schreib übersetze kannst kann können will soll gab gibt dass
            laut kostet kosten kostete sagt sagte macht pro jemand""",
        "es": """el la los las un una uno unos unas de del y o en sobre para por con es son era eran
            fue fueron ser está están ha han había hay hubo quién quien quiénes quienes qué que
            cuál cuáles cuándo cuando dónde donde adónde cómo como cuánto cuánta cuántos cuántas
            cuanto cuanta cuantos cuantas a al se su sus lo le les no más mi tu yo él ella ellos
            según después antes desde hasta hola gracias buenos buenas días porqué porque escribe
            traduce puedes quiere alguien tiene tienen tuvo cuesta cuestan dice""",
        "it": """il lo la i gli le l un uno una di d del dello della dei degli delle dell e o in nel
            nella nello nei nelle su sul sulla per con è sono era erano stato stata ha hanno aveva
            chi che cosa cos cos'è quale quali quando dove dov perché come quanto quanta quanti
            quante a al allo alla ai all c ci si suo sua non più mio tuo io lui lei loro secondo
            dopo prima da dal dalla ciao grazie buongiorno buonasera scrivi traduci puoi costa
            costano c'è com'è chi è dov'è qualcuno dice""",
        "pt": """o a os as um uma uns umas de do da dos das e ou em no na nos nas sobre para por
            pelo pela com é são era eram foi foram ser está estão tem têm há houve quem que qual
            quais quando onde como quanto quanta quantos quantas porque porquê ao à às aos se seu
            sua não mais meu eu ele ela eles segundo depois antes desde até olá oi obrigado
            obrigada bom boa dia escreve escreva traduza você pode custa custam teve diz alguém""",
        "nl": """de het een en of in op aan voor van met bij naar is zijn was waren wordt worden
            werd werden heeft hebben had wie wat welke welk wanneer waar waarom hoe hoeveel er hij
            zij ze wij we jij je ik mijn jouw niet geen over tegen sinds tussen tot te om zich hallo
            dank bedankt dankjewel goedemorgen goedemiddag alsjeblieft schrijf vertaal kun kan wil
            dit dat deze die volgens nog kost kosten zegt iemand""",
    }.items()
}
LANGUAGES = tuple(_WORDS)
_WEIGHTS = {
    word: 1 / sum(word in words for words in _WORDS.values())
    for word in frozenset[str]().union(*_WORDS.values())
}
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}")
_ELIDED = re.compile(r"^[^\W\d_]{1,4}['’](?=\w{2})")
# What is measured stands in no answer: "46 ans", "12 millones de euros".
_MEASURED = re.compile(
    r"(?P<asks>\b(?:combien|quel|wie ?viel|cuánt[oa]s?|qué|quant[oaie]s?|che|qual|hoeveel|que|wie|"
    r"hoe)\b) ?(?:d['’]argent|de temps|âge|geld|zeit|lange?|alt|hoch|groß|weit|tief|schnell|schwer|"
    r"breit|stark|oft|häufig|teuer|oud|hoog|groot|ver|diep|snel|zwaar|breed|vaak|duur|dinero|"
    r"tiempo|edad|años(?= t[ieu])|denaro|soldi|tempo|età|anni(?= ha| av)|dinheiro|idade|"
    r"anos(?= t[ei])|tijd)\b",
    re.IGNORECASE,
)
_ELISION = re.compile(r"^(?:l|d|qu|n|s|j|c|m|t|dell|nell|all|sull|dall|un)['’]")
_LATIN = re.compile(r"[A-Za-z]")
_INVERTED = re.compile(r"\w-(?:t-)?(?:ils?|elles?|on|vous|nous|tu|ce)$")  # "ferme-t-elle"


def function_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing of a matter, in lower case; none for an unknown."""
    return _WORDS.get(language, frozenset())


def unelided(word: str) -> str:
    """A word without what is run together with it: "d'Orrin"."""
    return _ELIDED.sub("", word)


def counting(text: str, language: str) -> tuple[str, ...]:
    """The words of a question that say something about the matter, in order, each once.

    All but those of English where that leaves none, as of "Where is it?".
    """
    empty = function_words(language)
    if language in {"", "en"} or not empty:
        return content_words(text)
    plain = " ".join(unelided(word) for word in _MEASURED.sub(r"\g<asks>", text).split())
    kept = tuple(word for word in content_words(plain) if word.casefold() not in empty)
    return kept or content_words(text)


@lru_cache(maxsize=128)  # a question is asked for its language at each step
def language_of(text: str) -> str:
    """ISO 639-1, "" where it cannot be told."""
    tokens = _TOKEN.findall(text)[:MOST_WORDS]
    said = [
        token.lower().replace("’", "'").removesuffix("'s")
        for place, token in enumerate(tokens)
        if place == 0 or not token[0].isupper()
    ]
    scores = _scores(said, "¿" in text or "¡" in text)
    if said[:1] == ["was"] and tokens[1:]:
        scores["en" if _is_verb(*tokens[1:]) else "de"] -= _WEIGHTS["was"]
    if said[:2] == ["o", "que"]:
        scores["pt"] += 1.0  # what; with "or" no question begins
    *_, rival, best = sorted(scores, key=lambda code: (scores[code], code == "en"))
    if scores[best] - scores[rival] >= CLEAR:
        return best
    if text.isascii() and "?" not in text and scores["en"] == scores[best]:
        return "en" if scores[best] else statistically(text)  # keywords, mostly names
    if len(tokens) < 2 or not _LATIN.search(text):
        return statistically(text)
    return _likeliest(" ".join(said), scores)


def _is_verb(word: str, *behind: str) -> bool:
    """Whether a verb stands behind "Was", as in German: "Was plant Orrin?", "Was geschah?"."""
    if word[0].isupper():
        return False
    is_last = bool(behind) and all(one[0].isupper() for one in behind)
    return is_last or not is_common(word)


def _scores(said: list[str], is_marked: bool) -> dict[str, float]:
    """What the function words say for each language.

    Args:
        is_marked: as Spanish alone is.
    """
    scores = dict.fromkeys(_WORDS, 0.0)
    scores["es"] += 2.0 * is_marked
    for word in said:
        if weight := _WEIGHTS.get(word):
            for code, words in _WORDS.items():
                scores[code] += weight * (word in words)
        elif match := _ELISION.match(word):  # "l'accord", "dell'accordo"
            scores["it"] += 1 - 0.5 * (len(match[0]) <= 3)
            scores["fr"] += 0.5 * (len(match[0]) <= 3)
        elif _INVERTED.search(word):
            scores["fr"] += 1
    return scores


def _likeliest(said: str, scores: dict[str, float]) -> str:
    """The language for which both function words and letters speak; "" where they say too little.

    Args:
        said: the question without names.
    """
    try:
        by_letters = shares(said, tuple(scores))
    except DataFolderError:  # no room to unpack its model: words have to do
        best = max(scores, key=lambda code: (scores[code], code == "en"))
        return best if scores[best] else ""
    if not any(scores.values()):
        best = max(by_letters, key=by_letters.__getitem__)
        return best if by_letters[best] >= _SURE else ""
    said_for = {
        code: _WORTH * scores[code] + math.log(share + 1e-9) for code, share in by_letters.items()
    }
    said_for["en"] += _ENGLISH
    return max(said_for, key=said_for.__getitem__)
