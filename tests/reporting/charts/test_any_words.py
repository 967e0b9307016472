"""Titles, names and labels of any script and length, harmless in every chart."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from sentiment.reporting.charts.dots import plot_dots
from sentiment.reporting.charts.multiples import plot_multiples
from sentiment.reporting.charts.outlets import plot_outlets
from sentiment.reporting.charts.roles import plot_roles
from sentiment.reporting.charts.shares import plot_shares
from sentiment.reporting.charts.timeline import plot_timeline
from sentiment.reporting.events import Event
from sentiment.reporting.options import LONGEST_TITLE, Look
from sentiment.reporting.tables import TEXT
from sentiment.reporting.timelines import timeline, timelines_by

WORDS = [
    ("Acme $hop & $ons", "dollars are no formula"),
    (r"\frac{1}{2} $\undefined$", "nor are backslashes"),
    ("نقاش حول السياسة", "right to left"),
    ("政策に関する議論" * 12, "no blanks to break a line at"),
    ("W" * 400, "one very long word"),
    ("A very long name of a company " * 12, "many words"),
    ("line\nbreak\x1b[31m\u202e \x00", "control characters"),
    ("half \ud83d of a character", "nothing that UTF-8 can hold"),
    ("ᚠᛇᚻ 😬 𓀀", "signs that the font may lack"),
    ("%s {0} {target}", "no template"),
    ("", "nothing at all"),
]

DAY = dt.date(2024, 1, 5)


def charts(frame, look, label):
    table, events = timeline(frame), [Event(DAY, label)]
    yield plot_timeline(table, events=events, look=look)
    yield plot_shares(table, events=events, look=look)
    yield plot_dots(frame, events=events, look=look)
    yield plot_roles(frame, look=look)
    yield plot_outlets(frame, look=look)
    yield plot_multiples(timelines_by(frame, "outlet"), "outlet", look=look)


@pytest.mark.parametrize(("words", "why"), WORDS, ids=[why for _, why in WORDS])
def test_charts_take_any_words(words, why, quotes, ask):
    frame = quotes([("a", "critical", str(DAY)), ("b", "neutral", None)], target=words)
    frame["outlet"] = pd.Series([words, "Courier"], dtype=TEXT)
    for figure in charts(frame, Look(dpi=60), words):
        # Both formats write the same artists; names of outlets are the longest words.
        if "by outlet" in ask.words(figure, "title"):
            ET.fromstring(ask.file(figure, "svg"))
        assert ask.png(figure).startswith(b"\x89PNG")
        (title,) = [text for text in figure.texts if text.get_gid() == "title"]
        assert title.get_window_extent().x1 <= figure.bbox.x1
        assert title.get_text().count("\n") < 4


@pytest.mark.parametrize("width", [6.0, 10.0])
def test_charts_wrap_a_title_that_is_given(width, seeds, ask):
    given = "Why $1 is not $2: a long headline, " * (LONGEST_TITLE // 35)
    for figure in charts(seeds, Look(title=given, size=(width, 6.0), dpi=60), "x"):
        ask.png(figure)
        boxes = {text.get_gid(): text.get_window_extent() for text in figure.texts}
        assert ask.words(figure, "title").startswith("Why $1 is not $2")
        assert boxes["title"].x1 <= figure.bbox.x1
        assert boxes["title"].y0 >= boxes["subtitle"].y1 - 1
        legend = figure.legends[0].get_window_extent()
        assert legend.x1 <= figure.bbox.x1
        assert boxes["subtitle"].y0 >= legend.y1 - 1
        for axes in figure.axes:
            assert axes.get_tightbbox().y1 <= legend.y0 + 2
            assert axes.get_tightbbox().y0 >= boxes["notes"].y1 - 2
