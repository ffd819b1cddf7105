"""Vectors within limits: nothing outside them, hardly anything nearer left out."""

import sqlite3
import threading
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_vectors import ALL, at, ids, stored

from ingest.errors import IndexUnavailable
from ingest.indexes import codes as module
from ingest.indexes.codes import Codes, row_of
from ingest.limits import Limits

ANY_DAY = Limits(first_day="0001-01-01")


@pytest.fixture
def codes(tmp_path):
    codes = Codes(tmp_path)
    yield codes
    codes.close()


def cloud(count, *, d=256, seed=1):
    """Unit vectors around a few centres."""
    chance = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((20, d))
    found = centres[chance.integers(20, size=count)] + 0.7 * chance.standard_normal((count, d))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def test_of_many_the_nearest_are_found_by_their_signs(codes, monkeypatch):
    monkeypatch.setattr(module, "LEAST_REFINED", 300)
    monkeypatch.setattr(module, "BLOCK", 700)  # the last one is not full
    vectors = cloud(3000)
    days = ["2025-01-15" if number % 3 else "2025-02-15" for number in range(3000)]
    made = [
        stored(f"{n:04}", one, date=day)
        for n, (one, day) in enumerate(zip(vectors, days, strict=True))
    ]
    for start in range(0, 3000, 1000):
        codes.replace([], made[start : start + 1000])
    for limits, allowed in (
        (ANY_DAY, np.ones(3000, bool)),
        (Limits(first_day="2025-02-01"), np.arange(3000) % 3 == 0),
    ):
        right = 0
        for asked in cloud(20, seed=2):
            near = np.where(allowed, vectors @ asked, -2)
            expected = {f"{n:04}:0" for n in np.argsort(-near)[:10]}
            right += len(expected & set(codes.search(asked, k=10, limits=limits)))
        assert right >= 190  # of 200


def test_what_was_dropped_or_replaced_is_found_no_more(codes):
    codes.replace([], [stored("north", at(90)), stored("east", at(0)), stored("west", at(180))])
    codes.replace(["north:0", "nobody:0"], [stored("east", at(95))])
    assert ids(codes.search(at(90), k=9, limits=ALL)) == ["east", "west"]
    codes.replace(["east:0", "west:0"], [])
    assert codes.search(at(90), k=9, limits=ALL) == []
    codes.replace([], [stored("south", at(-90))])
    assert ids(codes.search(at(90), k=9, limits=ALL)) == ["south"]


def test_the_same_twice_in_one_change_stands_there_once(codes):
    codes.replace([], [stored("x", at(0)), stored("x", at(90))])
    assert codes.count() == 1
    assert codes.damage() == []


def test_what_was_changed_stands_there_when_it_is_opened_again(codes, tmp_path):
    codes.replace([], [stored("north", at(90), date="2025-01-15", source="Ledger")])
    codes.replace([], [stored("east", at(0), date="2025-02", source="Wire")])
    codes.close()
    with closing(Codes(tmp_path)) as again:
        assert again.count() == 2
        assert ids(again.search(at(1), k=9, limits=Limits(sources=("WIRE",)))) == ["east"]
        assert ids(again.search(at(1), k=9, limits=Limits(last_day="2025-01-31"))) == ["north"]


def test_a_change_that_fails_leaves_all_as_it_was(codes):
    codes.replace([], [stored("north", at(90))])
    with pytest.raises(IndexUnavailable, match=r"codes\.sqlite did not answer.*`newsdesk reindex`"):
        codes.replace(["north:0"], [stored("long", np.ones(300, np.float32))])
    assert ids(codes.search(at(90), k=9, limits=ANY_DAY)) == []  # without a date
    assert ids(codes.search(at(90), k=9, limits=ALL)) == ["north"]
    with pytest.raises(IndexUnavailable, match="codes of 64 bits"):
        codes.search(np.ones(300, np.float32), k=1, limits=ALL)


def test_rows_are_what_the_passages_give(codes):
    one = stored("north", at(90), date="2025-01", source="Ledger")
    codes.replace([], [one])
    assert codes.rows(["north:0", "nobody:0"]) == {"north:0": row_of(one)}
    assert row_of(one)[:4] == ("north:0", 20250101, 20250131, "ledger")
    assert list(codes.ids(1)) == [["north:0"]]


def test_a_code_without_its_vector_is_told(codes, tmp_path):
    codes.replace([], [stored("north", at(90)), stored("east", at(0))])
    with closing(sqlite3.connect(tmp_path / "codes.sqlite")) as db, db:
        db.execute("DELETE FROM vectors WHERE row = 1")
    assert codes.damage() == ["1 codes without vectors"]
    assert ids(codes.search(at(90), k=9, limits=ALL)) == ["east"]


def test_a_damaged_file_is_one_clear_sentence(tmp_path):
    (tmp_path / "codes.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(IndexUnavailable, match=r"codes\.sqlite did not answer.*`newsdesk reindex`"):
        Codes(tmp_path)


def test_searches_go_on_while_the_codes_change(codes):
    vectors, failed, stop = cloud(400), [], threading.Event()
    made = [stored(f"{n:03}", one, date="2025-01-15") for n, one in enumerate(vectors)]
    codes.replace([], made[:200])

    def ask():
        while not stop.is_set():
            found = codes.search(vectors[0], k=5, limits=ANY_DAY)
            if found[:1] != ["000:0"] or len(found) != 5:
                failed.append(found)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for one in asking:
        one.start()
    for start in range(200, 400, 10):
        codes.replace(
            [one.passage.id for one in made[start - 100 : start - 90]], made[start : start + 10]
        )
    stop.set()
    for one in asking:
        one.join()
    assert failed == []
    assert codes.count() == 200


@given(st.lists(st.integers(0, 12)), st.integers(1, 30))
def test_the_least_are_the_least(values, count):
    array = np.array(values, np.uint16)
    chosen = module._least(array, count)
    assert len(set(chosen)) == len(chosen) == min(count, len(values))
    assert sorted(array[chosen]) == sorted(values)[:count]
    assert list(chosen) == sorted(chosen)
