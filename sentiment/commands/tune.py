"""`sentiment tune`: weights refitted with one's own labels."""

from __future__ import annotations

from pathlib import Path

import click

from sentiment.commands.talk import say, talk
from sentiment.errors import SentimentError


@click.command()
@talk
@click.argument("labelled", metavar="LABELLED")
@click.option(
    "--out", metavar="FILE", required=True, help="Where to write the new weights."
)
def tune(labelled: str, out: str) -> None:
    """Refit the light judge's weights to your labels.

    \b
    LABELLED is JSONL, an article a line with its labelled quotations
    (tests/gold/dev.jsonl shows how). The weights that we ship, fitted to some 1,100
    articles, are moved as far as yours bear out. Needs the extra `train`.

    \b
    Example:
      sentiment tune mine.jsonl --out mine.csv
      sentiment report articles --weights mine.csv
    """
    from sentiment.training.labelled import read_labelled

    theirs = read_labelled([labelled])
    try:
        from sentiment.judging.light import shipped_weights
        from sentiment.training import train_light

        weights = train_light.tune(theirs, shipped_weights())
    except ImportError as error:
        reason = f'{error}: pip install "sentiment-news[train]"'
        raise SentimentError(reason) from None
    from sentiment.reporting.files import whole_text

    with whole_text(Path(out)) as stream:
        stream.write(train_light.weights_text(weights))
    changed = sum(shipped_weights().get(name) != row for name, row in weights.items())
    say(f"Articles: {len(theirs):,}. Weights moved: {changed:,}. Written to {out}")
