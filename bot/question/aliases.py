"""What an outlet may be called: `usatoday.com` is "USA Today", BBC News - Health is "BBC"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.article import Span

_TOKEN = re.compile(r"\w+(?:[.&+’'-]\w+)*")
_GAP = re.compile(r"[\s&|:–—·-]*")  # between the words of one name
_PARTS = re.compile(r"(?<!\s)\s+[-|–—:•·]\s+|:\s+|(?:(?<!\s)\s+)?\|\s*")  # FOX News - Health
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+){1,3})/?", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:of|for|&)\s")  # the Times of India
_SHORTEST = 4  # letters of a name's last word that may stand for it
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Aliases:
    """What the outlets of a library may be called, in letters alone: "the verge" is `theverge`."""

    outlets: dict[str, tuple[str, ...]]  # by what they may be called
    beginnings: frozenset[str]  # of those, however long
    # Of those, the last word of a name behind an article: "the Beacon". "The Times" is a name.
    last_words: frozenset[str] = frozenset()

    def find(self, text: str) -> list[tuple[Span, tuple[str, ...]]]:
        """Where `text` says what an outlet may be called, the longest name at every place."""
        tokens = list(_TOKEN.finditer(text)) if self.outlets else []
        letters = [letters_of(token[0]) for token in tokens]
        found: list[tuple[Span, tuple[str, ...]]] = []
        place = 0
        while place < len(tokens):
            one, after = self._at(text, (tokens, letters), place)
            if one:
                found.append(one)
            place = max(after, place + 1)
        return found

    def _at(
        self, text: str, said: tuple[Sequence[re.Match[str]], Sequence[str]], place: int
    ) -> tuple[tuple[Span, tuple[str, ...]] | None, int]:
        """The longest that begins at a token, and the token behind it."""
        tokens, letters = said
        so_far, best, behind = "", None, place
        for number in range(place, len(tokens)):
            token = tokens[number]
            if number > place and not _GAP.fullmatch(text, tokens[number - 1].end(), token.start()):
                break
            bare = _POSSESSIVE.sub("", token[0]) if token[0][-1] in "s'’" else token[0]
            for word, own in ((bare, letters_of(bare)), (token[0], letters[number])):
                end = token.start() + len(word)
                names = self.outlets.get(so_far + own)
                if names and self._is_meant(text, so_far + own, (tokens[place].start(), end)):
                    best, behind = (Span(tokens[place].start(), end), names), number + 1
            so_far += letters[number]
            if so_far not in self.beginnings:
                break
        return best, behind

    def _is_meant(self, text: str, letters: str, at: tuple[int, int]) -> bool:
        """Whether a last word alone stands for its outlet there, and for no longer name."""
        return letters not in self.last_words or (
            text.startswith("the", at[0]) and not _GOES_ON.match(text, at[1])
        )


@lru_cache(maxsize=4)  # the libraries of one process, few
def aliases(known: tuple[str, ...]) -> Aliases:
    """What each of `known` may be called: its name, a part of that, the name in its address.

    Args:
        known: those with the most articles first.
    """
    named: dict[str, dict[str, None]] = {}
    for name in known:
        head = _PARTS.split(name)[0]
        host = _HOST.fullmatch(name)
        label = _label(host[1]) if host else ""
        parts = (head, label, short(head), _without_news(head), _initials(head))
        # "The Guardian" is that outlet, and "The Guardian - Sport" too.
        for alias in (name, *(part for part in parts if len(letters_of(part)) > 2)):
            if key := letters_of(alias):
                named.setdefault(key, {})[name] = None
    last_words: set[str] = set()
    for name in known:
        for key, names in _in_short(name, known).items():
            if key not in named or key in last_words:
                last_words.add(key)
                named.setdefault(key, {}).update(dict.fromkeys(names))
    for name in known:
        if (bare := short(name)) != name:  # "Courier" and "The Courier" are one
            one, other = (named.setdefault(letters_of(each), {}) for each in (name, bare))
            one.update({each: None for each in other if letters_of(each) == letters_of(bare)})
    beginnings = frozenset(key[:end] for key in named for end in range(1, len(key) + 1))
    outlets = {key: tuple(names) for key, names in named.items()}
    return Aliases(outlets, beginnings, frozenset(last_words))


def _in_short(name: str, known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """`thebeacon` of The Daily Beacon: the last word behind an article, where no other has it.

    What is called "Beacon" and nothing more, its newsletter say, shares it with a paper that has
    more articles: to most readers that is "the Beacon".
    """
    head = _PARTS.split(short(name))[0]
    *before, last = head.split() or [""]
    own = letters_of(last)
    if not before or not last.isalpha() or len(last) < _SHORTEST or not last[0].isupper():
        return {}
    whole = letters_of(head)
    # "Courier" and "Courier - Sport" are of one house.
    others = [one for one in known if not letters_of(short(one)).startswith(whole)]
    others = [one for one in others if own in map(letters_of, one.split())]
    bare = [one for one in others if letters_of(_PARTS.split(one)[0]) == own]
    fewer = known[known.index(name) :]
    if len(bare) < len(others) or any(one not in fewer for one in bare):
        return {}
    return {f"the{own}": (name, *bare)}


def letters_of(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def short(name: str) -> str:
    """`Verge` of The Verge."""
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


def _label(host: str) -> str:
    """The part of a host that names it: `theweek` of theweek.co.uk, `bbc` of news.bbc.co.uk."""
    labels = host.lower().split(".")
    labels = labels[:-2] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[:-1]
    return labels[-1]


def _without_news(name: str) -> str:
    """`BBC` of BBC News: an abbreviation is a name, Sky would be none."""
    first, _, rest = name.partition(" ")
    return first if rest.lower() == "news" and first.isupper() and len(first) > 2 else ""


def _initials(name: str) -> str:
    """`NYT` of The New York Times."""
    words = short(name).split()
    return "".join(word[0] for word in words) if len(words) > 2 and name.istitle() else ""
