"""Fit how far roles are the finder's to tell, and how far the network's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sentiment.judging.reader.network import Impression
from sentiment.judging.reader.roles import FINDER, NETWORK, finder_scores, settle_roles
from sentiment.models import RANKED
from sentiment.training.labelled import Labelled
from sentiment.weights import Weights

# What the network says of the quotations of each article.
Scores = dict[str, list[Impression]]

# A role's own weight is drawn to zero; the shares of finder and network are not.
BIAS_PENALTY = 2.0
_BIASES = np.array([0.0, 0.0, *[1.0] * len(RANKED)])


def fit_roles(articles: Sequence[Labelled], scores: Scores) -> Weights:
    """The weights of both, on articles that neither has learned and that have scores.

    Needs scipy. Deterministic: L-BFGS on a convex loss.

    Raises:
        ValueError: no article has scores.
    """
    from scipy.optimize import minimize

    finder, network, right = [], [], []
    for one in articles:
        for speaker, impression, role in zip(
            one.speakers, scores.get(one.article.id, ()), one.roles, strict=False
        ):
            if role in RANKED:
                finder.append(finder_scores(speaker))
                network.append(impression.roles)
                right.append(RANKED.index(role))
    if not right:
        raise ValueError("no article has scores of the network")
    told = np.stack([np.array(finder), np.array(network)])
    wanted = np.eye(len(RANKED))[right]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = np.tensordot(weights[:2], told, 1) + weights[2:]
        sums -= sums.max(1, keepdims=True)
        chances = np.exp(sums)
        chances /= chances.sum(1, keepdims=True)
        off = chances - wanted
        value = -np.log((chances * wanted).sum(1)).sum()
        value += BIAS_PENALTY * (weights[2:] ** 2).sum() / 2
        slope = [(off * told[0]).sum(), (off * told[1]).sum(), *off.sum(0)]
        return float(value), np.array(slope) + BIAS_PENALTY * weights * _BIASES

    start = np.array([0.5, 0.5, *[0.0] * len(RANKED)])
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x.tolist()
    names = (FINDER, NETWORK, *(str(role) for role in RANKED))
    return {name: round(value, 3) for name, value in zip(names, best, strict=True)}


def settle_all(
    articles: Sequence[Labelled], scores: Scores, weights: Weights
) -> list[Labelled]:
    """The articles with the roles that finder and network come to together.

    Articles without scores keep the finder's.
    """
    return [
        replace(
            one,
            speakers=tuple(settle_roles(one.speakers, scores[one.article.id], weights)),
        )
        if one.article.id in scores
        else one
        for one in articles
    ]


def role_accuracy(articles: Sequence[Labelled]) -> float:
    """The share of found quotations whose role is the annotated one."""
    pairs = [
        (speaker.role, role)
        for one in articles
        for speaker, role in zip(one.speakers, one.roles, strict=True)
        if role is not None
    ]
    return sum(found is role for found, role in pairs) / max(1, len(pairs))
