"""Names that are kept at hand are those of the library, whatever changes."""

from dataclasses import replace

import pytest
from test_library import DAM, FERRY, ready

from ingest.stored.library import Library


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path)
    library.store([ready(FERRY, 0), ready(DAM, 0)], [])
    yield library
    library.close()


def test_the_outlets_follow_every_change(library):
    assert library.names.outlets() == ("Harbour Ledger",)
    library.store([ready(replace(DAM, source="Wendel Post"), 0)], [])
    assert library.names.outlets() == ("Harbour Ledger", "Wendel Post")
    library.store([], [], remove=["ferry"])
    assert library.names.outlets() == ("Wendel Post",)
    library.take_down("dam")
    assert library.names.outlets() == ()


def test_the_outlet_with_the_most_articles_comes_first(library):
    more = [ready(replace(DAM, id=name, source="Wendel Post"), 0) for name in ("a", "b")]
    library.store(more, [])
    assert library.names.outlets() == ("Wendel Post", "Harbour Ledger")


def test_outlets_are_read_once_until_the_library_changes(library):
    assert library.names.outlets() is library.names.outlets()


def test_authors_are_read_once_and_those_of_new_articles_are_added(library):
    assert set(library.names.authors()) == {"Dana Whitlock", "Ines Falk"}
    assert library.names.authors() is library.names.authors()
    library.store([ready(replace(DAM, authors=("Ann Brack",)), 0)], [])
    assert set(library.names.authors()) == {"Dana Whitlock", "Ines Falk", "Ann Brack"}
