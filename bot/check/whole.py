"""A statement and several sentences that carry it between them: each of its clauses has one.

The name of one sentence and the figure of another may be two matters.
"""

from collections.abc import Sequence

from bot.check import cause, meant, names, speech
from bot.check.reading import Reading, Word, read

_HANGS = frozenset("who which whose where whom that".split())
ENOUGH = 0.5  # share of a clause's words


def is_patched(statement: str, pieces: Sequence[tuple[str, str, str]], named: str) -> bool:
    """Whether a clause is put together from several pieces, or a cause from two.

    Args:
        pieces: each sentence of an article, with what may be said of the article besides
            (headline, outlet, date) and with the article's day.
        named: see `support.check`.
    """
    day = pieces[0][2] if pieces else ""
    said = read(statement, day)
    texts = [(read(text, its_day), read(about, its_day)) for text, about, its_day in pieces]
    if cause.put_together(said, [text for text, _ in texts]):
        return True
    opening = names.opening(said, " ".join((named, *(text.text for text, _ in texts))))
    clauses = _clauses(said)
    has = [[_has_all(said, own, text, about, opening) for own in clauses] for text, about in texts]
    # One that has them all is as good alone, and was looked at.
    return any(all(one) for one in has) or not all(any(one) for one in zip(*has, strict=True))


def _clauses(said: Reading) -> list[list[Word]]:
    """The words of each clause; what hangs on one (`who`, `where`), and a date alone, is its."""
    found: list[list[Word]] = []
    clause = -1
    for word in said.words:
        begins = word.clause != clause
        clause = word.clause
        if found and (not begins or word.low in _HANGS or not _tells(found[-1])):
            found[-1].append(word)
        else:
            found.append([word])
    if len(found) > 1 and not _tells(found[-1]):
        last = found.pop()
        found[-1] += last
    return found


def _tells(clause: Sequence[Word]) -> bool:
    return sum(word.matters for word in clause) > 1


def _has_all(
    said: Reading, own: Sequence[Word], text: Reading, about: Reading, opening: Word | None
) -> bool:
    """Whether one sentence has names, figures and bodies of a clause, and half its words."""
    start, end = own[0].start, own[-1].end
    figures = [one for one in said.figures if start <= one.start < end and not one.soft]
    called = tuple(word for word in own if word.is_name or word is opening)
    matter = {word.key for word in own if word.matters}
    return (
        all(
            any(meant.bears(other, one) for other in text.figures)
            or (one.kind == "date" and any(meant.bears(other, one) for other in about.figures))
            or meant.is_counted_up(one, said, text)
            for one in figures
        )
        and names.holds(called, [text, about])
        and all(word.key in text.keys | about.keys for word in own if word.low in speech.BODIES)
        and len(matter & (text.keys | about.keys)) >= ENOUGH * len(matter)
    )
