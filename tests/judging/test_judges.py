"""Judges by name: what they need, what they sign with, what the vader judge says."""

from __future__ import annotations

import re

import pytest

from sentiment.errors import LexiconError, MissingInput, UsageError
from sentiment.judging.judges import (
    JUDGES,
    compound_probabilities,
    get_judge,
    signature,
)
from sentiment.models import Stance


@pytest.mark.parametrize("name", JUDGES)
def test_signature_names_the_judge_and_its_data(name: str) -> None:
    assert re.fullmatch(rf"{name}:[0-9a-f]{{12}}", signature(get_judge(name)))


def test_unknown_judge_is_told_which_there_are() -> None:
    with pytest.raises(UsageError, match="light, vader"):
        get_judge("solomon")


@pytest.mark.parametrize("name", ["reader", "light"])
def test_other_weights_make_another_judge(name: str, tmp_path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("feature,supportive,critical,neutral\nbaseline,3,0,0\n", "utf-8")
    mine, ours = get_judge(name, str(path)), get_judge(name)
    assert (mine.name, mine.digest) != (ours.name, ours.digest)
    assert mine.weights != ours.weights


def test_weights_are_not_for_vader(tmp_path) -> None:
    with pytest.raises(UsageError, match="takes no weights"):
        get_judge("vader", "x.csv")
    with pytest.raises(MissingInput):
        get_judge("light", str(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,b\n", "the columns must be"),
        ("feature,supportive,critical,neutral\nbaseline,x,0,0\n", "must be a number"),
        ("feature,supportive,critical,neutral\nrole:named,0,0,0\n", "baseline"),
    ],
)
def test_faulty_weights_are_told(tmp_path, text: str, fault: str) -> None:
    path = tmp_path / "w.csv"
    path.write_text(text)
    with pytest.raises(LexiconError, match=fault):
        get_judge("light", str(path))


def test_own_weights_change_the_signature(tmp_path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("feature,supportive,critical,neutral\nbaseline,1,0,0\n")
    mine = get_judge("light", str(path))
    assert signature(mine) != signature(get_judge("light"))


@pytest.mark.parametrize(
    ("compound", "stance"),
    [
        (0.05, Stance.SUPPORTIVE),
        (0.0499, Stance.NEUTRAL),
        (0.0, Stance.NEUTRAL),
        (-0.0499, Stance.NEUTRAL),
        (-0.05, Stance.CRITICAL),
        (1.0, Stance.SUPPORTIVE),
        (-1.0, Stance.CRITICAL),
    ],
)
def test_compound_decides_at_vaders_own_thresholds(compound: float, stance: Stance):
    chances = compound_probabilities(compound)
    assert chances.stance() is stance
    assert chances.supportive + chances.critical + chances.neutral == pytest.approx(1)
