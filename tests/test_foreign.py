"""A class that config.yaml names is imported; what names none is told as that."""

from collections import OrderedDict

import pytest

from ingest import foreign


def test_what_is_named_is_imported(tmp_path, monkeypatch):
    (tmp_path / "desk_of_tests").mkdir()
    (tmp_path / "desk_of_tests" / "news.py").write_text("class Reader:\n    found = 'it'\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert foreign.named("desk_of_tests.news:Reader").found == "it"
    assert foreign.named("collections:OrderedDict") is OrderedDict


@pytest.mark.parametrize("path", ["", "collections", "collections:", ":OrderedDict"])
def test_a_module_or_a_class_alone_is_no_path(path):
    with pytest.raises(ValueError, match=r"is no `package\.module:Class`"):
        foreign.named(path)


def test_what_is_not_there_is_told_by_what_is_missing():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        foreign.named("no_such_package.desk:Reader")
    with pytest.raises(AttributeError, match="Unordered"):
        foreign.named("collections:Unordered")
