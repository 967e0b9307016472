"""Where everything stands in the page's timeline, in units of its picture."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sentiment.reporting.timelines import gaps

LEFT, RIGHT, TOP = 34.0, 10.0, 22.0
COUNTS_HEIGHT, NET_HEIGHT, BETWEEN, FOOT = 190.0, 96.0, 58.0, 26.0
# The narrow picture is for telephones, where the wide one would be too small to read.
WIDTHS = {"wide": 940.0, "narrow": 340.0}
# Units that a label of a period and a number need to stand clear of the next.
LABEL_ROOM, NUMBER_ROOM, DIGIT = 62.0, 15.0, 8.0
# Net shares are told in numbers where there are no more than this.
MAX_TOLD = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A period, or quotations without one, as a column with its net share."""

    label: str
    anchor: str
    x: float
    slot: float
    bar_x: float
    bar: float
    up: float
    down: float
    supportive: int
    critical: int
    n: int
    inferred: int
    up_inferred: float
    down_inferred: float
    partial: bool
    net: float | None
    net_y: float
    band: tuple[float, float] | None
    hollow: bool
    tick: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the axis: its place and what it is called."""

    x: float
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A timeline of a given width, ready to be put into a picture."""

    name: str
    width: float
    height: float
    zero: float
    net_top: float
    net_zero: float
    columns: Sequence[Column]
    aside: Sequence[Column]
    grid: Sequence[tuple[float, str]]
    gaps: Sequence[tuple[float, float]]
    lines: Sequence[str]
    bands: Sequence[str]
    marks: Sequence[Mark]
    right: float
    numbered: bool
    told: bool


def draw(
    timeline: pd.DataFrame,
    name: str,
    min_n: int,
    events: Sequence[tuple[dt.date, str]] = (),
) -> Drawing:
    """Lay a timeline out in the width called `name`.

    Args:
        timeline: from `sentiment.timeline`, with its `attrs`.
        name: one of `WIDTHS`.
        min_n: a net share of fewer quotations is hollow.
        events: days and what happened on them.
    """
    width, sides = WIDTHS[name], _sides(timeline)
    slots = max(len(timeline), 4 if name == "narrow" else 6)
    room = width - LEFT - RIGHT
    # The undated stand apart: a column's width of paper between, no axis below.
    aside = min(84.0, room / (slots + len(sides) + 1)) if sides else 0.0
    aside = max(aside, 44.0) if sides else 0.0
    right = width - RIGHT - (aside * len(sides) + 22 if sides else 0)
    slot = (right - LEFT) / slots
    first = LEFT + (slots - len(timeline)) * slot / 2
    tall, deep = _most(timeline, sides)
    unit = (COUNTS_HEIGHT - 2 * NUMBER_ROOM) / max(tall + deep, 1)
    zero = TOP + NUMBER_ROOM + tall * unit
    net_zero = TOP + COUNTS_HEIGHT + BETWEEN + NET_HEIGHT / 2
    frame = _Frame(unit, net_zero, min_n)
    ticks = _ticks(timeline, slot)
    columns = [
        frame.column(row, first + place * slot, slot, ticks[place])
        for place, row in enumerate(timeline.to_dict("records"))
    ]
    asides = [
        frame.column(row, right + 22 + place * aside, aside, str(row["label"]))
        for place, row in enumerate(sides)
    ]
    known = [column if column.band else None for column in columns]
    return Drawing(
        name, width, net_zero + NET_HEIGHT / 2 + FOOT, zero,
        net_zero - NET_HEIGHT / 2, net_zero, columns, asides,
        _grid(tall, deep, zero, unit),
        [(first + a * slot, (b - a + 1) * slot) for a, b in gaps(timeline)],
        [_points(run) for run in _runs(columns)],
        [_outline(run) for run in _runs(known)],
        _marks(timeline, events, first, slot),
        right, slot >= DIGIT * len(str(max(tall, deep))) + 4,
        sum(column.n > 0 for column in columns) <= MAX_TOLD,
    )  # fmt: skip


def _sides(timeline: pd.DataFrame) -> list[dict[str, object]]:
    """The quotations that have no place on the axis, as rows like the others."""
    words = {"undated": "undated", "unplaced": "less exact"}
    return [
        {"label": words[key], "anchor": key, **counts, "n": sum(counts.values())}
        for key, counts in timeline.attrs.get("outside", {}).items()
        if sum(counts.values())
    ]


def _most(timeline: pd.DataFrame, sides: Sequence[dict[str, object]]) -> list[int]:
    """The tallest and the deepest column, of those beside the axis too."""
    return [
        max([*timeline[name], *(int(str(side[name])) for side in sides)], default=0)
        for name in ("supportive", "critical")
    ]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all columns of a picture share."""

    unit: float
    net_zero: float
    min_n: int

    def column(
        self, row: Mapping[Any, Any], x: float, slot: float, tick: str
    ) -> Column:
        start = row.get("period_start")
        anchor = str(row["anchor"]) if start is None else f"{start:%Y-%m-%d}"
        net, bar = _number(row.get("net")), min(0.72 * slot, 64.0)
        low, high = _number(row.get("net_low")), _number(row.get("net_high"))
        supportive, critical, n = (
            int(str(row[name])) for name in ("supportive", "critical", "n")
        )
        return Column(
            str(row["label"]), f"period-{anchor}", round(x, 2), round(slot, 2),
            round(x + (slot - bar) / 2, 2), round(bar, 2),
            round(supportive * self.unit, 2), round(critical * self.unit, 2),
            supportive, critical, n, *self._inferred(row), bool(row.get("partial")),
            net, self._net_y(net or 0.0),
            (self._net_y(high), self._net_y(low))
            if low is not None and high is not None else None,
            n < self.min_n, tick,
        )  # fmt: skip

    def _inferred(self, row: Mapping[Any, Any]) -> tuple[int, float, float]:
        """How many rest on an inferred date; those parts of a column, up and down."""
        up, down = (
            round(int(row.get(f"inferred_{name}", 0)) * self.unit, 2)
            for name in ("supportive", "critical")
        )
        return int(row.get("inferred", 0)), up, down

    def _net_y(self, net: float) -> float:
        return round(self.net_zero - net * NET_HEIGHT / 2, 2)


def _number(value: object) -> float | None:
    if not isinstance(value, float) or math.isnan(value):
        return None
    return value


def _ticks(timeline: pd.DataFrame, slot: float) -> list[str]:
    step = max(1, math.ceil(LABEL_ROOM / slot))
    return [
        label.removeprefix("week of ") if place % step == 0 else ""
        for place, label in enumerate(timeline["label"])
    ]


def _grid(tall: int, deep: int, zero: float, unit: float) -> list[tuple[float, str]]:
    """Some five lines of whole, round numbers across the columns."""
    least = max(1, (tall + deep) / 6)
    power = 10 ** (len(str(int(least))) - 1)
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= least)
    values = range(-(deep // step) * step, tall + 1, step)
    return [(round(zero - value * unit, 2), f"{abs(value):,}") for value in values]


def _runs(columns: Sequence[Column | None]) -> list[list[Column]]:
    """Columns with a net share that follow one another without a break."""
    runs: list[list[Column]] = [[]]
    for column in columns:
        if column is not None and column.net is not None:
            runs[-1].append(column)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _points(run: Sequence[Column]) -> str:
    return " ".join(f"{c.x + c.slot / 2:.2f},{c.net_y}" for c in run)


def _outline(run: Sequence[Column]) -> str:
    """The band around a run of net shares; a lone one gets a little breadth."""
    if len(run) == 1:
        x, ends = run[0].x + run[0].slot / 2, run[0].band or (0.0, 0.0)
        corners = [(x - 4, 0), (x + 4, 0), (x + 4, 1), (x - 4, 1)]
        return " ".join(f"{left:.2f},{ends[end]}" for left, end in corners)
    upper = [f"{c.x + c.slot / 2:.2f},{c.band[0]}" for c in run if c.band]
    lower = [f"{c.x + c.slot / 2:.2f},{c.band[1]}" for c in run if c.band]
    return " ".join([*upper, *reversed(lower)])


def _marks(
    timeline: pd.DataFrame,
    events: Sequence[tuple[dt.date, str]],
    first: float,
    slot: float,
) -> list[Mark]:
    """Events within the axis, numbered; each as far into its period as its day is."""
    marks: list[Mark] = []
    for date, label in events:
        day = pd.Timestamp(date)
        inside = (timeline["period_start"] <= day) & (day <= timeline["period_end"])
        for place in timeline.index[inside]:
            start, end = timeline.loc[place, ["period_start", "period_end"]]
            part = ((day - start).days + 0.5) / ((end - start).days + 1)
            x = round(first + (int(place) + part) * slot, 2)
            marks.append(Mark(x, len(marks) + 1, label))
    return marks
