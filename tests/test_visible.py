"""What is shown while articles are replaced: no stale text, no hit that lacks its words."""

import json
import threading
import time

import pytest
from kills import settings

from bot.question.understanding import understand
from bot.search import retrieve
from ingest.limits import Limits
from ingest.pipeline import ingest
from ingest.store import Store

WORDS = ["zeppelin", "harpsichord", "marzipan", "trebuchet"]
ARTICLES = 12


def write(file, word):
    """Every article with a passage at the same places, whatever the word is."""
    part = (
        f"It is {word} all over, says the {word} paper. " + "Nobody on the quay had foreseen. " * 6
    )
    rows = [
        {"id": f"n{n}", "title": f"Paper {n}", "text": "\n\n".join([f"{n}: {part}"] * 3)}
        for n in range(ARTICLES)
    ]
    file.write_text("\n".join(map(json.dumps, rows)))


@pytest.fixture
def store(tmp_path):
    write(tmp_path / "news.jsonl", WORDS[0])
    with Store(tmp_path / "data", settings(), purpose="a test") as store:
        ingest(store, [tmp_path / "news.jsonl"])
        yield store


def test_searches_while_articles_are_replaced_show_one_state(store, tmp_path):
    stop, wrong, done = threading.Event(), [], []

    def search(word):
        try:
            while not stop.is_set():
                for hit in retrieve.search(store, understand(f"Where is {word}?"), k=50).hits:
                    text = hit.article.text
                    if hit.words and word not in hit.passage.text:
                        wrong.append(f"found by {word}: {hit.passage.text[:40]}")
                    if text[hit.passage.start : hit.passage.end] != hit.passage.text:
                        wrong.append(f"no slice of its article: {hit.passage.id}")
                done.append(word)
        except BaseException as error:
            wrong.append(repr(error))

    searchers = [threading.Thread(target=search, args=(word,)) for word in WORDS[:3]]
    for one in searchers:
        one.start()
    rounds, until = 0, time.monotonic() + 10
    while time.monotonic() < until and not wrong:
        rounds += 1
        write(tmp_path / "news.jsonl", WORDS[rounds % len(WORDS)])
        assert ingest(store, [tmp_path / "news.jsonl"]).articles["updated"] == ARTICLES
    stop.set()
    for one in searchers:
        one.join()
    assert wrong[:5] == []
    assert rounds >= 2
    assert set(done) == set(WORDS[:3])


def test_what_changes_between_search_and_look_is_searched_again(store, tmp_path):
    calls = []

    def look():
        found = store.index.words.search([WORDS[0]], k=50, limits=Limits())
        calls.append(len(found))
        if len(calls) == 1:  # and here another thread is quicker
            write(tmp_path / "news.jsonl", WORDS[1])
            ingest(store, [tmp_path / "news.jsonl"])
        return store.library.visible(key for key, _ in found)

    assert store.index.read(look) == {}
    assert calls == [ARTICLES * 3, 0]
