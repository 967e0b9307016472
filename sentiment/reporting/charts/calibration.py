"""How sure a judge is against how often it is right, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from sentiment.reporting.charts.figures import INK, SOFT, new_figure, style
from sentiment.reporting.options import LOOK

SQUARE = (5.0, 5.0)  # inches
LARGEST = 400.0  # points squared, for the bin with most quotations


def plot_calibration(points: Sequence[tuple[float, float, int]], judge: str) -> Figure:
    """Draw each bin's mean confidence and accuracy, its area by its count.

    A judge whose confidence can be taken at its word lies on the diagonal.
    """
    with style():
        figure = new_figure(SQUARE, LOOK.dpi)
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=0.8, linestyle="--")
        most = max((count for _, _, count in points), default=1)
        colour = LOOK.colours.supportive
        for confidence, accuracy, count in points:
            area = max(12.0, LARGEST * count / most)
            axes.scatter(confidence, accuracy, s=area, color=colour, alpha=0.8)
            axes.annotate(
                f"{count:,}", (confidence, accuracy), xytext=(0, -16),
                textcoords="offset points", ha="center", fontsize=8, color=INK,
            )  # fmt: skip
        axes.set(xlim=(0.3, 1.05), ylim=(-0.1, 1.08))
        axes.set_xlabel("confidence of the judge")
        axes.set_ylabel("share of quotations judged right")
        axes.set_title(f"Judge {judge}\nNumbers count quotations; dashes are ideal")
    return figure
