"""Stories in the library: the same whatever the order in which articles came, changed and went."""

import time
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.stored import grouping, tables
from ingest.stored.tables import articles, bands, metadata
from ingest.text import stories

SEA = [f"{one}{two}" for one in "bcdfghjklmnpqrstvwxz" for two in "abcdefghijklmnopqrst"]
DATES = ["", "2025", "2025-01-01", "2025-01-04T10:00:00+01:00", "2025-01-09", "2025-03"]


def cut(start, length=60):
    """Cuts that start near each other are alike, so that stories hang together in chains."""
    return " ".join(SEA[start : start + length])


@pytest.fixture
def db():
    with opened() as connection:
        yield connection


@contextmanager
def opened():
    engine = sa.create_engine("sqlite://")
    sa.event.listen(engine, "connect", tables.configure)
    metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def put(db, article_id, text, published_at=""):
    said = dict.fromkeys(("title", "source", "url", "dated_by", "updated_at", "language"), "")
    said |= dict.fromkeys(("section", "kind", "content_hash", "ingested_at", "address"), "")
    signed = stories.signature(text)
    db.execute(
        articles.insert().values(
            id=article_id, text=text, published_at=published_at, story=article_id,
            signature=signed, version=1, authors=[], pages=[], **said,
        )
    )  # fmt: skip
    return grouping.join(db, article_id, signed, published_at)


def drop(db, article_id):
    loose = grouping.leave(db, article_id)
    db.execute(sa.delete(articles).where(articles.c.id == article_id))
    return loose


def told(db):
    return dict(map(tuple, db.execute(sa.select(articles.c.id, articles.c.story))))


def worked_out(held, window):
    """The stories of id -> (text, date), from the definition: every band, every pair in reach."""
    signed = {
        one: grouping._Signed.of(stories.signature(text), when)
        for one, (text, when) in held.items()
    }
    shelves = {}
    for one in sorted(held, key=lambda one: (signed[one].first, one)):
        for band in stories.bands(signed[one].signature):
            shelves.setdefault(band, []).append(one)
    story = {one: one for one in held}
    for shelf in shelves.values():
        for place, one in enumerate(shelf):
            for other in shelf[place + 1 : place + 1 + window]:
                if signed[one].same(signed[other]) and story[one] != story[other]:
                    name, gone = sorted((story[one], story[other]))
                    story = {key: name if was == gone else was for key, was in story.items()}
    return story


def test_an_article_joins_its_copies_whoever_comes_first(db):
    for article_id, text in {"b": cut(0), "c": cut(200), "a": cut(1)}.items():
        grouping.settle(db, put(db, article_id, text))
    assert told(db) == {"a": "a", "b": "a", "c": "c"}


def test_an_article_between_two_stories_makes_them_one_and_its_going_two_again(db):
    put(db, "left", cut(0))
    put(db, "right", cut(32))
    assert told(db) == {"left": "left", "right": "right"}
    put(db, "between", cut(16))
    assert set(told(db).values()) == {"between"}
    grouping.settle(db, drop(db, "between"))
    assert told(db) == {"left": "left", "right": "right"}
    assert set(db.scalars(sa.select(bands.c.article_id))) == {"left", "right"}


def test_copies_weeks_apart_are_one_story_only_with_the_same_words(db):
    put(db, "a", cut(0), "2025-01-01")
    put(db, "b", cut(1), "2025-01-08")
    put(db, "c", cut(2), "2025-01-16")
    put(db, "d", cut(2), "2025-06")
    put(db, "e", cut(1), "2024")
    assert told(db) == {"a": "a", "b": "a", "c": "c", "d": "c", "e": "a"}


def test_a_date_that_there_is_not_is_no_date(db):
    put(db, "a", cut(0), "2025-02-30")
    put(db, "b", cut(1), "2025-06-01")
    assert told(db) == {"a": "a", "b": "a"}


def test_texts_without_words_are_nobody_s_copies(db):
    put(db, "a", "...")
    put(db, "b", "...")
    assert told(db) == {"a": "a", "b": "b"}


def draw(number, start=0, length=60):
    """The same frame with other figures for every number: much alike and never the same story."""
    towns = enumerate(["east", "west", "mid", "far"], start=1)
    return " ".join(
        [f"{town} drew {number * place}" for place, town in towns] + [cut(start, length)]
    )


# What shares bands and is not the same parts neighbours; what is alike by steps makes chains.
TEXTS = st.builds(draw, st.integers(1, 2), st.sampled_from([0, 14, 21, 28]))
CHANGES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.none() | st.tuples(TEXTS, st.sampled_from(DATES[2:5]))),
    min_size=6,
    max_size=24,
)


@pytest.fixture(params=[(1, 1, 1), (2, 2, 1), (16, 42, 3)], ids=str)
def window(request, monkeypatch):
    """Few bands and a narrow window, so that neighbours are often parted; and both as they are."""
    width, count, rows = request.param
    monkeypatch.setattr(grouping, "WINDOW", width)
    monkeypatch.setattr(stories, "BANDS", count)
    monkeypatch.setattr(stories, "ROWS", rows)
    return width


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # it holds for all examples
)
@given(changes=CHANGES, batch=st.integers(1, 5))
def test_the_stories_depend_on_what_is_stored_alone(window, changes, batch):
    held, loose = {}, set()
    with opened() as db:
        for number, (article_id, new) in enumerate(changes, start=1):
            if held.pop(article_id, None):
                loose |= drop(db, article_id)
            if new:
                held[article_id] = new
                loose |= put(db, article_id, *new)
            if number % batch == 0 or number == len(changes):
                grouping.settle(db, loose)
                loose = set()
                assert told(db) == worked_out(held, window)


@pytest.mark.parametrize("window", [(1, 1, 1)], indirect=True, ids=str)
def test_who_comes_between_neighbours_parts_them_and_going_joins_them(window, db):
    put(db, "a", draw(1, 14))
    put(db, "c", draw(1, 21))
    assert told(db) == {"a": "a", "c": "a"}
    grouping.settle(db, put(db, "b", draw(2, 14)))
    assert told(db) == {"a": "a", "b": "b", "c": "c"}
    grouping.settle(db, drop(db, "b"))
    assert told(db) == {"a": "a", "c": "a"}


def test_the_neighbours_in_a_band_come_nearest_first_by_day_then_id(db):
    for article_id, day in {"a": "2025-01-03", "b": "2025-01-01", "c": "2025-01-02"}.items():
        put(db, article_id, "one two", day)
    put(db, "d", "one two", "2025-01-02")
    put(db, "e", "one two", "2025-01-04")
    keys = grouping._Signed.of(stories.signature("one two"), "2025-01-02").keys
    assert grouping._windows(db, keys, "d") == [grouping._Window(["c", "b"], ["a", "e"])]


def test_what_thousands_say_alike_costs_no_more_with_each(db):
    # The same frame with other figures every time, and one real copy. Every band is crowded.
    took = []
    for number in range(1, 501):
        started = time.process_time()
        grouping.settle(db, put(db, f"{number:04}", draw(number, length=80), "2025-01-01"))
        took.append(time.process_time() - started)
    assert sum(took[-100:]) < 3 * sum(took[50:150])
    assert len(set(told(db).values())) == 500
    grouping.settle(
        db, put(db, "copy", draw(250, length=80) + " with a line of its own", "2025-01-01")
    )
    grouping.settle(db, put(db, "equal", draw(250, length=80), "2025-01-01"))
    stood = told(db)
    assert stood["equal"] == stood["0250"] == "0250"
