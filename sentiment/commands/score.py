"""`sentiment score`: what VADER says of a text, word by word."""

from __future__ import annotations

import click


@click.command()
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
def score(texts: tuple[str, ...]) -> None:
    """Print VADER's scores of each TEXT, with the words that counted.

    \b
    Example:
      sentiment score "Stay strong my friend." "What a shame."
    """
    from sentiment.judging.scoring import score_quote
    from sentiment.text import printable

    for text in texts:
        scored = score_quote(text)
        click.echo(
            f"compound {scored.compound:+.4f}  positive {scored.positive:.3f}  "
            f"neutral {scored.neutral:.3f}  negative {scored.negative:.3f}  "
            f"{printable(text)}"
        )
        for word in scored.words:
            click.echo(f"    {word.valence:+.2f}  {printable(word.word)}")
