"""What the page's templates show, worked out from the table of quotations."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from sentiment.judging.reasons import describe
from sentiment.models import Role, Stance
from sentiment.reporting import captions
from sentiment.reporting.counting import counted_rows, within
from sentiment.reporting.options import ChartOptions
from sentiment.reporting.page.passages import (
    Part,
    Reason,
    passage,
    reasons,
    reasons_aside,
)
from sentiment.reporting.periods import FREQUENCIES, finest_levels, period_label
from sentiment.reporting.rows import is_name
from sentiment.reporting.tables import table_rows

STANCES = tuple(stance.value for stance in Stance)
REASONS_SHOWN = 5
NAMES_SHOWN = 8
_STANCE_WAS = re.compile(rf"stance ({'|'.join(Stance)}) \(")
_ODD = re.compile(r"[^A-Za-z0-9_.:-]")

ROLE_WORDS = {
    Role.COMMENTER: "members of the public",
    Role.INSIDER: "unnamed sources",
    Role.NAMED: "named third persons",
    Role.OFFICIAL: "institutions",
    Role.SUBJECT: "the target itself",
    Role.OUTLET: "publications and critics",
    Role.UNKNOWN: "not told",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts of each stance, with their shares in per cent."""

    supportive: int
    critical: int
    neutral: int

    @property
    def n(self) -> int:
        return self.supportive + self.critical + self.neutral

    @property
    def net(self) -> float | None:
        return (self.supportive - self.critical) / self.n if self.n else None

    def share(self, stance: str) -> float:
        return 100 * int(getattr(self, stance)) / self.n if self.n else 0.0

    @property
    def parts(self) -> list[tuple[str, int, float, float]]:
        """Stance, count, and where its part of a bar of 100 begins and how long."""
        left, parts = 0.0, []
        for stance in ("supportive", "neutral", "critical"):
            share = self.share(stance)
            parts.append((stance, int(getattr(self, stance)), left, share))
            left += share
        return parts


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation as the page shows it."""

    anchor: str
    row: Mapping[str, Any]
    date: str
    speaker: str
    chance: float
    undecided: str
    url: str | None
    parts: Sequence[Part]
    reasons: Sequence[tuple[Reason, str]]
    meaning: str
    counted: bool
    apart: str
    first: str | None
    corrected: str
    judged: str


@dataclass(frozen=True, slots=True)
class Section:
    """The quotations of a period; of none, where they are not dated so exactly."""

    anchor: str
    label: str
    rows: Sequence[int]
    counted: Balance


@dataclass(frozen=True, slots=True)
class Group:
    """Whose quotations, or in which outlet, and their balance."""

    name: str
    note: str
    balance: Balance
    counted: bool = True


def balance(stances: pd.Series) -> Balance:
    """Count the stances of some rows."""
    counts = stances.value_counts()
    return Balance(*(int(counts.get(name, 0)) for name in STANCES))


def charted_balance(timeline: pd.DataFrame) -> Balance:
    """The balance of all that the chart shows on its axis."""
    return Balance(*(int(timeline[name].sum()) for name in STANCES))


def anchors(quotes: pd.DataFrame) -> list[str]:
    """An address within the page for each quotation: harmless, lasting, its own."""
    seen: Counter[str] = Counter()
    found = []
    for name in map(anchor_of, map(str, quotes["quote_id"])):
        seen[name] += 1
        found.append(name + (f"-{seen[name]}" if seen[name] > 1 else ""))
    return found


def anchor_of(quote_id: str) -> str:
    """The address of a quotation that shares its id with no other.

    >>> anchor_of("seed-1:289")
    'q-seed-1:289'
    """
    name = _ODD.sub("-", quote_id)
    if name == quote_id:
        return f"q-{name}"
    digest = hashlib.sha256(quote_id.encode("utf-8", "replace")).hexdigest()
    return f"q-{name[:40]}-{digest[:8]}"


def charted(
    quotes: pd.DataFrame, options: ChartOptions, freq: str
) -> tuple[set[str], set[str]]:
    """The `quote_id`s that the chart shows on its axis, and those beside it."""
    roles = [str(role) for role in options.roles]
    rows = counted_rows(quotes, roles, options.count)
    fits = finest_levels(rows["date_precision"]) <= list(FREQUENCIES).index(freq)
    inside = within(rows, options.since, options.until)
    aside = rows["date"].isna() | (inside & ~fits)
    return set(rows["quote_id"][inside & fits]), set(rows["quote_id"][aside])


def sections(quotes: pd.DataFrame, freq: str, on_axis: set[str]) -> list[Section]:
    """Quotations by the chart's periods, then the less exactly dated, the undated."""
    dates = pd.to_datetime(quotes["date"])
    fits = finest_levels(quotes["date_precision"]) <= list(FREQUENCIES).index(freq)
    places: dict[tuple[str, str], list[int]] = {}
    periods = dates.dt.to_period(FREQUENCIES[freq])
    order = dates.sort_values(kind="stable", na_position="last").index
    for place in order:
        start = None if pd.isna(dates[place]) else periods[place].start_time
        if start is None:
            key = ("undated", "Undated")
        elif not fits[place]:
            key = ("unplaced", f"Dated less exactly than to the {freq}")
        else:
            key = (f"{start:%Y-%m-%d}", _capital(period_label(start, freq)))
        places.setdefault(key, []).append(place)
    last = {"unplaced": 1, "undated": 2}
    return [
        Section(
            f"period-{anchor}", label, rows,
            balance(_counted_stances(quotes.iloc[rows], on_axis)),
        )
        for (anchor, label), rows in sorted(
            places.items(), key=lambda item: (last.get(item[0][0], 0), item[0][0])
        )
    ]  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted_stances(rows: pd.DataFrame, on_axis: set[str]) -> pd.Series:
    return rows.loc[rows["quote_id"].isin(on_axis), "stance"]


def entries(
    quotes: pd.DataFrame,
    names: Sequence[str],
    addresses: Mapping[str, str],
    on_axis: set[str],
    aside: set[str],
    roles: Sequence[str],
) -> Iterator[Entry]:
    """Each quotation of the table, in its order, as the page shows it."""
    for anchor, row in zip(names, table_rows(quotes), strict=True):
        why = reasons(row)
        apart, first = _apart(row, on_axis, aside, roles)
        yield Entry(
            anchor, row, shown_date(row),
            str(row.get("speaker_name") or row.get("speaker") or "Speaker not told"),
            _chance(row, str(row["stance"])), _undecided(row),
            web_address(row.get("url")),
            passage(row, why),
            *_told(row, why),
            not apart, apart, addresses.get(anchor_of(first)) if first else None,
            str(row.get("corrected") or ""), _judged(row),
        )  # fmt: skip


def _chance(row: Mapping[str, Any], stance: str) -> float:
    return 100 * float(row[f"p_{stance}"] or 0)


def _undecided(row: Mapping[str, Any]) -> str:
    """Of a neutral stance that is not the likeliest, how likely either side is."""
    chances = {name: _chance(row, name) for name in STANCES}
    if row["stance"] != Stance.NEUTRAL or max(chances.values()) == chances["neutral"]:
        return ""
    return ", ".join(f"{name} {chances[name]:.0f}\u00a0%" for name in STANCES[:2])


def _told(
    row: Mapping[str, Any], why: Sequence[Reason]
) -> tuple[list[tuple[Reason, str]], str]:
    """The strongest reasons in words, and what their numbers stand for."""
    told, meaning = why, "Above zero speaks for support, below for criticism."
    aside = reasons_aside(row)
    if aside and _judged(row).endswith(Stance.NEUTRAL) and not _undecided(row):
        told, meaning = aside, "Above zero speaks for neither side, below for one."
    return [(one, describe(one.rule)) for one in told[:REASONS_SHOWN]], meaning


def _judged(row: Mapping[str, Any]) -> str:
    """What the reasons speak for: the stance, unless it was put right by hand."""
    before = _STANCE_WAS.match(str(row.get("corrected") or ""))
    return f"the judge said {before[1]}" if before else str(row["stance"])


def _apart(
    row: Mapping[str, Any], on_axis: set[str], aside: set[str], roles: Sequence[str]
) -> tuple[str, str | None]:
    """Why the chart's axis does not show a quotation, and where it is told first."""
    if row["quote_id"] in on_axis:
        return "", None
    if row["role"] not in roles:
        return f"not charted: role {row['role']}", None
    first = row.get("utterance_id")
    if row["quote_id"] in aside:
        return "beside the axis: date not exact enough", None
    if first and first != row["quote_id"]:
        return "told before, counted once", str(first)
    return "not charted", None


def shown_date(row: Mapping[str, Any]) -> str:
    """A row's date as exactly as it is known, in words.

    >>> shown_date({"date": "2022-10-01", "date_precision": "month"})
    'Oct 2022'
    """
    if not row.get("date"):
        return "undated"
    freq = str(row.get("date_precision") or "day")
    return period_label(pd.Timestamp(str(row["date"])).date(), freq)


def web_address(url: object) -> str | None:
    """An address that a browser may follow: http or https with a host, nothing else.

    >>> web_address("javascript:alert(1)"), web_address("https://a.example/b")
    (None, 'https://a.example/b')
    """
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
        harmless = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url.strip() if harmless else None


def role_groups(quotes: pd.DataFrame, roles: Sequence[str]) -> list[Group]:
    """The balance by role: those that the chart counts first."""
    order = sorted(Role, key=lambda role: role.value not in roles)
    found = [
        Group(
            role.value, ROLE_WORDS[role],
            balance(quotes.loc[quotes["role"] == role.value, "stance"]),
            role.value in roles,
        )
        for role in order
    ]  # fmt: skip
    return [group for group in found if group.balance.n]


def speaker_groups(quotes: pd.DataFrame) -> list[Group]:
    """The most quoted of those who have a name: of others one cannot tell the next."""
    names = [_name(value) for value in quotes["speaker_name"]]
    # A handle may be a plain word; "another viewer" is two.
    named = [is_name(name) or bool(name and " " not in name) for name in names]
    kept = pd.Series(named, quotes.index, dtype="bool")
    return named_groups(quotes[kept], "speaker_name")


def named_groups(quotes: pd.DataFrame, column: str) -> list[Group]:
    """The most quoted of a column, each with its balance, most first."""
    # Not as pandas' own strings, which refuse a lone surrogate.
    names = pd.Series(
        [_name(value) for value in quotes[column]], quotes.index, dtype=object
    )
    known = quotes.assign(**{column: names})[names != ""]
    sizes = Counter(known[column])
    top = sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Group(
            captions.title(name, 1, "").removesuffix(": "), "",
            balance(known.loc[known[column] == name, "stance"]),
        )
        for name, _ in top[:NAMES_SHOWN]
    ]  # fmt: skip


def _name(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def outlets(quotes: pd.DataFrame) -> list[str]:
    """The names of the outlets, those with most quotations first."""
    sizes = Counter(name for name in map(_name, quotes["outlet"]) if name)
    return [name for name, _ in sizes.most_common()]


def headline(timeline: pd.DataFrame, charted: Balance) -> list[str]:
    """The answer in one sentence, cut where the page may emphasise."""
    attrs = timeline.attrs
    articles = captions.counted(int(attrs["articles"]), "article")
    span = f", {attrs['range']}" if attrs.get("range") else ""
    number = captions.counted(charted.n, "quotation")
    if not charted.n:
        return [f"No dated quotations by {', '.join(attrs['roles'])} to chart.", ""]
    net = captions.signed(charted.net or 0.0) + _band(attrs)
    shares = [f"{charted.share(name):.0f}\u00a0% {name}" for name in STANCES[:2]]
    return [f"{number} in {articles}{span}:", f"{', '.join(shares)}, net {net}"]


def _band(attrs: Mapping[Any, Any]) -> str:
    low, high = attrs.get("net_low"), attrs.get("net_high")
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return ""
    return f" [{captions.signed(low)}, {captions.signed(high)}]"
