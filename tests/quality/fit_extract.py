"""Fit the weights of bot/answer/extract.py on evaluation sets, and print cross-validated figures.

    .venv/bin/python tests/quality/fit_extract.py EVAL_FOLDER WORK_FOLDER

Trains on squad2 and realtimeqa: a sentence is right when it stands in a gold article and holds an
answer string. Questions that nothing answers (squad2's own, and each set's questions asked of the
other's articles) have wrong sentences only. The seeds' questions are never read, so that they stay
a test. The threshold is the one that refuses ALLOWED of the answerable questions, cross-validated.
"""

import sys
from pathlib import Path

import numpy as np
from evaluation import norm, opened, questions

from bot import retrieve
from bot.answer import extract
from bot.question import understand
from ingest.store import Store

ALLOWED = 0.10  # of the answerable questions may be refused
FOLDS, RIDGE = 5, 1.0


def describe(store: Store, asked: list[dict], gold: bool) -> list[tuple]:
    """For each question: (features, labels, whether it can be answered)."""
    described = []
    for row in asked:
        question = understand(row["question"], now=row.get("asked_on", "") if gold else "")
        found = retrieve.search(store, question, k=store.settings.retrieval.passages)
        spans = [(hit, span) for hit in found.hits for span in hit.passage.sentences]
        if not spans:
            continue
        wanted = [norm(answer) for answer in row["answers"]] if gold else []
        articles = set(row.get("gold_article_ids") or [row.get("article_id")])
        labels = [
            hit.article.id in articles
            and any(one in norm(hit.article.text[span.start : span.end]) for one in wanted)
            for hit, span in spans
        ]
        table = extract.features(store, question, found, spans)
        described.append((table, np.array(labels, dtype=float), bool(wanted)))
    return described


def fit(table: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the bias comes last."""
    table = np.hstack([table, np.ones((len(table), 1))])
    weights, ridge = np.zeros(table.shape[1]), RIDGE * np.eye(table.shape[1])
    ridge[-1, -1] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-table @ weights))
        step = np.linalg.solve(
            (table * (p * (1 - p))[:, None]).T @ table + ridge,
            table.T @ (labels - p) - ridge @ weights,
        )
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def best(weights: np.ndarray, table: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(table @ weights[:-1] + weights[-1])))


def main() -> None:
    evaluation, work = Path(sys.argv[1]), Path(sys.argv[2])
    asked = {name: questions(evaluation, name) for name in ("squad2", "realtimeqa")}
    described: list[tuple[str, tuple]] = []
    for name, own in asked.items():
        other = asked["realtimeqa" if name == "squad2" else "squad2"][:200]
        with opened(evaluation, work, name) as store:
            described += [(name, one) for one in describe(store, own, gold=True)]
            described += [("off topic", one) for one in describe(store, other, gold=False)]
    order = np.random.default_rng(0).permutation(len(described))
    folds = np.empty(len(described), int)
    folds[order] = np.arange(len(described)) % FOLDS
    top, right = np.zeros(len(described)), np.zeros(len(described), bool)
    for fold in range(FOLDS):
        train = [one for one, where in zip(described, folds, strict=True) if where != fold]
        weights = fit(np.vstack([d[0] for _, d in train]), np.hstack([d[1] for _, d in train]))
        for number in np.flatnonzero(folds == fold):
            table, labels, _ = described[number][1]
            p = best(weights, table)
            top[number], right[number] = p.max(), labels[p.argmax()] > 0
    answerable = np.array([one[2] for _, one in described])
    threshold = float(np.quantile(top[answerable], ALLOWED))
    names = np.array([name for name, _ in described])
    for name in ("squad2", "realtimeqa", "off topic"):
        own = names == name
        can = own & answerable
        cannot = own & ~answerable
        shares = (right[can], top[can] < threshold, top[cannot] < threshold)
        first, refused, kept_out = (f"{one.mean():.3f}" if len(one) else "-" for one in shares)
        print(
            f"{name:12} first sentence right {first:5}  answerable refused {refused:5}"
            f"  unanswerable refused {kept_out:5}"
        )
    weights = fit(np.vstack([d[0] for _, d in described]), np.hstack([d[1] for _, d in described]))
    print(f"BIAS = {weights[-1]:.3f}")
    print(f"WEIGHTS = np.array([{', '.join(f'{one:.3f}' for one in weights[:-1])}])")
    print(f"THRESHOLD = {threshold:.3f}")


if __name__ == "__main__":
    main()
