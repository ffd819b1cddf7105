"""Kept answers: found again, told what became of their articles, deleted in time, no hindrance."""

import asyncio
import json
import logging
import re
import shutil
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import hypothesis
import pytest
from hypothesis import strategies as st
from newsroom import ARTICLES, newsroom

from bot.answer.answer import Answer, Outcome, Searched, to_json
from bot.answer.cite import VERBATIM, Draft, Quote, assemble
from bot.ask import answer
from bot.conversation import corrections
from bot.conversation import kept as keeping
from bot.conversation.conversations import Conversations
from bot.conversation.talk import Talk, Turn
from bot.conversation.upkeep import Upkeep
from bot.errors import AnswerNotFound, BadFeedback, ConversationNotFound
from bot.question.posed import pose
from ingest.article import Article
from ingest.errors import DataFolderError
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store
from ingest.stored import takedowns
from ingest.stored.backup import backup, restore
from ingest.stored.database import LIBRARY
from ingest.stored.library import Library

WHY = "Why did gate 3 of the Orrin dam fail?"
FLOOD = "How many homes did the river Wendel flood?"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("conversations"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def kept(store):
    return Conversations(store.library)


@pytest.fixture
def changing(newsroom_data, tmp_path):
    """A store of its own, for tests that change it."""
    shutil.copytree(newsroom_data, tmp_path / "data")
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        yield store


def asked(store, text, talk):
    return asyncio.run(answer(store, pose(store, text), talk=talk))


def test_an_answer_is_found_again_as_it_was_given(store, kept):
    given = asked(store, WHY, kept.start("page", "browser-1"))
    found = kept.answer(given.id)
    asked_at = datetime.fromisoformat(found.pop("asked_at"))
    assert datetime.now(UTC) - asked_at < timedelta(minutes=1)
    for citation in found["citations"]:
        assert citation.pop("now") == {"version": 1, "stands": True}
    assert found == json.loads(json.dumps(to_json(given)))
    assert given.conversation


def test_a_conversation_holds_its_answers_in_order_and_lends_them_to_the_next_question(store, kept):
    talk = kept.start("slack", "C1:17.2", asker="U1")
    first = asked(store, WHY, talk)
    second = asked(store, FLOOD, kept.talk(first.conversation, asker="U2"))
    assert first.conversation == second.conversation == talk.id
    assert [one["id"] for one in kept.answers_of(talk.id)] == [first.id, second.id]
    told = kept.conversation(talk.id)
    assert (told.channel, told.owner, told.title, told.answers) == ("slack", "C1:17.2", WHY, 2)
    went_on = kept.talk(talk.id)
    assert [turn.question for turn in went_on.earlier] == [WHY, FLOOD]
    assert "drive shaft sheared" in went_on.earlier[0].answer
    assert "[1]" not in went_on.earlier[0].answer
    assert (went_on.channel, went_on.owner, went_on.is_new) == ("slack", "C1:17.2", False)


def test_conversations_are_listed_to_their_owner_alone_the_last_used_first(store, kept):
    one, two = (asked(store, WHY, kept.start("page", "anna")) for _ in range(2))
    asked(store, FLOOD, kept.start("page", "ben"))
    asked(store, FLOOD, kept.talk(one.conversation))
    assert [it.id for it in kept.of("anna")] == [one.conversation, two.conversation]
    assert kept.of("") == []


def test_a_question_that_was_never_asked_leaves_no_conversation(store, kept):
    talk = kept.start("page", "visitor")
    assert kept.of("visitor") == []
    with pytest.raises(ConversationNotFound, match="Start a new one"):
        kept.talk(talk.id)


def test_an_answer_outside_a_conversation_is_not_kept(store, kept):
    alone = asyncio.run(answer(store, pose(store, WHY), talk=Talk(earlier=(Turn(question="x"),))))
    assert alone.conversation == ""
    with pytest.raises(AnswerNotFound, match="Ask again"):
        kept.answer(alone.id)


def test_an_answer_is_forgotten_once(store, kept):
    given = asked(store, WHY, kept.start("slack", "C2"))
    assert kept.answer(given.id)["id"] == given.id
    assert kept.forget_answer(given.id)
    assert not kept.forget_answer(given.id)
    with pytest.raises(AnswerNotFound):
        kept.answer(given.id)


def test_what_is_forgotten_is_gone_with_its_feedback_and_does_not_come_back(store, kept):
    talk = kept.start("page", "carl")
    given = asked(store, WHY, talk)
    kept.feedback.give(given.id, "up")
    going_on = kept.talk(talk.id)
    assert kept.forget(talk.id)
    assert not kept.forget(talk.id)
    assert kept.feedback.all(given.id) == []
    late = asked(store, WHY, going_on)  # it was being answered meanwhile
    assert late.outcome is Outcome.ANSWERED
    assert kept.of("carl") == []


def test_half_a_surrogate_pair_in_a_question_is_kept_as_far_as_it_can_be(store, kept):
    given = asked(store, f"{WHY} \ud83d", kept.start("rest"))
    assert kept.answer(given.id)["outcome"] == "answered"


# ---- feedback


def test_the_last_feedback_of_each_holds(store, kept):
    given = asked(store, WHY, kept.start("page"))
    kept.feedback.give(given.id, "up", owner="a")
    kept.feedback.give(given.id, "down", owner="b", reason="wrong figure", words="It was gate 4.")
    kept.feedback.give(given.id, "down", owner="a")
    found = [(one.owner, one.thumb, one.reason, one.words) for one in kept.feedback.all(given.id)]
    assert found == [("b", "down", "wrong figure", "It was gate 4."), ("a", "down", "", "")]
    assert {one.question for one in kept.feedback.all(given.id)} == {WHY}


@pytest.mark.parametrize(
    ("thumb", "words", "says"),
    [("sideways", "", "'up' or 'down'"), ("up", "x" * 2001, "2,000 characters, not 2,001")],
)
def test_feedback_that_cannot_be_kept_says_why(store, kept, thumb, words, says):
    with pytest.raises(BadFeedback, match=says):
        kept.feedback.give("any", thumb, words=words)


def test_feedback_on_no_answer_is_refused(kept):
    with pytest.raises(AnswerNotFound):
        kept.feedback.give("nope", "up")


# ---- once only


def test_of_many_claims_at_once_one_succeeds(changing, tmp_path):
    libraries = [Library(tmp_path / "data", make=False) for _ in range(4)]
    all_of_them = [Conversations(library).claims for library in libraries]
    start = threading.Barrier(4)

    def claim(claims):
        start.wait()
        return [claims.claim(f"event-{number}") for number in range(20)]

    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(claim, all_of_them))
    for library in libraries:
        library.close()
    assert [sum(column) for column in zip(*won, strict=True)] == [1] * 20


def test_a_claim_that_was_left_unfinished_can_be_taken_over_a_finished_one_cannot(kept):
    assert kept.claims.claim("left")
    assert not kept.claims.claim("left", again_after=60)
    assert kept.claims.claim("left", again_after=1e-6)
    kept.claims.finish("left")
    assert not kept.claims.claim("left", again_after=1e-6)


# ---- age


def test_what_is_too_old_is_deleted_and_the_rest_is_not(changing):
    kept = Conversations(changing.library)
    old = asked(changing, WHY, kept.start("page", "dora"))
    kept.feedback.give(old.id, "up")
    kept.claims.claim("event")
    in_a_month = datetime.now(UTC) + timedelta(days=30)
    assert Conversations(changing.library, keep_days=31).expire(at=in_a_month) == 0
    assert kept.answer(old.id)["id"] == old.id
    assert kept.claims.claim("event")  # a week is enough
    assert Conversations(changing.library, keep_days=29).expire(at=in_a_month) == 1
    assert kept.of("dora") == []
    assert kept.feedback.all() == []
    with pytest.raises(AnswerNotFound):
        kept.answer(old.id)


def test_a_server_deletes_at_its_start_and_again_later(changing):
    kept = Conversations(changing.library, keep_days=1)
    old = asked(changing, WHY, kept.start("page"))
    with changing.library.database.asked() as db:
        db.exec_driver_sql("UPDATE answers SET asked_at = '2020-01-01T00:00:00.000000+00:00'")
    with Upkeep(kept, seconds=0.05):
        until(lambda: not kept.recent())
        again = asked(changing, FLOOD, kept.start("page"))
        with changing.library.database.asked() as db:
            db.exec_driver_sql("UPDATE answers SET asked_at = '2020-01-01T00:00:00.000000+00:00'")
        until(lambda: not kept.recent())
    assert old.id != again.id


def until(true):
    """Wait for it, 10 s at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_nothing_is_kept_where_the_settings_say_so(changing):
    kept = Conversations(changing.library, keep_days=0)
    got = asked(changing, WHY, kept.start("page"))
    assert (got.outcome, got.conversation) == (Outcome.ANSWERED, "")
    assert kept.recent() == []


def test_a_library_in_which_nothing_was_kept_is_not_written_to_by_looking(changing):
    kept = Conversations(changing.library)
    assert (kept.recent(), kept.citing("dam"), kept.of("x"), kept.expire()) == ([], [], [], 0)
    with changing.library.database.asked() as db:
        assert not db.exec_driver_sql("SELECT * FROM sqlite_master WHERE name = 'answers'").all()


# ---- corrections


def test_an_answer_says_that_an_article_changed_and_whether_its_quote_still_stands(
    changing, tmp_path
):
    kept = Conversations(changing.library)
    why = asked(changing, WHY, kept.start("page"))
    flood = asked(changing, FLOOD, kept.start("page"))
    assert [one.id for one in kept.citing("dam")] == [why.id]
    dam = next(one for one in ARTICLES if one["id"] == "dam")
    longer = {**dam, "text": dam["text"] + "\n\nA repair is planned."}
    correct(changing, tmp_path, longer)
    found = kept.answer(why.id)
    assert found["citations"][0]["now"] == {"version": 2, "stands": True}
    assert [note["kind"] for note in found["notes"]] == ["corrected"]
    assert "Wendel Valley Post" in found["notes"][0]["text"]
    assert "still stands" in found["notes"][0]["text"]
    correct(
        changing, tmp_path, {**dam, "text": "Gate 3 of the Orrin dam failed. Nobody knows why."}
    )
    found = kept.answer(why.id)
    assert found["citations"][0]["now"] == {"version": 3, "stands": False}
    assert "no longer stands" in found["notes"][0]["text"]
    assert found["citations"][0]["quote"] in dam["text"]  # it stays as it was given
    assert kept.answer(flood.id)["notes"] == []


def test_an_answer_says_that_an_article_was_removed(changing):
    kept = Conversations(changing.library)
    why = asked(changing, WHY, kept.start("page"))
    changing.library.store([], [], remove=["dam"])
    found = kept.answer(why.id)
    assert found["citations"][0]["now"] == {"version": None, "stands": False}
    assert [note["kind"] for note in found["notes"]] == ["removed"]
    assert [one.id for one in kept.citing("dam")] == [why.id]


def correct(store, folder, row):
    file = folder / "correction.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert ingest(store, [file]).articles["updated"] == 1


# ---- takedowns


def test_a_takedown_leaves_no_word_of_the_article_in_the_file(changing, tmp_path):
    kept = Conversations(changing.library)
    given = asked(changing, WHY, kept.start("page"))
    assert "sheared" in given.text
    takedowns.take_down(changing, "dam")
    found = kept.answer(given.id)
    assert (found["statements"], found["citations"], found["outcome"]) == ([], [], "no_answer")
    assert [note["kind"] for note in found["notes"]] == ["taken_down"]
    assert found["question"] == WHY
    assert [one.id for one in kept.citing("dam")] == [given.id]
    with changing.library.database.asked() as db:
        rows = db.exec_driver_sql("SELECT body FROM answers").all()
    assert "sheared" not in str(rows)
    backup(tmp_path / "data", tmp_path / "copy.sqlite")
    assert b"sheared" not in (tmp_path / "copy.sqlite").read_bytes()


def test_a_takedown_by_a_program_that_knows_no_conversations_is_made_good(changing):
    given = asked(changing, WHY, Conversations(changing.library).start("page"))
    changing.library.when_taken_down.clear()
    takedowns.take_down(changing, "dam")
    kept = Conversations(changing.library)
    assert "sheared" in kept.answer(given.id)["text"]
    kept.expire()
    assert "sheared" not in json.dumps(kept.answer(given.id))


def test_a_takedown_takes_out_what_later_questions_were_made_whole_with(changing):
    kept = Conversations(changing.library)
    one = asked(changing, "Who brought both sides of the ferry dispute together?", kept.start("x"))
    assert {it.article.id for it in one.citations} == {"ferry-2"}
    two = asked(changing, "how old is she?", kept.talk(one.conversation))
    assert "Haverkamp" in two.searched.understood.made_whole
    takedowns.take_down(changing, "ferry-2")
    assert "Haverkamp" not in json.dumps(kept.answer(two.id))
    assert kept.answer(two.id)["question"] == "how old is she?"
    with changing.library.database.asked() as db:
        assert "Haverkamp" not in str(db.exec_driver_sql("SELECT * FROM answers").all())


def test_a_takedown_takes_out_whom_the_bot_asked_back_about(changing):
    kept = Conversations(changing.library)
    one = asked(changing, "Who brought both sides of the ferry dispute together?", kept.start("x"))
    meant = ("How old is Ines Haverkamp?", "How old is Vera Lund?")
    back = Answer(
        id="back",
        question="how old is she?",
        outcome=Outcome.CLARIFY,
        text="Do you mean Ines Haverkamp or Vera Lund?",
        searched=Searched(articles=1, passages=1),
        followups=meant,
    )
    assert kept.keep(back, kept.talk(one.conversation))
    assert kept.talk(one.conversation).earlier[-1].choices == meant
    takedowns.take_down(changing, "ferry-2")
    assert "Haverkamp" not in json.dumps(kept.answer("back"))
    assert kept.talk(one.conversation).earlier[-1].choices == ()


def test_a_question_that_nothing_answered_is_recalled_as_such(store, kept):
    one = asked(store, "Why did Helen Brack resign?", kept.start("page"))
    assert one.outcome is Outcome.NO_ANSWER
    assert [turn.refused for turn in kept.talk(one.conversation).earlier] == [True]
    two = asked(store, WHY, kept.talk(one.conversation))
    assert [turn.refused for turn in kept.talk(two.conversation).earlier] == [True, False]


def body_of(*drafts):
    """An answer as JSON: each draft is the articles that one statement quotes."""
    statements, citations, text = assemble(
        [
            Draft(text=f"Statement {number}.", quotes=tuple(map(quoting, articles)))
            for number, articles in enumerate(drafts)
        ]
    )
    return to_json(
        Answer(
            id="x",
            question="?",
            outcome=Outcome.ANSWERED,
            text=text,
            statements=statements,
            citations=citations,
            searched=Searched(articles=1, passages=1),
            followups=("Who?",),
        )
    )


def quoting(article_id):
    article = Article(id=article_id, title=article_id, text="What it said.")
    return Quote(article=article, start=0, end=9, support=VERBATIM)


def test_what_other_articles_say_stays_with_its_marks_in_order():
    body = body_of(["a", "b"], ["c"], ["a"], ["d", "c"])
    left = corrections.without(body, "a")
    assert left["text"] == "Statement 1. [1] Statement 3. [2] [1]"
    assert [one["article"]["id"] for one in left["citations"]] == ["c", "d"]
    assert [one["answer_spans"] for one in left["citations"]] == [[[0, 12], [17, 29]], [[17, 29]]]
    assert left["text"][17:29] == "Statement 3."
    assert (left["outcome"], left["followups"]) == ("partial", [])


@hypothesis.settings(max_examples=50)
@hypothesis.given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, unique=True), max_size=5))
def test_marks_and_citations_agree_whatever_is_taken_out(drafts):
    left = corrections.without(body_of(*drafts), "a")
    assert "a" not in {one["article"]["id"] for one in left["citations"]}
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", left["text"])]
    numbers = [one["number"] for one in left["citations"]]
    assert list(dict.fromkeys(marks)) == numbers == list(range(1, len(numbers) + 1))


def test_an_article_that_was_only_near_leaves_a_list_alone():
    body = {**body_of(["b"]), "nearest": [{"id": "a", "version": 1, "title": "A"}]}
    assert corrections.without(body, "a") == {**body, "nearest": []}


# ---- never in the way


def test_a_locked_library_loses_the_record_and_gives_the_answer(
    changing, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    kept = Conversations(changing.library)
    with closing(sqlite3.connect(tmp_path / "data" / LIBRARY, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with caplog.at_level(logging.WARNING):
            started = time.monotonic()
            given = asked(changing, WHY, kept.start("page", "ella"))
            assert time.monotonic() - started < 20  # SQLite would wait for 30 s
        other.execute("ROLLBACK")
    assert given.outcome is Outcome.ANSWERED
    assert given.conversation == ""  # nothing to go on with
    assert "An answer is not kept." in caplog.text
    assert "locked" in caplog.text
    assert kept.of("ella") == []
    assert asked(changing, WHY, kept.start("page", "ella")).conversation


def test_a_full_library_loses_the_record_and_gives_the_answer(changing, caplog):
    kept = Conversations(changing.library)
    with changing.library.database.asked() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    given = asked(changing, WHY, kept.start("page"))
    assert given.outcome is Outcome.ANSWERED
    assert "An answer is not kept." in caplog.text
    assert "full" in caplog.text


def test_a_copy_of_the_library_holds_its_conversations(changing, tmp_path):
    given = asked(changing, WHY, Conversations(changing.library).start("page", "finn"))
    backup(tmp_path / "data", tmp_path / "copy.sqlite")
    restore(tmp_path / "copy.sqlite", tmp_path / "other")
    library = Library(tmp_path / "other", make=False)
    kept = Conversations(library)
    assert kept.answer(given.id)["id"] == given.id
    assert [one.id for one in kept.of("finn")] == [given.conversation]
    library.close()


def test_a_claim_needs_the_library(changing, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    kept = Conversations(changing.library)
    with closing(sqlite3.connect(tmp_path / "data" / LIBRARY, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataFolderError, match="locked"):
            kept.claims.claim("event")
        other.execute("ROLLBACK")
