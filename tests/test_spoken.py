"""The language of a question: told by its function words, not by the names in it."""

import pytest

from bot.question.language import language_of


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
