"""What repeats in a folder's text files: counted once, kept, and part of how each file is known."""

import pytest

from ingest.pipeline import ingest
from ingest.sources import paths, piles
from ingest.sources.files import fingerprint, read
from ingest.store import Store

MENU = ["Sections that matter", "Ask the almanac", "The valley in pictures", "Write a line to Bea"]
SENTENCE = "The almanac has told the valley what to sow and when to reap since its first winter."


def written(folder, number, *more, suffix=".txt"):
    """An article with its folder's menu above it and more below it."""
    folder.mkdir(exist_ok=True)
    text = (
        f"Pool number {number} closes for repairs\nBy Ann Lee\n5 January 2025\n\n"
        f"Pool number {number} on Mill Lane closes for a year, the council of ward {number} says."
        "\n\n"
        f"Number {number} will cost {number} millions, and nobody in ward {number} knows who pays."
    )
    file = folder / f"{number:03}{suffix}"
    file.write_text("\n\n".join(["\n".join(MENU), text, *more]))
    return file


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "news"
    for number in range(12):
        written(folder, number, SENTENCE)
    return folder


def found(folder, kept=None):
    return list(piles.with_repeats(paths.walk([folder]), kept))


def texts(store):
    return [passage.article.text for some in store.library.all_passages() for passage in some]


class Memory(dict):
    """Keeps what was counted, and counts how often."""

    fact = dict.get
    set_fact = dict.__setitem__


def test_lines_of_a_folder_are_left_out_and_who_wrote_an_article_is_not(folder):
    (article,) = read(found(folder)[3])
    assert article.title == "Pool number 3 closes for repairs"
    assert (article.authors, article.published_at) == (("Ann Lee",), "2025-01-05")
    assert article.text.startswith("Pool number 3 on Mill Lane")
    assert article.text.endswith("knows who pays.")


def test_markdown_files_count_as_well(tmp_path):
    for number in range(6):
        written(tmp_path / "news", number, SENTENCE, suffix=".md")
    (article,) = read(found(tmp_path / "news")[0])
    assert SENTENCE not in article.text


def test_a_sentence_that_few_articles_share_is_theirs(tmp_path):
    folder = tmp_path / "news"
    for number in range(30):
        written(folder, number, *([SENTENCE] if number < 6 else []))
    (article,) = read(found(folder)[0])
    assert article.text.endswith(SENTENCE)


def test_four_files_are_too_few_to_tell(tmp_path):
    for number in range(4):
        written(tmp_path / "news", number)
    assert not any(one.repeats for one in found(tmp_path / "news"))


def test_a_file_more_is_read_with_what_was_counted_and_its_neighbours_stay(folder):
    kept = Memory()
    before = {one.path: fingerprint(one) for one in found(folder, kept)}
    said = dict(kept)
    new = written(folder, 50, SENTENCE)
    after = {one.path: fingerprint(one) for one in found(folder, kept)}
    assert kept == said  # nothing was counted
    assert {path: after[path] for path in before} == before
    alone = piles.with_repeats(paths.walk([new]), kept)
    assert [fingerprint(one) for one in alone] == [after[new]]
    (article,) = read(found(new, kept)[0])
    assert SENTENCE not in article.text


def test_a_folder_that_has_grown_by_half_is_counted_again(folder):
    kept = Memory()
    before = found(folder, kept)[0]
    for number in range(12, 18):
        written(folder, number, SENTENCE, "The almanac is printed on the paper of old almanacs")
    after = found(folder, kept)[0]
    assert len(after.repeats.hashes) == len(before.repeats.hashes) + 1
    assert fingerprint(after) != fingerprint(before)


def test_what_is_kept_is_no_word_of_the_articles(folder):
    kept = Memory()
    found(folder, kept)
    assert len(kept) == 1
    assert not any(word in next(iter(kept.values())) for word in ("valley", "almanac", "Lee"))


def test_the_library_keeps_it_and_only_changed_repeats_change_articles(folder, store: Store):
    assert ingest(store, [folder]).articles["added"] == 12
    assert not any(SENTENCE in text or MENU[0] in text for text in texts(store))
    assert ingest(store, [folder]).articles["unchanged"] == 12
    written(folder, 50, SENTENCE)
    assert ingest(store, [folder / "050.txt"]).articles["added"] == 1
    report = ingest(store, [folder])
    assert (report.articles["unchanged"], report.articles["updated"]) == (13, 0)
    # From now on the sentence stands in too few of them.
    for number in range(100, 190):
        written(folder, number)
    report = ingest(store, [folder])
    assert (report.articles["added"], report.articles["updated"]) == (90, 13)
    assert sum(SENTENCE in text for text in texts(store)) == 13


def test_no_more_than_so_many_files_are_counted(folder, monkeypatch):
    monkeypatch.setattr(piles, "MOST_COUNTED", 5)
    files = list(paths.walk([folder]))
    assert [one.path.stem for one in piles.sample(files)] == ["000", "003", "006", "009"]
