"""Five real, messy files as people keep them. Their text stays where it is: beside the checkout."""

from collections import Counter

import pytest
from conftest import every_article

from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store


@pytest.fixture(scope="module")
def run(tmp_path_factory, seeds):
    with Store(tmp_path_factory.mktemp("seeds"), Settings(), purpose="a test") as store:
        yield store, ingest(store, [seeds])


def held(run, seeds, start):
    """The articles of the file whose name starts so."""
    (path,) = seeds.glob(f"{start}*")
    record = run[0].library.ledger.source(str(path.resolve()))
    return [run[0].library.article(key) for key in record.article_ids]


def test_five_files_give_eight_articles_without_a_problem(run):
    store, report = run
    assert (+report.articles, report.problems) == (Counter(added=8), [])
    assert store.library.counts().articles == report.stories == 8


def test_reading_them_again_changes_nothing(run, seeds):
    before = every_article(run[0].library)
    assert +ingest(run[0], [seeds]).articles == Counter(unchanged=8)
    assert every_article(run[0].library) == before


def test_the_digest_is_four_articles_of_the_outlet_that_it_names(run, seeds):
    digest = held(run, seeds, "000")
    assert len(digest) == 4
    assert {one.source for one in digest} == {"Tech Crunch"}
    assert not any("Keep reading" in one.text for one in digest)


def test_the_page_ends_where_its_article_ends(run, seeds):
    (page,) = held(run, seeds, "001")
    assert len(page.text.split()) < 400  # of 900 on the page
    for words in ("You might also like", "Image credit", "TOPICS", "Latest in"):
        assert words not in page.text


def test_the_date_before_the_first_sentence_is_found(run, seeds):
    (dated,) = held(run, seeds, "002")
    assert (dated.published_at, dated.dated_by) == ("2025-01-23", "text")
    assert not dated.text.lstrip().startswith("date")


def test_the_title_that_is_said_three_times_is_no_text(run, seeds):
    (repeated,) = held(run, seeds, "003")
    assert repeated.title not in repeated.text
    for words in ("Categories", "whatsapp", "All rights"):
        assert words not in repeated.text


def test_every_passage_is_an_exact_slice(run):
    for batch in run[0].library.all_passages():
        for item in batch:
            passage = item.passage
            assert item.article.text[passage.start : passage.end] == passage.text
