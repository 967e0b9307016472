"""Alternative texts: made from the numbers, and no more than can be listened to."""

from __future__ import annotations

import re

import pytest

from sentiment.reporting.charts.dots import plot_dots
from sentiment.reporting.charts.multiples import plot_multiples
from sentiment.reporting.charts.outlets import plot_outlets
from sentiment.reporting.charts.roles import plot_roles
from sentiment.reporting.charts.shares import plot_shares
from sentiment.reporting.charts.timeline import plot_timeline
from sentiment.reporting.descriptions import describe_timeline
from sentiment.reporting.timelines import timeline, timelines_by


def test_describe_timeline_tells_each_of_a_few_periods(seeds):
    assert describe_timeline(timeline(seeds), 10) == (
        "Columns of quotations about Alec Fox by quarter. 11 dated quotations, "
        "23 Oct 2022 to 17 Feb 2025, by quarter: 0 supportive, 10 critical, 1 neutral; "
        "net share −0.91 (95 %: −0.97 to +0.38). Undated: 1. "
        "Q4 2022: 0 supportive, 6 critical, 1 neutral; net share −0.86. "
        "Q1 2025: 0 supportive, 4 critical, 0 neutral; net share −1.00. "
        "No dated quotations: Q1 2023 to Q4 2024."
    )


def test_describe_timeline_tells_what_stands_out_of_many(corpus):
    table = timeline(corpus(400, "2021-01-01", 1400), "month")
    words = describe_timeline(table, 10)
    best = table[table["n"] >= 10].sort_values("net").iloc[-1]
    assert f"Most supportive: {best['label']}, {best['supportive']} supportive" in words
    most = table.loc[table["n"].idxmax()]
    assert f"Most quotations: {most['label']}, " in words
    few = int((table["n"].between(1, 9)).sum())
    assert (f"{few} period" in words) == (few > 0)
    assert len(words) < 1500


def test_describe_timeline_counts_gaps_that_are_many(quotes):
    days = [f"2024-{month:02}-05" for month in range(1, 13, 2)]
    days += [f"2025-{month:02}-05" for month in (3, 6, 9)]
    rows = [(day, "critical", day) for day in days]
    table = timeline(quotes(rows), "month", count="mentions")
    assert "12 periods without dated quotations." in describe_timeline(table, 10)


def test_describe_timeline_of_nothing(seeds):
    words = describe_timeline(timeline(seeds.iloc[:0]), 10)
    assert words.endswith("No dated quotations by these speakers. Undated: none.")


@pytest.fixture
def figures(corpus):
    frame = corpus(30, "2024-01-01", 300)
    frame["outlet"] = [f"Outlet {number % 3}" for number in range(len(frame))]
    table = timeline(frame)
    return {
        "Columns of quotations about Ada Fox": plot_timeline(table),
        "Stacked shares of quotations about Ada Fox": plot_shares(table),
        "Dots, one for each quotation about Ada Fox": plot_dots(frame),
        "Bars of quotations about Ada Fox by role": plot_roles(frame),
        "Bars of quotations about Ada Fox by outlet": plot_outlets(frame),
        "Small columns of quotations by role": plot_multiples(
            timelines_by(frame, "role"), "role"
        ),
    }


def test_every_chart_says_what_it_shows(figures):
    for start, figure in figures.items():
        words = figure.get_label()
        assert words.startswith(start)
        assert re.search(r"\d", words)
        assert words.endswith(".")
        assert not re.search(r"nan|None|\s\s|\.\.", words)


def test_describe_bars_gives_every_number(seeds):
    assert (
        plot_roles(seeds)
        .get_label()
        .endswith(
            "commenter: 0 supportive, 6 critical, 1 neutral. "
            "insider: 0 supportive, 4 critical, 0 neutral. "
            "named: 1 supportive, 0 critical, 0 neutral. "
            "subject: 0 supportive, 0 critical, 1 neutral."
        )
    )
