"""Links to other articles that stand between an article's paragraphs, with headline and label."""

import re

from ingest.text import dates
from ingest.text.names import is_person
from ingest.text.prose import is_item, words

_LABELLED = re.compile(
    r"[\[(]?[►▶▸→]?\s?(related( (article|story|news|coverage|content))?|read( more| also| next)?|"
    r"see also|also read|also on .{1,30}|more( (news|on this|from .{1,30}))?|"
    r"watch( (now|live|more))?|listen( now)?|don['’]?t miss|recommended|in case you missed it|"
    r"further reading|previously|"
    r"(à|a) lire( aussi)?|lire aussi|lesen sie auch|mehr zum thema|lea también|leggi anche|"
    r"lees ook|leia (também|mais)|相关阅读|関連記事)\s*[:：>»|–—]\s*\S.*",
    re.IGNORECASE,
)
# Between the bold label of a link and its headline a page sets no space.
_GLUED = re.compile(
    r"(?P<label>[^:.\n]{2,80}):(?=[\"'“‘«¿¡]?[^\W\d_])(?P<headline>\S.+)", re.DOTALL
)
LONGEST, LONGEST_WORDS = 260, 36
FEWEST_WORDS = 4  # of a headline
# A word alone may be whoever speaks, or what is told of in a list; not one of these, or capitals.
_SECTION = re.compile(
    r"\W*(related|opinion|column|editorial|analysis|review|gallery|photos?|video|graphic|watch|story|quiz|"
    r"podcast|obituary|exclusive|explained|explainer|earlier|previous|also|more( .+)?|"
    r"meinung|kommentar|interview|analyse|vidéo|vídeo|opinión|opinione)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"https?$|www", re.IGNORECASE)


def is_link(line: str) -> bool:
    """`Read more: another headline` between two paragraphs, also with no space before it."""
    line = line.strip()
    if len(line) > LONGEST or words(line) > LONGEST_WORDS:
        return False
    is_ended = line.endswith((".", "。"))
    if not is_ended and _LABELLED.fullmatch(line):
        return True
    if (glued := _GLUED.fullmatch(line)) is None:
        return False
    label, headline = glued["label"].strip(), glued["headline"]
    return (
        _is_label(label)
        and words(headline) >= FEWEST_WORDS
        and not headline.lstrip("\"'“‘«¿¡")[:1].islower()
        and (label.isupper() or not is_ended or bool(_LABELLED.fullmatch(line)))
        and (label.isupper() or not (line.endswith(("?", "!")) and is_person(label)))
        and not is_item(line)
    )


def _is_label(label: str) -> bool:
    """Several words or capitals, or a section's name; no day and no address."""
    if not _LETTERS.search(label) or _ADDRESS.search(label):
        return False
    if dates.MONTH.search(label) and any(char.isdigit() for char in label):
        return False
    return label.isupper() or " " in label.lstrip("►▶▸→ ") or bool(_SECTION.fullmatch(label))
