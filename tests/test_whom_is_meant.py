"""Whom and what a question in a conversation means, as far as the articles tell it."""
# ruff: noqa: E501, a case reads best on one line

import asyncio
import json

import pytest

from bot.ask import answer
from bot.conversation import followup
from bot.conversation.conversations import in_store
from bot.conversation.in_full import lone, named_in_full
from bot.conversation.talk import Turn
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

TODAY = "2026-06-01"
ARTICLES = [
    {
        "id": "lift-1",
        "source": "Evening Signal",
        "published_at": "2026-04-02",
        "title": "Cliff lift planned for Aldsey",
        "text": "Aldsey council wants to build a cliff lift from the beach to the town. "
        "The council's head of works, Ottla Verrin, called it the best idea in 30 years.",
    },
    {
        "id": "lift-2",
        "source": "Evening Signal",
        "published_at": "2026-05-20",
        "title": "Aldsey drops its cliff lift",
        "text": "Aldsey council has given up the cliff lift because the rock is too soft. "
        "Verrin, the head of works, voted against giving up the lift. "
        "Ottla Verrin will not resign over the cliff lift, the council said.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whom")
    file = folder / "articles.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in ARTICLES), encoding="utf-8")
    store = Store(folder / "data", Settings(), purpose="a test")
    ingest(store, [file])
    yield store
    store.close()


def held(store, *texts, **options):
    """What is answered to each question of a conversation."""
    kept = in_store(store)
    talk = kept.start("command")
    got = []
    for text in texts:
        posed = pose(store, text, now=TODAY)
        got.append(asyncio.run(answer(store, posed, talk=talk, **options)))
        talk = kept.talk(got[-1].conversation)
    return got


def whole(text, *earlier):
    return followup.whole(text, earlier, today=TODAY).text


def turn(question, answer="", **more):
    return Turn(question=question, answer=answer, **more)


def test_a_surname_alone_is_whom_the_cited_articles_call_so(store):
    *_, got = held(
        store,
        "What happened to the cliff lift in Aldsey?",
        "who voted against giving it up?",
        "Will she resign?",
    )
    assert got.searched.understood.made_whole == "Will Ottla Verrin resign?"
    assert "will not resign" in got.text


@pytest.mark.parametrize(
    ("texts", "full"),
    [
        (["The head of works, Ottla Verrin, left."], "Ottla Verrin voted against it."),
        (["Dr Ottla Verrin left. Yesterday Verrin said so."], "Ottla Verrin voted against it."),
        (["Ottla Verrin left.", "Her brother Emil Verrin stayed."], "Verrin voted against it."),
        (["New Verrin is a town."], "Verrin voted against it."),
        (["Nobody left."], "Verrin voted against it."),
    ],
)
def test_a_surname_of_several_or_of_nobody_stays(texts, full):
    assert named_in_full("Verrin voted against it.", texts) == full


def test_a_surname_beside_its_name_in_full_is_not_looked_for():
    assert lone("Ottla Verrin left. Verrin said so.") == []


RAID = turn(
    "Tell me about the coin theft in Aldsey",
    "Two men took 40 coins from a shop in Aldsey on Monday. [1] Nine coins are still missing. [2]",
)
COINS = turn("How many coins are missing?", "Nine coins are still missing. [1]")
FLU = turn("Latest on bird flu in Aldsey?", "Bird flu has reached a third farm in Aldsey. [1]")


@pytest.mark.parametrize(
    ("earlier", "text", "made"),
    [
        ((RAID, COINS), "Who admitted it?", "Who admitted the coin theft in Aldsey?"),
        (
            (RAID, COINS),
            "What was the sentence?",
            "What was the sentence (the coin theft in Aldsey)?",
        ),
        (
            (turn("Tell me about Aldsey", "Aldsey is a town. [1]"),),
            "Where is it?",
            "Where is Aldsey?",
        ),
        ((FLU,), "Has anyone died?", "Has anyone died (bird flu in Aldsey)?"),
        (
            (turn("What's the latest on the Orrin dam?"),),
            "Why did it fail?",
            "Why did the Orrin dam fail?",
        ),
    ],
)
def test_what_a_thing_is_at_and_what_news_is_called_are_not_what_is_meant(earlier, text, made):
    assert whole(text, *earlier) == made


@pytest.mark.parametrize(
    "answer",
    [
        "Kelp grows faster, a study in the journal Shore Papers found. [1] The team, led by the biologist Dr Ottla Verrin, dived for two years. [2]",
        "Kelp grows faster, said Shore Papers. [1] Clara Verrin led the study. [2]",
        "Kelp grows faster, a report in Shore Papers said. [1] Its author is Clara Verrin. [2]",
    ],
)
def test_she_is_who_did_it_and_somebody_goes_before_a_journal(answer):
    led = turn("Who led the study of kelp?", answer, asked="who led it")
    assert whole("What is her salary?", led).endswith(" Verrin’s salary?")
    assert whole("how much will it cost?", led) == "How much will the study of kelp cost?"


LEAVES = turn("Who will succeed Clara Hobb?", "Clara Hobb will leave the harbour in May. [1]")
CHARGED = turn("Was Emil Hobb charged?", "Emil Hobb was charged with fraud. [1]", asked="was he?")
SHIP = turn("What happened to the Inga Marie?", "The Inga Marie sank off Aldsey. [1]")


@pytest.mark.parametrize(
    ("earlier", "text", "made"),
    [
        ((LEAVES,), "what about Max Verrin?", "What about Max Verrin?"),
        (
            (turn("Who replaced Clara Hobb?"),),
            "and Max Verrin?",
            "What about Max Verrin?",
        ),
        (
            (turn("Who is going to replace Clara Hobb?"),),
            "and Max Verrin?",
            "What about Max Verrin?",
        ),
        # Whom or what somebody beat, or a firm replaces, has its like.
        ((turn("Who beat Clara Hobb?"),), "and Max Verrin?", "Who beat Max Verrin?"),
        (
            (turn("Who will replace Aldsey Water?"),),
            "and Orbis Rubber?",
            "Who will replace Orbis Rubber?",
        ),
        ((SHIP, CHARGED), "when is the trial?", "When is the trial (Emil Hobb)?"),
        ((SHIP, CHARGED), "how many died?", "How many died (the Inga Marie)?"),
        ((SHIP,), "when is the trial?", "When is the trial (the Inga Marie)?"),
    ],
)
def test_a_successor_is_no_incumbent_and_a_trial_is_of_who_was_charged(earlier, text, made):
    assert whole(text, *earlier) == made
