"""Fit how far roles are the finder's to tell, and how far the network's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sentiment.judging.reader.network import Impression
from sentiment.judging.reader.roles import (
    FEATURES,
    FINDER,
    NETWORK,
    role_features,
    settle_roles,
)
from sentiment.models import RANKED
from sentiment.training.labelled import Labelled
from sentiment.weights import Table

# What the network says of the quotations of each article.
Scores = dict[str, list[Impression]]

# Both are trusted by half before anything is learned, and the rest tells nothing;
# weights are drawn there, by so much.
TRUST, PENALTY = 0.5, 1.0


def fit_roles(articles: Sequence[Labelled], scores: Scores) -> Table:
    """The weights of all features, on articles that neither has learned.

    Articles without scores of the network are left out. Needs scipy. Deterministic:
    L-BFGS on a convex loss.

    Raises:
        ValueError: no article has scores.
    """
    from scipy.optimize import minimize

    told, right = [], []
    for one in articles:
        if one.article.id in scores:
            rows = role_features(one.speakers, scores[one.article.id])
            for row, role in zip(rows, one.roles, strict=True):
                if role in RANKED:
                    told.append(row)
                    right.append(RANKED.index(role))
    if not right:
        raise ValueError("no article has scores of the network")
    given, wanted = np.array(told), np.eye(len(RANKED))[right]
    start = np.array(
        [[_trust(name, str(role)) for role in RANKED] for name in FEATURES]
    )

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(start.shape)
        sums = given @ weights
        sums -= sums.max(1, keepdims=True)
        chances = np.exp(sums)
        chances /= chances.sum(1, keepdims=True)
        value = -np.log((chances * wanted).sum(1)).sum()
        value += PENALTY * ((weights - start) ** 2).sum() / 2
        slope = given.T @ (chances - wanted) + PENALTY * (weights - start)
        return float(value), slope.ravel()

    best = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B").x
    rows = best.reshape(start.shape).round(3).tolist()
    return Table(
        tuple(str(role) for role in RANKED),
        {name: tuple(row) for name, row in zip(FEATURES, rows, strict=True)},
    )


def _trust(feature: str, role: str) -> float:
    return TRUST if feature in (f"{FINDER} {role}", f"{NETWORK} {role}") else 0.0


def settle_all(
    articles: Sequence[Labelled], scores: Scores, table: Table
) -> list[Labelled]:
    """The articles with the roles that finder and network come to together.

    Articles without scores keep the finder's.
    """
    return [
        replace(
            one,
            speakers=tuple(settle_roles(one.speakers, scores[one.article.id], table)),
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
