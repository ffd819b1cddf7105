"""Values of two events are no newer value of one: other days, places, grounds, people."""

import asyncio
import json

import pytest

from bot.ask import answer
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NOW = "2026-03-20"
# The question, two articles (day, headline, text), whether they are of one thing.
CASES = {
    "one match": (
        "How many people watched Marl Rangers against Wick Albion?",
        ("2026-01-25", "Rangers win", "Marl Rangers beat Wick Albion 2-0 on Saturday. 9,400 people "
         "watched the match, the club said."),
        ("2026-01-27", "More came", "Marl Rangers against Wick Albion was watched by 8,100 people, "
         "the league said after counting again."),
        True,
    ),
    "two matches": (
        "How many people watched Dunlow Town against Fenby City?",
        ("2026-01-25", "Town win", "Dunlow Town beat Fenby City 2-0 on Saturday. 9,400 people "
         "watched the match."),
        ("2026-03-08", "City win", "Fenby City beat Dunlow Town 1-0 on Saturday. 6,100 people "
         "watched the match."),
        False,
    ),
    "another one": (
        "How many people died in the Ostrow Pass avalanche?",
        ("2026-02-10", "Avalanche on pass", "Four people died in an avalanche on Ostrow Pass."),
        ("2026-02-20", "Snow comes down", "Another avalanche came down on Ostrow Pass, days after "
         "the first. Nine people died."),
        False,
    ),
    "another one of them": (
        "How many people died in the Selm tunnel fire?",
        ("2026-02-10", "Fire in tunnel", "Four people died in a fire in the Selm tunnel."),
        ("2026-02-11", "Toll rises", "Nine people have died in the Selm tunnel fire, police said. "
         "Another 30 people are in hospital."),
        True,
    ),
    "two grounds": (
        "How much was Pryor Gas fined?",
        ("2025-11-10", "Pryor fined", "Pryor Gas was fined £2 million for a leak at Lathe."),
        ("2026-02-09", "Pryor fined", "Pryor Gas was fined £5 million for late bills."),
        False,
    ),
    "two namesakes": (
        "How many years was Otto Fenn jailed?",
        ("2026-01-10", "Jailed", "Otto Fenn, 24, was jailed for three years in Marl."),
        ("2026-02-09", "Jailed", "Otto Fenn, 61, was jailed for five years in Marl."),
        False,
    ),
    "two places": (
        "How many homes are without water?",
        ("2026-03-10", "Pipe bursts", "A pipe burst and 400 homes in Hesk are without water."),
        ("2026-03-12", "Taps dry", "Frost broke a main and 900 homes in Varn are without water."),
        False,
    ),
    "a price at two times": (
        "What is the price of a Tollan Tea share?",
        ("2026-02-10", "Tollan Tea", "Shares in Tollan Tea closed at 171p on Monday."),
        ("2026-03-10", "Tollan Tea", "Tollan Tea shares closed at 158p on Monday, their lowest "
         "since 2021."),
        True,
    ),
    "two towns in headlines": (
        "How many cellars were flooded?",
        ("2026-03-10", "Rain in Brunt", "After the rain 40 cellars were flooded, firemen said."),
        ("2026-03-11", "Rain in Lathe", "After the rain 95 cellars were flooded, firemen said."),
        False,
    ),
    "a day that is asked for": (
        "When was the Dunlow robber arrested?",
        ("2026-03-18", "Robber held", "The Dunlow robber was arrested on 15 March in a garage."),
        ("2026-03-18", "Robber held", "On 17 March the Dunlow robber was arrested, a lawyer said."),
        True,
    ),
    "a rival's day": (
        "When did the rocket Skua 4 lift off?",
        ("2026-03-14", "Skua 4 up", "The rocket Skua 4 lifted off on Friday."),
        ("2026-03-05", "Skua 4 waits", "The rocket Skua 4 was late. A rival rocket, Osprey 1, "
         "lifted off on Wednesday."),
        False,
    ),
    "a revenue restated": (
        "What was Ember Motors' revenue in 2025?",
        ("2026-01-29", "More sold", "Ember Motors had revenue of £2.1 billion in 2025, it said."),
        ("2026-03-12", "Counted twice", "Ember Motors has corrected its revenue in 2025 to £1.9 "
         "billion."),
        True,
    ),
    "a damage put higher": (
        "How much damage did the fire in Oskel abbey cause?",
        ("2026-02-14", "Abbey burns", "The fire in Oskel abbey caused damage of £3 million, the "
         "abbot said."),
        ("2026-02-26", "Roof is gone", "The fire in Oskel abbey caused damage of £7 million, "
         "insurers have found."),
        True,
    ),
    "two contests": (
        "Did Selm Rowers win?",
        ("2026-03-01", "Rowers lose", "Selm Rowers lost to Varn Oars. On Saturday they meet Hesk "
         "Blades."),
        ("2026-03-08", "Rowers win", "Selm Rowers beat Hesk Blades on Saturday, by a length."),
        False,
    ),
    "a post at two times": (
        "Who is the chief executive of Corran Trust?",
        ("2025-09-04", "Branches close", "Corran Trust closed nine branches. Its chief executive, "
         "Mo Wray, said that customers had moved to their phones."),
        ("2026-02-16", "New head", "Corran Trust has made Ada Stern its chief executive. She "
         "succeeds Mo Wray."),
        True,
    ),
    "no chief": (
        "Who is the coach of Tarn Harriers?",
        ("2026-02-14", "Oars win", "Varn Oars beat Tarn Harriers under coach Tom Brask. The bowman "
         "rowed for Tarn Harriers in May."),
        ("2026-02-26", "Weather", "It snowed in Hesk on Monday, and the harbour froze."),
        None,
    ),
    "two posts": (
        "Who is the chief executive of Harle Savings?",
        ("2025-09-04", "Branches close", "Harle Savings closed nine branches. Its chief executive, "
         "Jo Wick, said that few came."),
        ("2026-02-16", "Praise", "Harle Savings is right, said Lou Abel, chief executive of Brunt "
         "Bank."),
        False,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("events")
    rows = [
        {"source": outlet, "published_at": day, "title": title, "text": text}
        for _, *articles, _ in CASES.values()
        for outlet, (day, title, text) in zip(("Lathe Post", "Varn Gazette"), articles, strict=True)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield {
            name: asyncio.run(answer(store, pose(store, question, now=NOW)))
            for name, (question, *_) in CASES.items()
        }


@pytest.mark.parametrize("name", [one for one in CASES if CASES[one][-1] is not None])
def test_only_values_of_one_thing_are_told_to_differ(answers, name):
    said, is_one = answers[name], CASES[name][-1]
    updated = [one for one in said.notes if one.kind == "updated_figure"]
    assert said.statements
    assert bool(said.disagreements or updated) is is_one


def test_the_chief_of_another_firm_is_not_told(answers):
    assert "Lou Abel" not in answers["two posts"].text
    assert "Jo Wick" in answers["two posts"].text


def test_where_only_another_firms_chief_is_told_nothing_answers(answers):
    assert answers["no chief"].outcome == "no_answer"


@pytest.mark.parametrize(
    ("name", "newest", "older"),
    [
        ("a price at two times", "158p", "171p"),
        ("a damage put higher", "£7 million", "£3 million"),
        ("a revenue restated", "£1.9 billion", "£2.1 billion"),
    ],
)
def test_the_newest_value_is_told_first(answers, name, newest, older):
    text = answers[name].text
    assert -1 < text.index(newest) < text.index(older)


def test_of_a_post_both_holders_are_told(answers):
    (note,) = [one for one in answers["a post at two times"].notes if one.kind == "updated_figure"]
    assert note.text.startswith("The newest value is Ada Stern")
