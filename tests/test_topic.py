"""Open questions are told from those that ask for a fact, and what they are about."""

import pytest

from bot.question.understanding import understand

OUTLETS = ("Harbour Ledger", "Circuit Weekly")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What is the latest on the tramway?", "the tramway"),
        ("What's new with the hospital breach?", "the hospital breach"),
        ("whats happening with the ferry", "the ferry"),
        ("Please tell me more about the Orrin dam.", "the Orrin dam"),
        ("Could you give me a short summary of the ferry dispute, please?", "the ferry dispute"),
        ("Summarise the flood", "the flood"),
        ("What do the articles say about the ferry?", "the ferry"),
        ("Is there any news on the flood?", "the flood"),
        ("Where do things stand with the audit?", "the audit"),
        ("How is the inquiry going?", "the inquiry"),
        ("What became of the petition?", "the petition"),
        ("I'd like an overview of the repair", "the repair"),
        ("What is the council doing now?", "the council"),
        ("Where is Helen Brack now?", "Helen Brack"),
        ("where is helen brack these days", "helen brack"),
        ("timeline of the Orrin flood", "the Orrin flood"),
        ("Give me a chronology of the strike", "the strike"),
        ("What is the history of the ferry?", "the ferry"),
        ("Orrin dam news", "Orrin dam"),
        ("What about the dam?", "the dam"),
        ("tramway budget", "tramway budget"),
        ("Helen Brack", "Helen Brack"),
        ("Los Angeles fires", "Los Angeles fires"),
    ],
)
def test_an_open_question_has_a_topic(text, topic):
    asked = understand(text)
    assert asked.topic is not None
    assert asked.topic.text == topic
    assert asked.terms == asked.topic.terms


@pytest.mark.parametrize(
    "text",
    [
        "Why did Helen Brack resign?",
        "What is the latest version of the app?",
        "What happens to the fare in May?",
        "Tell me who runs the trams",
        "Explain why the gate failed",
        "What is the news agency of the valley called?",
        "How many homes were flooded?",
        "number of homes flooded, how many?",
        "The fare will rise",
        "What is the price of the ticket?",
        "price of the ticket",
        "What is new about it? And who pays?",
        "Who is the latest to resign?",
        "What caused the flood at Lower Orrin?",
        "Where is the ferry now?",
        "Where is Lower Orrin?",
        "What is the council doing about the flood?",
        "What was the guard doing?",
    ],
)
def test_a_question_for_a_fact_has_none(text):
    assert understand(text).topic is None


@pytest.mark.parametrize(
    "text",
    [
        "What's the news?",
        "latest news",
        "What happened this week?",
        "What was reported between 1 January 2025 and 3 March 2025?",
        "what was in the papers between january and march",
        "the week's headlines",
        "Summarise January 2025",
    ],
)
def test_whatever_is_new_is_a_topic_without_words(text):
    asked = understand(text, now="2025-03-25")
    assert asked.topic is not None
    assert (asked.topic.text, asked.topic.terms, asked.terms) == ("", (), ())


def test_times_and_outlets_are_no_part_of_the_topic():
    asked = understand("What has happened at the dam since January?", now="2025-03-25")
    assert asked.topic is not None
    assert (asked.topic.text, len(asked.periods)) == ("the dam", 1)
    asked = understand("What's new in the Harbour Ledger on the ferry?", outlets=OUTLETS)
    assert asked.topic is not None
    assert (asked.topic.terms, asked.outlets) == (("ferry",), ("Harbour Ledger",))


def test_a_summary_is_wide_and_news_wants_the_newest():
    wishes = {
        text: (asked.wide, asked.newest)
        for text in (
            "Give me a summary of the flood",
            "What's new with the flood?",
            "flood",
            "timeline of the flood",
            "What became of the flood wall?",
        )
        if (asked := understand(text).topic)
    }
    assert list(wishes.values()) == [
        (True, False),
        (False, True),
        (False, False),
        (True, False),
        (False, True),
    ]


def test_nouns_that_name_no_matter_are_left_out():
    asked = understand("Tell me the story of the ferry affair")
    assert asked.topic is not None
    assert asked.topic.terms == ("ferry",)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Quoi de neuf sur Kestrel Moor ?", ("Kestrel", "Moor")),
        ("Que se passe-t-il avec le tramway ?", ("tramway",)),
        ("Résumez l'affaire Stargate", ("Stargate",)),
        ("Was gibt es Neues zur Orrin-Talsperre?", ("Orrin", "Talsperre")),
        ("Fasse die Geschichte der Talsperre zusammen", ("Talsperre",)),
        ("Was wird über Ada Lund berichtet?", ("Ada", "Lund")),
        ("¿Qué pasa con Kestrel Moor?", ("Kestrel", "Moor")),
        ("Cosa succede a Kestrel Moor?", ("Kestrel", "Moor")),
        ("O que há de novo sobre Stargate?", ("Stargate",)),
        ("Vertel me meer over de Saltmarsh ferry", ("Saltmarsh", "ferry")),
        ("Vat de zaak Stargate samen", ("Stargate",)),
        ("Was gibt's Neues?", ()),
        ("Quelles sont les dernières nouvelles ?", ()),
    ],
)
def test_open_questions_in_other_languages(text, terms):
    asked = understand(text)
    assert asked.topic is not None
    assert asked.topic.terms == terms


@pytest.mark.parametrize(
    "text",
    [
        "Warum ist Helen Brack gegangen?",
        "Pourquoi le tramway est-il en retard ?",
        "¿Cuánto cuesta el tranvía?",
        "Was ist die Hauptstadt von Norwegen?",
        "Wie viele Häuser wurden geräumt?",
        "Chi dirige Stargate?",
    ],
)
def test_what_asks_for_a_fact_in_another_language_is_not_open(text):
    assert understand(text).topic is None
