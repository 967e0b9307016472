"""How many quotations each outlet printed, by stance, as a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sentiment.models import REACTION_ROLES
from sentiment.reporting import captions
from sentiment.reporting.charts.figures import (
    INK,
    PALE,
    PLAIN,
    SOFT,
    furnish,
    new_figure,
    say,
    shortened,
    stance_legend,
    style,
)
from sentiment.reporting.charts.saving import describe
from sentiment.reporting.counting import chosen_roles, targets_of
from sentiment.reporting.descriptions import about, describe_groups
from sentiment.reporting.options import LOOK, Look
from sentiment.reporting.palettes import Palette
from sentiment.text import printable

# With more bars the page would be taller than wide.
MOST_OUTLETS = 15
# A longer name is cut, at so many inches.
WIDEST_NAME = 2.6
# A number fits into a part of a bar that has so much of the longest bar for each digit.
DIGIT = 0.018
NONE_KNOWN = "no outlet known"


def outlet_table(quotes: pd.DataFrame, roles: Iterable[str]) -> pd.DataFrame:
    """Count the quotations of some roles by outlet and stance, most first.

    Returns:
        Rows named after the outlets, with supportive, critical, neutral, n and
        `together`, whether a row is no single outlet: the last ones, that of what is
        beyond `MOST_OUTLETS` and that of quotations without an outlet.
    """
    rows = quotes[quotes["role"].isin(chosen_roles(quotes, roles))]
    # Not as pandas' own strings, which refuse a lone surrogate.
    names = ["" if pd.isna(name) else str(name) for name in rows["outlet"]]
    pairs = Counter(zip(names, rows["stance"], strict=True))
    sizes = Counter(names)
    unknown = sizes.pop("", 0)
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    kept = order if len(order) <= MOST_OUTLETS else order[: MOST_OUTLETS - 1]
    rest = order[len(kept) :]
    groups = [([name], name, False) for name in kept]
    groups += (
        [(rest, captions.counted(len(rest), "other outlet"), True)] if rest else []
    )
    groups += [([""], NONE_KNOWN, True)] if unknown else []
    table = pd.DataFrame(
        [
            {
                stance: sum(pairs[member, stance] for member in members)
                for stance in ("supportive", "critical", "neutral")
            }
            | {"together": together}
            for members, _, together in groups
        ],
        index=pd.Index([name for _, name, _ in groups], dtype=object),
        columns=["supportive", "critical", "neutral", "together"],
    )
    table["n"] = table[["supportive", "critical", "neutral"]].sum(axis=1)
    table.attrs = {"outlets": len(order), "roles": chosen_roles(quotes, roles)}
    return table


def plot_outlets(
    quotes: pd.DataFrame,
    roles: Iterable[str] = REACTION_ROLES,
    *,
    look: Look = LOOK,
) -> Figure:
    """Draw how many quotations each outlet printed, by stance.

    Args:
        quotes: a table of quotations, one a row.
        roles: whose quotations count, dated or not, each time that they are told.
        look: size, colours and headline.

    Returns:
        A figure with a bar for each outlet, those with most first, and n at its end.
    """
    table = outlet_table(quotes, roles)
    with style():
        figure = new_figure(look.size, look.dpi)
        axes = figure.add_subplot()
        if table.empty:
            say([axes], "No quotations")
        else:
            _draw(axes, table, look.colours)
        attrs = targets_of(quotes)
        subtitle = captions.outlets_subtitle(
            int(table["n"].sum()), table.attrs["outlets"], table.attrs["roles"]
        )
        furnish(
            figure,
            captions.part_headline(look.title, attrs, captions.WORDS, "by outlet"),
            subtitle,
            captions.OUTLETS_NOTES,
            stance_legend(look.colours.colours),
            panels=0.4 + 0.36 * max(len(table), 3),
        )
        groups = [
            (printable(name), row)
            for name, row in zip(table.index, table.to_dict("records"), strict=True)
        ]
        start = f"Bars of quotations about {about(attrs)} by outlet. {subtitle}."
        describe(figure, describe_groups(start, groups))
        return figure


def _draw(axes: Axes, table: pd.DataFrame, colours: Palette) -> None:
    longest = int(table["n"].max())
    for place, row in enumerate(table.to_dict("records")):
        left, alpha = 0, PALE if row["together"] else 1.0
        for name, colour in colours.colours.items():
            count = int(row[name])
            bar = axes.barh(
                place, count, 0.7, left, color=colour, alpha=alpha, label=name
            )
            if count >= DIGIT * longest * (len(f"{count:,}") + 1):
                light = name == "neutral" or row["together"]
                axes.bar_label(
                    bar, [f"{count:,}"], label_type="center", fontsize=PLAIN,
                    color=INK if light else "white",
                )  # fmt: skip
            left += count
        axes.annotate(
            f"n = {left:,}", (left, place), (5, 0), textcoords="offset points",
            va="center", fontsize=PLAIN, color=SOFT, in_layout=False,
        )  # fmt: skip
    names = [shortened(axes, printable(name), WIDEST_NAME) for name in table.index]
    axes.set_yticks(range(len(table)), names)
    axes.set_ylim(len(table) - 0.5, -0.5)
    # Room for n at the end of the longest bar.
    axes.set_xlim(0, 1.1 * longest)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(axis="y", left=False)
    axes.spines["left"].set_visible(False)
