"""Where things stand in the page's timeline: to scale, inside, and linked."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from sentiment.reporting.page.drawing import COUNTS_HEIGHT, LEFT, WIDTHS, draw
from sentiment.reporting.timelines import timeline


@pytest.fixture
def seeds_drawing(seeds):
    return draw(timeline(seeds), "wide", 10)


def test_columns_are_as_tall_as_their_counts(seeds_drawing):
    first, last = seeds_drawing.columns[0], seeds_drawing.columns[-1]
    assert (first.critical, last.critical) == (6, 4)
    assert first.down / last.down == pytest.approx(6 / 4, abs=0.01)
    assert first.up == 0
    assert (first.n, first.net) == (7, -0.8571)


def test_a_net_share_stands_at_its_height(seeds_drawing):
    first = seeds_drawing.columns[0]
    half = seeds_drawing.net_zero - seeds_drawing.net_top
    assert first.net_y == pytest.approx(
        seeds_drawing.net_zero + 0.8571 * half, abs=0.01
    )


@pytest.mark.parametrize("name", WIDTHS)
def test_everything_stands_inside_the_picture(corpus, name):
    drawing = draw(timeline(corpus(200, "2021-01-01", 900)), name, 10)
    for column in (*drawing.columns, *drawing.aside):
        assert LEFT <= column.x <= column.x + column.slot <= drawing.width
        assert drawing.zero - column.up >= 0
        assert drawing.zero + column.down <= COUNTS_HEIGHT + 22
        assert column.bar <= column.slot
        assert 0 <= column.net_y <= drawing.height
    assert drawing.right < min(column.x for column in drawing.aside)


def test_columns_do_not_overlap(corpus):
    columns = draw(timeline(corpus(200, "2021-01-01", 900)), "wide", 10).columns
    for one, other in itertools.pairwise(columns):
        assert one.x + one.slot == pytest.approx(other.x, abs=0.02)


def test_empty_periods_are_gaps_without_a_net_share(seeds_drawing):
    assert len(seeds_drawing.gaps) == 1
    empty = [column for column in seeds_drawing.columns if not column.n]
    assert len(empty) == 8
    assert {column.net for column in empty} == {None}


def test_a_point_of_few_quotations_is_hollow(seeds):
    columns = draw(timeline(seeds), "wide", 7).columns
    assert [column.hollow for column in columns if column.n] == [False, True]


def test_the_undated_stand_aside_under_their_own_anchor(seeds_drawing):
    (aside,) = seeds_drawing.aside
    assert (aside.anchor, aside.n, aside.supportive) == ("period-undated", 1, 1)
    assert aside.net is None


def test_columns_are_named_by_the_first_day_of_their_period(seeds_drawing):
    assert seeds_drawing.columns[0].anchor == "period-2022-10-01"


def test_labels_stand_clear_of_one_another(corpus):
    drawing = draw(timeline(corpus(300, "2021-01-01", 1500), "month"), "narrow", 10)
    shown = [column.x for column in drawing.columns if column.tick]
    assert 1 < len(shown) < len(drawing.columns)
    assert min(b - a for a, b in itertools.pairwise(shown)) >= 60


def test_events_stand_in_their_period_and_are_numbered(seeds):
    events = [
        (dt.date(2022, 12, 31), "last day of the first period"),
        (dt.date(2019, 1, 1), "before everything"),
        (dt.date(2025, 1, 1), "first day of the last"),
    ]
    drawing = draw(timeline(seeds), "wide", 10, events)
    assert [(mark.number, mark.label[:5]) for mark in drawing.marks] == [
        (1, "last "), (2, "first")
    ]  # fmt: skip
    first, last = drawing.columns[0], drawing.columns[-1]
    assert first.x < drawing.marks[0].x < first.x + first.slot
    assert last.x < drawing.marks[1].x < last.x + last.slot / 2


def test_grid_lines_are_whole_numbers_at_their_height(seeds_drawing):
    labels = [label for _, label in seeds_drawing.grid]
    assert "0" in labels
    heights = {label: y for y, label in seeds_drawing.grid}
    assert heights["0"] == pytest.approx(seeds_drawing.zero, abs=0.01)


def test_nothing_dated_draws_an_empty_axis(quotes):
    drawing = draw(timeline(quotes([("a", "critical", None)])), "wide", 10)
    assert drawing.columns == []
    assert [aside.n for aside in drawing.aside] == [1]


def test_outlines_take_the_outer_part_of_a_column(quotes):
    frame = quotes([("a", "critical", "2024-01-05")] * 4, text="Shame.")
    frame["date_inferred"] = [True, False, False, False]
    frame["utterance_id"] = frame["quote_id"]
    (column,) = draw(timeline(frame, "day"), "wide", 10).columns
    assert column.inferred == 1
    assert column.down_inferred == pytest.approx(column.down / 4, abs=0.01)
    assert column.up_inferred == 0


def test_a_period_that_the_dates_do_not_fill_is_marked(seeds_drawing):
    marked = [column.label for column in seeds_drawing.columns if column.partial]
    assert marked == ["Q1 2025"]
    assert not any(column.partial for column in seeds_drawing.aside)
