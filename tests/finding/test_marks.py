"""Quotation marks are paired by paragraph, whatever they look like."""

from __future__ import annotations

import pytest

from sentiment.finding.marks import pair_marks


@pytest.mark.parametrize(
    ("text", "inner", "closed"),
    [
        ("He said “no”.", "no", True),
        ('He said "no".', "no", True),
        ("He said ‘no’.", "no", True),
        ("He said ''no''.", "no", True),
        ("He wrote: “No, never", "No, never", False),
        ("“One.\n\n“Two,” he said.", "One.\n\n“Two,", True),
    ],
)
def test_pair_marks_pairs(text, inner, closed):
    (pair,) = pair_marks(text)
    assert pair.inner.of(text) == inner
    assert pair.closed is closed


@pytest.mark.parametrize("text", ["", "It’s the fans’ money.", "rock 'n' roll", "6' 2"])
def test_pair_marks_leaves_alone(text):
    assert not list(pair_marks(text))
