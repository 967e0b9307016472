"""The look that the charts share: style, size, the words around them, the file.

Figures are made without pyplot, so that nothing global is left behind, and under
matplotlib's own defaults, so that a user's settings never change a report.
"""

from __future__ import annotations

import os
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Okabe and Ito's blue and vermilion: apart for colour-blind readers and in print.
SUPPORTIVE, CRITICAL, NEUTRAL = "#0072B2", "#D55E00", "#BDBDBD"
INK, SOFT, FAINT, GAP = "#222222", "#666666", "#D9D9D9", "#F4F4F4"
COLOURS = {"supportive": SUPPORTIVE, "neutral": NEUTRAL, "critical": CRITICAL}

# What rests on an inferred date.
HATCHED: Any = {"hatch": "/////", "facecolor": "white", "linewidth": 0.8}

DPI = 200
SIZE = (10.0, 7.2)  # inches: 2,000 by 1,440 pixels, half a page in print
_STYLE: Any = {
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
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "hatch.linewidth": 1.2,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style, whatever the user has set."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Signs that the font lacks are drawn as boxes; that is no news to the user.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


def save_png(figure: Figure, path: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write `figure` as a PNG at 200 dpi: the same bytes for the same figure."""
    with style():
        figure.savefig(path, format="png", dpi=DPI, metadata={"Software": None})


def new_figure(size: tuple[float, float]) -> Figure:
    """An empty figure, measured in inches."""
    figure = Figure(figsize=size, dpi=DPI, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def label_bars(
    axes: Axes, bars: Any, texts: Sequence[str], gap: float, **look: Any
) -> None:
    """Numbers at the ends of `bars`, for which the layout makes no room."""
    for label in axes.bar_label(bars, texts, padding=gap, **look):
        label.set_in_layout(False)


def say(axes: Sequence[Axes], words: str) -> None:
    """Words over the first of some panels that have nothing to show."""
    for panel in axes:
        panel.set_axis_off()
    axes[0].text(
        0.5, 0.5, words, transform=axes[0].transAxes, ha="center", va="center",
        fontsize=12, color=SOFT,
    )  # fmt: skip


def furnish(
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
