"""`sentiment quotes`: every quotation as a table, CSV or JSONL."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from sentiment.commands import options
from sentiment.commands.run import Run
from sentiment.commands.talk import say, talk
from sentiment.reading.options import ReadingOptions

if TYPE_CHECKING:
    from sentiment.models import Verdict


@click.command()
@talk
@options.paths
@options.target
@options.judge
@options.weights
@options.reading
@options.redact
@options.raw_csv
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "jsonl")),
    default="table",
    show_default=True,
    help="A table to look at, or data to go on with.",
)
@click.option("--out", metavar="FILE", help="Write to a file instead of the screen.")
def quotes(
    paths: tuple[str, ...],
    target: str | None,
    judge: str,
    weights: str | None,
    reading: ReadingOptions,
    redact: bool,
    raw_csv: bool,
    form: str,
    out: str | None,
) -> None:
    """Print every quotation, one a row: words, speaker, role, score and stance.

    \b
    Examples:
      sentiment quotes seeds
      sentiment quotes articles.jsonl --format jsonl --out quotes.jsonl
    """
    run = Run(paths, target, judge, reading, redact=redact, weights=weights)
    with _output(out) as stream:
        _write(run.verdicts(), form, stream, raw_csv, reading.infer_dates)
    for line in run.summary():
        say(line)
    run.finish()


def _write(
    verdicts: Iterable[Verdict],
    form: str,
    stream: TextIO,
    raw_csv: bool,
    infer_dates: bool,
) -> None:
    from sentiment.reporting import tables

    if form == "jsonl":
        # One after the other, in bounded memory: each quotation stands alone.
        tables.write_jsonl(map(tables.verdict_row, verdicts), stream)
        return
    found = tables.quote_table(verdicts, infer_dates)
    if form == "csv":
        tables.write_csv(found, stream, raw_csv)
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        stream.write(tables.terminal_table(found, width) + "\n")


@contextmanager
def _output(out: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there whole or not at all."""
    if out is None:
        # UTF-8 whatever the terminal's own encoding is: data must not depend on it.
        screen = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        try:
            yield screen
            screen.flush()
        finally:
            screen.detach()
        return
    from sentiment.reporting.files import whole_text

    with whole_text(Path(out)) as stream:
        yield stream
