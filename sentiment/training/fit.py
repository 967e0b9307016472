"""One learner for every ranking: a conditional logit with an L2 penalty.

A group is a choice among candidates, each a list of features, one or more of them
right. The model maximises the log of the probability that falls on the right ones.
Telling two classes apart is a choice between the features and nothing at all.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sentiment.lexicons import DATA
from sentiment.weights import Table, Weights


class Candidate(NamedTuple):
    """One thing that may be chosen: its features, and whether it is right.

    Features hold, or they have values.
    """

    features: Sequence[str] | Mapping[str, float]
    right: bool


Group = Sequence[Candidate]

# A feature with less weight than this decides nothing, and only takes time.
FAINTEST = 0.05


def fit(
    groups: Iterable[Group],
    penalty: float = 1.0,
    rarest: int = 3,
    faintest: float = FAINTEST,
) -> Weights:
    """Fit weights to the groups; features seen fewer than `rarest` times count nothing.

    Those that come to less than `faintest` are left out.

    Needs scipy (`pip install "sentiment-news[train]"`). Deterministic: L-BFGS from
    zero weights on a convex loss, but for groups with several right candidates.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    usable = [group for group in groups if any(item.right for item in group)]
    seen = Counter(
        feature for group in usable for item in group for feature in set(item.features)
    )
    names = sorted(name for name, count in seen.items() if count >= rarest)
    index = {name: number for number, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    right: list[bool] = []
    starts: list[int] = []
    for group in usable:
        starts.append(len(right))
        for item in group:
            for feature, value in _valued(item.features):
                if feature in index:
                    rows.append(len(right))
                    columns.append(index[feature])
                    values.append(value)
            right.append(item.right)
    table: Any = csr_matrix(
        (np.array(values), (rows, columns)), shape=(len(right), len(names))
    )
    chosen = np.array(right)
    first = np.array(starts)
    sizes = np.diff([*starts, len(right)])

    def softmax(scores: Any) -> Any:
        top = np.repeat(np.maximum.reduceat(scores, first), sizes)
        parts = np.exp(scores - top)
        return parts / np.repeat(np.add.reduceat(parts, first), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        chance = softmax(table @ weights)
        on_right = np.add.reduceat(np.where(chosen, chance, 0.0), first)
        on_right = np.maximum(on_right, 1e-12)
        share = np.where(chosen, chance / np.repeat(on_right, sizes), 0.0)
        value = -np.log(on_right).sum() + penalty * (weights @ weights) / 2
        return float(value), table.T @ (chance - share) + penalty * weights

    best = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B",
        options={"maxiter": 300, "ftol": 1e-9},
    )  # fmt: skip
    return {
        name: round(float(value), 3)
        for name, value in zip(names, best.x, strict=True)
        if abs(value) >= faintest
    }


def _valued(
    features: Sequence[str] | Mapping[str, float],
) -> Iterable[tuple[str, float]]:
    if isinstance(features, Mapping):
        return features.items()
    return zip(features, repeat(1.0), strict=False)


def as_table(weights: Weights, classes: Sequence[str]) -> Table:
    """Weights of features that lead with their class, "named|kind=name", by feature."""
    rows: dict[str, list[float]] = {}
    for whole, weight in weights.items():
        name, _, feature = whole.partition("|")
        row = rows.setdefault(feature, [0.0] * len(classes))
        row[classes.index(name)] = weight
    return Table(tuple(classes), {feature: tuple(row) for feature, row in rows.items()})


def write_table(name: str, table: Table) -> Path:
    """Write `sentiment/data/{name}_weights.csv`, sorted by feature."""
    path = DATA / f"{name}_weights.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", *table.classes])
        writer.writerows([feature, *row] for feature, row in sorted(table.rows.items()))
    return path
