"""Feedback as questions for `newsdesk eval`."""

import asyncio
import json

import pytest
from newsroom import newsroom

from bot.ask import answer
from bot.conversation.conversations import Conversations
from bot.errors import EvaluationError
from bot.evaluation import cases
from bot.evaluation.from_feedback import REVIEW, export
from bot.question.posed import pose


@pytest.fixture
def kept(tmp_path):
    store = newsroom(tmp_path)
    kept = Conversations(store.library)

    def asked(question: str, **feedback: str) -> str:
        talk = kept.start("page")
        found = asyncio.run(answer(store, pose(store, question), talk=talk))
        for thumb, words in feedback.items():
            kept.feedback.give(found.id, thumb, words=words, owner=thumb)
        return found.id

    kept.asked = asked
    yield kept
    store.close()


def test_what_was_helpful_becomes_a_question_and_what_was_not_is_to_be_looked_at(kept, tmp_path):
    good = kept.asked("Why did gate 3 of the Orrin dam fail?", up="")
    none = kept.asked("Who won the chess tournament in Reykjavik?", up="")
    bad = kept.asked("How many homes did the river Wendel flood?", up="", down="Which river?")
    kept.asked("What will a crossing on the Saltmarsh ferry cost?")
    assert export(kept, tmp_path / "out") == (2, 1)
    read = {one.id: one for one in cases.read(tmp_path / "out", longest=2000)}
    assert set(read) == {good, none}
    assert "Gate 3 of the Orrin dam failed because a drive shaft sheared." in read[good].quotes
    assert read[none].answers == ()
    (row,) = map(json.loads, (tmp_path / "out" / REVIEW).read_text().splitlines())
    assert (row["id"], row["feedback"]) == (bad, [{"reason": "", "words": "Which river?"}])


def test_a_folder_that_cannot_be_written_is_said(kept, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EvaluationError, match="Name another folder"):
        export(kept, tmp_path / "file")
