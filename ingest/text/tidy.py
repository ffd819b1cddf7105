"""Characters: what no reader sees goes, what means the same is written the same way."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters other than tab and newline, lone surrogates and non-characters, which no index
# can store; and what is there and not seen, so that nothing hides in a quote and search finds the
# word: soft hyphens, zero-width spaces and joiners, bidi overrides and isolates, annotation marks,
# tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Zero-width joiners and non-joiners are letters' business in Arabic and Indic scripts and emoji's;
# after anything else they hide. Nowhere are there two in a row.
_STRAY_JOINERS = re.compile(
    "(?<![\u0590-\u1fff\u2190-\u32ff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff"
    "\u200c\u200d])[\u200c\u200d]+"
)
_VARIANTS = "[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_RUNS = re.compile(f"({_VARIANTS}){_VARIANTS}+")
# Marks of direction stay between words; inside one they hide it from search.
_INNER_MARKS = re.compile("(?<=\\w)[\u200e\u200f\u061c]+(?=\\w)")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MANY_MARKS = re.compile("[^\x00-\u02ff]{31,}")
MARKS_IN_A_ROW = 30  # as in Unicode's stream-safe format; sorting more takes quadratic time


def tidy(text: str) -> str:
    """Text that can be stored and counted in: NFC, `\\n` line ends, plain spaces, nothing unseen.

    A no-break space becomes a plain one: what is quoted is a slice of the text as it is kept.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _MANY_MARKS.sub(_fewer_marks, text))
    text = _UNSEEN.sub("", text)
    if text.isascii():
        return text
    text = _SPACES.sub(" ", text)
    text = _RUNS.sub(r"\1", text)
    text = _INNER_MARKS.sub("", _STRAY_JOINERS.sub("", text))
    # What stood between two characters may have kept them from being one.
    return unicodedata.normalize("NFC", _MANY_MARKS.sub(_fewer_marks, text))


def _fewer_marks(match: re.Match[str]) -> str:
    kept, run = [], 0
    for char in match[0]:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)
