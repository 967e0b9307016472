"""The time limit ends what takes too long and leaves the rest alone."""

from __future__ import annotations

import re
import signal
import threading

import pytest

from sentiment.batch.limits import TooSlow, time_limit
from sentiment.batch.work import Lost, Settings, work_on


def test_time_limit_ends_even_a_regular_expression() -> None:
    with pytest.raises(TooSlow), time_limit(0.05):
        re.fullmatch(r"(a+)+b", "a" * 40)


def test_time_limit_leaves_no_alarm_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_time_limit_does_without_in_other_threads() -> None:
    done = []

    def work() -> None:
        with time_limit(0.001):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


# An alarm that rings while Python tidies up is dropped and told of; the next one tells.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_work_on_names_the_article_that_takes_too_long(make_draft) -> None:
    work_on(make_draft("“Enough,” she said."), Settings())  # the lists are read once
    outcome = work_on(
        make_draft("“Enough,” she said.\n" * 2000), Settings(seconds=0.01)
    )
    assert isinstance(outcome.fault, Lost)
    assert "a.txt" in str(outcome.fault)
    assert "0.01 seconds" in str(outcome.fault)


def test_work_on_survives_an_error_of_ours(make_draft, monkeypatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("sentiment.batch.work.analyze_article", fails)
    outcome = work_on(make_draft("“Enough,” she said."), Settings())
    assert isinstance(outcome.fault, Lost)
    assert "ZeroDivisionError: oh" in str(outcome.fault)
