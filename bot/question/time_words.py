"""The words that times are named with in other languages than English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one language names times with; where several words are one, `|` stands between them."""

    units: str  # of day, week, month, year
    weekdays: str  # from Monday
    counts: str  # from one
    seasons: str  # from spring
    days: str  # of today, yesterday, the day before yesterday
    last: str
    this: str
    next: str
    parts: str  # of early, mid, late
    ago: str  # a pattern with COUNT and UNIT
    prepositions: tuple[tuple[str, str], ...]  # patterns, and what each is in English
    links: str = ""  # what stands between a day, its month and its year
    articles: str = ""
    joins: str = ""  # between the two times of a range
    latest: str = ""


OF = {
    "de": Words(
        units="tag(?:e[ns]?)? woche[n]? monat(?:e[ns]?)? jahr(?:e[ns]?)?",
        weekdays="montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
        counts="eine?[mnr]? zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        seasons="frühling|frühjahr sommer herbst winter",
        days="heute gestern vorgestern",
        last=r"(?:letzte|vergangene|vorige)[nmrs]?",
        this=r"diese[nmrs]?",
        next=r"nächste[nmrs]?|kommende[nmrs]?",
        parts="anfang mitte ende",
        ago=r"vor COUNT UNIT",
        prepositions=(
            (r"seit(?: dem)?", "since"),
            (r"bis(?: zum)?", "until"),
            (r"vor(?: dem)?", "before"),
            (r"nach(?: dem)?", "after"),
            (r"zwischen", "between"),
            (r"von|vom", "from"),
            (r"im jahre?|im|in|ab", "in"),
            (r"am", "on"),
        ),
        articles=r"der|die|das|den|dem|des",
        joins="und|bis(?: zum)?",
        latest="derzeit|aktuell|jetzt|momentan|inzwischen|zurzeit",
    ),
    "fr": Words(
        units="jours? semaines? mois ans?|années?",
        weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
        counts="une? deux trois quatre cinq six sept huit neuf dix onze douze",
        seasons="printemps été automne hiver",
        days="aujourd'hui hier avant-hier",
        last=r"derni(?:er|ère)s?|passée?s?",
        this=r"ce|cet|cette|ces",
        next=r"prochaine?s?",
        parts="début|au_début_de mi|à_la_mi|au_milieu_de fin|à_la_fin_de",
        ago=r"il y a COUNT UNIT",
        prepositions=(
            (r"depuis(?: l[ea']?)?", "since"),
            (r"jusqu'(?:au|en|à)", "until"),
            (r"avant(?: l[ea']?)?", "before"),
            (r"après(?: l[ea']?)?", "after"),
            (r"entre(?: le)?", "between"),
            (r"du|de", "from"),
            (r"en|dans l'année|à l'|au|durant|pendant", "in"),
            (r"le", "on"),
        ),
        articles=r"le|la|l'|les|cette|ce",
        joins="et(?: le)?|au|à",
        latest="actuellement|maintenant|en ce moment|à présent",
    ),
    "es": Words(
        units="días? semanas? mes(?:es)? años?",
        weekdays="lunes martes miércoles jueves viernes sábado domingo",
        counts="un[ao]? dos tres cuatro cinco seis siete ocho nueve diez once doce",
        seasons="primavera verano otoño invierno",
        days="hoy ayer anteayer",
        last=r"pasad[oa]s?|últim[oa]s?",
        this=r"est[ea]|est[oa]s",
        next=r"próxim[oa]s?|que viene",
        parts="a_principios_de a_mediados_de a_finales_de",
        ago=r"hace COUNT UNIT",
        prepositions=(
            (r"desde(?: el)?", "since"),
            (r"hasta(?: el)?", "until"),
            (r"antes del?", "before"),
            (r"(?:después|tras|a partir) ?(?:del?|el)?", "after"),
            (r"entre(?: el)?", "between"),
            (r"del?", "from"),
            (r"en(?: el)?(?: año)?|durante", "in"),
            (r"el", "on"),
        ),
        links="de|del",
        articles=r"el|la|los|las",
        joins="y(?: el)?|al?",
        latest="actualmente|ahora|en este momento|hoy en día",
    ),
    "it": Words(
        units="giorn[oi] settiman[ae] mes[ei] ann[oi]",
        weekdays="lunedì martedì mercoledì giovedì venerdì sabato domenica",
        counts="un[oa]? due tre quattro cinque sei sette otto nove dieci undici dodici",
        seasons="primavera estate autunno inverno",
        days="oggi ieri l'altro_ieri|altroieri",
        last=r"scors[oaie]|passat[oaie]|ultim[oaie]",
        this=r"quest[oaie']",
        next=r"prossim[oaie]",
        parts="(?:a_)?inizio (?:a_)?metà (?:a_)?fine",
        ago=r"COUNT UNIT fa",
        prepositions=(
            (r"da|dal|dallo|dall'", "since"),
            (r"fino (?:ad?|al|all')", "until"),
            (r"prima (?:di|del|dell')", "before"),
            (r"dopo(?: il| l')?", "after"),
            (r"(?:tra|fra)(?: il)?", "between"),
            (r"in|nel|nell'|a|ad|durante il", "in"),
            (r"il|l'", "on"),
        ),
        articles=r"il|la|l'|lo|gli|i|le|negli|nei|nelle",
        joins="e(?: il)?|al?",
        latest="attualmente|adesso|in questo momento",
    ),
    "pt": Words(
        units="dias? semanas? m[eê]s(?:es)? anos?",
        weekdays="segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        counts="uma?|um dois|duas três quatro cinco seis sete oito nove dez onze doze",
        seasons="primavera verão outono inverno",
        days="hoje ontem anteontem",
        last=r"passad[oa]s?|últim[oa]s?",
        this=r"n?est[ea]s?",
        next=r"próxim[oa]s?|que vem",
        parts="(?:no_)?início_de (?:em_)?meados_de (?:no_)?fim_de|(?:no_)?final_de",
        ago=r"há COUNT UNIT",
        prepositions=(
            (r"desde(?: [oa])?", "since"),
            (r"até(?: [oa]| ao)?", "until"),
            (r"antes d[eo]", "before"),
            (r"(?:depois|a partir) d[eo]|após", "after"),
            (r"entre", "between"),
            (r"de", "from"),
            (r"em|no ano de|durante", "in"),
            (r"n[oa]|a", "on"),
        ),
        links="de",
        articles=r"[oa]s?|n[oa]s?",
        joins="e|a",
        latest="atualmente|agora|neste momento",
    ),
    "nl": Words(
        units="dag(?:en)? we(?:ek|ken) maand(?:en)? ja(?:ar|ren)",
        weekdays="maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        counts="een|één twee drie vier vijf zes zeven acht negen tien elf twaalf",
        seasons="voorjaar|lente zomer najaar|herfst winter",
        days="vandaag gisteren eergisteren",
        last=r"vorige?|afgelopen|laatste",
        this=r"deze|dit",
        next=r"volgende?|komende?",
        parts="begin half|midden eind",
        ago=r"COUNT UNIT geleden",
        prepositions=(
            (r"sinds|vanaf", "since"),
            (r"tot(?: en met)?", "until"),
            (r"vóór|voor", "before"),
            (r"na", "after"),
            (r"tussen", "between"),
            (r"van", "from"),
            (r"in(?: het jaar)?", "in"),
            (r"op", "on"),
        ),
        articles=r"de|het",
        joins="en|tot(?: en met)?",
        latest="momenteel|nu|op dit moment|tegenwoordig",
    ),
}
