"""Made-up news in which outlets differ on one value, and controls in which they do not.

A topic is a question and two or three articles; `{v}` stands for the value. As a case the articles
take `differ`; as a control they take `agree` (one value in other words, or rounded), or `control`
stands for the second article: a copy of the first, or another thing with a value of its own.
"""

from dataclasses import dataclass

COPY = "copy"  # for `control`: the second outlet prints the first one's text


@dataclass(frozen=True)
class Piece:
    outlet: str
    day: str
    title: str
    text: str


@dataclass(frozen=True)
class Topic:
    question: str
    pieces: tuple[Piece, ...]
    differ: tuple[str, ...]  # a value for each piece
    agree: tuple[str, ...] = ()
    control: Piece | str = ""  # instead of `agree`
    update: bool = False  # the later value follows the earlier: a note may say so instead


TOPICS = (
    Topic(
        "How many homes did the river Orla flood?",
        (
            Piece(
                "Vale Courier",
                "2025-02-02",
                "Orla bursts its banks",
                "The river Orla flooded {v} homes in Tessbury on Sunday night, the county "
                "said. Families slept in the school hall, where the Red Cross had set up beds. "
                "The bridge on Mill Lane stays shut.",
            ),
            Piece(
                "The Northern Dispatch",
                "2025-02-03",
                "Tessbury under water",
                "Water from the Orla entered {v} houses in Tessbury, according to the fire "
                "brigade. Pumps were still running on Monday morning. The mayor asked for "
                "help from neighbouring towns.",
            ),
        ),
        ("312", "274"),
        ("312", "about 310"),
    ),
    Topic(
        "How many people were killed in the Karsten tunnel fire?",
        (
            Piece(
                "Meridian Wire",
                "2025-03-11",
                "Fire in Karsten tunnel",
                "A fire in the Karsten road tunnel killed {v} people on Tuesday morning. "
                "A lorry carrying paint had caught fire near the southern end, police said. "
                "The tunnel will stay closed for weeks.",
            ),
            Piece(
                "Alpine Tribune",
                "2025-03-11",
                "Lorry blaze traps drivers under the Karsten",
                "At least one lorry burned out. {v} people died in the Karsten tunnel, the "
                "cantonal police chief, Ruth Amsel, told reporters. Another 30 were treated "
                "for smoke.",
            ),
            Piece(
                "Evening Lantern",
                "2025-03-12",
                "What we know about the tunnel fire",
                "The Karsten tunnel opened in 1978. Rescuers said that the blaze there had "
                "claimed {v} lives. Investigators are looking at the ventilation.",
            ),
        ),
        ("nine", "Eleven", "eleven"),
        ("nine", "Nine", "9"),
    ),
    Topic(
        "How much will the new Pellworth hospital cost?",
        (
            Piece(
                "Pellworth Gazette",
                "2025-01-20",
                "Green light for the hospital",
                "The new hospital in Pellworth will cost {v}, the health board decided on "
                "Monday. Building begins in autumn on the site of the old brewery. It will "
                "have 420 beds.",
            ),
            Piece(
                "The Northern Dispatch",
                "2025-01-21",
                "Pellworth builds",
                "Pellworth is getting a hospital at a price of {v}. Opponents had wanted to "
                "mend the old one instead. Residents complained about traffic at a meeting "
                "last week.",
            ),
        ),
        ("£310 million", "£385 million"),
        ("£310 million", "£0.31bn"),
    ),
    Topic(
        "How much did Brightwater pay for Solene Robotics?",
        (
            Piece(
                "Ledger Street",
                "2025-04-08",
                "Brightwater buys Solene",
                "Brightwater has bought Solene Robotics for {v} in cash, the companies said on "
                "Tuesday. Solene makes arms that sort parcels and has 900 employees. The deal "
                "is to close in June.",
            ),
            Piece(
                "Circuit Daily",
                "2025-04-08",
                "Warehouse robots change hands",
                "Brightwater is paying {v} for Solene Robotics, people close to the talks "
                "said. The robot maker from Lyon had looked for a buyer since autumn. Its "
                "founders will stay on for three years.",
            ),
            Piece(
                "Harbour Ledger",
                "2025-04-09",
                "A French robot maker goes abroad",
                "The sale of Solene Robotics to Brightwater, worth {v}, is the largest of its "
                "kind this year. Unions fear for jobs in Lyon. The government has yet to "
                "approve it.",
            ),
        ),
        ("$1.2 billion", "$900 million", "$1.2 billion"),
        ("$1.2 billion", "1,200 million dollars", "$1.2bn"),
    ),
    Topic(
        "What percentage of voters backed the tram line in Corvale?",
        (
            Piece(
                "Corvale Post",
                "2025-05-19",
                "Corvale says yes to the tram",
                "In Sunday's vote {v} of voters in Corvale backed the tram line. Turnout was "
                "higher than at the last council election. Work is to begin next spring, the "
                "mayor said.",
            ),
            Piece(
                "Metro Observer",
                "2025-05-19",
                "Tram wins",
                "Corvale will have its tram: {v} of those who voted supported the line. The "
                "campaign against it had warned of debts. Its leader conceded before "
                "midnight.",
            ),
        ),
        ("54 per cent", "58 per cent"),
        ("50 per cent", "half"),
    ),
    Topic(
        "When will the Lindholm bridge reopen?",
        (
            Piece(
                "Sound Telegraph",
                "2025-06-10",
                "Lindholm bridge nearly ready",
                "The Lindholm bridge will reopen on {v}, the road agency said. New cables have "
                "been strung since winter. Lorries may use it again a week later.",
            ),
            Piece(
                "Coast Morning",
                "2025-06-11",
                "Ferry captains wait for the bridge",
                "Ferry crews count the days until the Lindholm bridge reopens, on {v} by the "
                "present plan. Since the closure they carry 4,000 cars a day. Extra boats "
                "were hired from Norway.",
            ),
        ),
        ("14 July", "28 July"),
        ("14 July", "July 14"),
    ),
    Topic(
        "Who chairs the inquiry into the Ormsby landslide?",
        (
            Piece(
                "Ormsby Herald",
                "2025-02-20",
                "Inquiry into the landslide begins",
                "The inquiry into the Ormsby landslide is chaired by {v}. It met for the first "
                "time on Wednesday in the town hall. Relatives of the dead sat in the front "
                "row.",
            ),
            Piece(
                "The Northern Dispatch",
                "2025-02-21",
                "Questions for the mine",
                "{v} chairs the inquiry into the landslide at Ormsby. The mine's owner must "
                "hand over its maps by April. A report is expected next year.",
            ),
        ),
        ("Helen Marsh", "Tobias Renner"),
        ("Helen Marsh", "Helen Marsh"),
    ),
    Topic(
        "Did the council approve the wind farm at Skarn Hill?",
        (
            Piece(
                "Hill Country News",
                "2025-03-05",
                "Vote on Skarn Hill",
                "The council {v} the wind farm at Skarn Hill on Tuesday evening. Twelve "
                "turbines were planned on the ridge. Walkers had collected signatures "
                "against it.",
            ),
            Piece(
                "Power Week",
                "2025-03-06",
                "Skarn Hill decided",
                "Councillors have {v} the Skarn Hill wind farm, the developer told investors. "
                "Its shares moved little. The company has another two sites in the county.",
            ),
        ),
        ("approved", "rejected"),
        ("approved", "approved"),
    ),
    Topic(
        "How many jobs will Dalgren cut?",
        (
            Piece(
                "Ledger Street",
                "2025-01-30",
                "Dalgren to shrink",
                "Steelmaker Dalgren will cut {v} jobs over two years. Demand from carmakers "
                "has fallen since summer. The works in Husby are hit hardest, the company "
                "said on Thursday.",
            ),
            Piece(
                "Husby Allehanda",
                "2025-01-31",
                "Hard day in Husby",
                "Dalgren wants to cut {v} jobs, the union learned in a meeting that lasted "
                "four hours. Workers left the plant in silence. Talks go on next week.",
            ),
        ),
        ("1,800", "2,400"),
        ("more than 1,700", "1,800"),
    ),
    Topic(
        "How long is the new cable between Aldsey and Fenmark?",
        (
            Piece(
                "Power Week",
                "2025-04-15",
                "Aldsey plugs into Fenmark",
                "The new power cable between Aldsey and Fenmark is {v} long. A ship laid it in "
                "nine weeks. It can carry as much as two large power stations make.",
            ),
            Piece(
                "Coast Morning",
                "2025-04-16",
                "Cable comes ashore",
                "At dawn the cable from Fenmark came ashore in Aldsey; it runs {v} along the "
                "sea floor. Fishermen had feared for their grounds. They get a fund of their "
                "own.",
            ),
        ),
        ("420 kilometres", "470 kilometres"),
        ("420 kilometres", "420 km"),
    ),
    Topic(
        "What profit did Norvane make in the first quarter?",
        (
            Piece(
                "Ledger Street",
                "2025-04-24",
                "Norvane starts the year well",
                "Norvane made a profit of {v} in the first quarter, the airline said. Fuel was "
                "cheaper than a year ago. It will buy six more aeroplanes.",
            ),
            Piece(
                "Skyways Weekly",
                "2025-04-25",
                "Norvane in the black",
                "For the first quarter Norvane reported a profit of {v}. Bookings for the "
                "summer look strong, its chief executive said. Crews want a share of it.",
            ),
        ),
        ("€84 million", "€48 million"),
        control=Piece(
            "Skyways Weekly",
            "2025-04-25",
            "Norvane in the black",
            "For the whole of last year Norvane reported a profit of €391 million. "
            "Bookings for the summer look strong, its chief executive said. Crews want "
            "a share of it.",
        ),
    ),
    Topic(
        "How many people work at the Tolland plant?",
        (
            Piece(
                "Husby Allehanda",
                "2025-05-06",
                "Battery plant grows",
                "At the battery plant in Tolland {v} people work now. A third line goes into "
                "service this month. Buses bring staff from as far as the coast.",
            ),
            Piece(
                "Circuit Daily",
                "2025-05-07",
                "Inside Tolland",
                "Tolland's battery plant has {v} employees, a tour of it showed. Robots do the "
                "stacking. The canteen serves three shifts.",
            ),
        ),
        ("1,350", "1,600"),
        control=Piece(
            "Circuit Daily",
            "2025-05-07",
            "Inside Ravensby",
            "Ravensby's battery plant has 1,600 employees, a tour of it showed. Robots "
            "do the stacking. The canteen serves three shifts.",
        ),
    ),
    Topic(
        "How many tickets were sold for the Halden festival?",
        (
            Piece(
                "Corvale Post",
                "2025-06-30",
                "Record at Halden",
                "{v} tickets were sold for the Halden music festival this summer, its "
                "director said. Rain on Friday kept nobody away. Next year it lasts four "
                "days.",
            ),
            Piece(
                "Metro Observer",
                "2025-07-01",
                "Mud and music",
                "The Halden festival sold {v} tickets. Campsites were full by Thursday noon. "
                "Neighbours complained of the noise and got vouchers.",
            ),
        ),
        ("41,000", "36,500"),
        control=COPY,
    ),
    Topic(
        "How many people were injured in the Brandt Street explosion?",
        (
            Piece(
                "Evening Lantern",
                "2025-02-14",
                "Blast in Brandt Street",
                "An explosion in Brandt Street injured {v} people on Friday. Windows broke "
                "two blocks away. The gas company is looking for a leak.",
            ),
            Piece(
                "Meridian Wire",
                "2025-02-14",
                "Gas suspected after Brandt Street blast",
                "Doctors treated {v} people who were injured by the explosion in Brandt "
                "Street. A bakery on the ground floor was destroyed. Police closed the "
                "quarter.",
            ),
        ),
        ("17", "23"),
        control=Piece(
            "Meridian Wire",
            "2025-02-14",
            "Gas suspected after Brandt Street blast",
            "The explosion in Brandt Street killed 2 people, doctors said. A bakery on "
            "the ground floor was destroyed. Police closed the quarter.",
        ),
    ),
    Topic(
        "Who won the Selmer prize for fiction?",
        (
            Piece(
                "Page & Ink",
                "2025-05-28",
                "Selmer prize awarded",
                "{v} has won the Selmer prize for fiction. The jury praised a novel about a "
                "lighthouse and its last keeper. The award was made in Oslo on Wednesday.",
            ),
            Piece(
                "Metro Observer",
                "2025-05-28",
                "A night for novels",
                "At a gala in Oslo the Selmer prize for fiction was won by {v}. A harpist "
                "played between the speeches. Last year nobody got it.",
            ),
        ),
        ("Ida Thorsen", "Pavel Koenig"),
        ("Ida Thorsen", "Thorsen"),
    ),
    Topic(
        "How much was Quillon fined?",
        (
            Piece(
                "Circuit Daily",
                "2025-03-27",
                "Regulator fines Quillon",
                "The data regulator has fined Quillon {v} for keeping voice recordings. The "
                "company will appeal. It had promised to delete them in 2022.",
            ),
            Piece(
                "Harbour Ledger",
                "2025-03-28",
                "Quillon must pay",
                "Quillon must pay a fine of {v}, the data regulator ruled. It is the second "
                "penalty within a year. Consumer groups called it too small.",
            ),
        ),
        ("€40 million", "€65 million"),
        ("€40 million", "40 million euros"),
    ),
    Topic(
        "How many refugees have reached Port Amara?",
        (
            Piece(
                "Meridian Wire",
                "2025-06-02",
                "Boats reach Port Amara",
                "{v} refugees have reached Port Amara since the fighting began, the port "
                "authority said. Tents stand on the football ground. Water comes by lorry.",
            ),
            Piece(
                "Alpine Tribune",
                "2025-06-04",
                "Port Amara asks for help",
                "By Wednesday {v} refugees had reached Port Amara, aid workers counted. The "
                "hospital has run out of beds. Another ship is due tonight.",
            ),
        ),
        ("6,200", "9,400"),
        ("6,200", "6,200"),
        update=True,
    ),
    Topic(
        "By how much did rents rise in Marlow?",
        (
            Piece(
                "Marlow Echo",
                "2025-02-25",
                "Rents climb again",
                "Rents in Marlow rose by {v} last year, the tenants' union says. Students are "
                "hit most. Few flats are built.",
            ),
            Piece(
                "Metro Observer",
                "2025-02-26",
                "Where living gets dearer",
                "In Marlow, rents went up {v} last year, the statistics office reported. Only "
                "the capital is more expensive. Wages grew more slowly.",
            ),
        ),
        ("11%", "7%"),
        ("11%", "11 percent"),
    ),
    Topic(
        "When did the Vesterhav ferry sink?",
        (
            Piece(
                "Sound Telegraph",
                "2025-04-02",
                "Search for the Vesterhav",
                "The ferry Vesterhav sank on {v} in heavy seas. All aboard were saved by a "
                "trawler. Divers will look at the hull.",
            ),
            Piece(
                "Meridian Wire",
                "2025-04-03",
                "Crew blames a wave",
                "A single wave hit the Vesterhav before the ferry sank on {v}, its captain "
                "said. The coast guard heard no call. Oil has reached two beaches.",
            ),
        ),
        ("30 March 2025", "31 March 2025"),
        ("30 March 2025", "Sunday"),
    ),
    Topic(
        "Was Arno Kessel found guilty?",
        (
            Piece(
                "Evening Lantern",
                "2025-05-14",
                "Verdict in the Kessel trial",
                "Arno Kessel was found {v} of fraud by a court in Mersheim on Wednesday. He "
                "showed no emotion. The trial had lasted eight months.",
            ),
            Piece(
                "Ledger Street",
                "2025-05-14",
                "Kessel verdict",
                "A Mersheim court found the banker Arno Kessel {v} of fraud. His lawyers left "
                "without a word. Investors had lost their savings.",
            ),
        ),
        ("guilty", "not guilty"),
        ("guilty", "guilty"),
    ),
    Topic(
        "How many turbines will the Greyfell wind park have?",
        (
            Piece(
                "Power Week",
                "2025-01-14",
                "Greyfell wind park takes shape",
                "The Greyfell wind park will have {v} turbines. Foundations are poured in "
                "summer. It is to feed 80,000 households.",
            ),
            Piece(
                "Hill Country News",
                "2025-01-15",
                "Masts over Greyfell",
                "{v} turbines will stand at the Greyfell wind park when it is finished. Sheep "
                "may go on grazing between them. The landowner gets a rent.",
            ),
            Piece(
                "The Northern Dispatch",
                "2025-01-16",
                "Who profits from the wind?",
                "Greyfell's wind park, with {v} turbines, belongs to a fund in Toronto. The "
                "village gets a playground. Few people mind.",
            ),
        ),
        ("48", "48", "62"),
        ("48", "forty-eight", "nearly 50"),
    ),
    Topic(
        "How much did the Tessaly museum raise for its new wing?",
        (
            Piece(
                "Page & Ink",
                "2025-06-17",
                "Museum gets its wing",
                "The Tessaly museum has raised {v} for its new wing. Half of it came from one "
                "family. The roof will be of glass.",
            ),
            Piece(
                "Vale Courier",
                "2025-06-18",
                "Donors open their purses",
                "Donors gave the Tessaly museum {v} for the wing that it wants to build. "
                "Schools collected coins. The first stone is laid in May.",
            ),
        ),
        ("$27 million", "$21.5 million"),
        ("$27.3 million", "$27 million"),
    ),
    Topic(
        "How long will the strike at Kestrel Rail last?",
        (
            Piece(
                "Metro Observer",
                "2025-03-18",
                "Trains stand still",
                "The strike at Kestrel Rail will last {v}, the drivers' union announced. Only "
                "night trains run. Coaches are fully booked.",
            ),
            Piece(
                "Corvale Post",
                "2025-03-18",
                "Kestrel strike hits commuters",
                "Commuters face a strike of {v} at Kestrel Rail. Drivers want shorter shifts. "
                "Management called for an arbiter.",
            ),
        ),
        ("five days", "ten days"),
        ("48 hours", "two days"),
    ),
    Topic(
        "How many cattle were culled at Brannock?",
        (
            Piece(
                "Hill Country News",
                "2025-02-10",
                "Disease at Brannock",
                "Vets culled {v} cattle at a farm in Brannock after foot-and-mouth disease was "
                "found. Roads were closed. Markets are off for a month.",
            ),
            Piece(
                "Vale Courier",
                "2025-02-11",
                "Farmers fear the worst",
                "{v} cattle have been culled at Brannock, the ministry said. Tests on deer go "
                "on. Farmers get paid for their loss.",
            ),
        ),
        ("640", "580"),
        control=Piece(
            "Vale Courier",
            "2025-02-11",
            "Farmers fear the worst",
            "580 sheep have been culled at Brannock, the ministry said. Tests on deer "
            "go on. Farmers get paid for their loss.",
        ),
    ),
)
