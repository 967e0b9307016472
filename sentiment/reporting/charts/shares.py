"""A timeline as shares: what part of each period's quotations has which stance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sentiment.reporting import captions
from sentiment.reporting.charts.event_marks import mark_events, placed_events
from sentiment.reporting.charts.figures import (
    HATCHED,
    INK,
    PALE,
    PLAIN,
    SOFT,
    furnish,
    new_figure,
    say,
    stance_legend,
    style,
)
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

WORDS = "shares of quotations classified as supportive or critical"
# A slot of so many points holds a share in per cent beside the whiskers.
TOLD_SLOT = 58
# A lower part of a column does not hold a number.
LEAST_TOLD = 0.07
# The part of a slot that a column takes: whiskers stand in the rest.
WIDTH = 0.62
# Points between column and whiskers, at most; with smaller slots there is no room.
WHISKER_GAP, WHISKER_SLOT = 4.0, 15


def plot_shares(
    timeline: pd.DataFrame,
    *,
    min_n: int = MIN_N,
    events: Sequence[Event] = (),
    look: Look = LOOK,
) -> Figure:
    """Draw the shares of the stances in each period, with n at the foot.

    Args:
        timeline: from `sentiment.timeline`, with its `attrs`.
        min_n: the shares of fewer quotations than this are drawn paler.
        events: marked by lines on the time axis, those within it.
        look: size, colours and headline.

    Returns:
        A figure. Supportive quotations stand at the bottom of each column, critical
        ones at its top, neutral ones between; whiskers are the 95 % intervals of the
        supportive and of the critical share. Periods without quotations stay blank.
    """
    with style():
        figure = new_figure(look.size, look.dpi)
        axis, colours = TimeAxis(figure, timeline), look.colours.colours
        panels = axis.panels(("shares", "sizes"), (7, 1.3))
        main = [panels["shares"], panels["sizes"]]
        if timeline.empty:
            say(main, "No dated quotations")
        else:
            _draw_shares(panels["shares"], axis, min_n, colours)
            draw_sizes(panels["sizes"], axis, look.colours.neutral)
            axis.draw(main)
            axis.name_gaps(panels["shares"], 0.5)
        if axis.outside:
            rows = axis.outside_rows()
            _stack(panels["shares aside"], rows, 0.72, colours, PALE)
            draw_sizes_outside(panels["sizes aside"], axis, look.colours.neutral)
            axis.draw_outside(panels["shares aside"], panels["sizes aside"])
        panels["shares"].set_ylim(-0.01, 1.01)
        level_sizes(panels["sizes"], axis)
        places = placed_events(timeline, events)
        shown = mark_events(panels["shares"], [], places, 0.8)
        furnish(
            figure,
            captions.headline(look.title, timeline.attrs, WORDS),
            captions.timeline_subtitle(timeline),
            captions.timeline_notes(
                timeline, captions.SHARE_NOTES, min_n, len(events) - shown
            ),
            _legend(axis, min_n, colours),
        )
        kind = "Stacked shares of quotations"
        describe(figure, describe_timeline(timeline, min_n, kind))
        return figure


def _draw_shares(
    axes: Axes, axis: TimeAxis, min_n: int, colours: Mapping[str, str]
) -> None:
    filled = axis.timeline[axis.timeline["n"] > 0]
    width = WIDTH if axis.slot >= WHISKER_SLOT else axis.width
    for few, alpha in ((False, 1.0), (True, PALE)):
        some = filled[(filled["n"] < min_n) == few]
        parts = _stack(axes, some, width, colours, alpha)
        for bars, name in parts if axis.slot >= TOLD_SLOT else ():
            light = few or name == "neutral"
            shares = [bar.get_height() for bar in bars]
            axes.bar_label(
                bars, [f"{s * 100:.0f} %" if s >= LEAST_TOLD else "" for s in shares],
                label_type="center", fontsize=PLAIN, color=INK if light else "white",
            )  # fmt: skip
    if axis.slot >= WHISKER_SLOT:
        _whiskers(axes, filled, axis, colours)
    axes.set_title("Shares: supportive from below, critical from above")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])


def _stack(
    axes: Axes,
    rows: pd.DataFrame,
    width: float,
    colours: Mapping[str, str],
    alpha: float,
) -> list[tuple[Any, str]]:
    """Columns of the stances' shares on one another; each with its stance."""
    below = pd.Series(0.0, rows.index)
    parts = []
    for name, colour in colours.items():
        shares = rows[name] / rows["n"]
        bars = axes.bar(
            rows.index, shares, width, below, color=colour, alpha=alpha, label=name,
            zorder=2,
        )  # fmt: skip
        parts.append((bars, name))
        below = below + shares
    return parts


def _whiskers(
    axes: Axes, filled: pd.DataFrame, axis: TimeAxis, colours: Mapping[str, str]
) -> None:
    """The 95 % intervals beside each column, in the colours of their shares."""
    gap = min((1 - WIDTH) / 3, WHISKER_GAP / axis.slot)
    for number, name in enumerate(("supportive", "critical"), 1):
        places = filled.index + WIDTH / 2 + number * gap
        low, high = filled[f"{name}_share_low"], filled[f"{name}_share_high"]
        ends = (low, high) if name == "supportive" else (1 - high, 1 - low)
        axes.vlines(
            places, *ends, color=colours[name], linewidth=1.4, zorder=3,
            gid=f"{name} interval",
        )  # fmt: skip


def _legend(axis: TimeAxis, min_n: int, colours: Mapping[str, str]) -> list[Any]:
    items: list[Any] = [*stance_legend(colours)]
    few = axis.timeline["n"].between(1, min_n - 1).any()
    pale = [f"n below {min_n}"] if few else []
    pale += ["not on the time axis"] if axis.outside else []
    if pale:
        items.append(Patch(color=SOFT, label=" or ".join(pale), alpha=PALE))
    if axis.timeline["inferred"].any():
        items.append(Patch(edgecolor=SOFT, label="date inferred", **HATCHED))
    if axis.slot >= WHISKER_SLOT and not axis.timeline.empty:
        items.append(Line2D([], [], color=SOFT, linewidth=1.6, label="95 % intervals"))
    return items
