"""`sentiment compare`: whether the balance changed on a day by more than chance."""

from __future__ import annotations

from datetime import date

import click

from sentiment.commands import options
from sentiment.commands.run import Run
from sentiment.commands.talk import say, talk
from sentiment.reading.options import ReadingOptions
from sentiment.reporting.options import ChartOptions


@click.command()
@talk
@options.paths
@options.target
@options.judge
@options.reading
@options.overrides
@options.counting
@click.option(
    "--before",
    metavar="DATE",
    required=True,
    callback=options.day,
    help="What appeared before this day is compared with what did from it on.",
)
def compare(
    paths: tuple[str, ...],
    target: str | None,
    judge: str,
    reading: ReadingOptions,
    overrides: str | None,
    counting: ChartOptions,
    before: date,
) -> None:
    """Compare the net share before a day with that from the day on.

    Prints both, the change with its 95 % band, and whether it is more than chance.

    \b
    Example:
      sentiment compare seeds --before 2024-01-01
    """
    run = Run(paths, target, judge, reading, overrides=overrides)
    quotes = run.table()
    from sentiment.reporting.comparisons import compare as compare_sides
    from sentiment.reporting.comparisons import comparison_lines

    for line in run.summary():
        say(line)
    for line in comparison_lines(compare_sides(quotes, before, counting)):
        click.echo(line)
    run.finish()
