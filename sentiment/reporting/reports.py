"""The folder of a report: charts, tables, and how they came about.

Nothing half-written stays: each file is written beside its place and renamed into it.
No file holds the time of writing, so the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sentiment.errors import InputError
from sentiment.reporting import captions
from sentiment.reporting.charts.gallery import FILES as CHARTS
from sentiment.reporting.charts.gallery import draw_charts
from sentiment.reporting.charts.saving import save_chart
from sentiment.reporting.files import whole_file, whole_folder, whole_text
from sentiment.reporting.options import DEFAULTS, ChartOptions
from sentiment.reporting.overrides import is_filled_in, template_table
from sentiment.reporting.page.writing import INDEX, Contents, render_pages
from sentiment.reporting.parquet import load_pyarrow, write_parquet_file
from sentiment.reporting.records import record_text, run_record
from sentiment.reporting.rows import write_jsonl
from sentiment.reporting.tables import skipped_table, table_rows, write_csv
from sentiment.reporting.timelines import (
    split_table,
    timeline,
    timeline_table,
    timelines_by,
)

TEMPLATE = "overrides-template.csv"
FILES = (
    "timeline.png", "roles.png", "quotes.csv", "quotes.jsonl", "timeline.csv",
    "skipped.csv", "run.json", "overrides-template.csv",
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Report:
    """A report as written: its files by name, its timeline, its summary.

    `kept` is the template that stays as somebody filled it in, if there is one.
    """

    files: Mapping[str, Path]
    timeline: pd.DataFrame
    summary: tuple[str, ...]
    kept: Path | None = None


def write_report(
    quotes: pd.DataFrame,
    out: Path | str,
    options: ChartOptions = DEFAULTS,
    *,
    run: Mapping[str, object] | None = None,
    skipped: Iterable[InputError] = (),
    raw_csv: bool = False,
    parquet: bool = False,
) -> Report:
    """Write index.html, the charts, the tables, run.json and overrides-template.csv.

    The charts are the timeline, roles, outlets where there are several, and
    timeline_by_… where the options split it; each in the formats of the options.

    Args:
        quotes: the table of quotations, one a row.
        out: the folder; it is made where there is none, other files in it stay.
        options: what counts, and what the charts show.
        run: what `run.json` says besides versions, settings and counts, such as the
            arguments of the command and its input; plain values.
        skipped: what of the input was not read, and why.
        raw_csv: leave cells as they are that a spreadsheet would run as formulas.
        parquet: write quotes.parquet besides.

    Raises:
        UsageError: an option that is not known, or a table without the columns needed.
        InputError: the folder or a file in it cannot be written.
        SentimentError: Parquet is wanted, but not the extra `parquet` installed.
    """
    faults = list(skipped)
    if parquet:
        load_pyarrow()
    periods = timeline(quotes, options.freq, options.roles, **_counted(options))
    tables = {
        "quotes.csv": quotes,
        "timeline.csv": timeline_table(periods),
        "skipped.csv": skipped_table(faults),
    }
    split: dict[str, pd.DataFrame] = {}
    if options.by:
        split = timelines_by(
            quotes, options.by, options.freq, options.roles, **_counted(options)
        )
        tables[f"timeline_by_{options.by}.csv"] = split_table(split, options.by)
    figures = draw_charts(quotes, periods, split, options)
    filled_in = is_filled_in(Path(out) / TEMPLATE)
    record = run_record(quotes, periods, options, run or {})
    contents = Contents(quotes, periods, options, record, faults)
    with whole_folder(Path(out)) as folder:
        charts = _write_charts(figures, options.look.formats, folder)
        for name, table in tables.items():
            with whole_text(folder / name) as text:
                write_csv(table, text, raw_csv)
        with whole_text(folder / "run.json") as text:
            text.write(record_text(record))
        exports = _write_exports(quotes, folder, parquet)
        if not filled_in:
            with whole_text(folder / TEMPLATE) as text:
                write_csv(template_table(quotes), text)
        pages = _write_pages(contents, folder)
    _remove_old(Path(out), [*pages, *charts, *exports])
    names = (INDEX, *charts, *tables, *exports, "run.json", TEMPLATE, *pages[1:])
    files = {name: Path(out) / name for name in names}
    kept = files[TEMPLATE] if filled_in else None
    return Report(files, periods, tuple(summary(quotes, periods)), kept)


def _write_exports(quotes: pd.DataFrame, folder: Path, parquet: bool) -> list[str]:
    """The quotations for programs: every value exact, none made harmless."""
    with whole_file(folder / "quotes.jsonl") as file:
        write_jsonl(table_rows(quotes), file)
    if not parquet:
        return ["quotes.jsonl"]
    with whole_file(folder / "quotes.parquet") as file:
        write_parquet_file(table_rows(quotes), file)
    return ["quotes.jsonl", "quotes.parquet"]


def _write_pages(contents: Contents, folder: Path) -> list[str]:
    names = []
    for name, html in render_pages(contents):
        with whole_text(folder / name) as text:
            text.write(html)
        names.append(name)
    return names


def _write_charts(
    figures: Mapping[str, Figure], formats: Iterable[str], folder: Path
) -> list[str]:
    names = []
    for form in formats:
        for name, figure in figures.items():
            names.append(f"{name}.{form}")
            with whole_file(folder / names[-1]) as file:
                save_chart(figure, file, form)
    return names


def _remove_old(folder: Path, written: Iterable[str]) -> None:
    """Leave no page, chart or export of an earlier report, which may have had more."""
    pages = [page.name for page in folder.glob("quotations-*.html")]
    for name in {*CHARTS, *pages, "quotes.parquet"}.difference(written):
        (folder / name).unlink(missing_ok=True)


def _counted(options: ChartOptions) -> dict[str, Any]:
    return {name: getattr(options, name) for name in ("count", "since", "until")}


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
