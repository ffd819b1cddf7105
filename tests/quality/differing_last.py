"""A third part of the made-up news, written after the second had been looked at."""

from differing import COPY, Piece, Topic

TOPICS = (
    Topic(
        "How many trees were felled in Hagen park?",
        (
            Piece(
                "Green Wire",
                "2025-01-14",
                "Saws at dawn",
                "Residents of the Hagen quarter woke to the sound of saws. {v} trees were felled "
                "in Hagen park to make room for a cycle path, the town says. Protesters had slept "
                "in two of them.",
            ),
            Piece(
                "Town Crier",
                "2025-01-15",
                "Stumps where the lindens stood",
                "A botanist walked the lawns with a notebook and counted: {v} trees fell in Hagen "
                "park. New ones are promised for autumn.",
            ),
        ),
        ("64", "103"),
        ("64", "64"),
    ),
    Topic(
        "How much did the storm Petra cost insurers?",
        (
            Piece(
                "Financial Monitor",
                "2025-02-24",
                "Petra's bill",
                "Storm Petra cost insurers {v}, a reinsurer estimates. Most of the claims are for "
                "roofs and cars. Premiums may go up.",
            ),
            Piece(
                "Globe Standard",
                "2025-02-25",
                "Counting the tiles",
                "For insurers Petra was dear: the storm cost them {v}, according to their "
                "association. Roofers have work until summer.",
            ),
        ),
        ("€1.1 billion", "€1.6 billion"),
        ("€1.1 billion", "1,100 million euros"),
    ),
    Topic(
        "What was the attendance at the Calloway final?",
        (
            Piece(
                "Sport Extra",
                "2025-05-31",
                "Late goal decides it",
                "A header in extra time settled the Calloway final. The attendance was {v}, a "
                "record for the ground. Flares held up the second half.",
            ),
            Piece(
                "Town Crier",
                "2025-06-01",
                "A town in blue",
                "{v} people watched the Calloway final in the stadium, and as many again on the "
                "quay. The cup toured the pubs until dawn.",
            ),
        ),
        ("31,200", "28,700"),
        ("31,200", "more than 31,000"),
    ),
    Topic(
        "When was the suspect in the Larkfield robbery arrested?",
        (
            Piece(
                "Evening Lantern",
                "2025-03-20",
                "Arrest after robbery",
                "Police arrested the suspect in the Larkfield robbery on {v} in a garage. He had "
                "dyed his hair. Part of the gold is missing.",
            ),
            Piece(
                "Globe Standard",
                "2025-03-21",
                "The man with the dyed hair",
                "On {v} the suspect in the Larkfield robbery was arrested, a prosecutor said. "
                "Neighbours knew him as a quiet man. A hearing is set for April.",
            ),
        ),
        ("17 March", "19 March"),
        ("17 March", "Monday, March 17"),
    ),
    Topic(
        "Who designed the new library in Ostend?",
        (
            Piece(
                "Building Today",
                "2025-04-10",
                "A library like a ship",
                "The new library in Ostend was designed by {v}. Its windows face the harbour. It "
                "has no reading room in the old sense.",
            ),
            Piece(
                "Stage & Street",
                "2025-04-12",
                "Books with a view",
                "{v} designed the new library in Ostend, where gulls look in. Lending is free. "
                "On Sundays there is music.",
            ),
        ),
        ("Annika Vos", "Bruno Castel"),
        ("Annika Vos", "Vos"),
    ),
    Topic(
        "Did the court allow the sale of Pinecrest Airways?",
        (
            Piece(
                "Financial Monitor",
                "2025-06-26",
                "Pinecrest ruling",
                "A court has {v} the sale of Pinecrest Airways to a rival. Pilots had feared for "
                "their routes. The shares were halted.",
            ),
            Piece(
                "Transport Review",
                "2025-06-26",
                "What next for Pinecrest?",
                "The sale of Pinecrest Airways was {v} by the court on Thursday morning. Creditors "
                "meet next week. Two jets are leased.",
            ),
        ),
        ("allowed", "blocked"),
        ("allowed", "allowed"),
    ),
    Topic(
        "How far did the kayakers paddle from Norsund?",
        (
            Piece(
                "Coastal Reporter",
                "2025-07-03",
                "Home after forty days",
                "The two kayakers from Norsund paddled {v} along the coast. A seal followed them "
                "for a week. They ate mostly rice.",
            ),
            Piece(
                "Sport Extra",
                "2025-07-04",
                "Blisters and bliss",
                "From Norsund the kayakers paddled {v}, their tracker shows. Storms pinned them "
                "down three times. A book is planned.",
            ),
        ),
        ("980 kilometres", "1,150 kilometres"),
        ("980 kilometres", "980km"),
    ),
    Topic(
        "How many hospitals were hit by the Vexil virus attack?",
        (
            Piece(
                "Tech Ledger",
                "2025-05-08",
                "Vexil locks hospital files",
                "Hackers have crippled clinics with the Vexil virus; {v} hospitals were hit by the "
                "attack, the cyber agency said. Surgery was put off. Paper is back.",
            ),
            Piece(
                "Health Desk",
                "2025-05-09",
                "Nurses write by hand",
                "The attack with the Vexil virus hit {v} hospitals, a doctors' union says. One "
                "ward borrowed a typewriter. No ransom was paid.",
            ),
            Piece(
                "Globe Standard",
                "2025-05-09",
                "Who is behind Vexil?",
                "The trail leads to a flat in a port town. {v} hospitals had been hit by the Vexil "
                "virus attack. Police seized phones.",
            ),
        ),
        ("14", "22", "14"),
        ("14", "fourteen", "14"),
    ),
    Topic(
        "How high is unemployment in Tarrant?",
        (
            Piece(
                "Capital Chronicle",
                "2025-03-03",
                "Jobs report",
                "Unemployment in Tarrant is {v}, the labour office said. Builders look for "
                "people in vain. Young men are worst off.",
            ),
            Piece(
                "Financial Monitor",
                "2025-03-04",
                "Tarrant's two economies",
                "On paper Tarrant does well, with unemployment at {v}. In the valleys it is "
                "another story. Wages hardly move.",
            ),
        ),
        ("4.2 per cent", "6.1 per cent"),
        control=Piece(
            "Financial Monitor",
            "2025-03-04",
            "Tarrant's two economies",
            "On paper Tarrant does well, with growth at 2.1 per cent. In the valleys it "
            "is another story. Wages hardly move.",
        ),
    ),
    Topic(
        "How many houses will be built in Fennel Cross?",
        (
            Piece(
                "Town Crier",
                "2025-02-12",
                "Green field goes",
                "{v} houses will be built in Fennel Cross on what is now a field. A third are for "
                "rent. The road gets a roundabout.",
            ),
            Piece(
                "Building Today",
                "2025-02-13",
                "Bricks for Fennel Cross",
                "Developer Harrow wants to build {v} houses in Fennel Cross from next year. Bats "
                "live in the barn. They get boxes.",
            ),
        ),
        ("480", "350"),
        control=COPY,
    ),
    Topic(
        "How many people signed the petition against the Selby quarry?",
        (
            Piece(
                "Green Wire",
                "2025-04-22",
                "Names on paper",
                "{v} people have signed the petition against the Selby quarry. The list was "
                "handed over in a wheelbarrow. The minister shook hands.",
            ),
            Piece(
                "Town Crier",
                "2025-04-23",
                "Selby waits",
                "Against the Selby quarry {v} people signed a petition. The firm speaks of forty "
                "jobs. Dust is feared most.",
            ),
        ),
        ("11,000", "8,400"),
        control=Piece(
            "Town Crier",
            "2025-04-23",
            "Selby waits",
            "For the Selby quarry 8,400 tonnes of rock a day are planned. The firm speaks "
            "of forty jobs. Dust is feared most.",
        ),
    ),
    Topic(
        "How much money was stolen from the Bellamy bank?",
        (
            Piece(
                "Evening Lantern",
                "2025-06-09",
                "Tunnel under the bank",
                "Thieves dug for weeks. {v} was stolen from the Bellamy bank over the holiday "
                "weekend, police said. The alarm had been off.",
            ),
            Piece(
                "Globe Standard",
                "2025-06-10",
                "Eighty metres of sand",
                "The robbers of the Bellamy bank stole {v} and left a thank-you note. The bank "
                "says that customers lose nothing. The sand filled two garages.",
            ),
        ),
        ("$3.4 million", "$5.2 million"),
        ("$3.4 million", "3.4 million dollars"),
    ),
)
