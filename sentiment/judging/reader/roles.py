"""Roles told anew: what the finder makes of a speaker, joined to what the network read.

The finder knows words and names, the network how such a person is spoken of. Each
role's score is a weighted sum of both logarithms; the weights, fitted on articles that
neither learned, are in `reader_role_weights.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from sentiment.judging.reader.network import Reading
from sentiment.models import KNOWN_AT_LEAST, RANKED, Evidence, Role, Speaker
from sentiment.weights import Weights, softmax

FINDER, NETWORK = "finder", "network"
RULE = "role:network"
# Nothing is less likely to the finder than this, so that it can be overruled.
_LEAST = 1e-4


def settle(
    speakers: Sequence[Speaker], readings: Sequence[Reading], weights: Weights
) -> list[Speaker]:
    """The speakers with the roles that finder and network come to together.

    The evidence tells how much likelier the network makes the role than the one next
    to it, or than the finder's where that is another.
    """
    return [
        _settled(speaker, reading, weights)
        for speaker, reading in zip(speakers, readings, strict=True)
    ]


def _settled(speaker: Speaker, reading: Reading, weights: Weights) -> Speaker:
    sums = joined(speaker, reading, weights)
    best = sums.index(max(sums))
    known = softmax(sums)[best] >= KNOWN_AT_LEAST
    role = RANKED[best] if known else Role.UNKNOWN
    pull = weights[NETWORK] * (reading.roles[best] - _other(speaker, reading, best))
    evidence = Evidence(RULE, round(pull, 3))
    return replace(speaker, role=role, evidence=(*speaker.evidence, evidence))


def joined(speaker: Speaker, reading: Reading, weights: Weights) -> list[float]:
    """The score of each role."""
    return [
        weights[FINDER] * at_finder + weights[NETWORK] * at_network + weights[role]
        for role, at_finder, at_network in zip(
            RANKED, at_finder_of(speaker), reading.roles, strict=True
        )
    ]


def at_finder_of(speaker: Speaker) -> list[float]:
    """How likely the finder thinks each role is, as logarithms."""
    return [log(max(chance, _LEAST)) for chance in speaker.role_chances]


def _other(speaker: Speaker, reading: Reading, best: int) -> float:
    """The network's score of the role that was given up, or of the next likely."""
    if speaker.role in RANKED and speaker.role is not RANKED[best]:
        return reading.roles[RANKED.index(speaker.role)]
    return max(score for at, score in enumerate(reading.roles) if at != best)
