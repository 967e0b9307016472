"""How far a net share or a share may be off, from the quotations that gave it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# 2,000 draws put the ends of a band within about 0.01 of where endless ones would.
DRAWS = 2_000
SEED = 20_221_023
_ENDS = (0.025, 0.975)
# The normal quantile of 97.5 %.
_Z = 1.959964

Interval = tuple[float, float]
UNKNOWN: Interval = (math.nan, math.nan)


def net_band(
    balances: Sequence[float], sizes: Sequence[int], draws: int = DRAWS
) -> Interval:
    """The 95 % band of a net share, by a bootstrap over articles.

    Quotations of one article are not independent, so whole articles are weighted anew
    in each draw (Rubin's Bayesian bootstrap). Two half articles of average size, one
    all supportive and one all critical (Jeffreys' prior), keep the band open where
    few articles all agree: the plain bootstrap then has no width, and covers the
    truth in half of the cases where there are two articles.

    Args:
        balances: per article, supportive minus critical quotations.
        sizes: per article, its quotations.
        draws: how often to weight anew; the seed is always the same.

    Returns:
        Its ends in [-1, 1], around the net share; not a number where fewer than two
        articles speak, as one tells nothing of how far articles differ.
    """
    if len(sizes) < 2:
        return UNKNOWN
    nets = _drawn_nets(balances, sizes, draws, SEED)
    return _ends(nets, sum(balances) / sum(sizes))


def change_band(
    before: tuple[Sequence[float], Sequence[int]],
    after: tuple[Sequence[float], Sequence[int]],
    draws: int = DRAWS,
) -> Interval:
    """The 95 % band of a change in net share between two sets of articles.

    Args:
        before: balances and sizes by article, as for `net_band`.
        after: likewise.
        draws: how often to weight both anew, each on its own.

    Returns:
        Its ends in [-2, 2], around the change; not a number where either side has
        fewer than two articles.
    """
    if min(len(before[1]), len(after[1])) < 2:
        return UNKNOWN
    changes = _drawn_nets(*after, draws, SEED) - _drawn_nets(*before, draws, SEED + 1)
    nets = [sum(balances) / sum(sizes) for balances, sizes in (before, after)]
    return _ends(changes, nets[1] - nets[0])


def _drawn_nets(
    balances: Sequence[float], sizes: Sequence[int], draws: int, seed: int
) -> npt.NDArray[np.float64]:
    pairs = np.column_stack([np.round(balances, 4), sizes])
    kinds, repeats = np.unique(pairs, axis=0, return_counts=True)
    random = np.random.default_rng(seed)
    # Like articles are drawn together: a sum of exponential weights is a gamma one.
    weights = random.standard_gamma(repeats, (draws, len(repeats)))
    prior = random.standard_gamma(0.5, (draws, 2)) * np.mean(sizes)
    balance = weights @ kinds[:, 0] + prior[:, 0] - prior[:, 1]
    nets: npt.NDArray[np.float64] = balance / (
        weights @ kinds[:, 1] + prior.sum(axis=1)
    )
    return nets


def _ends(draws: npt.NDArray[np.float64], value: float) -> Interval:
    low, high = np.quantile(draws, _ENDS)
    return round(min(float(low), value), 4), round(max(float(high), value), 4)


def share_band(count: int, total: int) -> Interval:
    """The 95 % interval of a share, after Wilson (1927).

    It takes quotations to be independent; where articles quote many, it is too narrow.

    >>> share_band(0, 10)
    (0.0, 0.2775)
    """
    if not total:
        return UNKNOWN
    share, weight = count / total, _Z**2 / total
    middle = share + weight / 2
    spread = math.sqrt(weight * (share * (1 - share) + weight / 4))
    low, high = ((middle + sign * spread) / (1 + weight) for sign in (-1, 1))
    return round(max(low, 0.0), 4), round(min(high, 1.0), 4)
