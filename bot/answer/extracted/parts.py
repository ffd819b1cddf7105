"""A question that needs several pieces of evidence -> the sentence that is evidence for each part.

A part asks for what one report says, so a sentence is evidence when it speaks of the same thing,
whether or not it settles the whole question; a small logistic model over PART_FEATURES tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answer.extracted.features import Table
from bot.check import mood
from bot.question.parts import Part
from bot.question.understanding import Question
from ingest.store import Store

# Fitted by tests/quality/fit_extract.py; its figures are in docs/decisions/0005-extraction.md.
BIAS = -6.374
WEIGHTS = np.array([4.757, -0.256, 1.635, 2.007, 0.265, 2.681])
THRESHOLD = 0.171


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that serves a part best."""

    part: Part
    sentence: int  # its position in the table
    probability: float  # that it is evidence, 0..1


def several(question: Question) -> tuple[Part, ...]:
    """What is to be shown piece by piece: () where one sentence may answer.

    A question that names two outlets as its sources and cannot be cut asks for both of them. One
    that wants yes or no of a report ("Does the X article suggest ...?") asks for what it says.
    """
    fewest = 1 if question.kind == "yes_no" else 2
    if question.parts or len(question.outlets) < fewest:
        return question.parts
    matter = question.matter or question.terms
    return tuple(
        Part(text=question.text, terms=matter, outlets=(outlet,)) for outlet in question.outlets
    )


def evidence(store: Store, table: Table, parts: Sequence[Part]) -> list[Evidence | None]:
    """For each part the sentence that serves it best, None where nothing is evidence for it."""
    usable = np.array([not mood.asks(one.text) for one in table.sentences], bool)
    found: list[Evidence | None] = []
    for part in parts:
        vector = store.embedder.question(part.text)
        chances = probabilities(table.part_features(part, vector))
        chances = np.where(usable, chances, 0.0)
        best = int(chances.argmax()) if len(chances) else 0
        enough = len(chances) > 0 and chances[best] >= THRESHOLD
        found.append(Evidence(part, best, float(chances[best])) if enough else None)
    return found


def probabilities(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of PART_FEATURES -> probabilities, 0..1."""
    return np.asarray(1 / (1 + np.exp(-(table @ WEIGHTS + BIAS))))
