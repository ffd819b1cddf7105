"""The language that a question is asked in, which is mostly too short for statistics.

Function words decide: "Warum", "est-ce que", "het". A name may hold some of another language ("El
País", "van der Berg"), so words with a capital count only where every sentence begins with one.
Where none of the seven languages of texts.py is found, the statistics of py3langid have a say, if
the question is long enough for them.
"""

import re

from ingest.language import language as statistically

MOST_WORDS = 60  # looked at

_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": """the a an of to and or in on at for from by with is are was were be been has have
            had do does did will would can could should who whom whose what which when where
            why how that this these those it its he she they them his her their you your we
            our i my me not no any about into than then there if so please hello hi hey
            thanks thank many much after before during between over under since until said
            says tell give show""",
        "fr": """le la les un une des du de et ou où en dans sur pour par avec est sont était
            étaient être a ont avait qui que quoi quel quelle quels quelles quand pourquoi
            comment combien ce cet cette ces il elle ils elles on nous vous je tu mon ma mes
            son sa ses leur leurs au aux ne pas plus qu'est est-ce c'est d'où quelqu'un
            selon après avant depuis bonjour salut merci bonsoir peux-tu pouvez-vous écris
            écrivez traduis donne donnez""",
        "de": """der die das den dem des ein eine einen einem einer eines und oder in im am an
            auf für von vom zum zur mit bei nach ist sind war waren sein wird werden wurde
            wurden hat haben hatte wer wen wem wessen was welche welcher welches wann wo
            woher wohin warum wieso weshalb wie viel viele wieviel es er sie wir ihr ich du
            mein dein nicht kein keine über gegen seit vor zwischen bis hallo danke guten
            tag bitte schreibe schreib übersetze kannst kann können gibt dass laut kostet sagt sagte
            macht pro""",
        "es": """el la los las un una unos unas de del y o en sobre para por con es son era eran
            fue fueron ser está están ha han había quién quien quiénes qué que cuál cuáles
            cuándo dónde adónde cómo cuánto cuánta cuántos cuántas al se su sus lo le les no
            más mi tu yo él ella ellos según después antes desde hasta hay hola gracias
            buenos buenas días porqué escribe traduce puedes quiere""",
        "it": """il lo la i gli le un una uno di del dello della dei degli delle e o in nel nella
            su sul sulla per con è sono era erano stato stata ha hanno aveva chi che cosa
            cos'è quale quali quando dove perché come quanto quanta quanti quante al alla ai
            si suo sua non più mio tuo io lui lei loro secondo dopo prima da dal dalla ciao
            grazie buongiorno buonasera scrivi traduci puoi costa c'è com'è chi è dov'è""",
        "pt": """o a os as um uma uns umas de do da dos das e ou em no na nos nas sobre para por
            com é são era eram foi foram ser está estão tem têm quem que qual quais quando
            onde como quanto quanta quantos quantas porque porquê ao à se seu sua não mais
            meu eu ele ela eles segundo depois antes desde até há olá oi obrigado obrigada
            bom boa dia escreve escreva traduza você pode custa""",
        "nl": """de het een en of in op aan voor van met bij naar is zijn was waren wordt worden
            werd werden heeft hebben had wie wat welke welk wanneer waar waarom hoe hoeveel
            er hij zij ze wij we jij je ik mijn jouw niet geen over tegen sinds tussen tot
            hallo dank bedankt dankjewel goedemorgen goedemiddag alsjeblieft schrijf vertaal
            kun kan dit dat deze die volgens nog""",
    }.items()
}
LANGUAGES = tuple(_WORDS)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}")
_ELIDED = re.compile(r"^[^\W\d_]{1,4}['’](?=\w{2})")
_ELISION = re.compile(r"^(?:l|d|qu|n|s|j|c|m|t|dell|nell|all|sull|dall|un)['’]")


def function_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing of a matter, in lower case; none for an unknown."""
    return _WORDS.get(language, frozenset())


def unelided(word: str) -> str:
    """A word without what is run together with it: "d'Orrin"."""
    return _ELIDED.sub("", word)


def language_of(text: str) -> str:
    """ISO 639-1, "" where it cannot be told."""
    tokens = _TOKEN.findall(text)[:MOST_WORDS]
    said = [
        token.lower().replace("’", "'").removesuffix("'s")
        for place, token in enumerate(tokens)
        if place == 0 or not token[0].isupper()
    ]
    counts = {code: sum(map(words.__contains__, said)) for code, words in _WORDS.items()}
    for token in said:
        if match := _ELISION.match(token):  # "l'accord", "dell'accordo"
            counts["it"] += 1
            counts["fr"] += len(match[0]) <= 3
    if "¿" in text or "¡" in text:
        counts["es"] += 2
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    rival = max(count for code, count in counts.items() if code != best)
    if counts[best] > rival or (best == "en" and counts[best]):
        return best
    return statistically(text)
