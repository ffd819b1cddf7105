"""A disk that fills up, and a folder that cannot be written: one sentence, and nothing is lost."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from kills import settings, state
from test_kills import Gunman
from test_verify import faults

from ingest.errors import BackupError, DataFolderError, IndexUnavailable, IngestError
from ingest.pipeline import ingest
from ingest.store import Store
from ingest.stored.backup import backup, restore
from ingest.stored.library import Library

NEWSDESK = str(Path(sys.executable).with_name("newsdesk"))


def mount(folder, *options):
    """Mount something there, or skip: that takes root's rights and a kernel that grants them."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@contextlib.contextmanager
def small_disk(folder, megabytes):
    """A disk of that size in memory; yields what gives it another size."""
    if not shutil.which("mount"):
        pytest.skip("there is no `mount` here")
    folder.mkdir(exist_ok=True)
    mount(folder, "-t", "tmpfs", "-o", f"size={megabytes}m", "newsdesk-test")
    try:
        yield lambda size: mount(folder, "-o", f"remount,size={int(size * 1024)}k")
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def news(folder, articles=240):
    rows = [
        {"id": f"n{n:03}", "title": f"Tide {n}", "text": "\n\n".join(said(n, p) for p in range(6))}
        for n in range(articles)
    ]
    file = folder / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def said(number, part):
    words = " ".join(f"w{number * 31 + part * 7 + word}" for word in range(30))
    return f"The tide of day {number} in part {part} was {words}."


def opened(data, **options):
    return Store(data, settings(articles=16), purpose="a test", **options)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """(news, what a data folder holds that had room for them, its bytes)"""
    folder = tmp_path_factory.mktemp("undisturbed")
    with opened(folder / "data") as store:
        assert not ingest(store, [news(folder)]).problems
        found = state(store)
    size = sum(one.stat().st_size for one in (folder / "data").rglob("*"))
    return folder / "news.jsonl", found, size


@pytest.fixture(scope="module")
def gunman():
    gunman = Gunman()
    yield gunman
    gunman.process.communicate()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("megabytes", [1, 2, 4])
def test_a_disk_that_fills_up_during_a_run_costs_nothing(tmp_path, undisturbed, megabytes):
    file, expected, size = undisturbed
    data = tmp_path / "disk" / "data"
    assert size > megabytes << 20
    with small_disk(tmp_path / "disk", megabytes) as resize:
        with pytest.raises(IngestError) as caught, opened(data) as store:
            ingest(store, [file])
        assert isinstance(caught.value, DataFolderError | IndexUnavailable)
        assert "free space" in str(caught.value) or "room" in str(caught.value)
        if (data / "library.sqlite").stat().st_size:
            library = Library(data)  # whole, though the disk is full
            assert library.database.damage() == []
            library.close()
        resize(60)
        try:
            with opened(data) as store:
                ingest(store, [file])
        except IndexUnavailable as error:
            assert "`newsdesk reindex`" in str(error)  # noqa: PT017, either way is a good end
            with opened(data, check=False) as store:
                store.reindex()
                ingest(store, [file])
        assert faults(data, model=None) == []
        with opened(data) as store:
            found = state(store)
        for name, rows in expected.items():
            assert found[name] == rows, name


@pytest.mark.parametrize("megabytes", [1, 3])
def test_a_process_that_met_a_full_disk_goes_on_when_there_is_room(
    tmp_path, undisturbed, megabytes
):
    file, expected, _ = undisturbed
    data = tmp_path / "disk" / "data"
    with small_disk(tmp_path / "disk", megabytes) as resize:
        with contextlib.suppress(DataFolderError, IndexUnavailable):
            opened(data).close()  # the smallest has no room for an empty library
        resize(megabytes + 0.4)
        with opened(data) as store:
            with pytest.raises((DataFolderError, IndexUnavailable)):
                ingest(store, [file])
            with contextlib.suppress(IndexUnavailable):
                assert store.index.vectors.count() >= 0  # and does not hang
            resize(60)
            ingest(store, [file])
            store.index.verify()
            assert state(store) == expected


@pytest.mark.parametrize("longest", [100_000, 250_000, 700_000])
def test_files_that_cannot_grow_cost_nothing(gunman, tmp_path, undisturbed, longest):
    # As a full disk, and no mount is needed; the library, the words and Chroma meet it in turn.
    file, expected, _ = undisturbed
    whole = json.loads(json.dumps(expected))
    run = {"do": "ingest", "data": tmp_path / "data", "news": file, "articles": 16}
    done = gunman.order(**run, longest_file=longest)
    (said,) = (done[key] for key in ("failed", "refused") if key in done)
    assert "newsdesk re" in said or "Make room" in said
    if "refused" not in (again := gunman.order(**run, tell=True)):
        assert again["state"] == whole
    else:
        assert "`newsdesk reindex`" in again["refused"]
        gunman.order(**run | {"do": "reindex"})
        assert gunman.order(**run, tell=True)["state"] == whole
    assert faults(tmp_path / "data", model=None) == []


def test_a_restore_or_a_backup_without_room_leaves_what_was_there(tmp_path, undisturbed):
    file, _, _ = undisturbed
    with opened(tmp_path / "data") as store:
        ingest(store, [file])
    backup(tmp_path / "data", tmp_path / "copy")
    filler = tmp_path / "disk" / "filler"
    with small_disk(tmp_path / "disk", 2):
        filler.write_bytes(b"x" * 1_800_000)
        with pytest.raises((BackupError, DataFolderError), match=r"[Mm]ake room|free space"):
            backup(tmp_path / "data", tmp_path / "disk" / "copy")
        assert list((tmp_path / "disk").iterdir()) == [filler]
        with pytest.raises(DataFolderError, match=r"What it held is unchanged.*make room"):
            restore(tmp_path / "copy", tmp_path / "disk" / "data")
    with small_disk(tmp_path / "disk", 60):
        restore(tmp_path / "copy", tmp_path / "disk" / "data")
        assert faults(tmp_path / "disk" / "data", model=None) == []


def test_a_folder_that_can_only_be_read_is_one_sentence(tmp_path, undisturbed):
    data = tmp_path / "data"
    (tmp_path / "news.txt").write_text("Tide\n\nThe tide came in at noon.")
    with opened(data) as store:
        ingest(store, [tmp_path / "news.txt"])
    was = (data / "library.sqlite").read_bytes()
    mount(data, "--bind", str(data))
    try:
        mount(data, "-o", "remount,ro,bind")
        with pytest.raises(DataFolderError, match=r"data cannot be written: Read-only file system"):
            opened(data)
        for command in (["ingest", "news.txt"], ["reindex"], ["ask", "When?"], ["restore", "c"]):
            done = subprocess.run(
                [NEWSDESK, *command], cwd=tmp_path, capture_output=True, text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            assert done.returncode == 1, command
            assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    finally:
        subprocess.run(["umount", "--lazy", str(data)], check=True)
    assert (data / "library.sqlite").read_bytes() == was
