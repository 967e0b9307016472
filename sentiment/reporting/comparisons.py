"""Whether the balance before a day differs from that after it by more than chance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from sentiment.reporting.captions import band, counted, signed
from sentiment.reporting.counting import (
    article_balances,
    chosen_roles,
    counted_rows,
    within,
)
from sentiment.reporting.intervals import UNKNOWN, Interval, change_band, net_band
from sentiment.reporting.options import DEFAULTS, ChartOptions
from sentiment.reporting.periods import period_label

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Side:
    """The quotations on one side of the day: how many of each stance, and net share.

    `net` is None where there are none.
    """

    supportive: int
    critical: int
    neutral: int
    articles: int
    net: float | None
    band: Interval

    @property
    def n(self) -> int:
        return self.supportive + self.critical + self.neutral


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of a day, and the change in net share from the one to the other.

    `change` is None where a side has no quotation; its `band` holds no numbers where a
    side has fewer than two articles. `left_out` counts quotations without a date or
    with one that may lie on either side.
    """

    date: dt.date
    before: Side
    after: Side
    change: float | None
    band: Interval
    left_out: int

    @property
    def clear(self) -> bool | None:
        """Whether the change is more than chance; None where nobody can tell."""
        low, high = self.band
        return None if low != low else not low <= 0 <= high


def compare(
    quotes: pd.DataFrame, date: dt.date, options: ChartOptions = DEFAULTS
) -> Comparison:
    """Compare the net share before a day with that from the day on.

    Args:
        quotes: a table of quotations, one a row.
        date: the first day of the later side.
        options: whose quotations count, how often, from when to when.

    Raises:
        UsageError: an option that is not known, or a table without the columns needed.
    """
    roles = chosen_roles(quotes, options.roles)
    rows = counted_rows(quotes, roles, options.count)
    rows = rows[rows["date"].isna() | within(rows, options.since, options.until)]
    parts = [rows[within(rows, None, date - _DAY)], rows[within(rows, date, None)]]
    before, after = map(_side, parts)
    change, ends = None, UNKNOWN
    if before.net is not None and after.net is not None:
        change = round(after.net - before.net, 4)
        ends = change_band(article_balances(parts[0]), article_balances(parts[1]))
    left_out = len(rows) - before.n - after.n
    return Comparison(date, before, after, change, ends, left_out)


def _side(rows: pd.DataFrame) -> Side:
    counts = rows["stance"].value_counts()
    balances, sizes = article_balances(rows)
    return Side(
        supportive=int(counts.get("supportive", 0)),
        critical=int(counts.get("critical", 0)),
        neutral=int(counts.get("neutral", 0)),
        articles=len(sizes),
        net=round(sum(balances) / sum(sizes), 4) if sizes else None,
        band=net_band(balances, sizes),
    )


def comparison_lines(comparison: Comparison) -> list[str]:
    """A comparison in words, for a terminal."""
    day = period_label(comparison.date, "day")
    lines = [
        _side_words(f"Before {day}", comparison.before),
        _side_words(f"From {day} on", comparison.after),
    ]
    if comparison.left_out:
        left_out = counted(comparison.left_out, "quotation")
        lines.append(f"Left out, undated or not clearly on one side: {left_out}")
    if comparison.change is None:
        return [*lines, "Change: unknown, as one side has no quotation"]
    change = f"Change in net share: {signed(comparison.change)}"
    return [*lines, change + band(*comparison.band), _conclusion(comparison)]


def _side_words(name: str, side: Side) -> str:
    words = f"{name}: {counted(side.n, 'quotation')} in "
    words += f"{counted(side.articles, 'article')}"
    if side.net is None:
        return words
    return (
        f"{words}: {side.supportive:,} supportive, {side.critical:,} critical, "
        f"{side.neutral:,} neutral; net share {signed(side.net)}{band(*side.band)}"
    )


def _conclusion(comparison: Comparison) -> str:
    if comparison.clear is None:
        return (
            "Too few articles to tell: each side needs two, as quotations of one "
            "article are not independent."
        )
    if not comparison.clear:
        return (
            "No more than chance: the band holds zero, so articles like these differ "
            "as much without any change."
        )
    side = "supportive" if (comparison.change or 0) > 0 else "critical"
    return (
        f"More than chance: what is quoted became more {side}. This says nothing of "
        "the cause, nor of what the public thinks."
    )
