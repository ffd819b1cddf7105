"""Logistic regression, for the weights that are fitted here."""

import numpy as np


def fit(table: np.ndarray, labels: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Ridge logistic regression by Newton's method on standardised columns; the bias comes last."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    wide = np.hstack([(table - mean) / spread, np.ones((len(table), 1))])
    weights, penalty = np.zeros(wide.shape[1]), ridge * np.eye(wide.shape[1])
    penalty[-1, -1] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-wide @ weights))
        step = np.linalg.solve(
            (wide * (p * (1 - p))[:, None]).T @ wide + penalty,
            wide.T @ (labels - p) - penalty @ weights,
        )
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def chances(weights: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Of each row, 0..1, by weights as `fit` gives them."""
    return 1 / (1 + np.exp(-(table @ weights[:-1] + weights[-1])))
