"""Articles that are headed as not to be published yet: read as they stand, and said.

What names a day that is to come is left out until then, see test_stated.py; other is stored."""

from datetime import UTC, datetime, timedelta

import pytest
from test_reading import held, run

from ingest.parse import text
from ingest.text import embargo

BODY = (
    "The council will close the swimming pool on Mill Lane for a year, it said after a debate."
    "\n\nSwimmers are sent to the lake, which is free of charge and cold until the end of June."
)
TITLE = "Pool to close for a year"
OPEN = [
    "EMBARGOED UNTIL 5 January 2099",
    "Embargoed - not for publication before the vote",
    "Under embargo until 9am",
    "Sperrfrist: 5. Januar 2099, 9 Uhr",
    "NOT FOR PUBLICATION",
]


def only(written):
    (article,) = text.parse(written)
    return article


@pytest.mark.parametrize("line", OPEN)
@pytest.mark.parametrize("top", ["{line}\n\n{title}", "{title}\n\n{line}"])
def test_an_embargo_is_neither_headline_nor_writer_nor_day_and_stays(line, top):
    article = only(f"{top.format(line=line, title=TITLE)}\n\n{BODY}")
    assert (article.title, article.authors, article.published_at) == (TITLE, (), "")
    assert article.text == f"{line}\n\n{BODY}"


def test_an_embargo_that_is_over_goes_and_dates_the_article():
    article = only(f"EMBARGOED UNTIL 5 January 2023\n\n{TITLE}\n\n{BODY}")
    assert (article.text, article.published_at) == (BODY, "2023-01-05")


@pytest.mark.parametrize(
    "line", ["Embargo on fish is lifted", "Embargoed fish is sold: who buys it", "Not for sale"]
)
def test_what_speaks_of_an_embargo_is_none(line):
    assert not embargo.is_line(line)


def said_of(store, tmp_path, written):
    (tmp_path / "a.txt").write_text(written)
    counts, reasons = run(store, tmp_path / "a.txt")
    assert counts == {"added": 1}
    return reasons


@pytest.mark.parametrize(
    "top",
    [*(f"{TITLE}\n\n{line}" for line in OPEN if "2099" not in line), f"EMBARGOED: {TITLE}"],
)
def test_what_is_under_embargo_and_names_no_day_is_stored_and_said(store, tmp_path, top):
    (reason,) = said_of(store, tmp_path, f"{top}\n\n{BODY}")
    (article_id,) = held(store)
    assert reason.startswith("is headed as under embargo; it is stored")
    assert f"`newsdesk remove {article_id}`" in reason


@pytest.mark.parametrize(
    "top",
    [
        *(f"{TITLE}\n\n{line}" for line in OPEN if "2099" in line),
        f"Embargoed until 5 January 2099: {TITLE}",
        f"{TITLE}\n\nEmbargoed until 5 January 2099. The council has made up its mind at last.",
    ],
)
def test_what_names_a_day_to_come_is_left_out(store, tmp_path, top):
    (tmp_path / "a.txt").write_text(f"{top}\n\n{BODY}")
    counts, (reason,) = run(store, tmp_path / "a.txt")
    assert (counts, held(store)) == ({}, {})
    assert reason.startswith("is headed as under embargo until 5 January 2099, and left out")


def test_a_sentence_behind_an_embargo_that_is_over_is_not_lost():
    line = "Embargoed until 5 January 2023. The council has made up its mind at last."
    assert "its mind" in only(f"{TITLE}\n\n{line}\n\n{BODY}").text


@pytest.mark.parametrize(
    "top",
    [
        f"{TITLE}\n\nEMBARGOED UNTIL 5 January 2023",
        f"EMBARGOED: {TITLE}\n\nBy Ann Lee, 5 January 2023",
        "Embargo on fish is lifted",
    ],
)
def test_what_is_no_longer_or_never_was_is_stored_like_any_other(store, tmp_path, top):
    assert said_of(store, tmp_path, f"{top}\n\n{BODY}") == []


def test_an_embargo_of_this_week_holds(store, tmp_path):
    day = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    assert len(said_of(store, tmp_path, f"EMBARGOED: {TITLE}\n\n{day}\n\n{BODY}")) == 1
