"""The types that the stages hand on are values: frozen, equal by content."""

from __future__ import annotations

import dataclasses
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import models
from sentiment.models import REACTION_ROLES, Probabilities, Role, Span, Stance

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
        (0.5, 0.3, 0.2, Stance.SUPPORTIVE),
        (0.3, 0.5, 0.2, Stance.CRITICAL),
        (0.2, 0.3, 0.5, Stance.NEUTRAL),
        (0.4, 0.4, 0.2, Stance.NEUTRAL),
        (0.4, 0.2, 0.4, Stance.NEUTRAL),
    ],
)
def test_stance_is_the_likeliest(supportive, critical, neutral, stance):
    assert Probabilities(supportive, critical, neutral).stance() is stance


@given(st.floats(0, 1), st.floats(0, 1))
def test_stance_changes_sides_with_the_probabilities(one, other):
    sides = {Stance.SUPPORTIVE: Stance.CRITICAL, Stance.CRITICAL: Stance.SUPPORTIVE}
    stance = Probabilities(one, other, 0.1).stance()
    turned = Probabilities(other, one, 0.1).stance()
    assert turned is sides.get(stance, Stance.NEUTRAL)
