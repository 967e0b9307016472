"""Small timelines side by side: one for each role, outlet or target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.reporting import captions
from sentiment.reporting.charts.figures import (
    GAP,
    HATCHED,
    INK,
    PALE,
    SMALL,
    SOFT,
    furnish,
    new_figure,
    say,
    shortened,
    style,
)
from sentiment.reporting.charts.saving import describe
from sentiment.reporting.descriptions import describe_multiples
from sentiment.reporting.options import LOOK, MIN_N, Look
from sentiment.reporting.palettes import Palette
from sentiment.reporting.periods import tick_places
from sentiment.reporting.timelines import gaps
from sentiment.text import printable

# Panels in a row, and ticks that a panel has room for.
COLUMNS, MAX_TICKS = 3, 5


def plot_multiples(
    timelines: Mapping[str, pd.DataFrame],
    by: str,
    *,
    min_n: int = MIN_N,
    look: Look = LOOK,
) -> Figure:
    """Draw several timelines as small charts with the same axes.

    Args:
        timelines: by name, as from `timelines_by`.
        by: what they are split by.
        min_n: a chart of fewer quotations than this is drawn paler.
        look: size, colours and headline.

    Returns:
        A figure with columns up and down for each, hatched where dates are inferred;
        over each its n and net share with its band.
    """
    across = 2 if len(timelines) == 4 else min(COLUMNS, max(1, len(timelines)))
    down = -(-max(1, len(timelines)) // across)
    with style():
        figure = new_figure(look.size, look.dpi)
        grid = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
        panels = list(grid.flat)
        inches = 0.85 * look.size[0] / across
        for panel, (name, table) in zip(panels, timelines.items(), strict=False):
            _draw(panel, table, min_n, look.colours)
            _head(panel, name, table, min_n, inches)
        for panel in panels[len(timelines) :]:
            panel.set_axis_off()
        whole = max(timelines.values(), key=len, default=pd.DataFrame())
        if whole.empty:
            say(panels, "No dated quotations")
        else:
            _share_axes(panels, timelines, whole, across)
        furnish(
            figure,
            captions.part_headline(
                look.title, _targets(timelines), captions.WORDS, f"by {by}"
            ),
            captions.multiples_subtitle(timelines, by),
            captions.multiples_notes(timelines, min_n),
            [
                Patch(color=look.colours.supportive, label="supportive, upward"),
                Patch(color=look.colours.critical, label="critical, downward"),
            ],
            panels=0.3 + 1.75 * down,
        )
        describe(figure, describe_multiples(timelines, by))
        return figure


def _targets(timelines: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    names = {table.attrs.get("target") for table in timelines.values()} - {None}
    return {"target": names.pop() if len(names) == 1 else None, "targets": len(names)}


def _draw(axes: Axes, table: pd.DataFrame, min_n: int, colours: Palette) -> None:
    filled = table[table["n"] > 0]
    alpha = 1.0 if table["n"].sum() >= min_n else PALE
    width = max(0.8, len(table) / 150)
    for stance, sign in (("supportive", 1), ("critical", -1)):
        colour = colours.colours[stance]
        look: dict[str, Any] = {"facecolor": colour, "alpha": alpha}
        axes.bar(filled.index, sign * filled[stance], width, label=stance, **look)
        inferred = filled[f"inferred_{stance}"]
        axes.bar(
            filled.index, sign * inferred, width, sign * (filled[stance] - inferred),
            edgecolor=colour, **HATCHED,
        )  # fmt: skip
    for start, end in gaps(table):
        axes.axvspan(start - 0.5, end + 0.5, color=GAP, linewidth=0, zorder=0)
    axes.axhline(0, color=INK, linewidth=0.8, zorder=3)


def _head(
    axes: Axes, name: str, table: pd.DataFrame, min_n: int, inches: float
) -> None:
    """The name of a small chart over its numbers."""
    few = table["n"].sum() < min_n
    axes.set_title(
        f"{shortened(axes, printable(name), inches, SMALL)}\n"
        f"{captions.net_words(table)}",
        fontsize=SMALL, linespacing=1.3, color=SOFT if few else INK,
    )  # fmt: skip


def _share_axes(
    panels: list[Axes],
    timelines: Mapping[str, pd.DataFrame],
    whole: pd.DataFrame,
    across: int,
) -> None:
    periods = len(whole)
    tall, deep = (
        max(table[name].max() for table in timelines.values() if len(table))
        for name in ("supportive", "critical")
    )
    room = 0.06 * max(tall + deep, 1)
    spare = max((5 - periods) / 2, 0.012 * periods)
    panels[0].set_ylim(-deep - room, tall + room)
    panels[0].set_xlim(-0.5 - spare, periods - 0.5 + spare)
    panels[0].yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    panels[0].yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{abs(value):,.0f}")
    )
    freq = next(table.attrs["freq"] for table in timelines.values() if len(table))
    places = tick_places(whole["period_start"], freq, MAX_TICKS)
    panels[0].set_xticks(places, captions.tick_labels(whole["label"].iloc[places]))
    for number, panel in enumerate(panels[: len(timelines)]):
        # The lowest panel of each column bears the ticks, whatever is below it.
        panel.tick_params(
            labelsize=SMALL, labelbottom=number + across >= len(timelines)
        )
