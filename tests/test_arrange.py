"""What is shown of ranked passages."""

import numpy as np
import pytest

from bot.search.arrange import DEEP, MOST, combined, runs
from ingest.article import Article, Passage, Span
from ingest.stored.records import StoredPassage


def passages(article_id, texts, *, story="", between="\n\n"):
    """An article of these passages, as they are stored."""
    article = Article(id=article_id, title="", text=between.join(texts))
    made, start = [], 0
    for text in texts:
        passage = Passage(
            article_id=article_id,
            start=start,
            text=text,
            sentences=(Span(start, start + len(text)),),
        )
        made.append(
            StoredPassage(
                passage=passage, article=article, story=story or article_id, vector=np.zeros(1)
            )
        )
        start += len(text + between)
    return made


def falling(stored):
    return [(one, 1.0 / place) for place, one in enumerate(stored, start=1)]


def test_a_passage_beside_a_better_one_joins_it_as_an_exact_slice():
    first, second, third = passages("a", ["One.", "Two.", "Three."])
    (other,) = passages("b", ["Else."])
    run, alone = runs(falling([second, other, third, first]), 10)
    assert run.passage.text == "One.\n\nTwo.\n\nThree."
    assert run.passage.text == first.article.text[run.passage.start : run.passage.end]
    assert [span.start for span in run.passage.sentences] == [0, 6, 12]
    assert run.score == 1.0
    assert alone.passage.text == "Else."


def test_passages_with_others_between_them_stay_apart():
    first, _, third = passages("a", ["One.", "Two.", "Three."])
    assert [run.passage.text for run in runs(falling([first, third]), 10)] == ["One.", "Three."]


def test_a_span_has_a_greatest_length():
    made = runs(falling(passages("a", ["Text."] * 8)), 10)
    assert [len(run.pieces) for run in made] == [MOST, MOST, 2]


def test_what_ranks_low_neither_joins_nor_takes_a_place():
    (top, beside) = passages("a", ["Top.", "Beside."])
    others = [passages(f"x{n}", ["Other."])[0] for n in range(DEEP)]
    made = runs(falling([top, *others, beside]), 10)
    assert [run.passage.text for run in made] == ["Top."] + ["Other."] * 9


def test_another_copy_of_a_story_that_is_shown_is_left_out():
    ours = passages("a", ["One.", "Two."], story="fire")
    theirs = passages("b", ["One.", "Two."], story="fire")
    made = runs(falling([ours[0], theirs[1], theirs[0]]), 10)
    assert [run.passage.article_id for run in made] == ["a"]


def test_what_serves_a_part_rises():
    whole = {"two": -1.0, "one": -1.5, "lead": 0.0, "far": -9.0}
    parts = [{"one": 4.0, "far": 1.0}, {"two": 2.0, "lead": -3.0}]
    ranked = combined(whole, parts)
    assert [key for key, _ in ranked] == ["two", "one", "lead", "far"]
    assert ranked[0][1] == 1.0
    assert ranked[1][1] == pytest.approx(np.exp(-0.5))


def test_without_parts_the_order_is_the_questions_own():
    assert [key for key, _ in combined({"b": 1.0, "a": 1.0, "c": 2.0}, [])] == ["c", "a", "b"]
    assert combined({}, []) == []
