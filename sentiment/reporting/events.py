"""Events that a chart marks on its time axis."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from sentiment.errors import InputError
from sentiment.models import Precision


class Event(NamedTuple):
    """Something that happened on a day."""

    date: dt.date
    label: str


def read_events(path: str | Path, dayfirst: bool | None = None) -> tuple[Event, ...]:
    """Read a file of events, a header with date and label, a row an event, by date.

    Raises:
        InputError: naming file and line, for a missing column, label or exact date.
    """
    # What reads dates takes as long to import as all options that `--help` shows.
    from sentiment.reading.dated_rows import read_dated_rows

    events = []
    for line, label, dating in read_dated_rows(path, "label", dayfirst):
        if dating.date is None or dating.precision is not Precision.DAY:
            reason = f"the date of {label!r} is no day: write it as 2024-03-31"
            raise InputError(path, reason, line)
        events.append(Event(dating.date, label))
    return tuple(sorted(events))
