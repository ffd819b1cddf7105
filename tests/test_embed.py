"""Texts to unit vectors, by the default model or any LlamaIndex embedding that is named."""

from dataclasses import replace

import numpy as np
import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from ingest.article import Article, Passage, Span
from ingest.embedding import embed
from ingest.embedding.embed import Embedder, embedded_as, embedded_text
from ingest.embedding.minilm_session import best_precision
from ingest.errors import EmbeddingError
from ingest.settings import EmbeddingSettings
from ingest.stored.records import unpacked_sentences

MOCK = "llama_index.core.embeddings:MockEmbedding"  # LlamaIndex's own: every text is all 0.5


class Lengths(BaseEmbedding):
    """A text's vector is (its length, 3): foreign, real, and easy to foretell."""

    def _get_text_embedding(self, text):
        return [float(len(text)), 3.0]

    def _get_query_embedding(self, query):
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query):
        return self._get_text_embedding(query)


class Broken(Lengths):
    def _get_text_embedding(self, text):
        if text == "nan":
            return [float("nan"), 1.0]
        if text == "empty":
            return []
        raise OSError("the model server does not answer")


def embedder(name, **options):
    return Embedder(EmbeddingSettings(model=f"{__name__}:{name}", options=options))


def test_vectors_have_unit_length_and_keep_their_order():
    vectors = embedder("Lengths").texts(["four", "", "12345678"])
    assert vectors.dtype == np.float32
    assert vectors == pytest.approx(
        np.array([[0.8, 0.6], [0, 1], [8 / 73**0.5, 3 / 73**0.5]]), abs=1e-6
    )


def test_a_question_is_one_vector():
    assert embedder("Lengths").question("four") == pytest.approx([0.8, 0.6])


def test_a_question_or_a_headline_is_embedded_once():
    ours = embedder("Lengths")
    assert ours.question("four") == pytest.approx([0.8, 0.6])
    assert ours.question("four") is ours.question("four")


def test_no_texts_give_no_rows():
    assert embedder("Lengths").texts([]).shape[0] == 0


def test_many_texts_are_embedded_in_slices(monkeypatch):
    monkeypatch.setattr(embed, "SLICE", 3)
    texts = ["x" * number for number in range(8)]
    vectors = embedder("Lengths").texts(texts)
    assert vectors[:, 0] / vectors[:, 1] * 3 == pytest.approx(range(8), abs=1e-4)


def test_the_default_model_is_near_what_means_the_same():
    ferry, boat, tax = Embedder(EmbeddingSettings()).texts(["A ferry.", "A boat.", "Income tax."])
    assert ferry @ boat > ferry @ tax


@pytest.mark.parametrize("precision", ["fp32", "int8", "auto"])
def test_the_default_model_takes_a_precision_and_stays_the_same_model(precision):
    default = Embedder(EmbeddingSettings(options={"precision": precision, "threads": 1}))
    assert default.name == "all-MiniLM-L6-v2"
    assert default._model.precision == precision


@pytest.mark.skipif(
    best_precision() != "int8", reason="int8 overflows on this processor: auto does not take it"
)
def test_precisions_may_be_mixed():
    exact, fast = (
        Embedder(EmbeddingSettings(options={"precision": one})) for one in ("fp32", "int8")
    )
    texts = ["A ferry.", "A boat.", "Income tax.", "The mayor resigned over the tram."]
    mixed = exact.texts(texts) @ fast.texts(texts).T
    assert np.diag(mixed) == pytest.approx(1, abs=0.002)


@pytest.mark.parametrize("options", [{"precision": "int4"}, {"precison": "int8"}])
def test_an_option_that_the_default_model_does_not_have_is_refused(options):
    with pytest.raises(EmbeddingError, match=r"(?s)embedding\.model.*preci"):
        Embedder(EmbeddingSettings(options=options))


def test_a_class_of_llamaindex_can_be_named():
    mock = Embedder(EmbeddingSettings(model=MOCK, options={"embed_dim": 4}))
    assert mock.texts(["a", "b"]).tolist() == [[0.5] * 4] * 2
    assert mock.name == f"{MOCK} embed_dim=4"


def test_options_that_make_another_model_are_in_its_name_and_keys_are_not():
    options = {"model_name": "small", "embed_batch_size": 7}
    assert embedder("Lengths", **options).name.endswith(":Lengths model_name=small")


@pytest.mark.parametrize(
    ("model", "options", "said"),
    [
        ("nobody.knows:Model", {}, "No module named 'nobody'"),
        (f"{__name__}:Nobody", {}, "has no attribute 'Nobody'"),
        ("all-MiniLM-L6-v3", {}, "cannot be loaded"),
        ("", {}, "cannot be loaded"),
        (MOCK, {}, "embed_dim"),
        ("builtins:dict", {}, "is no LlamaIndex embedding"),
        (f"{__name__}:Lengths", {"embed_batch_size": -1}, "embed_batch_size"),
    ],
)
def test_a_model_that_cannot_be_loaded_names_the_setting(model, options, said):
    with pytest.raises(EmbeddingError, match=r"embedding\.model") as caught:
        Embedder(EmbeddingSettings(model=model, options=options))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [("nan", "no vector of numbers"), ("empty", "no vector of numbers"), ("x", "does not answer")],
)
def test_a_model_that_fails_is_named(text, said):
    for ask in (embedder("Broken").question, lambda one: embedder("Broken").texts([one])):
        with pytest.raises(EmbeddingError, match=said) as caught:
            ask(text)
        assert f"{__name__}:Broken" in str(caught.value)


def test_the_headline_is_embedded_with_each_passage():
    article = Article(id="a", title="Ferry", text="It sails.")
    passage = Passage(article_id="a", start=0, text="It sails.")
    assert embedded_text(article, passage) == "Ferry\nIt sails."
    assert embedded_text(Article(id="a", title="", text="It sails."), passage) == "It sails."


FERRY = Article(id="a", title="Ferry", text="It sails.  It costs £4. Nobody knows.")
PASSAGE = Passage(
    article_id="a",
    start=11,
    text="It costs £4. Nobody knows.",
    sentences=(Span(11, 23), Span(24, 37)),
)


def test_a_passage_comes_with_the_vectors_of_its_sentences():
    default = Embedder(EmbeddingSettings())
    (made,) = default.passages([(FERRY, PASSAGE)])
    text = "Ferry\nIt costs £4. Nobody knows."
    assert made.embedded == embedded_as(FERRY, PASSAGE)
    assert made.vector == pytest.approx(default.texts([text])[0], abs=1e-6)
    found = unpacked_sentences(made.sentences, 2)
    _, (exact,) = default._model.embed_parts([text], [[(6, 18), (19, 32)]])
    assert (found * exact).sum(axis=1) == pytest.approx(1, abs=2e-4)
    assert found[0] @ found[1] < 0.99


def test_passages_without_sentences_or_headline_have_a_vector_too():
    bare = Passage(article_id="b", start=0, text="It sails.")
    untitled = Article(id="b", title="", text="It sails.")
    spoken = Passage(article_id="b", start=0, text="It sails.", sentences=(Span(0, 9),))
    first, second = Embedder(EmbeddingSettings()).passages([(untitled, bare), (untitled, spoken)])
    assert first.sentences == b""
    assert first.vector == pytest.approx(second.vector, abs=1e-6)
    assert unpacked_sentences(second.sentences, 1).shape == (1, 384)


def test_other_models_give_no_vectors_of_sentences():
    (made,) = embedder("Lengths").passages([(FERRY, PASSAGE)])
    assert made.vector == pytest.approx(np.array([32, 3]) / np.hypot(32, 3), abs=1e-6)
    assert made.sentences is None


class Counting(Lengths):
    def _get_text_embedding(self, text):
        SEEN.append(text)
        return super()._get_text_embedding(text)


SEEN: list[str] = []


def test_the_same_text_is_embedded_once(monkeypatch):
    monkeypatch.setattr(embed, "SLICE", 2)
    SEEN.clear()
    copy = replace(PASSAGE, article_id="b")
    others = [replace(PASSAGE, text=f"It costs £4. Nobody kno{end}.") for end in ("x", "y")]
    items = [(FERRY, one) for one in (PASSAGE, *others, copy)]
    made = embedder("Counting").passages(items)
    assert len(SEEN) == 3
    assert [one.embedded for one in made] == [
        embedded_as(article, passage) for article, passage in items
    ]


def test_no_passages_give_nothing():
    assert embedder("Lengths").passages([]) == []


def test_every_option_is_in_the_name_but_those_that_change_no_vector():
    said = {"prompt_name": "news", "normalize": True, "base_model": "x", "max_tokens": 9}
    unsaid = {
        "api_key": "s3cret", "apiKey": "s3cret", "hf_token": "s3cret", "client_secret": "s3cret",
        "password": "s3cret", "base_url": "http://u:s3cret@x", "api_base": "http://x",
        "azure_endpoint": "x", "host": "x", "embed_batch_size": 7, "timeout": 3,
        "request_timeout": 3, "default_headers": {"Authorization": "s3cret"},
    }  # fmt: skip
    name = name_of(**said, **unsaid)
    assert name == name_of(**said)
    assert name == "m:M base_model=x max_tokens=9 normalize=True prompt_name=news"
    for key in said:
        assert name_of(**{**said, key: "other"}) != name


def test_options_in_options_count_and_their_secrets_do_not():
    def one(kind, key):
        return name_of(model_kwargs={"dtype": kind, "token": key}, layers=[1, 2])

    assert one("half", "s3cret") == one("half", "another")
    assert one("half", "s3cret") != one("full", "s3cret")
    assert "s3cret" not in one("half", "s3cret")


def name_of(**options):
    return embed._name(EmbeddingSettings(model="m:M", options=options))


def test_what_the_vectors_come_from_tells_passages_apart():
    known = embedded_as(FERRY, PASSAGE)
    # Elsewhere in another article with the same headline it is the same.
    other = replace(PASSAGE, article_id="b", start=0, sentences=(Span(0, 12), Span(13, 26)))
    assert embedded_as(replace(FERRY, id="b"), other) == known
    assert embedded_as(replace(FERRY, title="Fares"), PASSAGE) != known
    assert embedded_as(FERRY, replace(PASSAGE, sentences=(Span(11, 37),))) != known
