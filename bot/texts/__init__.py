"""Every fixed sentence that an asker sees, in the languages that the bot answers in.

The sentences stand in the .toml files beside this one, a table for each with a line a language. A
gap is written `{name}`. A text that is missing in a language is given in English.
"""

import tomllib
from importlib import resources

from bot.figures import months
from ingest.article import in_words

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
FILES = ("answers", "notes", "chatter", "corrections")


def _read(name: str) -> dict[str, dict[str, str]]:
    """One file's texts: key -> language -> sentence."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


_TEXTS = {key: said for name in FILES for key, said in _read(name).items()}


def on_day(date: str, language: str = "") -> str:
    """An ISO date as far as it is known, as `language` writes it: `14. März 2025`; "" for ""."""
    if language == "en" or language not in months.NAMES or len(date) < len("2025-03"):
        return in_words(date)
    year, month, day = (*date[:10].split("-"), "")[:3]
    name = months.NAMES[language][int(month) - 1]
    if day == "01" and language in {"fr", "it"}:
        day = {"fr": "1er", "it": "1º"}[language]
    day = day.lstrip("0") + ("." if day and language == "de" else "")
    between = " de " if language in {"es", "pt"} else " "
    return between.join(part for part in (day, name, year) if part)


def say(key: str, language: str = "", **values: str) -> str:
    """The sentence of that name in `language`, in English where there is none.

    Args:
        values: what stands in its gaps.
    """
    said = _TEXTS[key]
    return said.get(language, said["en"]).format(**values)
