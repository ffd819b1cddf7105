"""What a text denies, and what it says the opposite of: `not`, `failed to`, rose and fell."""

from dataclasses import dataclass
from itertools import pairwise

from bot.check.reading import PRONOUNS, Reading, Word

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
_STOPS = frozenset("stop stops stopped stopping cease ceases ceased quit quits halted".split())
_DENIES = frozenset("deny denies denied denying disputes disputed bestritt dementierte".split())
# "Not only", "no doubt", "No. 1", "nothing but" deny nothing.
_NOT_DENIED = frozenset(
    "only just doubt but least less more fewer later sooner nur seulement".split()
)
_SKIPPED = frozenset("yet been be being ever really even longer to have had has also".split())
NEAR = 2  # words that matter, beside a cue
# Words of one side and of the other; a statement that has one where its quote has the other says
# the opposite.
_OPPOSITES = [
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
    ("accepted accept accepts", "refused refuse refuses rejected declined"),
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
    ("guilty convicted", "innocent acquitted cleared"),
    ("legal lawful", "illegal unlawful"),
    ("safe", "unsafe dangerous"),
    ("possible", "impossible"),
    ("likely", "unlikely"),
    ("majority", "minority"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("above over", "below under"),
    ("early earlier", "late later"),
    ("male men man", "female women woman"),
    ("alive survived", "dead died killed"),
    ("succeeded", "failed"),
    ("raised raise raises", "lowered cut cuts reduced"),
    ("arrived entered joined", "left departed quit resigned"),
    ("strong stronger", "weak weaker"),
    ("all every", "none"),
    ("always", "never"),
]
_SIDES: dict[str, list[tuple[int, int]]] = {}
for _pair, _two in enumerate(_OPPOSITES):
    for _side, _line in enumerate(_two):
        for _word in _line.split():
            _SIDES.setdefault(_word, []).append((_pair, _side))
_MAY = frozenset("may might could possibly perhaps könnte könnten vielleicht pourrait".split())
_OPEN = frozenset("would can should likely expected plans planned".split())
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
        if word.low in _REFUSALS:
            denies = following == "to"
        if word.low in _STOPS:
            denies = following.endswith("ing")
        if word.low in {"without", "ohne", "sans"} and following in PRONOUNS:
            denies = False  # "they went without him" denies nothing of what they did
        if not denies or following in _NOT_DENIED or _is_number_sign(text, word):
            continue
        if word.low == "personne" and text.language != "fr":
            continue
        own = [one for one in words[max(0, i - 6) : i + 9] if one.sentence == word.sentence]
        behind = [one for one in own if one.start > word.start and _is_head(one)][:NEAR]
        before = [one for one in own[::-1] if one.start < word.start and _is_head(one)][:NEAR]
        heads = behind if behind and text.language == "en" else behind + before
        found.append(
            Cue(word, tuple(one.key for one in heads), heads[0].text if heads else word.text)
        )
    return found


def contradiction(statement: Reading, quote: Reading) -> str:
    """Why the one denies what the other says, in words; "" where neither does."""
    theirs, ours = cues(quote), cues(statement)
    left = list(theirs)
    if not _merely(statement) and _merely(quote) & statement.lows:
        return "The quote says that it is not only so."
    unpaired = []
    for cue in ours:
        pair = next((one for one in left if _same_head(cue, one)), None)
        if pair:
            left.remove(pair)
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
    return opposite(statement, quote)


def hedged(statement: Reading, quote: Reading) -> str:
    """A word by which only the quote leaves it open, "" where there is none."""
    if any(one.low in _MAY | _OPEN and not one.is_figure for one in statement.words):
        return ""
    for i, word in enumerate(quote.words):
        if word.low in _MAY and not word.is_figure and not word.is_name:
            head = next((one.key for one in quote.words[i + 1 : i + 6] if one.matters), "")
            often = sum(one.key == head for one in quote.words)
            if often == 1 and head in statement.keys:
                return word.text
    return ""


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


def opposite(statement: Reading, quote: Reading) -> str:
    """The word of the one that means the opposite of one in the other, in words; "" without."""
    for word in statement.words:
        if word.low in quote.lows or word.is_name or word.is_figure or word.low not in _SIDES:
            continue
        for other in quote.words:
            if other.is_name or other.low in statement.lows or other.is_figure:
                continue
            if _are_opposed(word, other, statement, quote):
                return f"It says “{word.text}” where the quote says “{other.text}”."
    return ""


def _are_opposed(word: Word, other: Word, statement: Reading, quote: Reading) -> bool:
    for pair, side in _SIDES[word.low]:
        # Both sides in one text: which is meant cannot be told by words.
        both = _has_side(quote, pair, side) or _has_side(statement, pair, 1 - side)
        if (pair, 1 - side) in _SIDES.get(other.low, ()) and not both:
            return not _denied(statement, word) and not _denied(quote, other)
    return False


def _has_side(text: Reading, pair: int, side: int) -> bool:
    return any((pair, side) in _SIDES.get(low, ()) for low in text.lows)


def _denied(text: Reading, word: Word) -> bool:
    return any(word.key in cue.heads for cue in cues(text))
