"""What is embedded, and what need not be."""

import json

from conftest import every_article

from ingest.pipeline import ingest

FIRST = "The single fare will rise to £4.10 on 1 March. " * 12
SECOND = "Managing director Colin Strake blamed the price of diesel. " * 12


def vectors(store):
    every = (one for some in store.library.all_passages() for one in some)
    return {one.passage.text: one.vector for one in every}


class Counting:
    """The store's embedder, noting what it is asked for."""

    def __init__(self, embedder):
        self._embedder, self.asked = embedder, []

    def __getattr__(self, name):
        return getattr(self._embedder, name)

    def passages(self, items):
        self.asked += items
        return self._embedder.passages(items)


def write(path, *texts, title="Ferry"):
    row = {"id": "ferry", "title": title, "text": "\n\n".join(texts)}
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_of_an_edited_article_only_the_changed_passages_are_embedded(store, tmp_path):
    store.embedder = counting = Counting(store.embedder)
    file = write(tmp_path / "a.jsonl", FIRST, SECOND)
    ingest(store, [file])
    assert len(counting.asked) == 2
    before = vectors(store)
    write(file, "It sails.", "A new lead of an edited story, said at length. " * 12, SECOND)
    ingest(store, [file])
    assert len(counting.asked) == 3
    after = vectors(store)
    assert (after[SECOND.strip()] == before[SECOND.strip()]).all()
    assert len(after) == 2


def test_the_same_passage_under_another_headline_is_another(store, tmp_path):
    store.embedder = counting = Counting(store.embedder)
    ingest(store, [write(tmp_path / "a.jsonl", FIRST)])
    ingest(store, [write(tmp_path / "a.jsonl", FIRST, title="Fares")])
    assert len(counting.asked) == 2
    assert [one.title for one in every_article(store.library)] == ["Fares"]
