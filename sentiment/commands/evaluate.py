"""`sentiment evaluate`: how well a judge does on labelled articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sentiment.commands import options
from sentiment.commands.talk import talk

if TYPE_CHECKING:
    from sentiment.judging.measures import Measures


@click.command()
@talk
@click.argument("labelled", metavar="LABELLED")
@options.judge
@options.weights
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="Tables to look at, or data to go on with.",
)
@click.option(
    "--plot", metavar="FILE", help="Draw confidence against accuracy as a PNG."
)
def evaluate(
    labelled: str, judge: str, weights: str | None, form: str, plot: str | None
) -> None:
    """Measure a judge on labelled articles, beside plain VADER.

    \b
    LABELLED is either JSONL, an article a line with its labelled quotations
    (tests/gold/dev.jsonl shows how), whose quotations are then found and judged anew;
    or a quotes.csv with a column `label` filled in (supportive, critical or neutral;
    empty rows are passed over), whose stances are taken as they stand.

    \b
    Examples:
      sentiment evaluate mine.jsonl --plot calibration.png
      sentiment evaluate reports/mine/quotes.csv --format json
    """
    from sentiment.judging.judges import choose_judge, get_judge, signature
    from sentiment.judging.measures import measure
    from sentiment.training.labelled import judged_by

    chosen, remark = choose_judge(judge, weights)
    if remark:
        click.echo(f"Warning: {remark}", err=True)
    plain = get_judge("vader")
    found, name = judged_by(chosen, labelled), signature(chosen)
    if labelled.endswith(".csv"):
        name = "as in the table"
    ours, vader = measure(found), measure(judged_by(plain, labelled))
    if form == "json":
        facts = {"judge": name, "measures": asdict(ours), "vader": asdict(vader)}
        click.echo(json.dumps(facts, indent=2))
    else:
        for line in tables(name, ours, vader):
            click.echo(line)
    if plot:
        _draw(plot, ours, name)


def tables(name: str, ours: Measures, vader: Measures) -> Iterator[str]:
    """The figures in lines: all, by stance, confusion, calibration."""
    yield f"Judge: {name}, on {ours.count:,} labelled reactions"
    yield f"{'':24}{'judge':>8}{'VADER':>8}"
    for label, figure in (
        ("accuracy", "accuracy"),
        ("macro-F1", "macro_f1"),
        ("taken for the other side", "wrong_side"),
        ("net balance off by", "net_error"),
        ("calibration error", "calibration_error"),
    ):
        yield f"{label:24}{getattr(ours, figure):8.3f}{getattr(vader, figure):8.3f}"
    yield ""
    yield f"{'stance':12}{'precision':>10}{'recall':>8}{'F1':>8}{'count':>8}"
    for stance, shares in ours.by_stance.items():
        yield (
            f"{stance.value:12}{shares.precision:10.3f}{shares.recall:8.3f}"
            f"{shares.f1:8.3f}{shares.count:8,}"
        )
    yield ""
    yield f"{'labelled':12}" + "".join(f"{s.value:>12}" for s in ours.confusion)
    for stance, row in ours.confusion.items():
        yield f"{stance.value:12}" + "".join(f"{count:12,}" for count in row.values())
    yield ""
    yield f"{'confidence':12}{'accuracy':>10}{'count':>8}"
    for part in ours.calibration:
        yield f"{part.confidence:10.2f}  {part.accuracy:10.2f}{part.count:8,}"


def _draw(plot: str, ours: Measures, name: str) -> None:
    from sentiment.reporting.charts.calibration import plot_calibration
    from sentiment.reporting.charts.saving import save_chart
    from sentiment.reporting.files import whole_file

    points = [(part.confidence, part.accuracy, part.count) for part in ours.calibration]
    with whole_file(Path(plot)) as file:
        save_chart(plot_calibration(points, name), file)
    click.echo(f"Written to {plot}", err=True)
