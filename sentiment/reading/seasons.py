"""The month or year of an article that names one year and speaks of its own season.

"As the new year is still fresh … move forward into 2022" was written in January 2022,
as good as said. It is an inference all the same, and marked as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from sentiment.lexicons import alternation, lookup
from sentiment.models import Dating, Span
from sentiment.reading.written_dates import make_date
from sentiment.text import fold_article, line_at, places

_YEAR: Final = r"(?<![\w$£€#.,/-])(?P<year>(?:19|20)\d\d)(?![\w%/]|[.,]\d|-\d)"
# The same, the figures first, which is found faster.
_YEARS: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<![\w$£€#.,/-]\d\d\d\d)(?![\w%/]|[.,]\d|-\d)"
)
_CENTURIES: Final = ("19", "20")
_NEW_YEAR: Final = "1"


def infer_from_season(text: str) -> Dating | None:
    """Infer the month or year of an article, where its text all but states it.

    It does where it names a single year, and either writes its own season beside it
    ("this summer, 2023") or in one paragraph speaks of a new year that has begun and
    of that year as what lies ahead ("into 2022"). Of other seasons the year ahead may
    be the next one, so they need theirs beside them.
    """
    plain = fold_article(text)
    years = [
        match for at in places(plain, *_CENTURIES) if (match := _YEARS.match(plain, at))
    ]
    if len({match["year"] for match in years}) != 1:
        return None
    # A few capitals grow when lowered; offsets matter more than their case.
    lowered = plain.lower()
    plain = lowered if len(lowered) == len(plain) else plain
    for span in sorted({line_at(plain, match.start()) for match in years}):
        if dated := _dated_season().search(plain, *span):
            return _dating(text, dated["season"], dated["year"], [dated])
        led = _led_year().search(plain, *span)
        begun = _new_year().search(plain, *span) if led else None
        if led and begun:
            return _dating(text, begun.group(), led["year"], [begun, led])
    return None


def _dating(
    text: str, season: str, year: str, said: Sequence[re.Match[str]]
) -> Dating | None:
    meaning = _meanings()[" ".join(season.split())]
    month = int(meaning) if meaning.isdecimal() else None
    written = make_date(year, int(year), month)
    if written.date is None:
        return None
    words = " and ".join(repr(Span(*match.span()).of(text)) for match in said)
    reason = f"inferred: the text says {words}"
    return Dating(written.date, written.precision, reason, inferred=True)


def _meanings() -> dict[str, str]:
    return lookup("season_words", "meaning")


@cache
def _dated_season() -> re.Pattern[str]:
    seasons = _phrases(*map(str, range(1, 13)), "year")
    return re.compile(rf"\b(?P<season>{seasons})(?:,| of| in)? {_YEAR}")


@cache
def _new_year() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_phrases(_NEW_YEAR)})\b")


@cache
def _led_year() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_phrases('leads')}) {_YEAR}")


def _phrases(*wanted: str) -> str:
    return alternation([said for said, what in _meanings().items() if what in wanted])
