"""Timelines and roles as figures. With `figures`, the only home of matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting import captions
from sentiment.reporting.figures import (
    COLOURS,
    CRITICAL,
    FAINT,
    GAP,
    INK,
    NEUTRAL,
    SIZE,
    SOFT,
    SUPPORTIVE,
    furnish,
    label_bars,
    new_figure,
    save_png,
    say,
    style,
)
from sentiment.reporting.timelines import gaps

__all__ = ["plot_roles", "plot_timeline", "save_png"]

# Under ten quotations the 95 % interval of a share spans 60 points or more.
SMALL_N = 10
# With more periods, or more digits in a row, the columns' numbers would collide.
MAX_LABELLED, MAX_DIGITS = 36, 72
# With more periods than this not each can have its own tick.
MAX_TICKS = 16
# Taller than this beside the tallest column of the axis, the undated would flatten it.
MAX_ASIDE = 1.5

_MAIN = ("counts", "net", "sizes")


def plot_timeline(timeline: pd.DataFrame, *, small_n: int = SMALL_N) -> Figure:
    """Draw a timeline: counts up and down, the net share below them, n at the foot.

    Args:
        timeline: from `sentiment.timeline`, with its `attrs`.
        small_n: a net share of fewer quotations than this is drawn hollow.

    Returns:
        A figure of 10 by 7.2 inches. Columns stand for quotations classified as
        supportive (up) and critical (down); quotations that have no place on the
        axis, undated ones above all, stand apart on the right. Runs of periods
        without quotations are shaded, and the line of the net share stops there.
    """
    with style():
        figure = new_figure(SIZE)
        attrs = timeline.attrs
        sides = _outside(attrs)
        panels = _panels(figure, len(sides), timeline.empty)
        if timeline.empty:
            say([panels[name] for name in _MAIN], "No dated quotations")
        else:
            _draw_counts(panels["counts"], timeline)
            _draw_net(panels["net"], timeline, small_n)
            _draw_sizes(panels["sizes"], timeline)
            _draw_axis(panels, timeline)
        if sides:
            _draw_outside(panels, sides, timeline)
        _level(panels, timeline, sides)
        words = "quotations classified as supportive or critical"
        furnish(
            figure,
            captions.title(attrs.get("target"), attrs.get("targets", 0), words),
            captions.timeline_subtitle(timeline),
            captions.timeline_notes(timeline, small_n),
            _timeline_legend(timeline, small_n, bool(sides)),
        )
        return figure


def _panels(figure: Figure, sides: int, empty: bool) -> dict[str, Axes]:
    """Counts, net share and sizes under one another; beside them the undated."""
    widths = (12, 1.5 * sides) if not empty else (1, 1)
    grid = figure.add_gridspec(
        3, 2 if sides else 1, height_ratios=(5, 3.2, 1.2),
        width_ratios=widths if sides else (1,),
    )  # fmt: skip
    panels: dict[str, Axes] = {}
    for row, name in enumerate(_MAIN):
        panels[name] = figure.add_subplot(grid[row, 0], sharex=panels.get("counts"))
        if sides and name != "net":
            panels[f"{name} aside"] = figure.add_subplot(
                grid[row, 1], sharex=panels.get("counts aside"), sharey=panels[name]
            )
    return panels


def _outside(attrs: Mapping[Any, Any]) -> dict[str, Mapping[str, int]]:
    """The quotations without a place on the axis, by the words under their column."""
    words = {"undated": "undated", "unplaced": "less\nexact"}
    outside = attrs.get("outside", {})
    return {
        words[key]: counts for key, counts in outside.items() if sum(counts.values())
    }


def _draw_counts(axes: Axes, timeline: pd.DataFrame) -> None:
    filled = timeline[timeline["n"] > 0]
    width = _width(len(timeline))
    _columns(axes, list(filled.index), filled, width, labelled=_labelled(timeline))
    axes.axhline(0, color=INK, linewidth=0.8, zorder=3)
    axes.set_title("Quotations: supportive upward, critical downward")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))


def _columns(
    axes: Axes,
    places: Sequence[float],
    counts: pd.DataFrame,
    width: float,
    *,
    labelled: bool = True,
    scale: int = 1,
    **look: Any,
) -> None:
    """Columns of supportive quotations upward and of critical ones downward."""
    for name, sign in (("supportive", 1), ("critical", -1)):
        heights = [sign * scale * int(count) for count in counts[name]]
        bars = axes.bar(
            places, heights, width, color=COLOURS[name], zorder=2,
            label=name, **look,
        )  # fmt: skip
        if labelled:
            texts = [f"{count:,}" if count else "" for count in counts[name]]
            # A column without height counts as an upward one; its number must not.
            gap = 3 if sign > 0 or scale else -14
            label_bars(axes, bars, texts, gap, color=COLOURS[name], weight="bold")


def _labelled(timeline: pd.DataFrame) -> bool:
    digits = len(f"{max(timeline['n'], default=0):,}")
    return len(timeline) <= min(MAX_LABELLED, MAX_DIGITS // digits)


def _width(periods: int) -> float:
    # A thousand periods still get columns of a pixel or two.
    return max(0.72 if periods <= 60 else 0.9, periods / 500)


def _draw_net(axes: Axes, timeline: pd.DataFrame, small_n: int) -> None:
    places = np.arange(len(timeline))
    net, low, high = (
        timeline[name].to_numpy(dtype=float) for name in ("net", "net_low", "net_high")
    )
    axes.axhline(0, color=SOFT, linewidth=0.8, zorder=1)
    axes.fill_between(places, low, high, color=FAINT, linewidth=0, zorder=0.8)
    alone = _alone(np.isfinite(low))
    axes.vlines(
        places[alone], low[alone], high[alone], color=FAINT, linewidth=7, zorder=0.8
    )
    axes.plot(places, net, color=INK, linewidth=1.4, zorder=3, gid="net")
    _markers(axes, timeline, small_n)
    if np.isfinite(net).sum() <= MAX_TICKS / 2:
        for place in np.flatnonzero(np.isfinite(net)):
            _label_net(axes, int(place), net[place])
    axes.set_title("Net share: +1 all supportive, 0 balanced, −1 all critical")
    axes.set_ylim(-1.15, 1.15)
    axes.set_yticks([-1, 0, 1], ["−1", "0", "+1"])


def _alone(known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Where a value has neighbours on neither side, so that an area has no width."""
    padded = np.pad(known, 1)
    return known & ~padded[:-2] & ~padded[2:]


def _markers(axes: Axes, timeline: pd.DataFrame, small_n: int) -> None:
    size = 7.0 if len(timeline) <= MAX_TICKS else 4.0
    for few, face in ((False, INK), (True, "white")):
        some = timeline[(timeline["n"] > 0) & ((timeline["n"] < small_n) == few)]
        # Drawn empty, a line outside its panel counts as one at the page's corner.
        if some.empty:
            continue
        axes.plot(
            some.index, some["net"], "o", markersize=size, markerfacecolor=face,
            markeredgecolor=INK, markeredgewidth=1.2, zorder=4, clip_on=False,
            gid="hollow" if few else "solid",
        )  # fmt: skip


def _label_net(axes: Axes, place: int, value: float) -> None:
    # Toward the middle of the panel, where there is always room.
    above = value <= 0
    axes.annotate(
        captions.signed(value), (place, value), (0, 8 if above else -8),
        textcoords="offset points", ha="center", va="bottom" if above else "top",
        fontsize=9, zorder=5, in_layout=False,
    )  # fmt: skip


def _draw_sizes(axes: Axes, timeline: pd.DataFrame) -> None:
    filled = timeline[timeline["n"] > 0]
    width, labelled = _width(len(timeline)), _labelled(timeline)
    _size_bars(axes, list(filled.index), filled, width, labelled=labelled)
    axes.set_title("n: all quotations, neutral ones included")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
    # Numbers on the columns say it better than an axis.
    axes.tick_params(axis="y", left=not labelled, labelleft=not labelled)
    axes.spines["left"].set_visible(not labelled)


def _size_bars(
    axes: Axes,
    places: Sequence[float],
    counts: pd.DataFrame,
    width: float,
    *,
    labelled: bool = True,
    scale: int = 1,
) -> None:
    bars = axes.bar(places, counts["n"] * scale, width, color=NEUTRAL)
    if labelled:
        label_bars(axes, bars, [f"{n:,}" for n in counts["n"]], 2, color=SOFT)


def _draw_axis(panels: Mapping[str, Axes], timeline: pd.DataFrame) -> None:
    """Ticks, shaded gaps and limits that the three panels share."""
    periods = len(timeline)
    # At least five slots wide: a lone column is no wall.
    spare = max((5 - periods) / 2, 0.012 * periods)
    for name in _MAIN:
        axes, last = panels[name], name == "sizes"
        for start, end in gaps(timeline):
            axes.axvspan(start - 0.5, end + 0.5, color=GAP, linewidth=0, zorder=0)
        axes.set_xlim(-0.5 - spare, periods - 0.5 + spare)
        axes.tick_params(axis="x", labelbottom=last, bottom=last, length=3)
        axes.spines["bottom"].set_visible(last)
    for start, end in gaps(timeline):
        if end - start + 1 >= max(2, periods / 6):
            panels["net"].text(
                (start + end) / 2, 0.5, "no dated quotations", ha="center", va="center",
                color=SOFT, fontsize=9, in_layout=False,
            )  # fmt: skip
    step = 1 if periods <= MAX_TICKS else -(-periods // (MAX_TICKS // 2))
    places = list(range(0, periods, step))
    panels["sizes"].set_xticks(
        places, captions.tick_labels(timeline["label"].iloc[places])
    )


def _draw_outside(
    panels: Mapping[str, Axes],
    sides: Mapping[str, Mapping[str, int]],
    timeline: pd.DataFrame,
) -> None:
    """Quotations without a place in time: lighter columns, right of the axis."""
    counts, sizes = panels["counts aside"], panels["sizes aside"]
    rows = pd.DataFrame([dict(side) for side in sides.values()])
    rows["n"] = rows.sum(axis=1)
    places = list(range(len(rows)))
    scale = int(_comparable(timeline, sides))
    look: dict[str, Any] = {"alpha": 0.55, "hatch": "///", "edgecolor": "white"}
    _columns(counts, places, rows, 0.72, scale=scale, **look)
    counts.axhline(0, color=INK, linewidth=0.8, zorder=3)
    _size_bars(sizes, places, rows, 0.72, scale=scale)
    sizes.set_xticks(places, list(sides))
    for axes in (counts, sizes):
        axes.spines["left"].set_visible(False)
        axes.tick_params(left=False, labelleft=False, length=3)
        spare = 1.5 if timeline.empty else 0.6
        axes.set_xlim(-spare, len(rows) - 1 + spare)
    counts.tick_params(bottom=False, labelbottom=False)
    counts.spines["bottom"].set_visible(False)


def _comparable(timeline: pd.DataFrame, sides: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether columns aside fit the scale of the axis; numbers must do otherwise."""
    most = max(timeline["n"], default=0)
    asides = max((sum(side.values()) for side in sides.values()), default=0)
    return timeline.empty or asides <= MAX_ASIDE * most


def _level(
    panels: Mapping[str, Axes],
    timeline: pd.DataFrame,
    sides: Mapping[str, Mapping[str, int]],
) -> None:
    """Limits that leave room for the numbers at the columns' ends."""
    drawn = list(sides.values()) if _comparable(timeline, sides) else []
    tall, deep = (
        max([*timeline[name], *(side[name] for side in drawn)], default=0)
        for name in ("supportive", "critical")
    )
    room = 0.12 * max(tall + deep, 1)
    panels["counts"].set_ylim(-deep - room, tall + room)
    most = max([*timeline["n"], *(sum(side.values()) for side in drawn)], default=0)
    panels["sizes"].set_ylim(0, 1.5 * max(most, 1))


def _timeline_legend(timeline: pd.DataFrame, small_n: int, aside: bool) -> list[Any]:
    items: list[Any] = [
        Patch(color=SUPPORTIVE, label="classified as supportive"),
        Patch(color=CRITICAL, label="as critical"),
    ]
    if aside:
        look: dict[str, Any] = {"alpha": 0.55, "hatch": "////", "edgecolor": "white"}
        items.append(Patch(facecolor=SOFT, label="not on the time axis", **look))
    if (timeline["n"] >= small_n).any():
        items.append(Line2D([], [], color=INK, marker="o", label="net share"))
    if timeline["n"].between(1, small_n - 1).any():
        words = f"net share, n below {small_n}"
        items.append(
            Line2D([], [], color=INK, marker="o", markerfacecolor="white", label=words)
        )
    if timeline["net_low"].notna().any():
        items.append(Patch(color=FAINT, label="its 95 % band"))
    return items


def plot_roles(quotes: pd.DataFrame, roles: Iterable[str] = REACTION_ROLES) -> Figure:
    """Draw the share of supportive, neutral and critical quotations by role.

    Args:
        quotes: a table of quotations, one a row.
        roles: those that the timeline counts; the others stand below, paler.

    Returns:
        A figure with one bar a role that occurs, numbers on it and n beside it.
    """
    counted = [str(role) for role in roles]
    order = sorted((role.value for role in Role), key=lambda role: role not in counted)
    sizes = quotes["role"].value_counts()
    shown = [role for role in order if sizes.get(role, 0)]
    targets = sorted(set(quotes["target"].dropna()))
    with style():
        figure = new_figure((SIZE[0], 2.3 + 0.52 * max(len(shown), 2)))
        axes = figure.add_subplot()
        for place, role in enumerate(shown):
            stances = quotes.loc[quotes["role"] == role, "stance"].value_counts()
            _draw_role(axes, place, stances, role in counted)
        _label_roles(axes, shown, counted, sizes)
        if not shown:
            say([axes], "No quotations")
        target = targets[0] if len(targets) == 1 else None
        words = "quotations classified as supportive or critical, by who spoke"
        furnish(
            figure,
            captions.title(target, len(targets), words),
            captions.roles_subtitle(quotes, counted),
            captions.ROLES_NOTES,
            [Patch(color=COLOURS[name], label=name) for name in COLOURS],
        )
        return figure


def _draw_role(axes: Axes, place: int, stances: pd.Series, counted: bool) -> None:
    total, left = int(stances.sum()), 0.0
    for name, colour in COLOURS.items():
        count = int(stances.get(name, 0))
        share = count / total
        bar = axes.barh(
            place, share, 0.68, left, color=colour, alpha=1.0 if counted else 0.4,
            label=name,
        )  # fmt: skip
        # Narrower than this, the number would stick out of its part of the bar.
        if share >= 0.04:
            text = f"{count:,}" if share < 0.12 else f"{count:,}  ({share * 100:.0f} %)"
            shade = INK if name == "neutral" or not counted else "white"
            axes.bar_label(
                bar, [text], label_type="center", color=shade, fontsize=9.5,
                weight="bold" if counted else "normal",
            )  # fmt: skip
        left += share


def _label_roles(
    axes: Axes, shown: Sequence[str], counted: Sequence[str], sizes: pd.Series
) -> None:
    names = [f"{role}   n = {sizes[role]:,}" for role in shown]
    axes.set_yticks(range(len(shown)), names)
    for label, role in zip(axes.get_yticklabels(), shown, strict=True):
        label.set_color(INK if role in counted else SOFT)
    axes.set_xlim(0, 1)
    axes.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.tick_params(axis="y", left=False)
    axes.spines["left"].set_visible(False)
