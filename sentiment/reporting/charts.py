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
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting import captions

# Okabe and Ito's blue and vermilion: apart for colour-blind readers and in print.
SUPPORTIVE, CRITICAL, NEUTRAL = "#0072B2", "#D55E00", "#BDBDBD"
INK, SOFT, FAINT, GAP = "#222222", "#666666", "#D9D9D9", "#F4F4F4"
COLOURS = {"supportive": SUPPORTIVE, "neutral": NEUTRAL, "critical": CRITICAL}

DPI = 200
SIZE = (10.0, 7.2)  # inches: 2,000 by 1,440 pixels, half a page in print
# Under ten quotations the 95 % interval of a share spans 60 points or more.
SMALL_N = 10
# Above this many periods, numbers over the columns run into one another.
MAX_LABELLED = 16
MAX_TICKS = 9
# Taller than this beside the tallest column of the axis, the undated would flatten it.
MAX_ASIDE = 1.5

_STYLE = {
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,  # a dollar sign in a name is not a formula
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9.5,
    "axes.titlecolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 1.2,
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
    """Write `figure` as a PNG at 200 dpi: the same bytes for the same figure."""
    with _style():
        figure.savefig(path, format="png", dpi=DPI, metadata={"Software": None})


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
    with _style():
        figure = _figure(SIZE)
        attrs = timeline.attrs
        sides = _outside(attrs)
        panels = _panels(figure, len(sides), timeline.empty)
        if timeline.empty:
            _say(panels, "No dated quotations")
        else:
            _draw_counts(panels["counts"], timeline)
            _draw_net(panels["net"], timeline, small_n)
            _draw_sizes(panels["sizes"], timeline)
            _draw_axis(panels, timeline)
        if sides:
            _draw_outside(panels, sides, timeline)
        _level(panels, timeline, sides)
        words = "quotations classified as supportive or critical"
        _furnish(
            figure,
            captions.title(attrs.get("target"), attrs.get("targets", 0), words),
            captions.timeline_subtitle(timeline),
            captions.timeline_notes(timeline, small_n),
            _timeline_legend(timeline, small_n, bool(sides)),
        )
        return figure


def _figure(size: tuple[float, float]) -> Figure:
    figure = Figure(figsize=size, dpi=100, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def _panels(figure: Figure, sides: int, empty: bool) -> dict[str, Axes]:
    """Counts, net share and sizes under one another; beside them the undated."""
    widths = (12, 1.5 * sides) if not empty else (1, 1)
    grid = figure.add_gridspec(
        3, 2 if sides else 1, height_ratios=(5, 3.2, 1.2),
        width_ratios=widths if sides else (1,),
    )  # fmt: skip
    panels: dict[str, Axes] = {}
    for row, name in enumerate(("counts", "net", "sizes")):
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
    _columns(axes, list(filled.index), filled, len(timeline))
    axes.axhline(0, color=INK, linewidth=0.8, zorder=3)
    axes.set_title("Quotations: supportive upward, critical downward")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))


def _columns(
    axes: Axes,
    places: Sequence[float],
    counts: pd.DataFrame,
    periods: int,
    scale: int = 1,
    **look: Any,
) -> None:
    """Columns of supportive quotations upward and of critical ones downward."""
    for name, sign in (("supportive", 1), ("critical", -1)):
        heights = [sign * scale * int(count) for count in counts[name]]
        bars = axes.bar(
            places, heights, _width(periods), color=COLOURS[name], zorder=2,
            label=name, **look,
        )  # fmt: skip
        if periods <= MAX_LABELLED:
            texts = [f"{count:,}" if count else "" for count in counts[name]]
            # A column without height counts as an upward one; its number must not.
            gap = 3 if sign > 0 or scale else -14
            _label(axes, bars, texts, gap, color=COLOURS[name], weight="bold")


def _label(
    axes: Axes, bars: Any, texts: Sequence[str], gap: float, **look: Any
) -> None:
    for label in axes.bar_label(bars, texts, padding=gap, **look):
        label.set_in_layout(False)


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
    if np.isfinite(net).sum() <= MAX_LABELLED / 2:
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
    size = 7.0 if len(timeline) <= MAX_LABELLED else 4.0
    for few, face in ((False, INK), (True, "white")):
        some = timeline[(timeline["n"] > 0) & ((timeline["n"] < small_n) == few)]
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
    _size_bars(axes, list(filled.index), filled, len(timeline))
    axes.set_title("n: all quotations, neutral ones included")
    if len(timeline) <= MAX_LABELLED:
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))


def _size_bars(
    axes: Axes,
    places: Sequence[float],
    counts: pd.DataFrame,
    periods: int,
    scale: int = 1,
) -> None:
    bars = axes.bar(places, counts["n"] * scale, _width(periods), color=NEUTRAL)
    if periods <= MAX_LABELLED:
        _label(axes, bars, [f"{n:,}" for n in counts["n"]], 2, color=SOFT)


def _draw_axis(panels: Mapping[str, Axes], timeline: pd.DataFrame) -> None:
    """Ticks, shaded gaps and limits that the three panels share."""
    periods = len(timeline)
    # At least five slots wide: a lone column is no wall.
    spare = max(0.0, 5 - periods) / 2
    for name in ("counts", "net", "sizes"):
        axes, last = panels[name], name == "sizes"
        for start, end in _gaps(timeline):
            axes.axvspan(start - 0.5, end + 0.5, color=GAP, linewidth=0, zorder=0)
        axes.set_xlim(-0.5 - spare, periods - 0.5 + spare)
        axes.tick_params(axis="x", labelbottom=last, bottom=last, length=3)
        axes.spines["bottom"].set_visible(last)
    for start, end in _gaps(timeline):
        if end - start + 1 >= max(2, periods / 6):
            panels["net"].text(
                (start + end) / 2, 0.5, "no dated quotations", ha="center", va="center",
                color=SOFT, fontsize=9, in_layout=False,
            )  # fmt: skip
    places = list(range(0, periods, -(-periods // MAX_TICKS)))
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
    look = {"alpha": 0.55, "hatch": "///", "edgecolor": "white"}
    _columns(counts, places, rows, 1, scale, **look)
    counts.axhline(0, color=INK, linewidth=0.8, zorder=3)
    _size_bars(sizes, places, rows, 1, scale)
    sizes.set_xticks(places, list(sides))
    for axes in (counts, sizes):
        axes.spines["left"].set_visible(False)
        axes.tick_params(left=False, labelleft=False, length=3)
        axes.set_xlim(-0.6, len(rows) - 0.4)
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


def _say(panels: Mapping[str, Axes], words: str) -> None:
    """Words in the place of panels that have nothing to show."""
    for axes in panels.values():
        if axes.get_gridspec() and axes in (
            panels["counts"], panels.get("net"), panels.get("sizes")
        ):  # fmt: skip
            axes.set_axis_off()
    first = panels["counts"]
    first.text(
        0.5, 0.5, words, transform=first.transAxes, ha="center", va="center",
        fontsize=12, color=SOFT,
    )  # fmt: skip


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


def _furnish(
    figure: Figure, title: str, subtitle: str, notes: str, legend: Sequence[Any]
) -> None:
    """Write the words around the panels and leave the panels the room between."""
    height, top = figure.get_figheight(), 0.14
    for name, words, size in (("title", title, 15.0), ("subtitle", subtitle, 10.0)):
        look = {"fontsize": size, "weight": "bold" if name == "title" else "normal"}
        lines = _write(figure, name, words, 1 - top / height, va="top", **look)
        top += lines * size * 1.32 / 72 + 0.06
    figure.legend(
        handles=legend, loc="upper left", bbox_to_anchor=(0.012, 1 - top / height),
        ncols=len(legend), frameon=False, fontsize=9, borderpad=0.2,
        handlelength=1.3, handletextpad=0.5, columnspacing=1.4,
    )  # fmt: skip
    lines = _write(
        figure, "notes", notes, 0.1 / height, va="bottom", fontsize=7.5, color=SOFT
    )
    top, bottom = top + 0.42, 0.2 + lines * 7.5 * 1.4 / 72
    engine = figure.get_layout_engine()
    if engine is not None:
        room = 1 - (top + bottom) / height
        engine.set(rect=(0.015, bottom / height, 0.97, room))  # type: ignore[call-arg]


def _write(figure: Figure, name: str, words: str, y: float, **look: Any) -> int:
    """Write `words` from margin to margin and return the number of lines."""
    text = figure.text(0.02, y, "", gid=name, linespacing=1.25, in_layout=False, **look)
    width, room = 200, 0.96 * figure.get_figwidth() * figure.dpi
    while True:
        lines = textwrap.wrap(words, width) or [""]
        text.set_text("\n".join(lines))
        measured = text.get_window_extent().width
        if measured <= room or width <= 10:
            return len(lines)
        # Scripts differ in width: shorten by what the lines are too long.
        width = min(width - 1, int(max(map(len, lines)) * room / measured))


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
    with _style():
        figure = _figure((SIZE[0], 2.3 + 0.52 * max(len(shown), 2)))
        axes = figure.add_subplot()
        for place, role in enumerate(shown):
            stances = quotes.loc[quotes["role"] == role, "stance"].value_counts()
            _draw_role(axes, place, stances, role in counted)
        _label_roles(axes, shown, counted, sizes)
        if not shown:
            _say({"counts": axes}, "No quotations")
        target = targets[0] if len(targets) == 1 else None
        words = "who is quoted, and how that was classified"
        _furnish(
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
