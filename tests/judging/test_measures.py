"""The figures by which judges are compared, on cases worked out by hand."""

from __future__ import annotations

import pytest

from sentiment.judging.measures import Judged, measure, net
from sentiment.models import Probabilities, Stance

FOR, AGAINST, NEITHER = Stance.SUPPORTIVE, Stance.CRITICAL, Stance.NEUTRAL
SURE = {
    FOR: Probabilities(0.9, 0.05, 0.05),
    AGAINST: Probabilities(0.05, 0.9, 0.05),
    NEITHER: Probabilities(0.05, 0.05, 0.9),
}


def judged(*pairs: tuple[Stance | None, Stance | None], article: str = "a"):
    return [Judged(article, gold, SURE[made] if made else None) for gold, made in pairs]


def test_all_right() -> None:
    found = measure(judged((FOR, FOR), (AGAINST, AGAINST), (NEITHER, NEITHER)))
    assert (found.accuracy, found.macro_f1) == (1, 1)
    assert (found.wrong_side, found.net_error) == (0, 0)
    assert found.calibration_error == pytest.approx(0.1)


def test_figures_of_a_mixed_bag() -> None:
    found = measure(judged((FOR, FOR), (FOR, AGAINST), (AGAINST, NEITHER)))
    assert found.count == 3
    assert found.wrong_side == pytest.approx(1 / 3)
    assert found.by_stance[FOR].precision == 1
    assert found.by_stance[FOR].recall == 0.5
    assert found.macro_f1 == pytest.approx((2 / 3 + 0) / 2)
    assert found.confusion[FOR] == {FOR: 1, AGAINST: 1, NEITHER: 0}
    # True balance 1/3, charted 0.
    assert found.net_error == pytest.approx(1 / 3)


def test_missed_and_extra_quotations_count_in_the_balance_only() -> None:
    found = measure(judged((FOR, None), (None, AGAINST)))
    assert found.count == 0
    assert found.net_error == 2


def test_what_the_chart_leaves_out_counts_in_the_stances_only() -> None:
    found = measure([Judged("a", FOR, SURE[FOR], charted=False)])
    assert (found.count, found.accuracy, found.net_error) == (1, 1, 1)


def test_calibration_looks_at_the_likeliest_stance_not_at_the_one_named() -> None:
    unsure = Probabilities(0.45, 0.35, 0.2)
    found = measure([Judged("a", FOR, unsure)])
    assert (found.accuracy, found.calibration[0].accuracy) == (0, 1)


def test_nothing_judged_is_no_fault() -> None:
    assert measure([]).macro_f1 == 0
    assert net([]) == 0
