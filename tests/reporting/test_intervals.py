"""Intervals with known answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.reporting.intervals import change_band, net_band, share_band


@given(
    st.lists(
        st.integers(1, 9).flatmap(
            lambda n: st.tuples(st.integers(-n, n), st.just(n))
        ),
        min_size=2,
        max_size=12,
    )
)  # fmt: skip
def test_net_band_stands_around_the_net_share(articles):
    balances, sizes = zip(*articles, strict=True)
    low, high = net_band(balances, sizes, draws=300)
    net = sum(balances) / sum(sizes)
    assert -1 <= low <= high <= 1
    assert low - 1e-4 <= net <= high + 1e-4
    assert high > low


def test_net_band_stays_open_where_few_articles_agree():
    low, high = net_band([-3, -3, -3], [3, 3, 3])
    assert low == -1
    assert high > -0.6


def test_net_band_narrows_with_more_articles():
    widths = [np.diff(net_band([3, -3] * k, [3, 3] * k))[0] for k in (1, 5, 25)]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("articles", [2, 5, 20])
def test_net_band_covers_the_truth_in_nearly_95_of_100_corpora(articles):
    random = np.random.default_rng(11)
    lean = np.array([0.2, 0.6, 0.2])
    covered = 0
    for _ in range(500):
        sizes = random.integers(1, 9, articles)
        chances = random.dirichlet(lean * 3, articles)
        counts = np.array([random.multinomial(*one) for one in zip(sizes, chances)])  # noqa: B905
        balances = counts[:, 0] - counts[:, 1]
        low, high = net_band(balances.tolist(), sizes.tolist(), draws=400)
        covered += low <= lean[0] - lean[1] <= high
    assert covered / 500 >= 0.91


def _articles(random, number, lean):
    sizes = random.integers(1, 9, number)
    chances = random.dirichlet(np.array(lean) * 3, number)
    pairs = zip(sizes, chances, strict=True)
    counts = np.array([random.multinomial(*pair) for pair in pairs])
    return (counts[:, 0] - counts[:, 1]).tolist(), sizes.tolist()


@pytest.mark.parametrize("change", [0.0, 0.3])
def test_change_band_covers_the_truth_in_nearly_95_of_100_corpora(change):
    random = np.random.default_rng(5)
    covered = 0
    for _ in range(500):
        before = _articles(random, 12, [0.2, 0.6, 0.2])
        after = _articles(random, 15, [0.2 + change / 2, 0.6 - change / 2, 0.2])
        low, high = change_band(before, after, draws=400)
        covered += low <= change <= high
    assert 0.92 <= covered / 500 <= 0.99


def test_change_band_finds_a_change_and_invents_none():
    random = np.random.default_rng(3)
    before = _articles(random, 60, [0.2, 0.6, 0.2])
    same = _articles(random, 60, [0.2, 0.6, 0.2])
    other = _articles(random, 60, [0.5, 0.3, 0.2])
    low, high = change_band(before, same)
    assert low < 0 < high
    low, high = change_band(before, other)
    assert 0 < low < 0.6 < high


def test_change_band_needs_two_articles_on_either_side():
    assert np.isnan(change_band(([1], [1]), ([1, 2], [2, 2]))).all()
    assert np.isnan(change_band(([1, 2], [2, 2]), ([1], [1]))).all()


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_share_band_agrees_with_published_values(count, total, low, high):
    assert share_band(count, total) == pytest.approx((low, high), abs=1e-4)


def test_share_band_of_nothing_is_unknown():
    assert np.isnan(share_band(0, 0)).all()
