"""The axis of periods that the panels of a timeline share, and what stands beside it.

On the axis each period takes one unit: its number is its place. Quotations without a
place in time get columns of their own to the right, off the axis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sentiment.reporting import captions
from sentiment.reporting.charts.figures import GAP, INCH, PLAIN, SOFT
from sentiment.reporting.periods import tick_places
from sentiment.reporting.timelines import gaps

# A tick's label needs so many points of the axis.
TICK_ROOM = 38
# A digit on a column takes so many points, and as many lie between two numbers.
DIGIT, CLEAR = 6.4, 3.0
# More shaded gaps than this are a pattern of their own; only long ones are shaded then.
MAX_SHADED, LONG_GAP = 4, 1 / 6
# Taller than this beside the tallest column of the axis, the undated would flatten it.
MAX_ASIDE = 1.5
# The part of the page's width that the panels have between the numbers and the margin.
_INNER, _ASIDE = 0.91, 0.125

_OUTSIDE_WORDS = {"undated": "undated", "unplaced": "less\nexact"}


@dataclass(frozen=True, eq=False, slots=True)
class TimeAxis:
    """The periods of a timeline on a page, and its quotations without a place there."""

    figure: Figure
    timeline: pd.DataFrame

    @property
    def outside(self) -> dict[str, Mapping[str, int]]:
        """Counts by stance of what has no place, by the words under their column."""
        counts = self.timeline.attrs.get("outside", {})
        return {
            words: counts[key] for key, words in _OUTSIDE_WORDS.items()
            if sum(counts.get(key, {}).values())
        }  # fmt: skip

    @property
    def points(self) -> float:
        """About how long the axis is, in points."""
        aside = _ASIDE * len(self.outside)
        return self.figure.get_figwidth() * INCH * _INNER / (1 + aside)

    @property
    def slot(self) -> float:
        """About how wide a period is, in points."""
        return self.points / max(len(self.timeline), 5)

    @property
    def numbered(self) -> bool:
        """Whether a number fits over each column."""
        digits = len(f"{int(self.timeline['n'].max()):,}") if len(self.timeline) else 0
        return bool(digits * DIGIT + CLEAR <= self.slot)

    @property
    def width(self) -> float:
        """How wide a column is."""
        periods = len(self.timeline)
        # A thousand periods still get columns of a pixel or two.
        return max(0.72 if periods <= 60 else 0.9, periods / 500)

    @property
    def most_ticks(self) -> int:
        """As many ticks as find room."""
        return max(2, int(self.points / TICK_ROOM))

    @property
    def comparable(self) -> bool:
        """Whether columns aside fit the axis' scale; else numbers must do."""
        most = max(self.timeline["n"], default=0)
        totals = [sum(side.values()) for side in self.outside.values()]
        return self.timeline.empty or max(totals, default=0) <= MAX_ASIDE * int(most)

    def panels(self, names: Sequence[str], heights: Sequence[float]) -> dict[str, Axes]:
        """Panels under one another, beside each but "net" one for what is outside."""
        sides = len(self.outside)
        widths = (1, 1) if self.timeline.empty else (1, _ASIDE * sides)
        grid = self.figure.add_gridspec(
            len(names), 2 if sides else 1, height_ratios=heights,
            width_ratios=widths if sides else (1,),
        )  # fmt: skip
        panels: dict[str, Axes] = {}
        for row, name in enumerate(names):
            panels[name] = self.figure.add_subplot(
                grid[row, 0], sharex=panels.get(names[0])
            )
            if sides and name != "net":
                panels[f"{name} aside"] = self.figure.add_subplot(
                    grid[row, 1], sharex=panels.get(f"{names[0]} aside"),
                    sharey=panels[name],
                )  # fmt: skip
        return panels

    def draw(self, panels: Sequence[Axes]) -> None:
        """Ticks below the last panel; shaded gaps and limits in all of them."""
        periods = len(self.timeline)
        # At least five slots wide: a lone column is no wall.
        spare = max((5 - periods) / 2, 0.012 * periods)
        shaded = self._shaded()
        for axes in panels:
            last = axes is panels[-1]
            for start, end in shaded:
                axes.axvspan(start - 0.5, end + 0.5, color=GAP, linewidth=0, zorder=0)
            axes.set_xlim(-0.5 - spare, periods - 0.5 + spare)
            axes.tick_params(axis="x", labelbottom=last, bottom=last, length=3)
            axes.spines["bottom"].set_visible(last)
        freq = str(self.timeline.attrs["freq"])
        places = tick_places(self.timeline["period_start"], freq, self.most_ticks)
        labels = captions.tick_labels(self.timeline["label"].iloc[places])
        panels[-1].set_xticks(places, _level(labels))

    def _shaded(self) -> list[tuple[int, int]]:
        runs = gaps(self.timeline)
        if len(runs) <= MAX_SHADED:
            return runs
        least = LONG_GAP * len(self.timeline)
        return [(start, end) for start, end in runs if end - start + 1 >= least]

    def name_gaps(self, axes: Axes, height: float) -> None:
        """Say what a long gap is, within a panel."""
        for start, end in self._shaded():
            if end - start + 1 >= max(2, len(self.timeline) * LONG_GAP):
                axes.text(
                    (start + end) / 2, height, "no dated quotations", ha="center",
                    va="center", color=SOFT, fontsize=PLAIN, in_layout=False,
                    bbox={"facecolor": GAP, "linewidth": 0, "pad": 2},
                )  # fmt: skip

    def draw_outside(self, upper: Axes, lower: Axes) -> None:
        """Name the columns aside, which have no axis on their left."""
        lower.set_xticks(range(len(self.outside)), _level(list(self.outside)))
        for axes in (upper, lower):
            axes.spines["left"].set_visible(False)
            axes.tick_params(left=False, labelleft=False, length=3)
            spare = 1.5 if self.timeline.empty else 0.6
            axes.set_xlim(-spare, len(self.outside) - 1 + spare)
        upper.tick_params(bottom=False, labelbottom=False)
        upper.spines["bottom"].set_visible(False)

    def outside_rows(self) -> pd.DataFrame:
        """The columns aside as rows like those of the timeline, with their n."""
        rows = pd.DataFrame([dict(side) for side in self.outside.values()])
        rows["n"] = rows.sum(axis=1)
        return rows


def _level(labels: Sequence[str]) -> list[str]:
    """Labels of as many lines each, so that their first lines are level."""
    most = max((label.count("\n") for label in labels), default=0)
    return [label + "\n" * (most - label.count("\n")) for label in labels]
