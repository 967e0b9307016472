"""Linear models whose weights are a readable data file.

A model is a CSV of `feature,weight` rows in `sentiment/data/`, sorted by feature. A
score is the sum of the weights of the features that hold; one that the file does not
know counts nothing. The files are made by the scripts in `sentiment/training/`.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from functools import cache

from sentiment.errors import LexiconError
from sentiment.lexicons import data_text

Weights = dict[str, float]


@cache
def read_weights(name: str) -> Weights:
    """Read `sentiment/data/{name}_weights.csv`.

    Raises:
        LexiconError: naming the line that is not a feature and a number.
    """
    file = f"{name}_weights.csv"
    rows = csv.reader(io.StringIO(data_text(file)))
    if next(rows, None) != ["feature", "weight"]:
        raise LexiconError(file, 1, "header", "the columns must be: feature, weight")
    weights: Weights = {}
    for number, row in enumerate(rows, start=2):
        try:
            feature, weight = row
            weights[feature] = float(weight)
        except ValueError:
            reason = "must be a feature and a number"
            raise LexiconError(file, number, "weight", reason) from None
    return weights


def total(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of `features`.

    >>> total({"a": 1.0, "b": -0.25}, ["a", "b", "unheard of"])
    0.75
    """
    get = weights.get
    return sum([get(feature, 0.0) for feature in features])


def logistic(score: float) -> float:
    """The probability that goes with a log-odds score."""
    if score < -700:
        return 0.0
    return 1.0 / (1.0 + math.exp(-score))


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities in proportion to the exponentials of `scores`."""
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def strongest(
    weights: Weights, features: Iterable[str], most: int = 3
) -> list[tuple[str, float]]:
    """The features that counted most, strongest first, ties by name."""
    counted = [(feature, weights.get(feature, 0.0)) for feature in features]
    counted = [pair for pair in counted if abs(pair[1]) >= 0.05]
    return sorted(counted, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]
