"""Stacked shares, asked of their artists."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from sentiment.reporting.charts.figures import PALE
from sentiment.reporting.charts.shares import plot_shares
from sentiment.reporting.options import Look
from sentiment.reporting.palettes import PALETTES
from sentiment.reporting.timelines import timeline


@pytest.fixture
def years(corpus):
    return timeline(corpus(150, "2021-01-01", 1400), "year")


def stacks(axes):
    """For each column its parts from below, as stance, height and opacity."""
    found = {}
    for container in axes.containers:
        for bar in container.patches:
            place = round(bar.get_x() + bar.get_width() / 2)
            part = (bar.get_y(), container.get_label(), bar.get_height(), bar)
            found.setdefault(place, []).append(part)
    return {
        place: sorted(parts, key=lambda part: part[0]) for place, parts in found.items()
    }


def test_plot_shares_stacks_parts_that_sum_to_one(years):
    drawn = stacks(plot_shares(years).axes[0])
    assert list(drawn) == list(years.index)
    for place, parts in drawn.items():
        names = [name for _, name, height, _ in parts if height]
        assert names == ["supportive", "neutral", "critical"]
        shares = {name: height for _, name, height, _ in parts}
        assert sum(shares.values()) == pytest.approx(1)
        row = years.loc[place]
        assert shares["supportive"] == pytest.approx(row["supportive"] / row["n"])


@pytest.mark.parametrize("palette", PALETTES)
def test_plot_shares_colours_by_stance(palette, years):
    axes = plot_shares(years, look=Look(palette=palette)).axes[0]
    for container in axes.containers:
        colour = PALETTES[palette].colours[container.get_label()].lower()
        assert {to_hex(bar.get_facecolor()) for bar in container.patches} <= {colour}


def test_plot_shares_pales_few_quotations(corpus, ask):
    table = timeline(corpus(60, "2023-01-01", 300), "month")
    limit = int(table["n"].median())
    figure = plot_shares(table, min_n=limit)
    for place, parts in stacks(figure.axes[0]).items():
        pale = table.loc[place, "n"] < limit
        assert {bar.get_alpha() for *_, bar in parts} == {PALE if pale else 1.0}
    assert any(f"n below {limit}" in words for words in ask.legend(figure))


def test_plot_shares_draws_the_intervals_of_the_table_beside_the_columns(years):
    axes = plot_shares(years).axes[0]
    for name in ("supportive", "critical"):
        (lines,) = [
            one for one in axes.collections if one.get_gid() == f"{name} interval"
        ]
        low, high = years[f"{name}_share_low"], years[f"{name}_share_high"]
        ends = np.array([segment[:, 1] for segment in lines.get_segments()])
        expected = (
            np.array([low, high]) if name == "supportive" else 1 - np.array([low, high])
        )
        assert np.sort(ends, axis=1) == pytest.approx(np.sort(expected, axis=0).T)
        places = np.array([segment[0, 0] for segment in lines.get_segments()])
        assert ((places - years.index > 0.3) & (places - years.index < 0.5)).all()


def test_plot_shares_tells_per_cents_that_find_room(years, ask):
    shown = [text for text in ask.written(plot_shares(years).axes[0]) if "%" in text]
    assert f"{years.loc[0, 'critical_share'] * 100:.0f} %" in shown


def test_plot_shares_leaves_gaps_blank_and_undated_aside(seeds, ask):
    figure = plot_shares(timeline(seeds))
    drawn = stacks(figure.axes[0])
    assert list(drawn) == [0, 9]
    assert "no dated quotations" in ask.written(figure.axes[0])
    aside = stacks(figure.axes[1])
    assert [name for _, name, height, _ in aside[0] if height] == ["supportive"]
    assert "n below 10 or not on the time axis" in ask.legend(figure)


def test_plot_shares_of_nothing_says_so(seeds, ask):
    figure = plot_shares(timeline(seeds.iloc[:0]))
    assert ask.written(figure.axes[0]) == ["No dated quotations"]
    assert "95 % intervals" not in ask.legend(figure)
    assert ask.png(figure).startswith(b"\x89PNG")
