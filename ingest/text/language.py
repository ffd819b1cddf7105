"""The language that a text is written in, by py3langid."""

from functools import cache
from tempfile import gettempdir
from typing import Any

from ingest.errors import DataFolderError

SHORTEST = 40  # letters: in fewer, names and loan words decide
SURE = 0.7  # probability
LONGEST = 5_000  # characters looked at; more changes no answer


def language(text: str, declared: str = "") -> str:
    """ISO 639-1 of the language that `text` is in, "" where it is too short or too uncertain.

    Args:
        declared: what its page says ("de"). It is the answer for a text that is too short to tell
            and for an uncertain one; a text that can be told overrules it, as templates and
            translated pages declare what they please.

    Raises:
        DataFolderError: there is no room for temporary files.
    """
    if is_short(text):
        return declared
    text = _sample(text)
    code, certainty = _identifier().classify(text)
    return str(code) if certainty >= SURE else declared


def shares(text: str, among: tuple[str, ...]) -> dict[str, float]:
    """Of each of these languages the probability that `text` is in it and in none but these.

    For texts of a few words too; whoever asks has to know how much to give on it.

    Raises: as `language`.
    """
    ranked = {str(code): float(share) for code, share in _identifier().rank(text[:LONGEST])}
    total = sum(ranked.get(code, 0.0) for code in among) or 1.0
    return {code: ranked.get(code, 0.0) / total for code in among}


def is_short(text: str) -> bool:
    """Whether `text` is too short to tell its language."""
    start = text[:1000]
    # A script of its own, as of Chinese, says more with each letter.
    foreign = sum(ord(char) > 0x2E7F for char in start)
    fewest = SHORTEST // 4 if foreign * 2 > len(start) else SHORTEST
    return sum(char.isalpha() for char in start) < fewest


def _sample(text: str) -> str:
    """The start of `text` and its middle: headings and a quotation may come first."""
    if len(text) <= LONGEST:
        return text
    middle = len(text) // 2
    return text[: LONGEST // 2] + text[middle : middle + LONGEST // 2]


@cache
def _identifier() -> Any:  # py3langid has no types
    # Late: numpy and the model take a while to load, and questions have no need of them.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    try:  # it unpacks its model into a file that is gone when it has been read
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise DataFolderError(
            f"The folder for temporary files, {gettempdir()}, cannot be written: {error.strerror}. "
            "Make room there, or name another one in the environment variable TMPDIR."
        ) from error
