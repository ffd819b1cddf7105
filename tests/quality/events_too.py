"""More made-up libraries as in events.py, written before they were run."""

from events import case

_A, _B, _C = "Marrick Times", "The Sound Courier", "Upland Radio"


CASES = (
    # --- one thing, told anew -----------------------------------------------------------------
    case(
        "How many people are dead after the landslide in Quell?",
        (
            _A,
            "2026-02-09",
            "Landslide buries farm in Quell",
            "A landslide buried a farm in Quell on Sunday night. Five people are dead, the fire "
            "brigade said on Monday.",
        ),
        (
            _B,
            "2026-02-12",
            "Search ends in Quell",
            "The search after the landslide in Quell has ended. Eight people are dead, the mayor "
            "said on Wednesday, and nobody is missing any more.",
        ),
        told=("Eight", "Five"),
    ),
    case(
        "How many people were injured in the Marrick market fire?",
        (
            _A,
            "2026-01-17",
            "Market hall burns",
            "Fire destroyed the market hall in Marrick on Friday evening. 11 people were injured.",
        ),
        (
            _A,
            "2026-01-18",
            "After the fire",
            "The Marrick market fire injured 19 people, the hospital said on Saturday. Traders "
            "lost all their stock.",
        ),
        told=("19", "11"),
    ),
    case(
        "What is the price of a Tessel Motors share?",
        (
            _B,
            "2026-01-20",
            "Tessel Motors recalls vans",
            "Tessel Motors recalled 4,000 vans on Tuesday. Its share price dropped to £7.10.",
        ),
        (
            _C,
            "2026-02-24",
            "Tessel Motors back in profit",
            "Tessel Motors is back in profit. Its share price climbed to £8.45.",
        ),
        told=("£8.45", "£7.10"),
    ),
    case(
        "When does the Marrick tram start running?",
        (
            _A,
            "2025-11-03",
            "Tram to run in spring",
            "The Marrick tram starts running on 12 April, the operator said.",
        ),
        (
            _A,
            "2026-03-10",
            "Tram delayed again",
            "The Marrick tram will start running on 30 August at the earliest, the operator said "
            "on Tuesday. Rails have to be laid anew.",
        ),
        told=("30 August", "12 April"),
    ),
    case(
        "Who is the director of the Upland Museum?",
        (
            _C,
            "2025-06-15",
            "Upland Museum shows coins",
            "The Upland Museum shows a hoard of coins. The director of the museum, Aldo Brenn, "
            "dug up some himself.",
        ),
        (
            _C,
            "2026-01-28",
            "New director for museum",
            "Freya Nolde is the new director of the Upland Museum. She follows Aldo Brenn, who "
            "moved to a gallery abroad.",
        ),
        told=("Freya Nolde", "Aldo Brenn"),
    ),
    case(
        "How many workers is Pell Textiles laying off?",
        (
            _B,
            "2026-02-17",
            "Pell Textiles lays off",
            "Pell Textiles is laying off 90 workers, it said on Tuesday.",
        ),
        (
            _B,
            "2026-03-03",
            "More to go at Pell",
            "Pell Textiles is laying off 140 workers, more than it had said two weeks ago.",
        ),
        told=("140", "90"),
    ),
    case(
        "How much does the new Sound bridge cost?",
        (
            _B,
            "2025-09-12",
            "Bridge over the Sound",
            "The new Sound bridge costs 620 million euros, the ministry said.",
        ),
        (
            _A,
            "2026-02-06",
            "Sound bridge dearer",
            "The new Sound bridge costs 780 million euros, auditors found. The foundations have "
            "to go deeper.",
        ),
        told=("780 million euros", "620 million euros"),
    ),
    case(
        "What is the unemployment rate in Upland?",
        (
            _C,
            "2025-12-04",
            "Fewer out of work",
            "The unemployment rate in Upland is 6.8 per cent, the statistics office said.",
        ),
        (
            _C,
            "2026-03-05",
            "Upland finds work",
            "The unemployment rate in Upland is 6.1 per cent, the statistics office said on "
            "Thursday.",
        ),
        told=("6.1 per cent", "6.8 per cent"),
    ),
    case(
        "How many members does the Sound Rowing Club have?",
        (
            _B,
            "2025-08-19",
            "Rowers celebrate",
            "The Sound Rowing Club has 310 members and a new boathouse.",
        ),
        (
            _B,
            "2026-02-23",
            "Rowing club grows",
            "The Sound Rowing Club has 365 members, its chairwoman said at the yearly meeting.",
        ),
        told=("365", "310"),
    ),
    case(
        "How many people were evacuated from Brel island?",
        (
            _A,
            "2026-03-01",
            "Volcano wakes on Brel",
            "The volcano on Brel island began to smoke on Saturday. 700 people were evacuated.",
        ),
        (
            _A,
            "2026-03-04",
            "Ash over Brel",
            "Ash fell on Brel island on Tuesday. 1,900 people have been evacuated by now, the "
            "coast guard said.",
        ),
        told=("1,900", "700"),
    ),
    case(
        "What was Tessel Motors' revenue in 2025?",
        (
            _B,
            "2026-01-29",
            "Tessel Motors sells more",
            "Tessel Motors had revenue of £2.1 billion in 2025, it said on Thursday.",
        ),
        (
            _C,
            "2026-03-12",
            "Tessel Motors corrects",
            "Tessel Motors has corrected its revenue in 2025 to £1.9 billion. A subsidiary had "
            "been counted twice.",
        ),
        told=("£1.9 billion", "£2.1 billion"),
    ),
    case(
        "What was the Marrick hotel's occupancy in December?",
        (
            _A,
            "2026-02-10",
            "Hotel well booked",
            "The Marrick hotel said that its occupancy was 74 per cent in January.",
        ),
        says="74 per cent",
    ),
    case(
        "Who leads the Upland Farmers' Union?",
        (
            _C,
            "2025-05-05",
            "Farmers protest",
            "Farmers drove to the capital. Bruno Keld, who leads the Upland Farmers' Union, spoke "
            "to them.",
        ),
        (
            _C,
            "2026-03-07",
            "Farmers choose",
            "Sanna Ruut leads the Upland Farmers' Union from now on. She was chosen on Friday with "
            "300 of 410 votes.",
        ),
        told=("Sanna Ruut", "Bruno Keld"),
    ),
    case(
        "How much did the Marrick cathedral fire destroy?",
        (
            _A,
            "2026-02-14",
            "Cathedral burns",
            "The fire in Marrick cathedral caused damage of £3 million, the bishop said.",
        ),
        (
            _B,
            "2026-02-26",
            "Cathedral roof beyond repair",
            "The fire in Marrick cathedral caused damage of £7 million, insurers have found.",
        ),
        told=("£7 million", "£3 million"),
    ),
    # --- two things ------------------------------------------------------------------------------
    case(
        "How many people were killed in the ferry accident?",
        (
            _A,
            "2026-01-11",
            "Ferry sinks off Brel",
            "A ferry sank off Brel island on Saturday. 22 people were killed in the accident.",
        ),
        (
            _B,
            "2026-02-15",
            "Ferry hits pier in Sound",
            "Three people were killed when a ferry hit the pier in Sound harbour on Friday. The "
            "accident happened in fog.",
        ),
    ),
    case(
        "How many houses did the flood damage in Quell?",
        (
            _A,
            "2024-05-21",
            "Flood in Quell",
            "The flood damaged 60 houses in Quell on Monday, the mayor said.",
        ),
        (
            _B,
            "2026-02-25",
            "Quell flooded again",
            "The flood in Quell on Tuesday damaged 140 houses, nearly two years after the last "
            "one.",
        ),
    ),
    case(
        "How much money did the robbers take?",
        (
            _B,
            "2026-02-03",
            "Post office robbed",
            "Robbers took £12,000 from the post office in Sound on Monday.",
        ),
        (
            _B,
            "2026-03-10",
            "Petrol station robbed",
            "Two robbers took £900 from a petrol station in Marrick on Sunday night.",
        ),
    ),
    case(
        "How old is Anna Berg?",
        (
            _A,
            "2026-01-15",
            "Swimmer breaks record",
            "Anna Berg, 19, from Sound, swam the Brel strait in four hours on Wednesday.",
        ),
        (
            _C,
            "2026-02-18",
            "Judge retires",
            "Anna Berg, 67, a judge at the Upland court, retires at the end of the month.",
        ),
    ),
    case(
        "What was Pell Textiles' revenue?",
        (
            _B,
            "2025-08-14",
            "Pell Textiles at half-time",
            "Pell Textiles had revenue of £90 million in the first half of the year.",
        ),
        (
            _B,
            "2026-02-20",
            "Pell Textiles reports",
            "Pell Textiles had revenue of £205 million in 2025, the firm said.",
        ),
    ),
    case(
        "What was the score of Marrick against Sound?",
        (
            _A,
            "2025-10-12",
            "Marrick win derby",
            "Marrick beat Sound 3-1 on Saturday in front of 5,000 people.",
        ),
        (
            _A,
            "2026-03-15",
            "Sound win derby",
            "Sound beat Marrick 2-0 on Saturday in front of 7,200 people.",
        ),
    ),
    case(
        "How many people watched the derby of Marrick and Sound?",
        (
            _A,
            "2025-10-12",
            "Marrick win derby",
            "Marrick beat Sound 3-1 on Saturday. The derby was watched by 5,000 people.",
        ),
        (
            _A,
            "2026-03-15",
            "Sound win derby",
            "Sound beat Marrick 2-0 on Saturday. The derby was watched by 7,200 people.",
        ),
    ),
    case(
        "Who won the Upland marathon?",
        (
            _C,
            "2024-09-16",
            "Marathon in rain",
            "Joel Adair won the Upland marathon on Sunday in pouring rain.",
        ),
        (
            _C,
            "2025-09-15",
            "Marathon in sun",
            "Petra Ives won the Upland marathon on Sunday under a hot sun.",
        ),
        says="Petra Ives",
    ),
    case(
        "Who is the head of the Sound hospital?",
        (
            _B,
            "2026-01-05",
            "Hospital busy",
            "The Sound hospital is full, its head, Lena Orth, said on Monday.",
        ),
        (
            _A,
            "2026-02-19",
            "Help for Sound",
            "Marrick clinic will take patients from the Sound hospital, said Ivo Prant, the head "
            "of the clinic.",
        ),
        says="Lena Orth",
    ),
    case(
        "Who is the manager of Marrick United?",
        (
            _A,
            "2026-02-02",
            "United lose",
            "Marrick United lost in Sound. Their manager, Colm Dacey, was sent to the stand.",
        ),
        (
            _A,
            "2026-02-22",
            "United prepare",
            "The assistant manager of Marrick United, Rolf Tamm, led the training on Saturday.",
        ),
        says="Colm Dacey",
    ),
    case(
        "When will Tessel Motors open its plant in Quell?",
        (
            _B,
            "2026-01-13",
            "Plant for Quell",
            "Tessel Motors will open its plant in Quell on 1 October, it announced.",
        ),
        (
            _B,
            "2026-02-26",
            "Plant to be bigger",
            "Tessel Motors said on Wednesday that it will open its plant in Quell with 600 "
            "workers.",
        ),
        says="1 October",
    ),
    case(
        "When will the Marrick pool open?",
        (
            _A,
            "2026-02-20",
            "Pool nearly done",
            "The Marrick pool will open on 1 June, the council announced on Thursday.",
        ),
        (
            _A,
            "2026-03-12",
            "Prices for the pool",
            "A day at the Marrick pool, councillors decided on Wednesday, will cost £4 when it "
            "opens.",
        ),
        says="1 June",
    ),
    case(
        "How many people were arrested at the protest?",
        (
            _A,
            "2026-01-25",
            "Protest in Marrick",
            "Police arrested 14 people at a protest against the harbour in Marrick on Saturday.",
        ),
        (
            _B,
            "2026-03-08",
            "Protest in Sound",
            "At a protest for higher wages in Sound 31 people were arrested on Saturday.",
        ),
    ),
    case(
        "How many homes are without power?",
        (
            _C,
            "2026-01-19",
            "Snow breaks lines",
            "After heavy snow 2,500 homes in Upland are without power.",
        ),
        (
            _A,
            "2026-03-16",
            "Lightning strikes",
            "Lightning struck a transformer in Marrick. 800 homes are without power.",
        ),
    ),
    case(
        "How many visitors came to the Upland Museum?",
        (
            _C,
            "2025-01-20",
            "Museum counts",
            "The Upland Museum had 41,000 visitors in 2024.",
        ),
        (
            _C,
            "2026-01-19",
            "Museum counts more",
            "The Upland Museum had 47,500 visitors in 2025.",
        ),
    ),
    case(
        "How long was Victor Sand's sentence?",
        (
            _A,
            "2026-01-23",
            "Burglar jailed",
            "Victor Sand, 24, was jailed for three years in Marrick for burglary.",
        ),
        (
            _B,
            "2026-02-27",
            "Accountant jailed",
            "Victor Sand, 58, an accountant from Sound, was jailed for six years for fraud.",
        ),
    ),
    case(
        "How many people died in the mine explosion?",
        (
            _C,
            "2025-04-10",
            "Explosion in Upland mine",
            "An explosion in a mine near Upland killed six people on Wednesday.",
        ),
        (
            _C,
            "2026-03-06",
            "Mine explosion in Quell",
            "Ten people died in a mine explosion near Quell on Thursday.",
        ),
    ),
    case(
        "How much did the council fine Brasso Cafe?",
        (
            _A,
            "2025-11-20",
            "Cafe fined",
            "The council fined Brasso Cafe £800 for loud music.",
        ),
        (
            _A,
            "2026-03-02",
            "Cafe fined for mice",
            "The council fined Brasso Cafe £2,500 after inspectors had found mice.",
        ),
    ),
)
