"""The question within a request."""

import pytest

from bot.question.polite import core
from bot.question.understanding import questions, understand


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Could you tell me when the lock was last dredged?", "When the lock was last dredged?"),
        ("Please explain why gate 3 failed", "Why gate 3 failed?"),
        ("What did the warden tell Ada Quint?", "What did the warden say to Ada Quint?"),
        ("What has Osk told the court?", "What has Osk say to the court?"),
        ("Hello. We would like to know who runs the ferry.", "Who runs the ferry?"),
        ("When did the lock open, could you tell me please?", "When did the lock open?"),
        ("Who runs the ferry? Thanks in advance!", "Who runs the ferry?"),
        ("Who runs the ferry, please?", "Who runs the ferry?"),
        (
            "We report on the Orrin dam. Can you find out why gate 3 failed?",
            "Why gate 3 failed (Orrin)?",
        ),
        ("I wonder what the Orrin dam cost", "What the Orrin dam cost?"),
    ],
)
def test_a_request_is_its_question(text, asks):
    assert core(text) == asks


@pytest.mark.parametrize(
    "text",
    [
        "Who told us what was wrong?",
        "Did the minister tell us who paid?",
        "How do you know what it cost?",
        "What did the warden tell you when he left?",
        "Tell me about the Orrin dam",
        "The warden knew who had the key.",
        "Do you know if the ferry runs?",
        "I know what",
    ],
)
def test_what_asks_for_itself_is_left_as_it_is(text):
    assert core(text) == text


def test_two_questions_in_a_request_are_two():
    asked = understand(
        "I am writing about the Wendel floods and want to know both when the river rose and what "
        "the town had been told by then, can you help me?"
    )
    assert [one.kind for one in questions(asked)] == ["date", ""]
    assert asked.asked.startswith("I am writing")
    assert asked.text.endswith("(Wendel)?")
