"""The periods of the time axis: their lengths, their names, and which one fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from sentiment.models import Precision

# From fine to coarse, with the name of the pandas period.
FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}

# The finest period in which a date known so exactly has one place.
_FINEST = {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}

# More columns than this are too thin to label and to tell apart on a page.
MAX_PERIODS = 60
# Below five quotations a net share moves by 0.4 or more with a single one of them.
MIN_MEDIAN = 5
# With fewer than one period in five filled, a chart is mostly blank paper.
MIN_FILLED = 0.2
# A finer period may cost this share of the dated quotations their place, not more.
MAX_UNPLACED = 0.1

# Not strftime: its names follow the machine's language, and charts must not.
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)  # fmt: skip


def finest_levels(precisions: pd.Series) -> pd.Series:
    """For each date, the place in `FREQUENCIES` of the finest period it fits."""
    order = list(FREQUENCIES)
    places = {kind.value: order.index(name) for kind, name in _FINEST.items()}
    # A table made by hand may give dates without saying how exact: days, then.
    return precisions.astype(object).map(places).fillna(0).astype("int64")


def last_days(dates: pd.Series, precisions: pd.Series) -> pd.Series:
    """For each date the latest day that it may mean, NaT where there is none."""
    levels, order = finest_levels(precisions), list(FREQUENCIES)
    last = dates.copy()
    for name in ("month", "year"):
        coarse = (levels == order.index(name)) & dates.notna()
        ends = dates[coarse].dt.to_period(FREQUENCIES[name]).dt.end_time
        last[coarse] = ends.dt.normalize().astype(last.dtype)
    return last


def choose_frequency(dates: pd.Series, finest: pd.Series) -> str:
    """The period that `auto` takes for these dates; see `timeline`.

    Where no period has enough quotations, it is the finest of those with the most.
    """
    best, most = "year", 0.0
    for level, (name, code) in enumerate(FREQUENCIES.items()):
        placed = dates[finest <= level]
        if placed.empty or len(placed) < (1 - MAX_UNPLACED) * len(dates):
            continue
        sizes = placed.dt.to_period(code).value_counts()
        span = (sizes.index.max() - sizes.index.min()).n + 1
        if span > MAX_PERIODS or len(sizes) < MIN_FILLED * span:
            continue
        median = float(sizes.median())
        if median >= MIN_MEDIAN:
            return name
        if median > most:
            best, most = name, median
    return best


# Distances of ticks that readers count in: months by the half and whole year.
_STEPS = {
    "day": (1, 2, 7, 14, 28, 91, 182, 364),
    "week": (1, 2, 4, 13, 26, 52, 104),
    "month": (1, 2, 3, 6, 12, 24, 60, 120),
    "quarter": (1, 2, 4, 8, 20, 40),
    "year": (1, 2, 5, 10, 20, 50),
}


def tick_places(starts: Iterable[dt.date], freq: str, most: int) -> list[int]:
    """Which of the periods get a tick, so that there are at most `most`.

    >>> tick_places([dt.date(2023, month, 1) for month in range(2, 13)], "month", 4)
    [2, 5, 8]
    """
    numbers = [_number(start, freq) for start in starts]
    if len(numbers) <= most:
        return list(range(len(numbers)))
    places: list[int] = []
    for step in _STEPS[freq]:
        places = [place for place, n in enumerate(numbers) if n % step == 0]
        if len(places) <= most:
            break
    return places[:: -(-len(places) // most)] if places else [0]


def _number(start: dt.date, freq: str) -> int:
    return {
        "day": start.toordinal(),
        "week": start.toordinal() // 7,
        "month": start.year * 12 + start.month - 1,
        "quarter": start.year * 4 + (start.month - 1) // 3,
        "year": start.year,
    }[freq]


def period_label(start: dt.date, freq: str) -> str:
    """A period in words.

    >>> [period_label(dt.date(2022, 10, 3), freq) for freq in FREQUENCIES]
    ['3 Oct 2022', 'week of 3 Oct 2022', 'Oct 2022', 'Q4 2022', '2022']
    """
    month = _MONTHS[start.month - 1]
    return {
        "day": f"{start.day} {month} {start.year}",
        "week": f"week of {start.day} {month} {start.year}",
        "month": f"{month} {start.year}",
        "quarter": f"Q{(start.month + 2) // 3} {start.year}",
        "year": f"{start.year}",
    }[freq]
