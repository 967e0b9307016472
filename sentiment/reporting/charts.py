"""A timeline as a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.reporting import captions
from sentiment.reporting.event_marks import mark_events
from sentiment.reporting.events import Event
from sentiment.reporting.figures import (
    COLOURS,
    CRITICAL,
    FAINT,
    GAP,
    HATCHED,
    INK,
    NEUTRAL,
    SIZE,
    SOFT,
    SUPPORTIVE,
    furnish,
    label_bars,
    new_figure,
    say,
    style,
)
from sentiment.reporting.options import MIN_N
from sentiment.reporting.periods import tick_places
from sentiment.reporting.timelines import gaps

# With more periods, or more digits in a row, the columns' numbers would collide.
MAX_LABELLED, MAX_DIGITS = 36, 72
# With more periods than this not each can have its own tick.
MAX_TICKS = 16
# Taller than this beside the tallest column of the axis, the undated would flatten it.
MAX_ASIDE = 1.5

# Quotations without a place in time.
ASIDE: dict[str, Any] = {"alpha": 0.45}

_MAIN = ("counts", "net", "sizes")


def plot_timeline(
    timeline: pd.DataFrame, *, min_n: int = MIN_N, events: Sequence[Event] = ()
) -> Figure:
    """Draw a timeline: counts up and down, the net share below them, n at the foot.

    Args:
        timeline: from `sentiment.timeline`, with its `attrs`.
        min_n: a net share of fewer quotations than this is drawn hollow.
        events: marked by lines on the time axis, those within it.

    Returns:
        A figure of 10 by 7.2 inches. Columns stand for quotations classified as
        supportive (up) and critical (down), hatched where their date is inferred;
        quotations that have no place on the axis, undated ones above all, stand apart
        on the right. Runs of periods without quotations are shaded, and the line of
        the net share stops there. A star marks a period that the dates do not fill.
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
            _draw_net(panels["net"], timeline, min_n)
            _draw_sizes(panels["sizes"], timeline)
            _draw_axis(panels, timeline)
        if sides:
            _draw_outside(panels, sides, timeline)
        _level(panels, timeline, sides)
        shown = mark_events(panels["counts"], panels["net"], timeline, events)
        words = "quotations classified as supportive or critical"
        furnish(
            figure,
            captions.title(attrs.get("target"), attrs.get("targets", 0), words),
            captions.timeline_subtitle(timeline),
            captions.timeline_notes(timeline, min_n, len(events) - shown),
            _timeline_legend(timeline, min_n, bool(sides)),
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
    _hatch(axes, filled, width)
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


def _hatch(axes: Axes, filled: pd.DataFrame, width: float) -> None:
    """Hatch the outer part of the columns, that of quotations with inferred dates."""
    for name, sign in (("supportive", 1), ("critical", -1)):
        some = filled[filled[f"inferred_{name}"] > 0]
        inferred = some[f"inferred_{name}"]
        axes.bar(
            some.index, sign * inferred, width, sign * (some[name] - inferred),
            edgecolor=COLOURS[name], zorder=2.5, label=f"inferred {name}", **HATCHED,
        )  # fmt: skip


def _labelled(timeline: pd.DataFrame) -> bool:
    digits = len(f"{max(timeline['n'], default=0):,}")
    return len(timeline) <= min(MAX_LABELLED, MAX_DIGITS // digits)


def _width(periods: int) -> float:
    # A thousand periods still get columns of a pixel or two.
    return max(0.72 if periods <= 60 else 0.9, periods / 500)


def _draw_net(axes: Axes, timeline: pd.DataFrame, min_n: int) -> None:
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
    _markers(axes, timeline, min_n)
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


def _markers(axes: Axes, timeline: pd.DataFrame, min_n: int) -> None:
    size = 7.0 if len(timeline) <= MAX_TICKS else 4.0
    for few, face in ((False, INK), (True, "white")):
        some = timeline[(timeline["n"] > 0) & ((timeline["n"] < min_n) == few)]
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
    some = filled[filled["inferred"] > 0]
    axes.bar(
        some.index, some["inferred"], width, some["n"] - some["inferred"],
        edgecolor=SOFT, **HATCHED,
    )  # fmt: skip
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
    stars = counts.get("partial", pd.Series(False, counts.index))
    texts = [
        f"{n:,}" * labelled + "*" * bool(star)
        for n, star in zip(counts["n"], stars, strict=True)
    ]
    label_bars(axes, bars, texts, 2, color=SOFT)


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
                bbox={"facecolor": GAP, "linewidth": 0, "pad": 2},
            )  # fmt: skip
    freq = str(timeline.attrs["freq"])
    places = tick_places(timeline["period_start"], freq, MAX_TICKS)
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
    _columns(counts, places, rows, 0.72, scale=scale, **ASIDE)
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


def _timeline_legend(timeline: pd.DataFrame, min_n: int, aside: bool) -> list[Any]:
    items: list[Any] = [
        Patch(color=SUPPORTIVE, label="classified as supportive"),
        Patch(color=CRITICAL, label="as critical"),
    ]
    if aside:
        items.append(Patch(color=SOFT, label="not on the time axis", **ASIDE))
    if timeline["inferred"].any():
        items.append(Patch(edgecolor=SOFT, label="date inferred", **HATCHED))
    if (timeline["n"] >= min_n).any():
        items.append(Line2D([], [], color=INK, marker="o", label="net share"))
    if timeline["n"].between(1, min_n - 1).any():
        words = f"net share, n below {min_n}"
        items.append(
            Line2D([], [], color=INK, marker="o", markerfacecolor="white", label=words)
        )
    if timeline["net_low"].notna().any():
        items.append(Patch(color=FAINT, label="its 95 % band"))
    return items
