"""Fit the weights of bot/search/rank.py on evaluation sets, and print cross-validated figures.

    .venv/bin/python tests/quality/fit_rank.py EVAL_FOLDER WORK_FOLDER

A candidate is right when it holds an answer in a gold article (realtimeqa, asked with and without
its day; squad2) or a gold fact (multihop). The weights are those under which the right ones are
likeliest, by expectation and maximisation: which of several right ones is meant, then Newton's
method on the conditional logit.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

import numpy as np
from evaluation import norm, opened, questions, squeeze

from bot.question.understanding import understand
from bot.search import arrange, rank, retrieve
from ingest.article import Article
from ingest.store import Store

# Sets that are small count more, so that none of them decides alone.
SETS = {"realtimeqa": 3.0, "realtimeqa, no day": 1.5, "multihop_facts": 1.0, "squad2": 1.0}
EVERY = {"multihop_facts": 2}  # of its many questions
FOLDS, RIDGE, DEEP = 10, 3.0, 10
LOST = 0.005  # of the questions with evidence may stay below the floor
OFF_TOPIC = 6  # every such question is asked of the other sets' articles
EXPECTATIONS, NEWTON = 8, 15  # rounds at most


@dataclass
class Row:
    """One question with its candidates."""

    of: str
    question: dict
    found: retrieve.LookedUp
    ids: list[list[str]] = field(default_factory=list)  # for each aim
    tables: list[np.ndarray] = field(default_factory=list)
    right: np.ndarray = field(default_factory=lambda: np.zeros(0))  # of the first aim's

    @property
    def usable(self) -> bool:
        return bool(self.right.any()) and not self.right.all()


def facts(row: dict, text: str) -> set[str]:
    """The gold facts of a multihop question that stand in a text."""
    squeezed = squeeze(text)
    return {fact for one in row["evidence"] if (fact := squeeze(one["fact"])) in squeezed}


def is_right(row: dict, article: Article, text: str) -> bool:
    """As the evaluation's own scorer judges a hit."""
    if row.get("evidence") and isinstance(row["evidence"], list):
        return bool(facts(row, text))
    gold = row.get("gold_article_ids") or [row["article_id"]]
    title = article.title if "gold_article_ids" in row else ""
    said = norm(f"{title} {text}")
    return article.id in gold and any(norm(one) in said for one in row["answers"])


def described(evaluation: Path, work: Path) -> Iterator[Row]:
    for name in SETS:
        folder = name.partition(",")[0]
        with opened(evaluation, work, folder) as store:
            asked = [
                one
                for one in questions(evaluation, folder)
                if one.get("answers") or (isinstance(one.get("evidence"), list) and one["evidence"])
            ]
            for one in asked[:: EVERY.get(name, 1)]:
                yield describe(store, name, one)


def off_topic(evaluation: Path, work: Path) -> Iterator[np.ndarray]:
    """The candidates' features for questions asked of articles about something else."""
    for folder in ("realtimeqa", "multihop_facts", "squad2"):
        others = [
            one
            for other in ("realtimeqa", "multihop_facts", "squad2")
            if other != folder
            for one in questions(evaluation, other)[::OFF_TOPIC]
        ]
        with opened(evaluation, work, folder) as store:
            for one in others:
                found = retrieve.look_up(store, understand(one["question"]), k=DEEP)
                yield found.features(found.pools[0])


def floor(rows: list[Row], strange: list[np.ndarray]) -> None:
    """Fit and print how likely it is that anything holds evidence, and the floor."""
    some = [rank.strongest(row.tables[0]) for row in rows if row.right.any()]
    none = [rank.strongest(table) for table in strange if len(table)]
    table = np.hstack([np.vstack([*some, *none]), np.ones((len(some) + len(none), 1))])
    labels = np.array([1.0] * len(some) + [0.0] * len(none))
    weights = np.zeros(table.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-table @ weights))
        hessian = (table.T * (p * (1 - p))) @ table + 1e-3 * np.eye(table.shape[1])
        weights += np.linalg.solve(hessian, table.T @ (labels - p))
    p = 1 / (1 + np.exp(-table @ weights))
    least = float(np.quantile(p[labels == 1], LOST))
    below = float((p[labels == 0] < least).mean())
    print(f"evidence: floor {least:.3f}, {LOST:.1%} with evidence below it, {below:.1%} without")
    shown = ", ".join(f"{one:.3f}" for one in weights[:-1])
    print(f"EVIDENCE_WEIGHTS, EVIDENCE_BIAS = np.array([{shown}]), {weights[-1]:.3f}")
    print(f"FLOOR = {least:.3f}")


def describe(store: Store, name: str, row: dict) -> Row:
    now = row.get("asked_on", "") if name == "realtimeqa" else ""
    outlets = tuple(store.library.outlets())
    question = understand(row["question"], now=now, outlets=outlets)
    found = retrieve.look_up(store, question, k=DEEP)
    made = Row(name, row, found)
    for pool in found.pools:
        made.ids.append(found.ids(pool))
        made.tables.append(found.features(pool))
    held = [found.held[key] for key in made.ids[0]]
    made.right = np.array([is_right(row, one.article, one.passage.text) for one in held])
    return made


def fit(rows: list[Row], scale: np.ndarray) -> np.ndarray:
    """Weights of the features divided by `scale`."""
    usable = [row for row in rows if row.usable]
    longest = max(len(row.right) for row in usable)
    table = np.zeros((len(usable), longest, len(scale)))
    there, right = (np.full((len(usable), longest), -np.inf) for _ in range(2))
    for number, row in enumerate(usable):
        table[number, : len(row.right)] = row.tables[0] / scale
        there[number, : len(row.right)] = 0.0
        right[number, : len(row.right)][row.right] = 0.0
    counts = np.array([SETS[row.of] for row in usable])
    weights = np.zeros(len(scale))
    for _ in range(EXPECTATIONS):
        meant = np.einsum("qn,qnd->qd", shares(table @ weights + right), table)
        for _ in range(NEWTON):
            p = shares(table @ weights + there)
            mean_of_all = np.einsum("qn,qnd->qd", p, table)
            gradient = counts @ (mean_of_all - meant) + RIDGE * weights
            spread = np.einsum("qn,qnd,qne->qde", p, table, table, optimize=True)
            spread -= np.einsum("qd,qe->qde", mean_of_all, mean_of_all)
            hessian = np.tensordot(counts, spread, axes=1) + RIDGE * np.eye(len(scale))
            step, size = np.linalg.solve(hessian, gradient), 1.0
            before = loss(weights, table, there, meant, counts)
            while loss(weights - size * step, table, there, meant, counts) > before:
                size /= 2
                if size < 1e-6:
                    break
            weights = weights - size * step
            if np.abs(size * step).max() < 1e-3:
                break
    return weights


def loss(
    weights: np.ndarray, table: np.ndarray, there: np.ndarray, meant: np.ndarray, counts: np.ndarray
) -> float:
    """What Newton's method brings down: minus the log-likelihood, and the ridge."""
    scores = table @ weights + there
    top = scores.max(axis=1)
    every = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return float(counts @ (every - meant @ weights) + RIDGE / 2 * weights @ weights)


def shares(scores: np.ndarray) -> np.ndarray:
    """Of each row, exp(score) as a share of the row's sum."""
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def figures(row: Row, weights: np.ndarray) -> dict[str, float]:
    """What a search with these weights shows."""
    whole, *parts = (
        dict(zip(ids, (table @ weights).tolist(), strict=True))
        for ids, table in zip(row.ids, row.tables, strict=True)
    )
    order = [(row.found.held[key], share) for key, share in arrange.combined(whole, parts)]
    runs = arrange.runs(order, DEEP)
    texts = [(run.pieces[0], run.passage.text) for run in runs]
    first = next(
        (n for n, (one, text) in enumerate(texts, 1) if is_right(row.question, one.article, text)),
        0,
    )
    got = {"hit@1": float(first == 1), "hit@5": float(0 < first <= 5)}
    got["MRR"] = 1 / first if first else 0.0
    if isinstance(row.question.get("evidence"), list):
        every = {squeeze(one["fact"]) for one in row.question["evidence"]}
        seen = set().union(*(facts(row.question, text) for _, text in texts))
        got |= {"recall@10": len(seen) / len(every), "all@10": float(seen == every)}
    return got


def main() -> None:
    evaluation, work = Path(sys.argv[1]), Path(sys.argv[2])
    rows = list(described(evaluation, work))
    scale = np.vstack([row.tables[0] for row in rows]).std(axis=0) + 1e-9
    # The same question is in one fold with and without its day.
    numbers = {one: n for n, one in enumerate(sorted({row.question["id"] for row in rows}))}
    order = np.random.default_rng(0).permutation(len(numbers)) % FOLDS
    folds = np.array([order[numbers[row.question["id"]]] for row in rows])
    judged: dict[str, list[dict[str, float]]] = {name: [] for name in SETS}
    for fold in range(FOLDS):
        train = [row for row, own in zip(rows, folds, strict=True) if own != fold]
        weights = fit(train, scale) / scale
        for row, own in zip(rows, folds, strict=True):
            if own == fold:
                judged[row.of].append(figures(row, weights))
    for name, own in judged.items():
        shown = "  ".join(f"{key} {mean(one[key] for one in own):.3f}" for key in own[0])
        print(f"{name:20} {len(own):4} questions  {shown}")
    weights = fit(rows, scale) / scale
    for name, weight, spread in zip(rank.FEATURES, weights, scale, strict=True):
        print(f"{name:16} {weight:8.3f}   by its spread {weight * spread:6.2f}")
    print(f"WEIGHTS = np.array([{', '.join(f'{one:.3f}' for one in weights)}])")
    floor(rows, list(off_topic(evaluation, work)))


if __name__ == "__main__":
    main()
