"""How far a thing has come: planned or done, suspected or convicted, may or must.

A statement that is further than its quote is wrong. Told by the words before a verb, in English.
"""

from collections import Counter
from collections.abc import Callable

from bot.check.reading import BASE, PRONOUNS, Reading, Word

_BE = frozenset("is are was were be been being".split())
_DONE = frozenset("has have had was were ve d".split())
_WILL = frozenset("will would shall ll".split())
_MAY = frozenset("may might could can".split())
_MUST = frozenset({"must"})
_SHOULD = frozenset({"should"})
_MODALS = _WILL | _MAY | _MUST | _SHOULD | {"to", "cannot"}
# Before "to": what is planned, wanted or asked for has not been done.
_PLANS = frozenset(
    "plan plans planned planning intend intends intended aim aims aiming hope hopes hoped hoping "
    "want wants wanted wish wishes seek seeks sought seeking expect expects expected propose "
    "proposes proposed set due scheduled likely about ready prepare prepares preparing promise "
    "promises promised vow vows vowed pledge pledges pledged threaten threatens threatened offer "
    "offers offered proposal proposals bid decide whether urge urges urged looking".split()
)
# Before an -ing.
_CONSIDERS = frozenset("consider considers considering considered plans planning proposes".split())
# Words of what somebody is only said to have done.
_ACCUSES = frozenset(
    "charged accused suspected suspicion alleged allegedly accuses accusing charges indicted "
    "allegations alleges allege".split()
)
_SAID_SO = _ACCUSES | frozenset("reportedly apparently claims claimed charge according".split())
# How far the law has gone with somebody.
_RUNGS = (
    "suspected suspicion suspect arrested arrest arrests detained questioned accused alleged "
    "investigated investigating investigation",
    "charged indicted indictment prosecuted",
    "convicted conviction guilty sentenced jailed imprisoned sentence",
)
_RUNG = {word: n for n, line in enumerate(_RUNGS, start=1) for word in line.split()}
_SURE = frozenset("charged indicted convicted guilty sentenced".split())
# Verbs whose past is like their present.
_SAME_FORM = frozenset("cut put set hit shut let spread cost quit split bid hurt beat".split())
_IF = frozenset("if until once unless".split())
BEFORE = 4  # words before a verb that tell how it stands
UNDECIDED = 6  # words between "whether" and the verb
ORDERED = 9  # words between "requires" and its "to"
_ORDERS = frozenset("require requires required oblige obliges obliged ordered orders".split())
ABOUT = 4  # words around a verb, one of which tells that both texts speak of one thing
ACCUSED = 14  # words between "charged" and what with: "charged Ostrow, a former clerk, with"


def ahead(statement: Reading, quote: Reading) -> str:
    """Why a statement has come further than its quote, in words; "" where it has not."""
    return (
        _further_at_law(statement, quote)
        or _done(statement, quote)
        or _obliged(statement, quote)
        or _come_about(statement, quote)
        or _meant(statement, quote)
    )


def _come_about(statement: Reading, quote: Reading) -> str:
    """Who has become what, where the quote says who will be."""
    for i, word in enumerate(statement.words):
        if word.low not in {"become", "became"} or _is_open(statement.words, i):
            continue
        told = {one.key for one in statement.words[i + 1 : i + 6] if one.matters}
        there = [n for n, one in enumerate(quote.words) if one.low in {"be", "become", "became"}]
        yet = [
            n
            for n in there
            if told & {one.key for one in quote.words[n + 1 : n + 6]}
            and _is_planned(quote.words, n)
        ]
        if yet and not any(quote.words[n].low == "became" for n in there):
            return f"It says “{word.text}” of what the quote says is only to come."
    return ""


def _meant(statement: Reading, quote: Reading) -> str:
    """What has been done to a thing, where the quote says that it was to be: "for repair"."""
    words = quote.words
    for i, word in enumerate(statement.words):
        if not word.low.endswith("ed") or not word.matters or not _is_done(statement, i):
            continue
        places = [n for n, one in enumerate(words) if one.key == word.key]
        if places and all(
            n and words[n - 1].low == "for" and not words[n].low.endswith(("ed", "ing"))
            for n in places
        ):
            return f"It says “{word.text}” of what the quote says something was “for”."
    return ""


def _further_at_law(statement: Reading, quote: Reading) -> str:
    reached = max((_RUNG.get(low, 0) for low in quote.lows), default=0)
    if not reached:
        return ""
    theirs = next(word.text for word in quote.words if _RUNG.get(word.low) == reached)
    for i, word in enumerate(statement.words):
        if word.low in _SURE and _RUNG[word.low] > reached and not _is_open(statement.words, i):
            return f"It says “{word.text}” where the quote says “{theirs}”."
    return ""


def _done(statement: Reading, quote: Reading) -> str:
    """What the statement has done, and the quote only planned or alleged."""
    if statement.lows & _SAID_SO:
        alleged: set[str] = set()
    else:
        alleged = _all_so(quote, _is_alleged)
    undecided = _all_so(quote, _is_undecided)
    planned = _all_so(quote, _is_planned) | undecided
    if not planned and not alleged:
        return ""
    if {"whether", "if"} & statement.lows:
        planned -= undecided
    done = {word.key for i, word in enumerate(quote.words) if _is_done(quote, i)} - undecided
    for i, word in enumerate(statement.words):
        is_sure = word.key in undecided and _is_sure_to_come(statement, i)
        if not is_sure and (word.key in done or not _is_done(statement, i)):
            continue
        if word.key not in planned | alleged:
            continue
        if _about(statement, word.key) & _about(quote, word.key):
            how = "alleged" if word.key in alleged else "planned"
            how = "open" if word.key in undecided else how
            return f"It says “{word.text}” of what the quote says is only {how}."
    return ""


def _is_sure_to_come(text: Reading, place: int) -> bool:
    return place > 0 and text.words[place - 1].low in {"will", "would"}


def _about(text: Reading, key: str) -> set[str]:
    """The words that matter around a word, as they are compared."""
    found: set[str] = set()
    matter = [word for word in text.words if word.matters or word.is_figure]
    for i, word in enumerate(matter):
        if word.key == key:
            found |= {one.key for one in matter[max(0, i - ABOUT) : i + ABOUT + 1]} - {key}
    return found


def _obliged(statement: Reading, quote: Reading) -> str:
    """`may` for `must`, and the other way round, of one verb."""
    ours, theirs = _bound(statement), _bound(quote)
    for key, said in ours.items():
        other = theirs.get(key, said)
        if other.keys().isdisjoint(said) and _MUST in (*said, *other):
            words = [next(iter(one.values())).text for one in (said, other)]
            return f"It says “{words[0]}” where the quote says “{words[1]}”."
    return ""


def _bound(text: Reading) -> dict[str, dict[frozenset[str], Word]]:
    """Each verb behind a `must`, a `should` or a `may` -> those of them that it has."""
    found: dict[str, dict[frozenset[str], Word]] = {}
    words = text.words
    for i, word in enumerate(words):
        kind = next((one for one in (_MAY, _MUST, _SHOULD) if word.low in one), None)
        if kind is None and word.low == "to" and _is_ordered(words, i):
            kind = _MUST
        if kind is None or word.is_figure or word.is_name:
            continue
        head = words[i + 1] if i + 1 < len(words) else None
        if head and head.low in {"be", "have", "also", "now", "not"}:
            head = words[i + 2] if i + 2 < len(words) else None
        if head and head.matters and head.clause == word.clause:
            found.setdefault(head.key, {})[kind] = word
    return found


def _is_ordered(words: tuple[Word, ...], place: int) -> bool:
    """Whether a "to" is that of "requires firms to publish"."""
    near = words[max(0, place - ORDERED) : place]
    return any(one.low in _ORDERS and one.sentence == words[place].sentence for one in near)


def _all_so(text: Reading, is_so: Callable[[tuple[Word, ...], int], bool]) -> set[str]:
    """The stems of which each word that has them stands so in the text."""
    often = Counter(word.key for i, word in enumerate(text.words) if not _describes(text.words, i))
    so = Counter(
        word.key for i, word in enumerate(text.words) if word.matters and is_so(text.words, i)
    )
    return {key for key, n in so.items() if often[key] == n}


def _describes(words: tuple[Word, ...], place: int) -> bool:
    """Whether it is no verb but says of what kind a thing is: "a closed door"."""
    return bool(
        0 < place < len(words)
        and words[place].low.endswith("ed")
        and words[place - 1].low in {"a", "an", "the"}
    )


def _near(words: tuple[Word, ...], place: int) -> list[Word]:
    """The words before it in its clause, the nearest first."""
    near = words[max(0, place - BEFORE) : place][::-1]
    return [one for one in near if one.clause == words[place].clause]


def _is_planned(words: tuple[Word, ...], place: int) -> bool:
    if _is_condition(words, place):
        return True
    near = _near(words, place)
    while near and (near[0].low in _BE or near[0].low.endswith("ly") or near[0].low == "not"):
        near = near[1:]
    if not near:
        return False
    if near[0].low in _WILL:
        return True
    if words[place].low.endswith("ing"):
        return near[0].low in _CONSIDERS
    if near[0].low != "to" or len(near) < 2:
        return False
    return near[1].low in _PLANS or near[1].low in {"is", "are"}


def _is_condition(words: tuple[Word, ...], place: int) -> bool:
    """ "… until the mill is demolished": it stands yet."""
    clause = [one.low for one in words[:place] if one.clause == words[place].clause]
    return bool(clause) and clause[0] in _IF and bool({"is", "are"} & set(clause[-2:]))


def _is_undecided(words: tuple[Word, ...], place: int) -> bool:
    near = words[max(0, place - UNDECIDED) : place]
    return any(one.low == "whether" and one.sentence == words[place].sentence for one in near)


def _is_alleged(words: tuple[Word, ...], place: int) -> bool:
    word = words[place]
    near = [one for one in words[max(0, place - ACCUSED) : place] if one.sentence == word.sentence]
    accuses = [i for i, one in enumerate(near) if one.low in _ACCUSES]
    if not accuses:
        return False
    between = [one.low for one in near[accuses[-1] + 1 :]]
    if between and between[-1] in {"with", "of", "for"}:  # stealing, murder
        return word.low.endswith("ing") or near[accuses[-1]].low != "charges"
    if near[accuses[-1]].low.startswith("alleged"):
        return not between or between[:2] == ["to", "have"]
    return False


def _is_open(words: tuple[Word, ...], place: int) -> bool:
    """Whether it is denied, or only planned or possible."""
    return any(
        one.low in _MODALS | {"not", "n", "never", "if", "being", "without", "no"}
        for one in _near(words, place)
    )


def _is_done(text: Reading, place: int) -> bool:
    """Whether a verb says that something was done: "has cut", "was cut", "cut 1,200 jobs"."""
    words, word = text.words, text.words[place]
    near = _near(words, place)
    if _is_open(words, place) or (near and near[0].low in {"the", "a", "an", "its", "their"}):
        return False
    while near and near[0].low.endswith("ly"):
        near = near[1:]
    if word.low.endswith("ing") and [one.low for one in near[:1]] == ["been"]:
        return True  # "has been running"
    is_past = word.low.endswith("ed") or word.low in BASE or word.low in _SAME_FORM
    if not is_past:
        return False
    helper = next((one.low for one in near[:2] if one.low in _BE | _DONE), "")
    if helper:
        return helper in _DONE or helper == "been"
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or not near:
        return False
    has_object = (
        following.is_figure
        or following.is_name
        or following.low in PRONOUNS
        or following.low in {"the", "a", "an", "all", "some", "its"}
        # It is the sentence's only verb, and no participle: "sent threatening letters".
        or (following.matters and text.lows.isdisjoint(_BE | _DONE | _MODALS - {"to"}))
    )
    return has_object and (near[0].matters or near[0].low in PRONOUNS)
