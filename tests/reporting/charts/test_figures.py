"""Figures show themselves in notebooks, and leave nothing global behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sentiment

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("plot", ["plot_timeline", "plot_roles"])
def test_a_notebook_shows_a_figure_that_is_returned(seeds, plot):
    table = sentiment.timeline(seeds) if plot == "plot_timeline" else seeds
    figure = getattr(sentiment, plot)(table)
    # What IPython asks an object for; without it a bare figure is but a line of text.
    shown = figure._repr_png_()
    assert shown.startswith(PNG)
    assert figure._repr_png_() == shown


def test_a_notebook_s_picture_is_in_the_house_style(seeds):
    import matplotlib

    figure = sentiment.plot_timeline(sentiment.timeline(seeds.assign(target="$x$")))
    plain = figure._repr_png_()
    with matplotlib.rc_context({"text.parse_math": True, "savefig.facecolor": "red"}):
        assert figure._repr_png_() == plain


def test_figures_need_no_pyplot():
    code = (
        "import sys; from sentiment.reporting.charts.figures import new_figure\n"
        "new_figure((2, 2), 50)._repr_png_()\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
