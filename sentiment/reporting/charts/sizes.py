"""The panel at the foot of a timeline: how many quotations each period has."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sentiment.reporting.charts.figures import HATCHED, SOFT, label_bars
from sentiment.reporting.charts.time_axis import TimeAxis


def draw_sizes(axes: Axes, axis: TimeAxis, colour: str) -> None:
    """Draw n of each period, hatched where dates are inferred, starred where partial.

    Args:
        axes: the panel.
        axis: whose periods they are.
        colour: of the columns.
    """
    filled = axis.timeline[axis.timeline["n"] > 0]
    _bars(axes, list(filled.index), filled, axis, colour)
    some = filled[filled["inferred"] > 0]
    axes.bar(
        some.index, some["inferred"], axis.width, some["n"] - some["inferred"],
        edgecolor=SOFT, **{**HATCHED, "linewidth": 0.5},
    )  # fmt: skip
    axes.set_title("n: all quotations, neutral ones included")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
    # Numbers on the columns say it better than an axis.
    axes.tick_params(axis="y", left=not axis.numbered, labelleft=not axis.numbered)
    axes.spines["left"].set_visible(not axis.numbered)


def draw_sizes_outside(axes: Axes, axis: TimeAxis, colour: str) -> None:
    """Draw n of what has no place on the axis, as far as the scale allows."""
    rows = axis.outside_rows()
    _bars(axes, list(range(len(rows))), rows, axis, colour, aside=True)


def level_sizes(axes: Axes, axis: TimeAxis) -> None:
    """Leave room for the numbers over the columns."""
    sides = axis.outside.values() if axis.comparable else ()
    most = max(
        [*axis.timeline["n"], *(sum(side.values()) for side in sides)], default=0
    )
    axes.set_ylim(0, 1.55 * max(most, 1))


def _bars(
    axes: Axes,
    places: Sequence[float],
    counts: pd.DataFrame,
    axis: TimeAxis,
    colour: str,
    *,
    aside: bool = False,
) -> None:
    scale = int(axis.comparable) if aside else 1
    width = 0.72 if aside else axis.width
    bars = axes.bar(places, counts["n"] * scale, width, color=colour)
    stars = counts.get("partial", pd.Series(False, counts.index))
    texts = [
        f"{n:,}" * (aside or axis.numbered) + "*" * bool(star)
        for n, star in zip(counts["n"], stars, strict=True)
    ]
    label_bars(axes, bars, texts, 2, color=SOFT)
