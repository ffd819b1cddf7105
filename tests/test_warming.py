"""Passages are taken apart before anybody asks, and it ends when told."""

import time

import pytest
from newsroom import newsroom

from bot.search import warming
from bot.search.stems import kept
from bot.search.warming import Warming


@pytest.fixture
def store(tmp_path):
    store = newsroom(tmp_path)
    yield store
    store.close()


def test_of_a_passage_that_was_made_ready_nothing_is_made_anew(store, monkeypatch):
    asked = []

    def stem(word):
        asked.append(word)
        return word.lower()

    monkeypatch.setattr(store.index.words, "stem", stem)
    with Warming(store) as made:
        made.join()
    assert asked
    asked.clear()
    for one in store.library.passages(store.library.newest(100)).values():
        kept(stem).of(one.passage)
        kept(stem).of_title(one.article.title)
    assert not asked


def test_the_newest_are_taken_last_so_that_they_stay_longest(store):
    ids = store.library.newest(100)
    days = [store.library.passages([one])[one].article.published_at for one in ids]
    assert days == sorted(days)
    assert store.library.newest(2) == ids[-2:]


def test_it_ends_when_the_server_does(store, monkeypatch):
    monkeypatch.setattr(warming, "AT_ONCE", 1)
    monkeypatch.setattr(warming, "SHARE", 1e-6)
    begun = time.monotonic()
    with Warming(store):
        pass
    assert time.monotonic() - begun < 5
