"""Each quotation as a dot: its day, its wording, its stance, and who spoke."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting import captions
from sentiment.reporting.charts.event_marks import mark_events
from sentiment.reporting.charts.figures import (
    FAINT,
    INCH,
    INK,
    SOFT,
    furnish,
    new_figure,
    say,
    style,
)
from sentiment.reporting.charts.saving import describe
from sentiment.reporting.counting import counted_rows, within
from sentiment.reporting.descriptions import describe_dots
from sentiment.reporting.events import Event
from sentiment.reporting.options import LOOK, Look
from sentiment.reporting.palettes import Palette
from sentiment.reporting.periods import FREQUENCIES, period_label, tick_places
from sentiment.reporting.timelines import timeline

WORDS = "each quotation by day and wording"
MARKERS = {
    Role.COMMENTER: "o",
    Role.INSIDER: "D",
    Role.NAMED: "s",
    Role.OFFICIAL: "^",
    Role.SUBJECT: "p",
    Role.OUTLET: "P",
    Role.UNKNOWN: "X",
}
# Points across, for up to so many dots.
SIZES = ((60, 9.0), (250, 7.0), (800, 5.5), (10**9, 4.0))
# A dot moves aside by no more than this many of its own width, the nearest first.
FARTHEST = 4
_STEPS = sorted(
    (
        (across, upward)
        for across in range(-FARTHEST, FARTHEST + 1)
        for upward in range(-FARTHEST, FARTHEST + 1)
    ),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, abs(step[0]), step),
)
# Neutral grey is too light for an outline.
OUTLINE = "#8A8A8A"
TICK_ROOM = 46
# The axis counts these for spans of up to so many days.
_TICKS = ((45, "day"), (900, "month"), (2600, "quarter"), (10**9, "year"))

# Across and upward, in points.
Place = tuple[float, float]


def plot_dots(
    quotes: pd.DataFrame,
    roles: Iterable[str] = REACTION_ROLES,
    *,
    count: str = "utterances",
    since: dt.date | None = None,
    until: dt.date | None = None,
    events: Sequence[Event] = (),
    look: Look = LOOK,
) -> Figure:
    """Draw each dated quotation as a dot; for small collections.

    Args:
        quotes: a table of quotations, one a row.
        roles: whose quotations count.
        count: utterances, each once where it was told first, or mentions, each time.
        since: the first day that counts.
        until: the last day that counts.
        events: marked by lines on the time axis, those within it.
        look: size, colours and headline.

    Returns:
        A figure: date across, VADER's compound upward, colour by stance, marker by
        role. Dots that would cover one another stand together. An inferred date
        is hollow; one known to the month or year is the middle of a line that spans
        it. What is undated is counted in words.

    Raises:
        UsageError: a table without the columns needed, an unknown role or count.
    """
    # Years, as in these each dated quotation has a place: it is for the words.
    whole = timeline(quotes, "year", roles, count=count, since=since, until=until)
    if "compound" not in quotes.columns:
        raise UsageError("the table of quotations lacks: compound")
    rows = counted_rows(quotes, whole.attrs["roles"], count)
    rows = rows[within(rows, since, until)]
    with style():
        figure = new_figure(look.size, look.dpi)
        axes, covered, shown = figure.add_subplot(), 0, 0
        if rows.empty:
            say([axes], "No dated quotations")
        else:
            first = rows["date"].min()
            span = _draw_axis(axes, look.size[0], first, rows["last_day"].max())
            size = next(size for most, size in SIZES if len(rows) <= most)
            dots, covered = _placed(rows, first, _inches(look), span, size)
            _draw(axes, dots, size, look.colours)
            marks = [((pd.Timestamp(e.date) - first).days, e.label) for e in events]
            left, right = axes.get_xlim()
            inside = [mark for mark in marks if left <= mark[0] <= right]
            shown = mark_events(axes, [], inside)
        furnish(
            figure,
            captions.headline(look.title, whole.attrs, WORDS),
            captions.timeline_subtitle(whole, by=""),
            captions.dots_notes(whole.attrs, covered, len(events) - shown),
            _legend(rows, look.colours),
        )
        describe(figure, describe_dots(whole, rows))
        return figure


def _inches(look: Look) -> tuple[float, float]:
    """About the size of the panel, before the layout is known."""
    return 0.91 * look.size[0], look.size[1] - 2.2


def _draw_axis(
    axes: Axes, inches: float, first: pd.Timestamp, last: pd.Timestamp
) -> float:
    """Days from the first on across, compounds upward; the days across."""
    days = (last - first).days
    spare = max(3.0, 0.04 * days)
    axes.set_xlim(-spare, days + spare)
    axes.set_ylim(-1.08, 1.08)
    freq = next(name for most, name in _TICKS if days <= most)
    code = FREQUENCIES[freq]
    starts = [one.start_time for one in pd.period_range(first, last, freq=code)]
    starts = [start for start in starts if start >= first - pd.Timedelta(days=spare)]
    places = tick_places(starts, freq, int(inches * 0.91 * INCH / TICK_ROOM))
    labels = captions.tick_labels(period_label(starts[p], freq) for p in places)
    axes.set_xticks([(starts[place] - first).days for place in places], labels)
    axes.set_yticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    axes.set_title("Compound: wording from −1, most negative, to +1, most positive")
    for height in (-1, -0.5, 0.5, 1):
        axes.axhline(height, color=FAINT, linewidth=0.6, zorder=0.5)
    axes.axhline(0, color=SOFT, linewidth=0.9, zorder=0.6)
    return days + 2 * spare


def _placed(
    rows: pd.DataFrame,
    first: pd.Timestamp,
    inches: tuple[float, float],
    span: float,
    size: float,
) -> tuple[pd.DataFrame, int]:
    """The dots with `x` and `y`, moved where they would cover others.

    Also returned: how many cover others all the same.
    """
    middle = rows["date"] + (rows["last_day"] - rows["date"]) / 2
    dots = rows.assign(
        day=(middle - first) / pd.Timedelta(days=1),
        begin=(rows["date"] - first).dt.days,
        end=(rows["last_day"] - first).dt.days,
    )
    # The order decides who moves: it must not depend on that of the table.
    dots = dots.sort_values(["day", "compound", "quote_id"], kind="stable")
    across, upward = inches[0] * INCH / span, inches[1] * INCH / 2.16
    taken = _Taken(size)
    places = [
        taken.take(day * across, compound * upward)
        for day, compound in zip(dots["day"], dots["compound"], strict=True)
    ]
    x, y = (
        [place[0] / across for place in places],
        [place[1] / upward for place in places],
    )
    return dots.assign(x=x, y=y), taken.covered


class _Taken:
    """Places that have a dot, in points; those near to one are found by its cell."""

    def __init__(self, size: float) -> None:
        self.size, self.covered = size, 0
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)

    def take(self, x: float, y: float) -> Place:
        """Take the free place nearest to a point; the point itself if none is free."""
        for across, upward in _STEPS:
            place = x + across * self.size, y + upward * self.size
            if self._free(*place):
                break
        else:
            self.covered += 1
            place = x, y
        self._cells[self._cell(*place)].append(place)
        return place

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self.size), int(y // self.size)

    def _free(self, x: float, y: float) -> bool:
        column, row = self._cell(x, y)
        near = (
            place
            for a in (-1, 0, 1) for b in (-1, 0, 1)
            for place in self._cells.get((column + a, row + b), ())
        )  # fmt: skip
        # A hair less than the width: dots side by side may touch.
        least = (0.99 * self.size) ** 2
        return all((x - a) ** 2 + (y - b) ** 2 >= least for a, b in near)


def _draw(axes: Axes, dots: pd.DataFrame, size: float, colours: Palette) -> None:
    coarse = dots[dots["end"] > dots["begin"]]
    for stance, rows in coarse.groupby("stance"):
        axes.hlines(
            rows["compound"], rows["begin"], rows["end"], linewidth=size / 5,
            color=colours.colours[str(stance)], alpha=0.7, zorder=1.8, gid="span",
        )  # fmt: skip
    for (role, name, inferred), rows in dots.groupby(["role", "stance", "inferred"]):
        stance = str(name)
        colour = colours.colours[stance]
        edge = OUTLINE if stance == "neutral" else colour
        look: dict[str, Any] = {"markersize": size - 1.4, "markerfacecolor": colour}
        if inferred:
            look = {"markersize": size - 2, "markerfacecolor": "white"}
        axes.plot(
            rows["x"], rows["y"], linestyle="", marker=MARKERS[Role(str(role))],
            markeredgecolor=edge, markeredgewidth=size / 6 if inferred else 0.5,
            zorder=2, gid=f"{role} {stance}" + " inferred" * bool(inferred), **look,
        )  # fmt: skip


def _legend(rows: pd.DataFrame, colours: Palette) -> list[Any]:
    present = set(rows["stance"])
    items: list[Any] = [
        Patch(color=colour, label=name)
        for name, colour in colours.colours.items()
        if name in present
    ]
    look: dict[str, Any] = {"linestyle": "", "markersize": 7}
    for role in Role:
        if role in set(rows["role"]):
            items.append(
                Line2D([], [], marker=MARKERS[role], color=SOFT, label=role, **look)
            )
    if rows["inferred"].any():
        hollow = {**look, "marker": "o", "markerfacecolor": "white"}
        items.append(Line2D([], [], color=INK, label="date inferred", **hollow))
    if (rows["last_day"] > rows["date"]).any():
        items.append(Line2D([], [], color=SOFT, label="month or year only"))
    return items
