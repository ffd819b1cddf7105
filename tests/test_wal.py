"""A damaged log of the library: what SQLite drops in silence is said."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
import sqlalchemy as sa
from conftest import ROOT

from ingest.stored.library import Library
from ingest.stored.wal import FRAME, HEADER, lost_changes

CHANGES = 8
WRITE = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA wal_autocheckpoint=0")
for number in range(int(sys.argv[2])):
    db.execute("REPLACE INTO facts VALUES (?, ?)", (f"fact {number}", "x" * 50))
os._exit(9)
"""


@pytest.fixture
def log(tmp_path):
    """The log of a library whose process ended amid its work, with so many changes in it."""
    Library(tmp_path).close()
    library = tmp_path / "library.sqlite"
    command = [sys.executable, "-c", WRITE, str(library), str(CHANGES)]
    assert subprocess.run(command, cwd=ROOT).returncode == 9
    return tmp_path / "library.sqlite-wal"


def flip(log, place):
    data = bytearray(log.read_bytes())
    data[place] ^= 0x10
    log.write_bytes(data)


def kept(log, folder):
    """How many of the changes SQLite takes out of a copy."""
    folder.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{log.with_name('library.sqlite')}{suffix}", folder)
    with closing(sqlite3.connect(folder / "library.sqlite")) as db, db:
        return db.execute("SELECT count(*) FROM facts WHERE name LIKE 'fact %'").fetchone()[0]


def frames(log):
    """(where each begins, the size of a page)"""
    size = int.from_bytes(log.read_bytes()[8:12], "big")
    return range(HEADER, log.stat().st_size, FRAME + size), size


def test_a_sound_log_has_lost_nothing(log, tmp_path):
    assert lost_changes(log) == 0
    assert kept(log, tmp_path / "copy") == CHANGES
    assert lost_changes(tmp_path / "nowhere") == 0
    log.write_bytes(b"")
    assert lost_changes(log) == 0


@pytest.mark.parametrize("inside", [1, 9, 17, FRAME + 5, FRAME + 3000])
def test_whole_changes_behind_a_damage_are_counted(log, tmp_path, inside):
    places, _ = frames(log)
    flip(log, places[len(places) // 2] + inside)
    found = kept(log, tmp_path / "copy")
    assert found < CHANGES - 1
    # All that SQLite drops, but for the change in which the damage is.
    assert CHANGES - found - 2 <= lost_changes(log) <= CHANGES - found


def test_a_log_that_ends_amid_a_change_is_no_damage(log):
    places, size = frames(log)
    data = log.read_bytes()
    for end in (places[-1], places[-1] + FRAME + size // 2, places[-2] + 3):
        log.write_bytes(data[:end])
        assert lost_changes(log) == 0
    log.write_bytes(data[:-2000] + bytes(2000))  # written in part
    assert lost_changes(log) == 0


def test_a_damaged_head_loses_all_of_it(log, tmp_path):
    flip(log, 14)
    assert kept(log, tmp_path / "copy") == 0
    assert lost_changes(log) == 1


def test_who_opens_the_library_is_told(log, tmp_path, caplog):
    places, _ = frames(log)
    flip(log, places[1] + 100)
    library = Library(tmp_path)
    assert f"{log} is damaged" in caplog.text
    with library.database.asked() as db:
        assert db.scalar(sa.text("SELECT count(*) FROM facts WHERE name LIKE 'fact %'")) < CHANGES
    library.close()
    caplog.clear()
    Library(tmp_path).close()
    assert caplog.text == ""


def test_nobody_is_told_of_a_damage_while_another_writes(tmp_path, caplog):
    library = Library(tmp_path)
    other = [sys.executable, "-c", WRITE, str(tmp_path / "library.sqlite"), "400"]
    with subprocess.Popen(other, cwd=ROOT) as writing:
        while writing.poll() is None:
            assert lost_changes(tmp_path / "library.sqlite-wal") == 0
    library.close()
    assert caplog.text == ""
