"""Libraries of earlier versions: upgraded whole or not at all, and used as if made today."""

import asyncio
import json
import os
import subprocess
import sys
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from conftest import ROOT, every_article
from dump_library import COPY, EDITED, FERRY, GULLS, QUESTION
from test_cli import called
from test_verify import faults
from upgrades import DUMPS, dumped, made, schema_of, tables

from bot.ask import answer
from bot.channels.slack.ledger import Ledger
from bot.conversation import tables as of_conversations
from bot.conversation.conversations import Conversations
from bot.keys import Keys
from bot.question.understanding import understand
from ingest.embedding.embed import DEFAULT
from ingest.errors import DataFolderError, EmbeddingMismatch
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store
from ingest.stored import copies, migrate
from ingest.stored.backup import backup, restore
from ingest.stored.database import LIBRARY, Database
from ingest.stored.library import Library
from ingest.stored.tables import SCHEMA, metadata

SCHEMAS = sorted(file.stem for file in DUMPS.glob("*.sql"))
EARLIER = [schema for schema in SCHEMAS if schema != SCHEMA]


def opened(folder):
    return Store(folder, Settings(), purpose="a test")


def of_bot(database):
    """Make those tables of `bot` that are not there."""
    with database.asked() as db:
        of_conversations.make(db)
    Keys(database)
    Ledger(database)


@pytest.fixture
def first(tmp_path):
    """A data folder as the first version left it, with the words that it kept in SQLite."""
    made(tmp_path / "data", "1")
    (tmp_path / "data" / "words.sqlite").write_bytes(b"words of the first version")
    return tmp_path / "data"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh")
    database = Database(folder)
    of_bot(database)
    database.close()
    return tables(folder / LIBRARY)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_library_of_each_schema_gets_the_tables_of_a_new_one(schema, tmp_path, fresh):
    library = made(tmp_path, schema)
    if schema in EARLIER:
        migrate.upgrade(library)
    database = Database(tmp_path)
    with database.asked() as db:
        differs = compare_metadata(MigrationContext.configure(db), metadata)
    # Of those of `bot`, which come when they are used, all that is said is that they are there.
    own = [one for one in differs if one[0] not in {"remove_table", "remove_index"}]
    assert own == [], "a table was changed: raise SCHEMA, and add a revision and a dump"
    of_bot(database)
    database.close()
    assert tables(library) == fresh


def test_each_schema_has_its_revision_and_a_library_to_try_it_on():
    chain = ScriptDirectory(str(migrate.REVISIONS), version_locations=[str(migrate.REVISIONS)])
    revisions = [script.revision for script in chain.walk_revisions()]
    assert revisions[::-1] == SCHEMAS == [str(one) for one in range(1, int(SCHEMA) + 1)]


@pytest.mark.parametrize("schema", EARLIER)
def test_what_an_earlier_version_read_is_all_there_and_answers(schema, tmp_path):
    made(tmp_path, schema)
    with opened(tmp_path) as store:
        held = {one.id: one for one in every_article(store.library)}
        assert held.keys() - {"gone"} == {"ferry", "ferry-copy", "gulls", "mill"}
        for told in (FERRY, COPY, EDITED, GULLS):
            one = held[told["id"]]
            assert (one.text, one.source, one.published_at) == (
                told["text"], told["source"], told["published_at"]
            )  # fmt: skip
            assert list(one.authors) == told["authors"]
        assert held["gulls"].language == "de"
        assert store.library.ids_at("harbour.example/ferry") == {"ferry"}
        assert [copy.id for copy in store.library.also_in("ferry")] == ["ferry-copy"]
        assert all(
            passage.sentence_vectors is not None
            for batch in store.library.all_passages()
            for passage in batch
        )
        whole = asyncio.run(answer(store, understand(QUESTION)))
        assert "sails again from Monday" in whole.citations[0].quote
    assert faults(tmp_path, DEFAULT) == []


def test_the_same_articles_read_again_change_nothing_after_an_upgrade(first, tmp_path):
    news = tmp_path / "news.jsonl"
    rows = (FERRY, COPY, EDITED, GULLS)
    news.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with opened(first) as store:
        report = ingest(store, [news])
        assert (report.articles["unchanged"], report.articles["added"]) == (4, 0)
        ingest(store, [news])
        assert store.library.versions("mill")[0][0] == 1


def test_nothing_of_the_first_version_is_left_beside_it(first):
    opened(first).close()
    assert not list(first.glob("words.sqlite*"))
    assert sorted(one.name for one in first.iterdir()) == [
        "chroma", "codes.sqlite", "library.schema-1.sqlite", "library.sqlite", "lock", "words",
    ]  # fmt: skip


@pytest.mark.parametrize("schema", [one for one in SCHEMAS if one != "1"])  # it kept no answers
def test_answers_and_what_was_thought_of_them_outlive_an_upgrade(schema, tmp_path):
    made(tmp_path, schema)
    if schema in EARLIER:
        migrate.upgrade(tmp_path / LIBRARY)
    library = Library(tmp_path)
    kept = Conversations(library)
    (asked,) = kept.citing("ferry-copy")
    assert [one.thumb for one in kept.feedback.all()] == ["up"]
    assert kept.claims.claim("once") is False
    assert [key.name for key in Keys(library.database).all()] == ["a program"]
    assert Ledger(library.database, clock=lambda: 2.0).row("C1:1.0").asked.text == QUESTION
    assert library.takedowns()[0] == {"gone"}
    assert [number for number, _ in library.versions("mill")] == [1, 2]
    library.close()
    shown = called("answers", asked.id, "--data", ".", folder=tmp_path)
    assert shown.returncode == 0
    assert "sails again from Monday" in shown.stdout


def test_who_only_reads_leaves_an_earlier_library_alone_and_says_what_to_do(first, tmp_path):
    before = dumped(first / LIBRARY)
    show = ("show", "ferry", "--data", "data")
    refused = called(*show, folder=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("The library data/library.sqlite has schema 1, this version ")
    assert "Start `newsdesk serve`, or run `newsdesk reindex`: either upgrades" in refused.stderr
    assert dumped(first / LIBRARY) == before
    done = called("reindex", "--data", "data", folder=tmp_path)
    assert done.stdout == "Rebuilt the indexes: 5 passages.\n"
    assert called(*show, folder=tmp_path).returncode == 0


@pytest.mark.parametrize("schema", [str(int(SCHEMA) + 1), "0", "II"])
def test_a_later_schema_is_refused_and_left_alone(schema, tmp_path):
    library = made(tmp_path, SCHEMA, f"UPDATE facts SET value = '{schema}' WHERE name = 'schema'")
    before = dumped(library)
    with pytest.raises(DataFolderError, match=rf"has schema {schema}.*Use the version that wrote"):
        opened(tmp_path)
    assert dumped(library) == before


def test_a_backup_is_made_of_an_earlier_library_and_upgraded_where_it_is_restored(first, tmp_path):
    before = dumped(first / LIBRARY)
    backup(first, tmp_path / "copy")
    assert dumped(first / LIBRARY) == before == dumped(tmp_path / "copy")
    restored = restore(tmp_path / "copy", tmp_path / "new")
    assert (restored.counts.articles, restored.indexed) == (5, False)
    assert schema_of(tmp_path / "new" / LIBRARY) == SCHEMA
    assert dumped(tmp_path / "copy") == before
    with Store(tmp_path / "new", Settings(), purpose="a test", check=False) as store:
        assert store.reindex() == 5
    assert faults(tmp_path / "new", DEFAULT) == []


def test_another_model_than_the_libraries_is_not_asked_for_all_its_passages(tmp_path):
    made(tmp_path, "1", "UPDATE facts SET value = 'dear' WHERE name = 'embedding model'")
    with pytest.raises(EmbeddingMismatch, match="'dear' but the configuration names"):
        opened(tmp_path)


@pytest.fixture
def shot(first, tmp_path):
    """What stood there after a kill before each statement, and what a small disk said."""
    (first / LIBRARY).rename(tmp_path / LIBRARY)
    (tmp_path / "shot").mkdir()
    command = [sys.executable, "tests/upgrades.py", tmp_path / LIBRARY, tmp_path / "shot"]
    told = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_an_upgrade_that_is_killed_or_has_no_room_leaves_the_library_as_it_was(shot, tmp_path):
    *kills, whole, small = shot
    assert len(kills) > 25
    assert {one["state"] for one in kills if one["killed"]} == {"old"}
    assert (whole["killed"], whole["state"]) == (False, SCHEMA)
    assert "could not be upgraded" in small["says"]
    assert "It is as it was. Make room" in small["says"]
    assert small["is"]
    last = tmp_path / "shot" / str(kills[-1]["before"])  # with its copy beside it
    assert schema_of(copies.before(last / LIBRARY, "1")) == "1"
    with opened(last) as store:
        assert store.library.counts().articles == 5


def test_rows_that_refer_to_what_is_not_there_stop_an_upgrade(tmp_path):
    library = made(tmp_path, "1", "DELETE FROM articles WHERE id = 'mill'")
    before = dumped(library)
    with pytest.raises(DataFolderError, match="1 rows refer to what is not there"):
        migrate.upgrade(library)
    assert dumped(library) == before


def test_the_library_as_it_was_is_kept_until_something_is_taken_out_of_it(first):
    before = dumped(first / LIBRARY)
    with opened(first) as store:
        kept = copies.before(first / LIBRARY, "1")
        assert dumped(kept) == before
        store.library.take_down("gulls")
        assert not kept.exists()


@pytest.mark.parametrize(
    ("keep_days", "age", "stays"), [(30, 6, True), (30, 8, False), (2, 3, False), (0, 6, True)]
)
def test_the_library_as_it_was_is_kept_for_a_week_and_no_longer_than_answers(
    tmp_path, keep_days, age, stays
):
    library = Library(tmp_path)
    kept = copies.before(tmp_path / LIBRARY, "1")
    kept.write_bytes(b"")
    then = time.time() - age * 24 * 3600
    os.utime(kept, (then, then))
    Conversations(library, keep_days=keep_days).expire()
    library.close()
    assert kept.exists() is stays


def test_opening_a_library_of_today_loads_no_migrations(tmp_path):
    made(tmp_path, SCHEMA)
    script = """
import sys
from pathlib import Path
from ingest.store import _library
_library(Path(sys.argv[1]))
print("ingest.stored.migrate" in sys.modules, "alembic" in sys.modules)
"""
    command = [sys.executable, "-c", script, tmp_path]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "True False\n"
