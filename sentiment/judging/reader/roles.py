"""Roles told anew: what the finder makes of a speaker, joined to what the network read.

The finder knows words and names, the network how such a person is spoken of. Each
role's score is a weighted sum of what both say of the speaker and of the one before, as
logarithms, of what the network says of the next, and of a few plain facts. The weights,
fitted on articles that neither learned, are in `reader_role_weights.csv`. Somebody with
a name has one role in an article: what is told of all that they say there is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from sentiment.judging.reader.network import Impression
from sentiment.models import KNOWN_AT_LEAST, RANKED, Evidence, Role, Speaker
from sentiment.weights import Table, softmax

# Who says how likely each role is: of the speaker, of the one before, of the next. What
# the finder is sure of is a fact, the others are logarithms.
FINDER, NETWORK = "finder", "network"
_BEFORE, _AFTER = "before", "after"
_SOURCES = (
    FINDER, NETWORK, f"{FINDER} sure", f"{FINDER} {_BEFORE}", f"{NETWORK} {_BEFORE}",
    f"{NETWORK} {_AFTER}",
)  # fmt: skip
_FACTS = ("always", "first", "named", "nobody", "capital", "again")
FEATURES = (*(f"{one} {role}" for one in _SOURCES for role in RANKED), *_FACTS)
RULE = "role:network"
# Nothing is less likely to either than this, so that it can be overruled.
_LEAST = 1e-4
# The finder is sure of what is likelier than nine times in ten.
_SURE = log(0.9)
_NOTHING = (0.0,) * len(RANKED)

Row = Sequence[float]


def settle_roles(
    speakers: Sequence[Speaker], impressions: Sequence[Impression], table: Table
) -> list[Speaker]:
    """The speakers with the roles that finder and network come to together.

    Of the evidence for a role, the rule `role:network` tells by how much the network
    favours it over the finder's, or, where that is the same, over the next; below zero
    it would rather have had another. What spoke for a role that was given up is gone.
    """
    found = list(speakers)
    weights = [table.rows[name] for name in FEATURES]
    first = FEATURES.index(f"{NETWORK} {RANKED[0]}")
    heard = range(first, first + len(RANKED))
    rows = role_features(speakers, impressions)
    for places in _persons(speakers):
        row = _mean([rows[at] for at in places])
        sums = _sums(row, weights, range(len(FEATURES)))
        network = _sums(row, weights, heard)
        best = sums.index(max(sums))
        known = softmax(sums)[best] >= KNOWN_AT_LEAST
        role = RANKED[best] if known else Role.UNKNOWN
        for at in places:
            ahead = network[best] - _other(speakers[at], network, best)
            found[at] = _with_role(speakers[at], role, Evidence(RULE, round(ahead, 3)))
    return found


def role_features(
    speakers: Sequence[Speaker], impressions: Sequence[Impression]
) -> list[list[float]]:
    """What tells the role of each speaker: a value for each of `FEATURES`."""
    finder: list[Row] = [_NOTHING] * len(speakers)
    network: list[Row] = [_NOTHING] * len(speakers)
    often = [1] * len(speakers)
    for places in _persons(speakers):
        told = _mean([finder_scores(speakers[at]) for at in places])
        read = _mean([network_scores(impressions[at]) for at in places])
        for at in places:
            finder[at], network[at], often[at] = told, read, len(places)
    last = len(speakers) - 1
    return [
        [
            *finder[at],
            *network[at],
            *[float(score > _SURE) for score in finder[at]],
            *(finder[at - 1] if at else _NOTHING),
            *(network[at - 1] if at else _NOTHING),
            *(network[at + 1] if at < last else _NOTHING),
            1.0,
            float(not at),
            float(speaker.name is not None),
            float(speaker.phrase is None),
            float((speaker.phrase or "")[:1].isupper()),
            float(often[at] > 1),
        ]
        for at, speaker in enumerate(speakers)
    ]


def finder_scores(speaker: Speaker) -> list[float]:
    """How likely each role is to the finder, as logarithms; all alike where unsaid."""
    chances = speaker.role_chances or (1.0 / len(RANKED),) * len(RANKED)
    return [log(max(chance, _LEAST)) for chance in chances]


def network_scores(impression: Impression) -> list[float]:
    """How likely each role is to the network, as logarithms."""
    return [log(chance + _LEAST) for chance in softmax(impression.roles)]


def _persons(speakers: Sequence[Speaker]) -> Iterator[list[int]]:
    """The places of each person's quotations; whoever has no name has but one."""
    named: dict[str, list[int]] = defaultdict(list)
    for at, speaker in enumerate(speakers):
        if speaker.name is None:
            yield [at]
        else:
            named[speaker.name].append(at)
    yield from named.values()


def _mean(rows: Sequence[Row]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def _sums(row: Row, weights: Sequence[Row], features: range) -> list[float]:
    """The score of each role by some of the features."""
    return [
        sum(row[feature] * weights[feature][at] for feature in features)
        for at in range(len(RANKED))
    ]


def _other(speaker: Speaker, network: Row, best: int) -> float:
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
