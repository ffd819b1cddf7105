"""LlamaIndex readers as sources: real ones of its core, and whatever foreign code may do."""

import sys

import pytest

from ingest.article import Article
from ingest.errors import SourceError
from ingest.pipeline import ingest
from ingest.settings import IngestSettings, ReaderSettings, Settings
from ingest.sources.readers import Reader, named
from ingest.sources.targets import expand
from ingest.store import Store

POOL = "The swimming pool on Mill Lane will close for a year, the council said on Monday."
LAKE = "Swimmers are sent to the lake, which is free of charge and cold until the end of June."
STRINGS = "llama_index.core.readers:StringIterableReader"
FOLDER = "llama_index.core.readers:SimpleDirectoryReader"


def opened(reader, **settings):
    """(articles, problems) of a reader."""
    found = list(Reader("wire", ReaderSettings(reader=reader, **settings)).open({}).articles)
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one for one in found if isinstance(one, SourceError)]


def reason(reader, **settings):
    with pytest.raises(SourceError) as caught:
        opened(reader, **settings)
    assert caught.value.source == "reader:wire"
    return caught.value.reason


def test_a_reader_of_strings():
    texts = [f"Pool to close\n\nBy Ann Lee\n\n6 January 2025\n\n{POOL}\n\n{LAKE}", " "]
    ((article,), (problem,)) = opened(STRINGS, load={"texts": texts})
    assert (article.title, article.text) == ("Pool to close", f"{POOL}\n\n{LAKE}")
    assert (article.authors, article.published_at) == (("Ann Lee",), "2025-01-06")
    assert (problem.source, problem.reason) == ("reader:wire#2", "is a document without text")


def test_a_reader_of_folders_and_its_files_times_are_no_dates(tmp_path):
    (tmp_path / "2025-01-06-pool.md").write_text(f"# Pool to close\n\n{POOL}\n\n{LAKE}\n")
    (tmp_path / "lake.txt").write_text(f"Lake stays open\n\n{LAKE}\n\n{POOL}\n")
    articles, problems = opened(FOLDER, options={"input_dir": str(tmp_path)})
    assert problems == []
    assert [one.title for one in articles] == ["Pool to close", "Lake stays open"]
    assert [(one.published_at, one.dated_by) for one in articles] == [
        ("2025-01-06", "file name"),
        ("", ""),
    ]


MODULE = """
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document


class Wire(BaseReader):
    def __init__(self, documents=(), fail="", stop=False):
        if stop:
            raise OSError("no such wire")
        self.documents, self.fail = documents, fail

    def lazy_load_data(self, times=1):
        if self.fail:
            raise RuntimeError(self.fail)
        for row in list(self.documents) * times:
            yield Document(text=row["text"], metadata=row.get("metadata", {}))


class NoReader:
    pass
"""


@pytest.fixture
def wire(tmp_path, monkeypatch):
    """The name of a module with a reader in it."""
    (tmp_path / "wire_of_tests.py").write_text(MODULE)
    (tmp_path / "broken_wire_of_tests.py").write_text("raise ValueError('half written')")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "wire_of_tests"
    for name in ("wire_of_tests", "broken_wire_of_tests"):
        sys.modules.pop(name, None)


def test_what_the_metadata_say_counts(wire):
    metadata = {
        "title": "Pool to close",
        "source": "https://gazette.example/pool",
        "author": "Ann Lee",
        "date": "2025-01-06",
        "id": "a random one",
        "last_modified_date": "2026-02-02",
    }
    ((article,), _) = opened(
        f"{wire}:Wire", options={"documents": [{"text": POOL, "metadata": metadata}]}
    )
    assert (article.title, article.text, article.source) == ("Pool to close", POOL, "")
    assert (article.url, article.authors) == ("https://gazette.example/pool", ("Ann Lee",))
    assert (article.published_at, article.updated_at) == ("2025-01-06", "")
    assert article.id != "a random one"


def test_pages_of_one_file_are_one_article(wire):
    pages = [
        {"text": text, "metadata": {"file_path": file, "page_label": str(number)}}
        for file, number, text in (
            ("/a.pdf", 1, f"Pool to close\n\n{POOL}"),
            ("/a.pdf", 2, LAKE),
            ("/b.pdf", 1, f"Lake stays open\n\n{LAKE}\n\n{POOL}"),
        )
    ]
    articles, _ = opened(f"{wire}:Wire", options={"documents": pages})
    assert [one.text for one in articles] == [f"{POOL}\n\n{LAKE}", f"{LAKE}\n\n{POOL}"]


def test_the_fingerprint_follows_what_is_said(wire):
    def fingerprint(text):
        documents = [{"text": f"Pool to close\n\n{text}"}]
        settings = ReaderSettings(reader=f"{wire}:Wire", options={"documents": documents})
        return Reader("wire", settings).open({}).fingerprint

    assert fingerprint(POOL) == fingerprint(POOL) != fingerprint(LAKE)


def test_whatever_foreign_code_does_is_said_with_the_setting_to_turn(wire):
    assert "cannot be imported (ModuleNotFoundError" in reason("no_such_package:Reader")
    assert "cannot be imported (AttributeError" in reason(f"{wire}:Other")
    assert "cannot be imported (ValueError('half written'))" in reason("broken_wire_of_tests:Wire")
    assert "is no LlamaIndex BaseReader" in reason(f"{wire}:NoReader")
    assert "cannot be made (OSError('no such wire'))" in reason(f"{wire}:Wire", options={"stop": 1})
    assert "cannot be made (TypeError" in reason(f"{wire}:Wire", options={"other": 1})
    assert "failed while it loaded (RuntimeError('it broke'))" in reason(
        f"{wire}:Wire", options={"fail": "it broke"}
    )
    assert "failed while it loaded (TypeError" in reason(f"{wire}:Wire", load={"other": 1})
    assert reason(f"{wire}:Wire") == "loaded no document"


def test_a_reader_is_named_in_the_settings():
    known = {"wire": ReaderSettings(reader=STRINGS)}
    assert isinstance(named("reader:wire", known), Reader)
    problem = named("reader:post", known)
    assert isinstance(problem, SourceError)
    assert problem.reason == "ingest.readers in config.yaml does not name it; it names wire"


def test_a_reader_is_ingested_beside_files_and_again_unchanged(tmp_path):
    (tmp_path / "lake.txt").write_text(f"Lake stays open\n\n{LAKE}\n\n{POOL}\n")
    reader = ReaderSettings(reader=STRINGS, load={"texts": [f"Pool to close\n\n{POOL}\n\n{LAKE}"]})
    settings = Settings(ingest=IngestSettings(readers={"wire": reader}))
    targets = ["reader:wire", "reader:post", tmp_path]
    found = list(expand(targets, settings))
    assert [one.source for one in found if isinstance(one, SourceError)] == ["reader:post"]
    with Store(tmp_path / "data", settings, purpose="a test") as store:
        assert ingest(store, targets[:1]).articles["added"] == 1
        again = ingest(store, targets[:1])
        assert (again.articles["unchanged"], again.articles["removed"]) == (1, 0)
