"""Events on the time axis of a chart: labelled lines that keep off one another."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sentiment.reporting.charts.figures import INK, SMALL, SOFT, shortened
from sentiment.reporting.events import Event
from sentiment.text import printable

# Labels stand in rows over what is drawn; with more rows they would hide it.
MAX_ROWS = 5
# The part of the panel's width that a label may take.
WIDEST = 0.3
# Inches that a row of labels takes, and the part of a panel that rows may take.
_ROW, _MOST = 0.16, 0.5

# Where an event stands on the axis, and its label.
Place = tuple[float, str]


def placed_events(timeline: pd.DataFrame, events: Sequence[Event]) -> list[Place]:
    """The events within the periods of a timeline, with their places on its axis."""
    return [
        (place, event.label)
        for event in events
        if (place := _place(timeline, pd.Timestamp(event.date))) is not None
    ]


def mark_events(
    top: Axes, below: Sequence[Axes], places: Sequence[Place], share: float = 1.0
) -> int:
    """Mark events by a line through panels and a label at the top of the first.

    Args:
        top: the first panel, whose limits are final but for the labels' room.
        below: further panels with the same axis.
        places: where the events stand, and what they are called.
        share: the part of all panels' height that the first one has.

    Returns:
        The number of events that are marked: as long as there is room for labels.
    """
    rows = _rows(top, places)
    used = 1 + max((row for row, *_ in rows), default=-1)
    low, high = top.get_ylim()
    # The labels get a strip of their own above what is drawn so far.
    part = min(_MOST, used * _ROW / (share * panel_room(top)))
    room = (high - low) * part / (1 - part)
    top.set_ylim(low, high + room)
    for row, place, words, right in rows:
        y = high + room * (used - row - 0.5) / max(used, 1)
        top.plot([place, place], [low, y], color=SOFT, linewidth=0.9, zorder=1.5)
        for axes in below:
            axes.axvline(place, color=SOFT, linewidth=0.9, zorder=0.9, gid="event")
        top.annotate(
            words, (place, y), (3 if right else -3, 0), textcoords="offset points",
            ha="left" if right else "right", va="center", fontsize=SMALL, color=INK,
            in_layout=False, gid="event",
        )  # fmt: skip
    return len(rows)


def panel_room(axes: Axes) -> float:
    """About how many inches the words leave to all panels, before they are written."""
    width, height = (side / axes.figure.dpi for side in axes.figure.bbox.size)
    # Narrow pages need more lines for the same words.
    return float(height - 1 - 15 / width)


def _place(timeline: pd.DataFrame, date: pd.Timestamp) -> float | None:
    """Where a day stands on the axis, on which each period takes one unit."""
    ends = zip(timeline["period_start"], timeline["period_end"], strict=True)
    for number, (start, end) in enumerate(ends):
        if start <= date <= end:
            passed, days = (date - start).days + 0.5, (end - start).days + 1
            return float(number - 0.5 + passed / days)
    return None


def _rows(axes: Axes, places: Sequence[Place]) -> list[tuple[int, float, str, bool]]:
    """For each label its row, place, words and whether it stands right of its line."""
    left, right = axes.get_xlim()
    # Before the layout is known: the panel has most of the page's width.
    inches = 0.8 * axes.figure.bbox.width / axes.figure.dpi
    ends: list[float] = []
    rows = []
    for place, label in places:
        words = shortened(axes, printable(label), WIDEST * inches, SMALL)
        width = (_inches(axes, words) + 0.12) / inches * (right - left)
        to_right = place + width <= right
        start = place if to_right else place - width
        row = next((r for r, end in enumerate(ends) if end <= start), len(ends))
        if row >= MAX_ROWS:
            continue
        margin = 0.08 / inches * (right - left)
        ends[row : row + 1] = [place + (width if to_right else margin)]
        rows.append((row, place, words, to_right))
    return rows


def _inches(axes: Axes, words: str) -> float:
    probe = axes.text(0, 0, words, fontsize=SMALL)
    width = float(probe.get_window_extent().width) / axes.figure.dpi
    probe.remove()
    return width
