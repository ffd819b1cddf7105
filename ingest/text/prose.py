"""What a line of news text is by its shape alone, in any script: words, sentences, rules."""

import re
import unicodedata

# Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
SPACELESS = re.compile(f"[{_SPACELESS}]")
# Thai and its neighbours have no full stop: a sentence ends at a space or at the paragraph's end.
_STOPLESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
STOPLESS_CHARACTERS = 60  # a line of that many is a paragraph, not a headline
CHARACTERS_A_WORD = 2  # of a script without spaces: Chinese words are 1.6 long, Thai ones 4
ENDS = ".!?…。！？｡．।॥۔؟።។။"
CLOSERS = "\"'”’»›)]」』】）》〉"
_ITEM = re.compile(r"^\s*[•*·‣▪-]\s+")
_RULE = re.compile(r"[-–—_=*~#+•·⁂◆■. ]{1,200}")
_RULE_MARK = re.compile(r"([-–—_=*~#+•·⁂◆■])(?: ?\1){2,}|⁂|(?:[◆■•·*]\s*)+")


def words(line: str) -> int:
    """How many words; of scripts without spaces, two characters count as one."""
    count = len(line.split())
    return count if line.isascii() else count + len(SPACELESS.findall(line)) // CHARACTERS_A_WORD


def is_ended(line: str) -> bool:
    """Whether it ends as a sentence does, or announces what follows with a colon."""
    return line.rstrip().rstrip(CLOSERS)[-1:] in tuple(f"{ENDS}:：")


def is_prose(line: str) -> bool:
    """A line that reads as a paragraph: several words, ended as a sentence is."""
    if words(line) < 8:
        return False
    return is_ended(line) or len(_STOPLESS.findall(line)) >= STOPLESS_CHARACTERS


def is_sentence(text: str) -> bool:
    """Several lines, a line ended as a sentence is, or one too long for a headline."""
    return "\n" in text or len(text) > 150 or is_ended(text)


def is_item(line: str) -> bool:
    """An item of a list, by the mark before it."""
    return bool(_ITEM.match(line))


def is_rule(line: str) -> bool:
    """A line drawn across the page: `-----`, `* * *`, `=====` and their kin."""
    line = line.strip()
    return bool(line) and bool(_RULE.fullmatch(line)) and bool(_RULE_MARK.fullmatch(line))


def key(line: str) -> str:
    """What two lines share that differ in case, spacing and marks alone."""
    folded = unicodedata.normalize("NFKC", line).casefold()
    return " ".join(re.findall(r"\w+", folded))
