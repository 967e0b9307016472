"""Quotes to the phrases that name their speakers.

Every quote has candidates: the mentions near it, the speaker of the quote before
("carried"), and nobody. A linear model over what stands between quote and candidate
ranks them; quotes are decided in the order of the text, since a carried speaker
depends on the decision before. Its weights, their source and their figures:
`sentiment/data/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from sentiment.finding.candidates import Candidate, Scene, features_of
from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words
from sentiment.models import Evidence, Quote, Span
from sentiment.weights import Weights, Worth, one_column, read_weights

class Attribution(NamedTuple):
    """The candidate chosen for a quote, its cue word, and how sure the choice is."""

    mention: Mention | None
    carried: bool
    cue: Span | None
    probability: float
    evidence: tuple[Evidence, ...]


class Ranker:
    """Scores candidates by what their clues are worth."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._worth = Worth("speaker", one_column(weights), features_of)

    def best(self, scene: Scene, number: int, previous: Mention | None) -> Attribution:
        """The likeliest speaker of quote `number`, after `previous`."""
        candidates = scene.candidates(number, previous)
        scores = list(map(self._score, candidates))
        score = max(scores)
        mention, carried, clues = candidates[scores.index(score)]
        chance = 1.0 / sum([exp(other - score) for other in scores])
        cue = None if carried else scene.cue(number, mention)
        return Attribution(mention, carried, cue, chance, self._worth.reasons(clues))

    def _score(self, candidate: Candidate) -> float:
        worth, whole = self._worth, 0.0
        for clue in candidate.clues:
            whole += worth[clue][0]
        return whole


_rankers: dict[int, Ranker] = {}


def _ranker(weights: Weights) -> Ranker:
    """The ranker for these weights; only the last one is kept."""
    ranker = _rankers.get(id(weights))
    if ranker is None or ranker.weights is not weights:
        _rankers.clear()
        ranker = _rankers[id(weights)] = Ranker(weights)
    return ranker


def attribute(
    words: Words, quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[Attribution]:
    """Choose who said each quote.

    Args:
        words: the tokens that `quotes` stand among.
        quotes: spoken quotes only, in the order of the text.
        mentions: the candidates, in the order of the text.
    """
    scene = Scene(words, quotes, mentions)
    ranker = _ranker(read_weights("speaker"))
    chosen: list[Attribution] = []
    previous: Mention | None = None
    for number in range(len(quotes)):
        chosen.append(ranker.best(scene, number, previous))
        previous = chosen[-1].mention
    return chosen
