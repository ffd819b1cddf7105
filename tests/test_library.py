"""The library: the one truth, changed as a whole or not at all."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from conftest import ROOT, every_article

from ingest.article import Article, Passage, Span
from ingest.errors import ArticleNotFound, DataFolderError
from ingest.limits import Limits
from ingest.stored import paging
from ingest.stored.library import Library
from ingest.stored.records import (
    Copy,
    Counts,
    Embedded,
    NewArticle,
    SourceRecord,
    packed_sentences,
    unpacked_sentences,
)
from ingest.text.stories import signature

FERRY = Article(
    id="ferry",
    title="Ferry fare to rise 🚢",
    text="It sails. It costs £4.10.\n\nNobody knows why.",
    source="Harbour Ledger",
    url="https://x.example/ferry",
    authors=("Dana Whitlock", "Ines Falk"),
    published_at="2025-01-15",
    dated_by="metadata",
)
DAM = Article(id="dam", title="Dam", text="It holds.", published_at="2025-02-04T08:00:00+00:00")


def ready(article, *starts, d=4):
    """The article with a passage of nine characters at each of `starts`."""
    passages = [
        Passage(
            article_id=article.id,
            start=start,
            text=article.text[start : start + 9],
            sentences=(Span(start, start + 9),),
        )
        for start in starts
    ]
    rows = np.eye(d, dtype=np.float32)[: len(passages)]
    vectors = [
        Embedded(embedded=one.text, vector=row) for one, row in zip(passages, rows, strict=True)
    ]
    return NewArticle(
        article=article, signature=signature(article.text), passages=passages, vectors=vectors
    )


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path)
    yield library
    library.close()


def test_an_article_comes_back_as_it_went_in(library):
    library.store([ready(FERRY, 0)], [])
    assert library.article("ferry") == FERRY
    stored = library.passages(["ferry:0", "nobody:0"])
    assert stored.keys() == {"ferry:0"}
    assert stored["ferry:0"].passage.text == "It sails."
    assert stored["ferry:0"].passage.sentences == (Span(0, 9),)
    assert stored["ferry:0"].article == FERRY
    assert stored["ferry:0"].story == "ferry"
    assert stored["ferry:0"].vector.tolist() == [1, 0, 0, 0]


def test_it_survives_being_closed(tmp_path):
    first = Library(tmp_path)
    first.store([ready(FERRY, 0)], [SourceRecord("a.txt", "1", ("ferry",), (("a:2", "bad"),))])
    first.database.set_fact("model", "m")
    first.close()
    again = Library(tmp_path, make=False)
    assert again.article("ferry") == FERRY
    assert again.ledger.source("a.txt") == SourceRecord("a.txt", "1", ("ferry",), (("a:2", "bad"),))
    assert (again.database.fact("model"), again.database.fact("nothing")) == ("m", None)
    again.close()


def test_an_unknown_id_is_an_error_that_names_it(library):
    with pytest.raises(ArticleNotFound, match="'nobody'"):
        library.article("nobody")


def test_counts_outlets_and_newest_date(library):
    assert (library.counts(), library.outlets(), library.newest_date()) == (Counts(0, 0, 0), [], "")
    copy = replace(FERRY, id="copy", source="Meridian Wire")
    library.store([ready(FERRY, 0, 10), ready(copy, 0), ready(DAM, 0)], [])
    assert library.counts() == Counts(articles=3, passages=4, stories=2)
    assert library.outlets() == ["Harbour Ledger", "Meridian Wire"]
    assert library.newest_date() == "2025-02-04T08:00:00+00:00"


def test_spellings_of_one_outlet_are_counted_and_limited_as_one(library):
    shouted = replace(FERRY, id="shouted", source="HARBOUR LEDGER", published_at="2025-01-16")
    other = replace(DAM, source="Ledger")
    library.store([ready(shouted, 0), ready(FERRY, 0), ready(other, 0)], [])
    assert library.outlets() == ["Harbour Ledger", "Ledger"]
    assert len(library.names.outlets()) == 3  # a search knows every spelling
    limits = Limits(sources=("Harbour Ledger",))
    found = paging.listed(library.database, limits=limits).articles
    assert {one.id for one in found} == {"shouted", "ferry"}
    assert paging.count(library.database, limits=limits) == 2


def test_every_outlet_of_a_story_is_named_the_first_first(library):
    copy = replace(FERRY, id="copy", title="Fare up", source="Meridian Wire", published_at="2025")
    undated = replace(FERRY, id="a", source="Quay", published_at="")
    library.store([ready(FERRY, 0), ready(copy, 0), ready(undated, 0), ready(DAM, 0)], [])
    own = Copy(id="ferry", title=FERRY.title, source="Harbour Ledger", published_at="2025-01-15")
    first = Copy(id="copy", title="Fare up", source="Meridian Wire", published_at="2025")
    last = Copy(id="a", title=FERRY.title, source="Quay", published_at="")
    assert library.also_in("ferry") == [first, last]
    assert library.also_in("a") == [first, own]
    assert library.also_in("dam") == library.also_in("nothing") == []


def test_an_edited_copy_goes_out_of_its_story(library):
    copy = replace(FERRY, id="copy", source="Meridian Wire")
    library.store([ready(FERRY, 0), ready(copy, 0)], [])
    assert library.counts().stories == 1
    library.store([ready(replace(copy, text="It sails no more."), 0)], [])
    assert library.counts().stories == 2
    library.store([ready(copy, 0)], [])
    library.store([], [], remove=["copy"])
    assert library.also_in("ferry") == []


def test_a_replaced_article_leaves_nothing_behind(library):
    library.store([ready(FERRY, 0, 10)], [])
    library.indexed(library.waiting())
    library.store([ready(replace(FERRY, text="It stopped."), 0)], [])
    assert library.counts() == Counts(1, 1, 1)
    assert library.passages(["ferry:0"])["ferry:0"].passage.text == "It stoppe"
    assert sorted(library.waiting()) == ["ferry:0", "ferry:10"]  # one to take over, one to drop


def test_removing_an_article_takes_its_passages_and_holdings(library):
    library.store([ready(FERRY, 0), ready(DAM, 0)], [SourceRecord("a", "1", ("ferry", "dam"))])
    library.indexed(library.waiting())
    library.store([], [], remove=["ferry"])
    assert [article.id for article in every_article(library)] == ["dam"]
    assert library.waiting() == ["ferry:0"]
    record = library.ledger.source("a")
    assert record is not None
    assert record.article_ids == ("dam",)


def test_a_source_owns_what_no_other_holds(library):
    records = [SourceRecord("a", "1", ("ferry", "dam")), SourceRecord("b", "1", ("ferry",))]
    library.store([ready(FERRY, 0), ready(DAM, 0)], records)
    assert library.ledger.held_only_by("a") == {"dam"}
    assert library.ledger.held_only_by("b") == set()


def test_a_write_that_fails_changes_nothing(library):
    library.store([ready(FERRY, 0)], [])
    broken = replace(ready(DAM, 0), vectors=ready(DAM, 0, 1).vectors)  # one passage, two rows
    with pytest.raises(ValueError, match="zip"):
        library.store([ready(replace(FERRY, title="New"), 0), broken], [], remove=["ferry"])
    assert library.article("ferry") == FERRY
    assert library.counts() == Counts(1, 1, 1)


def test_every_passage_comes_once_and_in_order_whatever_the_batch(library):
    many = [replace(FERRY, id=f"a{number:02}") for number in range(7)]
    library.store([ready(article, 0, 10) for article in many], [])
    ids = [item.passage.id for batch in library.all_passages(batch=3) for item in batch]
    assert ids == sorted(f"a{number:02}:{start}" for number in range(7) for start in (0, 10))


def test_other_vectors_can_be_put_on_known_passages(library):
    library.store([ready(FERRY, 0, 10)], [])
    made = Embedded(embedded="new", vector=np.array([0.6, 0.8], np.float32), sentences=b"parts")
    library.replace_vectors({"ferry:0": made})
    assert library.passages(["ferry:0"])["ferry:0"].vector.tolist() == pytest.approx([0.6, 0.8])
    assert library.embedded(["new"])["new"].sentences == b"parts"
    assert library.embedded(["It costs "])["It costs "].vector.tolist() == [0, 1, 0, 0]
    library.replace_vectors({"ferry:0": replace(made, sentences=None)})
    assert library.embedded(["new"])["new"].sentences is None  # the new model gives none


def test_the_vectors_of_sentences_come_back(library):
    library.store([ready(FERRY, 0)], [])
    own = packed_sentences(np.array([[0.8, -0.6]], np.float32))
    other = Embedded(embedded="", vector=np.array([0.6, 0.8], np.float32), sentences=own)
    library.replace_vectors({"ferry:0": other})
    held = library.passages(["ferry:0"])["ferry:0"]
    assert held.vector.tolist() == pytest.approx([0.6, 0.8])
    assert held.sentence_vectors == pytest.approx(np.array([[0.8, -0.6]]), abs=0.004)
    library.replace_vectors({"ferry:0": replace(other, sentences=None)})
    assert library.passages(["ferry:0"])["ferry:0"].sentence_vectors is None


def test_vectors_of_sentences_are_packed_in_a_byte_a_number():
    vectors = np.array([[1, 0, 0], [0.6, 0, -0.8], [0.1, 0.99498744, 0]], np.float32)
    packed = packed_sentences(vectors)
    # 0.6 / 0.8 of 127 is 95.25, and 0.1 / 0.995 of it 12.76.
    assert np.frombuffer(packed, np.int8).tolist() == [127, 0, 0, 95, 0, -127, 13, 127, 0]
    found = unpacked_sentences(packed, 3)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-6)
    assert (found * vectors).sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert packed_sentences(np.zeros((0, 3), np.float32)) == b""
    assert unpacked_sentences(b"", 0) is None
    assert unpacked_sentences(None, 3) is None


def test_more_ids_than_sql_takes_parameters(library):
    library.store([ready(FERRY, 0)], [])
    ids = [f"nobody:{number}" for number in range(40_000)]
    assert library.passages([*ids, "ferry:0"]).keys() == {"ferry:0"}
    library.indexed([*ids, "ferry:0"])
    assert library.waiting() == []


def test_looking_makes_no_library(tmp_path):
    with pytest.raises(DataFolderError, match="There is no library in"):
        Library(tmp_path, make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_one_clear_sentence(tmp_path):
    (tmp_path / "library.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(DataFolderError, match=r"library\.sqlite did not answer: file is not a da"):
        Library(tmp_path)
    assert (tmp_path / "library.sqlite").read_bytes() == b"no database" * 1000


def test_a_library_of_another_version_is_refused_and_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as db, db:
        db.execute("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT)")
        db.execute("INSERT INTO facts VALUES ('schema', '999')")
    db.close()
    with pytest.raises(DataFolderError, match="has schema 999, this version reads 2"):
        Library(tmp_path)
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as db, db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE sql > ''")]
    db.close()
    assert tables == ["facts"]


def test_a_full_disk_is_one_clear_sentence_and_loses_nothing(tmp_path):
    # A real limit on file sizes, in a process of its own: it cannot be lifted again.
    code = f"""
import resource, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from dataclasses import replace
from test_library import FERRY, Library, Path, ready
from ingest.errors import DataFolderError
library = Library(Path({str(tmp_path)!r}))
library.store([ready(FERRY, 0)], [])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    library.store([ready(replace(FERRY, id="b", text="x" * 3_000_000), 0)], [])
except DataFolderError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith(f"The library {tmp_path}/library.sqlite did not answer: disk")
    assert "free space" in done.stdout
    library = Library(tmp_path)
    assert [article.id for article in every_article(library)] == ["ferry"]
    library.close()


def test_a_read_that_fails_is_one_clear_sentence(library):
    with closing(sqlite3.connect(library.database.path)) as db, db:
        db.execute("DROP TABLE articles")
    db.close()
    for ask in (library.oldest_date, library.newest_date, library.outlets, library.counts):
        with pytest.raises(DataFolderError, match=r"library\.sqlite did not answer: no such table"):
            ask()


def test_a_folder_that_cannot_be_entered_says_so(tmp_path):
    # Whoever runs this may be root, who may enter anything: a name too long fails in the same way.
    with pytest.raises(DataFolderError, match=r"cannot be read: File name too long.*--data"):
        Library(tmp_path / ("x" * 300), make=False)


def test_passages_are_read_as_they_stood_together(library, tmp_path):
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    writer, asked = Library(tmp_path), []

    def remove(_db, _cursor, statement, *_):
        if "FROM articles" in statement and not asked:
            asked.append(statement)
            writer.store([], [], remove=["ferry"])

    sa.event.listen(library.database._engine, "before_cursor_execute", remove)
    held = library.passages(["ferry:0", "dam:0"])
    assert asked
    assert held["ferry:0"].article == FERRY
    assert library.passages(["ferry:0", "dam:0"]).keys() == {"dam:0"}
    writer.close()


def test_a_passage_that_goes_while_all_are_read_is_left_out(library, tmp_path):
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    writer, asked = Library(tmp_path), []

    def remove(_db, _cursor, statement, *_):
        if "passages.vector" in statement and not asked:
            asked.append(statement)
            writer.store([], [], remove=["ferry"])

    sa.event.listen(library.database._engine, "before_cursor_execute", remove)
    first = next(library.all_passages())
    assert asked
    assert {item.passage.id for item in first} >= {"dam:0"}
    writer.close()


def test_a_source_lets_go_of_what_another_holds_now(library):
    records = [SourceRecord("a", "1", ("ferry", "dam")), SourceRecord("b", "1", ("ferry",))]
    library.store([ready(FERRY, 0), ready(DAM, 0)], records)
    assert library.ledger.also_held_by("b") == {"a"}
    library.ledger.let_go("b", ["a"])
    assert library.ledger.held_only_by("b") == {"ferry"}
    assert library.ledger.source("a") == SourceRecord(
        "a", "", ("dam",)
    )  # to be read if it comes back


def test_what_an_article_said_before_stays_readable_and_is_not_found(library):
    library.store([ready(FERRY, 0)], [])
    edited = replace(FERRY, text="It stopped.")
    library.store([ready(edited, 0)], [])
    assert library.article("ferry") == replace(edited, version=2)
    assert library.version("ferry", 1) == FERRY
    assert library.version("ferry", 2) == replace(edited, version=2)
    assert [number for number, _ in library.versions("ferry")] == [1, 2]
    assert library.counts() == Counts(1, 1, 1)
    with pytest.raises(ArticleNotFound, match="ferry version 3"):
        library.version("ferry", 3)


def test_storing_the_same_again_makes_no_version(library):
    library.store([ready(FERRY, 0)], [])
    library.store([ready(FERRY, 0, 10)], [])  # cut otherwise
    assert library.article("ferry").version == 1
    assert [number for number, _ in library.versions("ferry")] == [1]


def test_an_article_that_was_taken_out_comes_back_as_the_version_it_was_or_the_next(library):
    library.store([ready(FERRY, 0)], [SourceRecord("a", "1", ("ferry",))])
    assert library.forget("a") == {"ferry"}
    assert library.ledger.source("a") is None
    with pytest.raises(ArticleNotFound):
        library.article("ferry")
    assert library.version("ferry", 1) == FERRY
    library.store([ready(FERRY, 0)], [SourceRecord("a", "1", ("ferry",))])
    assert library.article("ferry").version == 1
    assert [number for number, _ in library.versions("ferry")] == [1]
    library.forget("a")
    library.store([ready(replace(FERRY, title="Other"), 0)], [])
    assert library.article("ferry").version == 2
    assert [number for number, _ in library.versions("ferry")] == [1, 2]


def test_a_source_that_is_forgotten_leaves_what_others_hold(library):
    records = [SourceRecord("a", "1", ("ferry", "dam")), SourceRecord("b", "1", ("ferry",))]
    library.store([ready(FERRY, 0), ready(DAM, 0)], records)
    assert library.forget("a") == {"dam"}
    assert [article.id for article in every_article(library)] == ["ferry"]


def test_a_takedown_leaves_nothing_of_what_was_said(library):
    records = [SourceRecord("a", "1", ("ferry", "dam"))]
    library.store([ready(FERRY, 0), ready(DAM, 0)], records)
    library.store([ready(replace(FERRY, text="It stopped."), 0)], [])
    library.take_down("ferry")
    for number in (1, 2):
        with pytest.raises(ArticleNotFound):
            library.version("ferry", number)
    assert library.takedowns() == ({"ferry"}, {"x.example/ferry"})
    record = library.ledger.source("a")
    assert record is not None
    assert record.article_ids == ("dam",)
    library.take_down("dam")
    with pytest.raises(ArticleNotFound):
        library.take_down("nobody")
    assert library.let_back_in("ferry") is True
    assert library.let_back_in("ferry") is False
    assert library.takedowns() == ({"dam"}, set())


def test_a_takedown_leaves_no_byte_of_the_text_in_the_file(tmp_path):
    library = Library(tmp_path)
    secret = replace(FERRY, text="It sails. Quillfeather.", title="T")
    library.store([ready(secret, 0)], [])
    library.take_down("ferry")
    library.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Quillfeather" not in written


def test_the_passages_that_articles_begin_with(library):
    library.store([ready(FERRY, 10, 2), ready(DAM, 0)], [])
    assert sorted(library.leads(["ferry", "dam", "nobody"])) == ["dam:0", "ferry:2"]
    assert library.leads([]) == []


def test_an_article_is_not_visible_until_the_indexes_have_all_of_it(library):
    library.store([ready(FERRY, 0, 10), ready(DAM, 0)], [])
    library.indexed(["ferry:0", "dam:0"])
    assert library.visible(["ferry:0", "ferry:10", "dam:0"]).keys() == {"dam:0"}
    assert library.passages(["ferry:0"]).keys() == {"ferry:0"}
    library.indexed(["ferry:10"])
    assert library.visible(["ferry:0", "dam:0"]).keys() == {"ferry:0", "dam:0"}
    library.store([ready(replace(FERRY, text="It stopped."), 0)], [])  # 0 to take over, 10 to drop
    library.indexed(["ferry:0"])
    assert library.visible(["ferry:0"]) == {}


def test_what_is_stored_stands_in_the_file_itself_and_not_in_its_log(tmp_path):
    library = Library(tmp_path)
    library.store([ready(FERRY, 0)], [])
    assert (tmp_path / "library.sqlite-wal").stat().st_size == 0
    library.take_down("ferry")
    assert (tmp_path / "library.sqlite-wal").stat().st_size == 0
    library.close()


def test_a_reader_does_not_hold_up_who_stores_and_the_log_is_folded_in_after_it(tmp_path):
    library = Library(tmp_path)
    with library.database.asked() as db:
        assert db.scalar(sa.text("SELECT count(*) FROM articles")) == 0
        library.store([ready(FERRY, 0)], [])
        assert (tmp_path / "library.sqlite-wal").stat().st_size > 0
    library.store([ready(DAM, 0)], [])
    assert (tmp_path / "library.sqlite-wal").stat().st_size == 0
    library.close()


def test_who_stores_is_not_refused_because_another_wrote_meanwhile(tmp_path):
    library = Library(tmp_path)
    over = threading.Event()

    def write():
        number = 0
        while not over.is_set():
            number += 1
            with library.database.written(patience=5, fold=False) as db:
                db.execute(sa.text("REPLACE INTO facts VALUES ('beside', :n)"), {"n": number})

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(25):
            library.store([ready(replace(FERRY, id=str(number)), 0)], [])
            library.take_down(str(number))
    finally:
        over.set()
        thread.join()
    assert library.counts().articles == 0
    library.close()
