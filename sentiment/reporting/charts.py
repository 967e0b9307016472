"""Timelines and roles as figures. The only module that knows matplotlib.

Figures are made without pyplot, so that nothing global is left behind, and under
matplotlib's own defaults, so that a user's settings never change a report.
"""

from __future__ import annotations

import os
import textwrap
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting.tables import printable

# Okabe and Ito's blue and vermilion: apart for colour-blind readers and in print.
SUPPORTIVE, CRITICAL, NEUTRAL = "#0072B2", "#D55E00", "#BDBDBD"
INK, SOFT, FAINT, GAP = "#222222", "#666666", "#D9D9D9", "#F4F4F4"
COLOURS = {"supportive": SUPPORTIVE, "neutral": NEUTRAL, "critical": CRITICAL}

DPI = 200
SIZE = (10.0, 7.0)  # inches: 2,000 by 1,400 pixels, half a page in print
# Under ten quotations the 95 % interval of a share spans 60 points or more.
SMALL_N = 10
# Above this many periods, numbers over the columns run into one another.
MAX_LABELLED = 16
MAX_TICKS = 9
WRAP = 74  # characters of bold 15 point type that fit the width of the figure

_STYLE = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "text.parse_math": False,  # a dollar sign in a name is not a formula
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "svg.hashsalt": "sentiment",
}


@contextmanager
def _style() -> Iterator[None]:
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Signs that the font lacks are drawn as boxes; that is no news to the user.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


def save_png(figure: Figure, path: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write `figure` as a PNG at 200 dpi, the same bytes for the same figure."""
    with _style():
        FigureCanvasAgg(figure).print_png(
            path, metadata={"Software": None}
        ) if False else figure.savefig(
            path, format="png", dpi=DPI, metadata={"Software": None}
        )


def plot_timeline(timeline: pd.DataFrame, *, small_n: int = SMALL_N) -> Figure:
    """Draw a timeline: counts up and down, the net share below them, n at the foot.

    Args:
        timeline: from `sentiment.timeline`, with its `attrs`.
        small_n: a net share of fewer quotations than this is drawn hollow.

    Returns:
        A figure of 10 by 7 inches. Columns stand for quotations classified as
        supportive (up) and critical (down); quotations that have no place on the
        axis, undated ones above all, stand apart on the right. Runs of periods
        without quotations are shaded, and the line of the net share stops there.
    """
    with _style():
        figure = _figure(SIZE)
        attrs = timeline.attrs
        sides = _outside(attrs)
        panels = _panels(figure, len(sides))
        _draw_counts(panels["counts"], timeline)
        _draw_net(panels["net"], timeline, small_n)
        _draw_sizes(panels["sizes"], timeline)
        _draw_axis(panels, timeline)
        if sides:
            _draw_outside(panels, sides)
        _level(panels, timeline, sides)
        _head(figure, _title(attrs), _subtitle(timeline), _legend())
        _foot(figure, _timeline_notes(timeline, small_n))
        return figure


def _figure(size: tuple[float, float]) -> Figure:
    figure = Figure(figsize=size, dpi=100, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def _panels(figure: Figure, sides: int) -> dict[str, Axes]:
    names = ("counts", "net", "sizes")
    grid = figure.add_gridspec(
        3, 2 if sides else 1, height_ratios=(5, 3.2, 1.1),
        width_ratios=(12, 1.3 * sides) if sides else (1,),
    )  # fmt: skip
    panels: dict[str, Axes] = {}
    for row, name in enumerate(names):
        first = panels.get("counts")
        panels[name] = figure.add_subplot(grid[row, 0], sharex=first)
        if sides and name != "net":
            side = f"{name} aside"
            panels[side] = figure.add_subplot(
                grid[row, 1], sharex=panels.get("counts aside"), sharey=panels[name]
            )
    return panels


def _outside(attrs: Mapping[Any, Any]) -> dict[str, Mapping[str, int]]:
    """The quotations without a place on the axis, by the words under their column."""
    words = {"undated": "undated", "unplaced": "no exact\ndate"}
    outside = attrs.get("outside", {})
    return {
        words[key]: counts for key, counts in outside.items() if sum(counts.values())
    }


def _draw_counts(axes: Axes, timeline: pd.DataFrame) -> None:
    labelled = len(timeline) <= MAX_LABELLED
    filled = timeline[timeline["n"] > 0]
    _columns(axes, list(filled.index), filled, len(timeline), labelled)
    axes.axhline(0, color=INK, linewidth=0.8, zorder=3)
    axes.set_ylabel("quotations", labelpad=8)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    if timeline.empty:
        _say(axes, "No dated quotation to place on a time axis")


def _columns(
    axes: Axes,
    places: Sequence[float],
    counts: pd.DataFrame,
    periods: int,
    labelled: bool,
    **look: Any,
) -> None:
    """Columns of supportive quotations upward and of critical ones downward."""
    for name, sign in (("supportive", 1), ("critical", -1)):
        heights = [sign * int(count) for count in counts[name]]
        bars = axes.bar(
            places, heights, width=_width(periods), color=COLOURS[name], zorder=2, **look
        )
        bars.set_label(name)
        if labelled:
            texts = [f"{abs(height)}" if height else "" for height in heights]
            axes.bar_label(bars, texts, padding=3, color=COLOURS[name], weight="bold")


def _width(periods: int) -> float:
    # A thousand periods still get columns of a pixel or two.
    return max(0.72 if periods <= 60 else 0.9, periods / 500)


def _draw_net(axes: Axes, timeline: pd.DataFrame, small_n: int) -> None:
    places = np.arange(len(timeline))
    net = timeline["net"].to_numpy(dtype=float)
    low, high = (timeline[name].to_numpy(float) for name in ("net_low", "net_high"))
    axes.axhline(0, color=SOFT, linewidth=0.8, zorder=1)
    axes.fill_between(places, low, high, color=FAINT, linewidth=0, zorder=1)
    alone = _alone(np.isfinite(low))
    axes.vlines(places[alone], low[alone], high[alone], color=FAINT, linewidth=7)
    (line,) = axes.plot(places, net, color=INK, linewidth=1.4, zorder=3)
    line.set_gid("net")
    _markers(axes, timeline, small_n)
    if len(timeline) <= MAX_LABELLED:
        for place, value in zip(places, net, strict=True):
            if np.isfinite(value):
                _label_net(axes, place, value)
    axes.set_ylim(-1.12, 1.12)
    axes.set_yticks([-1, 0, 1], ["−1 all critical", "0 balanced", "+1 all supportive"])
    axes.set_ylabel("net share", labelpad=8)


def _alone(known: np.ndarray) -> np.ndarray:
    """Where a value has neighbours on neither side, so that an area has no width."""
    padded = np.pad(known, 1)
    return known & ~padded[:-2] & ~padded[2:]


def _markers(axes: Axes, timeline: pd.DataFrame, small_n: int) -> None:
    size = 7.0 if len(timeline) <= MAX_LABELLED else 4.0
    for few, face in ((False, INK), (True, "white")):
        some = timeline[(timeline["n"] > 0) & ((timeline["n"] < small_n) == few)]
        axes.plot(
            some.index, some["net"], "o", markersize=size, markerfacecolor=face,
            markeredgecolor=INK, markeredgewidth=1.2, zorder=4,
            gid="hollow" if few else "solid", clip_on=False,
        )  # fmt: skip


def _label_net(axes: Axes, place: float, value: float) -> None:
    text = f"{value:+.2f}".replace("-", "−") if value else "0"
    axes.annotate(
        text, (place, value), (9, 0), textcoords="offset points", va="center",
        fontsize=9, zorder=5,
    )  # fmt: skip


def _draw_sizes(axes: Axes, timeline: pd.DataFrame) -> None:
    filled = timeline[timeline["n"] > 0]
    _size_bars(axes, list(filled.index), filled, len(timeline))
    axes.set_ylabel("n", rotation=0, labelpad=12, va="center")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
    axes.margins(y=0.3)


def _size_bars(
    axes: Axes, places: Sequence[float], counts: pd.DataFrame, periods: int
) -> None:
    bars = axes.bar(places, counts["n"], width=_width(periods), color=NEUTRAL)
    if periods <= MAX_LABELLED:
        axes.bar_label(bars, [f"{n}" for n in counts["n"]], padding=2, color=SOFT)


def _draw_axis(panels: Mapping[str, Axes], timeline: pd.DataFrame) -> None:
    """Ticks, shaded gaps and limits that the three panels share."""
    periods = len(timeline)
    for name in ("counts", "net", "sizes"):
        axes = panels[name]
        for start, end in _gaps(timeline):
            axes.axvspan(start - 0.5, end + 0.5, color=GAP, linewidth=0, zorder=0)
        # At least five slots wide: a lone column is no wall.
        spare = max(0.0, 5 - periods) / 2
        axes.set_xlim(-0.5 - spare, max(periods, 1) - 0.5 + spare)
        axes.tick_params(labelbottom=name == "sizes", bottom=name == "sizes", length=3)
        axes.spines["bottom"].set_visible(name == "sizes")
    for start, end in _gaps(timeline):
        if end - start + 1 >= max(2, periods / 8):
            panels["net"].text(
                (start + end) / 2, 0.08, "no dated quotations", ha="center",
                va="bottom", color=SOFT, fontsize=9,
            )  # fmt: skip
    places = _ticks(timeline)
    panels["sizes"].set_xticks(places, _tick_labels(timeline, places))


def _gaps(timeline: pd.DataFrame) -> list[tuple[int, int]]:
    """First and last place of each run of empty periods."""
    runs: list[tuple[int, int]] = []
    for place, n in enumerate(timeline["n"]):
        if n == 0 and runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        elif n == 0:
            runs.append((place, place))
    return runs


def _ticks(timeline: pd.DataFrame) -> list[int]:
    return list(range(0, len(timeline), -(-len(timeline) // MAX_TICKS) or 1))


def _tick_labels(timeline: pd.DataFrame, places: Sequence[int]) -> list[str]:
    """Labels on two lines, the year below, and only where it is news."""
    labels, before = [], ""
    for place in places:
        words = str(timeline["label"].iloc[place]).removeprefix("week of ").split(" ")
        year, rest = words[-1], " ".join(words[:-1])
        labels.append((f"{rest}\n{year}" if year != before else rest) if rest else year)
        before = year
    return labels


def _draw_outside(
    panels: Mapping[str, Axes], sides: Mapping[str, Mapping[str, int]]
) -> None:
    """Quotations without a place in time: lighter columns, right of the axis."""
    counts, sizes = panels["counts aside"], panels["sizes aside"]
    rows = pd.DataFrame([dict(side) for side in sides.values()])
    rows["n"] = rows.sum(axis=1)
    places = list(range(len(rows)))
    _columns(counts, places, rows, 1, True, alpha=0.55, hatch="///", edgecolor="white")
    counts.axhline(0, color=INK, linewidth=0.8, zorder=3)
    _size_bars(sizes, places, rows, 1)
    sizes.set_xticks(places, list(sides))
    for axes in (counts, sizes):
        axes.spines["left"].set_visible(False)
        axes.tick_params(left=False, labelleft=False, length=3)
        axes.set_xlim(-0.6, len(rows) - 0.4)
    counts.tick_params(bottom=False, labelbottom=False)
    counts.spines["bottom"].set_visible(False)


def _level(
    panels: Mapping[str, Axes],
    timeline: pd.DataFrame,
    sides: Mapping[str, Mapping[str, int]],
) -> None:
    """Limits of the counts that leave room for the numbers at the columns' ends."""
    up = [*timeline["supportive"], *(side["supportive"] for side in sides.values())]
    down = [*timeline["critical"], *(side["critical"] for side in sides.values())]
    tall, deep = max(up, default=0), max(down, default=0)
    room = 0.14 * max(tall + deep, 2)
    panels["counts"].set_ylim(-deep - room, tall + room)


def _say(axes: Axes, words: str) -> None:
    axes.text(
        0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center",
        fontsize=12, color=SOFT,
    )  # fmt: skip


def _head(figure: Figure, title: str, subtitle: str, legend: Sequence[Any]) -> None:
    ...


def _legend() -> list[Any]:
    return []


def _title(attrs: Mapping[Any, Any]) -> str:
    return ""


def _subtitle(timeline: pd.DataFrame) -> str:
    return ""


def _foot(figure: Figure, notes: str) -> None:
    ...


def _timeline_notes(timeline: pd.DataFrame, small_n: int) -> str:
    return ""
