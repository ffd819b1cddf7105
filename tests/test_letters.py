"""Newsletters: their items, what closes them, and whose they are."""

import pytest
from test_parse_mail import BOTH, LAKE, POOL, mail, read

from ingest.parse import sender
from ingest.parse.layout import letters

TOWER = "The clock of the town hall runs again since Friday; an apprentice had mended its spring."
GREETING = "Good morning,\n\nThree things for you today."
FOOT = "You receive this letter because you asked for it. Unsubscribe."
HEADED = f"POOL TO CLOSE\n\n{POOL}\n\nLAKE\n\n{LAKE}\n\nA CLOCK RUNS AGAIN\n\n{TOWER}"
LABELLED = f"Pool: {POOL}\n\nMill Lake: {LAKE}\n\nTown hall: {TOWER}"


def told(text, *, of="Mill Gazette Newsletter <post@gazette.example>", subject="Your Friday"):
    articles, reasons = read(mail(text, sender=of, subject=subject))
    assert reasons == []
    assert {one.published_at[:10] for one in articles} == {"2025-01-06"}
    return articles


def test_each_item_below_a_heading_is_an_article():
    articles = told(f"{GREETING}\n\n{HEADED}\n\n{FOOT}")
    assert [(one.title, one.text) for one in articles] == [
        ("POOL TO CLOSE", POOL),
        ("LAKE", LAKE),
        ("A CLOCK RUNS AGAIN", TOWER),
    ]
    assert {(one.source, one.authors) for one in articles} == {("Mill Gazette", ())}


def test_each_paragraph_behind_a_label_of_its_own_is_an_article():
    articles = told(f"{GREETING}\n\n{LABELLED}\n\nUntil next week, the Gazette.")
    assert [one.text for one in articles] == LABELLED.split("\n\n")


def test_how_to_be_rid_of_a_letter_is_no_part_of_it_and_shows_that_it_is_one():
    (article,) = told(f"{BOTH}\n\n{FOOT}", of="Post <post@gazette.example>")
    assert article.text == BOTH
    articles = told(f"{HEADED}\n\n{FOOT}", of="The Miller <post@gazette.example>")
    assert [(one.source, one.text) for one in articles] == [
        ("The Miller", one) for one in (POOL, LAKE, TOWER)
    ]


@pytest.mark.parametrize("text", [HEADED, LABELLED])
def test_what_is_no_newsletter_is_one_article(text):
    assert len(told(text, of="Ann Lee <ann@gazette.example>")) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"WHY THE POOL CLOSES\n\n{POOL} Its roof leaks.\n\nWHO PAYS\n\nThe council pays for the "
        "roof of the swimming pool on Mill Lane, which will close for a year.",
        f"Ann Lee: {POOL}\n\nTom Ray: {LAKE}\n\nAnn Lee: {TOWER}",
        f"Pool: {POOL}\n\n{LAKE}\n\nTown hall: {TOWER}\n\nMarket: {TOWER}",
        f"When: Monday at noon, and then every day at nine.\n\nWhere: Mill Lane, behind the "
        f"gate.\n\nWhat: {POOL}",
    ],
)
def test_a_letter_of_one_matter_or_of_a_talk_is_one_article(text):
    assert len(told(text)) == 1


def test_the_foot_is_looked_for_at_the_end_alone():
    lines = ["How to unsubscribe from anything", *[POOL] * 8]
    assert letters.without_foot(lines) == lines
    assert not letters.is_one(lines, "Ann Lee", "Pool to close")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", ("Ann Lee", "")),
        ("Mill Gazette", ("", "Mill Gazette")),
        ("Mill Review Morning Newsletter", ("", "Mill Review")),
        ("The Miller", ("", "The Miller")),
        ("Tamble Trust", ("", "Tamble Trust")),
        ("Ann Lee at the Mill Gazette", ("Ann Lee", "Mill Gazette")),
        ("Ann Lee, Mill Review Newsletter", ("Ann Lee", "Mill Review")),
        ("Ann Lee | The Miller", ("Ann Lee", "The Miller")),
        ("ann", ("", "")),
        ("", ("", "")),
    ],
)
def test_who_sent_a_mail(name, expected):
    assert sender.read(name, is_list=False) == expected


def test_what_is_sent_to_subscribers_is_of_an_outlet():
    assert sender.read("Ann Lee", is_list=True) == ("", "Ann Lee")
