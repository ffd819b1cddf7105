"""The outlet as a line alone above a headline, by its name or by the other files of its folder."""

import pytest
from conftest import every_article
from test_reading import run

from ingest.parse.text import parse
from ingest.text.names import is_outlet_alone
from ingest.text.repeats import Known

HEADS = ("Fewer guests on the coast this year", "Harbour wall to be raised by a metre")
BODIES = (
    "Fewer guests came to the coast this summer than in the year before, hotels say.",
    "The harbour wall at Orm will be raised by a metre, the council decided at night.",
)


def text(first, n=0, day="2 October 2025"):
    return f"{first}\n{HEADS[n]}\n{day}\n\n{BODIES[n]}\n\nNobody could say on Monday how it ends.\n"


def written(folder, *texts):
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(texts):
        (folder / f"{number}.txt").write_text(one)
    return folder


def stored(store):
    return sorted((one.source, one.title) for one in every_article(store.library))


def test_a_line_above_the_headlines_of_two_texts_is_their_outlet(store, tmp_path):
    folder = written(tmp_path / "news", text("Orbit"), text("Orbit", 1))
    run(store, folder)
    assert stored(store) == [("Orbit", HEADS[0]), ("Orbit", HEADS[1])]
    assert "Orbit" not in every_article(store.library)[0].text
    assert run(store, folder) == ({"unchanged": 2}, [])
    assert run(store, folder / "0.txt") == ({"unchanged": 1}, [])  # alone it is read no otherwise


def test_also_where_so_many_have_it_that_it_would_be_furniture(store, tmp_path):
    texts = [text("Orbit", n % 2, f"{n} October 2025") for n in range(1, 8)]
    run(store, written(tmp_path / "news", *texts))
    assert {source for source, _ in stored(store)} == {"Orbit"}


def test_a_second_file_that_comes_shows_what_the_first_line_is(store, tmp_path):
    folder = written(tmp_path / "news", text("Orbit"))
    run(store, folder)
    assert stored(store) == [("", HEADS[0])]
    written(folder, text("Orbit"), text("Orbit", 1))
    run(store, folder)
    assert {source for source, _ in stored(store)} == {"Orbit"}


@pytest.mark.parametrize("first", ["Harbour", "Orm", "Coast", "Analysis", "Interview", "Ann Lee"])
def test_what_the_texts_speak_of_a_kind_and_a_writer_are_no_outlet(store, tmp_path, first):
    bodies = [one.replace("Nobody", f"In Orm, at the harbour on the coast, {n} people")
              for n, one in enumerate((text(first), text(first, 1)))]  # fmt: skip
    run(store, written(tmp_path / "news", *bodies))
    assert {source for source, _ in stored(store)} == {""}


def test_alone_it_is_a_section_and_the_headline_is_the_headline():
    (article,) = parse(text("Orbit"), repeats=Known())
    assert (article.title, article.section, article.source) == (HEADS[0], "Orbit", "")


@pytest.mark.parametrize(
    "top",
    [
        "Pool Shut\nSwimmers told to go to the lake after a leak was found",
        "Flooded\nOrm was flooded at night and nobody was warned",
        "Wall to be raised\nCouncil decides at night",
        "Guests stay away",
    ],
)
def test_a_headline_above_another_line_stays_the_headline(top):
    body = f"{BODIES[0]} The pool was shut and the street was flooded."
    (article,) = parse(f"{top}\n2 October 2025\n\n{body}\n\n{BODIES[1]}\n", repeats=Known())
    assert article.title == top.split("\n")[0]


@pytest.mark.parametrize(
    "name", ["Küstenbote", "Orm-Zeitung", "Kreiszeitung", "Handelsblatt", "Stadtanzeiger",
             "Le Courrier des Marais", "Bloomberg"]
)  # fmt: skip
def test_compounds_and_other_names_are_told_by_their_noun(name):
    assert is_outlet_alone(name)


@pytest.mark.parametrize(
    "words", ["Neue Angebote", "Verbote", "Kleeblatt", "Fahrradkurier", "Drogenkurier"]
)
def test_what_only_ends_so_is_none(words):
    assert not is_outlet_alone(words)
