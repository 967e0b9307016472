"""The folder of a report: charts, tables, and how they came about.

Nothing half-written stays: each file is written beside its place and renamed into it.
No file holds the time of writing, so the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from sentiment.errors import InputError
from sentiment.reporting import captions
from sentiment.reporting.charts import plot_timeline
from sentiment.reporting.figures import save_png
from sentiment.reporting.files import whole_file, whole_folder, whole_text
from sentiment.reporting.multiples import plot_multiples
from sentiment.reporting.options import DEFAULTS, ChartOptions
from sentiment.reporting.page.writing import INDEX, Contents, render_pages
from sentiment.reporting.role_charts import plot_roles
from sentiment.reporting.tables import skipped_table, write_csv
from sentiment.reporting.timelines import (
    split_table,
    timeline,
    timeline_table,
    timelines_by,
)

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
    options: ChartOptions = DEFAULTS,
    *,
    run: Mapping[str, object] | None = None,
    skipped: Iterable[InputError] = (),
    raw_csv: bool = False,
) -> Report:
    """Write index.html, the charts, quotes.csv, timeline.csv, skipped.csv and run.json.

    Where the options split by role, outlet or target, timeline_by_… stands beside
    the timeline, as PNG and CSV.

    Args:
        quotes: the table of quotations, one a row.
        out: the folder; it is made where there is none, other files in it stay.
        options: what counts, and what the charts show.
        run: what `run.json` says besides versions, settings and counts, such as the
            arguments of the command and its input; plain values.
        skipped: what of the input was not read, and why.
        raw_csv: leave cells as they are that a spreadsheet would run as formulas.

    Raises:
        UsageError: an option that is not known, or a table without the columns needed.
        InputError: the folder or a file in it cannot be written.
    """
    faults = list(skipped)
    periods = timeline(quotes, options.freq, options.roles, **_counted(options))
    figures = {
        "timeline.png": plot_timeline(
            periods, min_n=options.min_n, events=options.events
        ),
        "roles.png": plot_roles(quotes, options.roles),
    }
    tables = {
        "quotes.csv": quotes,
        "timeline.csv": timeline_table(periods),
        "skipped.csv": skipped_table(faults),
    }
    if options.by:
        split = timelines_by(
            quotes, options.by, options.freq, options.roles, **_counted(options)
        )
        name = f"timeline_by_{options.by}"
        figures[f"{name}.png"] = plot_multiples(split, options.by, min_n=options.min_n)
        tables[f"{name}.csv"] = split_table(split, options.by)
    record = run_record(quotes, periods, options, run or {})
    contents = Contents(quotes, periods, options, record, faults)
    with whole_folder(Path(out)) as folder:
        for name, figure in figures.items():
            with whole_file(folder / name) as file:
                save_png(figure, file)
        for name, table in tables.items():
            with whole_text(folder / name) as text:
                write_csv(table, text, raw_csv)
        with whole_text(folder / "run.json") as text:
            text.write(_json(record))
        pages = _write_pages(contents, folder)
    _remove_old_pages(Path(out), pages)
    names = (INDEX, *figures, *tables, "run.json", *pages[1:])
    files = {name: Path(out) / name for name in names}
    return Report(files, periods, tuple(summary(quotes, periods)))


def _write_pages(contents: Contents, folder: Path) -> list[str]:
    names = []
    for name, html in render_pages(contents):
        with whole_text(folder / name) as text:
            text.write(html)
        names.append(name)
    return names


def _remove_old_pages(folder: Path, written: Iterable[str]) -> None:
    """An earlier report may have filled more pages than this one."""
    for page in folder.glob("quotations-*.html"):
        if page.name not in written:
            page.unlink()


def _counted(options: ChartOptions) -> dict[str, Any]:
    return {name: getattr(options, name) for name in ("count", "since", "until")}


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=True, indent=2, sort_keys=True) + "\n"


def run_record(
    quotes: pd.DataFrame,
    periods: pd.DataFrame,
    options: ChartOptions,
    run: Mapping[str, object],
) -> dict[str, object]:
    """How a report came about: versions, settings, counts, and what `run` adds."""
    attrs = periods.attrs
    settings = {**_plain(options), "period": attrs["freq"]}
    own = {"settings": settings, "versions": _versions()}
    totals = periods[["supportive", "critical", "neutral"]].sum()
    counts = {
        "articles": int(quotes["article_id"].nunique()),
        "quotations": len(quotes),
        "in_roles": attrs["quotations"],
        "mentions_in_roles": attrs["mentions"],
        "charted": attrs["placed"],
        "by_inferred_date": attrs["inferred"],
        **{str(name): int(total) for name, total in totals.items()},
        **{name: attrs[name] for name in ("undated", "unplaced", "cut", "excluded")},
    }
    return {**run, **own, "counts": counts, "target": attrs["target"]}


def _plain(options: ChartOptions) -> dict[str, object]:
    settings = asdict(options)
    settings["roles"] = [str(role) for role in options.roles]
    settings["events"] = [[str(date), label] for date, label in options.events]
    for end in ("since", "until"):
        settings[end] = settings[end] and str(settings[end])
    return settings


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
    repeats = attrs["mentions"] - attrs["quotations"]
    lines = [
        f"Quotations: {len(quotes):,}",
        f"  by {roles}: {attrs['mentions']:,}"
        + (f", without repeats: {attrs['quotations']:,}" if repeats else ""),
        f"  of those dated: {attrs['quotations'] - attrs['undated']:,}, "
        f"undated: {attrs['undated']:,}",
        f"  left out by --since and --until: {attrs['cut']:,}" if attrs["cut"] else "",
        f"  charted by {attrs['freq']}: {attrs['placed']:,}"
        + (f", dated less exactly: {attrs['unplaced']:,}" if attrs["unplaced"] else "")
        + (f" ({attrs['range']})" if attrs["range"] else ""),
        f"  by an inferred date: {attrs['inferred']:,}" if attrs["inferred"] else "",
        f"Balance of the charted: {captions.balance(dict(totals))}"
        + captions.band(attrs["net_low"], attrs["net_high"]),
    ]
    return [line for line in lines if line]
