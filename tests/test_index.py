"""Both indexes in step with the library, after every change and every crash."""

import shutil
from contextlib import closing

import numpy as np
import pytest
from test_library import DAM, FERRY, ready

from ingest.errors import IndexUnavailable
from ingest.index import Index
from ingest.library import Library
from ingest.limits import Limits
from ingest.records import Embedded

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


@pytest.mark.parametrize("damage", ["words", "chroma", "chroma is a file", "both are gone"])
def test_damaged_indexes_are_mended_from_the_library(library, damage):
    folder = library.database.path.parent
    index = opened(library)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    index.catch_up()
    index.close()
    if damage == "words":
        (folder / "words.sqlite").write_bytes(b"no database" * 1000)
    elif damage == "chroma":
        (folder / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    else:
        shutil.rmtree(folder / "chroma")
        if damage == "chroma is a file":
            (folder / "chroma").write_text("")
        else:
            (folder / "words.sqlite").unlink()
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
