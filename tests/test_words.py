"""The words index: what is found by its words, and in which order."""

import math

import numpy as np
import pytest

from ingest.article import Article, Passage
from ingest.errors import IndexUnavailable
from ingest.indexes.words import MOST_TERMS, WordsIndex, fingerprint
from ingest.limits import Limits
from ingest.stored.records import StoredPassage

ALL = Limits()


def stored(key, text, *, title="", date="", source=""):
    article = Article(id=key, title=title, text=text, published_at=date, source=source)
    passage = Passage(article_id=key, start=0, text=text)
    return StoredPassage(
        passage=passage, article=article, story=key, vector=np.zeros(2, np.float32)
    )


@pytest.fixture
def words(tmp_path):
    words = WordsIndex(tmp_path)
    words.replace(
        [],
        [
            stored("ferry", "The ferry sails at noon.", date="2025-01-15", source="Ledger"),
            stored(
                "fares", "Fares rise in March.", title="Ferry", date="2025-03-18", source="Wire"
            ),
            stored("dam", "The dam holds.", date="2025-02-04T08:00:00+00:00", source="Ledger"),
            stored("cafe", "The café is closed."),
        ],
    )
    yield words
    words.close()


def ids(found):
    return [key.removesuffix(":0") for key, _ in found]


def test_the_headline_counts_more_than_the_text(words):
    found = words.search(["ferry"], k=9, limits=ALL)
    assert ids(found) == ["fares", "ferry"]
    assert found[0][1] > found[1][1] > 0


def test_words_match_in_every_form_and_without_accents(words):
    assert ids(words.search(["sailing"], k=9, limits=ALL)) == ["ferry"]
    assert ids(words.search(["CAFE"], k=9, limits=ALL)) == ["cafe"]


def test_any_of_the_words_is_enough_and_k_is_the_most(words):
    assert set(ids(words.search(["dam", "noon"], k=9, limits=ALL))) == {"dam", "ferry"}
    assert len(words.search(["dam", "noon"], k=1, limits=ALL)) == 1


@pytest.mark.parametrize("terms", [[], [""], ["?!"], ["xyzzy"]])
def test_nothing_matches_nothing(words, terms):
    assert words.search(terms, k=9, limits=ALL) == []


@pytest.mark.parametrize("term", ['dam"', "dam OR ferry", "NOT", "dam*", "title:dam", "(", "^dam"])
def test_operators_mean_nothing(words, term):
    assert "cafe" not in ids(words.search([term], k=9, limits=ALL))


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(first_day="2025-02-04"), {"dam", "fares"}),
        (Limits(last_day="2025-02-04"), {"ferry", "dam", "cafe"}),  # undated: nobody can say
        (Limits(first_day="2025-02-04", last_day="2025-02-04"), {"dam"}),
        (Limits(sources=("LEDGER",)), {"ferry", "dam"}),
        (Limits(sources=("wire", "ledger"), first_day="2025-03-01"), {"fares"}),
        (Limits(sources=("nobody",)), set()),
    ],
)
def test_limits_are_kept_to_the_day(words, limits, found):
    terms = ["ferry", "dam", "café"]
    assert set(ids(words.search(terms, k=9, limits=limits))) == found


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(first_day="2025-02-28"), {"month", "year"}),  # it may have been that day
        (Limits(last_day="2025-02-01"), {"month", "year"}),
        (Limits(first_day="2025-03-01"), {"year"}),
        (Limits(last_day="2025-01-31"), {"year"}),
        (Limits(first_day="2026-01-01"), set()),
        (Limits(last_day="2024-12-31"), set()),
    ],
)
def test_a_date_known_to_the_month_is_found_on_each_of_its_days(words, limits, found):
    words.replace(
        [], [stored("month", "A dam.", date="2025-02"), stored("year", "Dams.", date="2025")]
    )
    assert set(ids(words.search(["dam"], k=9, limits=limits))) & {"month", "year"} == found


def test_a_dropped_passage_is_found_no_more(words):
    words.replace(["dam:0", "nobody:0"], [stored("new", "A new dam.")])
    assert ids(words.search(["dam"], k=9, limits=ALL)) == ["new"]
    assert words.count() == 4


def test_replacing_twice_is_the_same_as_once(words):
    for _ in range(2):
        words.replace(["dam:0"], [stored("dam", "The dam broke.")])
    assert words.count() == 4
    assert ids(words.search(["broke"], k=9, limits=ALL)) == ["dam"]


def test_a_passage_stands_there_once_and_as_it_came_last(words):
    words.replace([], [stored("dam", "The dam leaks."), stored("dam", "The dam broke.")])
    assert words.count() == 4
    assert ids(words.search(["leaks", "broke"], k=9, limits=ALL)) == ["dam"]
    assert words.search(["leaks"], k=9, limits=ALL) == []


def test_a_change_that_fails_leaves_all_as_it_was(words):
    def cut_off():
        yield stored("x", "Once.")
        raise LookupError

    with pytest.raises(LookupError):
        words.replace(["dam:0"], cut_off())
    words.replace([], [])  # nor does the next change bring it
    assert ids(words.search(["dam"], k=9, limits=ALL)) == ["dam"]
    assert words.count() == 4


def test_rare_words_tell_more(words):
    # 4 passages: "the" stands in 3 of them, "dam" in 1, "xyzzy" in none.
    assert words.rarity(["the", "dam", "xyzzy"]) == pytest.approx(
        {"the": math.log(1 + 1.5 / 3.5), "dam": math.log(1 + 3.5 / 1.5), "xyzzy": math.log(10)}
    )


def test_rare_words_tell_more_also_after_others_went(words):
    for number in range(5):
        words.replace(["dam:0"], [stored("dam", f"The dam {number}.")])
    found = words.rarity(["dam", "the", "xyzzy"])
    assert 0 <= found["the"] <= found["dam"] <= found["xyzzy"]


def test_how_rare_a_word_is_follows_what_stands_there(words):
    before = words.rarity(["dam", "weir"])
    words.replace([], [stored(f"weir{n}", "A weir.") for n in range(3)])
    after = words.rarity(["dam", "weir"])
    assert after["dam"] > before["dam"]
    assert after["weir"] < before["weir"]


def test_a_change_while_it_is_asked_how_rare_a_word_is_leaves_no_old_count(words, monkeypatch):
    searcher = words._searcher

    def changed_then():
        found = searcher()
        monkeypatch.undo()
        words.replace([], [stored(f"weir{n}", "A weir.") for n in range(3)])
        return found

    monkeypatch.setattr(words, "_searcher", changed_then)
    before = words.rarity(["weir"])["weir"]
    assert before == pytest.approx(math.log(10))  # of 4 passages, in none
    # Of 7, in 3.
    assert words.rarity(["weir"])["weir"] == pytest.approx(math.log(1 + 4.5 / 3.5))


def test_what_is_several_terms_is_as_rare_as_the_rarest(words):
    found = words.rarity(["O'dam", "the-dam", "the", "dam"])
    assert found["the-dam"] == found["dam"] > found["the"]
    assert found["O'dam"] == words.rarity(["o"])["o"]  # in no passage


def test_of_a_very_long_question_the_rarest_words_count(words):
    common = [f"common{number}" for number in range(MOST_TERMS)]
    words.replace([], [stored(f"page{n}", " ".join(common)) for n in range(3)])
    found = words.search([*common, "dam", "xyzzy"], k=9, limits=ALL)
    assert "dam" in ids(found)


def test_a_damaged_file_is_one_clear_sentence(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "meta.json").write_bytes(b"no index" * 1000)
    with pytest.raises(IndexUnavailable, match=r"words did not answer.*`newsdesk reindex`"):
        WordsIndex(tmp_path)


def test_a_file_in_the_place_of_the_index_is_one_clear_sentence(tmp_path):
    (tmp_path / "words").write_text("")
    with pytest.raises(IndexUnavailable, match=r"words did not answer.*`newsdesk reindex`"):
        WordsIndex(tmp_path)


@pytest.mark.parametrize("kind", ["idx", "term", "store", "fast", "fieldnorm", "del"])
def test_one_other_byte_in_any_file_is_told(words, tmp_path, kind):
    words.replace(["dam:0"], [])
    assert words.damage() == []
    (file,) = (tmp_path / "words").glob(f"*.{kind}")
    content = bytearray(file.read_bytes())
    content[0] ^= 1
    file.write_bytes(content)
    assert words.damage() == [f"{file.name} is not as it was written"]
    file.write_bytes(b"short")
    assert words.damage() == [f"{file.name} is not as it was written"]


def test_what_a_change_that_was_cut_off_left_over_is_no_damage(words, tmp_path):
    (tmp_path / "words" / f"{'0' * 32}.idx").write_bytes(b"half")
    (file,) = (tmp_path / "words").glob("*.term")
    file.with_suffix(".99999.del").write_bytes(b"half")
    assert words.damage() == []


def test_ids_come_in_order_and_in_batches(words):
    words.replace(["dam:0"], [stored("ant", "An ant.")])
    assert list(words.ids(3)) == [["ant:0", "cafe:0", "fares:0"], ["ferry:0"]]


def test_a_fingerprint_tells_all_that_the_index_takes(words):
    one = stored("x", "A dam.", title="Dam", date="2025-01-01", source="Wire")
    words.replace([], [one])
    assert words.fingerprints(["x:0", "nobody:0"]) == {"x:0": fingerprint(one)}
    assert words.fingerprints([]) == {}
    others = (
        stored("x", "A dam!", title="Dam", date="2025-01-01", source="Wire"),
        stored("x", "A dam.", title="Dams", date="2025-01-01", source="Wire"),
        stored("x", "A dam.", title="Dam", date="2025-01-02", source="Wire"),
        stored("x", "A dam.", title="Dam", date="2025-01", source="Wire"),
        stored("x", "A dam.", title="Dam", date="2025-01-01", source="Ledger"),
    )
    assert len({fingerprint(one) for one in (one, *others)}) == 6


def test_what_was_changed_stands_there_when_it_is_opened_again(words, tmp_path):
    words.replace(["dam:0"], [stored("new", "A new dam.")])
    words.close()
    again = WordsIndex(tmp_path)
    assert ids(again.search(["dam"], k=9, limits=ALL)) == ["new"]
    again.close()


def test_a_second_writer_is_refused_and_the_first_goes_on(words, tmp_path):
    other = WordsIndex(tmp_path)
    with pytest.raises(IndexUnavailable, match="lock"):
        other.replace([], [stored("x", "A dam.")])
    words.replace([], [stored("new", "A new dam.")])
    assert words.count() == 5
    other.close()


@pytest.mark.parametrize(
    "word", ["Überschwemmung", "café", "Łódź", "Ångström", "Đà", "Tiếng", "МИЙ", "サイズ"]
)
def test_a_word_with_accents_is_as_rare_as_it_is(words, word):
    words.replace([], [stored("accents", f"Die {word}, so.")])
    bare = words.rarity(["xyzzy", word])
    assert bare[word] < bare["xyzzy"]
    assert ids(words.search([word], k=9, limits=ALL)).count("accents") == 1


def test_stems_have_no_accents(words):
    assert [words.stem(word) for word in ("Übungen", "cafés", "한국", "й")] == [
        "ubungen", "cafe", "한국", "й",
    ]  # fmt: skip
