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

from sentiment.finding.candidates import Clued, Scene, features_of
from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words
from sentiment.models import Evidence, Quote, Span
from sentiment.weights import Worth, read_weights, worth_under

# The nearest candidates are enough where one of them is as likely as this: of 842
# quotes that nothing was fitted on, none then goes to somebody further off.
_SURE = 0.98


class Attribution(NamedTuple):
    """The candidate chosen for a quote, its cue word, and how sure the choice is."""

    mention: Mention | None
    carried: bool
    cue: Span | None
    probability: float
    evidence: tuple[Evidence, ...]


def attribute(
    text: str, words: Words, quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[Attribution]:
    """Choose who said each quote.

    Args:
        text: the article's, which the offsets point into.
        words: the tokens that `quotes` stand among.
        quotes: spoken quotes only, in the order of the text.
        mentions: the candidates, in the order of the text.
    """
    scene = Scene(text, words, quotes, mentions)
    worth = worth_under(read_weights("speaker"), "speaker", features_of)
    chosen: list[Attribution] = []
    previous: Mention | None = None
    for number in range(len(quotes)):
        chosen.append(_best(scene, number, previous, worth))
        previous = chosen[-1].mention
    return chosen


def _best(
    scene: Scene, number: int, previous: Mention | None, worth: Worth
) -> Attribution:
    """The likeliest speaker of quote `number`, after `previous`."""
    candidates = scene.near(number, previous)
    scores = _scores(candidates, worth)
    chance = _chance(scores)
    if chance < _SURE:
        further = scene.further(number)
        candidates += further
        scores += _scores(further, worth)
        chance = _chance(scores)
    mention, carried, clues = candidates[scores.index(max(scores))]
    cue = None if carried else scene.cue(number, mention)
    return Attribution(mention, carried, cue, chance, worth.reasons(clues))


def _scores(candidates: Sequence[Clued], worth: Worth) -> list[float]:
    scores: list[float] = []
    for _, _, clues in candidates:
        score = 0.0
        for clue in clues:
            score += worth[clue]
        scores.append(score)
    return scores


def _chance(scores: Sequence[float]) -> float:
    """The probability of the highest score."""
    top = max(scores)
    return 1.0 / sum([exp(score - top) for score in scores])
