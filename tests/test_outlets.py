"""Which outlets reported on something: one sentence of each, reprints too, and nobody else's."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.question.coverage import coverage
from bot.question.posed import pose
from bot.question.understanding import understand


def article(key, source, title, text, day="2025-02-01", **more):
    return {"id": key, "source": source, "title": title, "text": text, "published_at": day, **more}


MORE = [
    article(
        "alike",
        "Public Purse",
        "Wendel in 312 homes",
        "Water of the river Wendel stood in 312 homes on Saturday night.\n\n"
        "Nobody was hurt, fire chief Aldo Renner said.",
        "2025-01-28",
    ),
    article(
        "nobodys",
        "",
        "The flood of 1911",
        "The flood of 1911 reached the kirk of Orrin, a leaflet says.",
    ),
    article(
        "german",
        "Merseltal-Anzeiger",
        "Neue Fähre für Krummnow",
        "Die neue Fähre von Krummnow nimmt am Montag den Betrieb auf.\n\n"
        "Der Bürgermeister taufte sie auf den Namen Northgate.",
        language="de",
    ),
    article(
        "wreck",
        "Grid & Gigawatt",
        "Nets over the wreck of the Osterling",
        "Diver Lena Holm covered the wreck of the Osterling with nets on Friday.\n\n"
        "The Osterling sank off Northgate in 1961 with a load of cork.",
    ),
    article(
        "digest",
        "Circuit Weekly",
        "Five things: Osterling, tolls and more",
        "Good morning, here is what you may talk about over your coffee today.\n\n"
        "The wreck of the Osterling has vanished under nets.",
    ),
    article(
        "audit",
        "Public Purse",
        "Auditor: the tram costs more",
        "The auditor of Northgate has added £2.5 million to the price of the newest tram line.\n\n"
        "She found that the depot had been left out. The council had been told in May. "
        "Two of its members had asked. Nobody had answered them.\n\n"
        "Others did it for less: the tramway of Port Averley came to £6.1 million.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("outlets"), more=MORE)
    yield store
    store.close()


def asked(store, text):
    return asyncio.run(answer(store, pose(store, text, now="2025-03-20")))


def sources(given):
    return [one.article.source for one in given.citations]


@pytest.mark.parametrize(
    "text",
    ["Which outlets reported on the Wendel flood?", "In which newspapers was the flood covered?"],
)
def test_each_outlet_has_its_sentence_a_reprint_and_who_tells_it_in_other_words(store, text):
    given = asked(store, text)
    assert given.outcome is Outcome.ANSWERED
    assert sources(given) == ["Meridian Wire", "Harbour Ledger", "Public Purse"]
    assert [one.text for one in given.statements] == [
        "The river Wendel flooded 312 homes on Saturday night, Meridian Wire reported on "
        "26 January 2025.",
        "The river Wendel flooded 312 homes on Saturday night, Harbour Ledger reported on "
        "27 January 2025.",
        "Water of the river Wendel stood in 312 homes on Saturday night, Public Purse reported on "
        "28 January 2025.",
    ]


def test_an_outlet_of_several_articles_is_told_of_once(store):
    given = asked(store, "Who covered the Saltmarsh ferry?")
    assert [one.text for one in given.statements] == [
        "A single crossing on the Saltmarsh ferry will cost £3.60 from April, Harbour Ledger "
        "reported on 18 March 2025."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Which outlets reported on the chess final?",
        "Which newspapers wrote about the Lisbon ferry?",
        "Welche Zeitungen berichteten über Lissabon?",
    ],
)
def test_nobody_reported_on_what_no_article_is_about(store, text):
    assert asked(store, text).outcome is Outcome.NO_ANSWER


def test_who_may_be_somebody_in_the_articles(store):
    given = asked(store, "Who covered the wreck of the Osterling?")
    assert given.statements[0].text.startswith("Diver Lena Holm covered the wreck")
    assert set(sources(given)) == {"Grid & Gigawatt"}
    given = asked(store, "Which outlets covered the wreck of the Osterling?")
    assert set(sources(given)) == {"Grid & Gigawatt", "Circuit Weekly"}


def test_the_sentence_speaks_of_it(store):
    given = asked(store, "Which outlets covered the Osterling?")
    assert not any("coffee" in one.text for one in given.statements)


def test_where_it_only_comes_up_the_news_is_told(store):
    given = asked(store, "Which outlets wrote about the Northgate tramway?")
    assert sources(given) == ["Public Purse"]
    assert "The auditor of Northgate has added £2.5 million" in given.text


def test_an_outlet_that_writes_most_does_not_hide_another(tmp_path):
    who = "baker cooper dyer fuller glover mason miller potter sawyer smith tanner weaver".split()
    many = [
        article(
            f"echo-{number}",
            "Echo",
            f"Strike at the cork works of Tamble: the {who[number % 12]}s' day {number}",
            f"The strike at the cork works of Tamble went into day {number}.\n\n"
            f"A {who[number % 12]} and {number} others marched to the gate.",
        )
        for number in range(1, 46)
    ]
    other = article(
        "argus",
        "Argus",
        "Harvest idle while Tamble quarrels",
        "Bark lies in the yards of forty farms because of the strike at the works.\n\n"
        "The farmers say that cork from Tamble will be dear in spring.",
    )
    with newsroom(tmp_path, more=[*many, other]) as store:
        given = asked(store, "Which outlets reported on the strike at the cork works of Tamble?")
    assert set(sources(given)) == {"Echo", "Argus"}


def test_the_outlet_of_an_article_in_another_language_is_named(store):
    given = asked(store, "Welche Zeitungen berichteten über Krummnow?")
    assert [one.text for one in given.statements] == [
        "Merseltal-Anzeiger: Die neue Fähre von Krummnow nimmt am Montag den Betrieb auf."
    ]


def test_what_carries_over_from_another_language_asks_for_outlets_too(store):
    given = asked(store, "Welche Zeitungen schrieben über das Hochwasser am Wendel?")
    assert given.outcome is Outcome.PARTIAL
    assert set(sources(given)) == {"Meridian Wire", "Harbour Ledger", "Public Purse"}


def test_who_stands_alone_with_a_figure_is_told_of_too(tmp_path):
    figures = [
        ("Echo", "The death toll of the fire at Tamble has reached 12, the brigade said."),
        ("Lantern", "A death toll of 12 is what the fire at Tamble left behind."),
        ("Tribune", "Tamble mourns: the death toll of its fire is 12."),
        ("Beacon", "The fire at Tamble had a death toll of 12, more than that of 1911."),
        ("Argus", "The death toll of the fire at Tamble stands at 9."),
    ]
    more = [
        article(source, source, f"{source} on the fire at Tamble", text) for source, text in figures
    ]
    with newsroom(tmp_path, more=more) as store:
        given = asked(store, "Which papers reported the death toll of the fire at Tamble?")
    assert set(sources(given)) == {source for source, _ in figures}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What newspapers have written about the flood?", "the flood"),
        ("Tell me which news sites covered the flood", "the flood"),
        ("Who wrote the article about the flood?", "the flood"),
        ("Who has written a report on the flood?", "the flood"),
        ("List the outlets that reported on the flood", "the flood"),
        ("Which of the papers ran a story about the flood?", "the flood"),
        ("Which outlets reported that the gate failed?", "the gate failed"),
        ("Quels journaux ont parlé de l’inondation ?", "inondation"),
        ("Qui a couvert l'inondation ?", "l'inondation"),
        ("Welche Medien haben über die Flut berichtet?", "die Flut"),
        ("Wer schrieb über die Flut?", "die Flut"),
        ("¿Qué medios informaron sobre la inundación?", "la inundación"),
        ("¿Quién cubrió la inundación?", "la inundación"),
        ("Quali giornali hanno scritto sull’alluvione?", "alluvione"),
        ("Quali testate hanno parlato della diga?", "diga"),
        ("Que jornais noticiaram a inundação?", "a inundação"),
        ("Quais jornais escreveram sobre a inundação?", "inundação"),
        ("Welke kranten hebben over de overstroming bericht?", "de overstroming"),
        ("Wie schreef over de overstroming?", "de overstroming"),
    ],
)
def test_it_is_read_what_the_outlets_are_asked_for(text, topic):
    read = understand(text).topic
    assert read is not None
    assert (read.outlets, read.text) == (True, topic)


@pytest.mark.parametrize(
    "text",
    [
        "Who covered the cost of the repair?",
        "Who covered up the leak?",
        "Qui a couvert les frais ?",
        "Which media companies were sold?",
        "Which newspaper was founded in 1900?",
        "Which outlets reported on it?",
        "Who reported the theft?",
        "Which outlet reported on the flood first?",
        "Welche Zeitung berichtete über die Flut zuerst?",
    ],
)
def test_it_is_no_question_for_outlets(text):
    read = understand(text).topic
    assert not (read and read.outlets)


def test_a_long_question_is_read_at_once():
    assert coverage("which " + "news " * 400 + "outlets") is None
