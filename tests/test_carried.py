"""Questions in another language than the articles: names carry over, and the rest is lost."""

import asyncio
import json
from dataclasses import replace

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.question.carried import carried
from bot.question.posed import pose
from bot.question.understanding import understand
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("carried"))
    yield store
    store.close()


def asked(store, text):
    return asyncio.run(answer(store, pose(store, text, now="2025-03-20")))


@pytest.mark.parametrize(
    ("text", "stands", "tries", "kind"),
    [
        ("Warum ist Helen Brack gegangen?", "Helen Brack", [("Helen", "Brack")], "reason"),
        (
            "Combien coûtera le tramway du Quayside ?",
            "tramway Quayside",
            [("tramway", "Quayside"), ("Quayside",)],
            "money",
        ),
        ("Qui dirige l'enquête d'Orrin ?", "Orrin", [("Orrin",)], "person"),
        ("¿Cuándo abre la línea 4 de Northgate?", "Northgate 4", [("4", "Northgate")], "date"),
        ("Wer hat die Meisterschaft gewonnen?", "die hat", [], ""),
        ("Who leads the inquiry into the Orrin dam?", "Orrin dam inquiry", [], ""),
    ],
)
def test_what_stands_in_the_articles_carries_over(text, stands, tries, kind):
    made = list(carried(understand(text), set(stands.split()).__contains__))
    assert [one.terms for one in made] == tries
    assert all(one.kind == kind and one.topic and one.topic.terms == one.terms for one in made)


def test_an_answer_from_names_alone_is_partial_and_says_so(store):
    given = asked(store, "Warum hat Gate 3 am Orrin versagt?")
    assert given.outcome is Outcome.PARTIAL
    assert {one.article.id for one in given.citations} == {"dam"}
    assert "because a drive shaft sheared" in given.text
    assert [(one.kind, one.text) for one in given.notes] == [
        (
            "words_only",
            "Von der Frage wurde nur „Gate 3 Orrin“ in den Artikeln gesucht; der Rest wurde nicht "
            "verstanden.",
        )
    ]


def test_without_names_the_asker_is_told_why_in_their_language(store):
    given = asked(store, "Qui a gagné le tournoi d'échecs ?")
    assert given.outcome is Outcome.NO_ANSWER
    assert given.nearest
    assert [one.text for one in given.notes if one.kind == "other_language"] == [
        "Les articles sont dans une autre langue, où cette question ne peut être cherchée sans "
        "modèle de langage. Posez-la dans la leur."
    ]


def test_articles_in_the_askers_language_are_not_answered_from_by_names_alone(tmp_path):
    english = {"id": "chess", "title": "Chess in Wick", "text": "Chess is played here. " * 9}
    article = {
        "id": "talsperre",
        "title": "Tor 3 der Talsperre klemmt",
        "source": "Merseltal-Anzeiger",
        "published_at": "2025-02-04",
        "text": "Das Tor 3 der Talsperre in Orrin klemmt seit der Nacht zum Montag, und niemand "
        "weiß, wann es wieder gehen wird. Die Firma Ahrendt aus Oberfelden soll es bald richten.",
    }
    file = tmp_path / "german.jsonl"
    file.write_text("\n".join(map(json.dumps, (article, english))), encoding="utf-8")
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [file])
        assert store.library.article("talsperre").language == "de"
        given = asked(store, "Wer hat 1960 in Orrin die Meisterschaft im Schach gewonnen?")
    assert given.outcome is Outcome.NO_ANSWER
    assert [one.kind for one in given.notes if one.kind == "other_language"] == []


def test_a_reply_wished_for_in_another_language_changes_nothing_of_the_question(store):
    question = replace(
        pose(store, "Who won the chess tournament?", now="2025-03-20"), reply_in="de"
    )
    given = asyncio.run(answer(store, question))
    assert [one.kind for one in given.notes if one.kind == "other_language"] == []
