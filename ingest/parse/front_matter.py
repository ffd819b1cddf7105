"""What is known of an article besides its paragraphs, as far as it has been read."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Header:
    """What is known of an article besides its paragraphs."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    source: str = ""
    date: str = ""
    dated_by: str = ""
    is_update: bool = False  # `date` was given as that of an update; a publication's replaces it
    updated: str = ""
    section: str = ""
    kind: str = ""
    url: str = ""
    guess: str = ""  # a name beside a date, taken for the author's; the outlet's if another is
    agency: str = ""  # whose report it is by its dateline; the outlet where none is named

    def set_date(self, date: str, *, is_update: bool = False) -> None:
        """Keep `date` unless one at least as good is known: the first publication wins."""
        if is_update:
            self.updated = self.updated or date
        if not self.date or (self.is_update and not is_update):
            self.date, self.dated_by, self.is_update = date, "text", is_update

    def fill(self, other: "Header") -> None:
        """Take from `other` what is not known yet."""
        if other.date and not self.date:
            self.date, self.dated_by, self.is_update = other.date, other.dated_by, other.is_update
        elif other.date and self.is_update and not other.is_update:
            self.date, self.is_update = other.date, False
        for name in ("title", "source", "updated", "section", "kind", "url", "agency"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        self.authors = self.authors or other.authors
