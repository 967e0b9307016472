"""The strict forms of a date."""

from __future__ import annotations

import pytest

from sentiment.reading.written_dates import (
    make_date,
    match_date,
    match_field_date,
    months,
    read_match,
)

# What begins no date, and why.
NO_DATES = [
    ("sat", "a verb"),
    ("may", "a verb"),
    ("May contain nuts", "a verb"),
    ("Marching 3, 2024", "a longer word"),
    ("3 Marchers 2024", "a longer word"),
    ("2024", "a year alone, but for a field"),
    ("03/04/24", "which part is the year?"),
    ("2024-03-031", "a longer number"),
    ("3/4-2024", "two kinds of separator"),
    ("ſept 3, 2024", "a letter that only looks like an s"),
]


@pytest.mark.parametrize(("text", "reason"), NO_DATES)
def test_match_date_takes_strict_forms_only(text: str, reason: str) -> None:
    assert match_date(text) is None, reason


@pytest.mark.parametrize("text", ["202403031", "2024-3-3", "24", "2024-", "x2024"])
def test_match_field_date_takes_whole_fields_only(text: str) -> None:
    assert match_field_date(text) is None


def test_months_knows_all_twelve() -> None:
    assert set(months().values()) == set(range(1, 13))


@pytest.mark.parametrize("name", sorted(months()))
def test_match_date_knows_every_month_name(name: str) -> None:
    for text in (f"3 {name} 2024", f"{name.upper()}. 3, 2024", f"3rd-{name}-2024"):
        match = match_date(text)
        assert match is not None
        date = read_match(match).date
        assert date is not None
        assert (date.month, date.day) == (months()[name], 3)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2024,), ("2024-01-01", "year")),
        ((2024, 0, 0), ("2024-01-01", "year")),
        ((2024, 2), ("2024-02-01", "month")),
        ((2024, 2, 29), ("2024-02-29", "day")),
    ],
)
def test_make_date_is_as_exact_as_its_parts(
    parts: tuple[int, ...], expected: tuple[str, str]
) -> None:
    written = make_date("shown", *parts)
    assert (str(written.date), written.precision) == expected


@pytest.mark.parametrize("parts", [(2023, 2, 29), (2024, 0, 5), (1989, 1, 1), (2101,)])
def test_make_date_doubts_the_impossible(parts: tuple[int, ...]) -> None:
    written = make_date("shown", *parts)
    assert (written.date, written.precision) == (None, None)
    assert "shown" in (written.doubt or "")
