"""Who did what to whom, as far as word order tells: "A sued B" is not "B sued A".

A word that both texts have once is taken as a pivot; what stands right before and right behind it
in its clause are its two sides, turned round where "was … by" makes it passive. Two texts differ
when the sides have changed places.
"""

from dataclasses import dataclass

from bot.answer.reading import PRONOUNS, Reading, Word

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
_WAYS = (("from", "to"), ("von", "nach"), ("de", "à"), ("from", "into"), ("aus", "in"))
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
    for pivot in statement.words:
        if not _is_pivot(pivot):
            continue
        ours = [i for i, word in enumerate(statement.words) if word.key == pivot.key]
        theirs = [i for i, word in enumerate(quote.words) if word.key == pivot.key]
        if len(ours) != 1 or len(theirs) != 1:
            continue
        a, b = _sides(statement, ours[0]), _sides(quote, theirs[0])
        crossed = a.doer & b.done_to and a.done_to & b.doer
        if crossed and not a.doer & b.doer and not a.done_to & b.done_to:
            return f"Who and whom have changed places around “{pivot.text}”."
    for way, back in _WAYS:
        a_from, a_to = _bound(statement, way), _bound(statement, back)
        b_from, b_to = _bound(quote, way), _bound(quote, back)
        if a_from & b_to and a_to & b_from and not a_from & b_from and not a_to & b_to:
            return f"“{way}” and “{back}” have changed places."
    return ""


def _is_pivot(word: Word) -> bool:
    if word.low in _MUTUAL or word.is_name or word.is_figure:
        return False
    return word.matters or word.low in _PLAIN_VERBS


def _sides(text: Reading, place: int) -> Sides:
    words = text.words
    left = _phrase(words[:place][::-1], words[place], before=True)
    right = _phrase(words[place + 1 :], words[place], before=False)
    helpers = {word.low for word in words[max(0, place - 3) : place]}
    by = next((i for i in range(place + 1, min(place + 8, len(words))) if words[i].low in _BY), -1)
    if helpers & _BE:
        if by < 0:
            return Sides(frozenset(), left)
        return Sides(_phrase(words[by + 1 :], words[by], before=False), left)
    return Sides(left, right)


def _phrase(words: tuple[Word, ...], beside: Word, *, before: bool) -> frozenset[str]:
    """The stems of the noun phrase that comes first in `words`."""
    found: list[str] = []
    for i, word in enumerate(words[: 3 * NEAR]):
        if word.clause != beside.clause:
            break
        if word.low in _STOPS:
            # "Accused on Tuesday the firm": when is not whom.
            is_time = i + 1 < len(words) and words[i + 1].is_figure
            if not before and not found and (word.low == "to" or is_time):
                continue
            if before:  # what the preposition binds is no subject, but one may stand before it
                found = []
                continue
            break
        if word.low in PRONOUNS:
            found.append(_PERSON.get(word.low, word.low))
        elif word.matters:
            found.append(word.key)
        if len(found) == NEAR:
            break
    return frozenset(found)


def _bound(text: Reading, preposition: str) -> frozenset[str]:
    """The names and figures right behind a preposition."""
    found = set()
    for i, word in enumerate(text.words[:-1]):
        if word.low == preposition:
            for one in text.words[i + 1 : i + 4]:
                if one.is_name or one.is_figure:
                    found.add(one.key)
                elif found or one.low in _STOPS:
                    break
    return frozenset(found)
