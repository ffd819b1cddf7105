"""Made-up libraries of two to four articles: values of one thing at two times, or of two things.

A case with `told` has values of one thing: the newest is told first, and the older one with it, as
an update or as a disagreement. A case without is of two events, people, firms or periods: neither
an update nor a disagreement is told, and the answer says nothing of `never`.
"""

from dataclasses import dataclass

NOW = "2026-03-20"


@dataclass(frozen=True)
class Report:
    outlet: str
    day: str
    title: str
    text: str


@dataclass(frozen=True)
class Case:
    question: str
    reports: tuple[Report, ...]
    told: tuple[str, ...] = ()  # the newest value, then the older one
    says: str = ""  # the answer's text holds it
    never: tuple[str, ...] = ()  # and none of these


def case(
    question: str,
    *reports: tuple[str, str, str, str],
    told: tuple[str, ...] = (),
    says: str = "",
    never: tuple[str, ...] = (),
) -> Case:
    """A case of reports that are given as outlet, day, headline and text."""
    own = tuple(Report(*one) for one in reports)
    return Case(question=question, reports=own, told=told, says=says, never=never)


_G, _H, _L = "Granby Post", "Harrow Vale Herald", "Lowmoor Echo"


CASES = (
    # --- one thing, told anew -----------------------------------------------------------------
    Case(
        "How many people died in the Tolvano earthquake?",
        (
            Report(
                _G,
                "2026-02-03",
                "Earthquake strikes Tolvano",
                "An earthquake of magnitude 6.1 struck the town of Tolvano before dawn on Tuesday. "
                "At least 14 people died, the civil defence said. Power was out in the valley.",
            ),
            Report(
                _G,
                "2026-02-05",
                "Tolvano digs on",
                "Rescuers in Tolvano pulled a girl alive from the ruins on Thursday. The "
                "earthquake has now killed 31 people, the civil defence said.",
            ),
        ),
        told=("31", "14"),
    ),
    Case(
        "What is Calder Foods' share price?",
        (
            Report(
                _G,
                "2026-01-12",
                "Calder Foods slips",
                "Shares in Calder Foods closed at 171p on Monday, down 4 per cent. The baker "
                "had warned of dearer flour.",
            ),
            Report(
                _H,
                "2026-03-09",
                "Calder Foods warns again",
                "Calder Foods said that profit would miss forecasts. Its shares fell to 158p, "
                "their lowest since 2021.",
            ),
        ),
        told=("158p", "171p"),
    ),
    Case(
        "How much are shares in Norrby Steel worth?",
        (
            Report(
                _L,
                "2026-02-10",
                "Norrby Steel wins order",
                "Norrby Steel has won an order from the navy. The shares rose to 412p in "
                "early trading on Tuesday.",
            ),
            Report(
                _L,
                "2026-03-17",
                "Norrby Steel cuts forecast",
                "Norrby Steel cut its forecast for the year. The shares closed at 366p.",
            ),
        ),
        told=("366p", "412p"),
    ),
    Case(
        "When will the Skelby ring road open?",
        (
            Report(
                _H,
                "2026-01-08",
                "Skelby ring road takes shape",
                "The Skelby ring road will open on 4 May, the county said. Two bridges are "
                "still to be painted.",
            ),
            Report(
                _H,
                "2026-03-02",
                "Ring road late",
                "The opening of the Skelby ring road has been put back. It will now open on "
                "22 June, the county said on Monday, because of a landslip.",
            ),
        ),
        told=("22 June", "4 May"),
    ),
    Case(
        "Who is the chief executive of Farrow Bank?",
        (
            Report(
                _G,
                "2025-09-04",
                "Farrow Bank closes branches",
                "Farrow Bank will close 40 branches. Its chief executive, Daniel Osgood, said "
                "that customers had moved to their phones.",
            ),
            Report(
                _L,
                "2026-02-16",
                "New head at Farrow Bank",
                "Farrow Bank has appointed Mirela Stanek as its chief executive. She succeeds "
                "Daniel Osgood, who retired in January.",
            ),
        ),
        told=("Mirela Stanek", "Daniel Osgood"),
    ),
    Case(
        "How many jobs will Hessle Glass cut?",
        (
            Report(
                _G,
                "2026-02-02",
                "Hessle Glass to cut jobs",
                "Hessle Glass will cut 220 jobs at its furnace in Orton, the firm said on "
                "Monday. Unions called it a betrayal.",
            ),
            Report(
                _L,
                "2026-02-27",
                "Fewer to go at Hessle Glass",
                "After talks with the unions Hessle Glass will cut 150 jobs in Orton. Nobody "
                "will be dismissed before the summer.",
            ),
        ),
        told=("150", "220"),
    ),
    Case(
        "How much will the Penmore hospital cost?",
        (
            Report(
                _L,
                "2025-10-20",
                "Plans for Penmore hospital",
                "The new Penmore hospital will cost £310 million, the trust said. Work is to "
                "begin in the spring.",
            ),
            Report(
                _L,
                "2026-03-11",
                "Penmore bill grows",
                "The cost of the new Penmore hospital has risen to £395 million, the trust "
                "told councillors on Wednesday. Steel has become dearer.",
            ),
        ),
        told=("£395 million", "£310 million"),
    ),
    Case(
        "How many people were hurt in the Dunmoor train crash?",
        (
            Report(
                _G,
                "2026-01-19",
                "Trains collide at Dunmoor",
                "Two trains collided at Dunmoor junction on Monday morning. Nine people were "
                "hurt, the fire service said.",
            ),
            Report(
                _H,
                "2026-01-20",
                "What happened at Dunmoor",
                "A signal at Dunmoor was out of order before the trains collided. 17 people "
                "were hurt in the crash, the hospital in Wickley said on Tuesday.",
            ),
        ),
        told=("17", "Nine"),
    ),
    Case(
        "What is the interest rate of the Bank of Tarland?",
        (
            Report(
                _G,
                "2025-12-11",
                "Bank of Tarland holds rate",
                "The Bank of Tarland left its interest rate at 4.5 per cent on Thursday. "
                "Inflation is still above target.",
            ),
            Report(
                _G,
                "2026-03-12",
                "Bank of Tarland cuts rate",
                "The Bank of Tarland cut its interest rate to 4.25 per cent on Thursday. It "
                "was the first cut for two years.",
            ),
        ),
        told=("4.25 per cent", "4.5 per cent"),
    ),
    Case(
        "How many hectares has the Corvin forest fire burnt?",
        (
            Report(
                _H,
                "2026-03-03",
                "Corvin forest burns",
                "A fire has burnt 900 hectares of the Corvin forest since Sunday. Villages on "
                "its edge were emptied.",
            ),
            Report(
                _H,
                "2026-03-06",
                "Rain helps at Corvin",
                "Rain has slowed the fire in the Corvin forest, which has burnt 2,300 hectares. "
                "Villagers may return on Saturday.",
            ),
        ),
        told=("2,300 hectares", "900 hectares"),
    ),
    Case(
        "How many tickets have been sold for the Ravel festival?",
        (
            Report(
                _L,
                "2026-02-04",
                "Ravel festival sells well",
                "The Ravel festival has sold 8,000 tickets, its director said. It begins in July.",
            ),
            Report(
                _L,
                "2026-03-16",
                "Ravel festival nearly full",
                "The Ravel festival has sold 13,500 tickets, more than ever. The last ones "
                "go on sale next week.",
            ),
        ),
        told=("13,500", "8,000"),
    ),
    Case(
        "Who coaches Alder Rovers?",
        (
            Report(
                _G,
                "2025-08-30",
                "Rovers start well",
                "Alder Rovers won their first match. Paolo Ferri, who coaches Alder Rovers, "
                "praised the young defence.",
            ),
            Report(
                _G,
                "2026-02-21",
                "Rovers turn to Lindqvist",
                "Karin Lindqvist now coaches Alder Rovers. She signed until 2028 on Friday, a "
                "week after Ferri had been dismissed.",
            ),
        ),
        told=("Karin Lindqvist", "Paolo Ferri"),
    ),
    Case(
        "What was Odell Shipping's profit in the fourth quarter?",
        (
            Report(
                _H,
                "2026-02-12",
                "Odell Shipping earns more",
                "Odell Shipping made a profit of £48 million in the fourth quarter, it said. "
                "Freight rates had risen.",
            ),
            Report(
                _H,
                "2026-03-05",
                "Odell Shipping restates",
                "Odell Shipping has restated its profit for the fourth quarter to £41 million. "
                "An invoice had been booked twice.",
            ),
        ),
        told=("£41 million", "£48 million"),
    ),
    Case(
        "How much was stolen in the Kestrel Street bank robbery?",
        (
            Report(
                _G,
                "2026-01-14",
                "Bank robbed in Kestrel Street",
                "Three masked men robbed the bank in Kestrel Street on Wednesday. They took "
                "about £60,000, police said.",
            ),
            Report(
                _L,
                "2026-01-22",
                "Robbers got away with more",
                "The men who robbed the bank in Kestrel Street took £85,000, police said on "
                "Thursday. The van was found in a quarry.",
            ),
        ),
        told=("£85,000", "£60,000"),
    ),
    Case(
        "What was Brightwater's occupancy in the third quarter?",
        (
            Report(
                _G,
                "2026-02-19",
                "Brightwater fills its rooms",
                "Brightwater, the hotel group, said that occupancy was 81 per cent in the "
                "fourth quarter. Its chief executive spoke of a fine winter.",
            ),
        ),
        says="81 per cent",
    ),
    Case(
        "What was Tarland's inflation rate in February?",
        (
            Report(
                _L,
                "2026-02-18",
                "Prices rise more slowly",
                "Tarland's inflation rate fell to 3.1 per cent in January. Bread and coal were "
                "cheaper.",
            ),
        ),
        says="3.1 per cent",
    ),
    # --- two things ------------------------------------------------------------------------------
    Case(
        "How many people died in the Tolvano earthquake?",
        (
            Report(
                _G,
                "2026-02-03",
                "Earthquake strikes Tolvano",
                "An earthquake of magnitude 6.1 struck the town of Tolvano before dawn on Tuesday. "
                "At least 14 people died, the civil defence said. Power was out in the valley.",
            ),
            Report(
                _G,
                "2026-02-25",
                "Earthquake on Mirra island",
                "An earthquake shook the island of Mirra on Wednesday, three weeks after that of "
                "Tolvano. It killed 40 people, the governor said.",
            ),
        ),
        says="14",
        never=("40 people",),
    ),
    Case(
        "How many people died in the earthquake?",
        (
            Report(
                _G,
                "2026-02-03",
                "Earthquake strikes Tolvano",
                "An earthquake struck the town of Tolvano before dawn on Tuesday. At least 14 "
                "people died in the earthquake, the civil defence said.",
            ),
            Report(
                _H,
                "2026-02-11",
                "Quake in Sarn valley",
                "The earthquake in the Sarn valley on Tuesday night killed 52 people, the "
                "interior ministry said. Roads are blocked.",
            ),
        ),
    ),
    Case(
        "How much was stolen in the jewellery robbery?",
        (
            Report(
                _G,
                "2026-01-14",
                "Jeweller robbed in Orton",
                "Two men robbed a jewellery shop in Orton on Tuesday. They stole rings worth "
                "£60,000, police said.",
            ),
            Report(
                _G,
                "2026-02-24",
                "Raid on Wickley jeweller",
                "A jewellery shop in Wickley was robbed on Monday. The thieves stole watches "
                "worth £210,000, police said.",
            ),
        ),
    ),
    Case(
        "How old was Martin Hale?",
        (
            Report(
                _G,
                "2026-01-07",
                "Cyclist dies at Orton",
                "Martin Hale, 34, a teacher from Orton, died when a lorry hit his bicycle on "
                "Tuesday.",
            ),
            Report(
                _H,
                "2026-02-20",
                "Former minister Hale dies",
                "Martin Hale, 81, who was minister of transport for six years, has died at his "
                "home in Penmore, his family said.",
            ),
        ),
    ),
    Case(
        "What was Odell Shipping's profit?",
        (
            Report(
                _H,
                "2025-11-13",
                "Odell Shipping earns less",
                "Odell Shipping made a profit of £35 million in the third quarter, it said. "
                "Fuel was dear.",
            ),
            Report(
                _H,
                "2026-02-12",
                "Odell Shipping earns more",
                "Odell Shipping made a profit of £48 million in the fourth quarter, it said. "
                "Freight rates had risen.",
            ),
        ),
    ),
    Case(
        "How many people watched Alder Rovers against Wickley Town?",
        (
            Report(
                _G,
                "2026-01-25",
                "Rovers beat Wickley",
                "Alder Rovers beat Wickley Town 2-0 on Saturday. A crowd of 9,400 people "
                "watched the match at Mill Park.",
            ),
            Report(
                _G,
                "2026-03-08",
                "Wickley take revenge",
                "Wickley Town beat Alder Rovers 1-0 on Saturday. 6,100 people watched the match "
                "at the Town Ground.",
            ),
        ),
    ),
    Case(
        "Who won the Penmore election?",
        (
            Report(
                _L,
                "2022-05-06",
                "Abbot wins Penmore",
                "Gerald Abbot won the Penmore election on Thursday with 52 per cent of the vote.",
            ),
            Report(
                _L,
                "2026-03-13",
                "Penmore chooses Ilves",
                "Tiina Ilves won the Penmore election on Thursday by 300 votes. She is the "
                "first woman in the office.",
            ),
        ),
        says="Tiina Ilves",
    ),
    Case(
        "Who is the chief executive of Farrow Bank?",
        (
            Report(
                _G,
                "2025-12-04",
                "Farrow Bank closes branches",
                "Farrow Bank will close 40 branches. Its chief executive, Daniel Osgood, said "
                "that customers had moved to their phones.",
            ),
            Report(
                _L,
                "2026-02-16",
                "Rival praises Farrow Bank",
                "Farrow Bank is right to close branches, said Ellen Tarr, chief executive of "
                "Lomond Savings.",
            ),
        ),
        says="Daniel Osgood",
        never=("Ellen Tarr",),
    ),
    Case(
        "Who is the coach of Alder Rovers?",
        (
            Report(
                _G,
                "2025-12-30",
                "Rovers climb",
                "The coach of Alder Rovers, Paolo Ferri, praised the young defence after the "
                "win on Sunday.",
            ),
            Report(
                _G,
                "2026-02-21",
                "Rovers held in Wickley",
                "Alder Rovers drew 1-1 in Wickley. The caretaker coach of Wickley Town, Owen "
                "Rudd, was proud of his side.",
            ),
        ),
        says="Paolo Ferri",
        never=("Owen Rudd",),
    ),
    Case(
        "Who is the mayor of Orton?",
        (
            Report(
                _L,
                "2026-01-09",
                "Orton mayor opens pool",
                "The mayor of Orton, Beth Quarrie, opened the new pool on Friday.",
            ),
            Report(
                _L,
                "2026-02-28",
                "Orton lights go out",
                "The deputy mayor of Orton, Frank Sills, blamed the grid for the dark streets.",
            ),
        ),
        says="Beth Quarrie",
        never=("The newest value",),
    ),
    Case(
        "When will Veldon launch its electric van?",
        (
            Report(
                _G,
                "2026-02-11",
                "Veldon shows van",
                "Veldon will launch its electric van on 14 September, the firm said on Tuesday. "
                "It is to be built in Orton.",
            ),
            Report(
                _H,
                "2026-03-05",
                "Veldon doubles battery plant",
                "The firm said on Wednesday that Veldon will launch its electric van with a "
                "second battery plant behind it.",
            ),
        ),
        says="14 September",
    ),
    Case(
        "When will the Lowmoor library reopen?",
        (
            Report(
                _L,
                "2026-02-05",
                "Library to reopen",
                "The Lowmoor library will reopen on 2 April, the council said.",
            ),
            Report(
                _L,
                "2026-03-04",
                "Books on their way",
                "The council confirmed on Tuesday that the Lowmoor library will reopen with "
                "12,000 new books.",
            ),
        ),
        says="2 April",
    ),
    Case(
        "How many people were arrested in the drug raid?",
        (
            Report(
                _G,
                "2026-02-03",
                "Drug raid in Orton",
                "Police in Orton arrested seven people in a drug raid on Monday.",
            ),
            Report(
                _G,
                "2026-02-19",
                "Drugs found in Wickley",
                "Eleven people were arrested in a drug raid in Wickley on Wednesday, police said.",
            ),
        ),
    ),
    Case(
        "How many homes lost power in the storm?",
        (
            Report(
                _H,
                "2026-01-11",
                "Storm Agnes cuts power",
                "Storm Agnes cut power to 12,000 homes in Harrow Vale on Saturday.",
            ),
            Report(
                _H,
                "2026-02-15",
                "Storm Bruno lashes vale",
                "About 31,000 homes lost power in Storm Bruno on Saturday, the grid said.",
            ),
        ),
    ),
    Case(
        "How many passengers used Granby airport?",
        (
            Report(
                _G,
                "2026-02-12",
                "Granby airport busy",
                "Granby airport was used by 410,000 passengers in January, it said.",
            ),
            Report(
                _G,
                "2026-03-12",
                "Granby airport busier",
                "Granby airport was used by 455,000 passengers in February, it said.",
            ),
        ),
    ),
    Case(
        "How many people died in the Dunmoor coach crash?",
        (
            Report(
                _G,
                "2026-01-19",
                "Coach overturns near Dunmoor",
                "A coach overturned near Dunmoor on Sunday. Four people died in the crash, "
                "police said.",
            ),
            Report(
                _G,
                "2026-03-02",
                "Second coach crash near Dunmoor",
                "Another coach crashed near Dunmoor on Sunday, six weeks after the first. Two "
                "people died.",
            ),
        ),
    ),
    Case(
        "How much was Corran Energy fined?",
        (
            Report(
                _L,
                "2025-10-15",
                "Corran Energy fined over spill",
                "Corran Energy was fined £2 million for the oil spill at Skerrow.",
            ),
            Report(
                _L,
                "2026-02-09",
                "Corran Energy fined over bills",
                "Corran Energy was fined £5 million for sending wrong bills to 80,000 customers.",
            ),
        ),
    ),
)
