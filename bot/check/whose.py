"""Whether what a statement says of somebody is what its quote says of somebody else.

Two sentences of a quote may each have a name; a statement that takes the name of the one and the
deed or the figure of the other has all of its words there. Told by the sentence in which a name
stands, and by the name right before or behind a verb.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.check import names, roles
from bot.check.reading import PRONOUNS, Reading, Word
from bot.figures.measure import Measure, carries

# Before a name: it is not who the sentence is about.
_BEHIND = frozenset(
    "in of from for at by to on with against near into under over about than like as between "
    "through across around via per outside inside".split()
)
_ARTICLES = frozenset("the a an his her its their".split())
_POINTS = PRONOUNS - frozenset("i we me us my our you your".split())
_POINTS |= frozenset("the this that both among".split())
MOST, FEW = 0.5, 0.34  # share of a statement's words in the sentence of another, and in one's own
LEAST = 2  # words that are told of somebody


def anothers(said: Reading, given: Reading, beside: Reading) -> str:
    """Whose deed or figure it is in the quote, in words; "" where that is who is named."""
    return (
        _deed(said, given)
        or _figure(said, given)
        or _side(said, given)
        or _utmost(said, given)
        or _named(said, given, beside)
    )


def _deed(said: Reading, given: Reading) -> str:
    """Most of it stands in a sentence about somebody else, and next to none in one's own."""
    subject = _subject(said.words, said)
    told = {word.key for word in said.words if word.matters or word.is_figure} - {
        word.key for word in subject
    }
    if not subject or len(told) < LEAST:
        return ""
    own: set[str] = set()
    others: set[str] = set()
    name = ""
    for sentence in _sentences(given):
        keys = {word.key for word in sentence}
        lows = {word.low for word in sentence}
        if names.has(lows, subject[-1].low):
            own |= keys
            continue
        another = _someone(sentence, given, said)
        if not another or _may_point(sentence):
            own |= keys
        elif len(told & keys) > len(told & others):
            others, name = keys, " ".join(word.text for word in another)
    if not names.holds(subject[-1:], [given]):
        return ""
    is_theirs = len(told & others) >= max(LEAST, MOST * len(told))
    if is_theirs and len(told & own) < FEW * len(told):
        return f"It says of {_written(subject)} what the quote says of {name}."
    return ""


def _figure(said: Reading, given: Reading) -> str:
    """A figure that stands before anybody has named whom the statement gives it to.

    "Put at £9m by the county; Acme spoke of £6m": Acme did not put it at 9.
    """
    sentences = list(_sentences(given))
    for run in said.runs:
        first = next((n for n, one in enumerate(sentences) if _has(one, run)), len(sentences))
        if not 0 < first < len(sentences):
            continue
        before, own = sentences[:first], sentences[first]
        for one in said.figures:
            if one.soft or one.kind in {"date", "time", "ordinal"}:
                continue
            theirs = [other for other in given.figures if carries(other, one)]
            if not theirs or not all(_within(other, before) for other in theirs):
                continue
            instead = [
                other
                for other in given.figures
                if _within(other, [own])
                and (other.kind, other.unit) == (one.kind, one.unit)
                and not any(carries(other, mine) for mine in said.figures)
            ]
            if instead and (one.unit or instead[0].of == one.of):
                return f"It says {one.text} where the quote says {instead[0].text}."
    return ""


def _side(said: Reading, given: Reading) -> str:
    """Another name right before or behind the verb: "awarded Moll" of "awarded Falk"."""
    for i, verb in enumerate(said.words):
        if not verb.matters or verb.is_name or verb.is_figure or verb.key not in given.keys:
            continue
        if not roles.is_verb(verb):
            continue
        ours = roles.sides(said, i)
        places = [n for n, word in enumerate(given.words) if word.key == verb.key]
        theirs = [roles.sides(given, n) for n in places]
        doer = ours.doer or frozenset(
            one.key
            for one in said.words[:i]
            if one.clause == verb.clause and one.low not in _ARTICLES
        )
        if agent := _agent(doer, places, given):
            return f"It says “{verb.text}” of another than {agent}."
        for which in ("doer", "done_to"):
            own = _names(getattr(ours, which), said)
            instead = [_names(getattr(one, which), given) for one in theirs]
            if not own or not names.holds(own, [given]):
                continue
            if which == "doer" and any(_is_lost_to(own, n, given) for n in places):
                return f"It says “{verb.text}” of {_written(own)}, who is on its other side."
            if not all(instead):
                continue
            lows = {word.low for word in own}
            if lows & names.initials(given):
                continue  # the WHO of the World Health Organization
            if any(lows & {word.low for word in one} for one in instead):
                continue
            if any(names.has(set(said.lows), word.low) for one in instead for word in one):
                continue
            if _is_beside(own, places, given, before=which == "doer"):
                continue
            return (
                f"It says “{verb.text}” of {_written(own)} where the quote says it of "
                f"{_written(instead[0])}."
            )
    return ""


def _agent(doer: frozenset[str], places: Sequence[int], given: Reading) -> str:
    """Who does it in the quote, "by" whom it is done, where that is nobody of the statement's."""
    words = given.words
    if len(places) != 1 or not doer:
        return ""
    place = places[0]
    by = next(
        (
            n
            for n in range(place + 1, min(place + 3, len(words)))
            if words[n].low == "by" and words[n].sentence == words[place].sentence
        ),
        -1,
    )
    is_passive = any(
        one.low in {"was", "were", "is", "are", "been"} for one in words[max(0, place - 2) : place]
    )
    if by < 0 or not is_passive:
        return ""
    agent = [one for one in words[by + 1 : by + 8] if one.sentence == words[by].sentence]
    before = {one.key for one in words[:place] if one.sentence == words[place].sentence}
    if not agent or any(one.is_figure or one.low in {"at", "more", "less"} for one in agent[:2]):
        return ""
    if doer <= before and not doer & {one.key for one in agent}:
        return " ".join(one.text for one in agent[:3])
    return ""


def _is_lost_to(own: Sequence[Word], place: int, given: Reading) -> bool:
    """Whether the name stands right behind the verb: "lost to Moll"."""
    behind = given.words[place + 1 : place + 3]
    lows = {word.low for word in own}
    return len(behind) == 2 and behind[0].low in {"to", "against"} and behind[1].low in lows


def _is_beside(own: Sequence[Word], places: Iterable[int], given: Reading, *, before: bool) -> bool:
    """Whether the name stands in the verb's sentence of the quote on the side where it should."""
    lows = {word.low for word in own}
    for place in places:
        verb = given.words[place]
        for word in given.words:
            is_there = (word.start < verb.start) == before and word.sentence == verb.sentence
            if is_there and word.low in lows:
                return True
    return False


def _utmost(said: Reading, given: Reading) -> str:
    """Who is the most or the first of all: "A is the largest, while B is the cheapest"."""
    ours, theirs = _superlatives(said), _superlatives(given)
    for key, word in ours.items():
        its = theirs.get(key)
        if its is None:
            continue
        own = [one for one in said.words if one.is_name and one.start < word.start]
        if not own or any(one.is_name and one.start > word.start for one in said.words):
            continue
        there = [
            one
            for one in given.words
            if one.is_name and (one.clause, one.sentence) == (its.clause, its.sentence)
        ]
        if not there or any(names.has({one.low for one in there}, mine.low) for mine in own):
            continue
        elsewhere = {one.low for one in given.words if one.clause != its.clause}
        if any(names.has(elsewhere, mine.low) for mine in own):
            names_ = own[0].text, there[0].text
            return f"It says “{word.text}” of {names_[0]} where the quote says it of {names_[1]}."
    return ""


def _superlatives(text: Reading) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for word in text.words:
        if word.low.endswith("est") and len(word.low) > len("best") + 1 and not word.is_name:
            found.setdefault(word.key, word)
    return found


def _subject(words: Sequence[Word], text: Reading) -> tuple[Word, ...]:
    """The name that a sentence is about: its first, where no preposition stands before it."""
    last = ""
    for word in words:
        if word.is_name:
            return () if last in _BEHIND else text.run_at.get(word.start, (word,))
        last = word.low
    return ()


def _someone(sentence: Sequence[Word], text: Reading, said: Reading) -> tuple[Word, ...]:
    """Somebody whom the statement does not name and whom the sentence may be about."""
    last = ""
    for word in sentence:
        if word.is_name and last not in _BEHIND and not names.has(set(said.lows), word.low):
            run = text.run_at.get(word.start, (word,))
            if not any(names.has(set(said.lows), one.low) for one in run):
                return run
        if not word.is_name:
            last = word.low
    return ()


def _may_point(sentence: Sequence[Word]) -> bool:
    """Whether a sentence begins with a word that may mean whoever was named before."""
    return bool(sentence) and sentence[0].low in _POINTS


def _sentences(text: Reading) -> Iterable[list[Word]]:
    found: dict[int, list[Word]] = {}
    for word in text.words:
        found.setdefault(word.sentence, []).append(word)
    return found.values()


def _has(sentence: Sequence[Word], run: Sequence[Word]) -> bool:
    lows = {word.low for word in sentence}
    return all(names.has(lows, word.low) for word in run)


def _within(one: Measure, sentences: Sequence[Sequence[Word]]) -> bool:
    return any(
        sentence[0].start <= one.start <= sentence[-1].end for sentence in sentences if sentence
    )


def _names(keys: frozenset[str], text: Reading) -> tuple[Word, ...]:
    """The words of a side, where all of them are a name's."""
    found = tuple(word for word in text.words if word.key in keys and word.is_name)
    return found if {word.key for word in found} == keys else ()


def _written(words: Iterable[Word]) -> str:
    return " ".join(dict.fromkeys(word.text for word in words))


def _named(said: Reading, given: Reading, beside: Reading) -> str:
    """ "The boy is Owain Brill", "Falk is the mayor": both are named, and nowhere together."""
    for name, kind in _identities(said):
        text = given if kind.key in given.keys else beside
        told = [one for one in _sentences(text) if any(word.key == kind.key for word in one)]
        if not told or any(_has(one, name[-1:]) or _may_point(one) for one in told):
            continue
        if all(_someone(one, text, said) for one in told):
            return f"The quote does not say that {_written(name)} is the {kind.text}."
    return ""


def _identities(said: Reading) -> Iterator[tuple[tuple[Word, ...], Word]]:
    """Each name of which a statement says what it is, with that: `Falk`, `mayor`."""
    words = said.words
    for i, word in enumerate(words):
        if word.low not in {"is", "was"} or not 0 < i < len(words) - 1:
            continue
        before, behind = words[i - 1], words[i + 1]
        article = behind.low in {"the", "a", "an"}
        if before.is_name and article:
            heads = [one for one in words[i + 2 : i + 7] if one.clause == behind.clause]
            ends = next((n for n, one in enumerate(heads) if not one.matters), len(heads))
            if ends and not heads[ends - 1].is_name:
                yield said.run_at[before.start], heads[ends - 1]
        elif behind.is_name and before.matters and words[0].low in {"the", "a", "an"}:
            yield said.run_at[behind.start], before
