"""What can be asked next: grammatical, answered by the articles, and never in the way."""

import asyncio
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.conversation.conversations import in_store
from bot.conversation.inverted import questions
from bot.conversation.suggest import candidates, followups
from bot.conversation.talk import Turn
from bot.question.language import language_of
from bot.question.posed import pose
from bot.search.retrieve import search
from bot.texts import LANGUAGES, say
from ingest.pipeline import ingest
from ingest.settings import AnswerSettings, Settings
from ingest.store import Store

TEXT = (
    "The Saltmarsh ferry, run by Norland Lines, is late. Officials, and Strake, said the ferry is."
)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "The single fare on the Saltmarsh ferry will rise to £4.10 on 1 March.",
            ["When will the single fare on the Saltmarsh ferry rise to £4.10?"],
        ),
        (
            "The Saltmarsh ferry was cancelled because a shaft broke.",
            ["Why was the Saltmarsh ferry cancelled?"],
        ),
        ("The Saltmarsh ferry sank in May 2019.", ["When did the Saltmarsh ferry sink?"]),
        ("About 312 homes were flooded in Wendel.", ["How many homes were flooded in Wendel?"]),
        ("Norland Lines will pay £3.2 million.", ["How much will Norland Lines pay?"]),
        ("Norland Lines employs 120 people.", []),  # "employs" is not in the past
        (
            "Norland Lines carried 5,000 passengers, it says.",
            ["How many passengers did Norland Lines carry?"],
        ),
        ("Norland Lines rejected the offer of the crew.", ["What did Norland Lines reject?"]),
        ("Colin Strake, the managing director, left.", ["Who is Colin Strake?"]),
        ("Nobody was hurt, fire chief Colin Strake said.", ["What did Colin Strake say?"]),
        # What points elsewhere, has no name, or holds more than one clause gives none.
        ("It will rise to £4.10 on 1 March.", []),
        ("The work is to be finished in May 2026.", []),
        ("The man arrested in Wendel was freed on 3 May.", []),
        ("When the ferry sank in 2019, Norland Lines paid £2 million.", []),
        ("Norland Lines had asked residents to leave because a shaft broke.", []),
        ("On Monday the ferry was late.", []),
        ("He was late because of the Saltmarsh ferry.", []),
    ],
)
def test_a_sentence_gives_the_questions_that_it_answers(sentence, asked):
    assert list(questions(sentence, TEXT)) == asked


@given(st.text(max_size=300))
def test_whatever_a_sentence_holds_a_question_fits_a_button(sentence):
    for made in questions(sentence, sentence):
        assert made.endswith("?")
        assert len(made) <= 110


@pytest.mark.parametrize("text", ["The " + "the a " * 80, "A" * 400, "12 " * 130, "Aa, the " * 50])
def test_no_sentence_takes_long(text):
    started = time.process_time()
    list(questions(text, text * 50))
    assert time.process_time() - started < 0.3


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("suggest"))
    yield store
    store.close()


def asked(store, text, **options):
    return asyncio.run(answer(store, pose(store, text, now="2025-06-01"), **options))


def test_what_is_suggested_the_articles_answer(store):
    whole = asked(store, "Who brought both sides of the ferry dispute together?", followups=True)
    assert whole.outcome is Outcome.ANSWERED
    for text in whole.followups:
        assert asked(store, text).outcome is Outcome.ANSWERED
    assert whole.question not in whole.followups


def test_none_is_looked_for_unless_it_is_wished_for(store):
    assert asked(store, "How much will a crossing on the Saltmarsh ferry cost?").followups == ()


def test_none_is_suggested_where_nothing_was_answered_or_in_another_language(store):
    assert asked(store, "Who invented the saxophone?", followups=True).followups == ()
    german = asked(store, "Warum ist das Tor 3 am Orrin dam gate failed?", followups=True)
    assert (german.language, german.followups) == ("de", ())


def checked(store, **options):
    """What `followups` asks while it looks for questions, and what it returns."""
    whole = asked(store, "How many homes did the river Wendel flood?")
    hits = ()
    texts = []

    async def check(text):
        texts.append(text)
        await asyncio.sleep(options.pop("slow", 0))
        return []

    found = asyncio.run(followups(whole, hits, check, most=3, **options))
    return texts, found


def test_a_question_that_is_not_answered_by_its_sentence_is_not_shown(store):
    texts, found = checked(store)
    assert texts == ["What did Aldo Renner say?"]
    assert found == ()


def test_when_the_time_is_up_nothing_more_is_checked(store):
    assert checked(store, seconds=-1) == ([], ())


def test_the_setting_turns_it_off(tmp_path):
    store = newsroom(tmp_path, Settings(answer=AnswerSettings(followups=0)))
    try:
        assert asked(store, "How many homes did the river flood?", followups=True).followups == ()
    finally:
        store.close()


def test_what_was_asked_is_not_suggested_again(store):
    whole = asked(store, "What did Aldo Renner say?")
    assert "What did Aldo Renner say?" not in [one.text for one in candidates(whole, ())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_a_name_is_in_its_language(language):
    assert language_of(say("suggest_about", language, name="Ilse Marren")) == language


def test_who_asks_in_another_language_is_offered_the_names_that_articles_hold(tmp_path):
    article = {
        "id": "talks",
        "title": "Talks on the Saltmarsh ferry",
        "source": "Harbour Ledger",
        "published_at": "2025-02-20",
        "text": "Judge Ilse Marren will mediate in the quarrel over the Saltmarsh ferry.\n\n"
        "The company, led by Ada Lund of Wick, wants a single fare of four pounds. "
        "Riders say that it is too much. Ada Lund denied that on Monday in Averley.",
    }
    file = tmp_path / "talks.jsonl"
    file.write_text(json.dumps(article), encoding="utf-8")
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [file])
        given = asyncio.run(
            answer(store, pose(store, "Wer vermittelt im Streit um Saltmarsh?"), followups=True)
        )
    assert given.outcome is Outcome.PARTIAL
    assert given.followups == ("Was wird über Ada Lund berichtet?",)


TOWN = [
    (
        "tower",
        "Aldsey water tower is to be pulled down",
        "The Aldsey water tower will be pulled down on 4 May because its feet have rusted. "
        "It was built in 1911 and held 90 tonnes. Children called it the kettle.\n\n"
        "Clara Hobb, an engineer from Wick, looked at it in March. Hobb said that it had a year. "
        "Nobody has bid for the bell.",
    ),
    (
        "tower-2",
        "Who pays for the water tower",
        "Aldsey Water will pay £80,000 for the water tower in Aldsey.",
    ),
    (
        "fair",
        "Horse fair returns to Aldsey",
        "The Aldsey horse fair was cancelled in May 2025 because the field was flooded. "
        "The Aldsey bandstand will open on 9 June. Aldsey is proud of it.",
    ),
    ("pond", "Ducks", "The Aldsey pond is green. Nobody in Aldsey knows why."),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    rows = [
        {"id": key, "title": title, "text": text, "source": "Signal", "published_at": "2026-04-01"}
        for key, title, text in TOWN
    ]
    file = folder / "town.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [file])
        yield store


def test_an_article_that_shares_but_the_town_suggests_nothing(town):
    pose_it = pose(town, "What happened to the water tower in Aldsey?", now="2026-04-10")
    whole = asyncio.run(answer(town, pose_it))
    hits = search(town, pose_it, k=10).hits
    assert {one.article.id for one in hits} >= {"tower-2", "fair"}
    rarity = town.index.words.rarity
    cited = {one.article.id for one in whole.citations}
    of = {one.article.id for one in candidates(whole, hits, rarity=rarity)} - cited
    assert of <= {"tower-2"}
    # Nor does it where it is found for a question about the fair, whose words are other ones.
    fair = replace(whole, question="What happened to the horse fair in Aldsey?", citations=())
    assert {one.article.id for one in candidates(fair, hits, rarity=rarity)} == {"fair"}


def test_a_conversation_is_not_offered_what_it_was_asked_or_offered(town):
    text = "How much will Aldsey Water pay for the water tower in Aldsey?"
    kept = in_store(town)
    talk = kept.start("command")
    offered = []
    for _ in range(2):
        got = asyncio.run(
            answer(town, pose(town, text, now="2026-04-10"), talk=talk, followups=True)
        )
        talk = kept.talk(got.conversation)
        offered.append(got.followups)
    assert offered[0]
    assert not set(offered[0]) & set(offered[1])
    assert [one.offered for one in talk.earlier] == offered
    hits = search(town, pose(town, text), k=10).hits
    assert "Who is Clara Hobb?" in [one.text for one in candidates(got, hits)]
    asked_it = [Turn(question="Who is Clara Hobb?")]
    left = [one.text for one in candidates(got, hits, earlier=asked_it)]
    assert "Who is Clara Hobb?" not in left
