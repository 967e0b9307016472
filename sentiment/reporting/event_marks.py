"""Events on the time axis of a timeline: labelled lines that keep off one another."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sentiment.reporting.events import Event
from sentiment.reporting.figures import INK, SIZE, SOFT
from sentiment.text import printable

# Labels stand in rows over the columns; with more rows than this they hide the chart.
MAX_ROWS = 5
LONGEST_LABEL = 40
# Share of the panel's height that a row of labels takes.
_ROW = 0.075


def mark_events(
    counts: Axes, net: Axes, timeline: pd.DataFrame, events: Sequence[Event]
) -> int:
    """Mark events by a line through both panels and a label over the columns.

    Returns:
        The number of events that are marked: those within the periods, as long as
        there is room for their labels.
    """
    if timeline.empty:
        return 0
    inside = [
        (place, printable(event.label))
        for event in events
        if (place := _place(timeline, pd.Timestamp(event.date))) is not None
    ]
    rows = _rows(counts, inside)
    used = 1 + max((row for row, *_ in rows), default=-1)
    low, high = counts.get_ylim()
    # The labels get a strip of their own above what is drawn so far.
    room = (high - low) * used * _ROW / (1 - used * _ROW)
    counts.set_ylim(low, high + room)
    for row, place, words, right in rows:
        y = high + room * (used - row - 0.5) / max(used, 1)
        counts.plot([place, place], [low, y], color=SOFT, linewidth=0.9, zorder=1.5)
        net.axvline(place, color=SOFT, linewidth=0.9, zorder=0.9, gid="event")
        counts.annotate(
            words, (place, y), (3 if right else -3, 0), textcoords="offset points",
            ha="left" if right else "right", va="center", fontsize=8, color=INK,
            in_layout=False, gid="event",
        )  # fmt: skip
    return len(rows)


def _place(timeline: pd.DataFrame, date: pd.Timestamp) -> float | None:
    """Where a day stands on the axis, on which each period takes one unit."""
    ends = zip(timeline["period_start"], timeline["period_end"], strict=True)
    for number, (start, end) in enumerate(ends):
        if start <= date <= end:
            passed, days = (date - start).days + 0.5, (end - start).days + 1
            return float(number - 0.5 + passed / days)
    return None


def _rows(
    axes: Axes, places: Sequence[tuple[float, str]]
) -> list[tuple[int, float, str, bool]]:
    """For each label its row, place, words and whether it stands right of its line."""
    left, right = axes.get_xlim()
    # Eight-point letters are some 0.065 inches wide, the panel 0.85 of the figure.
    letter = 0.065 / (0.85 * SIZE[0]) * (right - left)
    ends: list[float] = []
    rows = []
    for place, label in places:
        words = (
            label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
        )
        width = letter * (len(words) + 2)
        to_right = place + width <= right
        start = place if to_right else place - width
        row = next((r for r, end in enumerate(ends) if end <= start), len(ends))
        if row >= MAX_ROWS:
            continue
        ends[row : row + 1] = [place + width if to_right else place + letter]
        rows.append((row, place, words, to_right))
    return rows
