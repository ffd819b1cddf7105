"""What is kept of the library between questions is what stands there."""

from dataclasses import replace

import pytest
from test_library import DAM, FERRY, ready

from ingest.stored.at_hand import Articles
from ingest.stored.library import Library


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    library.indexed(library.waiting())
    yield library
    library.close()


def test_counts_and_the_newest_day_follow_every_change(library):
    at_hand = library.at_hand
    assert at_hand.counted is None
    assert at_hand.counts() is at_hand.counts() is at_hand.counted
    assert (at_hand.counts().articles, at_hand.newest_date()) == (2, library.newest_date())
    library.store([ready(replace(DAM, published_at="2031-01-01"), 0)], [])
    assert (at_hand.counted, at_hand.newest_date()) == (None, "2031-01-01")
    library.take_down("dam")
    assert (at_hand.counts(), at_hand.newest_date()) == (library.counts(), library.newest_date())
    assert at_hand.counts().articles == 1


def test_an_article_is_read_once_until_the_library_changes(library):
    first = library.visible(["ferry:0"])["ferry:0"].article
    assert library.visible(["ferry:0"])["ferry:0"].article is first
    library.store([], [], remove=["dam"])
    again = library.visible(["ferry:0"])["ferry:0"].article
    assert again == first
    assert again is not first


def test_an_article_of_another_version_is_not_taken_for_this_one():
    held = Articles()
    held.keep([FERRY], 0)
    assert held.get({"ferry": 1}) == {"ferry": FERRY}
    assert held.get({"ferry": 2}) == {}


def test_what_was_read_before_a_change_is_not_kept_after_it():
    held = Articles()
    since = held.changes
    held.forget()
    held.keep([FERRY], since)
    assert held.get({"ferry": 1}) == {}


def test_the_first_to_come_goes_where_there_is_no_more_room():
    held = Articles(most=len(FERRY.text) + len(DAM.text) - 1)
    held.keep([FERRY], 0)
    held.keep([DAM, DAM], 0)
    assert held.get({"ferry": 1, "dam": 1}) == {"dam": DAM}


def test_who_tells_a_story_is_told_in_the_order_of_also_in(library):
    copy = replace(FERRY, id="copy", source="Wendel Post", published_at="2025")
    undated = replace(FERRY, id="a", source="Quay", published_at="")
    library.store([ready(copy, 0), ready(undated, 0)], [])
    story = library.passages(["ferry:0"])["ferry:0"].story
    told = library.told_by([story, "nothing"])
    assert [one.id for one in told[story]] == ["copy", "ferry", "a"]
    assert [one for one in told[story] if one.id != "ferry"] == library.also_in("ferry")
    assert told.keys() == {story}
