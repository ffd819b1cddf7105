"""The vector index on a real Chroma: neighbours by angle, within limits."""

import shutil
from concurrent.futures import ThreadPoolExecutor, wait

import numpy as np
import pytest

from ingest.article import Article, Passage
from ingest.errors import IndexUnavailable
from ingest.indexes import vectors as module
from ingest.indexes.vectors import VectorIndex
from ingest.limits import Limits
from ingest.stored.records import StoredPassage

ALL = Limits()


def at(degrees):
    """The unit vector in that direction."""
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], np.float32)


def stored(key, vector, *, date="", source=""):
    article = Article(id=key, title="", text="It sails.", published_at=date, source=source)
    passage = Passage(article_id=key, start=0, text="It sails.")
    return StoredPassage(passage=passage, article=article, story=key, vector=vector)


@pytest.fixture
def vectors(tmp_path):
    vectors = VectorIndex(tmp_path)
    vectors.replace(
        [],
        [
            stored("north", at(90), date="2025-01-15", source="Ledger"),
            stored("east", at(0), date="2025-02-04T08:00:00+00:00", source="Ledger"),
            stored("south", at(-90), date="2025-03-18", source="Wire"),
            stored("west", at(180)),
        ],
    )
    yield vectors
    vectors.close()


def ids(found):
    return [key.removesuffix(":0") for key in found]


def test_the_nearest_come_first_and_k_is_the_most(vectors):
    assert ids(vectors.search(at(60), k=3, limits=ALL)) == ["north", "east", "west"]
    assert ids(vectors.search(at(-60), k=9, limits=ALL)) == ["south", "east", "west", "north"]


def test_nearness_is_the_angle_not_the_distance(vectors):
    # Five times as long and 10 degrees off; by distance the shorter one at 60 degrees is nearer.
    vectors.replace([], [stored("far", 5 * at(10)), stored("near", at(60))])
    assert ids(vectors.search(at(0), k=3, limits=ALL)) == ["east", "far", "near"]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(first_day="2025-02-04"), {"east", "south"}),
        (Limits(last_day="2025-02-04"), {"north", "east", "west"}),
        (Limits(first_day="2025-02-04", last_day="2025-02-04"), {"east"}),
        (Limits(sources=("LEDGER",)), {"north", "east"}),
        (Limits(sources=("wire", "ledger"), first_day="2025-03-01"), {"south"}),
        (Limits(sources=("nobody",)), set()),
    ],
)
def test_limits_are_kept_to_the_day(vectors, limits, found):
    assert set(ids(vectors.search(at(0), k=9, limits=limits))) == found


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(first_day="2025-02-28"), {"month", "year"}),  # it may have been that day
        (Limits(last_day="2025-02-01"), {"month", "year"}),
        (Limits(first_day="2025-03-01"), {"year"}),
        (Limits(last_day="2025-01-31"), {"year"}),
        (Limits(first_day="2026-01-01"), set()),
        (Limits(last_day="2024-12-31"), set()),
    ],
)
def test_a_date_known_to_the_month_is_found_on_each_of_its_days(vectors, limits, found):
    vectors.replace(
        [], [stored("month", at(1), date="2025-02"), stored("year", at(2), date="2025")]
    )
    assert set(ids(vectors.search(at(0), k=9, limits=limits))) & {"month", "year"} == found


def test_a_replaced_passage_has_its_new_place_alone(vectors):
    for _ in range(2):  # twice is the same as once
        vectors.replace(["north:0", "nobody:0"], [stored("east", at(90))])
    assert vectors.count() == 3
    assert ids(vectors.search(at(90), k=1, limits=ALL)) == ["east"]


def test_vectors_of_another_length_are_refused_with_the_way_out(vectors):
    with pytest.raises(IndexUnavailable, match=r"dimension.*`newsdesk reindex`"):
        vectors.replace([], [stored("new", np.ones(3, np.float32))])
    with pytest.raises(IndexUnavailable, match="dimension"):
        vectors.neighbours(np.ones(3, np.float32), k=1)
    assert vectors.count() == 4


def test_where_chroma_does_not_answer_the_codes_do(vectors, caplog):
    found = vectors.search(at(60), k=3, limits=ALL)
    shutil.rmtree(vectors.path)
    vectors.path.write_text("in its way")
    vectors._failed = True  # as after a change that failed: Chroma is opened anew
    with pytest.raises(IndexUnavailable):
        vectors.neighbours(at(60), k=3)
    assert vectors.search(at(60), k=3, limits=ALL) == found
    assert "Searched without the vector index" in caplog.text


def test_who_opens_it_anew_takes_it_away_from_nobody(vectors):
    vectors._failed = True  # as after a change that failed: each who asks opens it anew
    with ThreadPoolExecutor(1) as pool:
        with vectors._asked():
            held, other = vectors._collection, pool.submit(vectors.count)
            wait([other], timeout=0.5)
            assert held.count() == 4
        assert other.result(20) == 4


def test_what_asks_of_one_that_was_closed_meanwhile_is_told_so(vectors):
    vectors._close()
    with pytest.raises(IndexUnavailable, match="did not answer"):
        vectors.count()
    vectors._failed = True
    assert vectors.count()


def test_a_damaged_folder_is_one_clear_sentence_and_can_be_made_anew(tmp_path):
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(IndexUnavailable, match=r"chroma did not answer.*`newsdesk reindex`"):
        VectorIndex(tmp_path)
    (tmp_path / "chroma" / "chroma.sqlite3").unlink()
    again = VectorIndex(tmp_path)
    assert again.count() == 0
    again.close()


def test_one_that_cannot_be_opened_leaves_the_others_alone(tmp_path, vectors):
    from chromadb.api.shared_system_client import SharedSystemClient

    (tmp_path / "bad" / "chroma").mkdir(parents=True)
    (tmp_path / "bad" / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    before = dict(SharedSystemClient._identifier_to_system)
    with pytest.raises(IndexUnavailable):
        VectorIndex(tmp_path / "bad")
    assert SharedSystemClient._identifier_to_system == before
    assert vectors.count() == 4


def test_a_folder_that_was_made_with_another_width_is_searched_as_widely(tmp_path, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(module, "SEARCH_WIDTH", 7)
        made = VectorIndex(tmp_path)
        made.replace([], [stored("north", at(90))])
        made.close()
    again = VectorIndex(tmp_path)
    kept = again._client.get_collection("passages", embedding_function=None)
    assert kept.configuration_json["hnsw"]["ef_search"] == module.SEARCH_WIDTH
    assert ids(again.search(at(60), k=1, limits=ALL)) == ["north"]
    again.close()


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A folder whose graph Chroma has saved, with links above the lowest layer."""
    folder = tmp_path_factory.mktemp("saved")
    index = VectorIndex(folder)
    index.replace([], [stored(f"n{number}", at(number / 10)) for number in range(1200)])
    index.neighbours(at(1), k=1)
    index.close()
    (file,) = (folder / "chroma").glob("*/link_lists.bin")
    assert np.fromfile(file, np.uint32).any()
    return folder


@pytest.mark.parametrize(
    "harm",
    [
        lambda links: links.__setitem__(0, links[0] + 256),
        lambda links: links.__setitem__(slice(None, 40), 0),
        lambda links: links.__setitem__(-1, 4),
    ],
)
def test_links_of_a_wrong_length_are_not_handed_to_chroma(saved, tmp_path, harm):
    shutil.copytree(saved / "chroma", tmp_path / "chroma")
    VectorIndex(tmp_path).close()
    (file,) = (tmp_path / "chroma").glob("*/link_lists.bin")
    links = np.fromfile(file, np.uint32)
    harm(links)
    links.tofile(file)
    with pytest.raises(IndexUnavailable, match=r"link_lists.bin is not as .* `newsdesk reindex`"):
        VectorIndex(tmp_path)


@pytest.mark.parametrize("end", [None, 20])
def test_a_graph_without_its_header_is_not_handed_to_chroma(saved, tmp_path, end):
    shutil.copytree(saved / "chroma", tmp_path / "chroma")
    (file,) = (tmp_path / "chroma").glob("*/header.bin")
    if end:
        file.write_bytes(file.read_bytes()[:end])
    else:
        file.unlink()
    with pytest.raises(IndexUnavailable, match=r"header.bin .* `newsdesk reindex`"):
        VectorIndex(tmp_path)
