"""Times in other languages than English: which days a question speaks of."""

import pytest

from bot.question.times_abroad import LANGUAGES, is_counted, latest
from bot.question.understanding import understand

NOW = "2025-06-18"  # a Wednesday
WEEK = ("2025-06-09", "2025-06-15")


def days(text):
    return [(one.first_day, one.last_day) for one in understand(text, now=NOW).periods]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Was geschah letzte Woche in Krummnow?", *WEEK),
        ("Que s’est-il passé la semaine dernière à Vaugrand ?", *WEEK),
        ("¿Qué pasó la semana pasada en Almorán?", *WEEK),
        ("Cosa è successo la settimana scorsa a Montelieve?", *WEEK),
        ("Che cosa è successo la scorsa settimana a Montelieve?", *WEEK),
        ("O que aconteceu na semana passada em Corvelha?", *WEEK),
        ("Wat gebeurde er vorige week in Oosterdam?", *WEEK),
        ("Wer kam gestern nach Krummnow?", "2025-06-17", "2025-06-17"),
        ("Qui est venu hier à Vaugrand ?", "2025-06-17", "2025-06-17"),
        ("¿Quién llegó anteayer a Almorán?", "2025-06-16", "2025-06-16"),
        ("Chi è arrivato ieri a Montelieve?", "2025-06-17", "2025-06-17"),
        ("Quem chegou ontem a Corvelha?", "2025-06-17", "2025-06-17"),
        ("Wie kwam eergisteren naar Oosterdam?", "2025-06-16", "2025-06-16"),
        ("Wer trat im März zurück?", "2025-03-01", "2025-03-31"),
        ("Qui a démissionné en mars 2024 ?", "2024-03-01", "2024-03-31"),
        ("¿Quién dimitió en marzo de 2024?", "2024-03-01", "2024-03-31"),
        ("Chi si è dimesso a marzo?", "2025-03-01", "2025-03-31"),
        ("Quem se demitiu em março de 2024?", "2024-03-01", "2024-03-31"),
        ("Wie trad in maart af?", "2025-03-01", "2025-03-31"),
        ("Was brannte am 4. Mai 2024?", "2024-05-04", "2024-05-04"),
        ("Qu'est-ce qui a brûlé le 1er mai 2024 ?", "2024-05-01", "2024-05-01"),
        ("¿Qué ardió el 4 de mayo de 2024?", "2024-05-04", "2024-05-04"),
        ("Was geschah vor drei Tagen in Krummnow?", "2025-06-15", "2025-06-15"),
        ("Que s'est-il passé il y a trois jours à Vaugrand ?", "2025-06-15", "2025-06-15"),
        ("¿Qué ocurrió hace tres días en Almorán?", "2025-06-15", "2025-06-15"),
        ("Cosa è successo tre giorni fa a Montelieve?", "2025-06-15", "2025-06-15"),
        ("O que aconteceu há três dias em Corvelha?", "2025-06-15", "2025-06-15"),
        ("Wat gebeurde er drie dagen geleden in Oosterdam?", "2025-06-15", "2025-06-15"),
        ("Wie viele Brände gab es seit 2021?", "2021-01-01", ""),
        ("Combien de feux depuis 2021 ?", "2021-01-01", ""),
        ("Quanti incendi ci sono stati dal 2021?", "2021-01-01", ""),
        ("Hoeveel branden waren er tot 2021?", "", "2021-12-31"),
        ("¿Cuántos incendios hubo entre marzo y mayo de 2024?", "2024-03-01", "2024-05-31"),
        ("Was wurde von 2019 bis 2021 gebaut?", "2019-01-01", "2021-12-31"),
        ("Quem venceu no ano passado?", "2024-01-01", "2024-12-31"),
        ("Wat gebeurde er eind maart in Oosterdam?", "2025-03-21", "2025-03-31"),
        ("Wer siegte letzten Montag?", "2025-06-16", "2025-06-16"),
    ],
)
def test_a_time_is_read_in_its_language(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "Wie heißt Frau Mai?",
        "Wer wählte Herrn Sonntag?",
        "¿Quién es Lucio Domingo?",
        "Quem ficou na segunda divisão?",
        "Was sagt das Gericht vor dem Prozess?",
        "Combien de moutons ont été vendus ?",
        "Hoeveel kost het voor de stad?",
        "Wie viele der 2021 Schafe starben?",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert days(text) == []


def test_the_words_of_a_time_are_kept_where_an_article_may_have_them():
    assert understand("Qui a gagné hier ?").terms == ("gagné",)
    assert understand("¿Quién ganó la semana pasada?").terms == ("ganó",)
    assert understand("Qui a gagné en mars 2024 ?").terms == ("gagné", "mars", "2024")
    assert not is_counted("im März", "de")
    assert is_counted("vorige week", "nl")


def test_what_happened_at_a_time_is_an_open_question():
    for text in ("Was geschah gestern?", "Que s'est-il passé hier ?", "¿Qué pasó ayer?"):
        asked = understand(text, now=NOW)
        assert asked.topic
        assert asked.topic.text == ""


def test_the_newest_is_wished_for_in_every_language():
    for language, text in {
        "de": "Wer leitet derzeit die Werft?",
        "fr": "Qui dirige actuellement la cave ?",
        "es": "¿Quién dirige ahora la presa?",
        "it": "Chi guida attualmente il teatro?",
        "pt": "Quem dirige agora a ponte?",
        "nl": "Wie leidt nu de sluis?",
    }.items():
        assert latest(text, language)
        assert understand(text).latest
    assert {"de", "fr", "es", "it", "pt", "nl"} == LANGUAGES
    assert not understand("A che ora apre il teatro?").latest
