"""What a search may find: days and outlets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What may be found: days as `YYYY-MM-DD`, both ends included, "" for an open end."""

    first_day: str = ""
    last_day: str = ""
    sources: tuple[str, ...] = ()  # outlets, empty for all

    @property
    def none(self) -> bool:
        return not (self.first_day or self.last_day or self.sources)
