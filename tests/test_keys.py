"""API keys: made once, kept hashed, good until they end; and the command that makes them."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from test_cli import called

from bot.commands.keys import Named
from bot.errors import BadKey, KeyNotFound
from bot.keys import Keys, Scope
from ingest.stored.database import LIBRARY, Database


@pytest.fixture
def keys(tmp_path):
    database = Database(tmp_path)
    yield Keys(database)
    database.close()


def test_a_key_is_known_by_all_of_its_secret_and_by_nothing_less(keys):
    key, secret = keys.create("  Front \n desk ", [Scope.ASK, Scope.READ])
    assert (key.name, key.state()) == ("Front desk", "good")
    assert keys.known(secret) == key
    _, other = keys.create("Other", [Scope.ASK])
    crossed = f"nd_{key.id}_{other.rsplit('_', 1)[1]}"
    for brought in ("", "nd_", f"nd_{key.id}_", f"nd_{key.id}", secret[:-1], secret + "x", crossed):
        assert keys.known(brought) is None, brought
    assert keys.known("nd_nobody_" + secret.split("_", 2)[2]) is None
    assert keys.known("nd_" + "x" * 100_000) is None
    assert keys.known(f"nd_{key.id}_\ud800é") is None


def test_what_is_kept_does_not_tell_the_key(keys, tmp_path):
    _, secret = keys.create("Front desk", [Scope.ASK])
    kept = b"".join(file.read_bytes() for file in tmp_path.glob(f"{LIBRARY}*"))
    assert b"Front desk" in kept
    assert secret.split("_", 2)[2].encode() not in kept


def test_a_revoked_key_stays_revoked_and_keeps_its_day(keys):
    key, secret = keys.create("Front desk", [Scope.ASK])
    first = keys.revoke(key.id)
    assert (first.state(), keys.known(secret)) == ("revoked", first)
    assert keys.revoke(key.id) == first == keys.all()[0]
    with pytest.raises(KeyNotFound, match="'nope'"):
        keys.revoke("nope")


def test_a_key_ends_on_its_day(keys):
    key, _ = keys.create("Front desk", [Scope.ASK], days=1.5)
    begins = datetime.fromisoformat(key.created_at)
    assert datetime.fromisoformat(key.expires_at) == begins + timedelta(days=1.5)
    assert key.state() == "good"
    assert key.state(now=(datetime.now(UTC) + timedelta(days=2)).isoformat()) == "expired"


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [
        (" ", [Scope.ASK], None),
        ("x" * 101, [Scope.ASK], None),
        ("x", [], None),
        ("x", [Scope.ASK], 0),
        ("x", [Scope.ASK], -1),
        ("x", [Scope.ASK], float("nan")),
        ("x", [Scope.ASK], float("inf")),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(keys, name, scopes, days):
    with pytest.raises(BadKey):
        keys.create(name, scopes, days=days)
    assert keys.all() == []


def test_a_library_from_before_there_were_keys_gets_them(tmp_path):
    Database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / LIBRARY)) as db, db:
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name='api_keys'").fetchall()
    db.close()
    one, two = Database(tmp_path), Database(tmp_path)  # a server and the command beside it
    held, other = Keys(one), Keys(two)
    _, secret = other.create("Front desk", [Scope.ASK])
    assert held.known(secret) is not None
    one.close()
    two.close()


def test_the_command_makes_lists_and_revokes(tmp_path):
    made = called("keys", "create", "Front desk", "--scope", "ask", "--days", "7", folder=tmp_path)
    assert made.returncode == 0
    secret = made.stdout.strip()
    assert secret.startswith("nd_")
    assert "not shown again" in made.stderr
    listed = json.loads(called("keys", "list", "--json", folder=tmp_path).stdout)
    assert [(one["name"], one["scopes"], one["state"]) for one in listed] == [
        ("Front desk", ["ask"], "good")
    ]
    assert secret.split("_", 2)[2] not in json.dumps(listed)
    assert called("keys", "revoke", listed[0]["id"], folder=tmp_path).returncode == 0
    assert " revoked " in called("keys", "list", folder=tmp_path).stdout
    unknown = called("keys", "revoke", "nope", folder=tmp_path)
    assert (unknown.returncode, "keys list" in unknown.stderr) == (1, True)
    assert called("keys", "create", "x", "--scope", "all", folder=tmp_path).returncode == 2
    default = json.loads(called("keys", "create", "x", "--json", folder=tmp_path).stdout)
    assert (default["scopes"], default["key"][:3]) == (["ask", "read"], "nd_")


def test_the_command_names_the_scopes_that_there_are():
    assert [str(one) for one in Named] == [str(one) for one in Scope]
