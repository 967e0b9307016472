"""`sentiment report`: charts and tables of the reactions in some articles."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from sentiment.batch.options import BatchOptions
from sentiment.commands import options
from sentiment.commands.run import Run
from sentiment.commands.talk import say, talk
from sentiment.errors import SentimentError
from sentiment.models import Stance
from sentiment.reading.options import ReadingOptions
from sentiment.reporting.options import ChartOptions

COLOURS = {
    Stance.SUPPORTIVE: "blue",
    Stance.NEUTRAL: "white",
    Stance.CRITICAL: "yellow",
}


@click.command()
@talk
@options.paths
@options.target
@options.judge
@options.weights
@options.reading
@options.overrides
@options.charting
@options.redact
@options.raw_csv
@click.option(
    "--parquet",
    is_flag=True,
    help="Write quotes.parquet besides; needs the extra parquet.",
)
@options.batch
@click.option(
    "--out",
    metavar="DIR",
    default="reports",
    show_default=True,
    help="Folder that the report's own folder is written to.",
)
def report(
    paths: tuple[str, ...],
    target: str | None,
    judge: str,
    weights: str | None,
    reading: ReadingOptions,
    overrides: str | None,
    charting: ChartOptions,
    redact: bool,
    raw_csv: bool,
    parquet: bool,
    batch: BatchOptions,
    out: str,
) -> None:
    """Write charts and tables of the reactions in files and folders.

    \b
    Writes DIR/NAME/ with index.html, a page to open in a browser, and
    timeline.png, roles.png, quotes.csv, quotes.jsonl, timeline.csv, skipped.csv,
    run.json and overrides-template.csv, to fill in and give back by --overrides;
    NAME comes from the first input. --by adds timeline_by_… beside them.

    \b
    Examples:
      sentiment report seeds
      sentiment report articles --target "Alec Baldwin" --freq month
      sentiment report articles --by outlet --events events.csv --since 2022-01-01
      sentiment report articles --overrides overrides.csv
    """
    # With it come processes, which `--help` does without.
    from sentiment.batch.writer import Order, write

    run = Run(
        paths, target, judge, reading, redact=redact, weights=weights, batch=batch,
        overrides=overrides,
    )  # fmt: skip
    folder = Path(out) / report_name(paths[0])

    def order() -> Order:
        if not run.articles:
            # The report of an earlier run is worth more than an empty one.
            run.finish()
            raise SentimentError("no article to report on: nothing is written")
        return Order(
            folder=folder,
            charting=charting,
            run={"arguments": options.given(), **run.facts()},
            skipped=run.skipped,
            raw_csv=raw_csv,
            parquet=parquet,
            overrides=run.overrides.account() if run.overrides else None,
            width=shutil.get_terminal_size((100, 24)).columns,
        )

    written = write(run.lines(), reading.infer_dates, order)
    for line in [*run.summary(), *written.summary]:
        click.echo(line)
    if bar := written.balance:
        # Only a terminal gets the colours, those of the charts as far as it has them.
        click.echo("".join(click.style(part, fg=COLOURS[of]) for of, part in bar))
    for line in written.telling:
        click.echo(line)
    click.echo(f"Written to {folder}: {', '.join(written.files)}")
    if written.kept:
        say(f"Kept, as it is filled in: {written.kept}")
    run.finish()


def report_name(path: str) -> str:
    """Name a report's folder after an input, harmless characters only."""
    whole = Path(path).resolve()
    name = whole.name if whole.is_dir() else whole.stem
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "report"
