"""What users name in config.yaml of packages that are not ours: embeddings, readers, models."""

import pkgutil
from typing import Any


def named(path: str) -> Any:
    """What `path` names, "package.module:Class", imported.

    Raises:
        ValueError: it is of another shape.
        Exception: whatever a foreign module may raise while it is imported; AttributeError where
            it has no such class.
    """
    if not all(path.partition(":")):
        raise ValueError(f"{path!r} is no `package.module:Class`")
    return pkgutil.resolve_name(path)
