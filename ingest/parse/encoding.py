"""Bytes -> text: the encoding found, and what was decoded wrongly before it got here repaired."""

import re

from charset_normalizer import from_bytes

from ingest.errors import SourceError

# UTF-32 first: its little-endian mark begins with UTF-16's.
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LOOK_AT = 4096  # bytes that tell binary from text, and one width of characters from another
SAMPLE = 200_000  # bytes that an encoding nobody names is guessed from
BINARY_SHARE = 0.05  # of bytes that no text has; damaged text holds a few
LEAST_GARBLED = 2  # sequences that show a whole text to be garbled; a single one may be meant

_SIGN_IN_WORD = re.compile(r"[^\W\d_][¡-¿×÷][^\W\d_]")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Characters that Latin-1 has as controls and Windows-1252 as quotes, dashes and the euro sign.
_C1 = re.compile("[\x80-\x9f]")
_FROM_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # which Windows-1252 does not use
}
# UTF-8 read as Windows-1252: what its first and its following bytes look like then.
_AS_1252 = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
}
_TO_BYTE = {char: byte for byte, char in _AS_1252.items()}
_FOLLOW = "".join(re.escape(_AS_1252[byte]) for byte in range(0x80, 0xC0))
# Not every lead of two: a German „Fuß“ and a “CAFÉ” in capitals end like one. These begin Latin,
# Greek and Cyrillic letters, and no word ends with them before a quote.
_TWO, _THREE, _FOUR = (
    "".join(_AS_1252[byte] for byte in leads)
    for leads in ((*range(0xC2, 0xC6), *range(0xCE, 0xD2)), range(0xE0, 0xF0), range(0xF0, 0xF5))
)
_LOST = "â€\ufffd"  # a closing quote, whose last byte Windows-1252 does not use
_GARBLED = re.compile(
    f"{_LOST}|[{_TWO}][{_FOLLOW}]|[{_THREE}][{_FOLLOW}]{{2}}|[{_FOUR}][{_FOLLOW}]{{3}}"
)
_LEADS = re.compile(f"[{_TWO}{_THREE}{_FOUR}]")


def decode(data: bytes, uri: str) -> str:
    """Bytes -> text: a mark's encoding, UTF-8, UTF-16 or 32 without a mark, or the likeliest other.

    Raises:
        SourceError: the bytes are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return repaired(data.decode(encoding, "replace"))
    if (wide := _wide(data)) is not None:
        return repaired(wide)
    if is_binary(data):
        raise SourceError(uri, "is binary, not text")
    try:
        return repaired(data.decode())
    except UnicodeDecodeError as error:
        # A broken byte or two, or a character cut in two at the end, make no other encoding.
        if len(data) - error.start < 4 or _is_mostly_utf8(data):
            return repaired(data.decode(errors="replace"))
    return repaired(_guessed(data, uri))


def is_binary(data: bytes) -> bool:
    """Whether the first bytes hold more controls than damaged text does, in no wide encoding."""
    start = data[:LOOK_AT]
    return len(_NO_TEXT.findall(start)) > BINARY_SHARE * len(start)


def is_wide(data: bytes) -> bool:
    """Whether the bytes are UTF-16 or UTF-32, with a mark or without."""
    marked = any(data.startswith(mark) for mark, name in MARKS if name != "utf-8-sig")
    return marked or _wide(data[:LOOK_AT]) is not None


def repaired(text: str) -> str:
    """`text` with Windows-1252 quotes in place of controls, and UTF-8 that was read as Windows-1252
    read again, where the whole text shows it. Text that was decoded rightly comes back as it is.
    """
    if _C1.search(text):
        text = _regarbled(text).translate(_FROM_C1)
    return _regarbled(text)


def _regarbled(text: str) -> str:
    """Read garbled sequences again, if nearly every letter that could begin one does.

    In text that is right those letters (Ã, â, Â …) stand before others: French has "âg", never
    "â€™".
    """
    garbled = len(_GARBLED.findall(text))
    if garbled < LEAST_GARBLED or 4 * len(_LEADS.findall(_GARBLED.sub("", text))) > garbled:
        return text
    return _GARBLED.sub(_reread, text)


def _reread(match: re.Match[str]) -> str:
    if match[0] == _LOST:
        return "”"
    try:
        return bytes(_TO_BYTE[char] for char in match[0]).decode()
    except UnicodeDecodeError:
        return match[0]


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: most of its characters have zeros in the same places."""
    start = data[: LOOK_AT - LOOK_AT % 4]
    if len(start) < 8 or start.count(0) < len(start) // 5:
        return None
    zeros = [start[place::4].count(0) / max(1, len(start) // 4) for place in range(4)]
    # The high bytes of UTF-32 are zeros, and of UTF-16 where the text is Latin.
    for encoding, high in (("utf-32-le", (2, 3)), ("utf-32-be", (0, 1))):
        if all(zeros[place] > 0.9 for place in high) and min(zeros) < 0.1:
            return _strictly(data, encoding)
    for encoding, place in (("utf-16-le", 0), ("utf-16-be", 1)):
        if max(zeros[place::2]) < 0.1 and min(zeros[1 - place :: 2]) > 0.4:
            return _strictly(data, encoding)
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        data[: LOOK_AT - LOOK_AT % 4].decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < min(len(data), LOOK_AT) - 4:  # and no pair that is cut in two
            return None
    return data.decode(encoding, "replace")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether of the characters beyond ASCII nine in ten are whole in UTF-8."""
    text = data[:SAMPLE].decode(errors="replace")
    beyond = sum(char > "\x7f" for char in text)
    return beyond >= 10 and text.count("\ufffd") * 10 <= beyond


def _guessed(data: bytes, uri: str) -> str:
    likely = from_bytes(data[:SAMPLE])
    best = likely.best()
    if best is None:
        raise SourceError(uri, "is binary, or in an encoding that cannot be told")
    # Of encodings that fit alike, the one that most files of the West are in comes first; what it
    # has as signs are letters in others, so a sign amid a word speaks against it.
    alike = [one for one in likely if one.chaos <= best.chaos]
    western = any("cp1252" in one.could_be_from_charset for one in alike)
    names = ["cp1252"] if western else []
    names += [one.encoding for one in alike]
    readings = [data.decode(name, "replace") for name in names]
    return next((text for text in readings if not _SIGN_IN_WORD.search(text)), readings[-1])
