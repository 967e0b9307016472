"""What a caller may choose about counting and charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting.events import Event
from sentiment.reporting.palettes import DEFAULT_PALETTE, PALETTES, Palette

# Under ten quotations the 95 % interval of a share spans 60 points or more.
MIN_N = 10
# What small multiples can be split by: columns of the table of quotations.
SPLITS = ("role", "outlet", "target")

STYLES = ("diverging", "share", "dots")
FORMATS = ("png", "svg")
# Inches. On less paper the words leave the panels no room; more is a poster.
SMALLEST, LARGEST = (6.0, 6.0), 40.0
# Below, letters are blots; above, a page of the largest size fills the memory.
COARSEST_DPI, FINEST_DPI = 50, 600
MOST_PIXELS = 60_000_000
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the charts look, and in which files.

    Attributes:
        style: of the timeline: diverging columns, shares of each period, or dots, one
            for each quotation.
        palette: one of `PALETTES`.
        title: in place of the target in the headlines.
        size: width and height of the timeline, in inches; other charts are as wide.
        dpi: dots per inch of a PNG.
        formats: png, svg or both.

    Raises:
        UsageError: a value that no chart can have.
    """

    style: str = STYLES[0]
    palette: str = DEFAULT_PALETTE
    title: str | None = None
    size: tuple[float, float] = (10.0, 7.2)  # half a page in print
    dpi: int = 200
    formats: tuple[str, ...] = ("png",)

    def __post_init__(self) -> None:
        _check("style", [self.style], STYLES)
        _check("palette", [self.palette], PALETTES)
        _check("format", self.formats, FORMATS)
        if self.title is not None and not 0 < len(self.title.strip()) <= LONGEST_TITLE:
            raise UsageError(f"the title needs 1 to {LONGEST_TITLE} characters")
        self._check_size()

    def _check_size(self) -> None:
        width, height = self.size
        if not (SMALLEST[0] <= width <= LARGEST and SMALLEST[1] <= height <= LARGEST):
            least = "x".join(f"{side:g}" for side in SMALLEST)
            raise UsageError(
                f"size {width:g}x{height:g}: charts measure {least} to "
                f"{LARGEST:g}x{LARGEST:g} inches"
            )
        if not COARSEST_DPI <= self.dpi <= FINEST_DPI:
            known = f"{COARSEST_DPI} to {FINEST_DPI}"
            raise UsageError(f"dpi {self.dpi}: choose {known} dots per inch")
        if width * height * self.dpi**2 > MOST_PIXELS:
            raise UsageError(
                f"size {width:g}x{height:g} at {self.dpi} dpi is more than "
                f"{MOST_PIXELS // 10**6} million pixels: choose a smaller one"
            )

    @property
    def colours(self) -> Palette:
        """The colours that the palette's name stands for."""
        return PALETTES[self.palette]


def _check(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    names = list(given)
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        wrong = f"unknown {what} {unknown[0]!r}" if unknown else f"no {what} given"
        raise UsageError(f"{wrong}: choose from {', '.join(known)}")


LOOK = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """What counts, over which periods, and what the charts show beside it.

    Attributes:
        freq: the periods' length, or auto; see `timeline`.
        roles: whose quotations count.
        count: utterances, each once, or mentions, each time.
        since: the first day that counts.
        until: the last day that counts.
        min_n: a net share of fewer quotations is drawn hollow.
        by: role, outlet or target, to draw a small chart of each.
        events: marked on the time axis.
        look: how the charts look.
    """

    freq: str = "auto"
    roles: tuple[Role, ...] = REACTION_ROLES
    count: str = "utterances"
    since: dt.date | None = None
    until: dt.date | None = None
    min_n: int = MIN_N
    by: str | None = None
    events: tuple[Event, ...] = ()
    look: Look = LOOK


DEFAULTS = ChartOptions()
