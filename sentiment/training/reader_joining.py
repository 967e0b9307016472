"""Fit how far the reader trusts its network, and how far the light judge's evidence.

Both judges are asked about articles that neither learned: what they say of their own
lessons would be trusted too far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sentiment.judging.framing import Feature, Framing
from sentiment.judging.light import LightJudge
from sentiment.judging.measures import Judged
from sentiment.judging.reader.judge import (
    LIGHT_NEUTRAL,
    LIGHT_SIDE,
    contrast,
    features_of,
    join,
)
from sentiment.judging.weighing import BASELINE, Weights
from sentiment.models import REACTION_ROLES, Role
from sentiment.training.chain import Problem
from sentiment.training.labelled import Labelled, judge_labelled
from sentiment.training.reader_roles import Scores, fit_roles, settle_all
from sentiment.training.split import folds_of
from sentiment.training.train_light import (
    common_words,
    fit_light,
    penalty_of,
    sample_of,
    weight_of,
)
from sentiment.training.train_light import framings_of as light_framings

Framings = dict[str, list[Framing]]

# A leaning is hardly drawn to zero: it is to be trusted as far as it has been right.
LEANING_PENALTY = 0.1
# These parts are as dull as most of the web, the others as lively as their writers.
PLAIN_PARTS, PLAIN_WEIGHT = ("plain", "dev"), 2.0
# Reactions are what the charts show, so that it is there that doubt should be right.
OTHER_ROLE = 0.2
FOLDS = 3


def framings_of(articles: Sequence[Labelled], taught: Sequence[Labelled]) -> Framings:
    """The light judge's evidence, with the words that it would learn from `taught`."""
    words = common_words(taught)
    return {one.article.id: light_framings(one, words) for one in articles}


def fit_joining(
    articles: Sequence[Labelled], framings: Framings, scores: Scores
) -> Weights:
    """Fit the weights of both judges' leanings, by articles that they did not learn.

    Articles without scores of the network only teach the light judge.
    """
    folds = folds_of(articles, FOLDS)
    leanings: Framings = {}
    for fold in range(FOLDS):
        taught = [one for one in articles if folds[one.part] != fold]
        light = fit_light(taught, [framings[one.article.id] for one in taught])
        for one in articles:
            if folds[one.part] == fold and one.article.id in scores:
                leanings[one.article.id] = _leanings(one, framings, light, scores)
    asked = [one for one in articles if one.article.id in leanings]
    sample = sample_of(asked, [leanings[one.article.id] for one in asked], _weigh)
    return Problem(sample, _penalty, lambda name: 1).solve()


def _weigh(part: str, role: Role | None) -> float:
    plain = PLAIN_WEIGHT if part.endswith(PLAIN_PARTS) else 1.0
    reacting = 1.0 if role in REACTION_ROLES else OTHER_ROLE
    return weight_of(part) * plain * reacting


def _penalty(name: str) -> float:
    return LEANING_PENALTY if name.endswith((":side", ":neutral")) else penalty_of(name)


def _leanings(
    one: Labelled, framings: Framings, light: Weights, scores: Scores
) -> list[Framing]:
    """How both judges lean, as the only evidence of each quotation."""
    return [
        replace(
            framing, features=[*_light(framing, light), *features_of(impression, quote)]
        )
        for framing, quote, impression in zip(
            framings[one.article.id], one.quotes, scores[one.article.id], strict=True
        )
    ]


def _light(framing: Framing, light: Weights) -> tuple[Feature, Feature]:
    weighed = [(1.0, light[BASELINE])] + [
        (value, light[name]) for name, value, _ in framing.features if name in light
    ]
    sums = [sum(value * triple[at] for value, triple in weighed) for at in range(3)]
    side, neutral = contrast((sums[0], sums[1], sums[2]))
    return (LIGHT_SIDE, side, None), (LIGHT_NEUTRAL, neutral, None)


class Joined(LightJudge):
    """The reader over evidence that is already collected."""

    name = "joined"

    def __init__(self, weights: Weights, framings: Sequence[Framing]) -> None:
        super().__init__(weights, "training")
        self.framings = framings

    def collect(self, *_: object) -> list[Framing]:
        """What was collected before."""
        return list(self.framings)


def judge_joined(
    weights: Weights, one: Labelled, framings: Framings, scores: Scores
) -> list[Judged]:
    """What the reader says of an article whose stances are known."""
    both = [
        replace(framing, features=[*framing.features, *features_of(impression, quote)])
        for framing, quote, impression in zip(
            framings[one.article.id], one.quotes, scores[one.article.id], strict=True
        )
    ]
    return judge_labelled(Joined(weights, both), one)


def judge_unseen(
    taught: Sequence[Labelled], unseen: Sequence[Labelled], scores: Scores
) -> list[tuple[Labelled, list[Judged]]]:
    """Fit everything but the network on some articles and judge others by it.

    Returns those with their roles settled, and what is judged of each.
    """
    roles = fit_roles(taught, scores)
    taught, unseen = (
        settle_all(taught, scores, roles),
        settle_all(unseen, scores, roles),
    )
    framings = framings_of([*taught, *unseen], taught)
    light = fit_light(taught, [framings[one.article.id] for one in taught])
    weights = join(fit_joining(taught, framings, scores), light)
    return [(one, judge_joined(weights, one, framings, scores)) for one in unseen]


def cross_judge(
    articles: Sequence[Labelled], scores: Scores, say: Callable[[str], None]
) -> Iterable[tuple[Labelled, list[Judged]]]:
    """Judge each article that the network has scored by weights of other parts."""
    scored = [one for one in articles if one.article.id in scores]
    folds = folds_of(articles, FOLDS)
    for fold in range(FOLDS):
        say(f"joining weights without fold {fold + 1}")
        taught = [one for one in articles if folds[one.part] != fold]
        unseen = [one for one in scored if folds[one.part] == fold]
        yield from judge_unseen(taught, unseen, scores)
