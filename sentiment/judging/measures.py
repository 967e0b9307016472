"""How well a judge does on quotations whose stance is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.models import Probabilities, Stance

STANCES = tuple(Stance)


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation of an article with its true stance and what a judge made of it."""

    article: str
    gold: Stance
    probabilities: Probabilities

    @property
    def stance(self) -> Stance:
        return self.probabilities.stance()


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures by which judges are compared; all but `count` lie in [0, 2]."""

    count: int
    accuracy: float
    macro_f1: float
    wrong_side: float
    net_error: float
    calibration_error: float


def measure(judged: Sequence[Judged]) -> Measures:
    """Compare judgements with the truth.

    Macro-F1 is the mean F1 of the stances that occur, wrong side the share of
    supportive and critical quotations taken for the other, net error the mean over
    articles of how far the balance (supportive minus critical share) is off, and
    calibration error the mean gap between confidence and accuracy over ten bins.
    """
    count = max(1, len(judged))
    sided = [one for one in judged if one.gold != Stance.NEUTRAL]
    wrong = sum(one.stance not in (one.gold, Stance.NEUTRAL) for one in sided)
    return Measures(
        len(judged),
        sum(one.gold == one.stance for one in judged) / count,
        _macro_f1(judged),
        wrong / max(1, len(sided)),
        _net_error(judged),
        _calibration_error(judged),
    )


def _macro_f1(judged: Sequence[Judged]) -> float:
    scores = []
    for stance in STANCES:
        hits = sum(one.gold == stance == one.stance for one in judged)
        ours = sum(one.stance == stance for one in judged)
        theirs = sum(one.gold == stance for one in judged)
        if theirs:
            scores.append(2 * hits / (ours + theirs))
    return sum(scores) / max(1, len(scores))


def net(stances: Sequence[Stance]) -> float:
    """The balance from -1 (all critical) to 1 (all supportive); 0 for none."""
    total = sum(stance == Stance.SUPPORTIVE for stance in stances)
    total -= sum(stance == Stance.CRITICAL for stance in stances)
    return total / max(1, len(stances))


def _net_error(judged: Sequence[Judged]) -> float:
    articles: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        articles[one.article].append(one)
    gaps = [
        abs(net([one.gold for one in group]) - net([one.stance for one in group]))
        for group in articles.values()
    ]
    return sum(gaps) / max(1, len(gaps))


def _calibration_error(judged: Sequence[Judged]) -> float:
    gaps: dict[int, float] = defaultdict(float)
    for one in judged:
        shares = one.probabilities
        top = max(shares.supportive, shares.critical, shares.neutral)
        gaps[min(9, int(top * 10))] += top - (one.gold == one.stance)
    return sum(abs(gap) for gap in gaps.values()) / max(1, len(judged))
