"""All charts of a report."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from sentiment.reporting.charts.dots import plot_dots
from sentiment.reporting.charts.multiples import plot_multiples
from sentiment.reporting.charts.outlets import outlet_table, plot_outlets
from sentiment.reporting.charts.roles import plot_roles
from sentiment.reporting.charts.shares import plot_shares
from sentiment.reporting.charts.timeline import plot_timeline
from sentiment.reporting.options import FORMATS, SPLITS, ChartOptions

# What a report may have as charts, whatever its options and formats.
NAMES = ("timeline", "roles", "outlets", *(f"timeline_by_{by}" for by in SPLITS))
FILES = tuple(f"{name}.{form}" for name in NAMES for form in FORMATS)


def draw_charts(
    quotes: pd.DataFrame,
    timeline: pd.DataFrame,
    split: Mapping[str, pd.DataFrame],
    options: ChartOptions,
) -> dict[str, Figure]:
    """Draw the charts of a report, by the names of their files without an ending.

    Args:
        quotes: a table of quotations, one a row.
        timeline: made from it with these options.
        split: timelines by what the options split by; none where they do not.
        options: what counts, and how the charts look.
    """
    look = options.look
    figures = {
        "timeline": _timeline(quotes, timeline, options),
        "roles": plot_roles(quotes, options.roles, look=look),
    }
    # One outlet is no comparison.
    if outlet_table(quotes, options.roles).attrs["outlets"] > 1:
        figures["outlets"] = plot_outlets(quotes, options.roles, look=look)
    if options.by:
        figures[f"timeline_by_{options.by}"] = plot_multiples(
            split, options.by, min_n=options.min_n, look=look
        )
    return figures


def _timeline(
    quotes: pd.DataFrame, timeline: pd.DataFrame, options: ChartOptions
) -> Figure:
    """The timeline in the style asked for."""
    if options.look.style == "dots":
        return plot_dots(
            quotes, options.roles, count=options.count, since=options.since,
            until=options.until, events=options.events, look=options.look,
        )  # fmt: skip
    plot = plot_shares if options.look.style == "share" else plot_timeline
    return plot(timeline, min_n=options.min_n, events=options.events, look=options.look)
