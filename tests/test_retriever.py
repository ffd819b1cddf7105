"""Our search inside LlamaIndex's own classes, and the example of docs/retriever.md."""

import asyncio
import re
from dataclasses import replace

import pytest
import yaml
from conftest import ROOT
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, ObjectType, QueryBundle
from newsroom import newsroom

from bot.errors import BadQuestion
from bot.question.understanding import understand
from bot.search import retrieve
from bot.search.nodes import node_of
from bot.search.retriever import NewsdeskRetriever
from ingest.article import Article, Passage
from ingest.config import load_settings
from ingest.limits import Limits
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

FERRY = "What will the Saltmarsh ferry cost?"
DOCUMENT = (ROOT / "docs/retriever.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("retriever"))
    yield store
    store.close()


def test_it_gives_what_a_search_gives_in_the_same_order(store):
    found = NewsdeskRetriever(store, k=3).retrieve(FERRY)
    hits = retrieve.search(store, understand(FERRY), k=3).hits
    assert len(found) == 3
    assert [one.node.node_id for one in found] == [hit.passage.id for hit in hits]
    assert [one.score for one in found] == [hit.score for hit in hits]


def test_a_node_says_where_its_text_stands_and_in_which_article(store):
    retriever = NewsdeskRetriever(store, k=1, now="2025-02-01")
    (node,) = [one.node for one in retriever.retrieve(FERRY)]
    article = store.library.article("ferry-1")
    assert node.text == article.text[node.start_char_idx : node.end_char_idx] != ""
    assert node.source_node.node_id == "ferry-1"
    assert node.source_node.node_type == ObjectType.DOCUMENT
    assert node.metadata == {
        "article_id": "ferry-1",
        "title": "Ferry fare to rise in March",
        "source": "Harbour Ledger",
        "url": "https://ledger.example/ferry-1",
        "published_at": "2025-01-15",
        "authors": "",
    }


def test_a_passage_from_the_middle_says_so(store):
    article = Article(id="a", title="Two pools", text="One is here.\n\nTwo are there.")
    passage = Passage(article_id="a", start=14, text="Two are there.")
    (hit,) = retrieve.search(store, understand(FERRY), k=1).hits
    node = node_of(replace(hit, passage=passage, article=article)).node
    assert article.text[node.start_char_idx : node.end_char_idx] == "Two are there."


def test_a_model_reads_headline_outlet_and_day_and_no_address(store):
    (found,) = NewsdeskRetriever(store, k=1, now="2025-02-01").retrieve(FERRY)
    for mode in (MetadataMode.LLM, MetadataMode.EMBED):
        read = found.node.get_content(metadata_mode=mode)
        assert "Ferry fare to rise in March" in read
        assert "Harbour Ledger" in read
        assert "2025-01-15" in read
        assert "ledger.example" not in read
        assert "ferry-1" not in read


def test_days_and_outlets_limit_it(store):
    def articles(**options):
        return {
            one.node.metadata["article_id"]
            for one in NewsdeskRetriever(store, **options).retrieve(FERRY)
        }

    assert {"ferry-1", "ferry-2"} <= articles()
    assert "ferry-2" not in articles(now="2025-02-01")
    assert articles(limits=Limits(first_day="2025-03-01")) == {"ferry-2"}
    assert articles(limits=Limits(last_day="2025-01-20")) == {"ferry-1"}
    assert articles(limits=Limits(sources=("Wendel Valley Post",))) == {"dam"}


def test_asked_in_a_loop_it_works_in_a_thread_and_gives_the_same(store):
    retriever = NewsdeskRetriever(store, k=3)

    async def ask():
        beats, asked = 0, asyncio.create_task(retriever.aretrieve(QueryBundle(FERRY)))
        while not asked.done():
            beats += 1
            await asyncio.sleep(0.001)
        return beats, asked.result()

    beats, found = asyncio.run(ask())
    assert beats > 1  # the loop went on meanwhile
    here = retriever.retrieve(FERRY)
    assert [one.node.node_id for one in found] == [one.node.node_id for one in here]


def test_a_query_engine_answers_from_it_with_the_passages_as_sources(store):
    retriever = NewsdeskRetriever(store, k=2, now="2025-02-01")
    engine = RetrieverQueryEngine.from_args(
        retriever,
        llm=MockLLM(),
        node_postprocessors=[SimilarityPostprocessor(similarity_cutoff=0.0)],
    )
    answer = engine.query(FERRY)
    # The stand-in for a model repeats what it is told: the passages and the question.
    assert "The single fare on the Saltmarsh ferry will rise to £4.10 on 1 March." in str(answer)
    assert FERRY in str(answer)
    assert answer.source_nodes[0].node.metadata["article_id"] == "ferry-1"
    again = asyncio.run(engine.aquery(FERRY))
    assert str(again) == str(answer)


@pytest.mark.parametrize(
    ("question", "options", "says"),
    [
        (" ", {}, "The question is empty"),
        ("x" * 2001, {}, "may have 2,000"),
        (FERRY, {"now": "soon"}, "'soon', which is no date"),
        (FERRY, {"limits": Limits(sources=("Legder",))}, "No outlet is called 'Legder'"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(store, question, options, says):
    with pytest.raises(BadQuestion, match=says):
        NewsdeskRetriever(store, **options).retrieve(question)


def test_no_passage_at_all_is_no_retriever(store):
    with pytest.raises(ValueError, match="at least 1 passage"):
        NewsdeskRetriever(store, k=0)


def test_the_example_of_the_documentation_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [ROOT / "corpus"])
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    exec(compile(example, "docs/retriever.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "2025-03-18 Ferry peace: £3.60 a crossing, and the residents' card survives" in shown
    assert "will leave the company on 30 April" in shown


def test_the_settings_of_the_documentation_are_settings(tmp_path):
    (block,) = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
    (tmp_path / "config.yaml").write_text(block, encoding="utf-8")
    retrieval = load_settings(tmp_path / "config.yaml").retrieval
    told = yaml.safe_load(block)["retrieval"]["reranker"]
    assert retrieval.reranker.model_dump() == told
