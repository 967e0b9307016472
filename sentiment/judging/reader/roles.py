"""Roles told anew: what the finder makes of a speaker, joined to what the network read.

The finder knows words and names, the network how such a person is spoken of. Each
role's score is a weighted sum of both logarithms; the weights, fitted on articles that
neither learned, are in `reader_role_weights.csv`. Somebody with a name has one role in
an article: what is told of all that they say there is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from sentiment.judging.reader.network import Impression
from sentiment.models import KNOWN_AT_LEAST, RANKED, Evidence, Role, Speaker
from sentiment.weights import Weights, softmax

FINDER, NETWORK = "finder", "network"
RULE = "role:network"
# Nothing is less likely to the finder than this, so that it can be overruled.
_LEAST = 1e-4


def settle_roles(
    speakers: Sequence[Speaker], impressions: Sequence[Impression], weights: Weights
) -> list[Speaker]:
    """The speakers with the roles that finder and network come to together.

    Of the evidence for a role, the rule `role:network` tells by how much the network
    favours it over the finder's, or, where that is the same, over the next; below zero
    it would rather have had another. What spoke for a role that was given up is gone.
    """
    found = list(speakers)
    for places in _persons(speakers):
        sums = _means(
            [role_sums(speakers[at], impressions[at], weights) for at in places]
        )
        network = _means([impressions[at].roles for at in places])
        best = sums.index(max(sums))
        known = softmax(sums)[best] >= KNOWN_AT_LEAST
        role = RANKED[best] if known else Role.UNKNOWN
        for at in places:
            ahead = network[best] - _other(speakers[at], network, best)
            told = Evidence(RULE, round(weights[NETWORK] * ahead, 3))
            found[at] = _with_role(speakers[at], role, told)
    return found


def role_sums(
    speaker: Speaker, impression: Impression, weights: Weights
) -> list[float]:
    """The score of each role."""
    return [
        weights[FINDER] * at_finder + weights[NETWORK] * at_network + weights[role]
        for role, at_finder, at_network in zip(
            RANKED, finder_scores(speaker), impression.roles, strict=True
        )
    ]


def finder_scores(speaker: Speaker) -> list[float]:
    """How likely each role is to the finder, as logarithms; all alike where unsaid."""
    chances = speaker.role_chances or (1.0,) * len(RANKED)
    return [log(max(chance, _LEAST)) for chance in chances]


def _persons(speakers: Sequence[Speaker]) -> Iterator[list[int]]:
    """The places of each person's quotations; whoever has no name has but one."""
    named: dict[str, list[int]] = defaultdict(list)
    for at, speaker in enumerate(speakers):
        if speaker.name is None:
            yield [at]
        else:
            named[speaker.name].append(at)
    yield from named.values()


def _means(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def _other(speaker: Speaker, network: Sequence[float], best: int) -> float:
    """The network's score of the role that was given up, or of the next likely."""
    if speaker.role in RANKED and speaker.role is not RANKED[best]:
        return network[RANKED.index(speaker.role)]
    return max(score for at, score in enumerate(network) if at != best)


def _with_role(speaker: Speaker, role: Role, told: Evidence) -> Speaker:
    """The speaker in this role, the evidence for it strongest first."""
    others = [one for one in speaker.evidence if not one.rule.startswith("role:")]
    kept = [one for one in speaker.evidence if one.rule.startswith("role:")]
    roles = [*(kept if role is speaker.role else ()), told]
    roles.sort(key=lambda one: -abs(one.pull))
    return replace(speaker, role=role, evidence=(*others, *roles))
