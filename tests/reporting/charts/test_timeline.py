"""What is drawn, asked of the artists; and that the file is the same each time."""

from __future__ import annotations

import datetime as dt
import warnings
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from sentiment.reporting.charts.timeline import plot_timeline
from sentiment.reporting.events import Event
from sentiment.reporting.timelines import timeline

BLUE, ORANGE = "#0072b2", "#d55e00"


@pytest.fixture
def figure(seeds):
    return plot_timeline(timeline(seeds))


@pytest.fixture
def busy(corpus):
    """Two years of months with a gap in the middle."""
    frame = corpus(150, "2023-01-01", 720)
    return frame[~frame["date"].between("2023-11-01", "2024-01-31")]


def test_plot_timeline_draws_supportive_up_and_critical_down(busy, ask):
    table = timeline(busy, "month")
    counts = plot_timeline(table).axes[0]
    filled = table[table["n"] > 0]
    assert ask.heights(counts, "supportive") == filled["supportive"].tolist()
    assert ask.heights(counts, "critical") == (-filled["critical"]).tolist()
    middles = [
        bar.get_x() + bar.get_width() / 2 for bar in ask.bars(counts, "critical")
    ]
    assert middles == pytest.approx(filled.index.tolist())


def test_plot_timeline_colours_columns_by_stance(figure, ask):
    counts = figure.axes[0]
    assert {to_hex(bar.get_facecolor()) for bar in ask.bars(counts, "supportive")} == {
        BLUE
    }
    assert {to_hex(bar.get_facecolor()) for bar in ask.bars(counts, "critical")} == {
        ORANGE
    }


def test_plot_timeline_writes_numbers_at_few_columns_only(figure, corpus, ask):
    assert ask.written(figure.axes[0]) == ["6", "4"]
    many = plot_timeline(timeline(corpus(400, "2024-01-01", 59), "day"))
    assert ask.written(many.axes[0]) == []


def test_plot_timeline_has_no_minus_on_the_axis_of_counts(figure, ask):
    ask.png(figure)
    ticks = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert "6" in ticks
    assert all(tick.isdigit() for tick in ticks)


def test_plot_timeline_breaks_the_line_and_shades_where_nothing_is(busy, ask):
    table = timeline(busy, "month")
    figure = plot_timeline(table)
    net = figure.axes[2] if figure.axes[2].get_ylim()[0] < -1 else figure.axes[1]
    drawn = np.asarray(ask.line(net, "net").get_ydata())
    assert np.isnan(drawn).tolist() == (table["n"] == 0).tolist()
    shades = [patch for patch in net.patches if isinstance(patch, Rectangle)]
    edges = [(shade.get_x(), shade.get_x() + shade.get_width()) for shade in shades]
    assert (9.5, 12.5) in edges
    assert "no dated quotations" not in ask.written(figure.axes[0])


def test_plot_timeline_says_what_a_long_gap_is(figure, ask):
    texts = [text for axes in figure.axes for text in ask.written(axes)]
    assert "no dated quotations" in texts
    assert "−0.86" in texts


def test_plot_timeline_draws_small_n_hollow(busy, ask):
    table = timeline(busy, "month")
    limit = int(table["n"].median())
    figure = plot_timeline(table, min_n=limit)
    net = next(axes for axes in figure.axes if ask.line(axes, "net"))
    hollow, solid = ask.line(net, "hollow"), ask.line(net, "solid")
    assert list(hollow.get_xdata()) == list(
        table.index[(table["n"] > 0) & (table["n"] < limit)]
    )
    assert list(solid.get_xdata()) == list(table.index[table["n"] >= limit])
    assert to_hex(hollow.get_markerfacecolor()) == "#ffffff"
    assert f"net share, n below {limit}" in ask.legend(figure)


def test_plot_timeline_draws_the_band_of_a_period_between_gaps(quotes, ask):
    rows = [("a", "critical", "2024-01-05"), ("b", "supportive", "2024-01-09")]
    table = timeline(quotes([*rows, ("c", "critical", "2024-06-01")]), "month")
    figure = plot_timeline(table)
    net = next(axes for axes in figure.axes if ask.line(axes, "net"))
    segments = [
        segment for one in net.collections for segment in getattr(
            one, "get_segments", list)()
    ]  # fmt: skip
    band = table.loc[0, ["net_low", "net_high"]].tolist()
    assert [segment[:, 1].tolist() for segment in segments] == [band]
    assert "its 95 % band" in ask.legend(figure)


def test_plot_timeline_sets_undated_quotations_apart(figure, ask):
    aside = figure.axes[1]
    assert ask.heights(aside, "supportive") == [1]
    assert ask.bars(aside, "supportive")[0].get_alpha() < 1
    ticks = [
        label.get_text() for axes in figure.axes for label in axes.get_xticklabels()
    ]
    assert "undated" in ticks
    assert figure.axes[1].get_ylim() == figure.axes[0].get_ylim()


def test_plot_timeline_does_not_let_undated_ones_set_the_scale(quotes, ask):
    rows = [("a", "critical", "2024-01-05")] * 3 + [("b", "supportive", None)] * 400
    figure = plot_timeline(timeline(quotes(rows)))
    assert figure.axes[0].get_ylim()[1] < 10
    assert ask.heights(figure.axes[1], "supportive") == [0]
    assert ask.written(figure.axes[1]) == ["400"]


def test_plot_timeline_without_undated_has_no_column_aside(seeds, ask):
    figure = plot_timeline(timeline(seeds[seeds["date"].notna()]))
    assert len(figure.axes) == 3
    assert "Undated: none." in ask.words(figure, "subtitle")


def test_plot_timeline_says_target_range_and_undated_in_words(figure, ask):
    assert ask.words(figure, "title") == (
        "Alec Fox: quotations classified as supportive or critical"
    )
    assert ask.words(figure, "subtitle") == (
        "11 dated quotations, 23 Oct 2022 to 17 Feb 2025, by quarter: 0 supportive, "
        "10 critical, 1 neutral; net share −0.91 (95 %: −0.97 to +0.38). Undated: 1."
    )
    assert "not public opinion" in ask.words(figure, "notes")
    assert "(supportive − critical) ÷ n" in ask.words(figure, "notes")


def test_plot_timeline_names_what_has_no_place_in_its_periods(quotes, ask):
    rows = [
        ("a", "critical", "2024-01-05"),
        ("b", "neutral", "2024-01-01", "named", "year"),
    ]
    figure = plot_timeline(timeline(quotes(rows), "day"))
    assert "Dated less exactly than to the day: 1." in ask.words(figure, "subtitle")


def test_plot_timeline_gives_the_year_where_it_changes(figure, ask):
    ask.png(figure)
    sizes = next(axes for axes in figure.axes if "n: all" in axes.get_title("left"))
    ticks = [label.get_text() for label in sizes.get_xticklabels()]
    assert ticks == [
        "Q4\n2022", "Q1\n2023", "Q2\n", "Q3\n", "Q4\n", "Q1\n2024", "Q2\n", "Q3\n",
        "Q4\n", "Q1\n2025",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "subtitle"),
    [
        ([], "No dated quotations by these speakers. Undated: none."),
        (
            [("a", "critical", None)] * 2,
            "No dated quotations by these speakers. "
            "Undated: 0 supportive, 2 critical, 0 neutral; net share −1.00.",
        ),
    ],
    ids=["nothing", "all undated"],
)
def test_plot_timeline_without_dates_says_so(rows, subtitle, quotes, ask):
    figure = plot_timeline(timeline(quotes(rows)))
    assert ask.written(figure.axes[0]) == ["No dated quotations"]
    assert ask.words(figure, "subtitle") == subtitle
    assert ask.png(figure).startswith(b"\x89PNG")


def test_charts_keep_panels_apart_and_on_the_page(busy, ask):
    figure = plot_timeline(timeline(busy, "month"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ask.png(figure)
    boxes = [axes.get_position() for axes in figure.axes]
    left = sorted((box for box in boxes if box.x0 < 0.2), key=lambda box: -box.y0)
    assert len(left) == 3
    for upper, lower in pairwise(left):
        assert lower.y1 < upper.y0
    assert left[0].height > 0.25
    assert left[0].y1 < 0.9
    assert left[-1].y0 > 0.08


@pytest.fixture
def told(quotes):
    """Tables of rows of utterance, article, stance, date, whether it is inferred."""

    def table(*rows):
        frame = quotes([row[1:4] for row in rows])
        frame["utterance_id"] = [row[0] for row in rows]
        frame["date_inferred"] = [row[4] for row in rows]
        return frame

    return table


def test_plot_timeline_hatches_what_rests_on_inferred_dates(told, ask):
    rows = [(f"u{n}", "a", "critical", "2024-01-05", n < 2) for n in range(5)]
    figure = plot_timeline(timeline(told(*rows), "day"))
    (hatched,) = ask.bars(figure.axes[0], "inferred critical")
    assert (hatched.get_y(), hatched.get_height()) == (-3, -2)
    assert hatched.get_hatch()
    assert "date inferred" in ask.legend(figure)
    assert ", 2 by an inferred date," in ask.words(figure, "subtitle")


def test_plot_timeline_shows_both_numbers_of_what_is_told_again(told, ask):
    rows = [
        ("u", "a", "critical", "2024-01-05", False),
        ("u", "b", "critical", "2024-01-06", False),
        ("v", "b", "supportive", "2024-01-06", False),
    ]
    figure = plot_timeline(timeline(told(*rows)))
    assert "2 dated quotations (each counted once; told 3 times)" in ask.words(
        figure, "subtitle"
    )
    figure = plot_timeline(timeline(told(*rows), count="mentions"))
    assert "3 dated quotations (2 utterances, repeats counted)" in ask.words(
        figure, "subtitle"
    )


def test_plot_timeline_stars_a_period_that_the_dates_do_not_fill(seeds, ask):
    figure = plot_timeline(timeline(seeds))
    sizes = next(axes for axes in figure.axes if "n: all" in axes.get_title("left"))
    assert [text for text in ask.written(sizes) if text.endswith("*")] == ["4*"]
    assert "* The dates that count cover only part" in ask.words(figure, "notes")
    whole = plot_timeline(timeline(seeds, until=dt.date(2025, 3, 31)))
    assert not [
        text for axes in whole.axes for text in ask.written(axes) if "*" in text
    ]


EVENTS = [
    Event(dt.date(2023, 3, 1), "Accident on set"),
    Event(dt.date(2023, 3, 20), "Charges filed"),
    Event(dt.date(2024, 12, 1), "A long label of an event that is near the end"),
    Event(dt.date(2030, 1, 1), "Beyond the axis"),
]


def test_plot_timeline_marks_events_where_they_fall(busy, ask):
    figure = plot_timeline(timeline(busy, "month"), events=EVENTS)
    net = next(axes for axes in figure.axes if ask.line(axes, "net"))
    places = [one.get_xdata()[0] for one in net.lines if one.get_gid() == "event"]
    assert places == pytest.approx([1.516, 2.129, 22.516], abs=0.001)
    assert "Events outside the time shown, or without room: 1." in ask.words(
        figure, "notes"
    )


def test_plot_timeline_keeps_events_and_columns_apart(busy, ask):
    figure = plot_timeline(timeline(busy, "month"), events=EVENTS)
    ask.png(figure)
    counts = figure.axes[0]
    labels = [text for text in counts.texts if text.get_gid() == "event"]
    boxes = [label.get_window_extent() for label in labels]
    bars = [bar.get_window_extent() for bar in counts.patches]
    texts = [text.get_text() for text in labels]
    assert texts[:2] == ["Accident on set", "Charges filed"]
    assert texts[2].startswith("A long label of an event that is near")
    assert texts[2].endswith("…")
    for number, box in enumerate(boxes):
        assert counts.bbox.x0 <= box.x0 < box.x1 <= counts.bbox.x1
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])
        shaded = [bar for bar in bars if bar.height < 0.9 * counts.bbox.height]
        assert not any(box.overlaps(bar) for bar in shaded)
