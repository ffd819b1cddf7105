"""Answers as lines of text: everything that an answer says, and nothing twice."""

from typing import Any

import pytest

from bot.channels import render
from ingest.pipeline import Report

ARTICLE = {
    "id": "one",
    "title": "Ferry fare to rise",
    "source": "Harbour Ledger",
    "url": None,
    "authors": [],
    "published_at": "2025-01-15T08:00",
    "kind": None,
    "version": 1,
}
OTHER = {**ARTICLE, "id": "two", "title": "The fare", "source": None, "published_at": None}
SEARCHED = {
    "articles": 1204,
    "passages": 9,
    "from": "2025-01-01",
    "to": None,
    "sources": ["Echo"],
    "understood": {"as": None},
}


def lines(**changes: Any) -> list[str]:
    plain: dict[str, Any] = {
        "outcome": "answered",
        "text": "It rises. [1]",
        "citations": [],
        "disagreements": [],
        "notes": [],
        "searched": SEARCHED,
        "nearest": [],
        "followups": [],
    }
    return list(render.answer_lines({**plain, **changes}))


def test_quotes_stand_below_the_answer_with_their_place():
    cited = {"number": 1, "quote": "The fare\nrises.", "page": 3, "article": ARTICLE}
    assert lines(citations=[cited]) == [
        "It rises. [1]",
        "",
        "[1] Harbour Ledger, 2025-01-15: Ferry fare to rise, p. 3",
        "    “The fare rises.”",
    ]


def test_what_differs_is_listed_with_who_says_it_then_notes_then_what_to_ask():
    values = [{"value": "£4.10", "article": ARTICLE}, {"value": "£3.60", "article": OTHER}]
    assert lines(
        disagreements=[{"about": "single fare", "values": values}],
        notes=[{"kind": "stale", "text": "This is old."}],
        followups=["Who mediated?"],
    )[1:] == [
        "",
        "Reports differ on: single fare",
        "    £4.10  (Harbour Ledger, 2025-01-15: Ferry fare to rise)",
        "    £3.60  (outlet unknown, undated: The fare)",
        "",
        "This is old.",
        "",
        "You can ask next:",
        "    Who mediated?",
    ]


def test_what_was_searched_in_vain_is_said_and_the_nearest_once():
    in_vain: dict[str, Any] = {"outcome": "no_answer", "nearest": [ARTICLE, OTHER]}
    searched = "Searched 1,204 articles in Echo from 1 January 2025."
    assert lines(**in_vain)[2:] == [
        searched,
        "    near: Harbour Ledger, 2025-01-15: Ferry fare to rise",
        "    near: outlet unknown, undated: The fare",
    ]
    note = {"kind": "nearest", "text": "The nearest is “Ferry fare to rise”."}
    assert lines(**in_vain, notes=[note])[2:] == [
        note["text"],
        "",
        searched,
        "    near: outlet unknown, undated: The fare",
    ]


def test_nothing_is_said_to_be_searched_for_what_is_no_question():
    assert lines(outcome="refused", text="I only answer questions.") == ["I only answer questions."]


def test_what_was_looked_through_ends_with_the_newest_article():
    looked = {**SEARCHED, "articles": 1, "sources": [], "from": None, "to": "2025-06-01"}
    assert render.searched(looked) == "Searched 1 article up to 1 June 2025."
    assert render.searched(looked, "2025-03-28T09:00") == "Searched 1 article up to 28 March 2025."


def test_a_question_that_was_made_whole_is_said_as_it_was_understood():
    looked = {**SEARCHED, "understood": {"as": "Why did the fare rise?"}}
    assert lines(searched=looked) == ["Understood as: Why did the fare rise?", "", "It rises. [1]"]


@pytest.mark.parametrize(
    ("files", "articles", "pruned", "says"),
    [
        (1, 0, False, "1 file is gone; no article stood in it alone."),
        (2, 0, True, "2 files are gone; no article stood in them alone."),
        (1, 2, False, "1 file is gone; 2 articles that stood nowhere else stay until `--prune`."),
        (2, 1, False, "2 files are gone; 1 article that stood nowhere else stays until `--prune`."),
        (1, 1, True, "1 file is gone; 1 article that stood nowhere else was taken out."),
        (1, 2, True, "1 file is gone; 2 articles that stood nowhere else were taken out."),
    ],
)
def test_of_files_that_are_gone_it_is_said_what_that_means_for_articles(
    files, articles, pruned, says
):
    vanished = [f"/news/{number}.txt" for number in range(files)]
    report = Report(vanished=vanished, vanished_articles=articles)
    assert list(render.report_lines(render.report_json(report), pruned=pruned))[1:] == [says]
