"""A third set of pasted articles: whole shapes, as people paste them, one row of the table each.

Written before the rules that it measures were touched again. What it shows is not to be tuned to:
`develop` and `held back` of pasted.py are there for that.
"""
# ruff: noqa: E501, a template reads best as it would stand in the file

import datetime
import random
import re
import textwrap
from dataclasses import dataclass

MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}  # fmt: skip
DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
}  # fmt: skip
FIRST = "Greta Owen Salma Pavel Ximena Ruth Jonas Amélie Tariq Bea Kofi Yuki Sinead Marta Ilse Rohan".split()  # fmt: skip
LAST = "Carver Moll Strake Renner Falk Adeyemi Quist Laurent Farouk Zielinski Bianchi Ortega Sundberg Mensah Hollis McBride".split()  # fmt: skip
PLACES = ("Ashford", "Port Elmsea", "Corrick", "New Haverley", "St. Orrin")
DECKS = (
    "What was decided behind closed doors, who pays for it, and why the hardest part is yet to come.",
    "The plan has been on the table for years. Now there is money, and a date.",
    "Residents were promised an answer by spring. They are still waiting for it.",
)
OUTLETS = {
    "en": ("The Saltmarsh Bugle", "Quayside", "Corrick Evening News", "The Highlander", "Meridian Now", "Dunmoor Argus"),
    "de": ("Elbtaler Zeitung", "Der Leuchtturm", "Moorbote", "Kreis-Anzeiger Dunmoor"),
    "fr": ("Le Courrier de l'Orne", "La Vigie", "Vallée Matin"),
    "es": ("El Faro de Corrick", "Diario del Valle", "La Brújula"),
}  # fmt: skip
# Own words; English articles come from the evaluation's material.
TEXTS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "de": (
        ("Die alte Brücke wird im Herbst gesperrt", (
            "Die Steinbrücke über die Orrin wird vom ersten Oktober an für den gesamten Verkehr gesperrt, weil zwei ihrer Pfeiler unterspült sind.",
            "Das teilte das Tiefbauamt nach einer Untersuchung mit, bei der Taucher Risse von mehr als einem Meter Länge gefunden hatten.",
            "„Wir können nicht verantworten, dass noch ein Bus darüberfährt“, sagte die Leiterin des Amtes nach der Sitzung des Bauausschusses.",
            "Die Umleitung führt über das Gewerbegebiet und verlängert den Weg in die Innenstadt nach Angaben der Stadt um rund zwölf Minuten.",
            "Händler in der Altstadt befürchten Einbußen und fordern, dass die Parkgebühren für die Dauer der Arbeiten ausgesetzt werden.",
        )),
        ("Freibad bleibt trotz hoher Kosten geöffnet", (
            "Der Gemeinderat hat mit knapper Mehrheit beschlossen, das Freibad am Moorweg auch in der kommenden Saison zu betreiben.",
            "Der Zuschuss steigt damit auf rund eine halbe Million, vor allem wegen der Kosten für Gas und für neue Filter.",
            "Die Gegner des Beschlusses verwiesen darauf, dass im vergangenen Sommer nur an elf Tagen mehr als tausend Gäste gekommen waren.",
            "Ein Förderverein will nun Spenden sammeln und an den Wochenenden selbst die Kasse und den Kiosk besetzen.",
        )),
    ),
    "fr": (
        ("Le marché couvert rouvrira après deux ans de travaux", (
            "Le marché couvert de la place du Port rouvrira ses portes au printemps, après deux années de travaux plus longs et plus chers que prévu.",
            "La charpente, rongée par l'humidité, a dû être remplacée en entier, ce que les premières études n'avaient pas montré.",
            "« Nous avons préféré attendre plutôt que de rouvrir à moitié », a expliqué l'adjointe chargée du commerce devant le conseil municipal.",
            "Sur les quarante marchands d'autrefois, vingt-huit ont confirmé leur retour, et huit nouveaux ont déposé un dossier.",
            "Les loyers augmenteront de quatre pour cent, une hausse que l'association des commerçants juge supportable.",
        )),
        ("Une ligne de bus de nuit à l'essai dans la vallée", (
            "Une ligne de bus circulera toutes les nuits entre la gare et les villages de la vallée, à titre d'essai et pour six mois.",
            "Elle partira toutes les heures de minuit à cinq heures et coûtera le même prix que les lignes de jour.",
            "Les chauffeurs ont obtenu une prime et la présence d'un second agent à bord les vendredis et samedis.",
            "Un bilan sera présenté à la rentrée, et la ligne sera maintenue si elle transporte au moins cent voyageurs par nuit.",
        )),
    ),
    "es": (
        ("El puerto estrena un muelle para barcos eléctricos", (
            "El puerto estrenó este martes un muelle con doce puntos de carga para barcos eléctricos, el primero de la costa norte.",
            "La obra ha costado casi tres millones y se ha pagado en buena parte con fondos destinados a reducir el ruido y los humos.",
            "«Queremos que en cinco años la mitad de los pesqueros pueda conectarse aquí», dijo la directora del puerto durante la visita.",
            "Los pescadores reconocen que el motor eléctrico es más barato de mantener, pero dudan de que la batería dure una jornada entera.",
            "El ayuntamiento estudia ahora una tarifa nocturna que abarate la carga entre la medianoche y las seis de la mañana.",
        )),
        ("La biblioteca del barrio alto abrirá los domingos", (
            "La biblioteca del barrio alto abrirá también los domingos a partir de marzo, después de una campaña que reunió cuatro mil firmas.",
            "El horario será de diez a dos, con personal contratado para la ocasión y sin servicio de préstamo entre bibliotecas.",
            "Los vecinos habían pedido además una sala para estudiar de noche, que por ahora queda aplazada por falta de presupuesto.",
            "El concejal de cultura prometió revisar la medida en otoño con los datos de asistencia en la mano.",
        )),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """One way of pasting one article.

    Fields of `text`: title, TITLE, deck, author, AUTHOR, author2, surname_first, outlet, OUTLET,
    place, PLACE, slug, domain, body, first and rest (of the body), other to other3, date, later,
    number. A date's form is `dates`; `{date}` and `{later}` may be told in several forms.
    """

    name: str
    text: str
    dates: tuple[str, ...] = ("%d %B %Y",)
    language: str = "en"
    wrap: int = 0  # columns at which the body is broken, 0 for not at all
    is_markdown: bool = False
    says_outlet: bool = True  # where a reader would name the outlet


SHAPES = (
    Shape("browser, all", "Skip to main content\n{outlet}\nSign in\nE-paper\nNews\nOpinion\nSport\nWhat's On\nPuzzles\nToday's weather\n14°C\nHome\nNews\nTransport\n{title}\n{deck}\n{author}\n{author}\nTransport correspondent\n{date}, 6:02am\nShare\nBookmark\n2 Comments\nView of the depot at {place}\nView of the depot at {place}. Picture: {author2}\n{body}\nShare\nBookmark\nMore in Transport\n{other}\n{other2}\n{other3}\nAbout us\nContact\nJobs\nCookie settings\n© {outlet} Media Ltd", ("%d %B %Y", "%b %d, %Y", "%A %d %B %Y")),
    Shape("browser, tab title first", "{title} | {outlet}\nhttps://www.{domain}.example/news/{slug}\n\n{title}\nBy {author} - {date}\n\n{body}\n", ("%B %d, %Y", "%d %b %Y")),
    Shape("reader view", "{domain}.example\n\n{title}\n\n{author}\n\n5–7 minutes\n\n{body}\n", says_outlet=False),
    Shape("reader view, dated", "{domain}.example\n{title}\n{author}\n{date}\n4 minutes\n\n{body}", ("%B %d, %Y", "%Y-%m-%d"), says_outlet=False),
    Shape("mail, forwarded", "---------- Forwarded message ---------\nFrom: Bea Hollis <bea.hollis@harbourlaw.example>\nDate: Mon, Jun 1, 2026 at 9:14 AM\nSubject: Fwd: for tomorrow's meeting\nTo: <team@harbourlaw.example>\n\nMorning all, please read this before we meet.\n\n{title}\nBy {author}\n{outlet}, {date}\n\n{body}\n\n--\nBea Hollis\nPartner\n+44 20 7946 0011\n"),
    Shape("mail, pasted below a greeting", "Hi Tariq,\n\nthis is the piece I told you about:\n\n{title}\n{outlet} · {date}\nBy {author}\n\n{body}\n\nBest,\nIlse\n"),
    Shape("newsletter", "View this email in your browser\n\n{outlet}\nThe Morning Edition\n{date}\n\nGood morning.\n\n{title}\nBy {author}\n\n{body}\n\nYou are receiving this because you signed up at {domain}.example.\nUnsubscribe | Update your preferences", ("%A, %B %d, %Y", "%d %B %Y")),
    Shape("print to PDF", "{date}, 10:42 {title} - {outlet}\n\n{title}\n\nBy {author}\n\n{body}\n\nhttps://www.{domain}.example/{slug} 1/1", ("%d/%m/%Y",), wrap=84),
    Shape("PDF of a printed page", "{OUTLET} {date} PAGE 7\n\n{title}\n\n{AUTHOR}\n\n{body}\n", ("%A %d %B %Y", "%d %B %Y"), wrap=46),
    Shape("database, two-letter codes", "HD\n{title}\nBY\nBy {author}\nWC\n612 words\nPD\n{date}\nSN\n{outlet}\nSC\nELMV\nPG\n7\nLA\nEnglish\nCY\nCopyright 2025 {outlet}. All rights reserved.\nLP\n{first}\nTD\n{rest}\nNS\nctrans : Transport | gcat : General News\nRE\nuk : United Kingdom\nPUB\n{outlet} Group Ltd\nAN\nDocument ELMV00002025{number}el1n0002x"),
    Shape("database, codes in line", "HD {title}\nBY {author}\nWC 612 words\nPD {date}\nET 06:10 AM\nSN {outlet}\nSC ELMV\nLA English\nCY (c) 2025 {outlet}\n\nLP {first}\n\nTD {rest}\n\nAN Document ELMV00002025{number}el1n0002x"),
    Shape("database, display", "{title}\nBy {author}\n612 words\n{date}\n{outlet}\nELMV\n7\nEnglish\n© 2025 {outlet} Group Ltd. All rights reserved.\n\n{body}\n\n{outlet} Group Ltd\n\nDocument ELMV00002025{number}el1n0002x"),
    Shape("archive, capital labels", "3 of 41 DOCUMENTS\n\n{outlet}\n\n{date}\nFirst Edition\n\n{title}\n\nBYLINE: {AUTHOR}\n\nSECTION: NEWS; Pg. 7\n\nLENGTH: 612 words\n\nDATELINE: {PLACE}\n\n{body}\n\nLOAD-DATE: {later}\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nCopyright 2025 {outlet}\nAll Rights Reserved", ("%B %d, %Y %A", "%A, %B %d, %Y")),
    Shape("archive, publication info", "{title}\n\nAuthor: {surname_first}\n\nPublication info: {outlet} [{place}] {date}: A.7.\n\nAbstract: None available.\n\nFull text: {body}\n\nSubject: Public transport; Budgets\n\nISSN: 0140-0000\n\nLast updated: 2027-02-01\n\nDatabase: Regional Newsstream", ("%d %b %Y", "%d %B %Y")),
    Shape("archive, labels first", "Headline: {title}\nSource: {outlet}\nDate: {date}\nByline: {author}\nWord count: 612\nRegion: North\nIndustry: Transport\n\n{body}\n\nCopyright 2025 {outlet}", ("%d-%b-%Y", "%m/%d/%Y %H:%M", "%d %B %Y")),
    Shape("monitor, source below", "{title}\nSource: {outlet}, {date}\nAuthor: {author}\nLanguage: English | Country: United Kingdom\n\n{body}\n\nRead online: https://www.{domain}.example/{slug}", ("%d %b %Y", "%Y-%m-%d")),
    Shape("agency terminal", "a0{number} 0612\nBC-HARBOUR-STRIKE 2nd Ld-Writethru\n{title}\nBy {AUTHOR}\n{date}\n{PLACE} (Kestrel) - {body}\n\n(Reporting by {author}; Editing by {author2})\n((newsroom@kestrel.example; +44 20 7946 0000))\nKeywords: HARBOUR STRIKE/", ("%d %b %Y 06:12", "%d-%b-%Y 06:12:33"), says_outlet=False),
    Shape("agency, dateline dates", "{title}\n\n{PLACE}, {date} (Kestrel Wire) - {body}\n\nends\n", ("%B %d, %Y", "%d %B %Y"), says_outlet=False),
    Shape("Word, byline below", "{title}\n\n{body}\n\nBy {author}\n{outlet}\n{date}\n"),
    Shape("Word, source line below", "{title}\n\n{body}\n\n(Source: {outlet}, {date})\n", ("%d %B %Y", "%d.%m.%Y", "%Y-%m-%d")),
    Shape("Word, cutting", "{outlet}, {date}, p. 7\n\n{title}\n{deck}\n\n{author}\n\n{body}\n"),
    Shape("date below", "{title}\nBy {author}\n\n{body}\n\nThis article was first published in {outlet} on {date}.\n", ("%B %d, %Y", "%d %B %Y")),
    Shape("clipper, front matter", '---\ntitle: "{title}"\nsource: "https://www.{domain}.example/news/{slug}"\nauthor:\n  - "[[{author}]]"\npublished: {date}\ncreated: 2027-02-03\ndescription: "{deck}"\ntags:\n  - "clippings"\n---\n![The depot](https://img.{domain}.example/1.jpg)\n\n{body}\n', ("%Y-%m-%d",), is_markdown=True, says_outlet=False),
    Shape("clipper, front matter 2", "---\nTitle: '{title}'\nDate: {date}\nAuthors: [{author}, {author2}]\nPublication: {outlet}\nURL: https://www.{domain}.example/news/{slug}\n---\n\n# {title}\n\n{body}\n", ("%Y-%m-%dT06:12:00Z", "%d %B %Y"), is_markdown=True),
    Shape("Markdown page", "[{outlet}](https://{domain}.example/)\n\n# {title}\n\n**{deck}**\n\n*By [{author}](https://{domain}.example/staff/7) · {date}*\n\n![](https://img.{domain}.example/2.jpg)\n*The depot in {place}. Photo: {author2}*\n\n{body}\n\n## Read next\n\n- [{other}](https://{domain}.example/8)\n- [{other2}](https://{domain}.example/9)\n", ("%d %B %Y", "%B %d, %Y"), is_markdown=True),
    Shape("capitals", "{TITLE}\n\nBY {AUTHOR}\n{OUTLET}\n{date}\n\n{body}\n", ("%d %B %Y", "%B %d, %Y")),
    Shape("standfirst and credit", "Transport\n\n{title}\n\n{deck}\n\n{author} in {place}\n{date} • 06.12\n\nThe depot at {place} was built for half the traffic. Photograph: {author2}/{outlet}\n\n{body}\n", ("%a %d %b %Y", "%d %b %Y"), says_outlet=False),
    Shape("print view", "Print this page | Close window\n\n{outlet}\n\n{title}\n\nPublished: {date} | 6:12 AM\n{author} | Special to {outlet}\n\n{body}\n", ("%A, %d %B %Y", "%B %d, %Y")),
    Shape("app, relative time", "{outlet}\n{title}\n{author}\n3 hours ago · 5 min\n\n{body}\n"),
    Shape("press release", "FOR IMMEDIATE RELEASE\n\nMedia contact: {author2}, press@{domain}.example, 555 0134\n\n{TITLE}\n\n{PLACE}, {date} – {body}\n\n###\n\nAbout {outlet}\n{outlet} has informed the valley since 1921 and employs forty people.", ("%B %d, %Y", "%d %B %Y"), says_outlet=False),
    Shape("chat message", "https://www.{domain}.example/news/{slug}\n\n{title}\n{outlet}\n{date}\n\n{body}\n", ("%d %b %Y", "%B %d, %Y")),
    Shape("author and role", "{title}\n{deck}\n\nWritten by {author}, Political Editor\nPublication date: {date}\n\n{body}\n\nRelated topics: Transport, Budget\n", says_outlet=False),
    Shape("German, site", "{outlet}\nStartseite\nLokales\nMobilität\n{title}\nStand: {date}, 06:12 Uhr\nVon: {author}\nKommentare\nDrucken\nTeilen\nBlick auf das Gelände. © {author2}\n{body}\nLesen Sie auch\n{other}\nAuch interessant\n{other2}\nImpressum\nDatenschutz\nAGB", ("%d.%m.%Y", "%d. %B %Y"), "de"),
    Shape("German, cutting", "{outlet} vom {date}, Seite 7\n\n{title}\n\nVon {author} und {author2}\n\n{body}\n", ("%d. %B %Y", "%d.%m.%Y"), "de"),
    Shape("German, agency", "{title}\n\n{date} - 06:12 Uhr\n\n{place} (dpa) - {body}\n\n(Redaktion: {author})", ("%A, %d. %B %Y", "%d. %B %Y"), "de", says_outlet=False),
    Shape("French, site", "Accueil\nRégion\nTransports\n{title}\n\nPar {author}\nPublié le {date} à 06h12, mis à jour le {later} à 08h10\n\nTemps de lecture : 3 min\nPartager\n\n{body}\n\nÀ lire aussi\n{other}\nNewsletter\nMentions légales", ("%d %B %Y", "%d/%m/%Y"), "fr", says_outlet=False),
    Shape("French, cutting", "{outlet} - {date}\n\n{title}\n\n{body}\n\n{author}\n", ("%d %B %Y", "%A %d %B %Y"), "fr"),
    Shape("French, agency", "{title}\n{outlet} avec AFP, le {date}\n\n{body}\n", ("%d %B %Y", "%d/%m/%Y"), "fr"),
    Shape("Spanish, site", "{outlet}\nPortada\nSociedad\n{title}\n{deck}\n{author}\n{place} - {date} - 06:12 CET\nCompartir\n{body}\nMás información\n{other}\n{other2}\nAviso legal", ("%d %B %Y", "%d/%m/%Y"), "es"),
    Shape("Spanish, byline", "{title}\n\nPor {author} | {outlet}\n{date}\n\n{body}\n", ("%A, %d de %B de %Y", "%d de %B de %Y"), "es"),
    Shape("Spanish, below", "{title}\n\n{body}\n\nPublicado por {author} en {outlet} el {date}\n", ("%d de %B de %Y",), "es"),
)  # fmt: skip


def day_as(form: str, day: datetime.date, language: str) -> str:
    """`day` in that form of strftime, with the month and the weekday of the language."""
    if language in MONTHS:
        form = form.replace("%B", MONTHS[language][day.month - 1])
        form = form.replace("%A", DAYS[language][day.weekday()])
    return day.strftime(form)


@dataclass(frozen=True)
class Shaped:
    """What a shape says of the article in it, and the text."""

    text: str
    paragraphs: tuple[str, ...]
    outlet: str
    authors: tuple[str, ...]
    date: str
    updated: str


def shaped(
    shape: Shape, title: str, paragraphs: tuple[str, ...], others: list[str], rng: random.Random
) -> Shaped:
    """That article in that shape."""
    author, author2 = (f"{rng.choice(FIRST)} {rng.choice(LAST)}" for _ in range(2))
    outlet = rng.choice(OUTLETS[shape.language])
    day = datetime.date(2012, 1, 1) + datetime.timedelta(rng.randrange(5000))
    later = day + datetime.timedelta(1)
    form = rng.choice(shape.dates)
    place, deck = rng.choice(PLACES), rng.choice(DECKS)
    broken = [textwrap.fill(one, shape.wrap) if shape.wrap else one for one in paragraphs]
    text = shape.text.format(
        title=title, TITLE=title.upper(), deck=deck, author=author, AUTHOR=author.upper(),
        author2=author2, surname_first=", ".join(reversed(author.split())), outlet=outlet,
        OUTLET=outlet.upper(), place=place, PLACE=place.upper(),
        slug="-".join(re.findall(r"[a-z]+", title.lower())[:6]),
        domain="".join(re.findall(r"[a-z]+", outlet.lower())), body="\n\n".join(broken),
        first=broken[0], rest="\n\n".join(broken[1:]), other=others[0], other2=others[1],
        other3=others[2], date=day_as(form, day, shape.language),
        later=day_as(form, later, shape.language), number=rng.randrange(1000, 9999),
    )  # fmt: skip
    told = shape.text
    by_author = any(f"{{{name}}}" in told for name in ("author", "AUTHOR", "surname_first"))
    both = re.search(r"\{author\}(?:,| und) \{author2\}", told)
    standfirst = re.search(r"^\W*\{deck\}\W*$", told, re.MULTILINE)
    return Shaped(
        text=text,
        paragraphs=(deck, *paragraphs) if standfirst else paragraphs,
        outlet=outlet if shape.says_outlet and re.search(r"\{(outlet|OUTLET)\}", told) else "",
        authors=(author, author2) if both else (author,) if by_author else (),
        date=day.isoformat() if "{date}" in told else "",
        updated=later.isoformat() if "mis à jour" in told else "",
    )


@dataclass(frozen=True)
class Pile:
    """Several articles of one shape in one file; `{n}` and `{count}` number them."""

    name: str
    above: str
    shape: Shape
    between: str
    below: str = ""


PILES = (
    Pile("pile of two-letter codes", "", SHAPES[9], "\n\n"),
    Pile("pile of displays", "", SHAPES[11], "\n\n"),
    Pile("pile of archive texts", "", Shape("", "{{n}} of {{count}} DOCUMENTS\n\n" + SHAPES[12].text.partition("\n\n")[2], SHAPES[12].dates), "\n\n\n"),
    Pile("pile with publication info", "", Shape("", "Document {{n}} of {{count}}\n\n" + SHAPES[13].text, SHAPES[13].dates), "\n\n" + "_" * 60 + "\n\n"),
    Pile("press review", "PRESS REVIEW\n\n", Shape("", "{OUTLET}, {date}\n{title}\nBy {author}\n\n{body}", ("%d %B %Y", "%d.%m.%Y")), "\n\n\n"),
    Pile("Markdown, first headings", "", Shape("", "# {title}\n\n*By {author}, {date}*\n\n{body}", is_markdown=True), "\n\n"),
    Pile("Markdown, second headings", "# The Valley Letter\n\n3 February 2027\n\n", Shape("", "## {title}\n\n{author} · {outlet} · {date}\n\n{body}", ("%d %b %Y", "%B %d, %Y"), is_markdown=True), "\n\n", "\n\n---\n\n*You get this letter because you asked for it.*\n"),
    Pile("Markdown, rules", "", Shape("", "**{title}**\n\n{outlet}, {date}\n\n{body}", ("%d %B %Y",), is_markdown=True), "\n\n---\n\n"),
    Pile("Markdown, second headings bare", "# Press digest\n\n", Shape("", "## {title}\n\n{body}", is_markdown=True), "\n\n"),
)  # fmt: skip
