"""What the page tells of the library: figures, the timeline, a list of its articles."""

from collections import Counter
from datetime import date
from typing import Any

import gradio as gr

from bot.answer.answer import article_json
from bot.channels.page import views, words
from bot.channels.v1.jobs import job_json
from ingest.runs.jobs import Jobs
from ingest.store import Store
from ingest.stored import paging
from ingest.stored.outlets import united

LISTED, MOST_LISTED = 20, 1000  # articles of a list, at first and at most
OUTLETS_TOLD_APART = 5  # in the plot; a legend has room for no more
# Told apart by lightness as well as by hue, and against light paper as against dark.
SHADES = ("#8a1f17", "#c98a5e", "#5d7f8c", "#d8c08a", "#3f6f5f", "#9b938a")


class Corpus:
    """Handlers of the page over one store.

    Args:
        jobs: whose last report is shown.
    """

    def __init__(self, store: Store, jobs: Jobs | None) -> None:
        self._library, self._jobs = store.library, jobs

    def shown(self) -> Any:
        """All of it, as it is now: figures, the timeline, the newest articles."""
        library = self._library
        counts = library.counts()
        told = {
            "articles": counts.articles,
            "stories": counts.stories,
            "passages": counts.passages,
            "outlets": len(library.outlets()),
            "first": library.oldest_date(),
            "last": library.newest_date(),
        }
        jobs = [job_json(one) for one in self._jobs.all()] if self._jobs else []
        plot, shades = self._timeline()
        return views.holdings(counts=told, jobs=jobs, shades=shades), plot, self.listed("")

    def listed(self, sought: str, most: int = LISTED) -> str:
        """The articles whose headline or outlet has those words."""
        database = self._library.database
        found = paging.listed(database, words=sought, most=most)
        rows = [article_json(one) for one in found.articles]
        total = paging.count(database, words=sought)
        return views.listed(rows, total=total, today=date.today().isoformat())

    def more(self, sought: str, event: gr.EventData) -> str:
        """As `listed`, and further."""
        shown = str((event._data or {}).get("shown") or "")[:6]
        already = int(shown) if shown.isdecimal() else 0
        return self.listed(sought, min(MOST_LISTED, LISTED + already))

    def _timeline(self) -> tuple[Any, dict[str, str]]:
        """Articles a month, by outlet; the smaller outlets as one. And the shade of each."""
        import pandas  # Gradio's own; late, it takes half a second

        by_month = paging.by_month(self._library.database)
        names = united(outlet for _, outlet, _ in by_month)
        rows = [(month, names[outlet], count) for month, outlet, count in by_month]
        sums: Counter[str] = Counter()
        for _, outlet, count in rows:
            sums[outlet] += count
        largest = [outlet for outlet, _ in sums.most_common(OUTLETS_TOLD_APART)]
        table: Counter[tuple[str, str]] = Counter()
        for month, outlet, count in rows:
            name = (outlet or words.UNSIGNED) if outlet in largest else words.OTHERS
            table[month, name] += count
        columns = ("month", "outlet", "articles")
        found = [(month, name, count) for (month, name), count in table.items()]
        order = [outlet or words.UNSIGNED for outlet in largest]
        colours = dict(zip((*order, words.OTHERS), SHADES, strict=False))
        named = {name for _, name, _ in found}
        return (
            gr.BarPlot(value=pandas.DataFrame(found, columns=columns), color_map=colours),
            {name: shade for name, shade in colours.items() if name in named},
        )
