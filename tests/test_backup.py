"""Copies of the library: consistent whenever they are made, and whole wherever they are put."""

import json
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from kills import settings, state
from test_kills import Gunman, after, before
from test_verify import damage_page, faults

from ingest.errors import BackupError, DataFolderError
from ingest.pipeline import ingest
from ingest.store import Store
from ingest.stored.backup import backup, restore
from ingest.stored.database import LIBRARY, OLD, RESTORED
from ingest.stored.library import Library
from ingest.text.split import split


def opened(data, **options):
    return Store(data, settings(), purpose="a test", **options)


def held(data):
    with opened(data) as store:
        return state(store)


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """(a copy, a data folder with what happened since)"""
    folder = tmp_path_factory.mktemp("copies")
    before(folder / "news")
    with opened(folder / "data") as store:
        ingest(store, [folder / "news"])
        backup(folder / "data", folder / "copy")
        after(folder / "news")
        ingest(store, [folder / "news"], prune=True)
    return folder / "copy", folder / "data"


@pytest.fixture
def data(copies, tmp_path):
    return Path(shutil.copytree(copies[1], tmp_path / "data"))


def test_what_was_copied_comes_back_whole_without_a_model(copies, data, tmp_path):
    copy, _ = copies
    restored = restore(copy, tmp_path / "new" / "data")
    assert (restored.counts.articles, restored.indexed) == (18, True)
    assert faults(tmp_path / "new" / "data") == []
    now = held(data)
    restore(copy, data, force=True)
    assert held(data) == held(tmp_path / "new" / "data") != now
    assert sorted(one.name for one in data.iterdir()) == [
        "chroma", "codes.sqlite", "library.sqlite", "lock", "words",
    ]  # fmt: skip


def test_a_copy_is_one_file_that_nothing_is_written_beside(copies, tmp_path):
    data = copies[1]
    backup(data, tmp_path / "a copy.newsdesk")
    restore(tmp_path / "a copy.newsdesk", tmp_path / "data")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a copy.newsdesk", "data"]


def test_a_file_that_is_there_is_kept_without_force(copies, tmp_path):
    _, data = copies
    (tmp_path / "copy").write_text("dear")
    with pytest.raises(BackupError, match=r"is there already.*--force"):
        backup(data, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "dear"
    backup(data, tmp_path / "copy", force=True)
    assert restore(tmp_path / "copy", tmp_path / "data").indexed


def test_no_copy_goes_where_it_cannot_be_or_would_harm(copies, tmp_path):
    _, data = copies
    with pytest.raises(BackupError, match="lies in the data folder"):
        backup(data, data / LIBRARY, force=True)
    with pytest.raises(BackupError, match="cannot be written: No such file"):
        backup(data, tmp_path / "nowhere" / "copy")
    with pytest.raises(BackupError, match="is there already"):
        backup(data, tmp_path, force=True)
    with pytest.raises(DataFolderError, match="There is no library"):
        backup(tmp_path, tmp_path / "copy")


def nonsense(file, _copy):
    file.write_bytes(b"no database" * 1000)


def other_database(file, _copy):
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE facts (name, value)")


def other_schema(file, copy):
    shutil.copyfile(copy, file)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE facts SET value = '999' WHERE name = 'schema'")


def damaged(file, copy):
    shutil.copyfile(copy, file)
    damage_page(file)


def cut_off(file, copy):
    file.write_bytes(copy.read_bytes()[:20_000])


def in_use(file, copy):
    shutil.copyfile(copy, file)
    file.with_name(f"{file.name}-wal").write_text("changes")


def missing(_file, _copy):
    pass


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (nonsense, "is no backup of a library"),
        (other_database, "is no backup of a library"),
        (other_schema, "has schema 999, this version reads"),
        (damaged, "is damaged: "),
        (cut_off, "is damaged: "),
        (in_use, "as a library in use has"),
        (missing, "cannot be read: No such file"),
    ],
)
def test_what_is_no_whole_copy_is_refused_before_anything_is_touched(copies, data, tmp_path, made, says):  # fmt: skip # noqa: E501
    file, was = tmp_path / "file", (data / LIBRARY).read_bytes()
    made(file, copies[0])
    with pytest.raises(BackupError, match=says):
        restore(file, data, force=True)
    assert (data / LIBRARY).read_bytes() == was
    assert faults(data) == []
    with pytest.raises(BackupError, match=says):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_refused_without_force(copies, data):
    was = held(data)
    with pytest.raises(BackupError, match=r"is not empty \(chroma, codes\.sqlite.*--force"):
        restore(copies[0], data)
    assert held(data) == was


def test_a_damaged_library_and_damaged_indexes_are_replaced(copies, data, tmp_path):
    restore(copies[0], tmp_path / "new")
    damage_page(data / LIBRARY, page=1)
    (data / "words" / "meta.json").write_bytes(b"no index" * 1000)
    (data / "codes.sqlite").write_bytes(b"no database" * 1000)
    shutil.rmtree(data / "chroma")
    restore(copies[0], data, force=True)
    assert held(data) == held(tmp_path / "new")


def test_a_library_that_somebody_reads_is_left_alone(copies, data, monkeypatch):
    from ingest.stored import backup as copying

    monkeypatch.setattr(copying, "PATIENCE", 0.1)
    reader = Library(data, make=False)
    reader.counts()
    with pytest.raises(DataFolderError, match="Another process reads"):
        restore(copies[0], data, force=True)
    assert reader.counts().articles == 18
    reader.close()
    restore(copies[0], data, force=True)


def test_a_copy_made_while_the_model_changes_says_so(copies, data, tmp_path):
    with opened(data, check=False) as store:
        store.library.database.set_fact("embedding model", "other (reindex not finished)")
    backup(data, tmp_path / "copy")
    assert not restore(tmp_path / "copy", tmp_path / "new").indexed
    with opened(tmp_path / "new", check=False) as store:
        assert store.reindex() == store.library.counts().passages
    assert faults(tmp_path / "new") == []


def test_copies_made_while_articles_are_replaced_are_each_of_one_moment(tmp_path):
    def write(word):
        rows = [
            {"id": f"n{n}", "title": f"{word} {n}", "text": "\n\n".join([f"{word} {n}. " * 20] * n)}
            for n in range(1, 9)
        ]
        (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))

    words, stop, failed = ["Tide", "Harbour", "Ferry"], threading.Event(), []

    def replace_all(store):
        try:
            while not stop.is_set():
                words.append(words.pop(0))
                write(words[0])
                ingest(store, [tmp_path / "news.jsonl"])
        except BaseException as error:
            failed.append(error)

    write(words[0])
    with opened(tmp_path / "data") as store:
        ingest(store, [tmp_path / "news.jsonl"])
        writer = threading.Thread(target=replace_all, args=(store,))
        writer.start()
        for number in range(8):
            backup(tmp_path / "data", tmp_path / f"copy{number}")
        stop.set()
        writer.join()
    assert failed == []
    for number in range(8):
        data = tmp_path / f"data{number}"
        restore(tmp_path / f"copy{number}", data)
        assert faults(data) == []
        library = Library(data, make=False)
        for n in range(1, 9):
            article = library.article(f"n{n}")
            cut = split(article, words=40)
            assert library.cuts(article.id) == [list(one.sentences) for one in cut]
            stored = library.passages([one.id for one in cut])
            assert [stored[one.id].passage for one in cut] == cut
        library.close()


# ---- killed


@pytest.fixture(scope="module")
def gunman():
    gunman = Gunman()
    yield gunman
    gunman.process.communicate()


STEPS = [
    ("bringing", 1, "before"), ("bringing", 1, "after"), ("exchanging", 1, "after"),
    *(("exchanging", call, "before") for call in range(2, 9)),
    ("indexing", 1, "before"), ("discarding", 1, "after"), ("words", 1, "after"),
    ("vectors", 1, "after"), ("noting", 1, "after"), ("indexing", 1, "after"),
]  # fmt: skip


@pytest.mark.timeout(300)
@pytest.mark.parametrize("damage", [False, True])
def test_a_restore_that_is_killed_leaves_old_or_new_or_says_what_to_do(gunman, copies, tmp_path, damage):  # fmt: skip # noqa: E501
    copy, now = copies
    restore(copy, tmp_path / "new")
    old, new = held(now), held(tmp_path / "new")
    outcomes = set()
    for number, step in enumerate(STEPS):
        data = tmp_path / f"data{number}"
        shutil.copytree(now, data)
        if damage:
            damage_page(data / LIBRARY, page=1)
        order = {"do": "restore", "data": data, "file": copy}
        assert gunman.order(**order, kill_at=step)["killed"], step
        found = gunman.order(do="look", data=data, tell=True)
        if "refused" in found:
            assert "`newsdesk re" in found["refused"], (step, found["refused"])
            if damage is False and not (data / LIBRARY).exists():
                assert {RESTORED, OLD} <= {one.name for one in data.iterdir()}
                assert "with --force again" in found["refused"]
        else:
            assert plain(found["state"]) in (plain(old), plain(new)), step
        outcomes.add("refused" if "refused" in found else plain(found["state"]) == plain(new))
        gunman.order(**order, kill_at=step)  # and once more
        again = gunman.order(**order, tell=True)
        assert again["code"] == 0, step
        assert plain(again["state"]) == plain(new), step
        assert not (data / OLD).exists()
    assert outcomes == ({"refused", True} if damage else {"refused", True, False})


def plain(value):
    """As it looks after a way through JSON."""
    return json.loads(json.dumps(value))
