"""Who did what to whom, as far as word order tells: "A sued B" is not "B sued A".

A word that both texts have once is taken as a pivot; what stands right before and right behind it
in its clause are its two sides, turned round where "was … by" makes it passive. Two texts differ
when the sides have changed places.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from bot.check.reading import BASE, CONJUNCTIONS, PRONOUNS, TITLES, Reading, Word
from ingest.indexes.terms import stem

NEAR = 4  # words that matter, on a side
_BE = frozenset("is are was were be been being get gets got wurde wurden worden été".split())
_BY = frozenset({"by", "von", "vom", "par", "por"})
# Either side may be either: who meets, marries or plays whom is the same.
_MUTUAL = frozenset(
    "and or met meet meets married marry marries with versus vs against between fought faced play "
    "played plays draw drew und et y".split()
)
# Verbs that say too little to count as words of the matter.
_PLAIN_VERBS = frozenset("told tell tells said says beat gave gives made left sagte".split())
_MUTUAL_KEYS = frozenset(stem(word) for word in _MUTUAL)
_DEGREES = frozenset("more less fewer better worse".split())
_LEAVING = frozenset(map(stem, "leave depart flee escape exit graduate steal withdraw".split()))
_WHO = frozenset({"who", "which"})
_PERSON = {"him": "he", "her": "she", "them": "they", "me": "i", "us": "we"}
# Where the noun phrase beside a verb ends.
_STOPS = frozenset(
    "in on at for during over with after before because from to into of about under between within "
    "without through against by as than since until im am auf bei für mit nach vor".split()
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who does it and to whom, as stems."""

    doer: frozenset[str]
    done_to: frozenset[str]


def swapped(statement: Reading, quote: Reading) -> str:
    """What changed places, in words; "" where nothing did."""
    ours, theirs = _once(statement), _once(quote)
    for pivot in statement.words:
        if not _is_pivot(pivot) or pivot.key not in ours or pivot.key not in theirs:
            continue
        a, b = sides(statement, ours[pivot.key]), sides(quote, theirs[pivot.key])
        crossed = a.doer & b.done_to and a.done_to & b.doer
        if crossed and not a.doer & b.doer:
            return f"Who and whom have changed places around “{pivot.text}”."
    return (
        _exchanged(statement, quote)
        or _compared(statement, quote)
        or _counted(statement, quote)
        or _crossed(statement, quote)
    )


def _exchanged(statement: Reading, quote: Reading) -> str:
    """Of two verbs, each has the other's doer: "the union struck after the port paid"."""
    ours, theirs = _once(statement), _once(quote)
    doers = [
        (pivot, sides(statement, ours[pivot.key]).doer, sides(quote, theirs[pivot.key]).doer)
        for pivot in statement.words
        if _is_pivot(pivot) and pivot.key in ours and pivot.key in theirs
    ]
    moved = [one for one in doers if one[1] and one[2] and not one[1] & one[2]]
    for n, (one, own, its) in enumerate(moved):
        for other, own_too, its_too in moved[n + 1 :]:
            if own & its_too and own_too & its and not own & own_too:
                return f"Who does what has changed places: “{one.text}” and “{other.text}”."
    return ""


def _compared(statement: Reading, quote: Reading) -> str:
    """What is said to be more than what: "exports grew faster than imports"."""
    ours, theirs = _than(statement), _than(quote)
    for degree in ours.keys() & theirs.keys():
        a, b = ours[degree], theirs[degree]
        if a.doer & b.done_to and a.done_to & b.doer and not a.done_to & b.done_to:
            return f"What is compared has changed places around “{degree} than”."
    return ""


def _than(text: Reading) -> dict[str, Sides]:
    """Each comparative with a `than` -> what is compared: words before it, and behind `than`.

    Of "more herring than cod" it is what stands between the two.
    """
    found = {}
    words = text.words
    for i, word in enumerate(words):
        if word.low != "than":
            continue
        place = next((n for n in range(i - 1, max(-1, i - 5), -1) if words[n].low in _DEGREES), -1)
        if place < 0 and i and words[i - 1].low.endswith("er"):
            place = i - 1
        if place < 0:
            continue
        degree = words[place]
        clause = [one for one in words[:i] if one.clause == degree.clause and one.matters]
        between = [one for one in clause if one.start > degree.start]
        behind = [one for one in words[i + 1 : i + 6] if one.clause == word.clause and one.matters]
        found[degree.low] = Sides(
            frozenset(one.key for one in between or clause if one is not degree),
            frozenset(one.key for one in behind),
        )
    return found


def _counted(statement: Reading, quote: Reading) -> str:
    """Two figures, each of which counts what the other counts in the quote."""
    ours, theirs = _behind_figures(statement), _behind_figures(quote)
    both = [one for one in ours if one in theirs]
    for n, one in enumerate(both):
        for other in both[n + 1 :]:
            own, own_too, its, its_too = ours[one], ours[other], theirs[one], theirs[other]
            if own & its_too and own_too & its and not own & its and not own_too & its_too:
                return f"{one} and {other} have changed places."
    return ""


def _behind_figures(text: Reading) -> dict[str, frozenset[str]]:
    """Each figure that the text has once -> the words behind it, up to the next one."""
    found: dict[str, frozenset[str]] = {}
    seen = Counter(one.text.casefold() for one in text.figures)
    starts = [one.start for one in text.figures if not one.soft]
    for one in text.figures:
        if one.soft or seen[one.text.casefold()] > 1:
            continue
        end = next((start for start in starts if start > one.start), len(text.text))
        own = [word for word in text.words if one.end <= word.start < end and word.matters]
        near = [word.key for word in own if word.clause == own[0].clause][:NEAR]
        if near:
            found[one.text.casefold()] = frozenset(near)
    return found


def doer(text: Reading, verb: Word) -> frozenset[str]:
    """Who does what a verb of the text says, as stems."""
    return sides(text, text.words.index(verb)).doer


def _once(text: Reading) -> dict[str, int]:
    """Each word that the text has once, as it is compared -> where it stands."""
    often = Counter(word.key for word in text.words)
    return {word.key: i for i, word in enumerate(text.words) if often[word.key] == 1}


def _crossed(statement: Reading, quote: Reading) -> str:
    """Two names or figures that stand where the quote has the other: "A rejected … with B"."""
    known = {word.low for one in (statement, quote) for word in one.words if word.is_name}
    ours, theirs = _places(statement, known), _places(quote, known)
    both = [one for one in ours if one in theirs]
    for n, one in enumerate(both):
        for other in both[n + 1 :]:
            changed = ours[one] == theirs[other] and ours[other] == theirs[one]
            if changed and ours[one] != ours[other]:
                return f"{one.title()} and {other.title()} have changed places."
    for one in both:
        (hangs, how), (same, instead) = ours[one], theirs[one]
        away = {how, instead} == {"from", "to"} or (
            {how, instead} == {"from", ""} and hangs not in _LEAVING
        )
        if one in known and hangs == same != "" and away:
            return (
                f"It says “{how or hangs} {one.title()}” where the quote says “{instead or hangs}”."
            )
    for one, place in ours.items():
        if one not in known or one not in theirs or not all(place) or theirs[one] == place:
            continue
        if other := next((own for own, its in theirs.items() if its == place and own in known), ""):
            return f"{one.title()} stands in the place of {other.title()}."
    return ""


def _places(text: Reading, known: set[str]) -> dict[str, tuple[str, str]]:
    """Each name and figure that the text has once -> the word that it hangs on, and how.

    The word before it in its clause that matters, and the preposition between; ("", "") at its
    start. What stands in a list is left out, for its order says nothing.
    """
    found: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    hangs, preposition, clause, is_listed = "", "", -1, False
    last: Word | None = None
    for word in text.words:
        if word.clause != clause:
            is_listed = last is not None and (last.low in known or last.is_figure)
            hangs, preposition, clause = "", "", word.clause
        if (word.low in _STOPS and word.low not in CONJUNCTIONS) or word.low in _BY:
            preposition = word.low
        entity = word.low in known or word.is_figure
        beside = last is not None and last.clause == word.clause and last.end + 2 >= word.start
        if entity and last and beside and (last.low in known or last.is_figure):
            last = word
            continue  # one run
        if entity:
            if word.low in seen:
                found.pop(word.low, None)
            elif not is_listed and word.low not in _MUTUAL and hangs not in _MUTUAL_KEYS:
                found[word.low] = (hangs, preposition)
            seen.add(word.low)
        elif word.matters:
            hangs, preposition, is_listed = word.key, "", False
        elif word.low in {"and", "or", "und", "et", "y"}:
            is_listed = True
        last = word
    return found


def is_verb(word: Word) -> bool:
    """Whether a word has the form of a verb's past; a noun may look like another form."""
    return word.low.endswith("ed") or word.low in BASE


def _is_pivot(word: Word) -> bool:
    if word.low in _MUTUAL or word.is_name or word.is_figure:
        return False
    return word.matters or word.low in _PLAIN_VERBS


def sides(text: Reading, place: int) -> Sides:
    """Who does it and to whom, of the verb at a place in the words of the text."""
    words = text.words
    left = _phrase(words[:place][::-1], words[place], before=True)
    right = _phrase(words[place + 1 :], words[place], before=False)
    helpers = {word.low for word in words[max(0, place - 3) : place]}
    by = next((i for i in range(place + 1, min(place + 8, len(words))) if words[i].low in _BY), -1)
    if not left and place and words[place - 1].low in _WHO:
        left = _antecedent(words[: place - 1])
    if helpers & _BE and _may_be_passive(words, place):
        if by < 0:
            return Sides(frozenset(), left)
        return Sides(_phrase(words[by + 1 :], words[by], before=False), left)
    return Sides(left, right)


def _may_be_passive(words: tuple[Word, ...], place: int) -> bool:
    """No passive are "is to buy" and "is buying"."""
    return words[place - 1].low != "to" and not words[place].low.endswith("ing")


def _antecedent(words: tuple[Word, ...]) -> frozenset[str]:
    """The name that a `who` is about: "the owner, Ines Falk, 70, who hit"."""
    for place in range(len(words) - 1, max(-1, len(words) - 1 - NEAR), -1):
        if words[place].is_name:
            run = list(takewhile(lambda one: one.is_name, words[place::-1]))
            before = words[place - len(run)].low if place >= len(run) else ""
            return frozenset() if before in _STOPS else frozenset(one.key for one in run)
        if not words[place].is_figure:
            break
    return frozenset()


def _phrase(words: tuple[Word, ...], beside: Word, *, before: bool) -> frozenset[str]:
    """The stems of the noun phrase that comes first in `words`."""
    found: list[str] = []
    names: list[str] = []
    for i, word in enumerate(words[: 3 * NEAR]):
        if word.clause != beside.clause:
            # "Beat the incumbent, Tom Vance, by": who that is stands behind the comma.
            if found and not names and not before and word.is_name:
                names = [one.key for one in takewhile(lambda one: one.is_name, words[i:])]
            break
        if word.low in _STOPS:
            # "Accused on Tuesday the firm": when is not whom.
            is_time = i + 1 < len(words) and words[i + 1].is_figure
            if not before and not found and (word.low == "to" or is_time):
                continue
            if before and word.low in CONJUNCTIONS:
                break
            if before:  # what the preposition binds is no subject, but one may stand before it
                found, names = [], []
                continue
            break
        if word.low in PRONOUNS:
            found.append(_PERSON.get(word.low, word.low))
        elif word.matters and word.low not in TITLES:
            if names and not word.is_name:
                break  # the nearest name is who or whom
            if word.is_name:
                names.append(word.key)
            found.append(word.key)
        if len(found) == NEAR:
            break
    return frozenset(names or found)
