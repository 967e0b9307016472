"""The types that the stages hand on are values: frozen, equal by content."""

from __future__ import annotations

import copyreg
import dataclasses
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import models
from sentiment.models import (
    REACTION_ROLES,
    WRONG_SIDE,
    Probabilities,
    Role,
    Span,
    Stance,
)

TYPES = [
    kind
    for kind in vars(models).values()
    if inspect.isclass(kind) and dataclasses.is_dataclass(kind)
]


@pytest.mark.parametrize("kind", TYPES)
def test_type_is_frozen_and_documented(kind):
    assert kind.__dataclass_params__.frozen
    assert not kind.__doc__.startswith(f"{kind.__name__}(")


def test_span_gives_the_words_it_covers():
    assert Span(2, 5).of("abcdefg") == "cde"


def test_reactions_are_by_the_public_insiders_and_named_people():
    assert set(REACTION_ROLES) == {Role.COMMENTER, Role.INSIDER, Role.NAMED}


@pytest.mark.parametrize(
    ("supportive", "critical", "neutral", "stance"),
    [
        (0.51, 0.3, 0.19, Stance.SUPPORTIVE),
        (0.3, 0.51, 0.19, Stance.CRITICAL),
        (0.2, 0.3, 0.5, Stance.NEUTRAL),
        (0.44, 0.43, 0.13, Stance.NEUTRAL),
        (0.46, 0.32, 0.22, Stance.NEUTRAL),  # no likelier than 0.22 and 0.24
        (0.47, 0.32, 0.21, Stance.SUPPORTIVE),
        (0.32, 0.47, 0.21, Stance.CRITICAL),
        (0.4, 0.2, 0.4, Stance.NEUTRAL),
        (0.50004, 0.0, 0.49996, Stance.NEUTRAL),  # both are shown as 0.5
    ],
)
def test_a_side_is_named_where_it_stands_out(supportive, critical, neutral, stance):
    assert Probabilities(supportive, critical, neutral).stance() is stance


@given(st.floats(0, 1), st.floats(0, 1))
def test_stance_costs_least_where_a_wrong_side_costs_so_much(one, two):
    low, high = sorted((round(one, 3), round(two, 3)))
    chances = Probabilities(low, high - low, 1 - high)
    for_, against, neither = low, high - low, 1 - high
    costs = {
        Stance.SUPPORTIVE: WRONG_SIDE * against + neither,
        Stance.CRITICAL: WRONG_SIDE * for_ + neither,
        Stance.NEUTRAL: for_ + against,
    }
    assert costs[chances.stance()] <= min(costs.values()) + 1e-9


@pytest.mark.parametrize("stance", list(Stance))
def test_likeliest_stance_has_the_highest_probability(stance):
    chances = {one.value: 0.5 if one is stance else 0.25 for one in Stance}
    assert Probabilities(**chances).likeliest() is stance


@given(st.floats(0, 1), st.floats(0, 1))
def test_stance_changes_sides_with_the_probabilities(one, other):
    sides = {Stance.SUPPORTIVE: Stance.CRITICAL, Stance.CRITICAL: Stance.SUPPORTIVE}
    whole = max(one + other, 1.0)
    one, other = one / whole, other / whole
    stance = Probabilities(one, other, 0.0).stance()
    turned = Probabilities(other, one, 0.0).stance()
    assert turned is sides.get(stance, Stance.NEUTRAL)


def test_every_record_tells_pickle_how_it_is_taken_apart():
    """Compiled, a frozen class does not let its fields be set."""
    records = [
        one
        for _, one in inspect.getmembers(models, dataclasses.is_dataclass)
        if one.__module__ == models.__name__
    ]
    assert records
    assert all(one in copyreg.dispatch_table for one in records)
