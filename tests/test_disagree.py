"""Outlets that differ on what was asked are told; one thing said in two ways is no difference."""

import asyncio
import json
from types import SimpleNamespace

import pytest

from bot.answer.answer import Citation, Support, to_json
from bot.ask import answer
from bot.differ.disagree import find
from bot.differ.sameness import other_time, spans_of_time
from bot.question.posed import pose
from bot.search.retrieve import search
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NOW = "2025-04-01"
MILL = "How many workers does the Brack mill employ?"
FLOOD = "How many cellars did the Tarn flood in Wick?"
TRAM = "How much will the tram depot in Ely Park cost?"
FAIR = "When does the Hollin fair open?"
BOARD = "Who heads the harbour board of Skerry?"
PIER = "Did the council approve the pier at Gull Point?"
BUS = "What share of buses in Dunning runs on time?"
CREW = "How many people were hurt when the crane in Foss fell?"
# question -> a sentence each of two outlets, with the value that is filled in
NEWS = {
    MILL: ("The Brack mill employs {} workers.", "At the Brack mill {} workers earn their bread."),
    FLOOD: (
        "The Tarn flooded {} cellars in Wick on Monday.",
        "In Wick {} cellars were full of water from the Tarn.",
    ),
    TRAM: (
        "The tram depot in Ely Park will cost {}.",
        "Trams get a depot in Ely Park, which is to cost {}.",
    ),
    FAIR: (
        "The Hollin fair opens on {}.",
        "Gates of the Hollin fair open on {}, rain or shine.",
    ),
    BOARD: (
        "The harbour board of Skerry is headed by {}.",
        "{} heads the harbour board of Skerry since the spring.",
    ),
    PIER: (
        "The council {} the new pier at Gull Point.",
        "After a long night the council {} the pier at Gull Point.",
    ),
    BUS: (
        "In Dunning {} of buses run on time.",
        "Of all buses in Dunning {} are on time, a count shows.",
    ),
    CREW: (
        "A crane fell in Foss and {} people were hurt.",
        "When the crane fell in Foss, {} people were hurt, doctors said.",
    ),
}
DIFFER = {
    MILL: ("310", "260"),
    FLOOD: ("140", "95"),
    TRAM: ("£41 million", "£56 million"),
    FAIR: ("3 May", "10 May"),
    BOARD: ("Nora Lund", "Piet Ager"),
    PIER: ("approved", "rejected"),
    BUS: ("72 per cent", "61 per cent"),
    CREW: ("six", "nine"),
}
AGREE = {
    MILL: ("310", "more than 300"),
    FLOOD: ("140", "about 140"),
    TRAM: ("£41 million", "41 million pounds"),
    FAIR: ("3 May", "May 3"),
    BOARD: ("Nora Lund", "Nora Lund"),
    PIER: ("approved", "approved"),
    BUS: ("50 per cent", "half"),
    CREW: ("six", "6"),
}
REST = " The day after was dry and mild, and most shops in town were open again by noon."


def library(folder, articles):
    """An open store of (outlet, day, title, text)."""
    rows = [
        {"id": f"a{n}", "source": outlet, "published_at": day, "title": title, "text": text}
        for n, (outlet, day, title, text) in enumerate(articles)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    store = Store(folder / "data", Settings(), purpose="a test")
    ingest(store, [folder / "news.jsonl"])
    return store


def ask(store, question, now=NOW):
    return asyncio.run(answer(store, pose(store, question, now=now)))


def told(folder, values):
    articles = [
        (outlet, day, f"News {n}", text.format(value)[0].upper() + text.format(value)[1:] + REST)
        for n, (question, texts) in enumerate(NEWS.items())
        for outlet, day, text, value in zip(
            ("Mill Lane Post", "The Skerry Times"),
            ("2025-03-18", "2025-03-18"),
            texts,
            values[question],
            strict=True,
        )
    ]
    store = library(folder, articles)
    yield SimpleNamespace(store=store, answers={one: ask(store, one) for one in NEWS})
    store.close()


@pytest.fixture(scope="module")
def differing(tmp_path_factory):
    yield from told(tmp_path_factory.mktemp("differing"), DIFFER)


@pytest.fixture(scope="module")
def agreeing(tmp_path_factory):
    yield from told(tmp_path_factory.mktemp("agreeing"), AGREE)


@pytest.mark.parametrize("question", NEWS)
def test_two_outlets_that_differ_are_both_listed(differing, question):
    (one,) = differing.answers[question].disagreements
    said = " | ".join(value.value.casefold() for value in one.values)
    assert len(one.values) == 2
    assert all(value.casefold() in said for value in DIFFER[question])
    for value in one.values:
        stored = differing.store.library.article(value.article.id)
        assert stored.text[value.start : value.end] == value.quote
        assert value.value in value.quote


@pytest.mark.parametrize("question", NEWS)
def test_one_value_in_other_words_is_no_disagreement(agreeing, question):
    assert agreeing.answers[question].statements
    assert agreeing.answers[question].disagreements == ()


def test_a_disputed_sentence_is_given_its_outlet_and_day(differing):
    whole = differing.answers[MILL]
    assert whole.statements[0].text.endswith("reported on 18 March 2025.")
    assert to_json(whole)["disagreements"][0]["about"] == "workers employs"


def one_question(tmp_path, question, *articles):
    store = library(tmp_path, articles)
    try:
        return ask(store, question)
    finally:
        store.close()


def test_the_newest_value_stands_last_and_is_named(tmp_path):
    whole = one_question(
        tmp_path,
        CREW,
        ("B", "2025-03-20", "Later", "The crane that fell in Foss hurt 9 people, doctors said."),
        ("A", "2025-03-18", "First", "A crane fell in Foss and six people were hurt."),
    )
    (one,) = whole.disagreements
    assert [value.article.published_at for value in one.values] == ["2025-03-18", "2025-03-20"]
    (note,) = [one for one in whole.notes if one.kind == "updated_figure"]
    assert note.text == (
        "The newest value is 9 people (B, 20 March 2025); before that, it was six people "
        "(A, 18 March 2025)."
    )


def test_an_outlet_that_corrects_itself_a_day_later_has_updated(tmp_path):
    whole = one_question(
        tmp_path,
        CREW,
        ("A", "2025-03-18", "First", "A crane fell in Foss and six people were hurt."),
        ("A", "2025-03-19", "Later", "The crane that fell in Foss hurt 9 people, doctors said."),
    )
    assert whole.disagreements == ()
    assert "updated_figure" in [one.kind for one in whole.notes]


def test_an_outlet_that_says_two_things_on_one_day_disagrees_with_itself(tmp_path):
    whole = one_question(
        tmp_path,
        CREW,
        ("A", "2025-03-18", "First", "A crane fell in Foss and six people were hurt."),
        ("A", "2025-03-18", "Other", "The crane that fell in Foss hurt 9 people, doctors said."),
    )
    assert len(whole.disagreements) == 1


def test_copies_of_one_story_do_not_disagree(tmp_path):
    text = "A crane fell in Foss and six people were hurt." + REST
    copies = [(outlet, "2025-03-18", "Crane", text) for outlet in ("A", "B", "C")]
    assert one_question(tmp_path, CREW, *copies).disagreements == ()


@pytest.mark.parametrize(
    "other",
    [
        "When the crane fell in Foss, two people were killed, doctors said.",
        "When the crane fell in Aldham, nine people were hurt, doctors said.",
        "In the whole of last year cranes in Foss hurt nine people, doctors said.",
        "The crane in Foss was 60 metres tall and stood for nine weeks.",
    ],
)
def test_another_thing_place_or_time_is_no_disagreement(tmp_path, other):
    whole = one_question(
        tmp_path,
        CREW,
        ("A", "2025-03-18", "First", "On Tuesday a crane fell in Foss and six people were hurt."),
        ("B", "2025-03-18", "Other", other),
    )
    assert whole.statements
    assert whole.disagreements == ()


def test_an_article_that_gives_both_values_speaks_of_two_things(tmp_path):
    whole = one_question(
        tmp_path,
        CREW,
        ("A", "2025-03-18", "First", "A crane fell in Foss and six people were hurt."),
        (
            "B",
            "2025-03-18",
            "Other",
            "When the crane fell in Foss, nine people were hurt. Of the people hurt by the crane "
            "six people stood below it.",
        ),
    )
    assert whole.disagreements == ()


def test_nothing_cited_is_nothing_to_disagree_with(differing):
    whole = ask(differing.store, "Who invented the saxophone in Belgium?")
    assert (whole.statements, whole.disagreements) == ((), ())


def test_what_outlets_differ_on_about_another_thing_is_not_told(tmp_path):
    news = [
        (
            "Skerry Times",
            "2025-03-18",
            "Sarn walkout",
            "From the Sarn summit 43 envoys walked out.",
        ),
        ("Orla Post", "2025-03-18", "Walkout", "At the Sarn summit 43 envoys walked out."),
        (
            "Skerry Times",
            "2025-03-18",
            "Melk walkout",
            "From the Melk summit 43 envoys walked out.",
        ),
        ("Orla Post", "2025-03-18", "Walkout again", "At the Melk summit 34 envoys walked out."),
    ]
    store = library(tmp_path, [(*one, f"{text}{REST}") for *one, text in news])
    differ = {}
    for town in ("Sarn", "Melk"):
        question = pose(store, f"How many envoys walked out of the {town} summit?", now=NOW)
        found = search(store, question, k=8)
        sure = Support(verdict="supported", score=1.0)
        # A model may cite all that it was given.
        cited = [
            Citation(number=n, article=hit.article, start=span.start, end=span.end, support=sure)
            for n, hit in enumerate(found.hits, start=1)
            for span in hit.passage.sentences[:1]
        ]
        assert len(cited) == 4
        differ[town] = find(store, question, found, cited)
    assert differ["Sarn"] == ()
    (one,) = differ["Melk"]
    assert {value.value for value in one.values} == {"43 envoys", "34 envoys"}
    store.close()


def test_two_months_of_no_year_are_two_times():
    spans = [
        spans_of_time(f"It was used in {month} by 400.", "2025-03-18") for month in ("May", "June")
    ]
    assert other_time(*spans)
    assert not other_time(spans[0], spans[0])
    assert not other_time(spans[0], spans_of_time("It was used in May 2025 by 400.", "2025-03-18"))
