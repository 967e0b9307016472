"""The words on the charts."""

from __future__ import annotations

import pytest

from sentiment.reporting import captions


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.5, "+0.50"),
        (-0.857, "−0.86"),
        (0.004, "0.00"),
        (-0.004, "0.00"),
        (1, "+1.00"),
    ],
)
def test_signed_shows_a_sign_unless_it_rounds_to_zero(value, shown):
    assert captions.signed(value) == shown


@pytest.mark.parametrize(
    ("target", "targets", "shown"),
    [
        ("Ada Fox", 1, "Ada Fox: what was said"),
        (None, 3, "3 targets: what was said"),
        (None, 0, "What was said"),
        ("two\nlines", 1, "two lines: what was said"),
    ],
)
def test_title_starts_with_the_target(target, targets, shown):
    assert captions.title(target, targets, "what was said") == shown


@pytest.mark.parametrize("name", ["word " * 90, "x" * 400], ids=["words", "one word"])
def test_title_shortens_a_name_that_would_fill_the_page(name):
    title = captions.title(name, 1, "said")
    assert len(title) <= captions.MAX_NAME + len("…: said")
    assert title.endswith("…: said")


@pytest.mark.parametrize(
    ("labels", "ticks"),
    [
        (["2022", "2023"], ["2022", "2023"]),
        (["30 Dec 2023", "2 Jan 2024"], ["30 Dec\n2023", "2 Jan\n2024"]),
        (["week of 4 Mar 2024", "week of 11 Mar 2024"], ["4 Mar\n2024", "11 Mar"]),
    ],
    ids=["years", "days", "weeks"],
)
def test_tick_labels_give_the_year_where_it_is_news(labels, ticks):
    assert captions.tick_labels(labels) == ticks
