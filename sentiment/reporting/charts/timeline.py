"""A timeline as a figure: columns up and down, and the net share that they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.reporting import captions
from sentiment.reporting.charts.event_marks import mark_events, placed_events
from sentiment.reporting.charts.figures import (
    HATCHED,
    INK,
    PALE,
    SOFT,
    furnish,
    label_bars,
    new_figure,
    say,
    style,
)
from sentiment.reporting.charts.net import draw_net, net_legend
from sentiment.reporting.charts.saving import describe
from sentiment.reporting.charts.sizes import (
    draw_sizes,
    draw_sizes_outside,
    level_sizes,
)
from sentiment.reporting.charts.time_axis import TimeAxis
from sentiment.reporting.descriptions import describe_timeline
from sentiment.reporting.events import Event
from sentiment.reporting.options import LOOK, MIN_N, Look
from sentiment.reporting.palettes import Palette

SIDES = (("supportive", 1), ("critical", -1))


def plot_timeline(
    timeline: pd.DataFrame,
    *,
    min_n: int = MIN_N,
    events: Sequence[Event] = (),
    look: Look = LOOK,
) -> Figure:
    """Draw a timeline: counts up and down, the net share below them, n at the foot.

    Args:
        timeline: from `sentiment.timeline`, with its `attrs`.
        min_n: a net share of fewer quotations than this is drawn hollow.
        events: marked by lines on the time axis, those within it.
        look: size, colours and headline.

    Returns:
        A figure. Columns stand for quotations classified as supportive (up) and
        critical (down), hatched where their date is inferred; quotations that have no
        place on the axis, undated ones above all, stand apart on the right. The line
        of the net share stops where there are no quotations; longer gaps are shaded.
        A star marks a period that the dates do not fill.
    """
    with style():
        figure = new_figure(look.size, look.dpi)
        axis, colours = TimeAxis(figure, timeline), look.colours
        panels = axis.panels(("counts", "net", "sizes"), (5, 3.2, 1.2))
        main = [panels[name] for name in ("counts", "net", "sizes")]
        if timeline.empty:
            say(main, "No dated quotations")
        else:
            _draw_counts(panels["counts"], axis, colours)
            draw_net(panels["net"], timeline, min_n)
            draw_sizes(panels["sizes"], axis, colours.neutral)
            axis.draw(main)
            axis.name_gaps(panels["net"], 0.5)
        if axis.outside:
            _draw_outside(panels["counts aside"], axis, colours)
            draw_sizes_outside(panels["sizes aside"], axis, colours.neutral)
            axis.draw_outside(panels["counts aside"], panels["sizes aside"])
        _level_counts(panels["counts"], axis)
        level_sizes(panels["sizes"], axis)
        places = placed_events(timeline, events)
        shown = mark_events(panels["counts"], [panels["net"]], places, 0.5)
        furnish(
            figure,
            captions.headline(look.title, timeline.attrs, captions.WORDS),
            captions.timeline_subtitle(timeline),
            captions.timeline_notes(
                timeline, captions.DIVERGING_NOTES, min_n, len(events) - shown
            ),
            _legend(axis, min_n, colours),
        )
        describe(figure, describe_timeline(timeline, min_n))
        return figure


def _draw_counts(axes: Axes, axis: TimeAxis, colours: Palette) -> None:
    filled = axis.timeline[axis.timeline["n"] > 0]
    for name, sign in SIDES:
        bars = axes.bar(
            filled.index, sign * filled[name], axis.width, zorder=2,
            color=colours.colours[name], label=name,
        )  # fmt: skip
        texts = [f"{count:,}" if count else "" for count in filled[name]]
        if axis.numbered:
            colour = colours.colours[name]
            label_bars(axes, bars, texts, 3, color=colour, weight="bold")
        # The outer part of the column is that of quotations with inferred dates.
        some = filled[filled[f"inferred_{name}"] > 0]
        inferred = some[f"inferred_{name}"]
        axes.bar(
            some.index, sign * inferred, axis.width, sign * (some[name] - inferred),
            edgecolor=colours.colours[name], zorder=2.5, label=f"inferred {name}",
            **HATCHED,
        )  # fmt: skip
    axes.axhline(0, color=INK, linewidth=0.8, zorder=3)
    axes.set_title("Quotations: supportive upward, critical downward")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))


def _draw_outside(axes: Axes, axis: TimeAxis, colours: Palette) -> None:
    """Quotations without a place in time: lighter columns, right of the axis."""
    rows, scale = axis.outside_rows(), int(axis.comparable)
    for name, sign in SIDES:
        colour = colours.colours[name]
        bars = axes.bar(
            rows.index, sign * scale * rows[name], 0.72, color=colour, zorder=2,
            label=name, alpha=PALE,
        )  # fmt: skip
        texts = [f"{count:,}" if count else "" for count in rows[name]]
        # A column without height counts as an upward one; its number must not.
        gap = 3 if sign > 0 or scale else -14
        label_bars(axes, bars, texts, gap, color=colour, weight="bold")
    axes.axhline(0, color=INK, linewidth=0.8, zorder=3)


def _level_counts(axes: Axes, axis: TimeAxis) -> None:
    """Leave room for the numbers at the columns' ends."""
    sides = axis.outside.values() if axis.comparable else ()
    tall, deep = (
        max([*axis.timeline[name], *(side[name] for side in sides)], default=0)
        for name, _ in SIDES
    )
    room = 0.12 * max(tall + deep, 1)
    axes.set_ylim(-deep - room, tall + room)


def _legend(axis: TimeAxis, min_n: int, colours: Palette) -> list[Any]:
    items: list[Any] = [
        Patch(color=colours.supportive, label="classified as supportive"),
        Patch(color=colours.critical, label="as critical"),
    ]
    if axis.outside:
        items.append(Patch(color=SOFT, label="not on the time axis", alpha=PALE))
    if axis.timeline["inferred"].any():
        items.append(Patch(edgecolor=SOFT, label="date inferred", **HATCHED))
    return [*items, *net_legend(axis.timeline, min_n)]
