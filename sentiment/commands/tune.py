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
    """Refit the light judge's weights on your labels added to ours.

    \b
    LABELLED is JSONL, an article a line with its labelled quotations
    (tests/gold/dev.jsonl shows how). Our own labelled articles are read from the
    project's tests/gold, so this needs a checkout, and the extra `train`.

    \b
    Example:
      sentiment tune mine.jsonl --out mine.csv
      sentiment report articles --weights mine.csv
    """
    from sentiment.training.labelled import our_articles, read_labelled

    theirs = read_labelled([labelled])
    from sentiment.reporting.files import whole_text
    from sentiment.training.train_light import refit, weights_text

    ours = our_articles()
    try:
        weights = refit([*ours, *theirs])
    except ImportError as error:
        reason = f'{error}: pip install "sentiment-news[train]"'
        raise SentimentError(reason) from None
    with whole_text(Path(out)) as stream:
        stream.write(weights_text(weights))
    say(f"Articles: {len(theirs):,} of yours, {len(ours):,} of ours. Written to {out}")
