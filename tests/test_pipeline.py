"""Ingesting: what a run adds, replaces, leaves alone and reports, whatever the files do."""
# ruff: noqa: E501, a case reads best on one line

import gzip
import json
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from conftest import every_article
from test_embed import MOCK

from ingest.article import Span
from ingest.errors import EmbeddingError
from ingest.limits import Limits
from ingest.pipeline import ingest
from ingest.runs import batch
from ingest.settings import EmbeddingSettings, IngestSettings, Settings
from ingest.store import Store

P = (
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds."
)
Q = (
    "Residents had asked for a temporary pool in the park. The mayor said that the money for one "
    "could not be found before the summer."
)
FERRY = "Ferry to stop\n\nThe ferry stops on Monday.\n\nNobody knows why, the company said."
DAM = "Dam holds\n\nThe dam held last night.\n\nThe water is falling, the keeper said."


@pytest.fixture
def store(tmp_path):
    """What is tested here does not depend on the model, so it is LlamaIndex's own for tests."""
    settings = Settings(
        embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": 4}),
        ingest=IngestSettings(max_file_mb=1),
    )
    with Store(tmp_path / "data", settings, purpose="a test") as store:
        yield store
        store.index.verify()  # after every test: the indexes agree with the library
        assert store.library.waiting() == []


@pytest.fixture
def news(tmp_path):
    """An empty folder for articles."""
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def run(store, *targets):
    """(what was done, what is wrong), without the zeros."""
    report = ingest(store, targets)
    return dict(+report.articles), [problem.reason for problem in report.problems]


def texts(store):
    return sorted(article.text for article in every_article(store.library))


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_folder_is_read_and_reading_it_again_changes_nothing(store, news):
    (news / "ferry.txt").write_text(FERRY)
    (news / "dam.md").write_text("# Dam holds\n\nThe dam held last night.\n")
    assert run(store, news) == ({"added": 2}, [])
    before = every_article(store.library)
    assert run(store, news) == ({"unchanged": 2}, [])
    assert every_article(store.library) == before


def test_what_is_read_is_found(store, news):
    (news / "ferry.txt").write_text(FERRY)
    ingest(store, [news])
    ((key, _),) = store.index.words.search(["company"], k=9, limits=Limits())
    assert store.library.passages([key])[key].article.title == "Ferry to stop"


def test_the_same_files_give_the_same_ids_everywhere(store, news, tmp_path):
    (news / "ferry.txt").write_text(FERRY)
    ingest(store, [news])
    news.rename(tmp_path / "moved")
    assert run(store, tmp_path / "moved") == ({"unchanged": 1}, [])


def test_an_edited_file_replaces_its_article_and_nothing_else(store, news):
    (news / "ferry.txt").write_text(FERRY)
    (news / "dam.txt").write_text(DAM)
    ingest(store, [news])
    before = {article.title: article for article in every_article(store.library)}
    (news / "ferry.txt").write_text(FERRY.replace("Monday", "Friday"))
    assert run(store, news) == ({"updated": 1, "unchanged": 1}, [])
    after = {article.title: article for article in every_article(store.library)}
    assert after["Dam holds"] == before["Dam holds"]
    assert after["Ferry to stop"].id == before["Ferry to stop"].id
    assert "Friday" in after["Ferry to stop"].text
    assert store.index.words.search(["monday"], k=9, limits=Limits()) == []


@pytest.mark.parametrize("edited", [0, 1, 2, 3])
def test_one_edited_article_of_a_digest_leaves_the_others_alone(store, news, edited):
    def digest(*changed):
        close = "Keep reading on the Mill Gazette"
        parts = [f"Item {n}. {P}\n{Q}\nItem {n} again. {P}\n{Q}\n{close}" for n in range(4)]
        for number in changed:
            parts[number] = "New first words now. " + parts[number].replace("Tuesday", "Friday")
        return "\n".join(parts)

    (news / "digest.txt").write_text(digest())
    assert run(store, news) == ({"added": 4}, [])
    before = {article.id: article.text for article in every_article(store.library)}
    (news / "digest.txt").write_text(digest(edited))
    assert run(store, news) == ({"updated": 1, "unchanged": 3}, [])
    after = {article.id: article.text for article in every_article(store.library)}
    assert after.keys() == before.keys()
    assert [key for key in after if after[key] != before[key]] == [
        key for key in after if f"Item {edited}." in after[key]
    ]


def test_an_article_that_is_gone_from_a_file_is_removed(store, news):
    lines(news / "a.jsonl", {"id": "a", "text": "One."}, {"id": "b", "text": "Two."})
    ingest(store, [news])
    lines(news / "a.jsonl", {"id": "b", "text": "Two."})
    assert run(store, news) == ({"unchanged": 1, "removed": 1}, [])
    assert texts(store) == ["Two."]


def test_an_article_that_another_file_holds_too_stays(store, news):
    for name in ("a.jsonl", "b.jsonl"):
        lines(news / name, {"id": "a", "text": "One."}, {"id": name, "text": name})
    assert run(store, news) == ({"added": 3, "unchanged": 1}, [])
    lines(news / "a.jsonl", {"id": "a.jsonl", "text": "a.jsonl"})
    assert run(store, news) == ({"unchanged": 3}, [])
    assert texts(store) == ["One.", "a.jsonl", "b.jsonl"]


@pytest.mark.parametrize(("before", "after"), [("a", "b"), ("b", "a")])
def test_an_article_that_moves_to_another_file_stays(store, news, before, after):
    one, two = {"id": "x", "text": "One."}, {"id": "y", "text": "Two."}
    lines(news / f"{before}.jsonl", one, two)
    lines(news / f"{after}.jsonl", {"id": "z", "text": "Three."})
    ingest(store, [news])
    lines(news / f"{before}.jsonl", two)
    lines(news / f"{after}.jsonl", {"id": "z", "text": "Three."}, one)
    assert run(store, news) == ({"unchanged": 3}, [])
    assert texts(store) == ["One.", "Three.", "Two."]


def test_copies_of_one_file_are_one_article(store, news):
    (news / "a.txt").write_text(FERRY)
    (news / "b.txt").write_text(FERRY)
    (news / "2025-01-15-c.txt").write_text(FERRY)  # the same, and it knows the day
    assert run(store, news)[1] == []
    (article,) = every_article(store.library)
    assert article.published_at == "2025-01-15"


def test_two_outlets_with_the_same_words_are_two_articles_and_one_story(store, news):
    lines(news / "a.jsonl", *({"title": "T", "text": "One.", "source": name} for name in "AB"))
    report = ingest(store, [news])
    assert (+report.articles, report.stories) == (Counter(added=2), 1)


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
@pytest.mark.parametrize("files", [1, 2])
def test_of_two_versions_at_one_address_the_newer_stands(store, news, order, files):
    rows = {
        "old": {"url": "https://x.example/a", "title": "A", "text": "312.", "date": "2025-01-28T01:00:00+00:00"},
        "new": {"url": "https://x.example/a", "title": "B", "text": "540.", "date": "2025-01-27T23:30:00-05:00"},
    }  # fmt: skip
    written = [rows[name] for name in order]
    if files == 1:
        lines(news / "a.jsonl", *written)
    else:
        lines(news / "a.jsonl", written[0])
        lines(news / "b.jsonl", written[1])
    assert run(store, news)[1] == []
    assert texts(store) == ["540."]
    done, problems = run(store, news)
    assert (done.keys(), problems) == ({"unchanged"}, [])
    lines(news / "a.jsonl", *(written if files == 1 else written[:1]), {"text": "More."})
    done, problems = run(store, news)  # read again, for the line that is new
    assert (done["added"], done.get("updated"), problems) == (1, None, [])
    assert texts(store) == ["540.", "More."]


def test_a_file_may_set_its_own_article_back(store, news):
    lines(news / "a.jsonl", {"id": "a", "text": "540.", "date": "2025-01-28"})
    ingest(store, [news])
    lines(news / "a.jsonl", {"id": "a", "text": "312.", "date": "2025-01-27"})
    assert run(store, news) == ({"updated": 1}, [])
    assert texts(store) == ["312."]


def test_an_older_version_beside_a_newer_one_is_not_set_back_to(store, news):
    versions = [
        {"id": "a", "title": "A", "text": f"{n}.", "date": f"2025-01-0{n}"} for n in (1, 2, 3)
    ]
    lines(news / "a.jsonl", versions[1])
    ingest(store, [news])
    lines(news / "a.jsonl", versions[0], versions[2])
    assert run(store, news) == ({"updated": 1}, [])
    assert texts(store) == ["3."]


def test_two_articles_by_one_id_are_reported_and_the_first_is_kept(store, news):
    lines(news / "a.jsonl", {"id": "7", "title": "A", "text": "One."}, {"id": "7", "title": "B", "text": "Two."})  # fmt: skip
    done, (reason,) = run(store, news)
    assert done == {"added": 1, "failed": 1}
    assert reason == "two different articles have the id '7'; the first is kept"
    assert texts(store) == ["One."]


def test_a_line_that_stands_twice_is_one_article(store, news):
    lines(news / "a.jsonl", {"id": "7", "text": "One."}, {"id": "7", "text": "One."})
    assert run(store, news) == ({"added": 1}, [])


def test_an_article_edited_into_anothers_old_words_stays_itself(store, news):
    (news / "a.txt").write_text(FERRY)
    ingest(store, [news])
    (news / "a.txt").write_text(FERRY.replace("Monday", "Friday"))
    ingest(store, [news])
    (news / "b.txt").write_text(FERRY)  # the words from which the first got its id
    assert run(store, news) == ({"added": 1, "unchanged": 1}, [])
    assert len(every_article(store.library)) == 2
    assert run(store, news) == ({"unchanged": 2}, [])


def test_bad_files_are_reported_and_the_run_goes_on(store, news):
    (news / "a.txt").write_bytes(b"")
    (news / "b.txt").write_bytes(b"\x89PNG\x00\x00")
    (news / "c.txt").write_text("Only a title")
    (news / "d.txt").write_text("x" * ((1 << 20) + 1))
    (news / "e.jsonl").write_text('nonsense\n{"title": "no text"}\n{"text": "One."}\n')
    (news / "f.txt").write_text(FERRY)
    done, reasons = run(store, news, news / "gone.txt")
    assert done == {"added": 2, "failed": 7}
    assert [reason[:19] for reason in reasons] == [
        "there is no such fi", "is empty", "is binary, not text", "holds no article te",
        "1 MB is more than i", "is not JSON: Expect", "has no text (keys `",
    ]  # fmt: skip
    again = run(store, news, news / "gone.txt")
    assert again == ({"unchanged": 2, "failed": 7}, reasons)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"Only a title"])
def test_a_file_that_went_bad_loses_nothing_that_is_stored(store, news, content):
    (news / "a.txt").write_text(FERRY)
    ingest(store, [news])
    (news / "a.txt").write_bytes(content)
    done, problems = run(store, news)
    assert (done, len(problems)) == ({"failed": 1}, 1)
    assert len(texts(store)) == 1
    (news / "a.txt").write_text(FERRY)
    assert run(store, news) == ({"unchanged": 1}, [])


def test_a_cut_off_archive_loses_nothing_that_is_stored(store, news):
    rows = [
        {"id": str(n), "text": f"{n} " + "".join(map(str, range(n * 999, 2500)))} for n in (0, 1, 2)
    ]
    whole = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    (news / "a.jsonl.gz").write_bytes(whole)
    assert run(store, news) == ({"added": 3}, [])
    (news / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    done, _ = run(store, news)
    assert done["failed"] == 1
    assert "removed" not in done
    assert len(texts(store)) == 3
    (news / "a.jsonl.gz").write_bytes(whole)
    assert run(store, news) == ({"unchanged": 3}, [])


def test_a_file_that_disappears_loses_nothing_that_is_stored(store, news):
    (news / "a.txt").write_text(FERRY)
    (news / "b.txt").write_text(DAM)
    ingest(store, [news])
    (news / "a.txt").unlink()
    assert run(store, news) == ({"unchanged": 1}, [])
    assert len(texts(store)) == 2


def test_every_offset_is_exact_whatever_the_characters(store, news):
    text = "“Déjà vu” 🚢 she said.\r\n\r\nZwei\u2028Drei e\u0301 fin\x00ally\ud83d."
    lines(news / "a.jsonl", {"id": "a", "text": text})
    ingest(store, [news])
    article = store.library.article("a")
    assert article.text == "“Déjà vu” 🚢 she said.\n\nZwei\nDrei é finally."
    for passages in store.library.all_passages():
        for item in passages:
            assert article.text[item.passage.start : item.passage.end] == item.passage.text
            assert [article.text[a:b] for a, b in item.passage.sentences] == [
                "“Déjà vu” 🚢 she said.", "Zwei", "Drei é finally.",
            ]  # fmt: skip


def test_batches_do_not_change_what_is_stored(store, news, monkeypatch):
    monkeypatch.setattr(batch, "LONGEST", 8)  # two of these texts
    rows = [{"id": str(number), "text": f"{number}."} for number in range(9)]
    rows[5]["id"] = "0"  # another article by the id of one that is written already
    lines(news / "a.jsonl", *rows)
    done, problems = run(store, news)
    assert (done, len(problems)) == ({"added": 8, "failed": 1}, 1)
    assert texts(store) == ["0.", "1.", "2.", "3.", "4.", "6.", "7.", "8."]
    assert run(store, news) == ({"unchanged": 8, "failed": 1}, problems)


def test_a_run_that_is_cut_off_keeps_what_it_wrote_and_the_next_one_ends_it(
    store, news, monkeypatch
):
    monkeypatch.setattr(batch, "LONGEST", 8)
    rows = [{"id": str(number), "text": f"{number}."} for number in range(9)]
    lines(news / "a.jsonl", *rows)
    embed, calls = store.embedder.texts, []

    def failing(batch):
        calls.append(batch)
        if len(calls) == 3:
            raise EmbeddingError("the model went away")
        return embed(batch)

    monkeypatch.setattr(store.embedder, "texts", failing)
    with pytest.raises(EmbeddingError):
        ingest(store, [news])
    assert (
        texts(store) == ["0.", "1.", "2.", "3.", "4.", "5.", "6.", "7."][: len(texts(store))] != []
    )
    written = len(texts(store))
    lines(news / "a.jsonl", *rows[1:])  # edited before the next run: no orphan stays
    done, problems = run(store, news)
    assert (done, problems) == ({"added": 9 - written, "unchanged": written - 1, "removed": 1}, [])
    assert texts(store) == [f"{number}." for number in range(1, 9)]


def test_the_report_counts_passages_stories_and_time(store, news):
    lines(news / "a.jsonl", {"text": f"{P} {P}\n\n{Q} {Q}\n\n{P} {P} {P}"}, {"text": "One."})
    report = ingest(store, [news])
    assert (report.passages, report.stories) == (3, 2)  # 104 words fit one, 81 more do not
    assert 0 < report.seconds < 60


def test_progress_ends_at_the_whole(store, news):
    (news / "a.txt").write_text(FERRY)
    (news / "b.txt").write_text(DAM)
    steps = []
    ingest(store, [news], progress=steps.append)
    assert [(step.bytes_done, step.articles) for step in steps] == [
        (len(FERRY), 1),
        (len(FERRY) + len(DAM), 2),
    ]
    assert {step.bytes_total for step in steps} == {len(FERRY) + len(DAM)}


def test_a_moved_folder_that_is_edited_holds_one_version(store, news):
    (news / "x.txt").write_text(FERRY)
    ingest(store, [news])
    moved = news.rename(news.with_name("moved"))
    assert run(store, moved) == ({"unchanged": 1}, [])
    (moved / "x.txt").write_text(FERRY.replace("Monday", "Friday"))
    assert run(store, moved) == ({"updated": 1}, [])
    (text,) = texts(store)
    assert "Friday" in text
    (moved / "x.txt").write_text(DAM)  # nothing in common but the file
    assert run(store, moved) == ({"updated": 1}, [])
    assert len(texts(store)) == 1


def test_a_file_that_comes_back_is_read_again(store, news):
    (news / "a.txt").write_text(FERRY)
    (news / "b.jsonl").write_text("")
    ingest(store, [news])
    away = (news / "a.txt").rename(news.parent / "a.txt")
    (news / "copy.txt").write_text(FERRY)
    ingest(store, [news])
    (news / "copy.txt").write_text(FERRY.replace("Monday", "Friday"))
    ingest(store, [news])
    away.rename(news / "a.txt")
    ingest(store, [news])
    assert len(texts(store)) == 2


def test_a_copy_that_stays_keeps_the_article(store, news):
    (news / "a.txt").write_text(FERRY)
    (news / "b.txt").write_text(FERRY)
    ingest(store, [news])
    (news / "b.txt").write_text(FERRY.replace("Monday", "Friday"))
    assert run(store, news) == ({"added": 1, "unchanged": 1}, [])
    assert len(texts(store)) == 2


def test_another_size_of_passages_holds_for_what_is_stored_too(tmp_path, news):
    (news / "a.txt").write_text(f"Pool\n\n{P}\n\n{Q}\n\n{P}\n\n{Q}")
    (news / "b.txt").write_text(FERRY)

    def passages(words):
        settings = Settings(
            embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": 4}),
            ingest=IngestSettings(passage_words=words),
        )
        with Store(tmp_path / "data", settings, purpose="a test") as store:
            done, _ = run(store, news)
            store.index.verify()
            return done, store.library.counts().passages

    assert passages(140) == ({"added": 2}, 2)  # 27 + 24 + 27 + 24 words fit one passage
    assert passages(60) == ({"updated": 1, "unchanged": 1}, 3)  # and now two in each
    assert passages(60) == ({"unchanged": 2}, 3)
    (news / "a.txt").rename(news / "c.txt")
    assert passages(140) == ({"updated": 1, "unchanged": 1}, 2)


def test_sentences_that_other_rules_cut_are_cut_again(tmp_path, news):
    (news / "a.txt").write_text(f"Pool\n\n{P} {Q}")
    settings = Settings(embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": 4}))

    def read():
        with Store(tmp_path / "data", settings, purpose="a test") as store:
            done, _ = run(store, news)
            (article,) = every_article(store.library)
            return done, store.library.cuts(article.id)

    done, cuts = read()
    assert (done, [len(one) for one in cuts]) == ({"added": 1}, [3])
    whole = json.dumps([[cuts[0][0].start, cuts[0][-1].end]])  # in the same passage
    with closing(sqlite3.connect(tmp_path / "data" / "library.sqlite")) as db, db:
        db.execute("UPDATE passages SET sentences = ?, embedded = 'x'", (whole,))
    assert read() == ({"unchanged": 1}, [[Span(cuts[0][0].start, cuts[0][-1].end)]])
    with closing(sqlite3.connect(tmp_path / "data" / "library.sqlite")) as db, db:
        db.execute("UPDATE sources SET fingerprint = replace(fingerprint, '.', '.earlier')")
    assert read() == ({"updated": 1}, cuts)


def test_one_address_written_in_two_ways_is_one_article(store, news):
    row = {"title": "A", "text": "One.", "date": "2025-01-01"}
    lines(news / "a.jsonl", {**row, "url": "https://x.example/a?print"}, {**row, "url": "https://X.example/a/?print&utm_source=mail"})  # fmt: skip
    assert run(store, news) == ({"added": 1}, [])
    (article,) = every_article(store.library)
    assert article.url == "https://x.example/a?print"


def test_a_vanished_file_is_reported_and_taken_out_on_request_alone(store, news):
    (news / "ferry.txt").write_text(FERRY)
    (news / "dam.md").write_text("# Dam holds\n\nThe dam held last night.\n")
    run(store, news)
    (news / "dam.md").unlink()
    report = ingest(store, [news])
    assert (report.vanished, dict(+report.articles)) == (
        [str(news.resolve() / "dam.md")], {"unchanged": 1},
    )  # fmt: skip
    assert len(texts(store)) == 2
    report = ingest(store, [news], prune=True)
    assert (len(report.vanished), +report.articles) == (1, Counter(unchanged=1, removed=1))
    assert store.library.waiting() == []
    assert store.index.words.search(["dam"], k=9, limits=Limits()) == []
    assert ingest(store, [news]).vanished == []


def test_of_what_vanished_it_is_said_how_many_articles_stand_nowhere_else(store, news):
    ferry, dam, pier = (
        {"title": name, "text": f"The {name} is 300 metres long, the council of Tarn said."}
        for name in ("ferry", "dam", "pier")
    )
    lines(news / "a.jsonl", ferry, dam)
    lines(news / "b.jsonl", ferry, dam, pier)
    lines(news / "c.jsonl", ferry)
    run(store, news)

    def gone(**how):
        report = ingest(store, [news], **how)
        return len(report.vanished), report.vanished_articles, report.articles["removed"]

    (news / "a.jsonl").unlink()
    assert gone() == (1, 0, 0)
    (news / "b.jsonl").unlink()
    assert gone() == (2, 2, 0)  # the dam, which stood in both, and the pier
    assert gone(prune=True) == (2, 2, 2)
    assert (gone(), len(texts(store))) == ((0, 0, 0), 1)


def test_of_a_folder_that_is_empty_or_gone_nothing_is_taken_out(store, news):
    (news / "ferry.txt").write_text(FERRY)
    run(store, news)
    (news / "ferry.txt").unlink()
    for gone in (news, news / "elsewhere"):
        assert ingest(store, [gone], prune=True).vanished == []
    news.rmdir()
    assert ingest(store, [news], prune=True).vanished == []
    assert len(texts(store)) == 1


@pytest.mark.parametrize("target", ["news\0", "a\0b/c.txt", "/\ud800"])
def test_a_target_that_can_be_no_path_is_a_problem_and_no_more(store, news, target):
    (news / "ferry.txt").write_text(FERRY)
    report = ingest(store, [target, news], prune=True)
    assert [one.reason for one in report.problems] == ["there is no such file or folder"]
    assert (report.vanished, len(texts(store))) == ([], 1)


def test_a_file_that_was_moved_takes_its_articles_along(store, news):
    (news / "ferry.txt").write_text(FERRY)
    run(store, news)
    (news / "later").mkdir()
    (news / "ferry.txt").rename(news / "later" / "ferry.txt")
    report = ingest(store, [news], prune=True)
    assert (dict(+report.articles), len(report.vanished)) == ({"unchanged": 1}, 1)
    assert len(texts(store)) == 1


def test_what_was_taken_down_does_not_come_back_until_it_is_let_in(store, news):
    lines(
        news / "a.jsonl",
        {"id": "a", "url": "https://x.example/a", "text": "One."},
        {"id": "b", "text": "Two."},
    )
    run(store, news)
    store.library.take_down("a")
    store.index.catch_up()
    lines(
        news / "copy.jsonl",
        {"id": "other", "url": "http://x.example/a?utm_source=m", "text": "One more."},
    )
    lines(
        news / "a.jsonl",
        {"id": "a", "url": "https://x.example/a", "text": "One!"},
        {"id": "b", "text": "Two."},
    )
    report = ingest(store, [news])
    assert (dict(+report.articles), report.problems) == ({"unchanged": 1}, [])
    assert report.withheld == ["a", "other"]
    assert texts(store) == ["Two."]
    assert store.library.let_back_in("a")
    report = ingest(store, [news])
    assert report.articles["added"] == 1
    assert report.withheld == []
    assert texts(store) == ["One more.", "Two."]  # the later one in order of name
