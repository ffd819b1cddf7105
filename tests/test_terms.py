"""What a text is to the words index."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.indexes.terms import LONGEST, stem, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferries' fares", ["the", "ferri", "fare"]),
        ("O'Brien paid 1,000", ["o", "brien", "paid", "1", "000"]),
        ("tide_table", ["tide", "tabl"]),
        ("Überflutung im Café", ["uberflutung", "im", "cafe"]),
        ("STRAẞE, Straße", ["strass", "strass"]),
        ("Łódź, Ø", ["łodz", "ø"]),  # they do not decompose
        ("й и", ["й", "и"]),  # a letter of its own
        ("２０２５ ﬁne", ["2025", "fine"]),
        ("𝔉𝔢𝔯𝔯𝔶 № 5, Pelican™", ["ferri", "no", "5", "pelicantm"]),  # signs made of capitals
        ("हिन्दी में", ["हिन्दी", "में"]),  # marks are part of the word
        ("مُحَمَّد محمد", ["محمد", "محمد"]),
        ("s", ["s"]),
        ("", []),
        ("?! _", []),
    ],
)
def test_terms_are_words_without_capitals_accents_and_endings(text, found):
    assert terms(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港口关闭", ["港口", "口关", "关闭"]),
        ("港", ["港"]),
        ("2025年", ["2025", "年"]),
        ("フェリー", ["フェ", "ェリ", "リー"]),
        ("항구는", ["항구", "구는"]),
    ],
)
def test_scripts_without_spaces_are_cut_into_pairs(text, found):
    assert terms(text) == found


def test_a_word_is_found_within_a_sentence_that_has_no_spaces():
    for word, sentence in (
        ("港口", "旧港口今天关闭"),
        ("ท่าเรือ", "ท่าเรือปิดวันนี้"),
        ("항구", "항구는 닫혔다"),
    ):
        assert set(terms(word)) <= set(terms(sentence))


@pytest.mark.parametrize("word", ["sailing", "Cafés", "한국", "й", "Übungen", "Tiếng"])
def test_a_single_term_has_that_stem(word):
    assert [stem(word)] == terms(word)


@example("ŀ")
@example("y\u05ad\u0304")  # a point between a letter and its accent
# Marks of the scripts beyond the first plane part words.
@given(st.text(st.characters(categories=["L", "M"], max_codepoint=0xFFFF), min_size=1))
def test_any_single_term_has_that_stem(word):
    if len(found := terms(word)) == 1 and found[0][:1].isalnum() and word[0].isalpha():
        assert stem(word) == found[0]


def test_no_term_is_too_long_to_be_kept():
    assert max(map(len, terms("x" * 1000 + " dam"))) == LONGEST


@given(st.text(), st.text())
def test_a_text_has_the_terms_of_its_lines(first, second):
    assert terms(f"{first}\n{second}") == terms(first) + terms(second)


@given(st.text())
def test_no_term_is_empty_or_has_a_space_within(text):
    assert all([one] == one.split() for one in terms(text))


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_has_the_terms_that_it_has_beside_an_accent(text):
    assert terms(f"{text} é") == [*terms(text), "e"]
