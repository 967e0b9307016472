"""What a caller may choose about counting and charts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sentiment.models import REACTION_ROLES, Role
from sentiment.reporting.events import Event

# Under ten quotations the 95 % interval of a share spans 60 points or more.
MIN_N = 10
# What small multiples can be split by: columns of the table of quotations.
SPLITS = ("role", "outlet", "target")


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
    """

    freq: str = "auto"
    roles: tuple[Role, ...] = REACTION_ROLES
    count: str = "utterances"
    since: dt.date | None = None
    until: dt.date | None = None
    min_n: int = MIN_N
    by: str | None = None
    events: tuple[Event, ...] = ()


DEFAULTS = ChartOptions()
