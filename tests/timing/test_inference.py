"""Undated articles dated by those that print the same quotations."""

from __future__ import annotations

import datetime as dt

from sentiment.models import Dating, Precision
from sentiment.timing.inference import infer_dates

UNDATED = Dating(None, None, "undated: nothing tells")


def on(day: str) -> Dating:
    return Dating(dt.date.fromisoformat(day), Precision.DAY, "byline")


def in_month(month: str) -> Dating:
    day = dt.date.fromisoformat(f"{month}-01")
    return Dating(day, Precision.MONTH, "address")


def test_infer_dates_takes_the_date_of_the_article_that_shares() -> None:
    datings = {"a": on("2022-10-23"), "b": UNDATED}
    found = infer_dates(datings, [["a", "b"], ["b", "a"], ["b"]])
    assert found == {
        "b": Dating(
            dt.date(2022, 10, 23), Precision.DAY,
            "inferred: shares 2 quotations with a, 2022-10-23", inferred=True,
        )
    }  # fmt: skip


def test_infer_dates_is_as_exact_as_its_source() -> None:
    found = infer_dates({"a": in_month("2022-10"), "b": UNDATED}, [["a", "b"]])
    assert found["b"].precision is Precision.MONTH
    assert found["b"].source.endswith("shares a quotation with a, 2022-10")


def test_infer_dates_makes_an_article_no_older_than_its_newest_quotation() -> None:
    datings = {"old": on("2022-01-05"), "new": on("2024-06-01"), "b": UNDATED}
    found = infer_dates(datings, [["old", "b"], ["new", "b"]])
    assert str(found["b"]) == "2024-06-01"


def test_infer_dates_takes_the_first_print() -> None:
    datings = {"a": on("2022-10-23"), "later": on("2022-11-02"), "b": UNDATED}
    assert str(infer_dates(datings, [["later", "a", "b"]])["b"]) == "2022-10-23"


def test_infer_dates_leaves_what_is_printed_again_years_later() -> None:
    datings = {"a": on("2022-10-23"), "later": on("2025-02-17"), "b": UNDATED}
    dating = infer_dates(datings, [["a", "b", "later"]])["b"]
    assert dating.date is None
    assert dating.source.startswith("undated: nothing tells; shares quotations")
    assert "2022-10-23 to 2025-02-17" in dating.source


def test_infer_dates_does_not_infer_from_what_is_inferred() -> None:
    guess = Dating(dt.date(2022, 1, 1), Precision.MONTH, "season", inferred=True)
    assert infer_dates({"a": guess, "b": UNDATED}, [["a", "b"]]) == {}


def test_infer_dates_betters_what_is_inferred_from_less() -> None:
    guess = Dating(dt.date(2022, 1, 1), Precision.MONTH, "season", inferred=True)
    found = infer_dates({"a": on("2022-01-14"), "b": guess}, [["a", "b"]])
    assert str(found["b"]) == "2022-01-14"


def test_infer_dates_leaves_stated_dates_alone() -> None:
    datings = {"a": on("2022-10-23"), "b": on("2022-10-24")}
    assert infer_dates(datings, [["a", "b"]]) == {}
