"""The bytes of a web page -> a tree of paragraphs: encoding, bounds, and old ways of layout.

A page may be made to hurt. Its size, the number of its elements and their depth are bounded here,
so that whatever reads the tree afterwards may recurse over it and take time that grows with it.
"""

import codecs
import contextlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.errors import SourceError
from ingest.parse.web import grid

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Bounds, measured: a page at each of them takes under ten seconds. Long live blogs have 30,000
# elements and are 60 deep.
MOST_CHARACTERS = 20_000_000
MOST_ELEMENTS = 60_000
DEEPEST = 200
DEEPEST_ALL = 2_500_000  # the depths of all elements, added up; a usual page has 50,000
LONGEST_ATTRIBUTE = 4_000  # characters
DATA_CELL_WORDS = 80  # a table cell with more is a column of the page, no datum

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{2,40})""", re.I
)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([\w-]{2,40})""", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
# What pages call by these names is Windows-1252, by the rules that browsers go by.
_WINDOWS = {"ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "cp1252"}
# 0x80 to 0x9f are control characters; in a page they are Windows-1252 gone astray.
_CONTROLS = {
    code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)
} | {0x85: "…"}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN = re.compile(r"[A-Za-z\xc0-\u024f]{2,}")
_HTML_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\slang\s?=\s?[\"']?([A-Za-z]{2})", re.IGNORECASE)
# What a page in these languages is written in that does not say so, as browsers take it.
_BY_LANGUAGE = {
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be"), "cp1251"),
    **{"el": "cp1253", "tr": "cp1254", "he": "cp1255", "ar": "cp1256", "lt": "cp1257"},
    **{"ja": "cp932", "ko": "cp949", "zh": "gb18030", "th": "cp874", "vi": "cp1258"},
}
_CONTROL = re.compile("[\x80-\x9f]")
_CONTROL_ENTITY = re.compile(r"&#0{0,9}(12[89]|1[34]\d|15\d);?")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# A run of these and of bare text is a paragraph where line breaks divide it from others.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark "
    "picture q s samp small span strike strong sub sup svg time tt u var wbr".split()
)
_BOXES = ("div", "td", "section", "article", "main", "body", "center", "blockquote")


def load(data: bytes, name: str) -> "HtmlElement":
    """The page as a tree.

    Raises:
        SourceError: it is no page, or one beyond the bounds; the error says it of `name`.
    """
    # Late: with trafilatura it takes most of a second to import, and most runs read no page.
    from lxml import etree, html

    text = decode(data)
    if len(text) > MOST_CHARACTERS:
        raise SourceError(name, f"the page is longer than {MOST_CHARACTERS:,} characters")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(name, "the page holds no article text") from error
    _check(tree, name)
    return tree


def decode(data: bytes) -> str:
    """The text of a page: by its byte order mark, as UTF-8 where it is that, as it declares, or
    by what its bytes look like.

    What is UTF-8 from end to end is nothing else in practice, whatever the page declares.
    """
    text = _CONTROL.sub(lambda found: _CONTROLS[ord(found[0])] or "", _decoded(data))
    text = _CONTROL_ENTITY.sub(lambda found: _CONTROLS[int(found[1])] or "", text)
    return _UNWRITABLE.sub("", text)


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    found = _CHARSET.search(data, 0, 8192) or _XML_CHARSET.match(data)
    declared = found[1].decode("ascii").lower() if found else ""
    whole = broken = 0
    if not declared.startswith("iso-2022"):  # written in ASCII alone, thus UTF-8 by its bytes
        mended = data.decode("utf-8", _AS_WINDOWS)
        whole, broken = _characters(data)
        if whole >= 2 * broken:
            return mended
    if declared in _WINDOWS:
        return data.decode("cp1252", "replace")
    if declared and not declared.startswith("utf"):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return data.decode(declared)
    # By accident, no text in another encoding has that many.
    return mended if broken and 2 * whole >= broken else _detected(data)


def _characters(data: bytes) -> tuple[int, int]:
    """How many characters other than ASCII are whole in UTF-8, and how many bytes are broken."""
    said = data.decode("utf-8", "replace")
    broken = said.count("\ufffd")
    return sum(map(len, _NOT_ASCII.findall(said))) - broken, broken


def _detected(data: bytes) -> str:
    # Late: asked about few pages.
    from charset_normalizer import from_bytes

    language = _HTML_LANGUAGE.search(data, 0, 8192)
    encoding = _BY_LANGUAGE.get(language[1].decode("ascii").lower(), "") if language else ""
    if not encoding:
        # Of a page, what is not ASCII tells most; tags in between tell nothing.
        odd = re.findall(rb"[^<>\s]{0,40}[\x80-\xff][^<>\s]{0,40}", data[:2_000_000])
        best = from_bytes(b" ".join(odd[:2000])).best()
        # Encodings of one script look alike; among the Latin ones the most used is the best guess.
        is_latin = best is None or len(_LATIN.findall(str(best))) * 2 > len(str(best).split())
        encoding = "cp1252" if is_latin or best is None else best.encoding
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, read as Windows-1252: pages are glued together from both."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_AS_WINDOWS = "newsdesk-as-windows-1252"
codecs.register_error(_AS_WINDOWS, _as_windows)


def _check(tree: "HtmlElement", name: str) -> None:
    """Refuse a page with more elements, or deeper ones, than anybody writes by hand.

    Attributes are cut, as patterns are searched for in them all over.
    """
    element, depth, count, depths = tree, 0, 0, 0
    while True:  # no recursion: it is not yet known how deep it goes
        count, depths = count + 1, depths + depth
        for key, value in element.items():
            if len(value) > LONGEST_ATTRIBUTE:
                element.set(key, value[:LONGEST_ATTRIBUTE])
        if count > MOST_ELEMENTS or depth > DEEPEST or depths > DEEPEST_ALL:
            reason = f"more than {MOST_ELEMENTS:,} elements, or too many within each other"
            raise SourceError(name, f"the page is not made for reading: {reason}")
        if len(element):
            element, depth = element[0], depth + 1
            continue
        while (after := element.getnext()) is None:
            element = element.getparent()
            depth -= 1
            if element is None or depth <= 0:
                return
        element = after


def shape(tree: "HtmlElement") -> None:
    """Make paragraphs of what looks like ones: tables and line breaks that arrange a page."""
    _take_layout_apart(tree)
    for box in list(tree.iter(*_BOXES)):
        _break_paragraphs(box)


def words(element: "HtmlElement | None") -> str:
    """The text of an element in one line."""
    return "" if element is None else " ".join(str(element.text_content()).split())


def _take_layout_apart(tree: "HtmlElement") -> None:
    """Make blocks of the tables that arrange a page; tables of data are made even.

    A table arranges when one of its cells holds another table, a heading, several paragraphs, or
    more text than a datum has.
    """
    for table in list(tree.iter("table")):
        if any(_is_column(cell) for cell in table.xpath("./tr/td | ./tbody/tr/td")):
            for part in table.xpath(". | ./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td"):
                part.tag = "div"
        else:
            grid.even(table)


def _is_column(cell: "HtmlElement") -> bool:
    blocks = cell.xpath(".//table | .//h1 | .//h2 | .//h3")
    paragraphs = cell.xpath(".//p")
    return bool(blocks or len(paragraphs) > 2 or len(words(cell).split()) > DATA_CELL_WORDS)


def _break_paragraphs(box: "HtmlElement") -> None:
    """Wrap in `<p>` what two line breaks or more divide, where `box` holds text that way."""
    parts = list(box)
    double = any(
        one.tag == "br" and after.tag == "br" and not (one.tail or "").strip()
        for one, after in pairwise(parts)
    )
    if not double:
        return
    made: list[HtmlElement] = []
    paragraph: HtmlElement | None = None
    breaks = 0

    def say(text: str | None) -> None:
        nonlocal paragraph
        if paragraph is None:
            if not (text or "").strip():
                return
            paragraph = box.makeelement("p")
            made.append(paragraph)
        if len(paragraph):
            paragraph[-1].tail = (paragraph[-1].tail or "") + (text or "")
        else:
            paragraph.text = (paragraph.text or "") + (text or "")

    say(box.text)
    box.text = None
    for part in parts:
        tail, part.tail = part.tail, None
        breaks = breaks + 1 if part.tag == "br" else 0
        if breaks > 1 or part.tag not in INLINE:
            paragraph = None
        if part.tag not in INLINE:
            made.append(part)
        elif part.tag != "br" or (breaks == 1 and paragraph is not None):
            if paragraph is None:
                paragraph = box.makeelement("p")
                made.append(paragraph)
            paragraph.append(part)
        breaks = 0 if (tail or "").strip() else breaks
        say(tail)
    for part in list(box):
        box.remove(part)
    box.extend(made)
