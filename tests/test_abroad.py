"""Questions in other languages than English, about articles in the same."""

import asyncio
from dataclasses import replace

import pytest
from abroad import ARTICLES
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.fitting import abroad, inflected, kinds
from bot.answer.forms.defining import plainness
from bot.ask import answer
from bot.question.language import counting
from bot.question.posed import pose
from bot.question.understanding import understand
from ingest.article import Article


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("abroad"), more=ARTICLES)
    yield store
    store.close()


def asked(store, text):
    return asyncio.run(answer(store, pose(store, text, now="2025-03-20")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wie viele Angestellte hat die Alte Werft?", "58 Angestellten"),
        ("Wie hoch war der Schaden in Norderhaven?", "2,6 Millionen"),
        ("Was verlangt Silke Onken?", "eine Zusage"),
        ("Wer ist Tomke Ahrends?", "Brandmeisterin"),
        ("Combien de salariés ont été licenciés ?", "Quinze"),
        ("Qui est Gaspard Thuillier ?", "Le maire"),
        ("Quand ferme la cave ?", "30 juin"),
        ("¿Cuántos heridos hubo en Rioalto?", "Dos obreras"),
        ("¿Quién es la alcaldesa de Rioalto?", "Leonor Quijada"),
        ("¿Cuánto dinero costará la reparación?", "3,9 millones"),
        ("Quanto è costato il restauro?", "5 milioni"),
        ("Quanti biglietti sono stati venduti?", "620"),
        ("Quem é Marta Vilhena?", "engenheira"),
        ("Quanto custou a obra da ponte?", "7 milhões"),
        ("Hoeveel schepen liggen vast?", "26"),
        ("Wat eist De Roerganger?", "omleiding"),
        ("Waarom blijft de sluis dicht?", "omdat een deur klemt"),
    ],
)
def test_what_an_article_says_in_its_language_answers(store, text, said):
    given = asked(store, text)
    assert said in given.text
    assert given.language == understand(text).asked_in
    assert not given.notes


@pytest.mark.parametrize(
    "text",
    [
        "Wer ist Heiner Osterloh?",
        "Was verlangt Ubbo Lüders?",
        "Wie alt ist Silke Onken?",
        "Combien coûte un billet de train ?",
        "Qui est Firmin Lacaze ?",
        "¿Qué exige Leonor Quijada?",
        "¿Cuántos años tiene Leonor Quijada?",
        "Cosa chiede Ennio Sartori?",
        "O que exige Marta Vilhena?",
        "Quantos alunos tem a escola de Lagoinha?",
        "¿Cuántos muertos hubo en Rioalto?",
        "Combien de morts à Montrevaux ?",
        "Hoeveel doden vielen er bij Dirkswoude?",
        "Wat eist Aaltje Boersma?",
    ],
)
def test_what_none_says_is_refused(store, text):
    assert not asked(store, text).statements


@pytest.mark.parametrize(
    ("text", "article", "said"),
    [
        ("How many people were hurt in Norderhaven?", "werft", "Ein Feuer hat"),
        ("How much will the dam at Rioalto cost?", "presa", "3,9 millones"),
    ],
)
def test_a_name_that_articles_abroad_alone_have_is_looked_for_there(store, text, article, said):
    given = asked(store, text)
    assert given.outcome is Outcome.PARTIAL
    assert {one.article.id for one in given.citations} == {article}
    assert said in given.text
    assert "words_only" in {one.kind for one in given.notes}


def test_a_name_that_articles_in_english_have_is_not_looked_for_abroad(store):
    # Helen Brack stands in English, Silke Onken in German.
    for text in ("How old is Helen Brack?", "Did Helen Brack marry Silke Onken?"):
        assert not asked(store, text).statements


def test_a_name_is_known_in_the_case_that_an_article_has_it_in(store):
    for text in ("Warum trauert das Alte Werft Kontor?", "Was sagt der Direktor vom Alten Turm?"):
        assert not asked(store, text).statements
    notes = asked(store, "Warum schläft die Graue Möwe?").notes
    assert "unknown_name" not in {one.kind for one in notes}
    (note,) = [
        one
        for one in asked(store, "Warum schläft Neuer Speicher in Oldehusen?").notes
        if one.kind == "unknown_name"
    ]
    assert "Oldehusen" in note.text


def test_words_take_the_form_that_an_article_has():
    articles = [one for one in made() if one.language == "es"]
    assert inflected.forms(["heridos", "presa", "gato"], articles, "es") == {"heridos": "heridas"}
    assert inflected.forms(["heridos"], articles, "en") == {}
    assert inflected.forms(["Alte"], [one for one in made() if one.id == "werft"], "de") == {}


def made():
    return [Article(**one) for one in ARTICLES]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("¿Cuánto dinero pidió el gobierno?", ("pidió", "gobierno")),
        ("Wie hoch ist der Deich?", ("Deich",)),
        ("Wie viele Schafe hat der Hof?", ("Schafe", "Hof")),
        ("Combien d'argent a-t-on perdu à l'usine ?", ("perdu", "usine")),
        ("¿Cuántos años tiene el pastor?", ("pastor",)),
        ("¿Cuántos años duró la obra?", ("años", "duró", "obra")),
    ],
)
def test_the_words_that_ask_say_nothing_of_the_matter(text, terms):
    assert understand(text).terms == terms


def test_of_words_that_say_nothing_the_last_are_kept():
    assert counting("Wo ist es?", "de") == counting("Wo ist es?", "") == ("Wo", "ist", "es")


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("¿Cuántos muertos hubo?", [0]),  # who died is told in other words
        ("¿Cuántas personas hay?", [0, 1, 3]),
        ("¿Cuántas obreras hay?", [1]),  # the word stands in one
        ("¿Qué exige Quijada?", [4]),  # not what others demand
        ("¿Cuántos años tiene Quijada?", []),
        ("¿Quién es el alcalde de Rioalto?", [5]),
        ("¿Quién dirige Rioalto?", [0, 1, 2, 3, 4, 5, 6]),  # told in no sentence in that word
    ],
)
def test_a_sentence_abroad_can_answer_only_of_what_is_asked(text, can):
    (article,) = [one for one in made() if one.id == "presa"]
    told = (
        "Murieron tres vecinos en la presa.",
        "Dos obreras resultaron heridas.",
        "Los regantes callan.",
        "El agua llegó a 40 casas.",
        "Quijada exige una obra.",
        "El alcalde Blas Soto exige calma.",
        "Los vecinos exigen calma.",
    )
    said = [(article, one) for one in told]
    assert abroad.able(understand(text), said) == can
    english = replace(article, language="en")
    assert abroad.able(understand(text), [(english, told[2])]) == [0]


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("money", "es", "Costará 12 millones de euros."),
        ("money", "de", "Es kostet 40 Mio. Euro."),
        ("money", "fr", "Il a perdu 350 000 euros."),
        ("number", "it", "Sono stati venduti quattordici biglietti, anzi dieci."),
        ("number", "fr", "Personne n'a été blessé."),
        ("number", "de", "Niemand wurde verletzt."),
        ("date", "pt", "Reabre em março."),
        ("date", "nl", "Het begint om 9 uur."),
        ("reason", "de", "Es brannte, weil ein Kabel riss."),
        ("person", "fr", "Le maire Gaspard de Thuillier parle."),
    ],
)
def test_the_kind_of_an_answer_is_seen_in_other_languages(kind, language, text):
    assert kinds.holds(kind, text, set(), str.casefold, language) == 1.0
    assert kinds.holds(kind, "xyz abc.", set(), str.casefold, language) == -1.0


@pytest.mark.parametrize(
    ("plain", "language", "text"),
    [
        (4, "de", "Ada Lund ist die Leiterin."),
        (3, "nl", "Ada Lund, de burgemeester, zweeg."),
        (2, "fr", "La maire, Ada Lund, a parlé."),
        (2, "es", "La alcaldesa de Wick, Ada Lund, calló."),
        (1, "de", "Sprecherin Ada Lund schwieg."),
        (0, "de", "Gestern kam Ada Lund."),
        (0, "en", "La maire, Ada Lund, spoke."),
    ],
)
def test_who_somebody_is_stands_beside_the_name(plain, language, text):
    assert plainness(text, "Ada Lund", language) == plain
