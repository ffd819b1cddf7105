"""Mails and saved pages in MIME (.eml, .mhtml) -> articles, those attached included.

A mail's `Date` is when it was sent. It dates the article in it where the article itself gives no
date; a forwarded mail's own date comes before it, and an attachment is not dated by it at all.
A saved page's `Date` is when somebody saved it and dates nothing.
"""

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from ingest.article import Article, article_id, link
from ingest.errors import SourceError
from ingest.parse import encoding, sender
from ingest.parse.document import from_lines, several, with_source
from ingest.parse.layout import cover, letters
from ingest.parse.text import articles_of
from ingest.parse.web import fragment
from ingest.text import clean, dates

# How an attachment is read: (bytes, file name, uri, media type) -> what is in it.
Reader = Callable[[bytes, str, str, str], Iterator[Article | SourceError]]

MOST_PARTS = 200
LEAST_WORDS = 20  # a mail with fewer is a note, no article
LONG_NOTE_WORDS = 100  # what is said beside an attached article is no cover note from here on
SIGNATURE_LINES = 12
HEADER_LINE = 300  # characters; a longer line is no header of a forwarded mail
_FIELDS = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:", re.MULTILINE)
# Fields that only a mail or a page saved as one has; a pasted text may have From, Date, Subject.
_TELLING = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-transfer-encoding|delivered-to"
    rb"|x-mailer|dkim-signature|snapshot-content-location)\s?:",
    re.IGNORECASE | re.MULTILINE,
)
_USUAL = re.compile(rb"^(?:from|to|date|subject|content-type|cc)\s?:", re.IGNORECASE | re.MULTILINE)
_ANSWER = re.compile(r"^\s*(?:(?:re|fwd?|wg|aw|tr|rv|i|vs|sv)\s?(?:\[\d{1,3}\])?\s?:\s*)+", re.I)
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|tr|rv|i|vs)\s?:", re.I)
_FIELD = re.compile(r"[*_]{0,2}(\w[\w -]{1,15}?)\s?:[*_]{0,2}\s+(\S.*)")
_CITED = re.compile(r"<blockquote[^<>]{0,300}\btype=[\"']?cite", re.I)
_QUOTED = re.compile(r"^\s?(?:>\s?)+")


def is_mail(data: bytes, *, file_name: str = "") -> bool:
    """Whether it starts with a mail's header: two fields that mails have, one of them telling."""
    head = re.split(rb"\r?\n\r?\n", data.lstrip()[:32_768], maxsplit=1)[0]
    if not _FIELDS.match(head):
        return False
    usual, telling = len(_USUAL.findall(head)), len(_TELLING.findall(head))
    if file_name.lower().endswith((".eml", ".mht", ".mhtml")):
        return usual + telling >= 2
    return telling >= 1 and usual + telling >= 2


def parse(
    data: bytes, *, file_name: str, uri: str, attached: Reader
) -> Iterator[Article | SourceError]:
    """The article of a mail's body and those in its attachments; of a saved page, its article.

    Raises:
        SourceError: nothing in it is an article.
    """
    # The older policy: the newer one fails on headers that are broken, as spam's are.
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    parts = list(_parts(message))[:MOST_PARTS]
    if _is_page(message, file_name):
        yield from _page(message, parts, uri, attached)
        return
    found: list[Article] = []
    problems: list[SourceError] = []
    for number, part in enumerate(parts):
        name = _decoded(part.get_filename())
        if not _is_attached(part):
            continue
        place = f"{uri}#{name or number}"
        for one in attached(_bytes(part), name, place, part.get_content_type()):
            if isinstance(one, SourceError):
                problems.append(one)
            else:
                found.append(one)
    own = _own(message, parts, file_name)
    if found and len(own) == 1 and _is_cover_note(own[0].text):
        own = []
    if not own and not found and not problems:
        raise SourceError(uri, "is a mail without an article in it")
    yield from own
    yield from found
    yield from problems


def _parts(message: Message) -> Iterator[Message]:
    """Every part that is no container; a mail within a mail is one part. No recursion."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    """Whether a part may be an article of its own. Pictures, calendars and keys are none."""
    kind = part.get_content_type()
    if kind.startswith(("image/", "audio/", "video/", "font/")) or "signature" in kind:
        return False
    if kind == "message/rfc822":
        return True
    if kind.startswith(("text/", "message/")):
        as_file = part.get_content_disposition() == "attachment" or bool(part.get_filename())
        return as_file and kind not in ("text/calendar", "text/vcard", "text/x-vcard", "text/css")
    return kind.startswith("application/") and kind not in (
        "application/ics",
        "application/ms-tnef",
    )


def _bytes(part: Message) -> bytes:
    """A part's own bytes, whatever they were packed in for the way."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    data = _bytes(part)
    charset = part.get_content_charset("")
    # A mail that says ASCII or nothing may hold anything.
    if charset and charset not in ("us-ascii", "ascii", "utf-8"):
        try:
            return encoding.repaired(data.decode(charset))
        except (LookupError, ValueError):
            pass
    try:
        return encoding.decode(data, "")
    except SourceError:
        return data.decode("latin-1")


def _decoded(value: object) -> str:
    """A header as it is meant: encoded words decoded, folded lines joined."""
    if value is None:
        return ""
    try:
        said = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError):  # an unknown charset; HeaderParseError is a ValueError
        said = str(value)
    return " ".join(clean.tidy(encoding.repaired(said)).split())


def _is_page(message: Message, file_name: str) -> bool:
    if message.get("Snapshot-Content-Location"):
        return True
    saved = file_name.lower().endswith((".mht", ".mhtml")) or not message.get("To")
    return saved and message.get_content_type() in ("multipart/related", "text/html")


def _page(
    message: Message, parts: list[Message], uri: str, attached: Reader
) -> Iterator[Article | SourceError]:
    """The article of a saved page: its first HTML, or the part that it says is first."""
    pages = [
        one for one in parts if one.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = str(message.get_param("start", "") or "")
    pages.sort(key=lambda one: not (start and one.get("Content-ID") == start))
    if not pages:
        raise SourceError(uri, "is a saved page without HTML in it")
    for article in attached(_text(pages[0]).encode(), "page.html", uri, "text/html"):
        if isinstance(article, SourceError):
            yield article
            continue
        places = (message.get("Snapshot-Content-Location"), pages[0].get("Content-Location"))
        url = article.url or next((link(str(one)) for one in places if link(str(one or ""))), "")
        yield _at(article, url)


def _at(article: Article, url: str) -> Article:
    """The article with its address, and the id that follows from it."""
    if article.url or not url:
        return article
    return replace(article, url=url, id=article_id(url=url))


def _own(message: Message, parts: list[Message], file_name: str) -> list[Article]:
    """The article that the mail itself is, or those of a digest; [] where it says too little."""
    texts = {
        kind: next(
            (one for one in parts if one.get_content_type() == kind and not _is_attached(one)), None
        )
        for kind in ("text/plain", "text/html")
    }
    plain = clean.tidy(_text(texts["text/plain"])) if texts["text/plain"] else ""
    html_text = _text(texts["text/html"]) if texts["text/html"] else ""
    lines = _unquoted(plain.split("\n"))
    forwarded = _forwarded(lines)
    rows = clean.paragraphs("\n".join(forwarded.lines if forwarded else lines))
    # HTML has its paragraphs whole. Quotes of earlier mails are known in plain text alone.
    marked = [] if rows and _CITED.search(html_text) else fragment.lines(html_text)
    if marked and _words(marked) >= 0.8 * _words(rows):
        inner = _forwarded(marked)
        if inner or not forwarded:
            forwarded, rows = inner, inner.lines if inner else marked
    subject = _decoded(message.get("Subject"))
    title = _ANSWER.sub("", forwarded.subject if forwarded and forwarded.subject else subject)
    if _words(rows) < LEAST_WORDS or not any(map(clean.is_prose, rows)):
        return []
    name = _decoded(parseaddr(_decoded(message.get("From")))[0])
    is_list = bool(message.get("List-Id") or message.get("List-Unsubscribe"))
    is_letter = is_list or letters.is_one(rows, name, title)
    rows = letters.without_foot(rows) if is_letter else rows
    found = several([title, *rows]) or (articles_of(letters.parts(rows)) if is_letter else [])
    found = found or from_lines(rows, title=title, file_name=file_name)
    sent = (forwarded.date if forwarded else "") or _sent(message)
    found = [
        replace(article, published_at=sent, dated_by="metadata")
        if article.dated_by in ("", "file name") and sent
        else article
        for article in found
    ]
    if forwarded or _FORWARD.match(subject):
        return found  # who sent it on is neither author nor outlet
    sent_by = sender.read(name, is_list=is_list)
    if len(found) == 1 and not found[0].authors and sent_by.person:
        found = [replace(found[0], authors=(sent_by.person,))]
    return [with_source(article, sent_by.outlet) for article in found]


def _is_cover_note(text: str) -> bool:
    """Whether what is said beside an attached article says little else than that it is attached."""
    return len(text.split()) < LONG_NOTE_WORDS and cover.words_beside(text) < LEAST_WORDS


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _sent(message: Message) -> str:
    try:
        return dates.iso(parsedate_to_datetime(str(message.get("Date", ""))).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without quotes of earlier mails and without signature.

    Where nearly everything is quoted, the quote is what was sent on, and stays without its marks.
    """
    own = [line for line in lines if not line.lstrip().startswith(">")]
    quoted = [_QUOTED.sub("", line) for line in lines if line.lstrip().startswith(">")]
    if _words(quoted) > 4 * _words(own):
        own = quoted
    elif quoted:
        first = next(n for n, line in enumerate(lines) if line.lstrip().startswith(">"))
        before = [line for line in lines[:first] if line.strip()]
        if before and before[-1].rstrip().endswith(":"):  # "On Monday Ann Lee wrote:"
            own = [line for line in own if line is not before[-1]]
    for number in range(len(own) - 1, max(-1, len(own) - SIGNATURE_LINES - 2), -1):
        if own[number].rstrip() == "--":
            return own[:number]
    return own


@dataclass(frozen=True, slots=True)
class _Forwarded:
    lines: list[str]
    subject: str
    date: str


def _forwarded(lines: list[str]) -> _Forwarded | None:
    """The mail that a mail holds: below a block of three or more `Name: value` lines, one of which
    has an address and one a date.
    """
    start, fields = 0, list[tuple[str, str]]()
    for number, line in enumerate([*lines, "."]):
        field = _FIELD.fullmatch(line.strip()) if len(line) <= HEADER_LINE else None
        if field:
            start = start if fields else number
            fields.append((field[1].lower(), field[2].strip(" *_")))
        elif fields and line.strip():
            if len(fields) >= 3 and (block := _block(fields)):
                return _Forwarded(lines[number:], *block)
            fields = []
    return None


def _block(fields: list[tuple[str, str]]) -> tuple[str, str] | None:
    """(subject, date) of a forwarded mail's header."""
    with_address = [value for _, value in fields if "@" in value]
    dated = [(value, found) for _, value in fields if (found := dates.find(value))]
    if not with_address or not dated:
        return None
    others = [v for _, v in fields if "@" not in v and v != dated[0][0]]
    return max(others, key=len, default=""), dated[0][1][0]
