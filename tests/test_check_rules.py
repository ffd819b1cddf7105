"""What the check compares besides figures, names, denials and speakers: how far a thing has come,
of how many it is said, what comes before what, and who does which of two things."""
# ruff: noqa: E501, a case reads best on one line

import pytest

from bot.check.support import check

PLAN = "The port plans to build a second quay in 2028, and will sell its old cranes."
ACCUSED = "Police charged Aldo Renner, once the clerk of the port, with stealing two barges."
SOME = "Most of the nine crews have signed, but several captains in Elmsea may leave."
WHEN = "The ferry will sail until 4 May, and the quay opens after the inquiry ends."
LESS = "At least 30 crews, nearly half of all, caught more herring than cod."


@pytest.mark.parametrize(
    ("quote", "statement", "reason"),
    [
        # planned and done, suspected and proven
        (PLAN, "The port built a second quay.", "says “built” of what the quote says is only planned"),
        (PLAN, "The port has sold its old cranes.", "says “sold” of what the quote says is only planned"),
        ("Falk has not decided whether to run the port.", "Falk will run the port.", "only open"),
        ("Work waits until the quay is cleared.", "The quay was cleared.", "only planned"),
        (ACCUSED, "Aldo Renner stole two barges.", "says “stole” of what the quote says is only alleged"),
        (ACCUSED, "Aldo Renner was convicted of stealing two barges.", "says “convicted” where the quote says “charged”"),
        ("Renner was arrested over the barges.", "Renner was charged over the barges.", "says “charged” where the quote says “arrested”"),
        ("The port must repay the grant.", "The port may repay the grant.", "says “may” where the quote says “must”"),
        ("The law requires ports to repay the grant.", "Ports may repay the grant.", "says “may” where the quote says “to”"),
        ("Renner was charged with murder after a fight with Marsh.", "Renner murdered Marsh.", "only alleged"),
        ("Falk did not say whether she would sail.", "Falk said she would sail.", "only open"),
        ("The port should repay the grant.", "The port must repay the grant.", "says “must” where the quote says “should”"),
        # of how many
        (SOME, "All of the nine crews have signed.", "says “All” where the quote says “Most”"),
        (SOME, "Every captain in Elmsea may leave.", "says “Every” where the quote says “several”"),
        ("Three of the nine crews have signed.", "All crews have signed.", "says “All” where the quote says “Three”"),
        ("Three of the nine crews sailed, six of the ten boats stayed.", "Six of the nine crews sailed.", "says Six of nine where the quote says Three"),
        # before and after
        (WHEN, "The ferry will sail from 4 May.", "says “from” where the quote says “until”"),
        ("It opens from April.", "It opens until April.", "says “until” where the quote says “from”"),
        (WHEN, "The quay opens before the inquiry ends.", "says “before” where the quote says “after”"),
        ("It opens no earlier than 4 May.", "It opens no later than 4 May.", "where the quote says"),
        ("It will not open until May 4.", "It will open before 4 May.", "says “before” where the quote says “not until”"),
        # more and less than a figure
        (LESS, "Up to 30 crews caught more herring than cod.", "says Up to 30 where the quote says At least 30"),
        ("No more than 30 crews sailed.", "More than 30 crews sailed.", "says More than 30 where the quote says No more than 30"),
        ("More than 30 crews sailed.", "Exactly 30 crews sailed.", "says Exactly 30"),
        # who and what, of two
        ("The crews struck after the port cut wages.", "The port struck after the crews cut wages.", "“struck” and “cut”"),
        (LESS, "At least 30 crews caught more cod than herring.", "changed places around “more than”"),
        ("At least 19 people died and 70 were hurt.", "At least 70 people died and 19 were hurt.", "have changed places"),
        ("Falk, who sailed from Thornby, sang.", "Falk sailed to Thornby.", "says “to Thornby” where the quote says “from”"),
        ("The crews rejected the port's offer of a rise.", "The port rejected the crews' offer of a rise.", "changed places around “rejected”"),
        ("Ines Falk beat the harbourmaster, Aldo Renner, by a mile.", "Aldo Renner beat Ines Falk.", "changed places around “beat”"),
        ("The port must pay €3.6 million to 41 crews.", "41 crews must pay €3.6 million to the port.", "changed places around “pay”"),
        # opposites
        ("Herring exports were legal.", "Herring exports were illegal.", "says “illegal” where the quote says “legal”"),
        ("The port agreed a pay rise.", "The port agreed a pay cut.", "says “cut” where the quote says “rise”"),
        ("They came within an hour.", "They came within a week.", "says “week” where the quote says “hour”"),
        ("Falk will leave in May rather than sail again.", "Falk will sail again.", "The quote denies “sail”"),
        ("The board has yet to approve the quay.", "The board has approved the quay.", "The quote denies “approve”"),
        ("Fares rose 3 per cent and profit fell to £9m from £12m.", "Profit rose to £9m from £12m.", "says “rose” where the quote says “fell”"),
        ("Fares rose 3 per cent and profit fell to £9m.", "Fares fell 3 per cent.", "says “fell” where the quote says “rose”"),
        ("Crews are banned from landing cod.", "Crews may be landing cod.", "The quote denies “landing”"),
        # names and offices
        ("The board heard Emma Dunn.", "The board heard Ed Dunn.", "does not name Ed"),
        ("The board sacked Leon Marsh.", "The board sacked Lena Moll.", "says Lena Moll where the quote says Leon Marsh"),
        ("Finance minister Ines Falk spoke.", "Health minister Ines Falk spoke.", "says Health minister Falk"),
        ("Governor Ines Falk spoke.", "Mayor Ines Falk spoke.", "says Mayor Falk where the quote says Governor"),
    ],
)  # fmt: skip
def test_what_is_further_wider_or_turned_round_is_rejected(quote, statement, reason):
    found = check(statement, quote)
    assert found.verdict == "unsupported"
    assert reason in found.reasons[0]


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (PLAN, "A second quay is to be built in 2028."),
        (PLAN, "The port wants to sell its old cranes."),
        ("Falk, who plans to sail, sailed on Monday.", "Falk sailed on Monday."),
        ("Renner managed to leave.", "Renner left."),
        (ACCUSED, "Aldo Renner is accused of stealing two barges."),
        ("Renner was convicted of theft.", "Renner was charged with theft and convicted of it."),
        ("All of the nine crews have signed.", "Most of the nine crews have signed."),
        (SOME, "Most crews have signed."),
        ("The nine crews have signed.", "All nine crews have signed."),
        ("The quay opened before the inquiry.", "The inquiry came after the quay opened."),
        ("It opens no earlier than 4 May.", "It will not open before May 4."),
        ("The hall did not open until May.", "The hall opened in May."),
        ("No more than 30 crews sailed.", "At most 30 crews sailed."),
        ("Two captains were convicted; a third captain was cleared of theft.", "A third captain was acquitted of theft."),
        ("Crews are banned from landing cod.", "Crews may not be landing cod."),
        ("They asked whether a captain was heard.", "They asked whether a captain was heard."),
        ("Renner left from Thornby.", "Renner left Thornby."),
        ("The port cut wages and the crews struck.", "The crews struck after the port cut wages."),
        ("Elmsea will sell the quay to Thornby.", "Thornby will buy the quay from Elmsea."),
        ("Neither Falk nor her deputy sailed.", "Falk and her deputy did not sail."),
        ("The board has yet to approve the quay.", "The board has not approved the quay."),
        ("They came within an hour, said harbour chief Ines Falk.", "Harbour chief Ines Falk said they came within an hour."),
        ("The World Health Organization met.", "The WHO met."),
        ("Finance minister Ines Falk spoke.", "Minister Ines Falk spoke."),
    ],
)  # fmt: skip
def test_what_is_as_far_as_wide_and_in_the_same_order_is_not_rejected(quote, statement):
    assert check(statement, quote).verdict != "unsupported"


def test_what_is_suspected_is_left_open():
    quote = "Divers suspect that a cable sank the barge."
    found = check("A cable sank the barge.", quote)
    assert (found.verdict, found.reasons) == ("partly", ("The quote leaves it open: “suspect”.",))
    assert check("Divers suspect that a cable sank the barge.", quote).verdict == "supported"
    hope = check("The port will open by May.", "The port hopes to open by May.")
    assert hope.reasons == ("The quote leaves it open: “hopes”.",)
    assert check("They could not agree.", "They could not agree.").verdict == "supported"


@pytest.mark.parametrize(
    ("quote", "statement", "verdict"),
    [
        # What is denied elsewhere in the sentence denies nothing of when.
        (
            "After the flood the board apologised for not being louder.",
            "The board apologised for not being louder after the flood.",
            "supported",
        ),
        (
            "The dredging was halted and will not resume until June.",
            "The dredging was not halted and will not resume until June.",
            "unsupported",
        ),
    ],
)
def test_a_denial_turns_round_only_what_it_denies(quote, statement, verdict):
    assert check(statement, quote).verdict == verdict
