"""What evidence adds up to, for one quotation and along the article.

A log-linear model: each feature adds its weights to the sums of the three stances. A
chain ties each quotation to the one before it: a link adds its weight of a stance where
both neighbours take it. Summing over all paths of the chain gives probabilities that
have heard the neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Final, NamedTuple

from sentiment.judging.framing import REACTING, Feature
from sentiment.models import Evidence, Span, Speaker

# The stances in the order of the columns of the weights file.
Triple = tuple[float, float, float]
Weights = Mapping[str, Triple]

# Reasons that pull less than this to a side, and less than that toward neither, are
# summed up in one; a reader of the evidence wants the strong ones.
FAINT: Final = 0.2
ASIDE: Final = 0.6

NEIGHBOURS, BASELINE, FURTHER = "neighbours", "baseline", "further"

# How a named tuple is made in a third of the time: an article has dozens of reasons.
_made: Final = tuple.__new__

# Keeps the logarithms of the evidence finite.
_LEAST: Final = 1e-12


class Reason(NamedTuple):
    """What a feature of value 1 adds to the sums, and its two pulls.

    `told` is whether it pulls hard enough for the evidence.
    """

    supportive: float
    critical: float
    neutral: float
    pull: float
    aside: float
    told: bool


def reasons_of(weights: Weights) -> dict[str, Reason]:
    """What each feature of `weights` adds and pulls."""
    reasons = {}
    for name, triple in weights.items():
        pull, aside = _pulls(triple)
        told = abs(pull) > FAINT or abs(aside) > ASIDE
        reasons[name] = Reason(*triple, pull, aside, told)
    return reasons


def weigh(
    features: Sequence[Feature], reasons: dict[str, Reason]
) -> tuple[Triple, list[Evidence]]:
    """The sums of a quotation's weights, and the evidence that adds up to them."""
    baseline = reasons[BASELINE]
    supportive, critical, neutral = baseline[:3]
    told = []
    for name, value, span in features:
        reason = reasons.get(name)
        if reason is None:
            continue
        for_, against, neither, pull, aside, strong = reason
        supportive += value * for_
        critical += value * against
        neutral += value * neither
        if strong:
            pull, aside = value * pull, value * aside
            if not (-FAINT <= pull <= FAINT and -ASIDE <= aside <= ASIDE):
                where = _made(Span, span) if span else None
                told.append(_made(Evidence, (name, pull, where, aside)))
    told.append(Evidence(BASELINE, baseline.pull, None, baseline.aside))
    sums = (supportive, critical, neutral)
    pull, aside = _pulls(sums)
    for one in told:
        pull -= one.pull
        aside -= one.aside
    told.append(Evidence(FURTHER, pull, None, aside))
    return sums, told


def tied(links: Sequence[str], weights: Weights) -> Triple:
    """The sums of the weights of what ties a quotation to the one before."""
    supportive = critical = neutral = 0.0
    for link in links:
        if link in weights:
            for_, against, neither = weights[link]
            supportive += for_
            critical += against
            neutral += neither
    return supportive, critical, neutral


def with_neighbours(
    told: list[Evidence], alone: Triple, marginal: Triple
) -> tuple[Evidence, ...]:
    """The evidence with what the chain adds, strongest first."""
    heard = (log(marginal[0]), log(marginal[1]), log(marginal[2]))
    pull, aside = _pulls(heard)
    alone_pull, alone_aside = _pulls(alone)
    beside = Evidence(NEIGHBOURS, pull - alone_pull, None, aside - alone_aside)
    return tuple(sorted([*told, beside], key=_strength, reverse=True))


def _pulls(sums: Triple) -> tuple[float, float]:
    """Toward support rather than criticism, and toward neither rather than a side."""
    supportive, critical, neutral = sums
    return supportive - critical, neutral - (supportive + critical) / 2


def _strength(reason: Evidence) -> float:
    return abs(reason.pull)


def chains(speakers: Sequence[Speaker]) -> list[list[int]]:
    """The positions that share a chain: all reactions, and each other voice alone."""
    reactions = [at for at, who in enumerate(speakers) if who.role in REACTING]
    others = [[at] for at, who in enumerate(speakers) if who.role not in REACTING]
    return [reactions, *others] if reactions else others


def smooth(alone: Sequence[Triple], links: Sequence[Triple]) -> list[Triple]:
    """Probabilities of the three stances along a chain, by forward and backward sums.

    `alone` holds each position's own sums of weights, `links` the bonus of a stance
    where a position and the one before it share it (the first one's is not used).
    """
    own = [_scaled(sums) for sums in alone]
    bonus = [(exp(a), exp(b), exp(c)) for a, b, c in links]
    forward = [own[0]]
    for at in range(1, len(own)):
        forward.append(_product(own[at], _passed(forward[-1], bonus[at])))
    backward: Triple = (1.0, 1.0, 1.0)
    marginals = [forward[-1]]
    for at in range(len(own) - 1, 0, -1):
        backward = _passed(_product(own[at], backward), bonus[at])
        marginals.append(_product(forward[at - 1], backward))
    return [_normal(marginal) for marginal in reversed(marginals)]


def _scaled(sums: Triple) -> Triple:
    top = max(sums)
    return _normal((exp(sums[0] - top), exp(sums[1] - top), exp(sums[2] - top)))


def _normal(triple: Triple) -> Triple:
    a, b, c = triple
    a = a if a > _LEAST else _LEAST
    b = b if b > _LEAST else _LEAST
    c = c if c > _LEAST else _LEAST
    total = a + b + c
    return a / total, b / total, c / total


def _product(left: Triple, right: Triple) -> Triple:
    return _normal((left[0] * right[0], left[1] * right[1], left[2] * right[2]))


def _passed(message: Triple, bonus: Triple) -> Triple:
    """Carry a message over a link: the same stance counts `bonus` times."""
    total = sum(message)
    return (
        total + message[0] * (bonus[0] - 1.0),
        total + message[1] * (bonus[1] - 1.0),
        total + message[2] * (bonus[2] - 1.0),
    )
