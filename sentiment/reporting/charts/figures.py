"""The look that the charts share: style, size, the words around them.

Figures are made without pyplot, so that nothing global is left behind, and under
matplotlib's own defaults, so that a user's settings never change a report.
"""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.patches import Patch
from matplotlib.text import Text

INK, SOFT, FAINT, GAP = "#222222", "#5F5F5F", "#D9D9D9", "#F4F4F4"

# What rests on an inferred date.
HATCHED: Any = {"hatch": "/////", "facecolor": "white", "linewidth": 0.8}
# What rests on few quotations, or is not counted.
PALE = 0.45

# Points, on a page of 10 inches: in half the size still as large as a footnote.
TITLE, SUBTITLE, PLAIN, SMALL = 15.0, 10.0, 9.0, 8.0
# The points of an inch.
INCH = 72

# Writing that matplotlib's own font lacks; what is not installed is left out.
_MORE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Hiragino Sans", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Zen Hei", "Noto Sans Devanagari", "Arial Unicode MS",
)  # fmt: skip
_STYLE: Any = {
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
    "xtick.labelsize": PLAIN,
    "ytick.labelsize": PLAIN,
    "hatch.linewidth": 1.2,
    # Else every SVG of the same chart would name its parts otherwise.
    "svg.hashsalt": "sentiment",
}
# Inches above the title.
_TOP = 0.14
# What follows a number stays on its line.
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d]|%)")


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style, whatever the user has set."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Signs that no font has are drawn as boxes; that is no news to the user.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE, **{"font.family": _fonts()})
        yield


@cache
def _fonts() -> list[str]:
    installed = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in _MORE_FONTS if name in installed)]


class ShownFigure(Figure):
    """A figure that a notebook shows when a cell returns it, though without pyplot."""

    def _repr_png_(self) -> bytes:
        drawn = io.BytesIO()
        with style():
            self.savefig(drawn, format="png", dpi=self.dpi)
        return drawn.getvalue()


def new_figure(size: tuple[float, float], dpi: int) -> Figure:
    """An empty figure, measured in inches."""
    figure = ShownFigure(figsize=size, dpi=dpi, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def label_bars(
    axes: Axes, bars: Any, texts: Sequence[str], gap: float, **look: Any
) -> None:
    """Numbers at the ends of `bars`, for which the layout makes no room."""
    for label in axes.bar_label(bars, texts, padding=gap, fontsize=PLAIN, **look):
        label.set_in_layout(False)


def stance_legend(colours: Mapping[str, str]) -> list[Patch]:
    """What a legend says of the colours of the stances."""
    return [Patch(color=colour, label=name) for name, colour in colours.items()]


def say(axes: Sequence[Axes], words: str) -> None:
    """Words over the first of some panels that have nothing to show."""
    for panel in axes:
        panel.set_axis_off()
    axes[0].text(
        0.5, 0.5, words, transform=axes[0].transAxes, ha="center", va="center",
        fontsize=12, color=SOFT,
    )  # fmt: skip


def furnish(
    figure: Figure,
    title: str,
    subtitle: str,
    notes: str,
    legend: Sequence[Any],
    panels: float | None = None,
) -> None:
    """Write the words around the panels and leave the panels the room between.

    Where `panels` says how high they are, in inches, the page becomes as high as it
    takes, however long the words are.
    """
    top, tops = _TOP, []
    for name, words, size in (
        ("title", title, TITLE),
        ("subtitle", subtitle, SUBTITLE),
    ):
        weight = "bold" if name == "title" else "normal"
        text = _write(figure, name, words, va="top", fontsize=size, weight=weight)
        tops.append((text, top))
        top += _lines(text) * size * 1.32 / INCH + 0.06
    key, rows = _legend(figure, legend)
    below = _write(figure, "notes", notes, va="bottom", fontsize=SMALL, color=SOFT)
    upper = top + 0.22 + 0.19 * rows
    lower = 0.2 + _lines(below) * SMALL * 1.4 / INCH
    if panels is not None:
        figure.set_figheight(upper + panels + lower)
    height = figure.get_figheight()
    for text, place in tops:
        text.set_y(1 - place / height)
    if key is not None:
        key.set_bbox_to_anchor((0.012, 1 - top / height))
    below.set_y(0.1 / height)
    engine = figure.get_layout_engine()
    if engine is not None:
        room = 1 - (upper + lower) / height
        engine.set(rect=(0.015, lower / height, 0.97, room))  # type: ignore[call-arg]


def _legend(figure: Figure, handles: Sequence[Any]) -> tuple[Legend | None, int]:
    """A legend in as few rows as hold it, and their number."""
    legend, rows = None, 0
    for rows in range(1, len(handles) + 1):
        columns = -(-len(handles) // rows)
        legend = figure.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(0.012, 1), ncols=columns,
            frameon=False, fontsize=PLAIN, borderpad=0.2, handlelength=1.5,
            handletextpad=0.5, columnspacing=1.4,
        )  # fmt: skip
        if columns == 1 or legend.get_window_extent().x1 <= 0.985 * figure.bbox.x1:
            break
        legend.remove()
    return legend, rows


def _write(figure: Figure, name: str, words: str, **look: Any) -> Text:
    """Write `words` from margin to margin, in as many lines as it takes."""
    text = figure.text(0.02, 0, "", gid=name, linespacing=1.25, in_layout=False, **look)
    width, room = 200, 0.96 * figure.get_figwidth() * figure.dpi
    words = _AFTER_NUMBER.sub("\u00a0", words)
    while True:
        lines = textwrap.wrap(words, width) or [""]
        text.set_text("\n".join(lines))
        measured = text.get_window_extent().width
        if measured <= room or width <= 10:
            return text
        # Scripts differ in width: shorten by what the lines are too long.
        width = min(width - 1, int(max(map(len, lines)) * room / measured))


def _lines(text: Text) -> int:
    return text.get_text().count("\n") + 1


def shortened(axes: Axes, words: str, width: float, size: float = PLAIN) -> str:
    """`words`, cut with an ellipsis where they are wider than `width` inches."""
    figure = axes.get_figure()
    probe = axes.text(0, 0, words, fontsize=size)
    room, shown = width * figure.dpi, words  # type: ignore[union-attr]
    while len(shown) > 1 and probe.get_window_extent().width > room:
        keep = int(len(shown) * room / probe.get_window_extent().width)
        shown = words[: min(len(shown) - 1, max(keep, 1))]
        probe.set_text(f"{shown}…")
    probe.remove()
    return probe.get_text()
