"""Fit the weights of bot/answer/forms/about.py, and print cross-validated figures.

    .venv/bin/python tests/quality/fit_topic.py EVAL_FOLDER WORK_FOLDER

Which words stand for others in news, articles themselves say: two outlets that tell of one event
within days say it each in their words. So a topic is made of the headline of one (a rare word that
the other has, and its neighbours) and held against the other. Where a word of it is missing there,
the pair is one in which the word is said in others; a topic with a word from any other headline in
its place is one in which it is not. No question is read.
"""

import random
import re
import sys
from datetime import date
from pathlib import Path

import numpy as np
from evaluation import opened
from logistic import chances, fit

from bot.answer.forms.about import FEATURES, About
from bot.question.terms import content_words, words
from bot.question.topic import Topic
from bot.search.arrange import Run
from bot.search.retrieve import Hit, hit
from ingest.store import Store
from ingest.stored.records import StoredPassage

SAME_EVENT = (0.72, 0.97)  # cosine of two articles of other outlets: less is other, more a copy
DAYS = 4
BEGINNING = 6_000  # characters of an article that are read
PASSAGES = 4
ALLOWED = 0.05  # of the topics with a foreign word may pass
FOLDS, SHUFFLES = 5, 20
_TAGLINE = re.compile(r"\s[|–—-]\s.*$")


def articles(store: Store) -> list[list[StoredPassage]]:
    """The first passages of each article that has a headline and a date."""
    held: dict[str, list[StoredPassage]] = {}
    for batch in store.library.all_passages():
        for one in batch:
            if one.passage.start < BEGINNING and one.article.title and one.article.last_day:
                held.setdefault(one.article.id, []).append(one)
    made = [sorted(some, key=lambda one: one.passage.start)[:PASSAGES] for some in held.values()]
    return [some for some in made if len(some) > 1]


def pairs(found: list[list[StoredPassage]]) -> list[tuple[int, int]]:
    """Positions of articles of different outlets that tell of one event."""
    means = np.array([np.mean([one.vector for one in some], axis=0) for some in found])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    days = [date.fromisoformat(some[0].article.last_day).toordinal() for some in found]
    near = means @ means.T
    return [
        (i, int(j))
        for i, some in enumerate(found)
        for j in np.argsort(-near[i])[1:6]
        if SAME_EVENT[0] < near[i, j] < SAME_EVENT[1]
        and abs(days[i] - days[j]) <= DAYS
        and some[0].article.source != found[j][0].article.source
    ]


def as_hits(some: list[StoredPassage]) -> list[Hit]:
    return [hit(Run(1.0, [one]), one.vector, {}, {}) for one in some]


def described(store: Store, said: list[str], hits: list[Hit]) -> np.ndarray | None:
    """FEATURES of a topic beside an article, None where no word is missing or none is there."""
    topic = Topic(text=" ".join(said), terms=tuple(said))
    about = About(store, topic, store.embedder.question(topic.text))
    text = f"{hits[0].article.title} {' '.join(one.passage.text for one in hits)}"
    there = {store.index.words.stem(word) for word in words(text)}
    missing = about.weights.keys() - there
    if not missing or len(missing) == len(about.weights):
        return None
    rows = np.concatenate(
        [one.sentence_vectors for one in hits if one.sentence_vectors is not None]
    )
    return about.features(missing, rows)


def examples(store: Store) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, labels and groups of topics of which a word is missing."""
    found = articles(store)
    chance = random.Random(1)
    foreign = [word.lower() for some in found for word in content_words(some[0].article.title)]
    rows, labels, groups = [], [], []
    for i, j in pairs(found):
        title = _TAGLINE.sub("", found[i][0].article.title)
        said = [word.lower() for word in content_words(title) if word.isalpha()]
        hits = as_hits(found[j])
        body = {store.index.words.stem(w) for w in words(hits[0].article.text)}
        shared = [word for word in said if store.index.words.stem(word) in body]
        if len(said) < 2 or not shared:
            continue
        rarity = store.index.words.rarity(tuple(shared))
        at = said.index(max(shared, key=lambda word: rarity[word]))
        for length in (2, 3):
            first = max(0, at - chance.randrange(length))
            own = said[first : first + length]
            place = chance.choice([k for k in range(len(own)) if own[k] != said[at]] or [0])
            strange = [*own[:place], chance.choice(foreign), *own[place + 1 :]]
            for topic, label in ((own, 1.0), (strange, 0.0)):
                row = described(store, topic, hits)
                if row is not None:
                    rows.append(row)
                    labels.append(label)
                    groups.append(i)
    return np.array(rows), np.array(labels), np.array(groups)


def held_out(rows: np.ndarray, labels: np.ndarray, groups: np.ndarray, shuffle: int) -> np.ndarray:
    own = np.unique(groups)
    folds = np.random.default_rng(shuffle).integers(0, FOLDS, own.max() + 1)[groups]
    made = np.zeros(len(labels))
    for fold in range(FOLDS):
        seen = folds != fold
        made[~seen] = chances(fit(rows[seen], labels[seen]), rows[~seen])
    return made


def area(yes: np.ndarray, no: np.ndarray) -> float:
    """How often one of `yes` is above one of `no`."""
    return float((yes[:, None] > no[None, :]).mean() + (yes[:, None] == no[None, :]).mean() / 2)


def main() -> None:
    with opened(Path(sys.argv[1]), Path(sys.argv[2]), "realtimeqa") as store:
        rows, labels, groups = examples(store)
    yes, no = labels == 1, labels == 0
    print(f"{yes.sum()} topics with a word said in others, {no.sum()} with a foreign word")
    for name, column in zip(FEATURES, rows.T, strict=True):
        print(f"{name:8} alone: area {area(column[yes], column[no]):.3f}")
    areas, kept, thresholds = [], [], []
    for shuffle in range(SHUFFLES):
        made = held_out(rows, labels, groups, shuffle)
        thresholds.append(float(np.quantile(made[no], 1 - ALLOWED)))
        areas.append(area(made[yes], made[no]))
        kept.append((made[yes] >= thresholds[-1]).mean())
    print(
        f"both: area {np.mean(areas):.3f}, passed {np.mean(kept):.3f} where {ALLOWED} may wrongly"
    )
    weights = fit(rows, labels)
    print(f"BIAS = {weights[-1]:.3f}")
    print(f"WEIGHTS = np.array([{', '.join(f'{one:.3f}' for one in weights[:-1])}])")
    print(f"THRESHOLD = {np.mean(thresholds):.3f}")


if __name__ == "__main__":
    main()
