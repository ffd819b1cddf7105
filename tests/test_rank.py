"""How passages are described and weighed."""

import numpy as np
import pytest

from bot.question.periods import Period
from bot.search.rank import FEATURES, LATEST, Aim, Candidate, Ranker, evidence, scores
from ingest.article import Article, Passage, Span
from ingest.stored.records import StoredPassage

VECTOR = np.array([1.0, 0.0], np.float32)


def candidate(text="The dam failed.", *, words=1.0, start=0, **article):
    """A passage of one or several sentences that end in a full stop."""
    sentences, at = [], start
    for sentence in text.split(". "):
        sentences.append(Span(at, at + len(sentence)))
        at += len(sentence) + 2
    whole = Article(id=article.pop("id", "a"), text=" " * start + text, **{"title": "", **article})
    passage = Passage(article_id=whole.id, start=start, text=text, sentences=tuple(sentences))
    stored = StoredPassage(passage=passage, article=whole, story="s", vector=VECTOR)
    return Candidate(stored, words)


def aim(*terms, **more):
    return Aim(text=" ".join(terms), terms=terms, vector=VECTOR, asked=VECTOR, **more)


def described(one, *others, of, edge="2025-06-30"):
    ranker = Ranker(str.lower, {"dam": 3.0, "gate": 1.0}, edge)
    return dict(zip(FEATURES, ranker.features(of, [one, *others])[0], strict=True))


def test_the_words_count_as_a_share_of_the_best_and_so_does_the_article():
    found = described(
        candidate(words=2.0), candidate(words=8.0, start=90), candidate(words=4, id="b"), of=aim()
    )
    assert (found["words"], found["article_words"]) == (0.25, 1.0)


def test_a_rare_word_covers_more_than_a_common_one_and_the_headline_counts():
    of = aim("dam", "gate")
    assert described(candidate("A dam."), of=of)["covered"] == 0.75
    assert described(candidate("A gate."), of=of)["covered"] == 0.25
    assert described(candidate("A gate.", title="The dam"), of=of)["covered"] == 1.0


def test_words_are_near_in_two_sentences_side_by_side():
    of = aim("dam", "gate")
    assert described(candidate("A dam. A gate."), of=of)["covered_near"] == 1.0
    assert described(candidate("A dam. No more. A gate."), of=of)["covered_near"] == 0.75


def test_the_lead_is_the_passage_that_the_article_begins_with():
    assert described(candidate(), of=aim())["lead"] == 1.0
    assert described(candidate(start=40), of=aim())["lead"] == 0.0


@pytest.mark.parametrize(
    ("article", "is_named"),
    [
        ({"source": "The Post"}, 1.0),
        ({"authors": ("Ann Reed",)}, 1.0),
        ({"source": "The Wire", "authors": ("Bo Lind",)}, 0.0),
    ],
)
def test_the_outlet_or_the_author_is_the_one_that_is_named(article, is_named):
    of = aim(outlets=("The Post",), authors=("Ann Reed",))
    assert described(candidate(**article), of=of)["outlet"] == is_named


@pytest.mark.parametrize(
    ("kind", "published", "within"),
    [
        ("published", "2025-03-09", 0.0),
        ("published", "2025-03-10", 1.0),
        ("published", "2025-03", 1.0),
        ("published", "2025-03-13", 0.0),
        ("event", "2025-03-13", 1.0),  # it is still reported
        ("event", "2025-04-30", 0.0),
        ("recent", "2025-03-11", 0.0),  # no time, a wish
        ("published", "", 0.0),
    ],
)
def test_an_article_of_the_time_that_is_asked_for(kind, published, within):
    period = Period(first_day="2025-03-10", last_day="2025-03-12", said="then", of=kind)
    of = aim(periods=(period,), today="2025-06-30")
    assert described(candidate(published_at=published), of=of)["period"] == within


def test_newer_counts_more_unless_the_past_is_asked_for():
    new, old = candidate(published_at="2025-06-29"), candidate(published_at="2024-06-29")
    assert described(new, of=aim())["month"] > 0.9 > described(old, of=aim())["month"]
    assert described(candidate(), of=aim())["month"] == 0.0
    past = Period(first_day="2024-01-01", last_day="2024-12-31", said="in 2024")
    assert described(new, of=aim(periods=(past,), today="2025-06-30"))["half_year"] == 0.0
    now = Period(first_day="2025-06-23", last_day="2025-06-30", said="this week", of="published")
    assert described(new, of=aim(periods=(now,), today="2025-06-30"))["half_year"] > 0.9


def test_the_newest_counts_double_where_it_is_asked_for():
    new = candidate(published_at="2025-06-29")
    plain, latest = (described(new, of=aim(latest=wish))["month"] for wish in (False, True))
    assert latest == pytest.approx(LATEST * plain)


def test_a_day_after_the_edge_is_no_age():
    assert described(candidate(published_at="2025-07-04"), of=aim())["month"] == 1.0


def test_no_candidate_is_no_evidence():
    empty = Ranker(str.lower, {}, "").features(aim("dam"), [])
    assert empty.shape == (0, len(FEATURES))
    assert scores(empty).shape == (0,)
    assert evidence(empty) == 0.0


def test_more_of_what_is_asked_is_more_evidence():
    ranker = Ranker(str.lower, {"dam": 3.0, "gate": 1.0}, "")
    some, none = (
        evidence(ranker.features(aim("dam", "gate"), [candidate(text, id=text)]))
        for text in ("The dam. The gate.", "Nothing of it.")
    )
    assert 0 < none < some < 1
