"""Bars by outlet, asked of their artists."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from sentiment.reporting.charts.outlets import (
    MOST_OUTLETS,
    NONE_KNOWN,
    outlet_table,
    plot_outlets,
)
from sentiment.reporting.palettes import DEFAULT_PALETTE, PALETTES

COLOURS = PALETTES[DEFAULT_PALETTE].colours


@pytest.fixture
def printed(quotes):
    """A table of quotations by outlet and stance."""

    def table(*pairs):
        frame = quotes([("a", stance, None) for _, stance in pairs])
        frame["outlet"] = [outlet for outlet, _ in pairs]
        return frame

    return table


@pytest.fixture
def frame(printed):
    return printed(
        *[("Courier", "critical")] * 3, ("Courier", "neutral"), ("Ferry", "supportive"),
        ("Ferry", "critical"), (None, "critical"),
    )  # fmt: skip


def names(figure):
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


def test_outlet_table_counts_by_stance_most_first(frame):
    table = outlet_table(frame, ["commenter"])
    assert list(table.index) == ["Courier", "Ferry", NONE_KNOWN]
    assert table[["supportive", "critical", "neutral", "n"]].to_numpy().tolist() == [
        [0, 3, 1, 4], [1, 1, 0, 2], [0, 1, 0, 1]
    ]  # fmt: skip
    assert table.attrs["outlets"] == 2


def test_outlet_table_leaves_out_other_roles(frame):
    assert outlet_table(frame, ["official"]).empty


def test_outlet_table_joins_the_many_small_ones(printed):
    pairs = [(f"{n:02}", "critical") for n in range(30) for _ in range(30 - n)]
    table = outlet_table(printed(*pairs), ["commenter"])
    assert len(table) == MOST_OUTLETS
    assert table.index[-1] == "16 other outlets"
    assert table["n"].sum() == len(pairs)
    assert table["together"].tolist() == [False] * 14 + [True]


def test_plot_outlets_draws_counts_on_one_another(frame):
    figure = plot_outlets(frame)
    assert names(figure) == ["Courier", "Ferry", NONE_KNOWN]
    drawn = [
        (round(bar.get_y() + 0.35), to_hex(bar.get_facecolor()), bar.get_x(), width)
        for bar in figure.axes[0].patches
        if (width := bar.get_width())
    ]
    grey, orange, blue = (
        COLOURS[name].lower() for name in ("neutral", "critical", "supportive")
    )
    assert drawn == [
        (0, grey, 0, 1), (0, orange, 1, 3), (1, blue, 0, 1), (1, orange, 1, 1),
        (2, orange, 0, 1),
    ]  # fmt: skip


def test_plot_outlets_says_n_and_who_is_counted(frame, ask):
    figure = plot_outlets(frame)
    ends = [text for text in ask.written(figure.axes[0]) if text.startswith("n =")]
    assert ends == ["n = 4", "n = 2", "n = 1"]
    assert ask.words(figure, "title").endswith("by outlet")
    assert ask.words(figure, "subtitle").startswith(
        "7 quotations by commenter, insider, named, dated or not, in 2 outlets"
    )


def test_plot_outlets_cuts_a_name_that_would_leave_the_bars_no_room(printed, ask):
    long = "The Northern Harbour Districts Gazette and Advertiser " * 5
    figure = plot_outlets(printed((long, "critical"), ("Ferry", "critical")))
    ask.png(figure)
    assert names(figure)[1].endswith("…")
    assert figure.axes[0].get_position().x0 < 0.4


def test_plot_outlets_of_nothing_says_so(frame, ask):
    figure = plot_outlets(frame.iloc[:0])
    assert ask.written(figure.axes[0]) == ["No quotations"]
    assert ask.png(figure).startswith(b"\x89PNG")
