"""Every fixed sentence that an asker sees, in the languages that the bot answers in."""

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")

_TEXTS: dict[str, dict[str, str]] = {
    "outlet_unknown": {"en": "outlet unknown"},
    "changed_stands": {
        "en": "“{title}” ({outlet}) has changed since this answer was given. "
        "What is quoted here still stands in it."
    },
    "changed_gone": {
        "en": "“{title}” ({outlet}) has changed since this answer was given. "
        "What is quoted here no longer stands in it."
    },
    "removed": {
        "en": "“{title}” ({outlet}) is no longer among the articles. "
        "What is quoted here is what it said."
    },
    "taken_down": {
        "en": "An article that this answer quoted has been taken down, and what was taken from it "
        "with it."
    },
}


def say(key: str, language: str = "", **values: str) -> str:
    """The sentence of that name in `language`, in English where there is none.

    Args:
        values: what stands in its gaps.
    """
    said = _TEXTS[key]
    return said.get(language, said["en"]).format(**values)
