"""The folder of a report: charts, tables, and how they came about.

Nothing half-written stays: each file is written beside its place and renamed into it.
No file holds the time of writing, so the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pandas as pd

from sentiment.errors import InputError
from sentiment.models import REACTION_ROLES
from sentiment.reporting import captions
from sentiment.reporting.charts import plot_roles, plot_timeline, save_png
from sentiment.reporting.files import whole_file, whole_folder, whole_text
from sentiment.reporting.tables import skipped_table, write_csv
from sentiment.reporting.timelines import timeline, timeline_table

# What the bytes of a report depend on besides its input.
_DISTRIBUTIONS = ("sentiment-news", "vaderSentiment", "pandas", "matplotlib")

FILES = (
    "timeline.png", "roles.png", "quotes.csv", "timeline.csv", "skipped.csv",
    "run.json",
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Report:
    """A report as written: its files by name, its timeline, its summary."""

    files: Mapping[str, Path]
    timeline: pd.DataFrame
    summary: tuple[str, ...]


def write_report(
    quotes: pd.DataFrame,
    out: Path | str,
    *,
    freq: str = "auto",
    roles: Iterable[str] = REACTION_ROLES,
    run: Mapping[str, object] | None = None,
    skipped: Iterable[InputError] = (),
    raw_csv: bool = False,
) -> Report:
    """Write the charts, quotes.csv, timeline.csv, skipped.csv and run.json.

    Args:
        quotes: the table of quotations, one a row.
        out: the folder; it is made where there is none, other files in it stay.
        freq: see `timeline`.
        roles: whose quotations the timeline counts.
        run: what `run.json` says besides versions, settings and counts, such as the
            arguments of the command and its input; plain values.
        skipped: what of the input was not read, and why.
        raw_csv: leave cells as they are that a spreadsheet would run as formulas.

    Raises:
        UsageError: an unknown freq or role, or a table without the columns needed.
        InputError: the folder or a file in it cannot be written.
    """
    chosen = [str(role) for role in roles]
    periods = timeline(quotes, freq, chosen)
    record = run_record(quotes, periods, {"freq": freq, "roles": chosen}, run or {})
    charts = {
        "timeline.png": plot_timeline(periods),
        "roles.png": plot_roles(quotes, chosen),
    }
    tables = {
        "quotes.csv": quotes,
        "timeline.csv": timeline_table(periods),
        "skipped.csv": skipped_table(skipped),
    }
    with whole_folder(Path(out)) as folder:
        for name, figure in charts.items():
            with whole_file(folder / name) as file:
                save_png(figure, file)
        for name, table in tables.items():
            with whole_text(folder / name) as text:
                write_csv(table, text, raw_csv)
        with whole_text(folder / "run.json") as text:
            text.write(_json(record))
    files = {name: Path(out) / name for name in FILES}
    return Report(files, periods, tuple(summary(quotes, periods)))


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=True, indent=2, sort_keys=True) + "\n"


def run_record(
    quotes: pd.DataFrame,
    periods: pd.DataFrame,
    settings: Mapping[str, object],
    run: Mapping[str, object],
) -> dict[str, object]:
    """How a report came about: versions, settings, counts, and what `run` adds."""
    attrs = periods.attrs
    own = {"settings": {**settings, "period": attrs["freq"]}, "versions": _versions()}
    totals = periods[["supportive", "critical", "neutral"]].sum()
    counts = {
        "articles": int(quotes["article_id"].nunique()),
        "quotations": len(quotes),
        "in_roles": attrs["quotations"],
        "charted": attrs["placed"],
        **{str(name): int(total) for name, total in totals.items()},
        **{name: attrs[name] for name in ("undated", "unplaced", "excluded")},
    }
    return {**run, **own, "counts": counts, "target": attrs["target"]}


def _versions() -> dict[str, str | None]:
    return {name: _version(name) for name in _DISTRIBUTIONS}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def summary(quotes: pd.DataFrame, timeline: pd.DataFrame) -> list[str]:
    """The numbers of a report in short lines, from all quotations to the balance.

    Args:
        quotes: the table that `timeline` was made from.
        timeline: as from `sentiment.timeline`.
    """
    attrs = timeline.attrs
    roles = ", ".join(attrs["roles"])
    totals = timeline[["supportive", "critical", "neutral"]].sum()
    lines = [
        f"Quotations: {len(quotes):,}",
        f"  by {roles}: {attrs['quotations']:,}",
        f"  of those dated: {attrs['quotations'] - attrs['undated']:,}, "
        f"undated: {attrs['undated']:,}",
        f"  charted by {attrs['freq']}: {attrs['placed']:,}"
        + (f", dated less exactly: {attrs['unplaced']:,}" if attrs["unplaced"] else "")
        + (f" ({attrs['range']})" if attrs["range"] else ""),
        f"Balance of the charted: {captions.balance(dict(totals))}",
    ]
    return [line for line in lines if line]
