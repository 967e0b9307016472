"""Linear models whose weights are a readable data file.

A model is a CSV in `sentiment/data/`, sorted by feature: `feature,weight`, or a column
of weights for each class that is told apart. A score is the sum of the weights of the
features that hold; one that the file does not know counts nothing. The files are made
by the scripts in `sentiment/training/`.

Most features come in clues: a clue is a few classes in a row, met again and again in
other texts, that stands for the features made from it. What a clue is worth is
remembered, so that the features of most are never made.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from sentiment.errors import LexiconError
from sentiment.lexicons import data_text
from sentiment.models import Evidence

Weights = dict[str, float]
# One string, which is looked up in one place; a tuple lies in as many as it has parts.
# The classes are parted by `AND`, which stands in none of them.
Clue = str
AND: Final = "\t"
# A feature and its weight.
Pull = tuple[str, float]

# So many clues are remembered by each model; beyond, it begins anew.
REMEMBERED: Final = 120_000
# So many features are told as the reasons of a decision.
REASONS: Final = 3
# What pulls less is no reason.
HARDLY: Final = 0.05


class Table(NamedTuple):
    """Weights for several classes at once: one row of numbers a feature."""

    classes: tuple[str, ...]
    rows: dict[str, tuple[float, ...]]


@cache
def read_weights(name: str) -> Weights:
    """Read `sentiment/data/{name}_weights.csv` with its one column of weights.

    Raises:
        LexiconError: naming the line that is not a feature and a number.
    """
    table = read_table(name)
    if table.classes != ("weight",):
        file = f"{name}_weights.csv"
        raise LexiconError(file, 1, "header", "the columns must be: feature, weight")
    return {feature: row[0] for feature, row in table.rows.items()}


@cache
def read_table(name: str) -> Table:
    """Read `sentiment/data/{name}_weights.csv`, a column of weights for each class.

    Raises:
        LexiconError: naming the line that is not a feature and its numbers.
    """
    file = f"{name}_weights.csv"
    lines = csv.reader(io.StringIO(data_text(file)))
    header = next(lines, [])
    if header[:1] != ["feature"] or len(header) < 2:
        raise LexiconError(file, 1, "header", "the columns must be: feature, weight")
    rows: dict[str, tuple[float, ...]] = {}
    for number, (feature, *cells) in enumerate(filter(None, lines), start=2):
        try:
            rows[feature] = tuple(map(float, cells))
        except ValueError:
            reason = "must be a number"
            raise LexiconError(file, number, "weight", reason) from None
        if len(cells) != len(header) - 1:
            reason = "must be a feature and a number for each class"
            raise LexiconError(file, number, "weight", reason)
    return Table(tuple(header[1:]), rows)


def totals(table: Table, features: Iterable[str]) -> list[float]:
    """The sums of the weights of `features`, one for each class.

    >>> totals(Table(("x", "y"), {"a": (1.0, 0.0), "b": (0.5, 2.0)}), ["a", "b", "c"])
    [1.5, 2.0]
    """
    get = table.rows.get
    known = [row for row in map(get, features) if row is not None]
    return added_up(known) or [0.0] * len(table.classes)


def added_up(rows: list[tuple[float, ...]]) -> list[float]:
    """The sums of the columns.

    >>> added_up([(1.0, 0.0), (0.5, 2.0)])
    [1.5, 2.0]
    """
    sums: list[float] = []
    for index in range(len(rows[0]) if rows else 0):
        # Not by sum(), which is more exact from one version of Python on.
        told = 0.0
        for row in rows:
            told += row[index]
        sums.append(told)
    return sums


def column(table: Table, features: Iterable[str], index: int) -> Weights:
    """The weights of `features` for one class."""
    rows = table.rows
    return {name: rows[name][index] for name in features if name in rows}


def total(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of `features`.

    >>> total({"a": 1.0, "b": -0.25}, ["a", "b", "unheard of"])
    0.75
    """
    score = 0.0
    for feature in features:
        score += weights.get(feature, 0.0)
    return score


class Worth:
    """What clues are worth under a model: the sum of the weights of their features.

    `about` is what the decisions are about: it leads the rules of their evidence.
    """

    def __init__(
        self, about: str, weights: Weights, features_of: Callable[[Clue], list[str]]
    ) -> None:
        self.weights = weights
        self._about, self._features_of = about, features_of
        self._worths: dict[Clue, float] = {}
        self._known: dict[Clue, list[_Reason]] = {}

    def __len__(self) -> int:
        return len(self._worths)

    def __getitem__(self, clue: Clue) -> float:
        worth = self._worths.get(clue)
        return self._weigh(clue) if worth is None else worth

    def score(self, clues: Iterable[Clue]) -> float:
        """What clues are worth together."""
        score = 0.0
        for clue in clues:
            score += self[clue]
        return score

    def reasons(self, clues: Iterable[Clue]) -> tuple[Evidence, ...]:
        """What tells most in each of the clues that count most, strongest first."""
        weighed = [(-abs(self[clue]), clue) for clue in clues]
        return _reasons(weighed, self._known, self._tell)

    def _weigh(self, clue: Clue) -> float:
        if len(self._worths) >= REMEMBERED:
            self._worths.clear()
            self._known.clear()
        worth = self._worths[clue] = total(self.weights, self._features_of(clue))
        return worth

    def _tell(self, clue: Clue) -> list[_Reason]:
        return _telling(self._about, self.weights, self._features_of(clue), self[clue])


class Worths:
    """What clues are worth for each class of a table."""

    def __init__(
        self, about: str, table: Table, features_of: Callable[[Clue], list[str]]
    ) -> None:
        self.table = table
        self._about, self._features_of = about, features_of
        self._worths: dict[Clue, tuple[float, ...]] = {}
        self._known: list[dict[Clue, list[_Reason]]] = [{} for _ in table.classes]

    def __getitem__(self, clue: Clue) -> tuple[float, ...]:
        worth = self._worths.get(clue)
        return self._weigh(clue) if worth is None else worth

    def rows(self, clues: Sequence[Clue]) -> list[tuple[float, ...]]:
        """What each of `clues` is worth, one number for each class."""
        return [self[clue] for clue in clues]

    def reasons(
        self, clues: Sequence[Clue], rows: Sequence[tuple[float, ...]], index: int
    ) -> tuple[Evidence, ...]:
        """What tells most for a class in each of the clues that count most for it."""

        def tell(clue: Clue) -> list[_Reason]:
            weights = column(self.table, self._features_of(clue), index)
            return _telling(self._about, weights, weights, self[clue][index])

        weighed = [(-abs(rows[at][index]), clue) for at, clue in enumerate(clues)]
        return _reasons(weighed, self._known[index], tell)

    def _weigh(self, clue: Clue) -> tuple[float, ...]:
        if len(self._worths) >= REMEMBERED:
            self._worths.clear()
            for known in self._known:
                known.clear()
        worth = tuple(totals(self.table, self._features_of(clue)))
        self._worths[clue] = worth
        return worth


# What puts the strongest reason first, ties by name, and the reason.
_Reason = tuple[float, str, Evidence]


def _reasons(
    weighed: list[tuple[float, Clue]],
    known: dict[Clue, list[_Reason]],
    tell: Callable[[Clue], list[_Reason]],
) -> tuple[Evidence, ...]:
    """What the heaviest clues tell, strongest first; what is known is not told anew."""
    weighed.sort()
    told: list[_Reason] = []
    for _, clue in weighed[:REASONS]:
        found = known.get(clue)
        if found is None:
            found = known[clue] = tell(clue)
        told += found
    told.sort()
    return tuple([reason for _, _, reason in told])


def _telling(
    about: str, weights: Weights, features: Iterable[str], worth: float
) -> list[_Reason]:
    """The feature that made a clue worth so much: the strongest on the same side."""
    get = weights.get
    same = [one for one in features if get(one, 0.0) * worth > 0]
    found = [
        Evidence(f"{about}:{rule}", round(pull, 3))
        for rule, pull in strongest(weights, same, 1)
    ]
    return [(-abs(reason.pull), reason.rule, reason) for reason in found]


_known: dict[str, Worth] = {}
_known_tables: dict[str, Worths] = {}


def worth_under(
    weights: Weights, about: str, features_of: Callable[[Clue], list[str]]
) -> Worth:
    """What clues are worth under `weights`; kept until other weights are asked for."""
    known = _known.get(about)
    if known is None or known.weights is not weights:
        known = _known[about] = Worth(about, weights, features_of)
    return known


def worths_under(
    table: Table, about: str, features_of: Callable[[Clue], list[str]]
) -> Worths:
    """What clues are worth under `table`; kept until another table is asked for."""
    known = _known_tables.get(about)
    if known is None or known.table is not table:
        known = _known_tables[about] = Worths(about, table, features_of)
    return known


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
    weights: Weights, features: Iterable[str], most: int = REASONS
) -> list[Pull]:
    """The features that counted most, strongest first, ties by name."""
    get = weights.get
    counted = [
        (-abs(pull), feature, pull)
        for feature in features
        if (pull := get(feature, 0.0)) >= HARDLY or pull <= -HARDLY
    ]
    counted.sort()
    return [(feature, pull) for _, feature, pull in counted[:most]]
