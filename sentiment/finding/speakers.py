"""Quotes to the phrases that name their speakers.

Every quote has candidates: the mentions near it, the speaker of the quote before
("carried"), and nobody. A linear model over what stands between quote and candidate
ranks them; quotes are decided in the order of the text, since a carried speaker
depends on the decision before. Its weights, their source and their figures:
`sentiment/data/README.md`. A hint of somebody who has read the article is one more
reason; how far either is trusted, `reader_speaker_weights.csv` tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final, NamedTuple

from sentiment.finding.candidates import Clued, Scene, features_of
from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words
from sentiment.models import Evidence, Hint, Quote, Span
from sentiment.weights import Worth, read_weights, worth_under

# The nearest candidates are enough where one of them is as likely as this, and no hint
# is asked: of 843 quotes that nothing was fitted on, three get another speaker by that.
SURE: Final = 0.98

# How far finder and hint are trusted where both are heard, see `heard`.
TRUST: Final = "reader_speaker"
FINDER, NETWORK, CARRIED, NOBODY = "finder", "network", "carried", "nobody"
HEARD: Final = "speaker:network"


class Attribution(NamedTuple):
    """The candidate chosen for a quote, its cue word, and how sure the choice is."""

    mention: Mention | None
    carried: bool
    cue: Span | None
    probability: float
    evidence: tuple[Evidence, ...]


def attribute(
    text: str,
    words: Words,
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    hints: Sequence[Hint] | None = None,
) -> list[Attribution]:
    """Choose who said each quote.

    Args:
        text: the article's, which the offsets point into.
        words: the tokens that `quotes` stand among.
        quotes: spoken quotes only, in the order of the text.
        mentions: the candidates, in the order of the text.
        hints: what is said of each quote beforehand, if anything is.
    """
    scene = Scene(text, words, quotes, mentions)
    worth = worth_under(read_weights("speaker"), "speaker", features_of)
    chosen: list[Attribution] = []
    previous: Mention | None = None
    for number in range(len(quotes)):
        hint = hints[number] if hints else None
        chosen.append(_best(scene, number, previous, worth, hint))
        previous = chosen[-1].mention
    return chosen


def _best(
    scene: Scene,
    number: int,
    previous: Mention | None,
    worth: Worth,
    hint: Hint | None,
) -> Attribution:
    """The likeliest speaker of quote `number`, after `previous`."""
    candidates = scene.near(number, previous)
    scores = _scores(candidates, worth)
    told: list[float] | None = None
    if _chance(scores) < SURE:
        further = scene.further(number, hint is not None)
        candidates += further
        scores += _scores(further, worth)
        if hint is not None:
            told = heard(candidates, hint)
            trust = read_weights(TRUST)[FINDER]
            scores = [
                trust * one + other for one, other in zip(scores, told, strict=True)
            ]
    best = scores.index(max(scores))
    mention, carried, clues = candidates[best]
    reasons = worth.reasons(clues)
    if told is not None:
        reasons += _ahead(candidates, told, best)
    cue = None if carried else scene.cue(number, mention)
    return Attribution(mention, carried, cue, _chance(scores), reasons)


def hearing(mention: Mention | None, carried: bool, hint: Hint) -> dict[str, float]:
    """What a hint says of a candidate, by the names of the weights."""
    return {
        NETWORK: hint.chance(mention.span if mention else None),
        CARRIED: float(carried),
        NOBODY: float(mention is None),
    }


def heard(candidates: Sequence[Clued], hint: Hint) -> list[float]:
    """What a hint adds to the score of each candidate."""
    trust = read_weights(TRUST)
    return [
        sum([trust[name] * told for name, told in hearing(who, carried, hint).items()])
        for who, carried, _ in candidates
    ]


def _ahead(
    candidates: Sequence[Clued], told: Sequence[float], best: int
) -> tuple[Evidence, ...]:
    """By how much the hint favours a candidate over the next, or another over it."""
    chosen = candidates[best][0]
    others = [
        one
        for one, (who, _, _) in zip(told, candidates, strict=True)
        if who is not chosen
    ]
    if not others:
        return ()
    return (Evidence(HEARD, round(told[best] - max(others), 3)),)


def _scores(candidates: Sequence[Clued], worth: Worth) -> list[float]:
    return [worth.score(clues) for _, _, clues in candidates]


def _chance(scores: Sequence[float]) -> float:
    """The probability of the highest score."""
    top = max(scores)
    return 1.0 / sum([exp(score - top) for score in scores])
