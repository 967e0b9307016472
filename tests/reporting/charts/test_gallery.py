"""Which charts a report has."""

from __future__ import annotations

import pytest

from sentiment.reporting.charts.gallery import FILES, draw_charts
from sentiment.reporting.options import ChartOptions, Look
from sentiment.reporting.timelines import timeline, timelines_by


def drawn(frame, **options):
    chosen = ChartOptions(**options)
    table = timeline(frame, chosen.freq, chosen.roles)
    split = timelines_by(frame, chosen.by) if chosen.by else {}
    return draw_charts(frame, table, split, chosen)


def test_draw_charts_needs_two_outlets_to_compare_them(seeds):
    seeds["outlet"] = "Courier"
    assert list(drawn(seeds)) == ["timeline", "roles"]
    seeds.loc[0, "outlet"] = "Ferry"
    assert list(drawn(seeds, by="role")) == [
        "timeline", "roles", "outlets", "timeline_by_role"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "titles"),
    [
        ("diverging", {"Quotations: supportive upward, critical downward"}),
        ("share", {"Shares: supportive from below, critical from above"}),
        ("dots", {"Compound: wording from −1, most negative, to +1, most positive"}),
    ],
)
def test_draw_charts_draws_the_timeline_in_the_style_asked_for(style, titles, seeds):
    figure = drawn(seeds, look=Look(style=style))["timeline"]
    assert titles <= {axes.get_title("left") for axes in figure.axes}


def test_draw_charts_gives_each_the_look(seeds, ask):
    seeds["outlet"] = ["Courier", *["Ferry"] * (len(seeds) - 1)]
    look = Look(title="Four $eeds", size=(8.0, 6.0), palette="grey", dpi=72)
    for name, figure in drawn(seeds, by="role", look=look).items():
        assert f"{name}.svg" in FILES
        assert ask.words(figure, "title").startswith("Four $eeds")
        assert (figure.get_figwidth(), figure.dpi) == (8.0, 72)
        assert figure.get_label()
