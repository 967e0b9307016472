"""What charts can look like, and what is said of what they cannot."""

from __future__ import annotations

import pytest

from sentiment.errors import UsageError
from sentiment.reporting.options import LONGEST_TITLE, Look
from sentiment.reporting.palettes import PALETTES


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"style": "pie"}, "unknown style 'pie': choose from diverging, share, dots"),
        ({"palette": "red-green"}, "unknown palette 'red-green': choose from blue-"),
        ({"formats": ("gif",)}, "unknown format 'gif': choose from png, svg"),
        ({"formats": ()}, "no format given: choose from png, svg"),
        ({"size": (3.0, 9.0)}, "size 3x9: charts measure 6x6 to 40x40 inches"),
        ({"size": (10.0, 400.0)}, "size 10x400: charts measure"),
        ({"dpi": 0}, "dpi 0: choose 50 to 600"),
        ({"dpi": 6000}, "dpi 6000: choose 50 to 600"),
        ({"size": (40.0, 40.0), "dpi": 600}, "more than 60 million pixels"),
        ({"title": " "}, "the title needs 1 to 160 characters"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "the title needs 1 to 160 characters"),
    ],
)
def test_look_refuses_what_no_chart_can_have(wrong, said):
    with pytest.raises(UsageError) as raised:
        Look(**wrong)
    assert said in str(raised.value)


@pytest.mark.parametrize("name", PALETTES)
def test_look_knows_its_colours(name):
    assert Look(palette=name).colours is PALETTES[name]
