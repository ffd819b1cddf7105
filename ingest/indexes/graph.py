"""Chroma's graph of neighbours, looked over before Chroma loads it.

`link_lists.bin` tells for each vector how many bytes of links follow. Chroma takes that at its
word: with a wrong number it reads on from anywhere, and may fill the disk with links at its next
save.
"""

import struct
from array import array
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_COUNTS = struct.Struct("<iQQQ")  # in header.bin: its version, an offset, room, vectors
_NUMBER = 4  # bytes, little-endian, as on every machine that Chroma has wheels for


def damage(folder: Path) -> str:
    """What is wrong with the graphs in Chroma's `folder`, "" where nothing can be seen."""
    for file in sorted(folder.glob("*/link_lists.bin")):
        header = file.with_name("header.bin")
        if not header.is_file():
            return f"{header} is not there"
        start = header.read_bytes()[: _COUNTS.size]
        if len(start) < _COUNTS.size:
            return f"{header} breaks off"
        *_, vectors = _COUNTS.unpack(start)
        if not _has_lists(file, vectors):
            return f"{file} is not as it was written"
    return ""


def _has_lists(file: Path, vectors: int) -> bool:
    """Whether it holds one list of links for each vector, and nothing else."""
    if file.stat().st_size % _NUMBER:
        return False
    numbers = array("I", file.read_bytes())
    ends = list(islice(_ends(numbers), vectors + 1))
    return len(ends) == vectors and (ends or [0])[-1] == len(numbers)


def _ends(numbers: "array[int]") -> Iterator[int]:
    """Where each list ends, as its own length says."""
    at = 0
    while at < len(numbers):
        at += 1 + numbers[at] // _NUMBER
        yield at
