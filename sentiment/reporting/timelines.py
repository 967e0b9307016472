"""Quotations counted by period: what the charts draw and `timeline.csv` holds.

A quotation is placed only where its date is exact enough: one known to the month
stands in no week, and is counted apart. A period without quotations is kept, with no
net share: nothing said is not a balance of zero.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Stance
from sentiment.reporting.counting import (
    CHANCES,
    article_balances,
    chosen_roles,
    counted_rows,
    targets_of,
    within,
)
from sentiment.reporting.intervals import UNKNOWN, net_band, share_band
from sentiment.reporting.options import SPLITS
from sentiment.reporting.periods import (
    FREQUENCIES,
    choose_frequency,
    finest_levels,
    period_label,
)

COUNTS = tuple(stance.value for stance in Stance)
_SOFT = tuple(chance.replace("p_", "soft_") for chance in CHANCES)
_INFERRED = tuple(f"inferred_{name}" for name in ("supportive", "critical"))
_WHOLE = (
    *COUNTS, "n", "utterances", "mentions", *_INFERRED, "inferred", "articles"
)  # fmt: skip
_SHARES = tuple(
    f"{name}_share{end}"
    for name in ("supportive", "critical") for end in ("", "_low", "_high")
)  # fmt: skip
COLUMNS = (
    "period_start", "period_end", "label", "partial", *_WHOLE,
    "net", "net_low", "net_high", *_SOFT, "soft_net", "soft_low", "soft_high",
    *_SHARES,
)  # fmt: skip

# More small charts than this are too small.
MAX_SPLITS = 9


def timeline(
    quotes: pd.DataFrame,
    freq: str = "auto",
    roles: Iterable[str] = REACTION_ROLES,
    *,
    count: str = "utterances",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> pd.DataFrame:
    """Count supportive, critical and neutral quotations by period.

    Args:
        quotes: a table of quotations, one a row.
        freq: day, week (Monday to Sunday), month, quarter, year, or auto: the finest
            that gives at most 60 periods, a fifth of them filled, a median of five
            quotations in those, and a place to nine in ten dated quotations.
        roles: whose quotations count.
        count: utterances, each once where it was told first, or mentions, each time.
        since: the first day that counts.
        until: the last day that counts.

    Returns:
        One row per period from the first to the last placed quotation, empty periods
        included: period_start and period_end (its first and last day), label, partial
        (the dates that count end or begin within it), the counts and their sum n, the
        utterances and mentions behind these, how many have an inferred date
        (inferred_*), articles, net = (supportive - critical) / n, its 95 % band
        net_low to net_high, soft_* (sums of the stance probabilities, their net and
        its band), *_share with their 95 % intervals. Where n is 0, net is missing;
        where fewer than two articles speak, the band is. `attrs` has, as plain values:
        target (None where several), targets (their number), freq, roles, count, since,
        until, first and last (ISO), range (in words), net with its band (of all that
        is placed), mentions (with these roles), quotations (as counted), placed,
        utterances, placed_mentions and inferred (of the placed), undated, unplaced
        (dated less exactly than the period), cut (by since and until), excluded
        (mentions, by role), outside (counts by stance of the undated and the
        unplaced), articles.

    Raises:
        UsageError: an unknown freq, role or count, or a table without the columns
            needed.
    """
    if freq != "auto" and freq not in FREQUENCIES:
        known = ", ".join(("auto", *FREQUENCIES))
        raise UsageError(f"unknown period {freq!r}: choose one of {known}")
    chosen = chosen_roles(quotes, roles)
    counted = counted_rows(quotes, chosen, count)
    undated = counted[counted["date"].isna()]
    dated = counted[within(counted, since, until)]
    finest = finest_levels(dated["date_precision"])
    name = choose_frequency(dated["date"], finest) if freq == "auto" else freq
    fits = finest <= list(FREQUENCIES).index(name)
    placed, unplaced = dated[fits], dated[~fits]
    table = _periods(placed, name)
    _mark_partial(table, placed, since, until)
    mentions = int(quotes["role"].isin(chosen).sum())
    table.attrs = {
        **targets_of(counted if len(counted) else quotes),
        **_range(placed),
        "freq": name,
        "roles": chosen,
        "count": count,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "mentions": mentions,
        "quotations": len(counted),
        "placed": len(placed),
        **_balance(placed),
        "utterances": int(placed["utterance_id"].nunique()),
        "placed_mentions": int(placed["mentions"].sum()),
        "inferred": int(placed["inferred"].sum()),
        "undated": len(undated),
        "unplaced": len(unplaced),
        "cut": len(counted) - len(undated) - len(dated),
        "excluded": len(quotes) - mentions,
        "outside": {"undated": _stances(undated), "unplaced": _stances(unplaced)},
        "articles": int(counted["article_id"].nunique()),
    }
    return table


def _periods(placed: pd.DataFrame, freq: str) -> pd.DataFrame:
    if placed.empty:
        empty = pd.DataFrame({name: [] for name in COLUMNS}, dtype="float64")
        return _typed(empty)
    keys = placed["date"].dt.to_period(FREQUENCIES[freq])
    index = pd.period_range(keys.min(), keys.max(), freq=FREQUENCIES[freq])
    table = _empty_periods(index, freq)
    _count(table, placed, keys)
    _add_bands(table, placed, keys)
    return _typed(table.reset_index(drop=True))


def _empty_periods(index: pd.PeriodIndex, freq: str) -> pd.DataFrame:
    table = pd.DataFrame(index=index)
    table["period_start"] = index.start_time
    table["period_end"] = index.end_time.normalize()
    table["label"] = [period_label(start, freq) for start in index.start_time]
    table["partial"] = False
    return table


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    days = ("period_start", "period_end")
    kinds = dict.fromkeys(days, "datetime64[s]") | dict.fromkeys(_WHOLE, "int64")
    return table[list(COLUMNS)].astype({**kinds, "label": "object", "partial": "bool"})


def _count(table: pd.DataFrame, placed: pd.DataFrame, keys: pd.Series) -> None:
    for name in COUNTS:
        here = placed["stance"] == name
        table[name] = keys[here].value_counts()
        table[f"inferred_{name}"] = keys[here & placed["inferred"]].value_counts()
    table["n"] = keys.value_counts()
    table["inferred"] = keys[placed["inferred"]].value_counts()
    table["mentions"] = placed["mentions"].groupby(keys).sum()
    table["utterances"] = placed["utterance_id"].groupby(keys).nunique()
    table["articles"] = placed["article_id"].groupby(keys).nunique()
    sums = placed[list(CHANCES)].groupby(keys).sum().round(4)
    table[list(_SOFT)] = sums.set_axis(_SOFT, axis=1).reindex(table.index)
    filled = [*_WHOLE, *_SOFT]
    table[filled] = table[filled].astype("float64").fillna(0.0)
    said = table["n"].where(table["n"] > 0)
    table["net"] = ((table["supportive"] - table["critical"]) / said).round(4)
    soft = table["soft_supportive"] - table["soft_critical"]
    table["soft_net"] = (soft / said).round(4)
    for name in ("supportive", "critical"):
        table[f"{name}_share"] = (table[name] / said).round(4)


def _add_bands(table: pd.DataFrame, placed: pd.DataFrame, keys: pd.Series) -> None:
    chances = placed["p_supportive"] - placed["p_critical"]
    nets, softs = {}, {}
    for period, rows in placed.groupby(keys):
        balances, sizes = article_balances(rows)
        nets[period] = net_band(balances, sizes)
        soft = chances[rows.index].groupby(rows["article_id"]).sum()
        softs[period] = net_band(soft.tolist(), sizes)
    for name, bands in (("net", nets), ("soft", softs)):
        both = [bands.get(period, UNKNOWN) for period in table.index]
        table[f"{name}_low"], table[f"{name}_high"] = zip(*both, strict=True)
    for name in ("supportive", "critical"):
        both = [share_band(*pair) for pair in zip(table[name], table["n"], strict=True)]
        ends = [f"{name}_share_low", f"{name}_share_high"]
        table[ends[0]], table[ends[1]] = zip(*both, strict=True)


def _mark_partial(
    table: pd.DataFrame,
    placed: pd.DataFrame,
    since: dt.date | None,
    until: dt.date | None,
) -> None:
    """Mark the last period where the dates end before it does, the first likewise."""
    if table.empty:
        return
    end = pd.Timestamp(until) if until else placed["last_day"].max()
    table.loc[table.index[-1], "partial"] = end < table["period_end"].iloc[-1]
    if since is not None and pd.Timestamp(since) > table["period_start"].iloc[0]:
        table.loc[0, "partial"] = True


def _balance(placed: pd.DataFrame) -> dict[Hashable, object]:
    balances, sizes = article_balances(placed)
    low, high = net_band(balances, sizes)
    net = round(sum(balances) / sum(sizes), 4) if sizes else math.nan
    return {"net": net, "net_low": low, "net_high": high}


def timelines_by(
    quotes: pd.DataFrame,
    by: str,
    freq: str = "auto",
    roles: Iterable[str] = REACTION_ROLES,
    **chosen: Any,
) -> dict[str, pd.DataFrame]:
    """Timelines of each role, outlet or target, over the same periods.

    Args:
        quotes: a table of quotations, one a row.
        by: the column to split it by.
        freq: as for `timeline`; `auto` looks at all quotations together.
        roles: whose quotations count.
        **chosen: what else `timeline` takes.

    Returns:
        Timelines by name, those with the most quotations first; what is beyond
        `MAX_SPLITS`, together in the last one. An utterance counts once in each.
    """
    if by not in SPLITS:
        raise UsageError(f"unknown split {by!r}: choose one of {', '.join(SPLITS)}")
    whole = timeline(quotes, freq, roles, **chosen)
    freq, names = whole.attrs["freq"], quotes[by].astype(object)
    names = names.where(names.notna(), f"no {by} known")
    counts = names[quotes["role"].isin(whole.attrs["roles"])].value_counts()
    order = sorted(counts.index, key=lambda name: (-counts[name], str(name)))
    if len(order) > MAX_SPLITS:
        rest = order[MAX_SPLITS - 1 :]
        order = [*order[: MAX_SPLITS - 1], f"{len(rest)} others"]
        names = names.where(~names.isin(rest), order[-1])
    tables = {
        str(name): timeline(quotes[names == name], freq, roles, **chosen)
        for name in order
    }
    starts = [table["period_start"] for table in tables.values() if len(table)]
    if not starts:
        return tables
    span = min(map(min, starts)), max(map(max, starts))
    return {name: _spread(table, *span) for name, table in tables.items()}


def _spread(
    table: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """A timeline with empty periods before and after, so that it spans others."""
    freq = str(table.attrs["freq"])
    index = pd.period_range(first, last, freq=FREQUENCIES[freq])
    full = _empty_periods(index, freq).reset_index(drop=True)
    known = table.drop(columns=["period_end", "label"])
    full = full.drop(columns="partial").merge(known, on="period_start", how="left")
    filled = [*_WHOLE, *_SOFT]
    full[filled] = full[filled].astype("float64").fillna(0.0)
    full["partial"] = full["partial"].eq(True)
    full = _typed(full)
    full.attrs = table.attrs
    return full


def _range(placed: pd.DataFrame) -> dict[Hashable, object]:
    if placed.empty:
        return {"first": None, "last": None, "range": None}
    ends = placed["date"].min(), placed["date"].max()
    words = [_date_words(placed, end) for end in ends]
    return {
        "first": ends[0].date().isoformat(),
        "last": ends[1].date().isoformat(),
        "range": words[0] if words[0] == words[1] else " to ".join(words),
    }


def _date_words(placed: pd.DataFrame, date: pd.Timestamp) -> str:
    """A date as exactly as the table knows it."""
    level = finest_levels(placed.loc[placed["date"] == date, "date_precision"]).min()
    return period_label(date, list(FREQUENCIES)[level])


def _stances(rows: pd.DataFrame) -> dict[str, int]:
    counts = rows["stance"].value_counts()
    return {name: int(counts.get(name, 0)) for name in COUNTS}


def gaps(timeline: pd.DataFrame) -> list[tuple[int, int]]:
    """First and last place of each run of empty periods."""
    runs: list[tuple[int, int]] = []
    for place, n in enumerate(timeline["n"]):
        if n == 0 and runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        elif n == 0:
            runs.append((place, place))
    return runs


def timeline_table(timeline: pd.DataFrame) -> pd.DataFrame:
    """The timeline as `timeline.csv` holds it: every number of the chart.

    Below the periods stand the quotations that have no place in one, in rows labelled
    "undated" and "unplaced" without dates and net share.
    """
    outside = timeline.attrs.get("outside", {})
    extra = [
        {"label": label, **counts, "n": sum(counts.values())}
        for label, counts in outside.items()
    ]
    table = timeline.copy()
    table.attrs = {}
    for name in ("period_start", "period_end"):
        table[name] = [day.date().isoformat() for day in timeline[name]]
    rows = [*table.to_dict("records"), *extra]
    kinds = dict.fromkeys(_WHOLE, "Int64") | {"partial": "boolean"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)


def split_table(timelines: Mapping[str, pd.DataFrame], by: str) -> pd.DataFrame:
    """Timelines under one another as one table, their names in the first column."""
    tables = []
    for name, one in timelines.items():
        table = timeline_table(one)
        table.insert(0, by, name)
        tables.append(table)
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
