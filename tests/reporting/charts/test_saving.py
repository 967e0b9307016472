"""Files of figures: the same bytes each time, and what they say of themselves."""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ET

import matplotlib
import pytest
from PIL import Image

from sentiment.reporting.charts.saving import describe, description
from sentiment.reporting.charts.timeline import plot_timeline
from sentiment.reporting.options import FORMATS, Look
from sentiment.reporting.timelines import timeline

SVG = "{http://www.w3.org/2000/svg}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def figure(seeds):
    return plot_timeline(timeline(seeds))


def test_save_chart_writes_the_same_bytes_at_a_fixed_size(seeds, ask):
    table = timeline(seeds)
    first, second = ask.png(plot_timeline(table)), ask.png(plot_timeline(table))
    assert first == second
    assert struct.unpack(">II", first[16:24]) == (2000, 1440)
    assert b"Software" not in first


def test_save_chart_writes_the_same_bytes_a_second_time(figure, ask):
    assert ask.png(figure) == ask.png(figure)


def test_charts_ignore_the_settings_of_the_user_and_leave_them(seeds, ask):
    before = ask.png(plot_timeline(timeline(seeds)))
    mine = {"font.size": 30, "axes.facecolor": "red", "savefig.bbox": "tight"}
    with matplotlib.rc_context(mine):
        assert ask.png(plot_timeline(timeline(seeds))) == before
        assert matplotlib.rcParams["font.size"] == 30


@pytest.mark.parametrize("form", FORMATS)
def test_save_chart_gives_the_same_bytes_for_each_format(form, seeds, ask, monkeypatch):
    table = timeline(seeds)
    first = ask.file(plot_timeline(table), form)
    # What else could get into a file: the day, here by way of a build's clock.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    figure = plot_timeline(table)
    # Nor does it matter what was written before.
    for one in (*FORMATS, *FORMATS):
        ask.file(figure, one)
    assert ask.file(figure, form) == first
    for trace in (b"<dc:date>", b"atplotlib v", b"Creation"):
        assert trace not in first


def test_save_chart_takes_size_and_dpi_from_the_look(seeds, ask):
    look = Look(size=(6.5, 6.0), dpi=100)
    content = ask.png(plot_timeline(timeline(seeds), look=look))
    assert struct.unpack(">II", content[16:24]) == (650, 600)


@pytest.mark.parametrize(
    "words",
    [
        "Columns: 3 supportive, net share −0.60.",
        "<desc>&amp; \"quoted\" 'twice' ]]>",
        "政策 صحيفة 🎤",
    ],
    ids=["plain", "markup", "scripts"],
)
def test_save_chart_tells_the_same_in_both_formats(words, figure, ask):
    describe(figure, words)
    assert description(figure) == words
    image = Image.open(io.BytesIO(ask.png(figure)))
    assert image.info["Description"] == words
    root = ET.fromstring(ask.file(figure, "svg"))
    told = root.find(f"{SVG}desc")
    assert told is not None
    assert told.text == words
    assert root[0] is told
    assert root.get("role") == "img"
    assert root.get("aria-describedby") == told.get("id")
    assert words in [
        one.text for one in root.iter() if one.tag.endswith("}description")
    ]
