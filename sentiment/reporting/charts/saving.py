"""Figures as files: the same bytes for the same figure, with their alternative text."""

from __future__ import annotations

import io
from html import escape
from typing import IO, Any

import numpy as np
from matplotlib.figure import Figure

from sentiment.reporting.charts.figures import style

# Of 9: a PNG that is packed tighter is a tenth smaller and takes twice as long.
PACKED = 3


def describe(figure: Figure, words: str) -> None:
    """Give a figure the text that stands for it where it cannot be seen."""
    figure.set_label(words)


def description(figure: Figure) -> str:
    """The text that stands for a figure, empty where it has none."""
    return str(figure.get_label())


def save_chart(figure: Figure, file: IO[bytes], form: str = "png") -> None:
    """Write `figure` as a PNG at its own dots per inch, or as an SVG.

    The text of `describe` stands in the metadata as Description, in an SVG also where
    screen readers look for it. Nothing in the file tells when it was made.
    """
    words = description(figure)
    metadata: dict[str, str | None] = {"Description": words} if words else {}
    given: dict[str, Any] = {"format": form, "dpi": figure.dpi, "metadata": metadata}
    if form == "png":
        metadata |= {"Software": None}
        given["pil_kwargs"] = {"compress_level": PACKED}
    else:
        metadata |= {"Date": None, "Creator": None}
    _fix_layout(figure)
    # Not to the file itself, whose name would get into an SVG.
    drawn = io.BytesIO()
    with style():
        figure.savefig(drawn, **given)
    content = drawn.getvalue()
    if form == "svg" and words:
        content = _told(content, words)
    file.write(content)


def _fix_layout(figure: Figure) -> None:
    """Lay a figure out for good, so that each file of it is the same.

    Letters measure otherwise in another format, and the solver's last digits depend on
    where in memory the parts lie.
    """
    engine = figure.get_layout_engine()
    if engine is None:
        return
    with style():
        engine.execute(figure)
        figure.set_layout_engine(None)
    for axes in figure.axes:
        left, bottom, width, height = np.round(axes.get_position().bounds, 6)
        axes.set_position((left, bottom, width, height))


def _told(svg: bytes, words: str) -> bytes:
    """An SVG that says of itself what it shows."""
    start = svg.index(b"<svg ")
    head = svg.index(b">", start)
    desc = f'<desc id="description">{escape(words, quote=False)}</desc>'.encode()
    role = b' role="img" aria-describedby="description"'
    return svg[:head] + role + svg[head : head + 1] + b"\n " + desc + svg[head + 1 :]
