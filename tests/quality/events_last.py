"""A third part, asked of one library of all its articles, so that each stands among all others."""

from events import case

_P, _Q, _R = "Dale Argus", "Firth Evening News", "Corry Ledger"


CASES = (
    case(
        "How many people have died of the fever in Ansty?",
        (
            _P,
            "2026-02-02",
            "Fever spreads in Ansty",
            "A fever that began in a market in Ansty has killed 12 people, the health office said "
            "on Monday. Schools are closed.",
        ),
        (
            _Q,
            "2026-02-16",
            "Ansty waits for vaccine",
            "Doctors in Ansty are waiting for a vaccine. The fever has killed 45 people so far.",
        ),
        told=("45", "12"),
    ),
    case(
        "How high is Corry council's debt?",
        (
            _R,
            "2025-07-02",
            "Council borrows",
            "Corry council's debt is £84 million, its treasurer said.",
        ),
        (
            _R,
            "2026-02-25",
            "Council in the red",
            "Corry council's debt is £97 million, the auditors wrote on Tuesday.",
        ),
        told=("£97 million", "£84 million"),
    ),
    case(
        "What do shares of Hartwell Breweries cost?",
        (
            _P,
            "2026-01-30",
            "Hartwell toasts Christmas",
            "Hartwell Breweries sold more beer at Christmas. Its shares rose 3 per cent to 540p.",
        ),
        (
            _Q,
            "2026-03-11",
            "Hartwell loses fizz",
            "A strike hit Hartwell Breweries. Its shares fell 6 per cent to 498p on Wednesday.",
        ),
        told=("498p", "540p"),
    ),
    case(
        "When does the Firth ferry sail again?",
        (
            _Q,
            "2026-02-11",
            "Ferry laid up",
            "The Firth ferry will sail again on 20 March, the owner said on Wednesday.",
        ),
        (
            _Q,
            "2026-03-09",
            "Ferry needs new engine",
            "The Firth ferry will not sail again before 15 April, the owner said on Monday. It "
            "needs a new engine.",
        ),
        told=("15 April", "20 March"),
    ),
    case(
        "Who is the head teacher of Linley School?",
        (
            _P,
            "2025-04-28",
            "Linley School wins prize",
            "Linley School has won a prize for its garden. Head teacher Moira Platt thanked the "
            "pupils.",
        ),
        (
            _P,
            "2026-01-12",
            "Linley pupils welcome Mr Sole",
            "Pupils of Linley School welcomed their new head teacher, Edwin Sole, on Monday.",
        ),
        told=("Edwin Sole", "Moira Platt"),
    ),
    case(
        "How many refugees live in the Dorrin camp?",
        (
            _R,
            "2025-11-06",
            "Camp fills",
            "3,200 refugees live in the Dorrin camp, aid workers said.",
        ),
        (
            _Q,
            "2026-03-02",
            "Water short in Dorrin",
            "Water is short in the Dorrin camp, where 5,100 refugees live.",
        ),
        told=("5,100", "3,200"),
    ),
    case(
        "How many people were injured when the stand in Carbury collapsed?",
        (
            _P,
            "2026-03-14",
            "Stand collapses in Carbury",
            "A stand collapsed at the stadium in Carbury on Saturday, and 40 people were injured.",
        ),
        (
            _P,
            "2026-03-15",
            "Questions after Carbury",
            "The number of people injured when the stand in Carbury collapsed has risen to 66, "
            "the hospital said on Sunday.",
        ),
        told=("66", "40"),
    ),
    case(
        "What is the speed limit on the Dale road?",
        (
            _P,
            "2025-05-19",
            "Dale road",
            "The speed limit on the Dale road is 60 mph, and many drive faster.",
        ),
        (
            _P,
            "2026-02-12",
            "Slower on the Dale road",
            "The speed limit on the Dale road is 40 mph now, after three accidents.",
        ),
        told=("40 mph", "60 mph"),
    ),
    case(
        "Who manages the Firth Opera?",
        (
            _Q,
            "2025-09-30",
            "Opera opens season",
            "The Firth Opera opened its season. Livia Stroud, who manages the Firth Opera, sang "
            "herself.",
        ),
        (
            _R,
            "2026-03-01",
            "Opera house in trouble",
            "Since February Gideon Marsh manages the Firth Opera. He wants to cut two premieres.",
        ),
        told=("Gideon Marsh", "Livia Stroud"),
    ),
    case(
        "How much rain fell on Corry in the storm?",
        (
            _R,
            "2026-01-05",
            "Storm drenches Corry",
            "The storm dropped 80 millimetres of rain on Corry on Sunday, the weather office said.",
        ),
        (
            _R,
            "2026-01-07",
            "More rain than thought",
            "The storm on Sunday dropped 95 millimetres of rain on Corry, the weather office said "
            "after reading all its gauges.",
        ),
        told=("95 millimetres", "80 millimetres"),
    ),
    case(
        "What was Hartwell Breweries' turnover in the first quarter?",
        (
            _Q,
            "2025-11-04",
            "Hartwell steady",
            "Hartwell Breweries had turnover of £61 million in the third quarter of 2025.",
        ),
        says="£61 million",
    ),
    # --- two things ---------------------------------------------------------------------------
    case(
        "How many people died in the bus crash?",
        (
            _P,
            "2026-01-21",
            "Bus falls into ravine",
            "A bus fell into a ravine near Morvay on Tuesday. Eleven people died in the crash.",
        ),
        (
            _Q,
            "2026-02-27",
            "School bus crash",
            "A school bus crash near Tarrant killed two people on Thursday.",
        ),
    ),
    case(
        "How many people were killed in the shooting in Selwick?",
        (
            _R,
            "2025-10-13",
            "Shots in Selwick",
            "A gunman killed three people in Selwick on Sunday.",
        ),
        (
            _R,
            "2026-03-05",
            "Selwick mourns again",
            "Five people were killed in a shooting in Selwick on Wednesday, five months after the "
            "last one.",
        ),
    ),
    case(
        "How much did the burglars steal from the museum?",
        (
            _P,
            "2026-01-08",
            "Coins gone",
            "Burglars stole coins worth £40,000 from the museum in Ansty on Wednesday.",
        ),
        (
            _Q,
            "2026-02-20",
            "Paintings gone",
            "Burglars stole paintings worth £1.2 million from the museum in Dorrin on Thursday.",
        ),
    ),
    case(
        "How old is Peter Lang?",
        (
            _R,
            "2026-02-08",
            "Lang wins chess cup",
            "Peter Lang, 16, won the chess cup in Corry on Saturday.",
        ),
        (
            _P,
            "2026-03-03",
            "Baker retires",
            "Peter Lang, 70, closes his bakery in Linley after 45 years.",
        ),
    ),
    case(
        "What was Marlow Rail's loss?",
        (
            _Q,
            "2025-08-21",
            "Marlow Rail loses less",
            "Marlow Rail made a loss of £12 million in the second quarter.",
        ),
        (
            _Q,
            "2025-11-20",
            "Marlow Rail in trouble",
            "Marlow Rail made a loss of £19 million in the third quarter.",
        ),
    ),
    case(
        "How many goals did Corry City score against Linley Athletic?",
        (
            _R,
            "2025-11-02",
            "City beat Linley",
            "Corry City scored four goals against Linley Athletic on Saturday.",
        ),
        (
            _R,
            "2026-03-08",
            "City held",
            "Corry City scored one goal against Linley Athletic on Saturday, in the last minute.",
        ),
    ),
    case(
        "Did Corry City win?",
        (
            _R,
            "2026-03-01",
            "City lose at Wenlow",
            "Corry City lost 2-1 to Wenlow Rovers on Saturday.",
        ),
        (
            _P,
            "2026-03-15",
            "City win at last",
            "Corry City won 3-0 against Tarrant United on Saturday.",
        ),
    ),
    case(
        "Who won the by-election in Harrowgate North?",
        (
            _P,
            "2023-06-16",
            "Harrowgate North votes",
            "Ruth Calloway won the by-election in Harrowgate North on Thursday.",
        ),
        (
            _Q,
            "2026-02-13",
            "By-election in Harrowgate North",
            "Simon Adeyemi won the by-election in Harrowgate North on Thursday by a wide margin.",
        ),
        says="Simon Adeyemi",
    ),
    case(
        "Who is the chairman of Marlow Rail?",
        (
            _Q,
            "2025-12-02",
            "Trains late",
            "The chairman of Marlow Rail, Hugh Tennant, apologised for late trains.",
        ),
        (
            _P,
            "2026-02-17",
            "Rivals talk",
            "The chairman of Northern Coaches, Greta Bohm, wants to buy Marlow Rail.",
        ),
        says="Hugh Tennant",
        never=("Greta Bohm is",),
    ),
    case(
        "Who is the police chief of Selwick?",
        (
            _R,
            "2026-01-19",
            "Police chief warns",
            "The police chief of Selwick, Nora Finch, warned of black ice.",
        ),
        (
            _R,
            "2026-03-06",
            "Deputy speaks",
            "The deputy police chief of Selwick, Todd Mason, gave details of the shooting.",
        ),
        says="Nora Finch",
    ),
    case(
        "When will the Carbury stadium reopen?",
        (
            _P,
            "2026-03-17",
            "Stadium shut until summer",
            "The Carbury stadium will reopen on 11 July, the club said.",
        ),
        (
            _Q,
            "2026-03-19",
            "Rebuilding Carbury",
            "On Wednesday the club confirmed that the Carbury stadium will reopen with fewer "
            "seats.",
        ),
        says="11 July",
    ),
    case(
        "When will Orrin Chips open its factory in Dorrin?",
        (
            _P,
            "2026-02-24",
            "Chips from Dorrin",
            "Orrin Chips will open its factory in Dorrin on 2 November, it said on Tuesday.",
        ),
        (
            _R,
            "2026-03-12",
            "Jobs in Dorrin",
            "Orrin Chips told unions on Thursday that it will open its factory in Dorrin with "
            "900 workers.",
        ),
        says="2 November",
    ),
    case(
        "How many people were arrested in the raid on the club?",
        (
            _Q,
            "2026-01-26",
            "Club raided in Firth",
            "Police raided a night club in Firth on Saturday. 25 people were arrested.",
        ),
        (
            _P,
            "2026-03-02",
            "Club raided in Ansty",
            "In a raid on a club in Ansty on Sunday eight people were arrested.",
        ),
    ),
    case(
        "How many visitors did the Linley zoo have?",
        (
            _P,
            "2025-01-14",
            "Zoo counts",
            "The Linley zoo had 210,000 visitors in 2024.",
        ),
        (
            _P,
            "2026-01-13",
            "Zoo counts again",
            "The Linley zoo had 188,000 visitors in 2025.",
        ),
    ),
    case(
        "How much was Tarrant Water fined?",
        (
            _Q,
            "2025-06-10",
            "Tarrant Water fined for leaks",
            "Tarrant Water was fined £800,000 for leaks.",
        ),
        (
            _Q,
            "2026-01-27",
            "Tarrant Water fined for sewage",
            "Tarrant Water was fined £3 million for sewage in the river Lin.",
        ),
    ),
    case(
        "How many jobs is Wenlow Paper cutting?",
        (
            _R,
            "2024-02-06",
            "Wenlow Paper cuts in Tarrant",
            "Wenlow Paper is cutting 60 jobs at its mill in Tarrant.",
        ),
        (
            _R,
            "2026-03-10",
            "Wenlow Paper cuts in Corry",
            "Wenlow Paper is cutting 200 jobs at its mill in Corry.",
        ),
    ),
    case(
        "How many people died when the boat capsized?",
        (
            _P,
            "2025-12-29",
            "Boat capsizes on lake",
            "Six people died when a boat capsized on Lake Orne on Sunday.",
        ),
        (
            _R,
            "2026-03-16",
            "Migrants drown",
            "At least 30 people died when a boat capsized off Cape Sarn on Saturday night.",
        ),
    ),
    case(
        "How long was the sentence of Igor Mann?",
        (
            _Q,
            "2026-01-16",
            "Fraudster jailed",
            "Igor Mann, 52, was sentenced to seven years in prison for fraud in Firth on Thursday.",
        ),
        (
            _R,
            "2026-03-13",
            "Driver jailed",
            "Igor Mann, 23, was sentenced to two years in prison for dangerous driving in Corry.",
        ),
    ),
)
