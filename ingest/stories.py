"""One story, many outlets: articles that say the same, word for word, are one story."""

import re

from ingest.article import digest

_WORD = re.compile(r"\w+")


def story(text: str) -> str:
    """The story's id: equal for texts that differ in case, white space and punctuation alone."""
    return digest(" ".join(_WORD.findall(text.casefold())))[:16]
