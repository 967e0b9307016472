"""Quotations counted by period: what the charts draw and `timeline.csv` holds.

A quotation is placed only where its date is exact enough: one known to the month
stands in no week, and is counted apart. A period without quotations is kept, with no
net share: nothing said is not a balance of zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
import pandas as pd

from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Precision, Role, Stance

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

# 2,000 draws put the ends of a band within about 0.01 of where endless ones would.
DRAWS = 2_000
SEED = 20_221_023

COUNTS = tuple(stance.value for stance in Stance)
_SOFT = tuple(f"p_{name}" for name in COUNTS)
_NEEDED = ("article_id", "role", "target", "stance", "date", "date_precision", *_SOFT)
COLUMNS = (
    "period_start", "period_end", "label", *COUNTS, "n", "net", "net_low", "net_high",
    "soft_supportive", "soft_critical", "soft_neutral", "soft_net", "articles",
)  # fmt: skip

# Not strftime: its names follow the machine's language, and charts must not.
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def timeline(
    quotes: pd.DataFrame,
    freq: str = "auto",
    roles: Iterable[str] = REACTION_ROLES,
) -> pd.DataFrame:
    """Count supportive, critical and neutral quotations by period.

    Args:
        quotes: a table of quotations, one a row.
        freq: day, week (Monday to Sunday), month, quarter, year, or auto: the finest
            that gives at most 60 periods, a fifth of them filled, a median of five
            quotations in those, and a place to nine in ten dated quotations.
        roles: whose quotations count.

    Returns:
        One row per period from the first to the last placed quotation, empty periods
        included: period_start and period_end (its first and last day), label, the
        counts and their sum n, net = (supportive - critical) / n, its 95 % band
        net_low to net_high, soft_* (sums of the stance probabilities, and their net),
        articles. Where n is 0, net is missing; where fewer than two articles speak,
        the band is. `attrs` has, as plain values: target (None where several),
        targets (their number), freq, roles, first and last (ISO), range (in words),
        quotations (with these roles), placed, undated, unplaced (dated less exactly
        than the period), excluded (by role), outside (counts by stance of the undated
        and the unplaced), articles.

    Raises:
        UsageError: an unknown freq or role, or a table without the columns needed.
    """
    chosen = _checked(quotes, freq, roles)
    counted = quotes[quotes["role"].isin(chosen)]
    dates = pd.to_datetime(counted["date"])
    dated = counted[dates.notna()].assign(date=dates[dates.notna()])
    finest = _levels(dated["date_precision"])
    name = choose_frequency(dated["date"], finest) if freq == "auto" else freq
    fits = finest <= list(FREQUENCIES).index(name)
    placed = dated[fits]
    table = _periods(placed, name)
    outside = {"undated": counted[dates.isna()], "unplaced": dated[~fits]}
    table.attrs = {
        **_target(counted if len(counted) else quotes),
        **_range(placed),
        "freq": name,
        "roles": chosen,
        "quotations": len(counted),
        "placed": len(placed),
        "undated": len(outside["undated"]),
        "unplaced": len(outside["unplaced"]),
        "excluded": len(quotes) - len(counted),
        "outside": {key: _stances(rows) for key, rows in outside.items()},
        "articles": int(counted["article_id"].nunique()),
    }
    return table


def _checked(quotes: pd.DataFrame, freq: str, roles: Iterable[str]) -> list[str]:
    missing = [name for name in _NEEDED if name not in quotes.columns]
    if missing:
        raise UsageError(f"the table of quotations lacks: {', '.join(missing)}")
    if freq != "auto" and freq not in FREQUENCIES:
        known = ", ".join(("auto", *FREQUENCIES))
        raise UsageError(f"unknown period {freq!r}: choose one of {known}")
    asked = [str(role) for role in roles]
    known_roles = [role.value for role in Role]
    unknown = [role for role in asked if role not in known_roles]
    if unknown or not asked:
        wrong = f"unknown role {unknown[0]!r}" if unknown else "no role given"
        raise UsageError(f"{wrong}: choose from {', '.join(known_roles)}")
    return [role for role in known_roles if role in asked]


def _levels(precisions: pd.Series) -> pd.Series:
    """For each date, the place in `FREQUENCIES` of the finest period it fits."""
    order = list(FREQUENCIES)
    places = {kind.value: order.index(name) for kind, name in _FINEST.items()}
    # A table made by hand may give dates without saying how exact: days, then.
    return precisions.astype(object).map(places).fillna(0).astype("int64")


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


def _periods(placed: pd.DataFrame, freq: str) -> pd.DataFrame:
    if placed.empty:
        empty = pd.DataFrame({name: [] for name in COLUMNS}, dtype="float64")
        return _typed(empty)
    keys = placed["date"].dt.to_period(FREQUENCIES[freq])
    index = pd.period_range(keys.min(), keys.max(), freq=FREQUENCIES[freq])
    table = pd.DataFrame(index=index)
    table["period_start"] = index.start_time
    table["period_end"] = index.end_time.normalize()
    table["label"] = [period_label(start, freq) for start in index.start_time]
    _count(table, placed, keys)
    _add_bands(table, placed, keys)
    return _typed(table.reset_index(drop=True))


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    days, whole = ("period_start", "period_end"), (*COUNTS, "n", "articles")
    kinds = dict.fromkeys(days, "datetime64[s]") | dict.fromkeys(whole, "int64")
    return table[list(COLUMNS)].astype({**kinds, "label": "object"})


def _count(table: pd.DataFrame, placed: pd.DataFrame, keys: pd.Series) -> None:
    for name in COUNTS:
        table[name] = (placed["stance"] == name).groupby(keys).sum()
        table[f"soft_{name}"] = placed[f"p_{name}"].groupby(keys).sum().round(4)
    table["n"] = keys.value_counts()
    table["articles"] = placed["article_id"].groupby(keys).nunique()
    filled = [*COUNTS, *(f"soft_{name}" for name in COUNTS), "n", "articles"]
    table[filled] = table[filled].astype("float64").fillna(0.0)
    said = table["n"].where(table["n"] > 0)
    table["net"] = ((table["supportive"] - table["critical"]) / said).round(4)
    soft = table["soft_supportive"] - table["soft_critical"]
    table["soft_net"] = (soft / said).round(4)


def _add_bands(table: pd.DataFrame, placed: pd.DataFrame, keys: pd.Series) -> None:
    side = (placed["stance"] == "supportive").astype("int64")
    side -= (placed["stance"] == "critical").astype("int64")
    grouped = side.groupby([keys, placed["article_id"]])
    articles = pd.DataFrame({"balance": grouped.sum(), "n": grouped.size()})
    bands = {
        period: net_band(rows["balance"].tolist(), rows["n"].tolist())
        for period, rows in articles.groupby(level=0)
    }
    nothing = (float("nan"), float("nan"))
    both = [bands.get(period, nothing) for period in table.index]
    table["net_low"] = [low for low, _ in both]
    table["net_high"] = [high for _, high in both]


def net_band(
    balances: Sequence[int], sizes: Sequence[int], draws: int = DRAWS
) -> tuple[float, float]:
    """The 95 % band of a net share, by a bootstrap over articles.

    Quotations of one article are not independent, so whole articles are weighted anew
    in each draw (Rubin's Bayesian bootstrap). Two half articles of average size, one
    all supportive and one all critical (Jeffreys' prior), keep the band open where
    few articles all agree: the plain bootstrap then has no width, and covers the
    truth in half of the cases where there are two articles.

    Args:
        balances: per article, supportive minus critical quotations.
        sizes: per article, its quotations.
        draws: how often to weight anew; the seed is always the same.

    Returns:
        Its ends in [-1, 1], around the net share; not a number where fewer than two
        articles speak, as one tells nothing of how far articles differ.
    """
    if len(sizes) < 2:
        return float("nan"), float("nan")
    pairs = np.column_stack([balances, sizes])
    kinds, repeats = np.unique(pairs, axis=0, return_counts=True)
    random = np.random.default_rng(SEED)
    # Like articles are drawn together: a sum of exponential weights is a gamma one.
    weights = random.standard_gamma(repeats, (draws, len(repeats)))
    prior = random.standard_gamma(0.5, (draws, 2)) * np.mean(sizes)
    balance = weights @ kinds[:, 0] + prior[:, 0] - prior[:, 1]
    nets = balance / (weights @ kinds[:, 1] + prior.sum(axis=1))
    low, high = np.quantile(nets, [0.025, 0.975])
    net = sum(balances) / sum(sizes)
    return round(min(float(low), net), 4), round(max(float(high), net), 4)


def _target(quotes: pd.DataFrame) -> dict[Hashable, object]:
    names = sorted({str(name) for name in quotes["target"].dropna()})
    return {"target": names[0] if len(names) == 1 else None, "targets": len(names)}


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
    level = _levels(placed.loc[placed["date"] == date, "date_precision"]).min()
    return period_label(date, list(FREQUENCIES)[level])


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
    table = timeline.astype({"articles": "Int64"})
    table.attrs = {}
    for name in ("period_start", "period_end"):
        table[name] = [day.date().isoformat() for day in timeline[name]]
    rows = [*table.to_dict("records"), *extra]
    whole = dict.fromkeys((*COUNTS, "n", "articles"), "Int64")
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(whole)
