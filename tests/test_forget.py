"""One person's conversations, answers and feedback are erased, and nobody else's."""

import asyncio
import shutil
import time

import pytest
from test_handover import CONFIG, run, served, until

from bot.ask import answer
from bot.channels.slack.ledger import Asked, Ledger
from bot.conversation.conversations import Conversations
from bot.conversation.forgetting import Forgotten, Person, forget
from bot.errors import AnswerNotFound, ConversationNotFound
from bot.keys import Keys, Scope
from bot.question.posed import pose
from ingest.settings import Settings
from ingest.store import Store
from ingest.stored import copies
from ingest.stored.database import LIBRARY
from ingest.stored.library import Library

BROWSER = "0123456789abcdef" * 2
QUESTION = "Why did gate 3 of the Orrin dam fail, asks {}?"


@pytest.fixture
def data(newsroom_data, tmp_path):
    return shutil.copytree(newsroom_data, tmp_path / "data")


@pytest.fixture
def desk(data):
    """Conversations of many, by the name that each gives in the question; (library, who -> id)."""
    with Store(data, Settings(), purpose="a test") as store:
        kept = Conversations(store.library)
        given = {}

        def ask(name, talk):
            question = pose(store, QUESTION.format(name))
            given[name] = asyncio.run(answer(store, question, talk=talk))

        ask("Ada", kept.start("rest", "user:ada"))
        ask("Adamant", kept.start("rest", "user:adamant"))
        ask("Keyholder", kept.start("rest", "key:aa11"))
        ask("Surfer", kept.start("page", BROWSER))
        ask("Nobody", kept.start("rest", ""))
        ask("Una", kept.start("slack", "slack:T1:C1:1.5:U1", asker="U1"))
        ask("Duo", kept.start("slack", "slack:T1:C1:1.5:U2", asker="U2"))
        shared = given["Una"].conversation
        ask("Deux", kept.talk(shared, asker="U2"))
        feedback = kept.feedback
        feedback.give(given["Ada"].id, "up", words="Said by a friend", owner="user:bo")
        feedback.give(given["Nobody"].id, "down", words="Said by Ada", owner="user:ada")
        feedback.give(given["Nobody"].id, "up", words="Said by Una", owner="slack:T1:U1")
        feedback.give(given["Nobody"].id, "up", words="Said by Duo", owner="slack:T1:U2")
        yield store.library, kept, given


def left(kept, given):
    """Whose answers are still there."""
    found = set()
    for name, one in given.items():
        try:
            kept.answer(one.id)
        except AnswerNotFound:
            continue
        found.add(name)
    return found


EVERYBODY = {"Ada", "Adamant", "Keyholder", "Surfer", "Nobody", "Una", "Duo", "Deux"}


@pytest.mark.parametrize(
    ("who", "gone", "count", "words"),
    [
        (
            Person(owners=("user:ada",)),
            {"Ada"},
            Forgotten(conversations=1, answers=1, feedback=2),
            {"Said by Una", "Said by Duo"},
        ),
        (
            Person(owners=("key:aa11", BROWSER)),
            {"Keyholder", "Surfer"},
            Forgotten(conversations=2, answers=2),
            {"Said by a friend", "Said by Ada", "Said by Una", "Said by Duo"},
        ),
        (
            Person(slack="U1"),
            {"Una", "Deux"},  # what others asked in a conversation that was theirs goes with it
            Forgotten(conversations=1, answers=2, feedback=1),
            {"Said by a friend", "Said by Ada", "Said by Duo"},
        ),
        (
            Person(slack="U2"),
            {"Duo", "Deux"},  # the second in somebody else's conversation, which stays
            Forgotten(conversations=1, answers=2, feedback=1),
            {"Said by a friend", "Said by Ada", "Said by Una"},
        ),
        (
            Person(owners=("",), slack="", conversation=""),
            set(),
            Forgotten(),
            {"Said by a friend", "Said by Ada", "Said by Una", "Said by Duo"},
        ),
        (
            Person(slack="%"),
            set(),
            Forgotten(),
            {"Said by a friend", "Said by Ada", "Said by Una", "Said by Duo"},
        ),
    ],
)
def test_what_is_theirs_goes_and_nothing_else(desk, who, gone, count, words):
    library, kept, given = desk
    assert forget(library.database, who) == count
    assert left(kept, given) == EVERYBODY - gone
    assert {one.words for one in kept.feedback.all()} == words
    assert forget(library.database, who) == Forgotten()


def test_one_conversation_alone_can_be_forgotten(desk):
    library, kept, given = desk
    gone = forget(library.database, Person(conversation=given["Nobody"].conversation))
    assert gone == Forgotten(conversations=1, answers=1, feedback=3)
    assert left(kept, given) == EVERYBODY - {"Nobody"}
    with pytest.raises(ConversationNotFound):
        kept.talk(given["Nobody"].conversation)


def test_a_library_in_which_nothing_was_kept_stays_as_it_is(data):
    library = Library(data)
    assert forget(library.database, Person(owners=("user:ada",))) == Forgotten()
    library.close()


def test_no_byte_of_it_stays_in_the_file_or_the_log_beside_it(desk, data):
    library, _, _ = desk  # held open, as a server does
    files = (data / LIBRARY, data / f"{LIBRARY}-wal")
    assert any(b"asks Surfer" in one.read_bytes() for one in files)
    forget(library.database, Person(owners=(BROWSER,)))
    assert library.database.checkpoint()
    assert not any(b"asks Surfer" in one.read_bytes() for one in files)


def asked(key, *, at):
    return Asked(
        key=key,
        team="T1",
        channel="C1",
        direct=False,
        root="1.5",
        user="U1",
        text="A private matter",
        how="mention",
        at=at,
    )


def test_what_slack_was_asked_goes_from_the_ledger(data):
    library = Library(data)
    ledger = Ledger(library.database)
    ledger.claim(asked("k1", at=time.time()))
    assert (ledger.forget("U2"), ledger.forget("U1"), ledger.row("k1")) == (0, 1, None)
    library.close()


def test_a_week_is_a_week_in_slacks_ledger(data):
    library, now = Library(data), [1000.0]
    ledger = Ledger(library.database, clock=lambda: now[0])
    old, new = (asked(key, at=now[0]) for key in ("old", "new"))
    ledger.claim(old)
    now[0] += 8 * 86400
    ledger.claim(new)  # of a bot that has run all the while
    assert (ledger.row("old"), ledger.row("new") is not None) == (None, True)
    library.close()


def test_the_command_erases_beside_a_running_server(tmp_path):
    (tmp_path / "config.yaml").write_text(CONFIG)
    (tmp_path / "watched").mkdir()
    with served(tmp_path) as (_, client):
        library = Library(tmp_path / "data")
        key, secret = Keys(library.database).create("ada", [Scope.ASK])
        library.close()
        headers = {"Authorization": f"Bearer {secret}"}
        body = {"question": "Why did the zeppelin leave?"}
        until(lambda: client.get("/healthz").is_success)
        said = client.post("/v1/ask", json=body, headers=headers).json()
        where = f"/v1/conversations/{said['conversation']}"
        assert client.get(where, headers=headers).status_code == 200
        refused = run("forget", folder=tmp_path)
        assert (refused.returncode, "Say whose" in refused.stderr) == (2, True)
        done = run("forget", "--key", key.id, folder=tmp_path)
        assert "conversations 1, answers 1, feedback 0" in done.stdout
        assert "backups and exports" in done.stderr
        assert client.get(where, headers=headers).status_code == 404
        assert client.get(f"/v1/answers/{said['id']}", headers=headers).status_code == 404
    files = [one for one in (tmp_path / "data").rglob("*") if one.is_file()]
    assert not any(b"zeppelin" in one.read_bytes() for one in files)


def test_the_library_as_it_was_before_an_upgrade_goes_too(tmp_path):
    kept = copies.before(tmp_path / LIBRARY, "1")
    kept.write_bytes(b"with conversations of everybody")
    library = Library(tmp_path)
    forget(library.database, Person(owners=("user:ada",)))
    library.close()
    assert not kept.exists()
