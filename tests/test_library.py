"""The library: the one truth, changed as a whole or not at all."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from conftest import ROOT, every_article

from ingest.article import Article, Passage, Span
from ingest.errors import ArticleNotFound, DataFolderError
from ingest.library import Library
from ingest.records import Counts, Embedded, NewArticle, SourceRecord

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


def ready(article, *starts, story="s", d=4):
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
    return NewArticle(article=article, story=story, passages=passages, vectors=vectors)


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
    assert stored["ferry:0"].story == "s"
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
    library.store([ready(FERRY, 0, 10), ready(copy, 0), ready(DAM, 0, story="t")], [])
    assert library.counts() == Counts(articles=3, passages=4, stories=2)
    assert library.outlets() == ["Harbour Ledger", "Meridian Wire"]
    assert library.newest_date() == "2025-02-04T08:00:00+00:00"


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
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT)")
        db.execute("INSERT INTO facts VALUES ('schema', '999')")
    db.close()
    with pytest.raises(DataFolderError, match="has schema 999, this version reads 2"):
        Library(tmp_path)
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
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
    with sqlite3.connect(library.database.path) as db:
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
