"""Doctor's look at library and indexes: every way in which they part is told, with the way out."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from kills import settings
from test_library import DAM, FERRY, ready

from ingest.errors import DataFolderBusy, DataFolderError, IndexUnavailable
from ingest.pipeline import ingest
from ingest.store import Store
from ingest.stored import verify
from ingest.stored.database import TO_REBUILD

MODEL = "kills:Hashed embed_dim=16"


@pytest.fixture(scope="module")
def forty(tmp_path_factory):
    """A folder of forty articles, to be copied."""
    tmp_path = tmp_path_factory.mktemp("forty")
    rows = [
        {"id": f"a{n:02}", "title": f"Ferry {n}", "text": f"Ferry {n} sails."} for n in range(40)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with Store(tmp_path / "data", settings(), purpose="a test") as store:
        ingest(store, [tmp_path / "news.jsonl"])
    return tmp_path / "data"


@pytest.fixture(scope="module")
def many(forty, tmp_path_factory):
    """A folder of so many that Chroma has written them out, to be copied.

    It does so after a thousand changes; what is younger it has in its log.
    """
    data = tmp_path_factory.mktemp("many") / "data"
    shutil.copytree(forty, data)
    more = [ready(replace(FERRY, id=f"b{n:04}"), 0, d=16) for n in range(2500)]
    with opened(data) as store:
        for start in range(0, len(more), 500):
            store.library.store(more[start : start + 500], [])
            store.index.catch_up()
    return data


@pytest.fixture
def data(forty, tmp_path):
    return shutil.copytree(forty, tmp_path / "data")


def faults(data, model=MODEL):
    found = verify.look(data, model=model, purpose="a test").faults
    return [f"{fault.subject}: {fault.says}" for fault in found]


def opened(data):
    return Store(data, settings(), purpose="a test", check=False)


def test_what_agrees_has_no_fault_and_is_counted(data, monkeypatch):
    monkeypatch.setattr(verify, "BATCH", 7)
    monkeypatch.setattr(verify, "SAMPLE", 10)
    verdict = verify.look(data, model=MODEL, purpose="a test")
    assert (verdict.faults, verdict.waiting, verdict.counts.passages) == ((), 0, 40)


@pytest.mark.parametrize("batch", [7, 5000])
@pytest.mark.parametrize("index", ["words", "vectors", "codes"])
def test_equal_counts_of_other_passages_are_told_apart(data, index, batch, monkeypatch):
    monkeypatch.setattr(verify, "BATCH", batch)
    with opened(data) as store:
        stored = store.library.passages(["a03:0"])["a03:0"]
        other = replace(stored, passage=replace(stored.passage, article_id="gone"))
        changed = store.index.vectors.codes if index == "codes" else getattr(store.index, index)
        changed.replace(["a03:0", "a04:0"], [other])
    name = {"words": "words", "vectors": "vector", "codes": "codes"}[index]
    lacks, holds = (said for said in faults(data) if said.startswith(name))
    assert lacks == (
        f"{name} index: It lacks 2 passages that the library holds (a03:0, a04:0). "
        "Run `newsdesk reindex`; no article is lost."
    )
    assert f"{name} index: It holds 1 passages that the library does not (gone:0)." in holds


def test_other_vectors_and_other_words_are_found(data):
    with opened(data) as store:
        held = store.library.passages(["a03:0", "a04:0"])
        turned = replace(held["a03:0"], vector=-held["a03:0"].vector)
        retitled = replace(held["a04:0"], article=replace(held["a04:0"].article, title="Tram"))
        store.index.vectors.replace([], [turned])
        store.index.words.replace(["a04:0"], [retitled])
    words, codes, vectors = faults(data)
    assert codes.startswith("codes index: It has other codes than the library for a03:0.")
    assert words.startswith("words index: It has other words than the library for a04:0.")
    assert vectors.startswith("vector index: It has other vectors than the library for a03:0.")


def test_a_change_that_waits_is_no_fault(data):
    with opened(data) as store:
        store.library.store([ready(FERRY, 0, d=16), ready(DAM, 0, d=16)], [], remove=["a05"])
    verdict = verify.look(data, model=MODEL, purpose="a test")
    assert (verdict.faults, verdict.waiting) == ((), 3)


def test_another_model_and_a_rebuild_that_was_cut_off_are_told(data):
    with opened(data) as store:
        store.library.database.set_fact(TO_REBUILD, "yes")
    model, unfinished = faults(data, model="another")
    assert model.startswith("model: The vectors are of 'kills:Hashed embed_dim=16', the config")
    assert unfinished.startswith("indexes: They were not built to their end. Run `newsdesk reind")
    with opened(data) as store:
        store.reindex()
    assert faults(data, model=None) == []


@pytest.mark.parametrize("harm", ["another byte", "half of it", "no file"])
def test_words_that_are_not_as_they_were_written_are_found(data, harm):
    file = max((data / "words").glob("*.idx"), key=lambda one: one.stat().st_size)
    content = file.read_bytes()
    if harm == "another byte":
        file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    elif harm == "half of it":
        file.write_bytes(content[: len(content) // 2])
    else:
        file.unlink()
    (said,) = faults(data)
    assert said.startswith("words index: ")
    assert file.name in said or "Footer" in said
    assert "`newsdesk reindex`" in said
    with opened(data) as store:
        assert store.reindex() == 40
    assert faults(data) == []


def test_codes_that_do_not_fit_the_library_are_found(data):
    with opened(data) as store:
        held = store.library.passages(["a03:0", "a04:0"])
        redated = replace(held["a04:0"].article, published_at="2001-01-01")
        store.index.vectors.codes.replace(["a03:0"], [replace(held["a04:0"], article=redated)])
    lacks, other = faults(data)
    assert lacks.startswith("codes index: It lacks 1 passages that the library holds (a03:0).")
    assert other.startswith("codes index: It has other codes than the library for a04:0.")
    with closing(sqlite3.connect(data / "codes.sqlite")) as db, db:
        db.execute("DELETE FROM vectors WHERE row = 3")
    assert "It is damaged: 1 codes without vectors" in faults(data)[0]
    (data / "codes.sqlite").unlink()
    assert faults(data)[0].startswith("codes index: It is not there.")
    assert not (data / "codes.sqlite").exists()  # looking changes nothing


def damage_page(file, page=None):
    """Write nonsense over one page in the middle of a database, or over `page`."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size, count = (
            db.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_size", "page_count")
        )
    with file.open("r+b") as handle:
        handle.seek((page or count // 2) * size)
        handle.write(b"\xa5" * size)


def truncate(file):
    with file.open("r+b") as handle:
        handle.truncate(file.stat().st_size // 2 + 100)


@pytest.mark.parametrize("harm", [damage_page, truncate])
@pytest.mark.parametrize(
    ("file", "way_out"),
    [
        ("library.sqlite", "`newsdesk restore`"),
        ("codes.sqlite", "`newsdesk reindex`"),
        ("chroma/chroma.sqlite3", "`newsdesk reindex`"),
    ],
)
def test_a_damaged_file_is_one_sentence_with_the_way_out(data, harm, file, way_out):
    harm(data / file)
    try:
        said = faults(data)
    except DataFolderError as error:
        said = [str(error)]
    assert said, "nobody noticed"
    assert all(way_out in one for one in said)
    try:
        Store(data, settings(), purpose="a test").close()
    except (DataFolderError, IndexUnavailable) as error:
        assert way_out in str(error)  # noqa: PT017, whether it opens depends on the page
    if file != "library.sqlite":
        with opened(data) as store:
            assert store.reindex() == 40
        assert faults(data) == []


@pytest.mark.parametrize("lost", ["files", "folder"])
def test_lost_files_of_chroma_are_noticed(many, tmp_path, lost):
    data = shutil.copytree(many, tmp_path / "data")
    (folder,) = (one for one in (data / "chroma").iterdir() if one.is_dir())
    for file in folder.iterdir():
        file.unlink()
    if lost == "folder":
        folder.rmdir()
    (said,) = faults(data)
    assert said.startswith("vector index: ")
    assert "`newsdesk reindex`" in said


def test_a_folder_in_use_is_refused_but_its_library_can_be_looked_at(data):
    with opened(data):
        with pytest.raises(DataFolderBusy):
            faults(data)
        assert verify.look_at_library(data).counts.articles == 40


def test_a_folder_without_a_library_is_no_library(tmp_path):
    with pytest.raises(DataFolderError, match="There is no library"):
        verify.look_at_library(tmp_path)
