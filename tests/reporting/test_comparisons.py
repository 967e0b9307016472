"""Known answers: a change that was built in is found, none where there is none."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sentiment.reporting.comparisons import compare, comparison_lines
from sentiment.reporting.options import ChartOptions

DAY = dt.date(2024, 1, 1)
STANCES = ["supportive", "critical", "neutral"]


def corpus(quotes, before, after, articles=40, seed=2):
    """Articles on both sides of the day whose stances have these chances."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(2 * articles):
        chances = before if number < articles else after
        offset = number - articles if number < articles else number - articles + 1
        date = (DAY + dt.timedelta(days=offset)).isoformat()
        mood = random.dirichlet(np.array(chances) * 4)
        for stance in random.choice(STANCES, random.integers(1, 7), p=mood):
            rows.append((f"a{number}", str(stance), date))
    return quotes(rows)


def test_compare_finds_a_known_change_with_its_interval(quotes):
    result = compare(corpus(quotes, [0.2, 0.6, 0.2], [0.5, 0.3, 0.2]), DAY)
    low, high = result.band
    assert 0 < low < 0.6 < high
    assert result.clear is True
    assert comparison_lines(result)[-1].startswith(
        "More than chance: what is quoted became more supportive."
    )


def test_compare_finds_no_change_where_there_is_none(quotes):
    result = compare(corpus(quotes, [0.3, 0.5, 0.2], [0.3, 0.5, 0.2]), DAY)
    assert result.clear is False
    assert "No more than chance" in comparison_lines(result)[-1]


def test_compare_rarely_finds_a_change_that_is_none(quotes):
    found = [
        compare(
            corpus(quotes, [0.3, 0.5, 0.2], [0.3, 0.5, 0.2], articles=12, seed=seed),
            DAY,
        ).clear
        for seed in range(40)
    ]
    assert sum(map(bool, found)) <= 6


def test_compare_needs_two_articles_on_either_side(seeds):
    result = compare(seeds, DAY)
    assert result.clear is None
    assert result.change == pytest.approx(-1 + 6 / 7, abs=1e-4)
    lines = comparison_lines(result)
    assert lines[-1].startswith("Too few articles to tell")
    assert "Left out, undated or not clearly on one side: 1 quotation" in lines


def test_compare_counts_the_day_itself_as_after_and_leaves_out_what_straddles(quotes):
    rows = [
        ("a", "critical", "2023-12-31"),
        ("b", "supportive", "2024-01-01"),
        ("c", "supportive", "2024-01-01", "named", "year"),
        ("d", "supportive", "2023-01-01", "named", "year"),
        ("e", "critical", "2024-01-01", "named", "year"),
    ]
    result = compare(quotes(rows), dt.date(2024, 1, 1))
    assert (result.before.n, result.after.n, result.left_out) == (2, 3, 0)
    result = compare(quotes(rows), dt.date(2024, 3, 1))
    assert (result.before.n, result.after.n, result.left_out) == (3, 0, 2)


def test_compare_of_one_side_says_so(quotes):
    lines = comparison_lines(compare(quotes([("a", "critical", "2023-01-01")]), DAY))
    assert lines[-1] == "Change: unknown, as one side has no quotation"


def test_compare_looks_only_at_the_days_asked_for(quotes):
    frame = corpus(quotes, [0.2, 0.6, 0.2], [0.5, 0.3, 0.2])
    options = ChartOptions(since=dt.date(2023, 12, 20), until=dt.date(2024, 1, 10))
    result = compare(frame, DAY, options)
    assert (result.before.articles, result.after.articles) == (12, 9)
