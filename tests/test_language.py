"""The language of a text, and when the page's word for it counts."""

import tempfile

import pytest

from ingest.errors import DataFolderError
from ingest.text.language import _identifier, is_short, language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council voted on Tuesday to close the swimming pool for a year.", "en"),
        ("Der Rat beschloss am Dienstag, das Schwimmbad für ein Jahr zu schließen.", "de"),
        ("Le conseil a voté mardi la fermeture de la piscine pendant un an.", "fr"),
        ("El consejo votó el martes el cierre de la piscina durante un año.", "es"),
        ("Il consiglio ha votato martedì per chiudere la piscina per un anno.", "it"),
        ("市议会周二投票决定关闭磨坊巷的游泳池一年，以便更换屋顶，居民对此表示不满。", "zh"),
    ],
)
def test_a_text_tells_its_language_whatever_its_page_declares(text, code):
    assert language(text) == language(text, "nl") == code


@pytest.mark.parametrize("text", ["", "Ann Lee", "4711, 4712, 4713" * 100])
def test_what_is_too_short_has_the_language_that_is_declared(text):
    assert is_short(text)
    assert (language(text), language(text, "de")) == ("", "de")


def test_what_is_uncertain_has_the_language_that_is_declared():
    names = "Ann Lee, Bob Ray, Cid Fox, Dee Oak, Eve Ash, Fay Elm, Guy Yew, Hal Box, Ida Fir"
    assert (language(names), language(names, "de")) == ("", "de")


def test_no_room_for_temporary_files_is_one_clear_sentence(monkeypatch, tmp_path):
    _identifier.cache_clear()
    text = "The council voted on Tuesday to close the swimming pool for a year."
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        with pytest.raises(DataFolderError, match=r"gone, cannot be written: .*Make room there"):
            language(text)
    assert language(text) == "en"  # and it is tried again
