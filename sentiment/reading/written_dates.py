"""Dates as people and machines write them, read by strict forms only.

Nothing is filled in from today: a form that leaves out the year, or can be read two
ways, gives a doubt that says so instead of a date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from sentiment.lexicons import alternation, lookup
from sentiment.models import Precision

# News on the web starts about 1990; what lies outside is a typing error or a default
# (1970-01-01, 9999-12-31). Not tied to today, or two runs could differ.
FIRST_YEAR, LAST_YEAR = 1990, 2100

# Written out, a day needs a year beside it: "sat" and "may" alone are words.
_FORMS: Final = (
    r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
    r"(?:T[\d:.]{2,15}(?:Z|[+-]\d\d:?\d\d)?)?",
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)",
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ \-/.]{0,2}(?:of )?(?P<name>MONTH)\.?,?[ \-/]{0,2}"
    r"(?P<y>\d{4})(?!\d)",
    r"(?P<name>MONTH)\.?[ \-]{0,2}(?P<d>\d{1,2})(?:st|nd|rd|th)?[ ,\-]{1,3}"
    r"(?P<y>\d{4})(?!\d)",
    r"(?P<name>MONTH)\.?,?[ \-](?P<y>\d{4})(?!\d)",
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<name>MONTH)\b",
    r"(?P<name>MONTH)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d)",
)

# Forms that mean a date only where a whole field holds nothing else.
_FIELD_FORMS: Final = (
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?",
    r"(?P<y>\d{4})[-/](?P<m>\d{1,2})",
    r"(?P<y>\d{4})",
)


class WrittenDate(NamedTuple):
    """What a written date comes to: a date with its precision, else a doubt."""

    date: dt.date | None
    precision: Precision | None
    doubt: str | None = None


def months() -> Mapping[str, int]:
    """The number of each month by its names and abbreviations, in lower case."""
    meanings = lookup("date_words", "meaning")
    return {word: int(what) for word, what in meanings.items() if what.isdecimal()}


@cache
def date_patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of a date inside a line, the fullest first."""
    names = alternation(tuple(months()))
    return tuple(
        re.compile(form.replace("MONTH", names), re.IGNORECASE | re.ASCII)
        for form in _FORMS
    )


@cache
def _patterns_from(figure: bool) -> tuple[re.Pattern[str], ...]:
    """The forms that begin with a figure, or those that begin with a month."""
    forms = zip(_FORMS, date_patterns(), strict=True)
    return tuple(
        pattern for form, pattern in forms if form.startswith("(?P<name>") != figure
    )


def match_date(text: str, start: int = 0) -> re.Match[str] | None:
    """Match a written date that begins at `start`."""
    for pattern in _patterns_from(text[start : start + 1].isdigit()):
        if match := pattern.match(text, start):
            return match
    return None


def match_field_date(text: str) -> re.Match[str] | None:
    """Match the forms that need a field of their own: 20240303, 2024-03, 2024."""
    for form in _FIELD_FORMS:
        if match := re.fullmatch(form, text, re.ASCII):
            return match
    return None


def read_match(match: re.Match[str], dayfirst: bool | None = None) -> WrittenDate:
    """Turn a matched form into a date, or into the reason why it is none."""
    parts, shown = match.groupdict(), match.group()
    if not parts.get("y"):
        return _doubt(f"{shown!r} names no year")
    year = int(parts["y"])
    if parts.get("a"):
        return _read_numbers(shown, int(parts["a"]), int(parts["b"]), year, dayfirst)
    month = months()[parts["name"].lower()] if parts.get("name") else parts.get("m")
    if month is None:
        return make_date(shown, year)
    return make_date(
        shown, year, int(month), int(parts["d"]) if parts.get("d") else None
    )


def make_date(
    shown: str, year: int, month: int | None = None, day: int | None = None
) -> WrittenDate:
    """Build a date as exact as its parts, refusing what no calendar or paper has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _doubt(f"{shown!r} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        # A month or day of 0 ("2024-03-00") is how databases write a month or year.
        date = dt.date(year, month or (0 if day else 1), day or 1)
    except ValueError:
        return _doubt(f"{shown!r} is no day of the calendar")
    if not month:
        return WrittenDate(date, Precision.YEAR)
    return WrittenDate(date, Precision.DAY if day else Precision.MONTH)


def _read_numbers(
    shown: str, first: int, second: int, year: int, dayfirst: bool | None
) -> WrittenDate:
    """Read 03/04/2024, which is a day in April here and a day in March there."""
    if first != second and max(first, second) <= 12 and dayfirst is None:
        return _doubt(f"{shown!r} can be read two ways: say --dayfirst or --monthfirst")
    # A number above 12 can only be the day, whatever the caller prefers.
    day_leads = first > 12 or (second <= 12 and bool(dayfirst))
    day, month = (first, second) if day_leads else (second, first)
    return make_date(shown, year, month, day)


def _doubt(reason: str) -> WrittenDate:
    return WrittenDate(None, None, reason)
