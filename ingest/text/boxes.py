"""Boxes of videos and galleries that a page's text carries along, with or without line breaks.

A video's box says its title twice, once above the picture and once beside the running time; a
gallery's caption ends in its number of so many. Both are told by that shape.
"""

import re
from itertools import pairwise, takewhile

_RUNNING_TIME = re.compile(r"(?<![\d:.,])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]|\s?[ap]\.?m\b)")
LONGEST_TITLE = 200  # characters
LONGEST_LABEL = 60  # between the two: `Replay More Videos ... MUST WATCH`
SHORTEST_TITLE = 12  # characters: a score that is told twice is no video
_WORD_START = re.compile(r"(?<=\s)\S")
# What such a box is headed by: `JUST WATCHED`. Not a single letter, nor one word of a headline.
_CAPITALS = re.compile(r"(?:^|(?<=\s))[A-Z]{2,}(?: [A-Z]{2,}){1,3} $")
# `Hide Caption 21 of 49`, `Bild 3 von 12`, `Photo 3 sur 12`, `3 of 12 photos`
_COUNTER = re.compile(
    r"\b(?:(?:hide|show|view|close|toggle) caption|(?:image|photo|picture|slide|bild|foto|imagen?|"
    r"immagine|afbeelding|imagem))s?\s\d{1,3}\s?(?:of|von|sur|de|di|van|/)\s?\d{1,3}\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\d\s?(?:of|OF|Of|von|sur|de|di|van|/)\s?\d")  # in every counter, and cheap
_GALLERY = re.compile(
    r"\b(?:photos|in (?:pictures|photos)|gallery|slideshow|fotos|bildergalerie|galerie|galería|"
    r"en images|en imágenes|fotostrecke|galleria)\s?:",
    re.IGNORECASE,
)


def without_boxes(line: str) -> str:
    """The line without the boxes in it, "" where it is nothing else."""
    if ":" in line and _RUNNING_TIME.search(line):
        line = _without_videos(line)
    if _OF.search(line) and (counter := _COUNTER.search(line)) and _is_gallery(line, counter):
        line = _without_galleries(line)
    return line


def _without_videos(line: str) -> str:
    kept, done = [], 0
    for time in _RUNNING_TIME.finditer(line):
        start = _box_start(line, done, time.start())
        if start >= 0:
            kept.append(line[done:start].strip())
            done = time.end()
    return _joined([*kept, line[done:].strip()]) if kept else line


def _box_start(line: str, low: int, end: int) -> int:
    """Where the box begins whose title stands right before `end`; -1 where it is none."""
    said = line[max(low, end - LONGEST_TITLE) : end].rstrip()
    before = line[max(low, end - 2 * LONGEST_TITLE - LONGEST_LABEL) : end].rstrip()
    if before.find(said[-SHORTEST_TITLE:]) in {-1, len(before) - SHORTEST_TITLE}:
        return -1
    for start in (0, *(one.start() for one in _WORD_START.finditer(said))):
        title = said[start:]
        if len(title) < SHORTEST_TITLE or " " not in title:
            return -1
        between = len(before) - len(title)
        first = before.rfind(title, 0, between)
        label = before[first + len(title) : between]
        if first >= 0 and len(label) <= LONGEST_LABEL and not _RUNNING_TIME.search(label):
            found = max(low, end - 2 * LONGEST_TITLE - LONGEST_LABEL) + first
            heading = _CAPITALS.search(line[low:found])
            return low + heading.start() if heading else found
    return -1


def _is_gallery(line: str, counter: re.Match[str]) -> bool:
    """A caption's counter ends it; a sentence may speak of the second photo of three."""
    rest = line[counter.end() :].lstrip()
    return not rest or bool(_GALLERY.match(rest)) or bool(_GALLERY.search(line, 0, counter.start()))


def _without_galleries(line: str) -> str:
    """Captions go with their counters: from the gallery's name, or from the counter before."""
    kept, done, start = [], 0, -1
    for counter in _COUNTER.finditer(line):
        name = _GALLERY.search(line, done, counter.start())
        if name or not done:
            start = name.start() if name else done
            kept.append(line[done:start].strip())
        done = counter.end()
    return _joined([*kept, line[done:].strip()])


def bare_captions(text: str) -> list[str]:
    """Of an article that is a gallery: its captions, without counters and without its name.

    The name is what several captions begin with, behind `Photos:`.
    """
    ends = [0, *(one.end() for one in _COUNTER.finditer(text)), len(text)]
    said = [_COUNTER.sub("", text[start:end]).strip() for start, end in pairwise(ends)]
    named = [one for one in said if _GALLERY.match(one)]
    shared = takewhile(lambda same: len(set(same)) == 1, zip(*map(str.split, named), strict=False))
    name = " ".join(one[0] for one in shared) if len(named) > 1 else ""
    return [one.removeprefix(name).strip() for one in said if one]


def _joined(parts: list[str]) -> str:
    return " ".join(filter(None, parts))
