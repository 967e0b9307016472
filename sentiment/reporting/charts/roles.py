"""How the stances divide among those who speak, as a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting import captions
from sentiment.reporting.charts.figures import (
    INK,
    PALE,
    SOFT,
    furnish,
    new_figure,
    say,
    stance_legend,
    style,
)
from sentiment.reporting.charts.saving import describe
from sentiment.reporting.counting import targets_of
from sentiment.reporting.descriptions import about, describe_groups
from sentiment.reporting.options import LOOK, Look
from sentiment.reporting.palettes import Palette


def plot_roles(
    quotes: pd.DataFrame,
    roles: Iterable[str] = REACTION_ROLES,
    *,
    look: Look = LOOK,
) -> Figure:
    """Draw the share of supportive, neutral and critical quotations by role.

    Args:
        quotes: a table of quotations, one a row.
        roles: those that the timeline counts; the others stand below, paler.
        look: size, colours and headline.

    Returns:
        A figure with one bar a role that occurs, numbers on it and n beside it.
    """
    counted = [str(role) for role in roles]
    order = sorted((role.value for role in Role), key=lambda role: role not in counted)
    sizes = quotes["role"].value_counts()
    shown = [role for role in order if sizes.get(role, 0)]
    stances = {
        role: quotes.loc[quotes["role"] == role, "stance"]
        .value_counts()
        .reindex(list(look.colours.colours), fill_value=0)
        for role in shown
    }
    with style():
        figure = new_figure(look.size, look.dpi)
        axes = figure.add_subplot()
        for place, role in enumerate(shown):
            _draw_role(axes, place, stances[role], role in counted, look.colours)
        _label_roles(axes, shown, counted, sizes)
        if not shown:
            say([axes], "No quotations")
        attrs, subtitle = targets_of(quotes), captions.roles_subtitle(quotes, counted)
        furnish(
            figure,
            captions.part_headline(look.title, attrs, captions.WORDS, "by who spoke"),
            subtitle,
            captions.ROLES_NOTES,
            stance_legend(look.colours.colours),
            panels=0.5 + 0.52 * max(len(shown), 2),
        )
        counts = [(role, dict(row)) for role, row in stances.items()]
        start = f"Bars of quotations about {about(attrs)} by role. {subtitle}."
        describe(figure, describe_groups(start, counts))
        return figure


def _draw_role(
    axes: Axes, place: int, stances: pd.Series, counted: bool, colours: Palette
) -> None:
    total, left = int(stances.sum()), 0.0
    for name, colour in colours.colours.items():
        count = int(stances[name])
        share = count / total
        bar = axes.barh(
            place, share, 0.68, left, color=colour, alpha=1.0 if counted else PALE,
            label=name,
        )  # fmt: skip
        # Narrower than this, the number would stick out of its part of the bar.
        if share >= 0.04:
            text = f"{count:,}" if share < 0.12 else f"{count:,}  ({share * 100:.0f} %)"
            shade = INK if name == "neutral" or not counted else "white"
            axes.bar_label(
                bar, [text], label_type="center", color=shade, fontsize=9.5,
                weight="bold" if counted else "normal",
            )  # fmt: skip
        left += share


def _label_roles(
    axes: Axes, shown: Sequence[str], counted: Sequence[str], sizes: pd.Series
) -> None:
    names = [f"{role}   n = {sizes[role]:,}" for role in shown]
    axes.set_yticks(range(len(shown)), names)
    for label, role in zip(axes.get_yticklabels(), shown, strict=True):
        label.set_color(INK if role in counted else SOFT)
    axes.set_xlim(0, 1)
    axes.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.tick_params(axis="y", left=False)
    axes.spines["left"].set_visible(False)
