"""Bytes into text: encodings named by nobody, and text that was decoded wrongly before."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import SourceError
from ingest.parse.encoding import decode, is_binary, is_wide, repaired

SAID = "“It’s the café’s naïve plan” – 20 € for all, said Zoë."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"]
)
def test_unicode_is_read_with_a_mark_or_without(encoding):
    assert decode(SAID.encode(encoding), "a") == SAID
    assert is_wide(SAID.encode(encoding)) == encoding.startswith(("utf-16", "utf-32"))


def test_windows_bytes_are_found_and_their_quotes_kept():
    assert decode(SAID.encode("cp1252"), "a") == SAID


def test_one_broken_byte_does_not_make_another_encoding():
    data = (SAID * 3).encode()
    assert decode(data.replace(b"plan", b"pl\xffan", 1), "a").count("’") == 6
    assert decode(data + "é".encode()[:1], "a") == SAID * 3 + "\ufffd"


def test_controls_that_are_windows_quotes_become_those():
    assert repaired("\x93It\x92s late\x94 \x96 5 \x80") == "“It’s late” – 5 €"
    assert decode("It\x92s late, they said.".encode(), "a") == "It’s late, they said."


@pytest.mark.parametrize("wrongly", ["cp1252", "latin-1"])
def test_text_that_was_decoded_wrongly_once_is_read_again(wrongly):
    garbled = SAID.encode().decode(wrongly, "replace")
    assert repaired(garbled) == SAID
    assert decode(garbled.encode(), "a") == SAID


@pytest.mark.parametrize(
    "right",
    [
        SAID,
        "L’âge d’or à la fois, un château et São Paulo; «Â quoi bon» – Ã la carte.",
        "„Auf großem Fuß“, sagte sie, „am Fuß“ der Straße.",
        "He wrote “CAFÉ” and then “CAFÉ” again.",
        "The mark â€™ is what a wrong decoding makes of a quote.",
        "A MANHÃ É BOA, “MANHÔ e “MAÇÔ, não só de manhã.",
        "Ğanlı Ŵ Ÿ ñandú Ñ…",
    ],
)
def test_right_text_is_left_alone(right):
    assert repaired(right) == right


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_decoding_gives_back_any_text_that_is_not_garbled(said):
    assert decode(("Zoë’s plan. " + said).encode(), "a") == repaired("Zoë’s plan. " + said)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    with contextlib.suppress(SourceError):
        assert isinstance(decode(data, "a"), str)


def test_a_few_nul_bytes_in_text_do_not_make_it_binary():
    assert not is_binary(b"The ferry\x00 sank in the night, the port said.\x00")
    assert not is_wide(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert is_binary(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
