"""Whether somebody was found guilty is told, though the sentence that has it names nobody."""

import asyncio
import json

import pytest

from bot.answer.answer import Outcome
from bot.answer.forms import introduced
from bot.answer.forms.verdict import verdict
from bot.ask import answer
from bot.question.posed import pose
from bot.search import retrieve
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NEWS = [
    (
        "2024-02-09",
        "Man charged over barn blaze",
        "A man of 31 has been charged with arson after the fire at Hollin barn.\n\n"
        "Jorun Feld, of Tanner Lane, will appear before magistrates on Tuesday.",
    ),
    (
        "2025-04-18",
        "Man cleared of barn blaze",
        "A man accused of setting fire to Hollin barn was found not guilty at Marrow Crown Court "
        "on Thursday.\n\nJorun Feld, 32, wept as the jury gave its verdict after six hours. "
        "“I want to go home,” he said.",
    ),
    (
        "2025-03-02",
        "Cashier banned for good",
        "A cashier who took £9,000 from the swimming club has been banned for good. Mira Olsen, "
        "48, hid it in a drum.\n\nShe was given a suspended sentence of eight months in January.",
    ),
    (
        "2025-05-05",
        "Skipper in court",
        "The skipper Ove Brandt appeared before Marrow magistrates on Monday, charged with "
        "smuggling eels. Asta Lind, who keeps the lock, was not surprised.",
    ),
    (
        "2025-05-08",
        "Brother jailed",
        "Tilda Moor’s brother was jailed for two years on Monday by a judge in Marrow.",
    ),
    (
        "2025-05-09",
        "Bypass backed",
        "A former minister has criticised the bypass. Runa Holm, who leads the council, backed it.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verdict")
    rows = [
        {"id": f"v{n}", "source": "Marrow Post", "published_at": day, "title": head, "text": text}
        for n, (day, head, text) in enumerate(NEWS)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


def ask(store, question):
    return asyncio.run(answer(store, pose(store, question, now="2025-06-01")))


@pytest.mark.parametrize(
    "question",
    [
        "Is Jorun Feld guilty?",
        "Was Jorun Feld found guilty?",
        "Was Jorun Feld acquitted?",
        "Was Jorun Feld jailed?",
        "was jorun feld convicted",
        "Did the jury convict Jorun Feld?",
        "What was the verdict on Jorun Feld?",
        "How did the trial of Jorun Feld end?",
    ],
)
def test_the_verdict_comes_first_with_whose_it_is_and_its_day(store, question):
    given = ask(store, question)
    first = given.statements[0].text
    assert given.outcome is Outcome.ANSWERED
    assert "was found not guilty" in first
    assert "Jorun Feld, 32, wept" in first
    assert "18 April 2025" in first
    assert not any("charged" in one.text for one in given.statements)


def test_a_quote_of_two_sentences_is_verbatim(store):
    (cited,) = ask(store, "Is Jorun Feld guilty?").citations
    text = cited.article.text
    assert text[cited.start : cited.end].startswith("A man accused of setting fire")
    assert text[cited.start : cited.end].endswith("six hours.")


def test_who_is_he_or_she_is_the_one_named_before(store):
    told = ask(store, "Is Mira Olsen guilty?").statements[0].text
    assert "suspended sentence of eight months" in told


def test_where_there_is_only_a_charge_that_is_told_in_part(store):
    given = ask(store, "Was Ove Brandt convicted?")
    assert given.outcome is Outcome.PARTIAL
    assert "charged with smuggling eels" in given.statements[0].text


@pytest.mark.parametrize(
    "question", ["Was Tilda Moor convicted?", "Is Asta Lind guilty?", "Is Runa Holm guilty?"]
)
def test_a_relative_or_who_stands_beside_is_not_the_accused(store, question):
    asked = pose(store, question, now="2025-06-01")
    found = retrieve.search(store, asked, k=10)
    assert found.hits
    assert not verdict(store, asked, found).chosen


def test_what_became_of_somebody_is_told_with_who_is_named_behind_it(store):
    told = " ".join(one.text for one in ask(store, "What happened to Mira Olsen?").statements)
    assert "has been banned for good. Mira Olsen, 48" in told


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Man cleared of barn blaze", "Jorun Feld"),
        ("Cashier banned for good", "Mira Olsen"),
        ("Bypass backed", ""),  # another than the minister
        ("Skipper in court", ""),  # he is named
    ],
)
def test_who_is_named_behind_what_is_told_of_somebody(store, title, named):
    found = retrieve.search(store, pose(store, title, now="2025-06-01"), k=10)
    (hit,) = [one for one in found.hits if one.article.title == title][:1]
    assert introduced.behind(hit, 0) == named
