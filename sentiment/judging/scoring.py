"""VADER's numbers for a quote: as VADER gives them, and as they hold for news.

VADER (Hutto and Gilbert 2014) saturates with length, trips over typographic marks, and
takes topics (war, prison) for opinions. The adjusted compound mends all three: marks
are folded, each sentence counts by its length, and `vader_changes.csv` changes words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from functools import cache
from typing import Any, Final

from sentiment.judging.vader import FastAnalyzer, make_analyzer
from sentiment.lexicons import read_lexicon
from sentiment.models import Score, ScoredWord, Span
from sentiment.text import fold, sentences

_TOKEN: Final = re.compile(r"\S+")


@cache
def _plain() -> Any:
    return make_analyzer()


@cache
def _changed() -> Any:
    changes = {
        row["token"]: float(row["valence"]) for row in read_lexicon("vader_changes")
    }
    analyzer = copy(_plain())
    analyzer.lexicon = analyzer.lexicon | changes
    return analyzer


def score_quote(text: str) -> Score:
    """Score the words of a quote: vaderSentiment's numbers, and the adjusted compound.

    The adjusted one is the mean over the sentences, weighted by their length.
    """
    numbers = _plain().polarity_scores(text)
    return Score(
        numbers["compound"], numbers["pos"], numbers["neu"], numbers["neg"],
        adjusted_compound(text),
    )  # fmt: skip


def adjusted_compound(text: str) -> float:
    """The compound with VADER's faults on news mended, from -1 to 1.

    >>> adjusted_compound("It isn’t good.") == adjusted_compound("It isn't good.") < 0
    True
    """
    folded = fold(text)
    score = _changed().polarity_scores
    whole = total = 0.0
    for span in sentences(folded):
        length = span.end - span.start
        whole += length
        total += length * score(span.of(folded))["compound"]
    return round(total / whole, 4) if whole else 0.0


def scored_words(text: str, start: int, end: int) -> Iterator[ScoredWord]:
    """The words of `text[start:end]` that the adjusted compound counts, in order.

    Valences are those that VADER comes to after boosters, negation and "but". Nothing
    where the installed VADER is not a proved one, which does not tell.
    """
    analyzer = _changed()
    if not isinstance(analyzer, FastAnalyzer):
        return
    folded = fold(text)
    for sentence in sentences(folded, start, end):
        # An emoji is scored as the several words of its description.
        places = [
            Span(*match.span())
            for match in _TOKEN.finditer(folded, *sentence)
            for _ in analyzer.spelt_out(match.group()).split()
        ]
        for at, valence in analyzer.valences(sentence.of(folded)).counted.items():
            yield ScoredWord(places[at].of(text), round(valence, 3), places[at])
