"""Passages and sentences: exact slices, in order, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article, Span
from ingest.split import paragraphs, sentences, split

LATIN = ["the", "pool", "Mr.", "U.S.", "closed.", "Why?", "“No,”", "she", "said.", "3.5", "e.g."]
WORDS = st.sampled_from([*LATIN, "🚢", "水泳池。", "…"])
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(WORDS, st.sampled_from(["\n\n", "\n", "\t", "\u00a0"])), max_size=400).map(
        " ".join
    ),
    st.integers(0, 5000).map("x".__mul__),
)


def cut(text, words=60):
    return split(Article(id="a", title="T", text=text), words=words)


@given(TEXTS, st.integers(40, 180))
def test_passages_and_sentences_are_exact_slices_in_order(text, words):
    passages = cut(text, words)
    spans = [span for passage in passages for span in passage.sentences]
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
    for span in spans:
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""
    assert all(one.end <= two.start for one, two in pairwise(spans))


@given(TEXTS)
def test_every_character_but_white_space_stands_in_one_sentence(text):
    held = "".join(
        text[span.start : span.end] for passage in cut(text) for span in passage.sentences
    )
    assert "".join(held.split()) == "".join(text.split())


@given(TEXTS, st.integers(40, 180))
def test_a_passage_is_longer_than_asked_only_where_one_sentence_is(text, words):
    for passage in cut(text, words):
        assert len(passage.text.split()) <= words or len(passage.sentences) == 1


@given(TEXTS)
def test_splitting_twice_gives_the_same_ids(text):
    ids = [passage.id for passage in cut(text)]
    assert ids == [passage.id for passage in cut(text)]
    assert len(set(ids)) == len(ids)


def test_paragraphs_stay_together_while_they_fit():
    ten = "One two three four five six seven eight nine ten."
    text = "\n\n".join([ten, f"{ten} {ten}", ten, f"{ten} {ten} {ten}"])
    # 10 + 20 + 10 words fit 45; the 30 of the last paragraph would not.
    assert [len(passage.text.split()) for passage in cut(text, 45)] == [40, 30]


def test_a_paragraph_too_long_for_any_passage_fills_up_the_one_begun():
    ten = "One two three four five six seven eight nine ten."
    passages = cut(f"{ten}\n\n{' '.join([ten] * 6)}", 40)
    assert [len(passage.text.split()) for passage in passages] == [40, 30]


def test_a_long_paragraph_is_cut_between_sentences():
    text = " ".join(
        f"Sentence number {number} has exactly eight words here." for number in range(20)
    )
    passages = cut(text, 40)
    assert [len(passage.sentences) for passage in passages] == [5, 5, 5, 5]
    assert passages[1].text.startswith("Sentence number 5 ")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mr. Smith paid $3.5 million. He left.", ["Mr. Smith paid $3.5 million.", "He left."]),
        ("“Why?” she asked. Nobody knew.", ["“Why?” she asked.", "Nobody knew."]),
        ("  It sailed 🚢. It sank.  ", ["It sailed 🚢.", "It sank."]),
        ("No full stop", ["No full stop"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(line, expected):
    (paragraph,) = paragraphs(line)
    assert [line[span.start : span.end] for span in sentences(line, paragraph)] == expected


def test_repeated_sentences_have_places_of_their_own():
    text = "It sank. It sank. It sank."
    (passage,) = cut(text)
    assert [span.start for span in passage.sentences] == [0, 9, 18]


def test_a_text_without_spaces_is_cut_all_the_same():
    passages = cut("x" * 10_000)
    assert len(passages) > 1
    assert "".join(passage.text for passage in passages) == "x" * 10_000


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_nothing_to_say_gives_no_passage(text):
    assert cut(text) == []


def test_an_ordinal_before_a_month_does_not_end_the_sentence():
    text = "Das Tor kommt am 6. Oktober. Es kostet 7. Marta zahlt."
    assert [text[span.start : span.end] for span in sentences(text, Span(0, len(text)))] == [
        "Das Tor kommt am 6. Oktober.",
        "Es kostet 7.",
        "Marta zahlt.",
    ]
