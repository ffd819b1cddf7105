"""Words that mean the opposite: a statement has the one where its quote has the other."""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from bot.check import roles
from bot.check.reading import Reading, Word
from ingest.indexes.terms import stem

# Words of one side and of the other.
_ANYWHERE = [
    (
        "rose rise rises rising risen increase increased increases increasing grew grow grown "
        "climbed climb climbs jumped jump surged surge soared soar gained rallied doubled tripled "
        "swelled expanded stieg stiegen gestiegen augmenté hausse",
        "fell fall falls falling fallen decrease decreased decreases declined drop dropped drops "
        "shrank plunged plunge sank slumped slump dipped slid slide slides slipped tumbled crashed "
        "halved plummeted sanken gesunken fiel fielen baissé baisse diminué",
    ),
    ("won win wins winning gewann gewonnen gagné", "lost lose loses losing verlor verloren perdu"),
    ("approved approve approves approval", "rejected reject rejects rejection"),
    ("accepted accept accepts", "refused refuse refuses rejected reject rejects declined"),
    ("support supports supported backed backs", "oppose opposes opposed"),
    ("more", "less fewer"),
    ("most", "least fewest"),
    ("higher highest", "lower lowest"),
    ("largest biggest larger bigger", "smallest smaller"),
    ("best better", "worst worse"),
    ("oldest older", "youngest younger"),
    ("bought buy buys", "sold sell sells"),
    (
        "opened open opens opening reopened reopen reopens reopening",
        "closed close closes closing shut",
    ),
    ("hired hire hires", "fired fire fires dismissed sacked"),
    ("allowed allow allows permitted permits", "banned ban bans prohibited forbidden prevented"),
    ("began begin begins started start starts", "ended end ends stopped stop stops finished"),
    ("confirmed confirm confirms admitted admits", "denied deny denies"),
    ("guilty convicted sentenced jailed", "innocent acquitted cleared"),
    ("majority", "minority"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("above over", "below under"),
    ("early earlier", "late later"),
    ("male males men man", "female females women woman"),
    ("alive survived", "dead died killed"),
    ("succeeded", "failed"),
    ("raised raise raises", "lowered lowers cut cuts reduced reduce reduces"),
    ("arrived entered joined", "left departed quit resigned"),
    ("strong stronger", "weak weaker"),
    ("all every", "none"),
    ("always", "never"),
    ("legal lawful", "illegal unlawful"),
    ("safe", "unsafe dangerous"),
    ("faster quicker", "slower"),
    ("resumed resume resumes", "suspended suspend suspends halted"),
    ("upheld", "overturned quashed"),
    ("offered offer offers", "demanded demand demands demanding"),
    ("praised welcomed", "criticised criticized condemned"),
    ("strengthen strengthened strengthens", "weaken weakened weakens"),
    ("improve improved improves", "worsen worsened worsens deteriorated"),
    ("upgraded upgrade", "downgraded downgrade"),
    ("promoted", "relegated demoted"),
    ("import imports imported importer", "export exports exported exporter"),
    ("profit profits", "loss losses"),
    ("surplus", "deficit shortfall"),
    ("victory", "defeat"),
    ("arrival arrivals", "departure departures"),
    ("urban", "rural"),
    ("permanent permanently", "temporary temporarily"),
    ("voluntary", "compulsory mandatory"),
]
# Of these the one stands for the other only beside the same word: "a pay rise", "a pay cut".
_IN_PLACE = [
    ("up", "down"),
    ("fast quick", "slow"),
    ("long longer longest", "short shorter shortest"),
    ("hot hotter warm warmer", "cold colder cool cooler"),
    ("heavy heavier", "light lighter"),
    ("high", "low"),
    ("rich richer", "poor poorer"),
    ("signed sign signs", "vetoed veto vetoes"),
    ("arrested arrest detained", "released release freed"),
    ("rise rises increase increases hike gain gains", "cut cuts loss losses reduction reductions"),
    ("eased ease eases slowed slow slows", "worsened worsen worsens accelerated accelerate"),
    ("upper", "lower"),
    ("few", "many most all"),
    ("inner inside", "outer outside"),
    ("public", "private"),
    ("domestic", "foreign"),
    ("day", "night"),
    ("morning", "evening afternoon"),
    ("noon midday", "midnight"),
    ("maximum", "minimum"),
    ("lent lend lends", "borrowed borrow borrows"),
    ("passed passes adopted", "rejected rejects blocked"),
    ("tightened tighten tightens", "loosened relaxed relax eased ease"),
    ("birth births", "death deaths"),
    ("mother", "father"),
    ("husband", "wife"),
    ("brother brothers", "sister sisters"),
    ("son sons", "daughter daughters"),
    ("boy boys", "girl girls"),
    ("buyer buyers", "seller sellers"),
    ("employer employers", "employee employees worker workers staff"),
    ("prosecution prosecutors", "defence defense"),
    ("added add adds", "removed remove removes"),
    ("included include includes", "excluded exclude excludes"),
    ("lifted lift lifts", "imposed impose imposes"),
    ("granted grant grants", "denied deny denies refused"),
    ("prevents prevent prevented", "causes cause caused"),
    ("elected", "ousted"),
    ("positive", "negative"),
    ("left", "right"),
    ("senior", "junior"),
    ("military", "civilian"),
    ("amateur", "professional"),
    ("widened widen", "narrowed narrow"),
    ("extended extend extends", "shortened shorten curtailed"),
    ("delayed postponed", "advanced"),
    ("attack attacked", "defend defended"),
    ("adults adult", "children child"),
]


# Likewise of more than two: "within an hour", "within a day".
_ONE_OF = [
    frozenset(line.split())
    for line in (
        "second minute hour day week weekend fortnight month year decade century",
        "hourly daily weekly monthly quarterly yearly annual",
        "arrested charged convicted acquitted",
        "north south east west northern southern eastern western",
        "spring summer autumn winter",
        "breakfast lunch dinner",
        "gold silver bronze",
        "halved doubled tripled trebled quadrupled",
        "first second third fourth fifth sixth seventh eighth ninth tenth next",
    )
]
_CONVERSE = [
    {stem(one), stem(other)}
    for one, other in (("buy", "sell"), ("lend", "borrow"), ("win", "lose"))
]
# Each word -> its pairs, by their places in the list, and on which side it is.
Sides = dict[str, list[tuple[int, int]]]


def _sides(pairs: list[tuple[str, str]]) -> Sides:
    found: Sides = {}
    for n, pair in enumerate(pairs):
        for side, line in enumerate(pair):
            for word in line.split():
                found.setdefault(word, []).append((n, side))
    return found


_SIDES, _SIDES_IN_PLACE = _sides(_ANYWHERE), _sides(_IN_PLACE)
_KNOWN = frozenset().union(_SIDES, _SIDES_IN_PLACE, *_ONE_OF)
# "Likely" and "unlikely", "formal" and "informal"; not "come" and "income", "cover" and "discover".
_PREFIXED = re.compile(
    r"un(?=[a-z]{4})(?!der|til|ion|iver|it|told)|non-?(?=[a-z]{5})"
    r"|i[nmlr](?=(?:[a-z]{2,}(?:able|ible|al|ive)|\w{4,}ent|correct|direct|accurate|adequate|"
    r"appropriate|mature|secure|pure|complete|sane|relevant|significant)(?:ly)?$)"
    r"|dis(?=(?:agree|approv|appear|allow|satisf|honest|loyal|qualif|connect|prove|continu)[a-z]*$)"
)


def opposed(
    statement: Reading,
    quote: Reading,
    is_denied: Callable[[Reading, Word], bool],
    *,
    is_asked: bool = False,
) -> str:
    """Why the one says the opposite of the other, in words; "" where it does not.

    Args:
        is_denied: whether a text denies one of its words.
        is_asked: the statement is a question. What tells it in the same word may tell the opposite
            of something else beside it: "40 started, 31 finished".
    """
    theirs = _alone(quote, statement)
    for word in _alone(statement, quote):
        for other in theirs:
            if not _are_opposed(word, other, statement, quote, is_asked=is_asked):
                continue
            if not is_denied(statement, word) and not is_denied(quote, other):
                return f"It says “{word.text}” where the quote says “{other.text}”."
    wrong = _put_otherwise(statement, quote, is_asked=is_asked)
    if wrong and any(is_denied(text, word) for text in (statement, quote) for word in _sided(text)):
        return ""
    return wrong


def _alone(text: Reading, other: Reading) -> list[Word]:
    """Its words that the other text does not have, and that may have an opposite there."""
    wholes = {one for low in other.lows for one in _unprefixed(low)}
    return [
        word
        for word in text.words
        if word.low not in other.lows
        and not word.is_name
        and not word.is_figure
        and (word.low in _KNOWN or word.low in wholes or _unprefixed(word.low))
    ]


def _are_opposed(
    word: Word, other: Word, statement: Reading, quote: Reading, *, is_asked: bool
) -> bool:
    if other.low in _unprefixed(word.low) or word.low in _unprefixed(other.low):
        return True
    if _has_opposite(word, other, statement, quote, _SIDES):
        # What one buys another sells; whoever asks who bought it does not say who did.
        is_converse = {word.key, other.key} in _CONVERSE
        asks_who = is_asked and not roles.doer(statement, word)
        return not (is_converse and (asks_who or _have_other_doers(word, other, statement, quote)))
    in_place = _has_opposite(word, other, statement, quote, _SIDES_IN_PLACE) or any(
        word.low in one and other.low in one for one in _ONE_OF
    )
    # Where the quote has it in another word, "cleared" for "acquitted", others may be meant.
    sides = set(_SIDES.get(word.low, ()))
    is_said = any(not sides.isdisjoint(_SIDES.get(low, ())) for low in quote.lows - {other.low})
    return in_place and not is_said and _is_in_place(word, other, statement, quote)


def _put_otherwise(statement: Reading, quote: Reading, *, is_asked: bool) -> str:
    """Of a quote that says that one thing rose and another fell, the one in the other's place."""
    theirs = _sided(quote)
    for word in _sided(statement):
        if is_asked and word.low in quote.lows:
            continue
        ((pair, side),) = _SIDES[word.low]
        same = [other for other in theirs if _SIDES[other.low][0] == (pair, side)]
        opposite = [other for other in theirs if _SIDES[other.low][0] == (pair, 1 - side)]
        if not same or not opposite:
            continue
        nearest = max(opposite, key=lambda other: sum(_alike(word, other, statement, quote)))
        alike = sum(_alike(word, nearest, statement, quote))
        if alike > max(sum(_alike(word, other, statement, quote)) for other in same):
            return f"It says “{word.text}” where the quote says “{nearest.text}”."
    return ""


def _sided(text: Reading) -> list[Word]:
    return [
        one
        for one in text.words
        if len(_SIDES.get(one.low, ())) == 1 and not one.is_name and not one.is_figure
    ]


def _have_other_doers(word: Word, other: Word, statement: Reading, quote: Reading) -> bool:
    """Whether who does the one stands behind the other, or at least does not do it."""
    ours, theirs = roles.doer(statement, word), roles.doer(quote, other)
    behind = {one.key for one in quote.words if one.start > other.start}
    return bool(ours) and not ours & theirs and (bool(theirs) or ours <= behind)


def _has_opposite(
    word: Word, other: Word, statement: Reading, quote: Reading, sides: Sides
) -> bool:
    for pair, side in sides.get(word.low, ()):
        if (pair, 1 - side) in sides.get(other.low, ()):
            # Both sides in one text: which is meant cannot be told by words.
            return not _has(quote, (pair, side), sides) and not _has(
                statement, (pair, 1 - side), sides
            )
    return False


def _has(text: Reading, side: tuple[int, int], sides: Sides) -> bool:
    return any(side in sides.get(low, ()) for low in text.lows)


@lru_cache(maxsize=8192)
def _unprefixed(low: str) -> tuple[str, ...]:
    """The word of which this one is the denial, if it is one."""
    match = _PREFIXED.match(low)
    return (low[match.end() :],) if match else ()


def _is_in_place(word: Word, other: Word, statement: Reading, quote: Reading) -> bool:
    return any(_alike(word, other, statement, quote))


def _alike(word: Word, other: Word, statement: Reading, quote: Reading) -> tuple[bool, ...]:
    """Whether both have the same word before them, and the same behind."""
    ours, theirs = _beside(word, statement), _beside(other, quote)
    return tuple(bool(one) and one == two for one, two in zip(ours, theirs, strict=True))


def _beside(word: Word, text: Reading) -> tuple[str, str]:
    place = bisect_left(text.words, word.start, key=lambda one: one.start)
    before = next((w.key for w in reversed(text.words[:place]) if w.matters or w.is_figure), "")
    behind = next((w.key for w in text.words[place + 1 :] if w.matters or w.is_figure), "")
    return before, behind
