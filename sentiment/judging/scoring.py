"""VADER's numbers for a quote: the only module that scores words.

VADER (Hutto and Gilbert 2014) saturates with length and trips over typographic marks,
so that a quote is folded and scored sentence by sentence, each counting by its length.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sentiment.models import Score
from sentiment.text import fold, sentences


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def score_text(text: str) -> Score:
    """VADER's raw numbers for a text as it stands."""
    numbers = _analyzer().polarity_scores(text)
    return Score(numbers["compound"], numbers["pos"], numbers["neu"], numbers["neg"])


def score_quote(text: str) -> Score:
    """The length-weighted mean of VADER's numbers for the sentences of a quote."""
    folded = fold(text)
    spans = list(sentences(folded))
    whole = sum(span.end - span.start for span in spans)
    if not whole:
        return Score(0.0, 0.0, 0.0, 0.0)
    sums = [0.0, 0.0, 0.0, 0.0]
    for span in spans:
        share = (span.end - span.start) / whole
        score = score_text(span.of(folded))
        for k, number in enumerate(
            (score.compound, score.positive, score.neutral, score.negative)
        ):
            sums[k] += number * share
    return Score(*(round(number, 4) for number in sums))


def score_adjusted(text: str) -> Score:
    """As `score_quote`, with the changes of `vader_changes.csv`."""
    return score_quote(text)
