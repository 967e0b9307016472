"""`sentiment score`: VADER's numbers for texts given on the command line."""

from __future__ import annotations

import click


@click.command()
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
def score(texts: tuple[str, ...]) -> None:
    """Print VADER's scores of each TEXT, with the words that counted.

    "adjusted" is the compound by sentence, with marks folded and the word list's
    changes; the words are those that it counts.

    \b
    Example:
      sentiment score "Stay strong my friend." "What a shame."
    """
    from sentiment.judging.scoring import score_quote, scored_words
    from sentiment.text import printable

    for text in texts:
        scored = score_quote(text)
        click.echo(
            f"compound {scored.compound:+.4f}  adjusted {scored.adjusted:+.4f}  "
            f"positive {scored.positive:.3f}  neutral {scored.neutral:.3f}  "
            f"negative {scored.negative:.3f}  {printable(text)}"
        )
        for word in scored_words(text, 0, len(text)):
            click.echo(f"    {word.valence:+.2f}  {printable(word.word)}")
