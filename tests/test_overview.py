"""Open questions: the stories on a topic or of a time, a sentence of each, and none on others."""

import asyncio
import json

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.fitting.of_time import names_a_day
from bot.answer.forms.about import FEATURES, THRESHOLD, WEIGHTS, About
from bot.answer.forms.telling import telling
from bot.ask import answer
from bot.question.periods import Period
from bot.question.posed import pose
from bot.search import stories
from bot.search.retrieve import Hit
from ingest.article import Article, Passage, Span
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NOW = "2025-03-20"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("overview"))
    yield store
    store.close()


def asked(store, text, now=NOW):
    return asyncio.run(answer(store, pose(store, text, now=now)))


def cited(store, text, now=NOW):
    return [one.article.id for one in asked(store, text, now).citations]


def test_the_newest_of_a_topic_comes_first_with_its_day(store):
    given = asked(store, "What is the latest on the Saltmarsh ferry?")
    assert given.citations[0].article.id == "ferry-2"
    assert given.statements[0].text == (
        "As of 18 March 2025, a single crossing on the Saltmarsh ferry will cost £3.60 from April."
    )
    assert {one.article.id for one in given.citations} == {"ferry-1", "ferry-2"}


def test_what_went_on_is_told_in_its_order(store):
    days = [one.article.published_at for one in asked(store, "Tell me about the ferry").citations]
    assert days == sorted(days)
    assert len(set(days)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "What is the latest on the Mars landing?",
        "Tell me about the football final",
        "ferry murder",
        "Orrin dam festival",
        "Lisbon ferry",
        "chess",
        "What happened to the Reykjavik ferry?",
    ],
)
def test_a_topic_that_no_story_is_about_is_not_answered(store, text):
    given = asked(store, text)
    assert (given.outcome, given.statements) == (Outcome.NO_ANSWER, ())


def test_a_name_must_stand_there_as_a_name(store):
    assert cited(store, "news about Crossing") == []  # there is a crossing, and none of that name
    assert set(cited(store, "news about Aldo Renner")) <= {"flood-wire", "flood-copy"}


def test_what_is_said_in_other_words_is_found(store):
    assert set(cited(store, "Tell me about the Orrin dam failure")) == {"dam"}
    assert set(cited(store, "ferry price increase")) <= {"ferry-1", "ferry-2"}


def test_copies_of_a_story_are_told_once(store):
    assert len(set(cited(store, "What happened in January?"))) == 2  # ferry-1, one of the floods


def test_without_a_topic_the_newest_are_told_newest_first(store):
    assert cited(store, "What's the news?")[:2] == ["ferry-2", "dam"]


def test_a_time_limits_what_is_told(store):
    assert cited(store, "What happened this week?") == ["ferry-2"]
    assert cited(store, "What happened in February 2025?") == ["dam"]
    assert cited(store, "What's new?", now="2025-02-05")[0] == "dam"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("What happened to the ferry in March 2025?", {"ferry-2"}),
        ("What happened to the ferry in January 2025?", {"ferry-1"}),
        ("What happened to the ferry in February 2025?", set()),  # reported soon after, and no day
        ("What happened to the Wendel on 25 January 2025?", {"flood-wire"}),  # "on Saturday night"
        ("What happened to the ferry on 1 March 2025?", set()),  # it was planned
    ],
)
def test_of_a_topic_what_is_of_the_time_is_told(store, text, ids):
    assert set(cited(store, text)) == ids


def test_what_is_planned_is_told_of_a_time_to_come(store):
    assert cited(store, "What happened to the ferry on 1 March 2025?", now="2025-02-01") == [
        "ferry-1"
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The software arrived on 20 March.", True),
        ("The software arrived on Thursday.", True),
        ("The price stands since 20 March.", False),
        ("The software arrived on 20 March 2024.", False),
        ("The software arrived in March.", False),  # it may have been another day
    ],
)
def test_a_day_is_named_as_articles_name_days(sentence, names):
    article = Article(id="a", title="", text=sentence, published_at="2025-03-24T22:50:00+00:00")
    periods = [Period(first_day="2025-03-18", last_day="2025-03-22", said="that week")]
    assert names_a_day(sentence, article, periods, today="2025-04-01") is names


def test_what_was_to_come_is_not_of_a_time_that_began_later():
    article = Article(id="a", title="", text="", published_at="2025-01-24")
    periods = [Period(first_day="2025-01-26", last_day="", said="after 25 January")]
    assert not names_a_day("It opens on 1 May.", article, periods, today="2025-04-01")


def test_where_nothing_is_of_the_time_that_is_said_and_the_newest_are_named(store):
    given = asked(store, "What happened this week?", now="2025-06-01")
    assert given.outcome is Outcome.NO_ANSWER
    assert given.nearest[0].id == "ferry-2"
    assert [(one.kind, "18 March 2025" in one.text) for one in given.notes] == [("stale", True)]


def test_an_outlet_limits_what_is_told(store):
    assert cited(store, "What's new in the Wendel Valley Post?") == ["dam"]
    assert set(cited(store, "What has the Harbour Ledger reported lately?")) == {
        "ferry-2",
        "flood-copy",
        "ferry-1",
    }


def test_an_outlet_limits_what_is_told_of_a_topic(store):
    assert set(cited(store, "What does the Harbour Ledger say about the flood?")) == {"flood-copy"}
    given = asked(store, "What does the Wendel Valley Post say about the Saltmarsh ferry?")
    assert given.outcome is Outcome.NO_ANSWER


def test_each_article_found_comes_with_how_it_begins(store):
    found = stories.search(store, pose(store, "news about the diesel price", now=NOW), k=8)
    assert [hit.passage.start for hit in found.hits if hit.article.id == "ferry-1"] == [0]
    assert len({hit.story for hit in found.hits}) == len({hit.article.id for hit in found.hits})


def test_a_missing_word_has_to_bring_the_topic_nearer(store):
    gained = {}
    for word in ("failure", "festival"):
        question = pose(store, f"tell me about the dam {word}", now=NOW)
        found = stories.search(store, question, k=8)
        about = About(store, question.topic, found.vector)
        hit = next(hit for hit in found.hits if hit.article.id == "dam")
        features = about.features([store.index.words.stem(word)], hit.sentence_vectors)
        gained[word] = features[FEATURES.index("gained")]
        assert (about.story([hit]).likely >= THRESHOLD) == (word == "failure")
    assert gained["failure"] > 0 > gained["festival"]
    assert len(FEATURES) == len(WEIGHTS)


def test_a_summary_may_be_longer_and_says_no_more_than_it_may(tmp_path):
    articles = [
        {
            "id": f"day-{day}",
            "title": f"Harbour strike, day {day}",
            "source": "Harbour Ledger",
            "published_at": f"2025-03-{day:02}",
            "text": f"The harbour strike at Averley went into its day number {day} on the quay. "
            f"Ship {day * 7} waited outside for {day * 11} hours.",
        }
        for day in range(1, 8)
    ]
    file = tmp_path / "strike.jsonl"
    file.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [file])
        counts = {
            text: len(asked(store, text).statements)
            for text in ("Tell me about the harbour strike", "Summarise the harbour strike")
        }
    assert list(counts.values()) == [3, 5]


def test_who_somebody_is_is_told_by_what_stands_beside_the_name(store):
    given = asked(store, "Who is Aldo Renner?")
    assert [one.article.title for one in given.citations] in (
        ["The Wendel floods 312 homes"],
        ["The night the river came"],
    )
    assert "fire chief Aldo Renner" in given.text
    assert "Mediator Ines Haverkamp" in asked(store, "Who is Ines Haverkamp?").text
    assert "Mediator Ines Haverkamp" in asked(store, "Who is Dr Ines Haverkamp?").text
    assert asked(store, "Who is Ines Marsh?").outcome is Outcome.NO_ANSWER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What did Aldo Renner say?", "Nobody was hurt, fire chief Aldo Renner said."),
        ("What has Renner said in January?", "Nobody was hurt, fire chief Aldo Renner said."),
        ("What did Aldo Renner say in March?", ""),
        ("What did Ines Haverkamp say?", ""),  # she is named, and says nothing
        ("What did Otto Renner say?", ""),
        (
            "What did Aldo Renner say about the flood?",
            "Nobody was hurt, fire chief Aldo Renner said.",
        ),
        ("What did Aldo Renner say about the dam?", ""),
    ],
)
def test_what_somebody_said_is_told_in_sentences_that_say_so(store, text, said):
    told = [one.text.rpartition(": ")[2] for one in asked(store, text).statements]
    assert told == ([said] if said else [])


def test_what_somebody_thinks_of_a_matter_may_be_told_in_other_verbs(store):
    given = asked(store, "What did Colin Strake say about the price of diesel?")
    assert "blamed the price of diesel" in given.text


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("AUSTPAC was a public network.", True),
        ("The bridge fell on Monday night.", True),
        ("WICK (Wire) - The bridge fell on Monday night.", True),
        ("JUST WATCHED See the bridge fall again.", False),
        ("GRAPHICS:The bridge before and after it fell.", False),
        ("Pictures of the fallen bridge at Wick ...", False),
        ("Ada Lund and Colin Strake of Wick", False),
        ("“We saw it fall,” she said on Monday.", False),
        ("It fell into the river at midnight.", False),
        ("A: Mine, because nobody else would sign for the bridge.", False),
        ("A bridge fell into the river at midnight.", True),
    ],
)
def test_labels_bylines_and_what_leans_on_others_are_not_told(sentence, is_told):
    text = f"{sentence}\n\nThe harbour has three more of them, all closed since."
    article = Article(id="a", title="Bridge", text=text)
    passage = Passage(article_id="a", start=0, text=text, sentences=(Span(0, len(sentence)),))
    hit = Hit(passage=passage, article=article, story="s", score=1.0, words=0.0, cosine=0.0)
    assert bool(list(telling(hit))) == is_told


BRIDGE = (
    {
        "id": "bridge-1",
        "title": "Crack closes the Ostley bridge",
        "source": "Harbour Ledger",
        "published_at": "2025-03-10",
        "text": "The Ostley bridge was closed on Monday after a crack was found in its deck.\n\n"
        "Repairs to the Ostley bridge will take a month, engineers said.",
    },
    {
        "id": "bridge-view",
        "title": "The Ostley bridge was let down by all of us",
        "source": "Harbour Ledger",
        "published_at": "2025-03-15",
        "kind": "opinion",
        "text": "The Ostley bridge was let down by people who never walk across it.\n\n"
        "Money for the Ostley bridge was always for next year.",
    },
    {
        "id": "pier-view",
        "title": "The Ulmer pier deserves a band",
        "source": "Harbour Ledger",
        "published_at": "2025-03-16",
        "kind": "opinion",
        "text": "The Ulmer pier is a sad place without music on a Sunday afternoon.",
    },
)

AFFAIR = (
    {
        "id": "kiln-1",
        "title": "Blast at the Orva kiln kills two",
        "source": "Harbour Ledger",
        "published_at": "2025-01-10",
        "text": "Two potters were killed in a blast at the Orva kiln in Pellan on Thursday.\n\n"
        "The kiln belongs to Dorne Clay, and its master was Elias Rusk.",
    },
    {
        "id": "kiln-2",
        "title": "Kiln master charged over two deaths",
        "source": "Harbour Ledger",
        "published_at": "2025-03-12",
        "text": "Elias Rusk, the master of the kiln that blew up in Pellan in January, was charged "
        "with manslaughter on Tuesday.\n\nHe will appear in court in May.",
    },
    {
        "id": "kiln-other",
        "title": "Kiln of brick found in Pellan field",
        "source": "Harbour Ledger",
        "published_at": "2025-03-14",
        "text": "A kiln of the twelfth century was found by farmers in a field near Pellan.",
    },
    {
        "id": "coach",
        "title": "Ines Wold to coach Pellan",
        "source": "Harbour Ledger",
        "published_at": "2025-03-16",
        "text": "Ines Wold will coach Pellan until the summer.\n\n"
        "Her predecessor, Arno Tessel, has joined Brinford as a scout.",
    },
    {
        "id": "sacked",
        "title": "Pellan sack Arno Tessel",
        "source": "Harbour Ledger",
        "published_at": "2025-03-01",
        "text": "Pellan have sacked their coach, Arno Tessel, after six defeats.",
    },
)


@pytest.fixture(scope="module")
def affairs(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("affairs"), more=AFFAIR)
    yield store
    store.close()


def test_what_goes_on_with_an_affair_is_news_of_it_without_its_name(affairs):
    found = cited(affairs, "What is the latest on the Orva kiln?")
    assert (found[0], set(found)) == ("kiln-2", {"kiln-1", "kiln-2"})


def test_what_became_of_somebody_may_be_told_in_passing(affairs):
    for text in ("What is Tessel doing now?", "what became of Arno Tessel"):
        assert cited(affairs, text)[0] == "coach"
    given = asked(affairs, "Where is Arno Tessel now?")
    assert "has joined Brinford as a scout" in given.statements[0].text


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("views"), more=BRIDGE)
    yield store
    store.close()


def test_an_opinion_piece_is_no_news_where_there_is_a_report(views):
    assert set(cited(views, "What is the latest on the Ostley bridge?")) == {"bridge-1"}
    assert "bridge-view" not in cited(views, "What's the news?")


def test_an_opinion_piece_comes_behind_what_has_happened(views):
    [*first, last] = cited(views, "Tell me about the Ostley bridge")
    assert (set(first), last) == ({"bridge-1"}, "bridge-view")


def test_an_opinion_piece_is_told_where_nothing_else_is(views):
    assert cited(views, "What is the latest on the Ulmer pier?") == ["pier-view"]
