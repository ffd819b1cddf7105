"""The sample corpus that `make chat` starts with, read as a whole."""
# ruff: noqa: E501, a case reads best on one line

from collections import Counter

import pytest
from conftest import ROOT, every_article

from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

# Printed 39 times; two of them are later versions of others, at the same addresses.
PRINTED, STORED = 39, 37
UNDATED = {
    "Four men stood in",
    "Hours after the Stargate",
    "Britons will be able",
    "A software engineer with",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    with Store(folder, Settings(), purpose="a test") as store:
        yield store, ingest(store, [ROOT / "corpus"])


@pytest.fixture(scope="module")
def articles(run):
    return every_article(run[0].library)


def test_it_is_read_without_a_problem(run):
    _, report = run
    assert report.problems == []
    assert report.articles["added"] == STORED
    assert report.articles["added"] + report.articles["updated"] == PRINTED


def test_reading_it_again_changes_nothing(run, articles):
    store, _ = run
    again = ingest(store, [ROOT / "corpus"])
    assert +again.articles == Counter(unchanged=PRINTED)
    assert every_article(store.library) == articles


def test_every_article_has_a_date_or_is_known_as_undated(articles):
    undated = [one.title for one in articles if not one.published_at]
    assert len(undated) == len(UNDATED)
    assert {start for start in UNDATED if any(one.startswith(start) for one in undated)} == UNDATED
    assert all(
        "2025-01-14" <= one.published_at <= "2025-03-29" for one in articles if one.published_at
    )


def test_every_article_has_an_outlet_but_one(articles):
    assert [one.title for one in articles if not one.source] == [
        "Microsoft gives up its monopoly on OpenAI's servers but keeps the first call"
    ]


def test_a_reprint_and_its_original_are_one_story(run):
    store, _ = run
    stories = {}
    for batch in store.library.all_passages():
        for item in batch:
            stories.setdefault(item.story, {})[item.article.id] = item.article
    copies = [
        sorted(one.source for one in held.values()) for held in stories.values() if len(held) > 1
    ]
    assert copies == [["Harbour Ledger", "Meridian Wire"]]


@pytest.mark.parametrize(
    ("words", "says", "no_longer"),
    [("River Wendel floods", "540 homes", "312 homes"), ("St Brannock's Infirmary", "61,400", "18,000 patients")],
)  # fmt: skip
def test_the_later_version_stands(articles, words, says, no_longer):
    (article,) = [one for one in articles if one.title.startswith(words)]
    assert says in article.title
    assert no_longer not in article.title


@pytest.mark.parametrize(
    ("title", "source", "author", "date", "how"),
    [
        ("6,400 sign against ferry fare, and the fare waits until April", "Harbour Ledger", "Dana Whitlock", "2025-02-13", "text"),
        ("Auditor: the Quayside tram costs £44 million, not £41.5 million", "Public Purse", "Priya Lindqvist", "2025-01-21", "metadata"),
        ("OpenAI's Operator takes the mouse", "Circuit Weekly", "Marguerite Dole", "2025-01-24T09:30:00+00:00", "metadata"),
        ("The clause that could cut Microsoft off from OpenAI", "The Northgate Courier", "Lewis Bramante", "2025-01-29", "text"),
        ("When the Stargate partners lined up in Washington, the head of OpenAI's biggest…", "Harbour Ledger", "Elliot Sandhu", "2025-01-24", "text"),
        ("Neue Schütze für Orrin: Ahrendt liefert erst im Oktober", "Merseltal-Anzeiger", "Jutta Kellinghaus", "2025-03-14", "metadata"),
    ],
)  # fmt: skip
def test_messy_files_say_who_and_when(articles, title, source, author, date, how):
    (article,) = [one for one in articles if one.title == title]
    assert (article.source, article.authors) == (source, (author,))
    assert (article.published_at, article.dated_by) == (date, how)


def test_no_furniture_is_left_in_any_text(articles):
    for words in (
        *(
            "Read the full story",
            "Image credit",
            "More like this",
            "Trending now",
            "You might also",
        ),
        *("Share this", "All rights", "©", "Categories:", "visitor number", "Front page"),
        *("Most read", "comments ·", "Support us", "cookie", "Reporting by", "Published:"),
    ):
        assert [one.title for one in articles if words in one.text] == [], words


def test_no_paragraph_is_a_table_row_or_a_heading_alone(articles):
    for article in articles:
        assert "|" not in article.text, article.title
        assert len(article.text.split()) > 100, article.title
        assert article.text.split("\n\n")[-1].rstrip('”"“').endswith((".", "!", "?")), article.title
