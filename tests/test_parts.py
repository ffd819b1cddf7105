"""Questions that need several pieces of evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.understanding import understand

KNOWN = ("Harbour News", "The Wendel Post", "Orrin Weekly")


def parts(text):
    asked = understand(text, now="2025-03-01", outlets=KNOWN)
    return [(part.text, part.outlets) for part in asked.parts]


def test_two_reports_that_are_compared_are_two_parts():
    asked = understand(
        "Between the report from The Wendel Post on the tram fire published on 3 March 2024, and "
        "the Harbour News article alleging sabotage published on May 7, 2024, was there a change?",
        outlets=KNOWN,
    )
    first, second = asked.parts
    assert (first.outlets, second.outlets) == (("The Wendel Post",), ("Harbour News",))
    assert [one.first_day for one in first.periods] == ["2024-03-03"]
    assert [one.first_day for one in second.periods] == ["2024-05-07"]
    assert {"tram", "fire"} <= set(first.terms)
    assert "sabotage" not in first.terms
    assert "sabotage" in second.terms
    assert "fire" not in second.terms


def test_what_a_report_says_stands_behind_it_or_before_it():
    assert parts(
        "Does the Harbour News article suggest that the gate was rusty, while The Wendel Post "
        "article claims that the pump failed?"
    ) == [
        ("suggest that the gate was rusty", ("Harbour News",)),
        ("claims that the pump failed", ("The Wendel Post",)),
    ]
    assert parts(
        "Which firm built the rusty gate, as reported by Harbour News, and sold the broken pump, "
        "according to The Wendel Post?"
    ) == [
        ("Which firm built the rusty gate", ("Harbour News",)),
        ("sold the broken pump", ("The Wendel Post",)),
    ]


def test_what_follows_a_report_that_closes_is_of_the_next():
    assert parts(
        "Which firm built the rusty gate, as reported by Harbour News, is run by two brothers, and "
        "sold the broken pump, according to The Wendel Post?"
    ) == [
        ("Which firm built the rusty gate", ("Harbour News",)),
        ("run by two brothers, and sold the broken pump", ("The Wendel Post",)),
    ]


def test_what_is_asked_of_both_reports_belongs_to_each():
    found = parts(
        "After Harbour News reported on the rusty gate and The Wendel Post reported on the broken "
        "pump, was the mayor blamed?"
    )
    assert [text for text, _ in found] == [
        "mayor blamed: reported on the rusty gate",
        "mayor blamed: reported on the broken pump",
    ]


def test_a_report_without_a_name_is_of_the_outlet_before():
    found = parts(
        "After Harbour News reported on the rusty gate, did the same newspaper's rival matter, or "
        "did a later article about the broken pump contradict it?"
    )
    assert [outlets for _, outlets in found] == [("Harbour News",)] * len(found)
    assert len(found) == 2


def test_what_is_said_one_after_the_other_of_one_thing_is_parts():
    found = parts(
        "Which firm built the rusty sluice gate, is accused of hiding two inspection reports, and "
        "has also sold pumps to the harbour board, as reported by Harbour News and Orrin Weekly?"
    )
    assert [text for text, _ in found] == [
        "Which firm built the rusty sluice gate",
        "accused of hiding two inspection reports",
        "sold pumps to the harbour board",
    ]
    assert {outlets for _, outlets in found} == {("Harbour News", "Orrin Weekly")}


def test_two_questions_are_two_parts_and_the_second_knows_what_the_first_is_about():
    assert [text for text, _ in parts("Who built the Orrin dam? And when was it repaired?")] == [
        "Who built the Orrin dam",
        "Orrin: when was it repaired",
    ]
    assert len(parts("Who repaired the gate at Saltmarsh and when was the pump replaced?")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "What is the difference between the Orrin dam and the Wendel dam?",
        "Compare the Orrin dam with the Wendel dam.",
        "Which dam is older, the Orrin dam or the Wendel dam?",
        "How do the Orrin dam and the Wendel dam differ?",
    ],
)
def test_things_that_are_compared_are_looked_for_one_by_one(text):
    first, second = parts(text)
    assert "Orrin" in first[0]
    assert "Wendel" not in first[0]
    assert "Wendel" in second[0]
    assert "Orrin" not in second[0]


@pytest.mark.parametrize(
    "text",
    [
        "Who was hurt?",
        "The gate failed this week. Which engineer warned the council, and the board, of it?",
        "To cut costs and waste, which city will soon require one kind of ticket on all trams?",
        "After the flood, which council member resigned?",
        "What did Harbour News and The Wendel Post report about the flood?",
        "In an interview with Harbour News, Ann Brack says that she has regrets. What are they?",
        "Which harbour in Wendel, the oldest in the valley of the river, is full of rust?",
        "Who said “it was rusty, it was old, and it is also gone for ever now, you know”?",
        "🚢, 🚢 and 🚢?",
        "Compare the ferry fares before and after.",
        "Who won the Selm Bowl, given to the best young rower of the northern clubs?",
    ],
)
def test_a_question_that_one_passage_answers_has_no_parts(text):
    assert parts(text) == []


def test_parts_are_left_whole_where_the_asker_says_so():
    text = "Who built the Orrin dam? And when was it repaired?"
    assert understand(text, ignore=("parts",)).parts == ()


@given(
    st.lists(
        st.sampled_from(
            "the report from Harbour News on gates, which firm and while is also as reported by "
            "between after compared to ? , ; “ ” ' difference or Orrin dam pump rusty it".split(" ")
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_words_are_split_into_two_or_more_parts_or_none(text):
    if not text.strip():
        return
    found = understand(text, outlets=KNOWN).parts
    assert len(found) != 1
    for part in found:
        assert part.terms
        assert set(part.outlets) <= set(KNOWN)
