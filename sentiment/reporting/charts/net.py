"""The panel of a timeline that shows the net share, with its doubt."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sentiment.reporting import captions
from sentiment.reporting.charts.figures import FAINT, INK, PLAIN, SOFT

# Net shares are told in numbers where there are no more than this.
MAX_TOLD = 8
# With more periods the markers would touch.
MAX_LARGE = 16


def draw_net(axes: Axes, timeline: pd.DataFrame, min_n: int) -> None:
    """Draw the net share as a line that stops where nothing is, and its 95 % band.

    Args:
        axes: the panel.
        timeline: of at least one period.
        min_n: a net share of fewer quotations is drawn hollow.
    """
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
    if np.isfinite(net).sum() <= MAX_TOLD:
        for place in np.flatnonzero(np.isfinite(net)):
            _label(axes, int(place), net[place])
    axes.set_title("Net share: +1 all supportive, 0 balanced, −1 all critical")
    axes.set_ylim(-1.15, 1.15)
    axes.set_yticks([-1, 0, 1], ["−1", "0", "+1"])


def net_legend(timeline: pd.DataFrame, min_n: int) -> list[Any]:
    """What the legend says of the net share: no more than the panel has."""
    items: list[Any] = []
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


def _alone(known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Where a value has neighbours on neither side, so that an area has no width."""
    padded = np.pad(known, 1)
    return known & ~padded[:-2] & ~padded[2:]


def _markers(axes: Axes, timeline: pd.DataFrame, min_n: int) -> None:
    size = 7.0 if len(timeline) <= MAX_LARGE else 4.5
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


def _label(axes: Axes, place: int, value: float) -> None:
    # Toward the middle of the panel, where there is always room.
    above = value <= 0
    axes.annotate(
        captions.signed(value), (place, value), (0, 8 if above else -8),
        textcoords="offset points", ha="center", va="bottom" if above else "top",
        fontsize=PLAIN, zorder=5, in_layout=False,
    )  # fmt: skip
