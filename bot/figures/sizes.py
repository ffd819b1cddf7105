"""What kinds of figures tell how fast, heavy or strong something is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Kinds of figures, as `Measure.kind`, that answer "how ADJECTIVE"."""

    sure: frozenset[str]
    may: frozenset[str] = frozenset()  # those of what is compared, or of a figure of speech


SIZES = {
    word: Size(frozenset(sure.split()), frozenset(may.split()))
    for adjectives, sure, may in (
        ("long far", "length duration", ""),
        ("tall deep wide", "length", ""),
        ("high", "length", "count percent money"),
        ("big large", "area volume length", "count money"),
        ("old", "age duration", ""),
        ("fast", "speed", "duration"),
        ("heavy", "weight", ""),
        ("hot cold", "temperature", ""),
        ("strong", "speed power percent", ""),
    )
    for word in adjectives.split()
}
