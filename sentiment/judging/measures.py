"""How well a judge does on quotations whose stance is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.models import Probabilities, Stance

STANCES = tuple(Stance)
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation with its true stance and what a judge made of it.

    `gold` is None where the quotation is none of the annotated reactions,
    `probabilities` where it was not found; `charted` tells whether the chart counts it.
    """

    article: str
    gold: Stance | None
    probabilities: Probabilities | None
    charted: bool = True

    @property
    def stance(self) -> Stance | None:
        return self.probabilities.stance() if self.probabilities else None


@dataclass(frozen=True, slots=True)
class Shares:
    """Of one stance: how many were right of those judged so, and of those that are."""

    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements of about the same confidence, and how often the likeliest is true."""

    low: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures by which judges are compared; see `measure`.

    `confusion` counts by true stance, then by judged stance.
    """

    count: int
    accuracy: float
    macro_f1: float
    wrong_side: float
    net_error: float
    calibration_error: float
    by_stance: dict[Stance, Shares]
    confusion: dict[Stance, dict[Stance, int]]
    calibration: tuple[Bin, ...]


def measure(judged: Sequence[Judged]) -> Measures:
    """Compare judgements with the truth.

    Macro-F1 is the mean F1 of the stances that occur, wrong side the share of
    supportive and critical quotations taken for the other, net error the mean over
    articles of how far the charted balance (supportive minus critical share, from -1
    to 1) is off, and calibration error the mean gap over ten bins between the highest
    probability and how often the stance that has it is the true one.
    """
    both = [one for one in judged if one.gold and one.probabilities]
    confusion = {gold: dict.fromkeys(STANCES, 0) for gold in STANCES}
    for one in both:
        if one.gold and one.stance:
            confusion[one.gold][one.stance] += 1
    by_stance = {stance: _shares(confusion, stance) for stance in STANCES}
    present = [shares.f1 for shares in by_stance.values() if shares.count]
    right = sum(confusion[stance][stance] for stance in STANCES)
    bins = _bins(both)
    gaps = sum(bin_.count * abs(bin_.confidence - bin_.accuracy) for bin_ in bins)
    return Measures(
        len(both),
        right / max(1, len(both)),
        sum(present) / max(1, len(present)),
        _wrong_side(confusion),
        _net_error(judged),
        gaps / max(1, len(both)),
        by_stance,
        confusion,
        bins,
    )


def _shares(confusion: dict[Stance, dict[Stance, int]], stance: Stance) -> Shares:
    right = confusion[stance][stance]
    judged = sum(row[stance] for row in confusion.values())
    true = sum(confusion[stance].values())
    f1 = 2 * right / (judged + true) if judged + true else 0.0
    return Shares(right / max(1, judged), right / max(1, true), f1, true)


def _wrong_side(confusion: dict[Stance, dict[Stance, int]]) -> float:
    for_, against = Stance.SUPPORTIVE, Stance.CRITICAL
    sided = sum(confusion[for_].values()) + sum(confusion[against].values())
    wrong = confusion[for_][against] + confusion[against][for_]
    return wrong / max(1, sided)


def net(stances: Sequence[Stance]) -> float:
    """The balance from -1 (all critical) to 1 (all supportive); 0 for none."""
    total = sum(stance == Stance.SUPPORTIVE for stance in stances)
    total -= sum(stance == Stance.CRITICAL for stance in stances)
    return total / max(1, len(stances))


def _net_error(judged: Sequence[Judged]) -> float:
    true: dict[str, list[Stance]] = defaultdict(list)
    charted: dict[str, list[Stance]] = defaultdict(list)
    for one in judged:
        if one.gold:
            true[one.article].append(one.gold)
        if one.charted and one.stance:
            charted[one.article].append(one.stance)
    gaps = [abs(net(stances) - net(charted[name])) for name, stances in true.items()]
    return sum(gaps) / max(1, len(gaps))


def _bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Judgements by tenths of confidence, the empty tenths left out."""
    tops: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        if one.probabilities:
            chances = one.probabilities
            best = chances.likeliest()
            top = max(chances.supportive, chances.critical, chances.neutral)
            tops[min(BINS - 1, int(top * BINS))].append((top, one.gold == best))
    return tuple(
        Bin(
            number / BINS,
            len(found),
            sum(top for top, _ in found) / len(found),
            sum(right for _, right in found) / len(found),
        )
        for number, found in sorted(tops.items())
    )
