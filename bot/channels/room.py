"""How much room there is: figures of the data folder, and of the process as the system has them."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from prometheus_client import ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric

from bot.channels.watching import Watch
from ingest.stored.database import LIBRARY


def watch_room(watch: Watch, folder: Path) -> None:
    """Show both. Memory, files and processor time are told on Linux alone."""
    watch.also(_of_folder(folder))
    ProcessCollector(registry=watch.registry)


def _of_folder(folder: Path) -> Callable[[], Iterable[Metric]]:
    def figures() -> Iterable[Metric]:
        try:
            free, size = shutil.disk_usage(folder).free, (folder / LIBRARY).stat().st_size
        except OSError:  # the other figures are wanted all the more
            return
        yield GaugeMetricFamily(
            "newsdesk_disk_free_bytes", "Free where the data folder is.", value=free
        )
        yield GaugeMetricFamily(
            "newsdesk_library_bytes", "The library's file, without its log.", value=size
        )

    return figures
