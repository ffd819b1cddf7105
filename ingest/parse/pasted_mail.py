"""What mail programs and newspaper exports put around a text: quote marks, heads, signatures.

A head is a block of lines like `Subject: …`, `From: …`, `Date: …`; exports of newspaper archives
have the same with other labels (`HEADLINE:`, `BYLINE:`, `PUBLICATION:`).
"""

import re

from ingest.article import link
from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import read_line
from ingest.text import dates
from ingest.text.names import is_name, is_person, sounds_like_outlet

_QUOTED = re.compile(r"(?:[ \t]{0,3}>)+ ?")
_ANNOUNCED = re.compile(
    r"-{2,}\s*(original message|forwarded (message|by .{1,60})|ursprüngliche nachricht|"
    r"weitergeleitete nachricht|message (transféré|d['’]origine)|mensaje (original|reenviado))"
    r"\s*-{0,40}|begin forwarded message:|anfang der weitergeleiteten nachricht:|"
    r"-{3,}\s*(end of )?(forwarded|original) message\s*-{0,40}|"
    r"(on|am|le|el) .{6,120} (wrote|writes|schrieb.{0,60}|a écrit|escribió)\s*:",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"(sent|gesendet|envoyé|enviado) (from|via|mit|von|de|depuis|desde) .{2,40}", re.I
)
# Label -> what it tells of.
_LABELS = {
    **dict.fromkeys(("title", "headline", "titel", "titre", "título", "hd"), "title"),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "oggetto"), "subject"),
    **dict.fromkeys(("byline", "author", "authors", "by", "autor", "auteur", "writer"), "authors"),
    **dict.fromkeys(("from", "von", "de", "da"), "from"),
    **dict.fromkeys(
        ("date", "published", "publication date", "sent", "datum", "gesendet", "date published",
         "envoyé", "fecha", "enviado", "load-date", "posted", "pubdate", "issue date"), "date"
    ),
    **dict.fromkeys(("updated", "last updated", "modified", "aktualisiert"), "updated"),
    **dict.fromkeys(
        ("source", "publication", "outlet", "publisher", "newspaper", "quelle", "journal",
         "fuente", "publication title", "source name", "publication info"), "source"
    ),
    **dict.fromkeys(("section", "ressort", "rubrik", "rubrique", "desk"), "section"),
    **dict.fromkeys(("url", "link", "web", "address", "permalink"), "url"),
    **dict.fromkeys(
        ("to", "cc", "bcc", "an", "kopie", "à", "para", "reply-to", "length", "word count",
         "words", "language", "page", "pages", "edition", "copyright", "document type", "id",
         "dateline", "country", "place", "importance", "attachments", "volume", "issue", "issn",
         "database", "document", "accession number", "subject terms", "keywords", "abstract",
         "region", "industry", "company", "companies", "publication-type", "publication type",
         "document url", "links", "load date"), "other"
    ),
    **dict.fromkeys(("body", "text", "full text", "lead", "content", "article"), "body"),
}  # fmt: skip
_FIELD = re.compile(r"[*_ ]{0,3}([^\W\d][\w -]{1,22}?)[*_]{0,2}\s?[:：][*_]{0,2}(?:\s+(.*))?")
_ADDRESS = re.compile(r"\s*[<(\[]?(?:mailto:)?([\w.+-]{1,64})@([\w.-]{1,100})[>)\]]?.*")
_REPLY = re.compile(r"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SURNAME_FIRST = re.compile(r"([^\W\d_][\w’'-]+), ([^\W\d_][\w’'.-]*(?: [^\W\d_]\.?)?)\.?")
_DESKS = re.compile(
    r"(news|newsletters?|no-?reply|alerts?|digest|editor|briefing|info|hello)", re.I
)
SIGNATURE_LINES = 12
LONGEST_FIELD = 400  # characters


def unquoted(text: str) -> str:
    """`text` without the `>` before quoted lines, and without signatures."""
    lines = text.split("\n")
    said = [line for line in lines if line.strip()]
    marked = sum(line.lstrip().startswith(">") for line in said)
    if marked >= 3 or marked * 2 > len(said):
        lines = [line[match.end() :] if (match := _QUOTED.match(line)) else line for line in lines]
    kept: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if line in {"-- ", "--"}:
            number = _after_signature(lines, number)
        elif _SENT_FROM.fullmatch(line.strip()[:200]) and not kept_on(lines, number):
            number += 1
        else:
            kept.append(line)
            number += 1
    return "\n".join(kept)


def kept_on(lines: list[str], number: int) -> bool:
    """Whether the line is followed or preceded by one without a gap: it is part of a paragraph."""
    before = lines[number - 1].strip() if number else ""
    after = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return bool(before and after)


def _after_signature(lines: list[str], number: int) -> int:
    """Where a signature ends: at a blank line, a forwarded message, or after so many lines."""
    end = number + 1
    while end < len(lines) and end - number <= SIGNATURE_LINES:
        if not lines[end].strip() or is_announcement(lines[end]):
            return end
        end += 1
    return end if end == len(lines) else number + 1


def is_announcement(line: str) -> bool:
    """`----- Original Message -----`, `On Monday Ann Lee wrote:` and their kin."""
    line = line.strip()
    return len(line) <= 200 and bool(_ANNOUNCED.fullmatch(line))


def field(line: str) -> tuple[str, str] | None:
    """(what the label tells of, the value) of a line like `Subject: …`, None for any other."""
    if not (match := _FIELD.fullmatch(line.strip())):
        return None
    kind = _LABELS.get(match[1].casefold())
    return (kind, (match[2] or "").strip(" *")) if kind else None


def heads(lines: list[str]) -> list[tuple[int, int]]:
    """Where heads stand: runs of at least two labelled lines that say of what and from whom.

    Each as [start, end) in `lines`.
    """
    found = []
    start = 0
    while start < len(lines):
        end, kinds = start, set[str]()
        while end < len(lines) and (read := field(lines[end])):
            kinds.add(read[0])
            end += 1
            if read[0] == "body":
                break
        telling = kinds & {"title", "subject", "from", "source", "authors"}
        if end - start >= 2 and (telling and len(kinds) >= 2):
            found.append((start, end))
        start = max(end, start + 1)
    return found


def read_head(lines: list[str]) -> tuple[Header, list[str]]:
    """What the labelled lines of one head say, and what stands in the text itself (`Body: …`)."""
    header = Header()
    text: list[str] = []
    for line in lines:
        kind, value = field(line) or ("", "")
        if kind == "body" and value:
            text.append(value)
        if not value or len(value) > LONGEST_FIELD:
            continue
        if kind in {"title", "subject"}:
            bare = _REPLY.sub("", value, count=1) if kind == "subject" else value
            header.title = header.title if header.title and kind == "subject" else bare
        elif kind == "authors":
            if turned := _SURNAME_FIRST.fullmatch(value):
                value = f"{turned[2]} {turned[1]}"
            read_line(header, value if value[:3].lower() == "by " else f"By {value}")
        elif kind in {"date", "updated"} and (date := _date(value)):
            header.set_date(date, is_update=kind == "updated")
        elif kind == "source":
            _read_source(header, value)
        elif kind == "from":
            header.source = header.source or _outlet(value)
        elif kind == "section":
            header.section = value
        elif kind == "url":
            header.url = link(value)
    return header, text


def _read_source(header: Header, value: str) -> None:
    """An outlet, and what archives put behind it: `Mill Gazette [Ashford] 5 Jan 2025: A.7.`"""
    if len(value) > 80 and "[" not in value:
        return
    found = dates.find(value)
    if found and not header.date:
        header.set_date(found[0])
    name = re.split(r"(?:(?<!\s)\s+)?[\[;,|(]", value.partition(found[1])[0] if found else value)[0]
    header.source = (name.strip(" -–—:.") if found or "[" in value else value)[:80]


def _date(value: str) -> str:
    found = dates.find(value)
    return dates.iso(value) or (found[0] if found else "")


def _outlet(sender: str) -> str:
    """The outlet that sent a mail, "" where somebody forwarded it.

    A sender is an outlet whose name says so, or comes back in the address's domain.
    """
    match = _ADDRESS.search(sender[:LONGEST_FIELD])
    name = (sender[: match.start()] if match else sender).strip(" \"'<")
    if not name or not is_name(name):
        return ""
    squashed = re.sub(r"^the|\W", "", name.casefold())
    at_home = match is not None and len(squashed) > 3 and squashed in match[2].replace("-", "")
    desk = match is not None and bool(_DESKS.match(match[1]))
    alone = match is None and not is_person(name)
    return name if sounds_like_outlet(name) or at_home or desk or alone else ""
