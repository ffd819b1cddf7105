"""Passages and sentences: exact slices, in order, nothing lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article, Span
from ingest.embedding import minilm
from ingest.text.split import paragraphs, sentences, split

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


# A paragraph each of our own, of about the same matter.
TONGUES = {
    "en": "The council closed the old bridge on Tuesday. Divers had found cracks in two of its"
    " pillars. The repairs will take a year, the mayor said.",
    "de": "Der Stadtrat hat am Dienstag die alte Brücke gesperrt. Taucher hatten Risse in zwei"
    " Pfeilern gefunden. Die Reparaturen dauern ein Jahr, sagte die Bürgermeisterin.",
    "fi": "Kaupunginvaltuusto sulki vanhan sillan tiistaina. Sukeltajat olivat löytäneet halkeamia"
    " kahdesta pilarista. Korjaukset kestävät vuoden, kertoi pormestari.",
    "ru": "Городской совет закрыл старый мост во вторник. Водолазы нашли трещины в двух опорах."
    " Ремонт займёт год, сообщила мэр города.",
    "el": "Το δημοτικό συμβούλιο έκλεισε την παλιά γέφυρα την Τρίτη. Δύτες βρήκαν ρωγμές σε δύο"
    " πυλώνες. Οι επισκευές θα κρατήσουν έναν χρόνο, είπε η δήμαρχος.",
    "ko": "시의회는 화요일에 오래된 다리를 폐쇄했다. 잠수부들이 교각 두 곳에서 균열을 발견했다."
    " 보수 공사는 일 년이 걸린다고 시장이 말했다.",
    "ar": "أغلق مجلس المدينة الجسر القديم يوم الثلاثاء. وجد الغواصون شقوقا في اثنين من أعمدته."
    " ستستغرق أعمال الإصلاح عاما كاملا بحسب رئيسة البلدية.",
    "zh": "市议会星期二关闭了旧桥。潜水员在两个桥墩上发现了裂缝。市长说，维修需要一年时间。",
    "ja": "市議会は火曜日に古い橋を閉鎖した。ダイバーが二本の橋脚に亀裂を見つけていた。"
    "修理には一年かかると市長は述べた。",
    "th": "สภาเมืองปิดสะพานเก่าเมื่อวันอังคาร นักประดาน้ำพบรอยร้าวในเสาสองต้น การซ่อมแซมจะใช้เวลาหนึ่งปี",
}


@pytest.mark.parametrize("language", TONGUES)
def test_a_passage_is_no_longer_than_the_model_reads_in_any_language(language):
    tokenizer = minilm._open_tokenizer()
    tokenizer.no_truncation()
    text = "\n\n".join([" ".join([TONGUES[language]] * 3)] * 12)
    article = Article(id="a", title="T", text=text, language=language)
    passages = split(article, words=140)
    read = [len(tokenizer.encode(passage.text).ids) for passage in passages]
    assert max(read) <= minilm.MAX_TOKENS
    # Nor so short that every paragraph is a passage of its own.
    assert len(passages) < 36


@pytest.mark.parametrize("language", ["zh", "ja", "th"])
def test_scripts_without_spaces_are_cut_at_their_own_stops_and_nothing_is_lost(language):
    text = TONGUES[language] * 20
    passages = split(Article(id="a", title="T", text=text, language=language), words=60)
    sentences = [text[span.start : span.end] for one in passages for span in one.sentences]
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert len(passages) > 4
    if language != "th":
        assert set(sentences) == {one for one in re.split("(?<=。)", TONGUES[language]) if one}


def test_a_line_of_chinese_that_has_no_stop_is_cut_at_a_comma():
    text = "市议会星期二关闭了旧桥，" * 60
    (passage, *_) = cut(text)
    assert passage.text.endswith("，")
