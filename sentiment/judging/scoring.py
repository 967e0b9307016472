"""VADER's numbers for a quote: the only module that scores words.

VADER (Hutto and Gilbert 2014) saturates with length and trips over typographic marks,
so that a quote is folded and scored sentence by sentence, each counting by its length.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sentiment.lexicons import read_lexicon
from sentiment.models import Score
from sentiment.text import fold, sentences


@cache
def _analyzer(adjusted: bool = False) -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    if adjusted:
        for row in read_lexicon("vader_changes"):
            analyzer.lexicon[row["token"]] = float(row["valence"])
    return analyzer


def score_text(text: str, adjusted: bool = False) -> Score:
    """VADER's numbers for a text as it stands."""
    numbers = _analyzer(adjusted).polarity_scores(text)
    return Score(numbers["compound"], numbers["pos"], numbers["neu"], numbers["neg"])


def score_quote(text: str, adjusted: bool = False) -> Score:
    """The length-weighted mean of VADER's numbers for the sentences of a quote.

    `adjusted` takes the valences of `vader_changes.csv` for VADER's own.
    """
    folded = fold(text)
    spans = list(sentences(folded))
    whole = sum(span.end - span.start for span in spans)
    if not whole:
        return Score(0.0, 0.0, 0.0, 0.0)
    sums = [0.0, 0.0, 0.0, 0.0]
    for span in spans:
        share = (span.end - span.start) / whole
        score = score_text(span.of(folded), adjusted)
        for k, number in enumerate(
            (score.compound, score.positive, score.neutral, score.negative)
        ):
            sums[k] += number * share
    return Score(*(round(number, 4) for number in sums))
