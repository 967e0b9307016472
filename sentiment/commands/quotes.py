"""`sentiment quotes`: every quotation as a table, CSV or JSONL."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from sentiment.batch.options import BatchOptions
from sentiment.commands import options
from sentiment.commands.run import Run
from sentiment.commands.talk import say, talk
from sentiment.errors import UsageError
from sentiment.reading.options import ReadingOptions


@click.command()
@talk
@options.paths
@options.target
@options.judge
@options.weights
@options.reading
@options.overrides
@options.redact
@options.raw_csv
@options.batch
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "jsonl", "parquet")),
    default="table",
    show_default=True,
    help="A table to look at, or data to go on with.",
)
@click.option(
    "--out",
    metavar="FILE",
    help="Write to a file instead of the screen; with parquet, to a folder of files.",
)
def quotes(
    paths: tuple[str, ...],
    target: str | None,
    judge: str,
    weights: str | None,
    reading: ReadingOptions,
    overrides: str | None,
    redact: bool,
    raw_csv: bool,
    batch: BatchOptions,
    form: str,
    out: str | None,
) -> None:
    """Print every quotation, one a row: words, speaker, role, score and stance.

    \b
    Examples:
      sentiment quotes seeds
      sentiment quotes articles.jsonl --format jsonl --out quotes.jsonl
    """
    run = Run(
        paths, target, judge, reading, redact=redact, weights=weights, batch=batch,
        overrides=overrides,
    )  # fmt: skip
    if form == "parquet":
        _write_parquet(run, out)
    else:
        with _output(out) as file:
            _write(run, form, file, raw_csv)
    for line in run.summary():
        say(line)
    run.finish()


def _write_parquet(run: Run, out: str | None) -> None:
    from sentiment.reporting.parquet import write_parquet

    if out is None:
        raise UsageError("--format parquet writes a folder: name it by --out")
    write_parquet(run.lines(), Path(out))


def _write(run: Run, form: str, file: BinaryIO, raw_csv: bool) -> None:
    if form == "jsonl":
        # One after the other, in bounded memory: each quotation stands alone.
        for line in run.lines():
            file.write(line)
            file.write(b"\n")
        return
    from sentiment.reporting.files import as_text
    from sentiment.reporting.tables import write_csv
    from sentiment.reporting.terminal import terminal_table

    found = run.table()
    # UTF-8 whatever the terminal's own encoding is: data must not depend on it.
    with as_text(file) as text:
        if form == "csv":
            write_csv(found, text, raw_csv)
        else:
            width = shutil.get_terminal_size((100, 24)).columns
            text.write(terminal_table(found, width) + "\n")


@contextmanager
def _output(out: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there whole or not at all."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from sentiment.reporting.files import whole_file

    with whole_file(Path(out)) as file:
        yield file
