"""Both indexes in step with the library, after every change and every crash."""

import shutil
import time
from contextlib import closing
from itertools import count
from threading import Event, Thread

import numpy as np
import pytest
from test_library import DAM, FERRY, ready

from ingest.errors import IndexUnavailable
from ingest.indexes.index import Index
from ingest.indexes.vectors import VectorIndex
from ingest.limits import Limits
from ingest.stored.library import Library
from ingest.stored.records import Embedded

ALL = Limits()
EAST = np.array([1, 0, 0, 0], np.float32)


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path)
    yield library
    library.close()


def opened(library, **options):
    return Index(library.database.path.parent, library, **options)


def found(index):
    """(by words, by meaning), each in order of id."""
    words = sorted(key for key, _ in index.words.search(["sails", "holds"], k=9, limits=ALL))
    return words, sorted(index.vectors.search(EAST, k=9, limits=ALL))


def test_catching_up_takes_over_what_changed_and_then_nothing(library):
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    assert index.catch_up() == 2
    assert found(index) == (["dam:0", "ferry:0"], ["dam:0", "ferry:0"])
    library.store([], [], remove=["dam"])
    assert index.catch_up() == 1
    assert found(index) == (["ferry:0"], ["ferry:0"])
    assert index.catch_up() == 0
    index.verify()
    index.close()


@pytest.mark.parametrize("crash", ["before", "words alone", "both but not noted"])
def test_a_crash_while_catching_up_is_made_good(library, crash):
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    library.store([ready(FERRY, 10)], [], remove=["dam"])
    waiting = library.waiting()
    held = list(library.passages(waiting).values())
    if crash != "before":
        index.words.replace(waiting, held)
    if crash == "both but not noted":
        index.vectors.replace(waiting, held)
    index.close()
    index = opened(library)
    index.catch_up()
    index.verify()
    assert found(index)[1] == ["ferry:10"]
    assert index.words.count() == 1
    index.close()


def test_an_index_that_lacks_passages_is_told(library):
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    index.words.replace(["dam:0"], [])
    with pytest.raises(IndexUnavailable, match="words index holds 1 passages but the library 2"):
        index.verify()
    assert index.rebuild() == 2
    index.vectors.replace(["dam:0"], [])
    with pytest.raises(IndexUnavailable, match="vector index holds 1 passages but the library 2"):
        index.verify()
    assert index.rebuild() == 2
    index.verify()
    index.close()


def test_rebuilding_drops_what_the_library_does_not_hold(library):
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    library.store([], [], remove=["dam"])
    assert index.rebuild() == 1
    assert (found(index), library.waiting()) == ((["ferry:0"], ["ferry:0"]), [])
    index.close()


def test_rebuilding_takes_vectors_of_another_length(library):
    index = opened(library)
    library.store([ready(FERRY, 0)], [])
    index.catch_up()
    other = Embedded(embedded="new", vector=np.array([0, 1], np.float32))
    library.replace_vectors({"ferry:0": other})
    assert index.rebuild() == 1
    assert index.vectors.search(np.array([0, 1], np.float32), k=1, limits=ALL) == ["ferry:0"]
    index.close()


def test_files_that_are_still_written_as_they_are_taken_away_are_taken_away(library):
    index = opened(library)
    library.store([ready(FERRY, 0)], [])
    index.catch_up()
    folder, begun = library.database.path.parent / "words", Event()
    for n in range(300):  # that to take it away takes longer than to write one
        (folder / f"merged-{n}").write_bytes(b"")

    def write_on():
        """As tantivy does, whose merges end after it has been closed."""
        until = time.monotonic() + 0.1
        for n in count():
            try:
                (folder / f"late-{n}").write_bytes(b"")
            except FileNotFoundError:
                return
            begun.set()
            if time.monotonic() > until:
                return

    writing = Thread(target=write_on)
    writing.start()
    begun.wait()
    try:
        assert index.rebuild() == 1
    finally:
        writing.join()
    assert found(index) == (["ferry:0"], ["ferry:0"])
    assert not list(folder.glob("merged-*"))
    index.close()


@pytest.mark.parametrize(
    "damage",
    [
        "words",
        "words are a file",
        "codes",
        "codes are gone",
        "chroma",
        "chroma is a file",
        "all are gone",
    ],
)
def test_damaged_indexes_are_mended_from_the_library(library, damage):
    folder = library.database.path.parent
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    index.close()
    if damage == "words":
        (folder / "words" / "meta.json").write_bytes(b"no index" * 1000)
    elif damage == "codes":
        (folder / "codes.sqlite").write_bytes(b"no database" * 1000)
    elif damage == "codes are gone":
        (folder / "codes.sqlite").unlink()
    elif damage == "chroma":
        (folder / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    else:
        gone = folder / ("words" if damage == "words are a file" else "chroma")
        shutil.rmtree(gone)
        if damage == "all are gone":
            shutil.rmtree(folder / "words")
            (folder / "codes.sqlite").unlink()
        else:
            gone.write_text("")
    with (
        pytest.raises(IndexUnavailable, match="`newsdesk reindex`"),
        closing(opened(library)) as one,
    ):
        one.verify()
    index = opened(library, mend=True)
    assert index.rebuild() == 2
    index.verify()
    assert found(index) == (["dam:0", "ferry:0"], ["dam:0", "ferry:0"])
    index.close()


def as_before(folder):
    """Make of a folder what versions left that kept words in SQLite and had no codes."""
    shutil.rmtree(folder / "words")
    (folder / "codes.sqlite").unlink()
    (folder / "words.sqlite").write_bytes(b"what it held is not asked")


@pytest.mark.parametrize("cut_off", [False, True])
def test_a_folder_of_an_older_version_is_brought_up_when_it_is_opened(library, cut_off):
    folder = library.database.path.parent
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    index.close()
    as_before(folder)
    if cut_off:  # when it had done a part, and a thing that is there no more
        half = opened(library, mend=True)
        half._replace([], list(library.passages(["dam:0"]).values()))
        half.close()
        library.store([], [], remove=["dam"])
        library.indexed(library.waiting())
        with closing(VectorIndex(folder)) as vectors:
            vectors.replace(["dam:0"], [])
            vectors.codes.replace([], list(library.passages(["ferry:0"]).values()))
    index = opened(library)
    index.catch_up()
    index.verify()
    left = ["ferry:0"] if cut_off else ["dam:0", "ferry:0"]
    assert found(index) == (left, left)
    day = Limits(last_day="2999-12-31")
    assert sorted(index.vectors.search(EAST, k=9, limits=day)) == left
    assert not list(folder.glob("words.sqlite*"))
    index.close()


def test_limits_change_which_passages_are_near_and_nothing_else(library):
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    everything = Limits(last_day="2999-12-31")
    assert index.vectors.search(EAST, k=9, limits=everything) == index.vectors.search(
        EAST, k=9, limits=ALL
    )
    index.vectors.codes.replace(["dam:0"], [])
    with pytest.raises(IndexUnavailable, match="codes index holds 1 passages but the library 2"):
        index.verify()
    index.close()
