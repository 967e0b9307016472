"""Dots, asked of their artists."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from sentiment.errors import UsageError
from sentiment.reporting.charts.dots import MARKERS, plot_dots
from sentiment.reporting.events import Event
from sentiment.reporting.palettes import DEFAULT_PALETTE, PALETTES

COLOURS = PALETTES[DEFAULT_PALETTE].colours
ROWS = [
    ("a", "critical", "2024-01-05"),
    ("b", "supportive", "2024-03-06", "insider"),
    ("c", "neutral", "2024-06-07", "named"),
]


@pytest.fixture
def frame(quotes):
    table = quotes(ROWS)
    table["compound"] = [-0.5, 0.25, 0.0]
    return table


def dots(figure):
    """The dots by the words of their kind: role, stance and whether inferred."""
    lines = figure.axes[0].lines
    return {
        line.get_gid(): line for line in lines if line.get_marker() in MARKERS.values()
    }


def test_plot_dots_places_each_by_day_and_compound(frame):
    drawn = dots(plot_dots(frame))
    places = {
        kind: (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for kind, line in drawn.items()
    }
    assert places == {
        "commenter critical": (0, -0.5),
        "insider supportive": (pytest.approx(61), 0.25),
        "named neutral": (pytest.approx(154), 0.0),
    }


def test_plot_dots_tells_stance_by_colour_and_role_by_marker(frame, ask):
    figure = plot_dots(frame)
    for kind, line in dots(figure).items():
        role, stance = kind.split()
        assert to_hex(line.get_markerfacecolor()) == COLOURS[stance].lower()
        assert line.get_marker() == MARKERS[role]
    assert ask.legend(figure) == [
        "supportive", "neutral", "critical", "commenter", "insider", "named"
    ]  # fmt: skip


def test_plot_dots_draws_inferred_dates_hollow(frame, ask):
    frame["date_inferred"] = [True, False, False]
    figure = plot_dots(frame)
    hollow = dots(figure)["commenter critical inferred"]
    assert to_hex(hollow.get_markerfacecolor()) == "#ffffff"
    assert to_hex(hollow.get_markeredgecolor()) == COLOURS["critical"].lower()
    assert "date inferred" in ask.legend(figure)


def test_plot_dots_spans_the_month_or_year_that_is_known(quotes, ask):
    rows = [
        ("a", "critical", "2024-01-05"),
        ("b", "supportive", "2024-02-01", "named", "month"),
        ("c", "neutral", "2024-01-01", "named", "year"),
    ]
    figure = plot_dots(quotes(rows))
    spans = [one for one in figure.axes[0].collections if one.get_gid() == "span"]
    ends = sorted(tuple(s[:, 0].tolist()) for one in spans for s in one.get_segments())
    # From 1 January on, the first day that any of them may mean.
    assert ends == [(0, 365), (31, 59)]
    middle = dots(figure)["named supportive"].get_xdata()[0]
    assert middle == pytest.approx(45)
    assert "month or year only" in ask.legend(figure)


def test_plot_dots_counts_the_undated_in_words(quotes, ask):
    figure = plot_dots(
        quotes([*ROWS, ("d", "critical", None), ("e", "critical", None)])
    )
    assert sum(len(line.get_xdata()) for line in dots(figure).values()) == 3
    assert "Undated: 2." in ask.words(figure, "subtitle")


def places(figure):
    figure.canvas.draw()
    transform = figure.axes[0].transData
    return np.concatenate(
        [transform.transform(line.get_xydata()) for line in dots(figure).values()]
    )


def test_plot_dots_keeps_what_shares_a_place_apart(quotes, ask):
    frame = quotes([("a", "critical", "2024-01-05")] * 40)
    frame.loc[:, "compound"] = 0.0
    figure = plot_dots(frame)
    size = max(line.get_markersize() for line in dots(figure).values())
    least = size / 72 * figure.dpi
    for one, other in combinations(places(figure), 2):
        assert np.hypot(*(one - other)) >= 0.9 * least
    assert "covering" not in ask.words(figure, "notes")


def test_plot_dots_says_how_many_found_no_room(quotes, ask):
    frame = quotes([("a", "critical", "2024-01-05")] * 200)
    frame.loc[:, "compound"] = 0.0
    figure = plot_dots(frame)
    # Nine by nine places are as far as a dot may move.
    assert "covering them: 119." in ask.words(figure, "notes")


def test_plot_dots_is_the_same_whatever_the_order_of_the_table(corpus, ask):
    frame = corpus(40, "2024-01-01", 90)
    once = ask.file(plot_dots(frame), "svg")
    assert ask.file(plot_dots(frame.iloc[::-1]), "svg") == once


def test_plot_dots_counts_each_utterance_once(frame):
    frame["utterance_id"] = ["u", "u", "v"]
    once = plot_dots(frame)
    assert sum(len(line.get_xdata()) for line in dots(once).values()) == 2
    each = plot_dots(frame, count="mentions")
    assert sum(len(line.get_xdata()) for line in dots(each).values()) == 3


def test_plot_dots_leaves_out_roles_and_days_that_do_not_count(frame):
    some = plot_dots(frame, ["insider", "named"], until=dt.date(2024, 4, 1))
    assert list(dots(some)) == ["insider supportive"]


def test_plot_dots_marks_events_within_its_days(frame, ask):
    events = [Event(dt.date(2024, 2, 1), "Trial"), Event(dt.date(2030, 1, 1), "Later")]
    figure = plot_dots(frame, events=events)
    labels = [text for text in figure.axes[0].texts if text.get_gid() == "event"]
    assert [(text.xy[0], text.get_text()) for text in labels] == [(27, "Trial")]
    assert "without room: 1." in ask.words(figure, "notes")


@pytest.mark.parametrize(
    ("last", "first_tick"),
    [
        ("2024-01-20", "5 Jan\n2024"),
        ("2024-09-01", "Feb"),
        ("2031-06-01", "2025"),
    ],
    ids=["days", "months", "years"],
)
def test_plot_dots_counts_days_months_or_years(last, first_tick, quotes, ask):
    figure = plot_dots(quotes([ROWS[0], ("z", "critical", last)]))
    ask.png(figure)
    axes = figure.axes[0]
    ticks = [tick.get_text() for tick in axes.get_xticklabels()]
    assert first_tick in ticks
    boxes = [tick.get_window_extent() for tick in axes.get_xticklabels()]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_plot_dots_of_nothing_says_so(seeds, ask):
    figure = plot_dots(seeds.iloc[:0])
    assert ask.written(figure.axes[0]) == ["No dated quotations"]
    assert ask.png(figure).startswith(b"\x89PNG")


def test_plot_dots_needs_a_compound(frame):
    with pytest.raises(UsageError, match="lacks: compound"):
        plot_dots(frame.drop(columns="compound"))
