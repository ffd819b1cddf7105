"""Questions that stand above their answers, as in an interview, in one line with them.

"Six years." says nothing without "How long did the book take?" above it. In one line, behind a
dash, the question and the first sentence of the answer are one sentence (text/seams.py): found by
the words of the question, and quoted with them. The dash is ours; no word is.
"""

from ingest.text.prose import is_ended, is_item, words

FEWEST = 3  # questions of an interview
LONGEST_QUESTION_WORDS = 45
_CLOSERS = "\"'”’»)*_ "


def told(lines: list[str]) -> list[str]:
    """The lines with each question of an interview before its answer.

    An interview has questions that are lines of their own, three or more of them, each above what
    ends as a sentence does and is no question. Other lines stay as they are.
    """
    asked = {n for n in range(len(lines) - 1) if _is_asked(lines[n], lines[n + 1])}
    if len(asked) < FEWEST:
        return lines
    kept: list[str] = []
    for number, line in enumerate(lines):
        if number - 1 in asked:
            kept[-1] = f"{kept[-1]} – {line}"
        else:
            kept.append(line)
    return kept


def _is_question(line: str) -> bool:
    bare = line.rstrip(_CLOSERS)
    return bare.endswith(("?", "？", "؟")) and not is_item(line)


def _is_asked(line: str, below: str) -> bool:
    return (
        _is_question(line)
        and 1 < words(line) <= LONGEST_QUESTION_WORDS
        and is_ended(below)
        and not _is_question(below)
        and not below.endswith(":")
        and not is_item(below)
    )
