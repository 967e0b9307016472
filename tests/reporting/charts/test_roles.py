"""Bars by role, asked of their artists."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from sentiment.reporting.charts.figures import PALE
from sentiment.reporting.charts.roles import plot_roles

BLUE, ORANGE = "#0072b2", "#d55e00"


def test_plot_roles_draws_shares_that_sum_to_one(seeds):
    axes = plot_roles(seeds).axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == [
        "commenter   n = 7", "insider   n = 4", "named   n = 1", "subject   n = 1"
    ]  # fmt: skip
    for place in range(4):
        parts = [bar for bar in axes.patches if abs(bar.get_y() + 0.34 - place) < 0.1]
        assert sum(bar.get_width() for bar in parts) == pytest.approx(1)


def test_plot_roles_orders_and_colours_by_stance(quotes, ask):
    rows = [("a", stance, None) for stance in ("critical", "neutral", "supportive")]
    axes = plot_roles(quotes(rows)).axes[0]
    drawn = [(bar.get_x(), to_hex(bar.get_facecolor())) for bar in axes.patches]
    assert [colour for _, colour in sorted(drawn)] == [BLUE, "#bdbdbd", ORANGE]
    assert ask.written(axes) == ["1  (33 %)"] * 3


def test_plot_roles_pales_roles_that_the_timeline_leaves_out(seeds):
    axes = plot_roles(seeds, roles=["subject"]).axes[0]
    first = axes.get_yticklabels()[0].get_text()
    assert first.startswith("subject")
    alphas = {bar.get_alpha() for bar in axes.patches if bar.get_y() > 0.5}
    assert alphas == {PALE}


def test_plot_roles_of_nothing_says_so(seeds, ask):
    figure = plot_roles(seeds.iloc[:0])
    assert ask.written(figure.axes[0]) == ["No quotations"]
    assert ask.png(figure).startswith(b"\x89PNG")
