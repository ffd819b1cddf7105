"""Who holds an office: its holder first, no other officer, and nobody refused for other words."""

import pytest
from newsroom import newsroom, said

from bot.answer.fitting import offices
from bot.question.understanding import understand

CHIEF = {
    "id": "chief",
    "title": "Digital chief of Tamble leaves",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-03",
    "text": "Tilda Moor, the chief digital officer of Tamble, has resigned after the theft.\n\n"
    "Jonas Brandt will succeed her in April, at first as an interim.",
}
LAMP = {
    "id": "lamp",
    "title": "Lamps for Nether Wick",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-04",
    "text": "Nether Wick will have lamps in all of its streets by autumn.\n\n"
    "Nether Wick mayor Rosa Lind said that the lamps are paid for.",
}
LEADER = {
    "id": "leader",
    "title": "A bridge for Upper Wick",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-05",
    "text": "Greta Falk, who has led Upper Wick since 2019, opened its bridge on Monday.\n\n"
    "The bridge has two lanes.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("offices"), more=[CHIEF, LAMP, LEADER])
    yield store
    store.close()


@pytest.mark.parametrize(
    ("sentence", "beside", "article", "sure"),
    [
        ("Mayor Rosa Lind opened the fair.", "", "", 0.75),
        ("Mayor Rosa Lind opened the fair.", "Lamps for Wick", "", 1.0),
        ("Rosa Lind, the mayor of Wick, opened it.", "", "", 1.0),
        ("The mayor opened the fair.", "", "", 0.5),
        ("The former mayor Rosa Lind was there.", "", "", 0.5),
        ("Deputy mayor Rosa Lind was there.", "", "", 0.5),
        ("Rosa Lind, the head of City Hall, came.", "", "", 0.5),
        ("Rosa Lind opened the fair.", "", "The mayor was asked.", 0.5),
        ("Rosa Lind has run Wick since 2019.", "", "", 0.5),
        ("Rosa Lind was elected in May.", "", "", 0.5),
        ("Rosa Lind succeeds Otto Brand.", "A change at the top", "", 0.5),
        ("Rosa Lind succeeds Otto Brand.", "Brand was the treasurer.", "", 0.0),
        ("Rosa Lind, the digital officer of Wick, resigned.", "", "", 0.0),
        ("Rosa Lind opened the fair.", "", "There was music.", 0.0),
    ],
)
def test_how_surely_a_sentence_says_who_is_mayor(sentence, beside, article, sure):
    office = offices.asked("Who is the mayor of Wick?")
    assert office is not None
    assert office.holds(sentence, beside, f"{article} {sentence}") == sure


@pytest.mark.parametrize(
    ("question", "sentence", "sure"),
    [
        ("Who is the coach of Wick City?", "Otto Brand, the coach of Tamble City, left.", 0.0),
        ("Who is the coach of Wick City?", "Tamble City coach Otto Brand left.", 0.0),
        ("Who is the coach of Wick City?", "Tamble's new head coach Otto Brand left.", 0.0),
        ("Who is the coach of Wick City?", "Coach Otto Brand of Tamble beat Wick City.", 0.0),
        ("Who is the coach of Wick City?", "Wick coach Otto Brand left.", 1.0),
        ("who is the coach of tamble city", "Tamble coach Otto Brand left.", 1.0),
        ("who is the coach of tamble city", "Wick coach Otto Brand left.", 0.0),
        ("Who is the coach of Wick City?", "Wick City's German coach Otto Brand left.", 1.0),
        ("Who is the coach of Wick City?", "Otto Brand left Wick City as caretaker coach.", 0.5),
        ("Who is the caretaker coach of Wick?", "Otto Brand is caretaker coach of Wick.", 1.0),
        ("Who coaches Wick City?", "Tamble City coach Otto Brand left.", 0.0),
        ("Who is the CEO of Wick Ales?", "Wick Ales chief executive Otto Brand left.", 1.0),
        ("Who is the CEO of Wick Ales?", "Otto Brand, boss of Wick Ales, left.", 0.5),
        ("Who is the president of France?", "French president Otto Brand left.", 1.0),
        ("Who is the US president?", "The president of the United States, Otto Brand, left.", 1.0),
        (
            "Who is the prime minister of the United Kingdom?",
            "British prime minister Otto Brand left.",
            1.0,
        ),
        (
            "Who is the UK's prime minister?",
            "The prime minister of the United Kingdom, Otto Brand, left.",
            1.0,
        ),
        ("Who is the coach of Tamble United?", "Tam Utd coach Otto Brand left.", 1.0),
        ("Who is the coach of Tamble United?", "Tamble City coach Otto Brand left.", 0.0),
        ("Who is the coach of Wick?", "The coach Otto Brand at Wembley praised Wick.", 1.0),
        ("Who is the mayor of Wick?", "Labour mayor Otto Brand of Wick left.", 1.0),
        ("Who is the coach?", "Tamble City coach Otto Brand left.", 1.0),
        ("Who is the finance minister?", "Prime minister Otto Brand spoke.", 0.0),
        ("Who is the finance minister?", "Otto Brand, the minister of finance, spoke.", 1.0),
        ("Who is the finance minister?", "Finance minister Otto Brand spoke.", 1.0),
        ("Who is the finance minister?", "Otto Brand has the finance ministry.", 0.5),
        ("Who is Wick's finance minister?", "Tamble's finance minister Otto Brand spoke.", 0.0),
        ("Who is the home secretary?", "Interior minister Otto Brand spoke.", 1.0),
    ],
)
def test_the_holder_of_another_office_or_of_another_body_is_none(question, sentence, sure):
    office = offices.asked(question)
    assert office is not None
    assert office.holds(sentence, "", sentence) == sure


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Wick?",
        "Who's the new mayor of Wick?",
        "Who is Wick's mayor?",
        "Who was the king of Wick when the dam failed?",
        "Who became head coach of Wick?",
        "Who is the prime minister?",
    ],
)
def test_an_office_is_asked_for(question):
    assert offices.asked(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor's wife?",
        "Who is the deputy mayor of Wick?",
        "Who was the first mayor of Wick?",
        "Who is the man that the mayor of Wick met?",
        "Who met the mayor of Wick?",
        "Who is the king pin of Wick?",
        "Who leads Wick?",
        "When was the mayor of Wick elected?",
    ],
)
def test_no_office_is_asked_for(question):
    assert offices.asked(question) is None


@pytest.mark.parametrize("question", ["Who is the Mayor of Nether Wick?", "Who runs Upper Wick?"])
def test_an_office_with_a_capital_is_asked_for_as_well(store, question):
    assert any("Rosa Lind" in one or "Greta Falk" in one for one in said(store, question))
    assert understand("Who is the Mayor of Wick?").topic is None
    assert understand("Who is Mayor Lind?").topic is not None


def test_another_officer_is_no_mayor(store):
    assert said(store, "Who is the chief digital officer of Tamble?")
    assert said(store, "Who is the mayor of Tamble?") == []


def test_who_holds_it_is_said_first(store):
    assert "mayor Rosa Lind said" in said(store, "Who is the mayor of Nether Wick?")[0]


def test_the_mayor_of_another_town_is_none(store):
    assert not any("Rosa Lind" in one for one in said(store, "Who is the mayor of Tamble?"))


def test_who_leads_may_hold_it(store):
    assert any("Greta Falk" in one for one in said(store, "Who is the mayor of Upper Wick?"))


@pytest.mark.parametrize(
    ("sentence", "can"),
    [
        ("The Port Safety Board has fined nobody since 2017.", False),
        ("Boats waited, said Ina Holt of the Port Safety Board.", False),
        ("Ina Holt chairs the Port Safety Board.", True),
        ("The board of the Port Safety Board met under Ina Holt.", True),
    ],
)
def test_the_name_of_a_body_tells_of_none_who_holds_an_office(sentence, can):
    office = offices.asked("Who chairs the Port Safety Board?")
    assert office
    assert bool(office.holds(sentence, "", sentence)) == can
