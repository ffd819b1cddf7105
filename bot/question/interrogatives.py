"""The kind of answer that a question in another language than English asks for.

What a question asks with is a word or a few, and mostly more than their first: "por qué" asks why,
"por qué medio" how; "wo" asks where, "wofür" what for. So each language has its patterns, read in
their order at the beginning of a question. English has its own, in wording.py.
"""

import re

_FIRST = r"\W*(?:(?:et|mais|alors|und|aber|also|y|pero|ma|allora|mas|então|maar|dus),? )?"
_ANY = {  # what may stand before a word that asks
    "fr": r"(?:(?:à|de|par|avec|pour|chez|contre|depuis|jusqu'à|dès|vers|pendant|en|dans) )?",
    "de": r"(?:(?:seit|bis|ab|von|vor|nach|mit|an|bei|für|gegen|durch|zu|ohne|um|in|auf|über) )?",
    "es": r"(?:(?:a|de|con|por|para|contra|desde|hasta|desde hace|hace|durante|en|hacia) )?",
    "it": r"(?:(?:a|di|da|con|per|su|contro|fino a|entro|in|tra|fin da) )?",
    "pt": r"(?:(?:a|de|com|por|para|contra|desde|até|há|durante|em) )?",
    "nl": r"(?:(?:door|met|van|voor|aan|tegen|bij|sinds|tot|vanaf|per|na|in|om|op|over|uit) )?",
}
# The first that fits names the kind, as `Question.kind` does.
_ASKS = {
    "fr": (
        ("age", r"(?:à )?quel âge"),
        ("reason", r"pourquoi|(?:pour|par) quel(?:le)?s? (?:raison|motif|cause)s?|dans quel but"),
        ("how", r"(?:par|avec) quels? (?:moyen|procédé)s?|de quelle (?:manière|façon)|comment"),
        ("how", r"dans quelle mesure"),
        ("date", r"ANYquand|ANYquelle (?:heure|année|date)|ANYquel (?:jour|mois)"),
        ("date", r"il y a combien de temps"),
        ("money", r"à quel (?:prix|coût)"),
        (
            "money",
            r"ANYcombien\b(?=.* (?:coût|valent|vaut|pa[iy]|gagnent|gagne\b)|"
            r".*(?:argent|euros|dollars)\b)",
        ),
        ("number", r"ANYcombien|à quelle (?:fréquence|distance|vitesse|hauteur|profondeur)"),
        ("person", r"ANYqui"),
        ("place", r"(?:d'|par |vers )?où|ANYquel(?:le)? (?:ville|pays|région|lieu|endroit)"),
    ),
    "de": (
        ("age", r"wie alt"),
        (
            "date",
            r"ANYwann|wie spät|(?:um|gegen|ab|bis) (?:wie ?viel uhr|welche(?:r)? (?:uhr)?zeit)",
        ),
        ("date", r"vor wie langer zeit|ANYwelche[mrns]? (?:jahr|tag|datum|monat|jahrhundert)"),
        ("money", r"wie teuer|zu welchem preis"),
        (
            "money",
            r"ANYwie ?viel(?=.* (?:geld|euro|dollar|kost|gekost|bezahl|zahl|verdien|wert)|"
            r".* bietet\b)|was koste(?:n|te|ten|t)",
        ),
        ("number", r"ANYwie ?viel(?:e[nmrs]?)?"),
        ("number", r"ANYwie (?:lange?|oft|häufig|weit|hoch|groß|tief|schnell|schwer|breit|stark)"),
        ("reason", r"warum|wieso|weshalb|weswegen|wozu|wofür|wie kommt es|zu welchem zweck"),
        ("reason", r"aus welche[mn] gr(?:und|ünden)"),
        ("how", r"(?:in|auf) welche[r]? (?:weise|art)|(?:mit|durch) welche[nms]? mittel[ns]?"),
        ("how", r"wie|womit|wodurch|inwiefern|inwieweit"),
        ("person", r"ANYwe(?:r|n|m|ssen)"),
        ("place", r"(?:von )?wo|woher|wohin|ANYwelche[mrns]? (?:stadt|land|ort|region|dorf)"),
    ),
    "es": (
        ("age", r"(?:a )?qué edad|cuántos años tiene"),
        ("how", r"por qué (?:medio|vía|procedimiento|método)s?|con qué medios"),
        ("how", r"de qué (?:manera|modo|forma)|en qué medida|cómo"),
        ("money", r"(?:a|por) qué (?:precio|coste|costo|importe|cantidad)"),
        ("money", r"ANYcuánto\b(?=.* (?:dinero|cuest|cost|pag[aóu]|vale\b|ganan?\b)|.* euros)"),
        ("reason", r"por qué|para qué|a qué se debe|con qué (?:fin|objetivo|propósito)"),
        ("date", r"ANYcuándo|ANYqué (?:hora|año|fecha|día|mes)|hace cuánto"),
        ("number", r"ANYcuánt[oa]s?|con qué frecuencia"),
        ("number", r"a qué (?:distancia|velocidad|altura|profundidad)"),
        ("person", r"ANYquién(?:es)?"),
        ("place", r"ANYdónde|adónde|ANYqué (?:ciudad|país|lugar|región)"),
    ),
    "it": (
        ("age", r"(?:a )?(?:che|quale) età|quanti anni ha"),
        ("reason", r"perché|come mai|per (?:che|quale|quali) (?:motiv[oi]|ragion[ei])"),
        ("reason", r"a (?:che|quale) scopo"),
        ("how", r"come|in (?:che|quale) (?:modo|maniera|misura)|con (?:che|quale|quali) mezz[oi]"),
        ("date", r"ANYquando|ANY(?:che|quale) (?:ora|anno|data|giorno|mese)|quanto tempo fa"),
        ("money", r"a (?:che|quale) (?:prezzo|costo)"),
        ("money", r"ANYquant[oi]\b(?=.* (?:denaro|soldi|cost|pag|guadagn|vale|euro))"),
        ("number", r"ANYquant(?:[oaie]|')|con (?:che|quale) frequenza"),
        ("number", r"a (?:che|quale) (?:distanza|velocità|altezza|profondità)"),
        ("person", r"ANYchi"),
        ("place", r"ANYdov(?:e|')|ANY(?:che|quale) (?:città|paese|luogo|regione)"),
    ),
    "pt": (
        ("age", r"(?:com )?(?:que|qual)(?: é)?(?: a)? idade|quantos anos tem"),
        ("how", r"por que (?:meio|via|processo|método)s?|como|em que medida"),
        ("how", r"de que (?:maneira|modo|forma)"),
        ("money", r"(?:a|por) que (?:preço|custo|valor)"),
        ("money", r"ANYquanto\b(?=.* (?:dinheiro|cust|pag|ganha|vale|euros))"),
        ("reason", r"por ?qu[eê]|para qu[eê]|a que se deve|com que (?:fim|objetivo|propósito)"),
        ("date", r"ANYquando|(?:ANY|às |desde as )que horas?|há quanto tempo foi"),
        ("date", r"ANY(?:que|qual) (?:ano|data|dia|mês)"),
        ("number", r"ANYquant[oa]s?|com que frequência"),
        ("number", r"a que (?:distância|velocidade|altura|profundidade)"),
        ("person", r"ANYquem"),
        ("place", r"ANYonde|aonde|donde|ANYque (?:cidade|país|lugar|região)"),
    ),
    "nl": (
        ("age", r"hoe oud"),
        ("reason", r"waarom|waardoor|waarvoor|waartoe|hoezo|hoe komt het|om welke reden(?:en)?"),
        ("reason", r"met welk doel"),
        ("date", r"ANYwanneer|hoe laat|hoe lang geleden|ANYwelke? (?:tijd|jaar|dag|datum|maand)"),
        ("money", r"hoe duur|tegen welke prijs"),
        ("money", r"ANYhoeveel\b(?=.* (?:geld|kost|gekost|betaal|verdien|waard|euro))"),
        ("number", r"ANYhoeveel|ANYhoe (?:lang|vaak|ver|hoog|groot|diep|snel|zwaar|breed)"),
        ("how", r"hoe|op welke (?:manier|wijze)|met welke? middel(?:en)?|waarmee|in hoeverre"),
        ("person", r"ANYwie|wiens"),
        # "Waar gaat het over?" asks about what.
        ("place", r"waar(?!.* (?:over|mee|voor|door|aan|op|om|uit)\W*$)|waarheen|vanwaar"),
        ("place", r"ANYwelke? (?:stad|land|plaats|regio)"),
    ),
}
_PATTERNS = {
    language: tuple(
        (kind, re.compile(rf"{_FIRST}(?:{said.replace('ANY', _ANY[language])})\b"))
        for kind, said in asked
    )
    for language, asked in _ASKS.items()
}
LANGUAGES = frozenset(_PATTERNS)


def kind(text: str, language: str) -> str:
    """The kind of answer that is wanted, "" where it cannot be told; see `Question.kind`.

    Args:
        language: that it is asked in, of LANGUAGES.
    """
    said = text.lower().replace("’", "'")
    return next((kind for kind, asks in _PATTERNS[language] if asks.match(said)), "")
