"""As what somebody does a thing, and how many do it: the words that a verb has beside it."""

from bot.check.reading import BASE, Reading, Word

_COUNTS = frozenset({"count"})


def other(said: Reading, given: Reading) -> str:
    """What the quote has as another or so many, in words; "" where it has the same."""
    return _as_another(said, given) or _so_many(said, given)


def _as_another(said: Reading, given: Reading) -> str:
    """ "Joined as manager" of "joined as a scout"."""
    ours, theirs = _as(said), _as(given)
    for verb, head in ours.items():
        its = theirs.get(verb)
        if its and head.key != its.key and head.key not in given.keys and its.key not in said.keys:
            return f"It says as {head.text} where the quote says as {its.text}."
    return ""


def _as(text: Reading) -> dict[str, Word]:
    """Each word that matters before an `as` in its sentence -> what it is as."""
    found: dict[str, Word] = {}
    words = text.words
    for i, word in enumerate(words):
        if word.low != "as" or not i or (i + 1 < len(words) and words[i - 1].low == "such"):
            continue
        place = next((n for n in range(i + 1, min(i + 4, len(words))) if words[n].matters), 0)
        while place and words[place + 1 : place + 2] and words[place + 1].matters:
            place += 1  # "the sole candidate"
        head = words[place] if place else None
        behind = words[place + 1 : place + 2]
        if behind and (behind[0].low.endswith("ed") or behind[0].low in {*BASE, "said", "says"}):
            continue  # as the firm said
        if head is None or head.is_name or head.is_figure or head.clause != word.clause:
            continue
        if any(one.low == "as" for one in (*words[i + 1 : i + 4], *words[max(0, i - 3) : i])):
            continue  # as many as
        for one in words[max(0, i - 6) : i]:
            if one.matters and not one.is_name and one.sentence == word.sentence:
                found.setdefault(one.key, head)
    return found


def _so_many(said: Reading, given: Reading) -> str:
    """How many do it: "six died" of "six were saved; three died"."""
    counts = [one for one in said.figures if one.kind in _COUNTS and not one.soft]
    if len(counts) != 1:
        return ""
    (count,) = counts
    at = next((word.clause for word in said.words if word.end > count.start), -1)
    for verb in said.words:
        if verb.clause != at or verb.start < count.end or not verb.matters or verb.is_name:
            continue
        if not verb.low.endswith("ed") or verb.key not in given.keys:
            continue
        clauses = {word.clause for word in given.words if word.key == verb.key}
        numbers = [_numbers(clause, given) for clause in clauses]
        if all(numbers) and not any(count.value in one for one in numbers):
            return f"It says that {count.text} {verb.text} where the quote has another number."
    return ""


def _numbers(clause: int, text: Reading) -> set[object]:
    own = [word for word in text.words if word.clause == clause]
    start, end = own[0].start, own[-1].end
    return {
        one.value
        for one in text.figures
        if one.kind in _COUNTS and not one.soft and start <= one.start < end
    }
