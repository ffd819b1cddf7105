"""SQLite's log (`-wal`), looked over before SQLite does: it takes a damaged one up to the damage.

What is cut off at the end by a crash was never acknowledged, and SQLite is right to drop it. Whole
changes behind a page that is not what it was are another thing, and SQLite drops them as silently.
The format is described at sqlite.org/fileformat2.html, section 4.
"""

import struct
from pathlib import Path

HEADER, FRAME = 32, 24  # bytes before the first frame, and before a page in each
MAGIC = 0x377F0682  # with the lowest bit set, numbers are summed up with the high byte first

Sums = tuple[int, int]


def lost_changes(log: Path) -> int:
    """How many changes stand whole in a log behind a damage; 0 where it is sound, or not there.

    A damage of the last change looks like a crash amid it, and is not counted.
    """
    try:
        data = log.read_bytes()
    except OSError:
        return 0
    if len(data) < HEADER + FRAME:
        return 0
    magic, _, size, _, *salts = struct.unpack(">6I", data[:24])
    order = ">" if magic & 1 else "<"
    sums = _summed((0, 0), data[:24], order)
    stored: Sums = struct.unpack(">2I", data[24:HEADER])
    if magic & ~1 != MAGIC or sums != stored or size & (size - 1) or not 512 <= size <= 65536:
        return 1  # its head is: nothing of it will be read
    lost, is_damaged = 0, False
    for at in range(HEADER, len(data) - FRAME - size + 1, FRAME + size):
        frame = data[at : at + FRAME + size]
        # Frames of an earlier round, which is over, have other salts.
        is_ours = list(struct.unpack(">2I", frame[8:16])) == salts
        if is_ours and _follows(frame, _before(data, at, size), order):
            commits = frame[4:8] != bytes(4)  # the last page of a change
            lost += is_damaged and commits
        else:
            is_damaged = True
    return lost


def _before(data: bytes, at: int, size: int) -> Sums:
    """The sums that stand before the frame at that place: the last frame's, or the head's."""
    end = HEADER if at == HEADER else at - size
    sums: Sums = struct.unpack(">2I", data[end - 8 : end])
    return sums


def _follows(frame: bytes, before: Sums, order: str) -> bool:
    """Whether the sums of a frame are right, given those that stand before it."""
    summed = _summed(_summed(before, frame[:8], order), frame[FRAME:], order)
    return summed == struct.unpack(">2I", frame[16:FRAME])


def _summed(sums: Sums, data: bytes, order: str) -> Sums:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}2I", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
