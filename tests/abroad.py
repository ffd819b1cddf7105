"""Articles in six languages beside English, for tests of questions in their own language."""

ARTICLES = [
    {
        "id": "werft",
        "title": "Alte Werft in Norderhaven brennt aus",
        "source": "Küstenblatt",
        "published_at": "2025-03-04",
        "language": "de",
        "text": "Ein Feuer hat in der Nacht die Hallen der Alten Werft in Norderhaven zerstört. "
        "Drei Wachleute wurden leicht verletzt, sagte Brandmeisterin Tomke Ahrends.\n\n"
        "Der Schaden wird auf 2,6 Millionen Euro geschätzt. Geschäftsführer Ubbo Lüders will die "
        "Hallen wieder aufbauen. Die 58 Angestellten der Alten Werft fürchten um ihre Stellen. "
        "Betriebsrätin Silke Onken verlangt eine Zusage bis Mai. "
        "Der Gasthof zur Grauen Möwe blieb verschont.",
    },
    {
        "id": "cave",
        "title": "La cave de Montrevaux ferme ses portes",
        "source": "Le Phare de Montrevaux",
        "published_at": "2025-03-06",
        "language": "fr",
        "text": "La cave coopérative de Montrevaux fermera le 30 juin, a annoncé mardi sa "
        "directrice, Odette Varlin. Les pertes atteignent 740 000 euros.\n\n"
        "Le maire, Gaspard Thuillier, a promis une aide. Les viticulteurs réclament un délai. "
        "Quinze salariés ont été licenciés.",
    },
    {
        "id": "presa",
        "title": "La presa de Rioalto pierde agua",
        "source": "El Faro de Rioalto",
        "published_at": "2025-03-08",
        "language": "es",
        "text": "Los técnicos hallaron el lunes una fuga en la presa de Rioalto. La reparación "
        "costará 3,9 millones de euros.\n\n"
        "La alcaldesa de Rioalto, Leonor Quijada, pidió calma a los vecinos. Dos obreras "
        "resultaron heridas durante la inspección. Los regantes exigen explicaciones.",
    },
    {
        "id": "teatro",
        "title": "Riapre il teatro di Valscura",
        "source": "La Voce di Valscura",
        "published_at": "2025-03-10",
        "language": "it",
        "text": "Il teatro comunale di Valscura riapre sabato dopo nove anni di lavori. Il "
        "restauro è costato 5 milioni di euro, ha detto il direttore, Ennio Sartori.\n\n"
        "Sono stati venduti 620 biglietti. Gli abitanti chiedono un parcheggio.",
    },
    {
        "id": "ponte",
        "title": "Ponte de Lagoinha reabre ao trânsito",
        "source": "O Farol de Lagoinha",
        "published_at": "2025-03-12",
        "language": "pt",
        "text": "A ponte de Lagoinha reabriu na terça-feira ao trânsito. A obra custou 7 milhões "
        "de euros, disse a engenheira Marta Vilhena.\n\n"
        "Passam ali 4.100 carros por dia. Os moradores exigem um passeio mais largo.",
    },
    {
        "id": "sluis",
        "title": "Sluis bij Dirkswoude blijft dicht",
        "source": "De Dirkswouder",
        "published_at": "2025-03-14",
        "language": "nl",
        "text": "De sluis bij Dirkswoude blijft tot mei dicht, omdat een deur klemt. Het herstel "
        "kost 1,3 miljoen euro, zegt wethouder Aaltje Boersma.\n\n"
        "Vereniging De Roerganger eist een omleiding. Er liggen 26 schepen vast.",
    },
]
