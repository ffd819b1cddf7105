"""What frames an open question in other languages than English: "Quoi de neuf sur …".

Each is a pattern for the whole question with a group `topic`, and says nothing of the matter.
"""

import re

_TOPIC = r"(?P<topic>.+)"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    whole = (pattern.replace("TOPIC", _TOPIC) for pattern in patterns)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in whole)


FRAMES: dict[str, tuple[re.Pattern[str], ...]] = {
    "fr": _patterns(
        r"(?:quoi de neuf|du nouveau|quelles (?:sont les )?(?:dernières )?"
        r"(?:nouvelles|actualités))"
        r"(?: (?:sur|de|du|des|au sujet de|à propos de|concernant|avec|à|pour) TOPIC)?",
        r"(?:que (?:se passe-t-il|s['’]est-il passé)|qu['’]est-ce qui (?:se passe|s['’]est passé))"
        r"(?: (?:avec|à|au|aux|en|sur|dans) TOPIC)?",
        r"où en est TOPIC",
        r"(?:que (?:disent|rapportent) les (?:articles|journaux)|que (?:sait|dit)-on) "
        r"(?:sur|de|du|des|au sujet de|à propos de) TOPIC",
        r"(?:parle[zs]?-moi|dites-moi (?:tout|plus)|dis-moi (?:tout|plus)) (?:de|du|des|sur) TOPIC",
        r"(?:résume[zs]?(?:-moi)?|(?:un )?résumé (?:de|du|des)) TOPIC",
    ),
    "de": _patterns(
        r"was gibt(?: es|['’]s) neues(?: (?:zu|zum|zur|von|vom|über|bei|beim|in|aus|mit) TOPIC)?",
        r"was ist (?:los |passiert )?(?:mit|bei|beim|in|am|an) TOPIC(?: passiert| los)?",
        r"was (?:geschah|passierte)(?: (?:mit|bei|beim|in|im|am|an) TOPIC)?",
        r"was ist (?:passiert|geschehen|los)",
        r"(?:wie steht es|wie sieht es aus) (?:um|mit) TOPIC",
        r"(?:was (?:sagen|schreiben|berichten) die (?:artikel|zeitungen)|was weiß man) über TOPIC",
        r"was wird über TOPIC (?:berichtet|geschrieben|gesagt)",
        r"(?:erzähle?|berichte) mir (?:etwas |mehr |alles )?(?:über|von|vom) TOPIC",
        r"fasse? (?:mir )?TOPIC zusammen",
        r"(?:(?:die )?(?:neuesten |aktuellen |letzten )?(?:nachrichten|neuigkeiten)|neues|"
        r"(?:eine )?zusammenfassung|(?:ein )?überblick)"
        r"(?: (?:zu|zum|zur|über|von|vom|aus|der|des) TOPIC)?",
    ),
    "es": _patterns(
        r"(?:qué hay de nuevo|qué novedades hay|cuáles son las (?:últimas )?(?:noticias|novedades)|"
        r"(?:últimas )?noticias)(?: (?:sobre|de|del|con|en|acerca de) TOPIC)?",
        r"(?:qué (?:pasa|ha pasado|pasó|ocurrió|ocurre))(?: (?:con|en|a) TOPIC)?",
        r"(?:qué (?:dicen los artículos|se sabe|se dice)) (?:sobre|de|del) TOPIC",
        r"(?:háblame|cuéntame(?: algo| más| todo)?|dime (?:algo|más|todo)) (?:sobre|de|del) TOPIC",
        r"(?:resume|resúmeme|(?:un )?resumen (?:de|del|sobre)) TOPIC",
    ),
    "it": _patterns(
        r"(?:che (?:cosa )?c['’]è di nuovo|quali sono le (?:ultime )?(?:notizie|novità)|"
        r"(?:ultime )?(?:notizie|novità))(?: (?:su|sul|sulla|di|del|della|con|a|da) TOPIC)?",
        r"(?:(?:che )?cosa|che) (?:succede|è successo|è accaduto)"
        r"(?: (?:con|a|al|alla|in|nel|nella) TOPIC)?",
        r"(?:che )?cosa (?:dicono gli articoli|si sa|si dice) (?:su|sul|sulla|di|del|della) TOPIC",
        r"(?:parlami|dimmi (?:di più|qualcosa|tutto)|raccontami) "
        r"(?:di|del|della|su|sul|sulla) TOPIC",
        r"(?:riassumi(?:mi)?|(?:un )?riassunto (?:di|del|della)) TOPIC",
    ),
    "pt": _patterns(
        r"(?:(?:o )?que há de novo|quais são as (?:últimas )?(?:notícias|novidades)|"
        r"(?:últimas )?(?:notícias|novidades))"
        r"(?: (?:sobre|de|do|da|com|em|no|na|acerca de) TOPIC)?",
        r"(?:o )?que (?:aconteceu|se passa|se passou|acontece)(?: (?:com|em|no|na|a|ao|à) TOPIC)?",
        r"(?:o )?que (?:dizem os artigos|se sabe|se diz) (?:sobre|de|do|da) TOPIC",
        r"(?:fala-me|fale-me|conta-me|conte-me|diga-me mais|diz-me mais) (?:sobre|de|do|da) TOPIC",
        r"(?:resume|resuma|(?:um )?resumo (?:de|do|da)) TOPIC",
    ),
    "nl": _patterns(
        r"wat is (?:er )?(?:het laatste )?nieuws?(?: (?:over|van|met|uit|bij|rond) TOPIC)?",
        r"wat (?:gebeurt er|gebeurde er|is er gebeurd|is er aan de hand)"
        r"(?: (?:met|in|bij|rond) TOPIC)?",
        r"(?:wat (?:zeggen|schrijven) de (?:artikelen|kranten)|wat weten we|wat wordt er gezegd) "
        r"over TOPIC",
        r"vertel (?:me|mij)(?: iets| meer| alles)? over TOPIC",
        r"(?:(?:een )?samenvatting van|(?:laatste )?nieuws over) TOPIC",
        r"vat TOPIC samen",
    ),
}
# Who or what somebody or something is, with a group `name`.
DEFINES = tuple(
    re.compile(rf"{asks}\s(?P<name>.+)", re.IGNORECASE)
    for asks in (
        r"(?:qui (?:est|était|sont|étaient)|(?:c['’]est|qu['’]est-ce que c['’]est) (?:quoi|qui)|"
        r"qu['’]est-ce que)",
        r"(?:wer|was) (?:ist|war|sind|waren)(?: (?:eigentlich|denn))?",
        r"(?:quién(?:es)?|qué) (?:es|era|fue|son)",
        r"(?:chi|che cosa|cosa|cos['’]|chi['’])\s?(?:è|era|sono)",
        r"(?:quem|o que) (?:é|era|foi|são)",
        r"(?:wie|wat) (?:is|was|zijn)",
    )
)
WIDE = re.compile(
    r"\b(?:résum|zusammenfass|fasse?\b|überblick|nachrichten|nouvelles|actualités|resum|resúm|"
    r"noticias|riassu|notizie|notícias|samenvat|vat\b|nieuws\b|alles\b|tout\b|todo\b|tutto\b)",
    re.IGNORECASE,
)
NEWEST = re.compile(
    r"\b(?:neuf|nouveau|nouvelles|dernières|actualités|où en est|neue|neuig|nachrichten|aktuell|"
    r"letzten|steht es|los\b|nuevo|noved|últim|noticias|novità|nuovo|ultime|notizie|novo|novid|"
    r"notícias|nieuw|laatste|aan de hand|se passe)",
    re.IGNORECASE,
)
# Nouns that name no matter: "l'affaire Stargate" is about Stargate.
GENERIC = frozenset(
    """affaire histoire sujet dossier actualité geschichte affäre fall thema sache lage asunto caso
    historia tema situación vicenda storia situazione assunto história situação zaak verhaal kwestie
    situatie""".split()
)
