"""Whom a text names, and whether "he" or "she" may be said of them."""

import pytest

from bot.conversation.people import Person, fitting, gender_of, is_person, named, people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Judge Nora Pell of the Larkspur Court ruled.", ["Nora Pell"]),
        ("Chief executive Ravi Anselm of Orrin Bank left on Friday.", ["Ravi Anselm"]),
        ("Nurses at Larkspur Clinic met Ms Oduwa on Friday. No date was set.", ["Oduwa"]),
        ("The Hollin Wanderers beat Carrick Athletic at Selby Park.", []),
        ("As on Monday, Storm Brona crossed New Harbour.", []),
        ("Helena Farrow of the Centre Party beat Gregor Stahl.", ["Helena Farrow", "Gregor Stahl"]),
        ("Marie Hill and Albert Lane won; Hill was first.", ["Marie Hill", "Albert Lane"]),
    ],
)
def test_people_are_told_from_things_that_have_names(text, names):
    assert [one.name for one in people(text)] == names


def test_a_word_that_only_opens_a_sentence_is_no_name():
    said = "Police say that Chief executive Tom Ruiz left. Stenhal denied it. Divers were sent."
    assert named(said) == ("Tom Ruiz", "Stenhal")


@pytest.mark.parametrize(
    ("name", "text", "gender"),
    [
        ("Agnes Okafor", "", "f"),
        ("Walter Finch", "", "m"),
        ("Marie-Luise Trost", "", "f"),
        ("Oduwa", "It was Mrs Oduwa who asked.", "f"),
        ("Sir Tavish Bell", "Then Sir Tavish Bell spoke.", ""),
        ("Tavish Bell", "Then Sir Tavish Bell spoke.", "m"),
        ("Kröger", "Das sagte Bürgermeisterin Kröger.", "f"),
        ("Robin Achterberg", "Robin Achterberg spoke.", ""),
    ],
)
def test_a_given_name_or_a_title_tells_which_pronoun_may_be_said(name, text, gender):
    assert gender_of(name, text) == gender


def test_a_given_name_that_is_a_place_alone_is_nobody():
    assert not is_person("Victoria", "The train left for Victoria.")
    assert is_person("Anna", "What did Anna say?")


def test_who_surely_fits_goes_before_who_may():
    nora, robin, tom = (
        Person("Nora Pell", "f", is_sure=True),
        Person("Robin Achterberg"),
        Person("Tom Ruiz", "m", is_sure=True),
    )
    assert fitting([robin, nora, tom], "f") == [nora]
    assert fitting([robin, nora], "m") == [robin]
    assert fitting([nora], "m") == []
