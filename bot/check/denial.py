"""What a text denies, and what it says the opposite of: `not`, `failed to`, rose and fell."""

from dataclasses import dataclass
from itertools import pairwise

from bot.check import opposites, sequence
from bot.check.reading import PRONOUNS, Reading, Word
from bot.figures.measure import carries

_CUES = frozenset(
    "not no never none nobody nothing neither nor cannot without hardly barely unable "
    "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder "
    "pas jamais aucun aucune sans rien personne ni nunca ningún ninguna sin tampoco".split()
)
# With "to" behind them: he failed to appear, they refused to pay.
_REFUSALS = frozenset(
    "fail fails failed failing refuse refuses refused refusing decline declines declined "
    "declining neglected omitted".split()
)
# With an -ing behind them: it will stop flying there.
_INSTEAD = {("yet", "to"), ("rather", "than"), ("instead", "of")}
# With "from" behind them: landlords are banned from charging more.
_BARS = frozenset("banned barred prohibited prevented forbidden stopped bans bars".split())
_STOPS = frozenset("stop stops stopped stopping cease ceases ceased quit quits halted".split())
_DENIES = frozenset("deny denies denied denying disputes disputed bestritt dementierte".split())
# "Not only", "no doubt", "No. 1", "nothing but" deny nothing.
_NOT_DENIED = frozenset(
    "only just doubt but least less more fewer later sooner earlier nur seulement".split()
)
# Nor do these say what is denied: "no sign that the trip was paid for".
_SIGNS = frozenset("sign signs evidence proof indication suggestion".split())
_SKIPPED = frozenset("yet been be being ever really even longer to have had has also".split())
NEAR = 2  # words that matter, beside a cue
_UNTIL = 9  # words behind a `not` among which an `until` makes it a matter of time
_MAY = frozenset("may might could possibly perhaps könnte könnten vielleicht pourrait".split())
_OPEN = frozenset("would can should likely expected plans planned".split())
_HOPES = frozenset(
    "hope hopes hoped aim aims want wants wanted seek seeks propose proposes".split()
)
# With "that" behind them.
_BELIEVE = frozenset(
    "suspect suspects suspected believe believes believed think thinks thought fear fears feared "
    "allege alleges alleged speculate speculates speculated assume assumes assumed".split()
)
_MAY |= frozenset("alleged allegedly reportedly rumoured rumored mutmaßlich angeblich".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that denies, and the stems of the nearest words that it may deny."""

    word: Word
    heads: tuple[str, ...]  # nearest first
    said: str  # what is denied, as written


def cues(text: Reading) -> list[Cue]:
    found = []
    words = text.words
    for i, word in enumerate(words):
        following = words[i + 1].low if i + 1 < len(words) else ""
        denies = word.low in _CUES or word.low in _DENIES
        if word.low in _DENIES and following in {"this", "it"}:
            denies = False  # whatever it was, it is not said here
        if word.low in _REFUSALS:
            denies = following == "to"
        if (word.low, following) in _INSTEAD:
            denies = True
        if word.low in _BARS and following == "from":
            denies = True
        if word.low in _STOPS:
            denies = following.endswith("ing")
        if any(
            one.low == "until" and one.clause - word.clause in {0, 1}
            for one in words[i + 1 : i + _UNTIL]
        ):
            denies = False  # "it did not open until May": in May it did
        if word.low in {"without", "ohne", "sans"} and following in PRONOUNS:
            denies = False  # "they went without him" denies nothing of what they did
        if not denies or following in _NOT_DENIED or _is_number_sign(text, word):
            continue
        if word.low == "personne" and text.language != "fr":
            continue
        own = [one for one in words[max(0, i - 6) : i + 9] if one.sentence == word.sentence]
        if following in _SIGNS and i + 2 < len(words) and words[i + 2].low in {"that", "of"}:
            own = [one for one in own if one.low != following]
        behind = [one for one in own if one.start > word.start and _is_head(one)][:NEAR]
        before = [one for one in own[::-1] if one.start < word.start and _is_head(one)][:NEAR]
        heads = behind if behind and text.language == "en" else behind + before
        found.append(
            Cue(word, tuple(one.key for one in heads), heads[0].text if heads else word.text)
        )
    return found


def contradiction(statement: Reading, quote: Reading) -> str:
    """Why the one denies what the other says, in words; "" where neither does."""
    only_when = sequence.borne_out(quote, statement), sequence.borne_out(statement, quote)
    left = [one for one in cues(quote) if one.word.start not in only_when[0]]
    ours = [one for one in cues(statement) if one.word.start not in only_when[1]]
    if not _merely(statement) and _merely(quote) & statement.lows:
        return "The quote says that it is not only so."
    unpaired = []
    for cue in ours:
        pair = next((one for one in left if _same_head(cue, one)), None)
        if pair:
            left.remove(pair)
            if pair.word.low == "nor":  # "neither … nor" denies once
                left = [one for one in left if one.word.low != "neither"]
        else:
            unpaired.append(cue)
    for cue in unpaired:
        if not cue.heads or cue.heads[0] in quote.keys or not left:
            return f"It denies “{cue.said}”, which the quote does not."
        left.pop(0)  # the same in other words, for all that can be told
    denied = {one.heads[0]: one for one in left if one.heads}
    for word in statement.words:
        denial = denied.get(word.key)
        if denial and sum(one.key == word.key for one in quote.words) == 1:
            return f"The quote denies “{denial.said}”."
    return _denied_there(statement, quote, left) or opposite(statement, quote)


def _denied_there(statement: Reading, quote: Reading, left: list[Cue]) -> str:
    """What is denied in the one sentence that has a figure of the statement."""
    for cue in left:
        if cue.word.low not in {"not", "n", "never"}:
            continue
        own = [word for word in quote.words if word.sentence == cue.word.sentence]
        start, end = own[0].start, own[-1].end
        for one in statement.figures:
            places = [other.start for other in quote.figures if carries(other, one)]
            if one.soft or one.kind == "date" or not places:
                continue
            if not all(start <= place < end for place in places):
                continue
            if set(cue.heads) & {word.key for word in statement.words if word.is_name}:
                return f"The quote denies “{cue.said}”."
    return ""


def hedged(statement: Reading, quote: Reading) -> str:
    """A word by which only the quote leaves it open, "" where there is none."""
    if statement.lows.isdisjoint(_BELIEVE):
        for one, two in pairwise(quote.words):
            if one.low in _BELIEVE and two.low == "that" and _is_all_of(statement, quote, two):
                return one.text
    if any(one.low in _MAY | _OPEN | _HOPES and not one.is_figure for one in statement.words):
        return ""
    for i, word in enumerate(quote.words):
        following = quote.words[i + 1].low if i + 1 < len(quote.words) else ""
        if word.low == "could" and following == "not":
            continue  # "they could not agree" leaves nothing open
        is_open = word.low in _MAY or (word.low in _HOPES and following == "to")
        if is_open and not word.is_figure and not word.is_name:
            head = next((one.key for one in quote.words[i + 1 : i + 6] if one.matters), "")
            often = sum(one.key == head for one in quote.words)
            if often == 1 and head in statement.keys:
                return word.text
    return ""


def _is_all_of(statement: Reading, quote: Reading, that: Word) -> bool:
    """Whether the statement says no more than what a clause of the quote says."""
    clause = {word.key for word in quote.words if word.clause == that.clause and word.matters}
    own = {word.key for word in statement.words if word.matters}
    return bool(own & clause) and len(own & clause) * 2 > len(own)


def _merely(text: Reading) -> set[str]:
    """The word behind a `not` that denies no more than that this is all: not only, not just."""
    return {
        two.low
        for one, two in pairwise(text.words)
        if one.low in {"not", "nicht"} and two.low in {"only", "just", "nur"}
    }


def _same_head(a: Cue, b: Cue) -> bool:
    if not a.heads or not b.heads:
        return a.heads == b.heads
    return a.heads[0] in b.heads or b.heads[0] in a.heads


def _is_head(word: Word) -> bool:
    return (word.matters or word.is_figure) and word.low not in _SKIPPED


def _is_number_sign(text: Reading, word: Word) -> bool:
    """No. 1"""
    return word.low == "no" and text.text[word.end : word.end + 3].lstrip(". ")[:1].isdigit()


def opposite(statement: Reading, quote: Reading, *, is_asked: bool = False) -> str:
    """What the one says where the other says its opposite, in words; "" where neither does.

    Args:
        is_asked: the statement is a question, see opposites.py.
    """
    return opposites.opposed(statement, quote, _denied, is_asked=is_asked)


def _denied(text: Reading, word: Word) -> bool:
    return any(word.key in cue.heads for cue in cues(text))
