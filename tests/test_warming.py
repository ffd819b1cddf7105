"""Passages are taken apart before anybody asks, and it ends when told."""

import time

import pytest
from newsroom import newsroom

from bot.search import warming as module
from bot.search.stems import kept
from bot.search.warming import warming
from ingest.stored.paging import newest_passages


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
    with warming(store) as thread:
        thread.join()
    assert asked
    asked.clear()
    for one in store.library.passages(newest_passages(store.library.database, most=100)).values():
        kept(stem).of(one.passage)
        kept(stem).of_title(one.article.title)
    assert not asked


def test_the_newest_passages_come_first(store):
    ids = newest_passages(store.library.database, most=100)
    days = [store.library.passages([one])[one].article.published_at for one in ids]
    assert days == sorted(days, reverse=True)
    assert newest_passages(store.library.database, most=2) == ids[:2]


def test_it_ends_when_the_server_does(store, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 1)
    monkeypatch.setattr(module, "SHARE", 1e-6)
    begun = time.monotonic()
    with warming(store):
        pass
    assert time.monotonic() - begun < 5
