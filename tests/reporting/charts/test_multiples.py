"""Small charts: one for each, with the same axes."""

from __future__ import annotations

import pytest

from sentiment.errors import UsageError
from sentiment.reporting.charts.multiples import plot_multiples
from sentiment.reporting.timelines import MAX_SPLITS, split_table, timelines_by


def titles(figure):
    return [axes.get_title("left") for axes in figure.axes if axes.get_title("left")]


@pytest.fixture
def many(corpus):
    frame = corpus(120, "2023-01-01", 400)
    names = frame["article_id"].str[-2:].astype(int) % 12
    frame["outlet"] = [f"Outlet {number}" for number in names]
    return frame


def test_timelines_by_span_the_same_periods(many):
    tables = timelines_by(many, "role")
    spans = {
        (str(table["period_start"].min()), str(table["period_end"].max()), len(table))
        for table in tables.values()
    }
    assert len(spans) == 1
    assert sum(table["n"].sum() for table in tables.values()) == sum(
        table.attrs["placed"] for table in tables.values()
    )


def test_timelines_by_joins_what_is_beyond_the_panels(many):
    tables = timelines_by(many, "outlet")
    assert len(tables) == MAX_SPLITS
    assert list(tables)[-1] == "4 others"
    sizes = [table.attrs["quotations"] for table in list(tables.values())[:-1]]
    assert sizes == sorted(sizes, reverse=True)


def test_timelines_by_names_what_has_no_value(seeds):
    assert list(timelines_by(seeds, "outlet")) == ["no outlet known"]


def test_timelines_by_refuses_another_split(seeds):
    with pytest.raises(UsageError, match="unknown split 'speaker'"):
        timelines_by(seeds, "speaker")


def test_split_table_holds_every_period_of_each(seeds):
    tables = timelines_by(seeds, "role")
    rows = split_table(tables, "role")
    assert rows.columns[0] == "role"
    assert rows["n"].sum() == 12
    assert len(rows) == sum(len(table) + 2 for table in tables.values())


def test_plot_multiples_draws_each_with_the_same_axes(many):
    tables = timelines_by(many, "role", "month")
    figure = plot_multiples(tables, "role")
    assert [title.split("\n")[0] for title in titles(figure)] == list(tables)
    assert len({axes.get_ylim() for axes in figure.axes}) == 1
    for axes, table in zip(figure.axes, tables.values(), strict=True):
        (up,) = [bar for bar in axes.containers if bar.get_label() == "supportive"]
        drawn = [bar.get_height() for bar in up.patches]
        assert drawn == table.loc[table["n"] > 0, "supportive"].tolist()


def test_plot_multiples_pales_what_is_few(seeds):
    figure = plot_multiples(timelines_by(seeds, "role"), "role", min_n=7)
    alphas = [{bar.get_alpha() for bar in axes.patches} for axes in figure.axes]
    assert [0.45 in found for found in alphas[:2]] == [False, True]
    assert "n = 7, net share −0.86" in titles(figure)[0]


def test_plot_multiples_keeps_titles_apart(many, ask):
    figure = plot_multiples(timelines_by(many, "outlet"), "outlet")
    ask.png(figure)
    boxes = [axes._left_title.get_window_extent() for axes in figure.axes]
    for number, box in enumerate(boxes):
        assert box.x1 <= figure.bbox.x1
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])


def test_plot_multiples_of_nothing_says_so(seeds):
    figure = plot_multiples(timelines_by(seeds.iloc[:0], "role"), "role")
    assert "No dated quotations" in [text.get_text() for text in figure.axes[0].texts]
