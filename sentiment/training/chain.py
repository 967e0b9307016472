"""Fit a conditional random field whose states are the three stances.

A chain is a run of quotes of one article. Each quote has features, each a weight per
stance; each link to the quote before has names, whose weight of a stance counts where
both quotes take it. The fit maximises the penalised likelihood of the known stances,
by forward and backward sums over all chains at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.judging.weighing import Triple

NOTHING: Triple = (0.0, 0.0, 0.0)

Array = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sample:
    """Quotes as numbers: one entry each, and chains as lists of their places."""

    features: Sequence[Sequence[tuple[str, float]]]
    links: Sequence[Sequence[str]]
    stances: Sequence[int]
    weights: Sequence[float]
    chains: Sequence[Sequence[int]]


class Problem:
    """The penalised likelihood of a sample's stances, with its gradient.

    `rarest` says in how many quotes a feature must occur to get a weight, `penalty`
    how hard its weights are drawn to those of `prior`, or to zero.
    """

    def __init__(
        self,
        sample: Sample,
        penalty: Callable[[str], float],
        rarest: Callable[[str], int],
        prior: Mapping[str, Triple] | None = None,
    ) -> None:
        seen = Counter(name for row in sample.features for name, _ in row)
        self.names = sorted(
            name for name, count in seen.items() if count >= rarest(name)
        )
        self.link_names = sorted({name for row in sample.links for name in row})
        self.table = _matrix(sample.features, self.names)
        links = [[(name, 1.0) for name in row] for row in sample.links]
        self.links = _matrix(links, self.link_names)
        penalties = [penalty(name) for name in (*self.names, *self.link_names)]
        self.penalties = np.repeat(np.array(penalties), 3)
        known = prior or {}
        start = [known.get(name, NOTHING) for name in (*self.names, *self.link_names)]
        self.prior = np.array(start).ravel()
        self.gold = np.eye(3)[list(sample.stances)]
        self.weights = np.array(sample.weights)
        self.grid = _grid(sample)

    def solve(self, rounds: int = 300) -> dict[str, Triple]:
        """The weights at the maximum. Deterministic: L-BFGS on a convex loss."""
        from scipy.optimize import minimize

        names = [*self.names, *self.link_names]
        found = minimize(
            self.loss, self.prior, jac=True, method="L-BFGS-B",
            options={"maxiter": rounds, "ftol": 1e-8},
        )  # fmt: skip
        table = found.x.reshape(-1, 3).tolist()
        return {name: (a, b, c) for name, (a, b, c) in zip(names, table, strict=True)}

    def loss(self, flat: Array) -> tuple[float, Array]:
        """The negative log-likelihood with its penalty, and the gradient."""
        table = flat.reshape(-1, 3)
        own, link = table[: len(self.names)], table[len(self.names) :]
        emission, bonus = self.table @ own, self.links @ link
        likelihood, single, pair = chain_marginals(self.grid, emission, bonus)
        gold_pair = self._gold_pairs()
        score = (emission * self.gold).sum(1) + (bonus * gold_pair).sum(1)
        chain_weights = self.weights[self.grid[:, 0]]
        value = (chain_weights * likelihood).sum() - (self.weights * score).sum()
        value += (self.penalties * (flat - self.prior) ** 2).sum() / 2
        scale = self.weights[:, None]
        gradient = np.vstack(
            [
                self.table.T @ (scale * (single - self.gold)),
                self.links.T @ (scale * (pair - gold_pair)),
            ]
        ).ravel()
        return float(value), gradient + self.penalties * (flat - self.prior)

    def _gold_pairs(self) -> Array:
        """One where a quote and the one before it in its chain share the stance."""
        shared = np.zeros_like(self.gold)
        for at in range(1, self.grid.shape[1]):
            rows, before = self.grid[:, at], self.grid[:, at - 1]
            held = rows < len(self.gold)
            shared[rows[held]] = self.gold[rows[held]] * self.gold[before[held]]
        return shared


def _grid(sample: Sample) -> Rows:
    """Rows by chain and place; a row past the last stands for "no such place"."""
    width = max(len(chain) for chain in sample.chains)
    grid = np.full((len(sample.chains), width), len(sample.stances))
    for number, chain in enumerate(sample.chains):
        grid[number, : len(chain)] = chain
    return grid


def _matrix(rows: Sequence[Sequence[tuple[str, float]]], names: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    column = {name: number for number, name in enumerate(names)}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in rows:
        for name, value in row:
            if name in column:
                columns.append(column[name])
                data.append(value)
        starts.append(len(data))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(names)))


def chain_marginals(
    grid: Rows, emission: Array, bonus: Array
) -> tuple[Array, Array, Array]:
    """Log-partition of each chain, stance marginals, and those of sharing a stance."""
    count = len(emission)
    padded = np.vstack([emission, np.zeros((1, 3))])
    top = padded.max(1, keepdims=True)
    own = np.exp(padded - top)
    factor = np.exp(np.vstack([bonus, np.zeros((1, 3))])) - 1.0
    forward, scale = _forward(grid, own, factor)
    held = grid < count
    likelihood = ((np.log(scale) + top[grid][:, :, 0]) * held).sum(1)
    single, pair = np.zeros((count, 3)), np.zeros((count, 3))
    backward = np.ones((len(grid), 3))
    for at in range(grid.shape[1] - 1, -1, -1):
        rows, here = grid[:, at], held[:, at]
        belief = forward[:, at] * backward
        single[rows[here]] = (belief / belief.sum(1, keepdims=True))[here]
        if at:
            inner = own[rows] * backward
            same = forward[:, at - 1] * (1.0 + factor[rows]) * inner
            upward = inner.sum(1, keepdims=True) + inner * factor[rows]
            whole = (forward[:, at - 1] * upward).sum(1, keepdims=True)
            pair[rows[here]] = (same / whole)[here]
            upward = upward / upward.sum(1, keepdims=True)
            backward = np.where(here[:, None], upward, backward)
    return likelihood, single, pair


def _forward(grid: Rows, own: Array, factor: Array) -> tuple[Array, Array]:
    """Scaled forward sums; places past a chain's end change nothing that is used."""
    forward = np.zeros((*grid.shape, 3))
    scale = np.ones(grid.shape)
    for at in range(grid.shape[1]):
        message = own[grid[:, at]]
        if at:
            last = forward[:, at - 1]
            message = message * (
                last.sum(1, keepdims=True) + last * factor[grid[:, at]]
            )
        scale[:, at] = message.sum(1)
        forward[:, at] = message / scale[:, at : at + 1]
    return forward, scale
