"""Fit the weights of the light judge on annotated articles, and measure them.

    python -m sentiment.training.train_light tests/gold/train.jsonl tests/gold/dev.jsonl

prints cross-validated figures beside plain VADER's and writes
`sentiment/data/light_weights.csv`. Needs the extra `train` (scipy).
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sentiment.judging.framing import Framing
from sentiment.judging.light import Triple, Weights, chains, collect, smooth
from sentiment.judging.measures import Judged, measure
from sentiment.judging.judges import compound_probabilities
from sentiment.judging.scoring import score_text
from sentiment.models import (
    Article,
    Dating,
    Kind,
    Quote,
    Role,
    Span,
    Speaker,
    Stance,
    Target,
)

Array = npt.NDArray[np.float64]

STANCES = (Stance.SUPPORTIVE, Stance.CRITICAL, Stance.NEUTRAL)

# A word gets a weight of its own when this many articles use it in quotations: words
# of structure ("should", "why", "thank"), not of topics.
WORD_ARTICLES = 25

# How hard the weights are drawn to zero; chosen by cross-validation.
RIDGE = 4.0
WORD_RIDGE = 12.0

# The parts without "-plain" are deliberately ironic, rarer in the world than here.
HARD_WEIGHT = 0.5

FOLDS = 5
ENTRY_QUOTES = 10


@dataclass(frozen=True)
class Labelled:
    """An annotated article with the quotations that are to be judged."""

    article: Article
    part: str
    target: Target
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    stances: tuple[Stance, ...]


def read_labelled(path: Path) -> list[Labelled]:
    """Read annotated articles (JSONL), the annotated quotations as if found."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [labelled(json.loads(line)) for line in lines if line.strip()]


def labelled(record: Mapping[str, object]) -> Labelled:
    """One annotated article, its quotations and speakers taken from the annotation."""
    text = str(record["text"])
    title = record.get("title")
    article = Article(
        id=str(record["id"]),
        text=text,
        dating=Dating(None, None, "not asked for"),
        title=str(title) if title else None,
    )
    rows = [row for row in record["quotes"] if row["kind"] == "speech"]  # type: ignore[attr-defined]
    rows.sort(key=lambda row: row["start"])
    quotes, speakers = [], []
    for row in rows:
        span = Span(row["start"], row["end"])
        marks = Span(max(0, span.start - 1), min(len(text), span.end + 1))
        quotes.append(Quote(f"{article.id}#{len(quotes)}", span, marks, Kind.SPEECH))
        phrase = row.get("speaker")
        name = row.get("speaker_resolved") or phrase
        speakers.append(Speaker(None, phrase, name, Role(row["role"])))
    return Labelled(
        article,
        str(record.get("part", "dev")),
        Target(str(record["target"])),
        tuple(quotes),
        tuple(speakers),
        tuple(Stance(row["stance"]) for row in rows),
    )


def common_words(articles: Iterable[Labelled]) -> frozenset[str]:
    """The words that quotations of at least `WORD_ARTICLES` articles hold."""
    from sentiment.judging.cues import tokenize

    counts: Counter[str] = Counter()
    for one in articles:
        held: set[str] = set()
        for quote in one.quotes:
            held.update(tokenize(quote.span.of(one.article.text)).words)
        counts.update(held)
    return frozenset(
        word for word, n in counts.items() if n >= WORD_ARTICLES and word.isascii()
    )


@dataclass(frozen=True)
class Rows:
    """Articles as numbers: a row for each quotation, chains as lists of rows."""

    features: Sequence[Sequence[tuple[str, float]]]
    links: Sequence[Sequence[str]]
    gold: Sequence[int]
    weight: Sequence[float]
    chains: Sequence[Sequence[int]]


def to_rows(
    articles: Sequence[Labelled], framings: Sequence[Sequence[Framing]]
) -> Rows:
    features, links, gold, weight, chained = [], [], [], [], []
    for one, found in zip(articles, framings, strict=True):
        begin = len(features)
        amount = weight_of(one.part)
        for framing, stance in zip(found, one.stances, strict=True):
            features.append([(f.name, f.value) for f in framing.features])
            links.append(framing.links)
            gold.append(STANCES.index(stance))
            weight.append(amount)
        for chain in chains(one.speakers):
            chained.append([begin + at for at in chain])
    return Rows(features, links, gold, weight, chained)


def weight_of(part: str) -> float:
    return 1.0 if part == "dev" or part.endswith("-plain") else HARD_WEIGHT


class Problem:
    """The penalised likelihood of the gold stances, with its gradient."""

    def __init__(self, rows: Rows, ridge: float, word_ridge: float) -> None:
        seen = Counter(name for row in rows.features for name, _ in row)
        names = {n for n, c in seen.items() if c >= ENTRY_QUOTES or n[:4] != "cue:" and n[:7] != "phrase="}
        self.names = ["baseline", *sorted(names)]
        self.link_names = sorted({name for row in rows.links for name in row})
        self.x = _matrix(
            [[("baseline", 1.0), *row] for row in rows.features], self.names
        )
        self.links = _matrix(
            [[(name, 1.0) for name in row] for row in rows.links], self.link_names
        )
        ridges = [
            0.01 if name == "baseline"
            else word_ridge if name.startswith(("word:", "cue:", "phrase=")) else ridge
            for name in self.names
        ] + [ridge * 0.5] * len(self.link_names)
        self.ridges = np.repeat(np.array(ridges), 3)
        self.gold = np.eye(3)[list(rows.gold)]
        self.weight = np.array(rows.weight)
        width = max(len(chain) for chain in rows.chains)
        # Rows by chain and place; the extra last row stands for "no such place".
        self.grid = np.full((len(rows.chains), width), len(rows.gold))
        for number, chain in enumerate(rows.chains):
            self.grid[number, : len(chain)] = chain

    def split(self, flat: Array) -> tuple[Array, Array]:
        table = flat.reshape(-1, 3)
        return table[: len(self.names)], table[len(self.names) :]

    def loss(self, flat: Array) -> tuple[float, Array]:
        own, link = self.split(flat)
        emission = self.x @ own
        bonus = self.links @ link
        likelihood, single, pair = chain_marginals(self.grid, emission, bonus)
        gold_pair = np.zeros_like(pair)
        for at in range(1, self.grid.shape[1]):
            rows, before = self.grid[:, at], self.grid[:, at - 1]
            held = rows < len(self.gold)
            gold_pair[rows[held]] = self.gold[rows[held]] * self.gold[before[held]]
        first = np.array([self.weight[row] for row in self.grid[:, 0]])
        score = (emission * self.gold).sum(1) + (bonus * gold_pair).sum(1)
        value = float((first * likelihood).sum() - (self.weight * score).sum())
        value += float((self.ridges * flat**2).sum()) / 2
        scale = self.weight[:, None]
        gradient = np.vstack(
            [
                self.x.T @ (scale * (single - self.gold)),
                self.links.T @ (scale * (pair - gold_pair)),
            ]
        ).ravel()
        return value, gradient + self.ridges * flat

    def solve(self) -> Weights:
        size = 3 * (len(self.names) + len(self.link_names))
        found = minimize(
            self.loss, np.zeros(size), jac=True, method="L-BFGS-B",
            options={"maxiter": 400},
        )
        own, link = self.split(found.x)
        table = list(zip([*self.names, *self.link_names], [*own, *link], strict=True))
        return {name: (float(w[0]), float(w[1]), float(w[2])) for name, w in table}


def _matrix(rows: Sequence[Sequence[tuple[str, float]]], names: Sequence[str]) -> csr_matrix:
    column = {name: number for number, name in enumerate(names)}
    data, columns, starts = [], [], [0]
    for row in rows:
        for name, value in row:
            if name in column:
                columns.append(column[name])
                data.append(value)
        starts.append(len(data))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(names)))


def chain_marginals(
    grid: npt.NDArray[np.int64], emission: Array, bonus: Array
) -> tuple[Array, Array, Array]:
    """Log-partition of each chain, stance marginals, and those of sharing a stance."""
    count = len(emission)
    pad = np.vstack([emission, np.zeros((1, 3))])
    held = grid < count
    factor = np.exp(np.vstack([bonus, np.zeros((1, 3))])) - 1.0
    top = pad.max(1, keepdims=True)
    own = np.exp(pad - top)
    forward = np.zeros((*grid.shape, 3))
    scale = np.ones(grid.shape)
    for at in range(grid.shape[1]):
        rows = grid[:, at]
        if at:
            last = forward[:, at - 1]
            message = own[rows] * (last.sum(1, keepdims=True) + last * factor[rows])
        else:
            message = own[rows]
        scale[:, at] = message.sum(1)
        forward[:, at] = message / scale[:, at : at + 1]
    likelihood = ((np.log(scale) + top[grid][:, :, 0]) * held).sum(1)
    single, pair = np.zeros((count, 3)), np.zeros((count, 3))
    backward = np.ones((len(grid), 3))
    for at in range(grid.shape[1] - 1, -1, -1):
        rows = grid[:, at]
        here = held[:, at]
        belief = forward[:, at] * backward
        total = belief.sum(1, keepdims=True)
        single[rows[here]] = (belief / total)[here]
        if at:
            inner = own[rows] * backward
            same = forward[:, at - 1] * (1.0 + factor[rows]) * inner
            upward = inner.sum(1, keepdims=True) + inner * factor[rows]
            whole = (forward[:, at - 1] * upward).sum(1, keepdims=True)
            pair[rows[here]] = (same / whole)[here]
            upward = upward / upward.sum(1, keepdims=True)
            backward = np.where(here[:, None], upward, backward)
    # Places beyond a chain's end have bonus one and equal sums, so they cancel out.
    return likelihood, single, pair


def predict(weights: Weights, rows: Rows) -> list[Triple]:
    """The probabilities that the weights give every row, as the judge would."""
    zero = (0.0, 0.0, 0.0)
    base = np.array(weights["baseline"])
    alone = [
        base + sum((v * np.array(weights.get(n, zero)) for n, v in row), np.zeros(3))
        for row in rows.features
    ]
    links = [
        sum((np.array(weights.get(n, zero)) for n in row), np.zeros(3))
        for row in rows.links
    ]
    found: list[Triple] = [zero] * len(alone)
    for chain in rows.chains:
        marginals = smooth(
            [tuple(alone[at]) for at in chain], [tuple(links[at]) for at in chain]
        )
        for at, marginal in zip(chain, marginals, strict=True):
            found[at] = marginal
    return found
