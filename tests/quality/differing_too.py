"""The second half of the made-up news: written when the rules stood, in other phrasings."""

from differing import COPY, Piece, Topic

TOPICS = (
    Topic(
        "What was the death toll of the Marrow Bay earthquake?",
        (
            Piece(
                "Pacific Bulletin",
                "2025-03-04",
                "Strong quake off Marrow Bay",
                "MARROW BAY - A magnitude 6.8 earthquake struck the coast before dawn on Tuesday, "
                "flattening two markets and a clinic. The death toll of the Marrow Bay earthquake "
                "stood at {v} by nightfall, the civil defence agency said. Aftershocks kept people "
                "outdoors.",
            ),
            Piece(
                "Globe Standard",
                "2025-03-04",
                "Rescuers dig through the night",
                "Soldiers with dogs searched the ruins. So far {v} people are known to have died "
                "in the earthquake at Marrow Bay, the president told parliament. Schools are to "
                "stay closed until further notice.",
            ),
        ),
        ("86", "112"),
        ("86", "eighty-six"),
    ),
    Topic(
        "How many votes did Lena Ostrow win by?",
        (
            Piece(
                "Capital Chronicle",
                "2025-05-12",
                "Ostrow is mayor",
                "Lena Ostrow won the mayoral race by {v} votes, the closest result in forty "
                "years. Her opponent has asked for a recount. She takes office in July.",
            ),
            Piece(
                "The Riverside Times",
                "2025-05-12",
                "Recount likely after photo finish",
                "With all wards counted, Lena Ostrow is ahead of Martin Bell by {v} votes. "
                "Election workers had sent out for pizza at midnight. Bell did not concede.",
            ),
        ),
        ("214", "341"),
        ("214", "214"),
    ),
    Topic(
        "What is the budget of the film Paper Lanterns?",
        (
            Piece(
                "Screen Notes",
                "2025-02-06",
                "Paper Lanterns begins shooting",
                "Shooting of Paper Lanterns started in Porto this week. The film has a budget of "
                "{v}, its producer said. Half of the cast had never acted before.",
            ),
            Piece(
                "Globe Standard",
                "2025-02-07",
                "A small country makes big pictures",
                "Tax breaks draw studios to Portugal. Paper Lanterns, with a budget of {v}, is the "
                "dearest of this year's productions. Hotels are booked until May.",
            ),
        ),
        ("€38 million", "€52 million"),
        ("€38 million", "38 million euros"),
    ),
    Topic(
        "How much of the Sella forest burned?",
        (
            Piece(
                "Pacific Bulletin",
                "2025-07-01",
                "Sella fire contained",
                "Firefighters have contained the blaze in the Sella forest, where {v} burned in "
                "six days. Two helicopters collided without injuries. The cause was a "
                "power line.",
            ),
            Piece(
                "Green Wire",
                "2025-07-03",
                "After the fire",
                "Biologists walk through ash: in the Sella forest {v} have burned. Some of the "
                "oaks were four centuries old. The woodpeckers are back already.",
            ),
        ),
        ("4,100 hectares", "5,600 hectares"),
        ("4,100 hectares", "nearly 4,200 hectares"),
    ),
    Topic(
        "When does the Copperline metro open?",
        (
            Piece(
                "The Riverside Times",
                "2025-01-09",
                "First trains on the Copperline",
                "Test trains have begun to run on the Copperline metro, which opens to passengers "
                "on {v}. The line has eleven stations. Its tunnels leaked at first.",
            ),
            Piece(
                "Transport Review",
                "2025-01-10",
                "Copperline: a date at last",
                "After three delays the operator has named the day: the Copperline metro opens on "
                "{v}, a spokeswoman confirmed. Fares stay as they are.",
            ),
        ),
        ("3 March 2025", "17 March 2025"),
        ("3 March 2025", "March 3"),
    ),
    Topic(
        "Who will lead the merged bank Corsten Rhys?",
        (
            Piece(
                "Financial Monitor",
                "2025-04-29",
                "Corsten and Rhys agree to merge",
                "Corsten and Rhys are to become one bank by autumn. {v} will lead the merged bank, "
                "Corsten Rhys, as chief executive. About 60 branches overlap.",
            ),
            Piece(
                "Capital Chronicle",
                "2025-04-30",
                "What the bank merger means for savers",
                "Savers need do nothing for now. The new bank, Corsten Rhys, will be led by {v}, "
                "according to a letter to staff. Cash machines will carry a new sign.",
            ),
        ),
        ("Marta Lindqvist", "Owen Pryce"),
        ("Marta Lindqvist", "Marta Lindqvist"),
    ),
    Topic(
        "Did the Senate pass the fisheries bill?",
        (
            Piece(
                "Capital Chronicle",
                "2025-06-05",
                "Late night in the Senate",
                "The Senate {v} the fisheries bill shortly before midnight on Wednesday. Three "
                "members were absent. The gallery had been empty for hours.",
            ),
            Piece(
                "Coastal Reporter",
                "2025-06-05",
                "Trawler owners await the ruling",
                "Trawler owners had followed the debate by radio. In the end the Senate {v} the "
                "fisheries bill, which limits nets and seasons. The minister left by the back "
                "door.",
            ),
        ),
        ("passed", "rejected"),
        ("passed", "passed"),
    ),
    Topic(
        "How many passengers were aboard the Alba Express?",
        (
            Piece(
                "The Riverside Times",
                "2025-02-18",
                "Train leaves the rails near Dunmore",
                "{v} passengers were aboard the Alba Express when it left the rails near Dunmore "
                "on Monday evening. Snow hampered ambulances. The driver is in hospital.",
            ),
            Piece(
                "Globe Standard",
                "2025-02-18",
                "Night on the embankment",
                "Villagers brought blankets and soup. The Alba Express carried {v} passengers, the "
                "railway said, most of them students on their way home. The second carriage hung "
                "over the river.",
            ),
            Piece(
                "Transport Review",
                "2025-02-20",
                "Rails at Dunmore were due for renewal",
                "The Alba Express had {v} passengers aboard on the night of the accident at "
                "Dunmore. Rails there were to be replaced in 2024. A report names frost as a "
                "factor.",
            ),
        ),
        ("188", "231", "231"),
        ("188", "188", "more than 180"),
    ),
    Topic(
        "How much does a ticket for the Ironwood festival cost?",
        (
            Piece(
                "Stage & Street",
                "2025-04-02",
                "Ironwood names its headliners",
                "A ticket for the Ironwood festival costs {v} this year. Camping is extra. The "
                "organisers promise more toilets than last time.",
            ),
            Piece(
                "The Riverside Times",
                "2025-04-03",
                "Sixty bands in a quarry",
                "For {v} visitors get a ticket for all three days of the Ironwood festival. "
                "Children under ten pay nothing. Trains run until two in the morning.",
            ),
        ),
        ("£145", "£165"),
        ("£145", "145 pounds"),
    ),
    Topic(
        "What share of the Ardent stake will Nimbus buy?",
        (
            Piece(
                "Financial Monitor",
                "2025-03-13",
                "Nimbus moves on Ardent",
                "Cloud company Nimbus will buy {v} of Ardent, a maker of cooling systems, for an "
                "undisclosed sum. Regulators have thirty days to object. Ardent shares rose.",
            ),
            Piece(
                "Tech Ledger",
                "2025-03-13",
                "Cool heads",
                "Data centres run hot, and Nimbus wants to buy {v} of cooling specialist Ardent. "
                "The founders keep the rest. Engineers in Delft celebrated with cake.",
            ),
        ),
        ("30 percent", "45 percent"),
        ("a third", "33 percent"),
    ),
    Topic(
        "How tall is the Meridian tower?",
        (
            Piece(
                "Building Today",
                "2025-05-20",
                "Topping out at the Meridian",
                "At {v} tall, the Meridian tower has reached its full height. The last beam was "
                "signed by the workers. Offices take up the lower half.",
            ),
            Piece(
                "Capital Chronicle",
                "2025-05-22",
                "City of shadows",
                "The Meridian tower is {v} tall and puts the old market in shade from two "
                "o'clock. Stallholders want lower rents. The architect sent flowers.",
            ),
        ),
        ("312 metres", "289 metres"),
        ("312 metres", "312 m"),
    ),
    Topic(
        "How many soldiers will Varland send to the mission?",
        (
            Piece(
                "Globe Standard",
                "2025-06-18",
                "Varland joins the peace mission",
                "Varland will send {v} soldiers to the mission on the border, its defence minister "
                "announced. They leave in September. Parliament was not asked.",
            ),
            Piece(
                "Capital Chronicle",
                "2025-06-19",
                "Doubts about the mission",
                "The opposition doubts that {v} soldiers are enough; so many is Varland to send to "
                "the border mission. Helicopters come from an ally. Families were told by "
                "letter.",
            ),
        ),
        ("600", "850"),
        ("600", "600"),
    ),
    Topic(
        "How many cases of measles were counted in Dorsel?",
        (
            Piece(
                "Health Desk",
                "2025-02-03",
                "Measles spreads in Dorsel",
                "In Dorsel {v} cases of measles have been counted, the health office said on "
                "Monday. Two nurseries are closed. Doctors work on Sundays.",
            ),
            Piece(
                "Health Desk",
                "2025-02-10",
                "More measles in Dorsel",
                "Dorsel has now counted {v} cases of measles, the health office said. A bus drives "
                "from school to school with vaccine. The queue is long.",
            ),
        ),
        ("37", "58"),
        ("37", "37"),
        update=True,
    ),
    Topic(
        "What was the turnover of Halcyon Foods in 2024?",
        (
            Piece(
                "Financial Monitor",
                "2025-03-20",
                "Halcyon Foods grows",
                "Halcyon Foods had a turnover of {v} in 2024, up from the year before. Frozen "
                "meals sold best. The family keeps control.",
            ),
            Piece(
                "Grocer's Week",
                "2025-03-21",
                "Peas and profits",
                "With frozen peas and pizza, Halcyon Foods made a turnover of {v} in 2024. It "
                "opens a factory in Ghent. Vegetables come from farms nearby.",
            ),
        ),
        ("€2.4 billion", "€2.9 billion"),
        control=Piece(
            "Grocer's Week",
            "2025-03-21",
            "Peas and profits",
            "With frozen peas and pizza, Halcyon Foods made a turnover of €640 million in "
            "the first quarter. It opens a factory in Ghent. Vegetables come from farms "
            "nearby.",
        ),
    ),
    Topic(
        "How many people were evacuated because of the Lomond dam?",
        (
            Piece(
                "The Riverside Times",
                "2025-01-27",
                "Cracks in the Lomond dam",
                "{v} people were evacuated on Sunday because of cracks in the Lomond dam. "
                "Engineers lowered the lake overnight. Police guard empty houses.",
            ),
            Piece(
                "Globe Standard",
                "2025-01-27",
                "Valley below the dam empties",
                "Buses came at noon: below the Lomond dam, {v} people had to be evacuated. Many "
                "left their animals. The wall dates from 1931.",
            ),
        ),
        ("2,900", "3,700"),
        control=Piece(
            "Globe Standard",
            "2025-01-27",
            "Valley below the dam empties",
            "Buses came at noon below the Lomond dam. 14 people were injured when one of "
            "them overturned. Many left their animals. The wall dates from 1931.",
        ),
    ),
    Topic(
        "How much will Tarn Motors invest in Ostrava?",
        (
            Piece(
                "Tech Ledger",
                "2025-05-05",
                "Tarn picks Ostrava",
                "Tarn Motors will invest {v} in Ostrava to build electric vans. Hiring starts "
                "next year. The state pays for the road.",
            ),
            Piece(
                "Financial Monitor",
                "2025-05-06",
                "Vans from Ostrava",
                "An investment of {v} by Tarn Motors is the biggest that Ostrava has seen since "
                "the mines closed. The mayor spoke of a turning point. Unions were invited.",
            ),
        ),
        ("$750 million", "$480 million"),
        control=COPY,
    ),
    Topic(
        "Who won the Grand Prix of Valmore?",
        (
            Piece(
                "Sport Extra",
                "2025-06-22",
                "Drama in the rain at Valmore",
                "{v} won the Grand Prix of Valmore after a storm had stopped the race twice. Three "
                "cars ended in the gravel. The champion came home seventh.",
            ),
            Piece(
                "Globe Standard",
                "2025-06-22",
                "Stewards have the last word",
                "Hours after the flag the stewards ruled that {v} had won the Grand Prix of "
                "Valmore. A rival was given a penalty. Champagne had long been sprayed.",
            ),
        ),
        ("Luca Ferrand", "Sami Korhonen"),
        ("Luca Ferrand", "Luca Ferrand"),
    ),
    Topic(
        "How many schools will close in Perrin county?",
        (
            Piece(
                "Coastal Reporter",
                "2025-03-31",
                "Fewer children, fewer schools",
                "Perrin county will close {v} schools by 2027. The villages had fought for each "
                "of them. Buses are to take pupils to town.",
            ),
            Piece(
                "Capital Chronicle",
                "2025-04-01",
                "Parents march in Perrin",
                "Parents marched against the plan to close {v} schools in Perrin county. Some had "
                "brought school desks. The board meets again in May.",
            ),
        ),
        ("19", "26"),
        control=Piece(
            "Capital Chronicle",
            "2025-04-01",
            "Parents march in Lowell",
            "Parents marched against the plan to close 26 schools in Lowell county. Some "
            "had brought school desks. The board meets again in May.",
        ),
    ),
    Topic(
        "How old was the painter Ilse Brandauer when she died?",
        (
            Piece(
                "Stage & Street",
                "2025-02-27",
                "Ilse Brandauer is dead",
                "The painter Ilse Brandauer has died in Graz, aged {v}. She painted doors, nothing "
                "but doors. Two museums own most of them.",
            ),
            Piece(
                "Globe Standard",
                "2025-02-28",
                "A life of doors",
                "Ilse Brandauer, the painter of doors, was {v} years old when she died on "
                "Wednesday. Her last picture shows a window. She left no will.",
            ),
        ),
        ("91", "93"),
        ("91", "91"),
    ),
    Topic(
        "How many barrels of oil leaked from the Stella Nova?",
        (
            Piece(
                "Coastal Reporter",
                "2025-04-11",
                "Oil slick off Cape Torrin",
                "Some beaches turned black. {v} barrels of oil leaked from the tanker Stella Nova "
                "after it hit a reef on Thursday, the coast guard estimates. Volunteers wash "
                "birds.",
            ),
            Piece(
                "Green Wire",
                "2025-04-13",
                "Who pays for Cape Torrin?",
                "The owner sits in an office without a sign. From his tanker Stella Nova {v} "
                "barrels of oil have leaked, according to the ministry. Fishing is banned.",
            ),
        ),
        ("7,000", "12,000"),
        ("7,000", "about 7,000"),
    ),
    Topic(
        "How much rent does the Kestrel cinema pay?",
        (
            Piece(
                "Stage & Street",
                "2025-05-16",
                "Kestrel cinema fears for its future",
                "The Kestrel cinema pays a rent of {v} a month. From August the landlord wants "
                "more. A petition lies at the till.",
            ),
            Piece(
                "The Riverside Times",
                "2025-05-17",
                "Last reel",
                "For its three halls the Kestrel cinema pays {v} a month in rent. Popcorn keeps it "
                "alive. The projector is from 1988.",
            ),
        ),
        ("£8,500", "£9,800"),
        control=Piece(
            "The Riverside Times",
            "2025-05-17",
            "Last reel",
            "For its three halls the Kestrel cinema pays £102,000 a year in rent. Popcorn "
            "keeps it alive. The projector is from 1988.",
        ),
    ),
    Topic(
        "How many women work at the Tyrell mine?",
        (
            Piece(
                "Coastal Reporter",
                "2025-03-08",
                "Underground and proud",
                "At the Tyrell mine {v} women work underground or in the mill. Lockers had to be "
                "built. The first came in 2011.",
            ),
            Piece(
                "Financial Monitor",
                "2025-03-10",
                "Tyrell counts its staff",
                "The Tyrell mine employs {v} women, its yearly report shows. Pay is the same for "
                "the same shift. Copper prices help.",
            ),
        ),
        ("140", "185"),
        control=Piece(
            "Financial Monitor",
            "2025-03-10",
            "Tyrell counts its staff",
            "The Tyrell mine employs 960 men, its yearly report shows. Pay is the same for "
            "the same shift. Copper prices help.",
        ),
    ),
    Topic(
        "How many seats does the new Arbor stadium have?",
        (
            Piece(
                "Sport Extra",
                "2025-07-02",
                "Arbor stadium opens its gates",
                "The new Arbor stadium has {v} seats and a roof that closes in ten minutes. Fans "
                "of both clubs sang. The grass came from Denmark.",
            ),
            Piece(
                "Building Today",
                "2025-07-04",
                "Concrete for eternity",
                "{v} seats, a closing roof, solar panels: the new Arbor stadium is finished. It "
                "cost a third more than planned. Trams stop at the door.",
            ),
        ),
        ("42,500", "46,000"),
        ("42,500", "42 500"),
    ),
    Topic(
        "Was the appeal of Dr Neve Calder successful?",
        (
            Piece(
                "Health Desk",
                "2025-06-12",
                "Court rules on surgeon",
                "The appeals court {v} the ruling against the surgeon Neve Calder on Thursday. She "
                "had lost her licence in 2023. Patients hugged her lawyer.",
            ),
            Piece(
                "Capital Chronicle",
                "2025-06-12",
                "Calder case decided",
                "In the case of Neve Calder the appeals court {v} the ruling of the lower court, a "
                "clerk said. The surgeon was not present. Reasons follow in autumn.",
            ),
        ),
        ("upheld", "overturned"),
        ("upheld", "upheld"),
    ),
)
