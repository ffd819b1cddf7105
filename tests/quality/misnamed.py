"""Questions with one name in another's place: what the articles say is no answer to them."""

import random
from collections.abc import Iterator, Sequence

from bot.question.posed import pose
from ingest.store import Store

# Names that no article has, for half of the questions; the others get another question's.
STRANGERS = (
    *("Torvald Quist", "Ashdown Ferris", "Lindqvist", "Marrowby", "Quenneville", "Zagorska"),
    *("Okonjo", "Tilbrook", "Varnholt", "Ysgawen", "Petra Sandoval-Ruiz", "Kestrel Bay"),
)


def misnamed(store: Store, questions: Sequence[str], *, seed: int) -> Iterator[tuple[int, str]]:
    """(place of the question, it with another name), of those in which somebody is named."""
    chance = random.Random(seed)
    names = [pose(store, one).names for one in questions]
    known = [name for some in names for name in some]
    for place, (text, own) in enumerate(zip(questions, names, strict=True)):
        new = chance.choice(STRANGERS if chance.random() < 0.5 else known)
        if own and new not in text:
            yield place, text.replace(chance.choice(own), new)
