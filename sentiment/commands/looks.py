"""The options about how charts look."""

from __future__ import annotations

import re

import click

from sentiment.errors import UsageError
from sentiment.reporting.options import FORMATS, LOOK, STYLES
from sentiment.reporting.palettes import PALETTES


def _size(
    _: click.Context, __: click.Parameter, given: str | None
) -> tuple[float, float]:
    if given is None:
        return LOOK.size
    sides = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", given.strip().lower())
    if not sides:
        raise UsageError(f"--size {given!r}: write inches as 10x7.2, the width first")
    return float(sides[1]), float(sides[2])


LOOK_OPTIONS = (
    click.option(
        "--style",
        type=click.Choice(STYLES),
        default=LOOK.style,
        show_default=True,
        help=(
            "How the timeline is drawn: columns up and down, shares of each period, "
            "or a dot for each quotation, for small collections."
        ),
    ),
    click.option(
        "--palette",
        type=click.Choice(tuple(PALETTES)),
        default=LOOK.palette,
        show_default=True,
        help="Colours, all fit for colour-blind readers: "
        + "; ".join(f"{name} is {p.description}" for name, p in PALETTES.items())
        + ".",
    ),
    click.option(
        "--title", metavar="TEXT", help="Headline of the charts in place of their own."
    ),
    click.option(
        "--format",
        "formats",
        type=click.Choice(FORMATS),
        multiple=True,
        default=LOOK.formats,
        show_default=True,
        help="Files of the charts; give it twice for both.",
    ),
    click.option(
        "--size",
        metavar="WxH",
        callback=_size,
        help="Inches of the timeline, such as 10x7.2; other charts are as wide.",
    ),
    click.option(
        "--dpi",
        metavar="N",
        type=int,
        default=LOOK.dpi,
        show_default=True,
        help="Dots per inch of PNGs.",
    ),
)
