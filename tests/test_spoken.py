"""The language of a question: told by its function words, not by the names in it."""

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest

from bot.question.language import language_of
from ingest.text.language import _identifier


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why?", "en"),
        ("Who chairs it", "en"),
        ("Did Die Zeit report on the van der Berg case?", "en"),
        ("What did El País say about La Palma?", "en"),
        ("Warum?", "de"),
        ("und wann war das?", "de"),
        ("Wer leitet die Untersuchung?", "de"),
        ("et quand ?", "fr"),
        ("Combien coûte l’enquête ?", "fr"),
        ("¿Y cuándo?", "es"),
        ("quien gano las elecciones", "es"),
        ("Chi guida l’azienda?", "it"),
        ("Quanto costa il tunnel?", "it"),
        ("Quem lidera a empresa?", "pt"),
        ("Quanto custa o túnel?", "pt"),
        ("Hoeveel kost de tunnel?", "nl"),
        ("wat kost dat?", "nl"),
        ("Сколько домов было затоплено рекой в субботу ночью?", "ru"),
    ],
)
def test_it_is_told_from_few_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["OpenAI Stargate", "zxqv blorp", "😀", "2024", "Hallo", ""])
def test_what_tells_nothing_is_no_language(text):
    assert language_of(text) == ""


def test_short_questions_are_told_whatever_names_they_hold():
    asked = Path(__file__).with_name("data").joinpath("short_questions.tsv").read_text("utf-8")
    told = defaultdict(list)
    for line in asked.splitlines():
        language, text = line.split("\t")
        told[language].append(language_of(text) == language)
    assert {language: len(own) >= 30 for language, own in told.items()} == dict.fromkeys(
        ("en", "de", "fr", "es", "it", "pt", "nl"), True
    )
    assert min(sum(own) / len(own) for own in told.values()) >= 0.9
    every = [one for own in told.values() for one in own]
    assert sum(every) / len(every) >= 0.96


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was plant Orrin Dale?", "de"),
        ("Was geschah?", "de"),
        ("Was Orrin Dale fined?", "en"),
        ("Was milk rationed?", "en"),
        ("Was the mill sold?", "en"),
        ("Was De Molen verkocht?", "nl"),
        ("La digue cède-t-elle ?", "fr"),
        ("O que pede Orrin?", "pt"),
        ("orrin dam repairs", ""),
    ],
)
def test_where_small_words_are_shared_what_stands_beside_them_tells(text, language):
    assert language_of(text) == language


def test_without_room_for_the_statistics_words_alone_tell(monkeypatch, tmp_path):
    language_of.cache_clear()
    _identifier.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        assert language_of("Wie verkoopt Orrin?") in {"de", "nl"}
        assert language_of("Blumen verkoopt Orrin?") == ""
    language_of.cache_clear()
    assert language_of("Blumen verkoopt Orrin?") == "nl"  # and it is tried again
