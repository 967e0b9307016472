"""First date and reach of utterances."""

from __future__ import annotations

import datetime as dt

from sentiment.models import Dating, Precision
from sentiment.timing.recurrence import Telling
from sentiment.timing.retellings import find_retellings

SAID = "Nobody in this valley voted to have their orchard turned into a car park"
NEVER = Dating(None, None, "undated")


def told(
    article: str, day: str | None, outlet: str | None = None, text: str = SAID
) -> Telling:
    dating = (
        Dating(dt.date.fromisoformat(day), Precision.DAY, "byline") if day else NEVER
    )
    return Telling(text, None, "Mill Farm", f"{article}:1", article, outlet, dating)


def test_find_retellings_names_an_utterance_after_its_first_telling() -> None:
    tellings = [told("b", "2024-02-01"), told("a", "2024-01-01"), told("c", None)]
    found = find_retellings(tellings, infer=False)
    assert {one.utterance_id for one in found} == {"a:1"}
    assert {str(one.first) for one in found} == {"2024-01-01"}
    assert [str(one.dating) for one in found] == ["2024-02-01", "2024-01-01", "undated"]


def test_find_retellings_counts_outlets_once() -> None:
    tellings = [
        told("a", "2024-01-01", "Courier"), told("b", "2024-01-02", "Courier"),
        told("c", "2024-01-02", "Post"), told("d", "2024-01-03"),
    ]  # fmt: skip
    assert {one.reach for one in find_retellings(tellings)} == {3}


def test_find_retellings_dates_the_undated_unless_told_not_to() -> None:
    tellings = [
        told("a", "2024-01-01"),
        told("b", None),
        told("b", None, text="Shame!"),
    ]
    found = find_retellings(tellings)
    assert [str(one.dating) for one in found] == ["2024-01-01"] * 3
    assert [one.dating.inferred for one in found] == [False, True, True]
    assert found[2].utterance_id == "b:1"
    kept = find_retellings(tellings, infer=False)
    assert [str(one.dating) for one in kept] == ["2024-01-01", "undated", "undated"]


def test_find_retellings_prefers_a_stated_date_to_an_inferred_one() -> None:
    tellings = [told("b", None), told("a", "2024-01-01")]
    assert {one.utterance_id for one in find_retellings(tellings)} == {"a:1"}


def test_find_retellings_of_nothing_is_nothing() -> None:
    assert find_retellings([]) == []
