"""How far finder and network are trusted with roles is learned from who was right."""

import random

import pytest

from sentiment.judging.reader.network import Impression
from sentiment.judging.reader.roles import FEATURES, FINDER, NETWORK
from sentiment.models import (
    RANKED,
    Article,
    Dating,
    Kind,
    Quote,
    Score,
    Span,
    Speaker,
)
from sentiment.training.labelled import Labelled
from sentiment.training.reader_roles import fit_roles, role_accuracy, settle_all

QUOTES = 400


def guessing(chance, right, skill):
    """Probabilities of the roles that favour the right one so often."""
    best = right if chance.random() < skill else chance.choice(RANKED)
    return tuple(0.7 if role is best else 0.06 for role in RANKED)


def articles_of(finder, network):
    """An article whose speakers both judge with so much skill, and the impressions."""
    chance = random.Random(7)
    span, unscored = Span(0, 1), Score(0.0, 0.0, 0.0, 1.0, 0.0)
    right = [chance.choice(RANKED) for _ in range(QUOTES)]
    speakers, impressions = [], []
    for role in right:
        chances = guessing(chance, role, finder)
        found = RANKED[chances.index(max(chances))]
        speakers.append(Speaker(None, None, None, found, role_chances=chances))
        scores = tuple(5 * one for one in guessing(chance, role, network))
        impressions.append(Impression((0.0, 0.0, 0.0), scores))
    one = Labelled(
        Article("a", "-", Dating(None, None, "none")), "dev", None,
        (Quote("a:0", span, span, Kind.SPEECH),) * QUOTES, tuple(speakers),
        (unscored,) * QUOTES, (None,) * QUOTES, tuple(right), (),
    )  # fmt: skip
    return [one], {"a": impressions}


@pytest.mark.parametrize(
    ("finder", "network", "better"),
    [(0.8, 0.1, FINDER), (0.1, 0.8, NETWORK)],
)
def test_whoever_is_right_more_often_is_trusted_more(finder, network, better):
    rows = fit_roles(*articles_of(finder, network)).rows
    other = NETWORK if better == FINDER else FINDER
    spread = {FINDER: 2.5, NETWORK: 3.2}  # how far apart each one's scores are
    for at, role in enumerate(RANKED):
        trusted, doubted = (rows[f"{one} {role}"][at] for one in (better, other))
        assert trusted * spread[better] > 2 * doubted * spread[other]


def test_both_together_are_right_more_often_than_the_finder_alone():
    articles, scores = articles_of(0.6, 0.7)
    weights = fit_roles(articles, scores)
    together = role_accuracy(settle_all(articles, scores, weights))
    assert together > role_accuracy(articles)


def test_articles_that_the_network_did_not_read_keep_their_roles():
    articles, scores = articles_of(0.7, 0.7)
    assert settle_all(articles, {}, fit_roles(articles, scores)) == articles


def test_fitting_twice_gives_the_same_weights():
    given = articles_of(0.6, 0.5)
    assert fit_roles(*given) == fit_roles(*given)
    assert tuple(fit_roles(*given).rows) == FEATURES
