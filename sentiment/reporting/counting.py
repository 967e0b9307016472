"""Which rows of a table of quotations count: whose, from when, and each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable

import pandas as pd

from sentiment.errors import UsageError
from sentiment.models import Role, Stance
from sentiment.reporting.periods import last_days

COUNTS = ("utterances", "mentions")
CHANCES = tuple(f"p_{stance.value}" for stance in Stance)
_NEEDED = (
    "article_id", "role", "target", "stance", "date", "date_precision", *CHANCES
)  # fmt: skip


def chosen_roles(quotes: pd.DataFrame, roles: Iterable[str]) -> list[str]:
    """Check the table and the roles asked for; these come in the order of `Role`.

    Raises:
        UsageError: an unknown role or none, or a table without the columns needed.
    """
    missing = [name for name in _NEEDED if name not in quotes.columns]
    if missing:
        raise UsageError(f"the table of quotations lacks: {', '.join(missing)}")
    asked = [str(role) for role in roles]
    known = [role.value for role in Role]
    unknown = [role for role in asked if role not in known]
    if unknown or not asked:
        wrong = f"unknown role {unknown[0]!r}" if unknown else "no role given"
        raise UsageError(f"{wrong}: choose from {', '.join(known)}")
    return [role for role in known if role in asked]


def counted_rows(
    quotes: pd.DataFrame, roles: Iterable[str], count: str = "utterances"
) -> pd.DataFrame:
    """The quotations of some roles, in `mentions` each, in `utterances` each once.

    Returns:
        Rows of `quotes`, dates as timestamps, with `last_day`, the latest day that the
        date may mean, `inferred`, and `mentions`, how many rows each stands for. An
        utterance is counted where it was told first, with the stance that most of its
        tellings have (of two, the likelier one) and the mean of their probabilities.
    """
    if count not in COUNTS:
        raise UsageError(f"unknown count {count!r}: choose {' or '.join(COUNTS)}")
    rows = quotes[quotes["role"].isin(list(roles))]
    dates = pd.to_datetime(rows["date"])
    inferred = rows.get("date_inferred", pd.Series(False, rows.index))
    rows = rows.assign(
        date=dates,
        last_day=last_days(dates, rows["date_precision"]),
        inferred=inferred.astype("bool"),
        mentions=1,
        utterance_id=rows.get("utterance_id", rows.index.to_series()),
        corrected=rows.get("corrected", pd.Series(None, rows.index, dtype=object)),
    )
    if count == "mentions" or rows.empty:
        return rows
    return _once(rows)


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    # A stable sort: of tellings on one day the first in the table stays the first.
    order = rows.sort_values(["last_day", "inferred"], kind="stable")
    told = order.groupby("utterance_id", sort=False)
    first = told.head(1).set_index("utterance_id", drop=False)
    voters = _voters(order)
    chances = voters.groupby("utterance_id", sort=False)[list(CHANCES)].mean()
    votes = pd.crosstab(voters["utterance_id"], voters["stance"])
    votes = votes.reindex(columns=[stance.value for stance in Stance], fill_value=0)
    # Probabilities are below one, so they decide only between equal votes.
    ranked = votes + chances.set_axis(votes.columns, axis=1).reindex(votes.index) / 2
    first[list(CHANCES)] = chances
    first["mentions"] = told.size()
    first["stance"] = ranked.idxmax(axis=1).astype(first["stance"].dtype)
    return first.reset_index(drop=True)


def _voters(rows: pd.DataFrame) -> pd.DataFrame:
    """The tellings that decide: where some were judged by hand, these alone."""
    sure = rows[list(CHANCES)].max(axis=1).eq(1.0) & rows["corrected"].notna()
    by_hand = rows["utterance_id"].isin(rows.loc[sure, "utterance_id"])
    return rows[sure | ~by_hand]


def targets_of(quotes: pd.DataFrame) -> dict[Hashable, object]:
    """The target of some quotations, None where there are several, and how many."""
    names = sorted({str(name) for name in quotes["target"].dropna()})
    return {"target": names[0] if len(names) == 1 else None, "targets": len(names)}


def within(
    rows: pd.DataFrame, since: dt.date | None, until: dt.date | None
) -> pd.Series:
    """Which rows are dated within the two days, those included, beyond doubt."""
    inside = rows["date"].notna()
    if since is not None:
        inside &= rows["date"] >= pd.Timestamp(since)
    if until is not None:
        inside &= rows["last_day"] <= pd.Timestamp(until)
    return inside


def article_balances(rows: pd.DataFrame) -> tuple[list[int], list[int]]:
    """By article, supportive minus critical quotations, and all."""
    side = (rows["stance"] == "supportive").astype("int64")
    side -= (rows["stance"] == "critical").astype("int64")
    grouped = side.groupby(rows["article_id"])
    return grouped.sum().tolist(), grouped.size().tolist()
