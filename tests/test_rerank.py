"""A reranker named in the settings: real ones of LlamaIndex, and whatever foreign code may do."""

import sys
import threading

import pytest
from newsroom import newsroom

from bot.errors import RerankerUnavailable
from bot.question.understanding import understand
from bot.search import rerank
from bot.search.retrieve import search
from ingest.config import load_settings
from ingest.errors import SettingsError
from ingest.settings import RerankerSettings, RetrievalSettings

QUESTION = understand("Saltmarsh ferry")
REORDER = "llama_index.core.postprocessor:LongContextReorder"
CUTOFF = "llama_index.core.postprocessor:SimilarityPostprocessor"
MODULE = """
import threading
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import NodeWithScore, TextNode

MADE, INSIDE, MOST, GATE = [], [0], [0], threading.Lock()


class Backwards(BaseNodePostprocessor):
    def __init__(self, **options):
        super().__init__()
        MADE.append(options)

    def _postprocess_nodes(self, nodes, query_bundle=None):
        return [NodeWithScore(node=one.node, score=-5.0) for one in reversed(nodes)]


class Twice(Backwards):
    def _postprocess_nodes(self, nodes, query_bundle=None):
        return [*reversed(nodes), *nodes]


class Longest(BaseNodePostprocessor):
    def _postprocess_nodes(self, nodes, query_bundle=None):
        assert query_bundle.query_str == "Saltmarsh ferry"
        return sorted(nodes, key=lambda one: -len(one.node.text))[:1]


class Failing(BaseNodePostprocessor):
    def _postprocess_nodes(self, nodes, query_bundle=None):
        raise RuntimeError("out of memory")


class Inventing(BaseNodePostprocessor):
    def _postprocess_nodes(self, nodes, query_bundle=None):
        return [NodeWithScore(node=TextNode(id_="mine", text="The fare is nothing."), score=9.0)]


class Touchy(BaseNodePostprocessor):
    def _postprocess_nodes(self, nodes, query_bundle=None):
        with GATE:
            INSIDE[0] += 1
            MOST[0] = max(MOST[0], INSIDE[0])
        threading.Event().wait(0.02)
        with GATE:
            INSIDE[0] -= 1
        return nodes


class NoReranker:
    pass
"""


@pytest.fixture(scope="module")
def hits(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("rerank"))
    yield search(store, QUESTION, k=4).hits
    store.close()


@pytest.fixture
def foreign(tmp_path, monkeypatch):
    """The name of a module with rerankers in it."""
    (tmp_path / "rerankers_of_tests.py").write_text(MODULE)
    (tmp_path / "broken_reranker_of_tests.py").write_text("raise ValueError('half written')")
    monkeypatch.syspath_prepend(str(tmp_path))
    rerank._loaded.cache_clear()
    yield "rerankers_of_tests"
    for name in ("rerankers_of_tests", "broken_reranker_of_tests"):
        sys.modules.pop(name, None)
    rerank._loaded.cache_clear()


def configured(path, most=30, **options):
    named = RerankerSettings.model_validate({"class": path, "options": options})
    return RetrievalSettings(reranker=named, rerank_candidates=most)


def ids(hits):
    return [hit.passage.id for hit in hits]


def test_without_one_the_hits_stay_as_they_are(hits):
    assert len(hits) == 4
    assert rerank.rerank(hits, QUESTION, RetrievalSettings()) == hits


def test_a_new_order_takes_over_the_scores_of_the_old(hits, foreign):
    done = rerank.rerank(hits, QUESTION, configured(f"{foreign}:Backwards"))
    assert ids(done) == ids(hits)[::-1]
    assert [hit.score for hit in done] == [hit.score for hit in hits]
    assert {hit.cosine for hit in done} == {hit.cosine for hit in hits}


def test_only_the_best_are_reranked_and_the_others_follow(hits, foreign):
    done = rerank.rerank(hits, QUESTION, configured(f"{foreign}:Backwards", most=2))
    assert ids(done) == [ids(hits)[place] for place in (1, 0, 2, 3)]


def test_what_it_leaves_out_is_gone_and_so_is_what_it_never_saw(hits, foreign):
    done = rerank.rerank(hits, QUESTION, configured(f"{foreign}:Longest", most=2))
    longest = max(hits[:2], key=lambda hit: len(hit.passage.text))
    assert ids(done) == [longest.passage.id]


def test_a_passage_given_twice_counts_where_it_stands_first(hits, foreign):
    done = rerank.rerank(hits, QUESTION, configured(f"{foreign}:Twice"))
    assert ids(done) == ids(hits)[::-1]


def test_real_postprocessors_of_llamaindex_order_and_cut(hits):
    done = rerank.rerank(hits, QUESTION, configured(REORDER))
    assert ids(done) != ids(hits)
    assert set(ids(done)) == set(ids(hits))
    cutoff = (hits[0].score + hits[1].score) / 2
    done = rerank.rerank(hits, QUESTION, configured(CUTOFF, similarity_cutoff=cutoff))
    assert ids(done) == ids(hits)[:1]


def test_it_is_made_once_for_all_searches_and_anew_for_other_options(hits, foreign):
    for size in (1, 1, 2):
        rerank.rerank(hits, QUESTION, configured(f"{foreign}:Backwards", size=size))
    assert sys.modules[foreign].MADE == [{"size": 1}, {"size": 2}]


def test_it_is_asked_one_question_at_a_time(hits, foreign):
    settings = configured(f"{foreign}:Touchy")
    rerank.load(settings.reranker)
    threads = [
        threading.Thread(target=rerank.rerank, args=(hits, QUESTION, settings)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sys.modules[foreign].MOST == [1]


def test_nothing_found_is_not_reranked(foreign):
    assert rerank.rerank((), QUESTION, configured(f"{foreign}:Failing")) == ()


@pytest.mark.parametrize(
    ("path", "options", "says"),
    [
        ("nowhere_at_all:Reranker", {}, "cannot be imported .*Install the package"),
        ("broken_reranker_of_tests:Reranker", {}, "cannot be imported .*half written"),
        ("rerankers_of_tests:Forwards", {}, "cannot be imported"),
        ("rerankers_of_tests:NoReranker", {}, "is no LlamaIndex node postprocessor"),
        (CUTOFF, {"similarity_cutoff": "high"}, "cannot be made .*retrieval.reranker.options"),
        ("rerankers_of_tests:Failing", {}, "Failing failed: RuntimeError.*take retrieval.reranker"),
        ("rerankers_of_tests:Inventing", {}, "gave a passage that it was not given .'mine'"),
    ],
)
@pytest.mark.usefixtures("foreign")
def test_whatever_is_wrong_is_one_sentence_with_the_way_out(hits, path, options, says):
    with pytest.raises(RerankerUnavailable, match=says):
        rerank.rerank(hits, QUESTION, configured(path, **options))


def test_the_settings_name_it_as_class(tmp_path):
    file = tmp_path / "my.yaml"
    file.write_text("retrieval: {reranker: {class: 'a.b:C', options: {top_n: 3}}}")
    named = load_settings(file).retrieval.reranker
    assert (named.path, named.options) == ("a.b:C", {"top_n": 3})
    file.write_text("retrieval: {reranker: {clas: 'a.b:C'}}")
    with pytest.raises(SettingsError, match=r"retrieval\.reranker"):
        load_settings(file)
