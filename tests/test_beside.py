"""Names beside a date: whose they are, in whatever order writer, outlet and day stand."""

from itertools import permutations

import pytest

from ingest.parse import text

DAY = "14 February 2026"
BODY = (
    "The council voted on Tuesday to close the swimming pool in Elmstow for a year while its "
    "roof is replaced at a cost of two million pounds.\n\n"
    "Residents had asked for a temporary pool in the park. The mayor said that the money for one "
    "could not be found before the summer."
)
OUTLETS = ["Mill Gazette", "The Lantern", "Diario del Sur"]  # which call themselves that
OTHERS = ["Moor and Vale", "Lanthorn", "Le Messager de l'Ouest"]
WRITERS = ["Ann Lee", "Ann Lee, crime correspondent", "Ann Lee\nCrime correspondent", "ANN LEE"]


def only(*top, title="Pool to close for a year", body=BODY):
    (article,) = text.parse("\n".join([title, "", *top]) + f"\n\n{body}")
    return article


def about(article):
    return article.title, article.source, article.authors, article.published_at


WHOLE = ("Pool to close for a year", ("Ann Lee",), "2026-02-14")


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("writer", WRITERS)
def test_outlet_writer_and_day_are_found_in_any_order(outlet, writer):
    for top in permutations([outlet, writer, DAY]):
        article = only(*top)
        title, source, authors, date = about(article)
        assert (title, authors, date) == WHOLE, top
        assert (source, article.text) == (outlet, BODY), top


@pytest.mark.parametrize("outlet", OTHERS)
@pytest.mark.parametrize("writer", [*WRITERS, "By Ann Lee"])
def test_a_name_above_or_between_writer_and_day_is_the_outlets(outlet, writer):
    for top in ([outlet, writer, DAY], [writer, outlet, DAY]):
        article = only(*top)
        assert about(article) == (WHOLE[0], outlet, *WHOLE[1:]), top
        assert article.text == BODY


@pytest.mark.parametrize("line", ["Elmstow", "Swimming Pool Closed"])
def test_a_place_or_a_matter_of_the_text_is_no_outlet(line):
    article = only(line, "Ann Lee", DAY)
    assert about(article) == (WHOLE[0], "", *WHOLE[1:])
    assert article.text == f"{line}\n\n{BODY}"


def test_a_heading_below_the_day_is_no_outlet():
    article = only("Ann Lee", DAY, "Winter of Discontent")
    assert about(article) == (WHOLE[0], "", *WHOLE[1:])
    assert article.text.startswith("Winter of Discontent\n\n")


@pytest.mark.parametrize("sender", ["Elmstow Pools Trust", "Norrland Foods plc", "Elmstow Leisure"])
def test_the_name_above_a_press_releases_day_is_its_senders(sender):
    (article,) = text.parse(f"PRESS RELEASE\n\nPool to reopen\n\n{sender}\n{DAY}\n\n{BODY}")
    assert about(article) == ("Pool to reopen", sender, (), "2026-02-14")
    assert (article.kind, article.text) == ("press release", BODY)


def test_a_body_is_no_person():
    article = only("Elmstow City Council", DAY)
    assert about(article) == (WHOLE[0], "Elmstow City Council", (), "2026-02-14")


@pytest.mark.parametrize("title", ["Pool to close for a year", "Press release: Pool to close"])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Elmstow", ""),  # the text is set in it
        ("Port Ansty", "People in Port Ansty were angry."),
        ("Tamble", "The Tamble Council will meet again on Monday."),
    ],
)
def test_a_place_on_the_line_of_the_day_is_neither_outlet_nor_writer(title, place, said):
    article = only(f"{place}, {DAY}", title=title, body=f"{BODY}\n\n{said}".strip())
    assert about(article)[1:] == ("", (), "2026-02-14")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mill Gazette", ("Mill Gazette", ())),
        ("Lanthorn", ("Lanthorn", ())),
        ("Elmstow Council", ("Elmstow Council", ())),
        ("Ann Lee", ("", ("Ann Lee",))),
    ],
)
def test_who_stands_on_the_line_of_the_day_is_no_place(name, expected):
    article = only(f"{name}, {DAY}", body=f"{BODY}\n\nNobody in Elmstow Council answered.")
    assert about(article)[1:3] == expected
