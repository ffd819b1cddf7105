"""What a search finds, in which order, and within which limits."""

import json

import pytest
from newsroom import newsroom

from bot.errors import BadQuestion
from bot.question.understanding import understand
from bot.search.retrieve import search
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("retrieve"))
    yield store
    store.close()


def found(store, text, **limits):
    return [hit.article.id for hit in search(store, understand(text, **limits), k=5).hits]


def test_the_passage_that_says_it_comes_first(store):
    assert found(store, "Why did the gate of the Orrin dam fail?")[0] == "dam"


def test_meaning_finds_what_no_word_of_the_question_says(store):
    assert found(store, "boat tickets more expensive")[0] in {"ferry-1", "ferry-2"}


def test_a_hit_tells_how_near_what_each_of_its_sentences_adds_is(store):
    found = search(store, understand("Who was hurt?"), k=5)
    for hit in found.hits:
        held = store.library.passages([hit.passage.id])[hit.passage.id]
        added = held.sentence_vectors - 0.5 * held.vector
        lengths = (added**2).sum(axis=1) ** 0.5
        assert hit.sentence_cosines == pytest.approx((added @ found.vector / lengths).tolist())


def test_copies_of_one_story_are_shown_once(store):
    ids = found(store, "How many homes did the Wendel flood?")
    assert ids[0] in {"flood-wire", "flood-copy"}
    assert len({"flood-wire", "flood-copy"} & set(ids)) == 1


def test_nothing_published_after_now_is_found(store):
    assert "ferry-2" in found(store, "Saltmarsh ferry")
    assert "ferry-2" not in found(store, "Saltmarsh ferry", now="2025-02-01")


def test_days_and_outlets_limit_both_legs(store):
    assert found(store, "Saltmarsh ferry", first_day="2025-03-01") == ["ferry-2"]
    assert set(found(store, "Saltmarsh ferry", sources=("wendel valley post",))) == {"dam"}


def test_an_outlet_that_is_not_there_is_said_with_those_that_are(store):
    says = "No outlet is called 'Legder'. There are: Harbour Ledger, Meridian Wire, Wendel"
    with pytest.raises(BadQuestion, match=says):
        found(store, "Saltmarsh ferry", sources=("Harbour Ledger", "Legder"))


@pytest.mark.parametrize(
    "text", ["the of and", "😀😀", '"ferry" OR NEAR(dam) * ^title:', "x" * 1900, "Wie hoch?", "?"]
)
def test_a_strange_question_is_no_error(store, text):
    assert len(found(store, text)) <= 5


def test_scores_fall(store):
    scores = [hit.score for hit in search(store, understand("Saltmarsh ferry fare"), k=5).hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("newest", ["2025", "2025-04", ""])
def test_a_newest_date_that_is_no_day_is_no_error(tmp_path, newest):
    line = {"id": "a", "title": "Dam", "text": "The Orrin dam failed at night.", "source": "Wire"}
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(line | {"published_at": newest}), encoding="utf-8")
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [file])
        assert found(store, "Which dam failed?") == ["a"]
