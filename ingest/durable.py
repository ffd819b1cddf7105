"""Files that outlive a loss of power."""

import os
from pathlib import Path


def keep(path: Path) -> None:
    """Have what was written there, or the names in a folder, outlive a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
