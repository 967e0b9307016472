"""When an article appeared: cases in tests/cases/dates.json, and properties."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.models import Precision
from sentiment.reading.dates import UNDATED, date_article
from sentiment.reading.written_dates import FIRST_YEAR, LAST_YEAR

TESTS = Path(__file__).parents[1]
CASES = json.loads((TESTS / "cases" / "dates.json").read_text(encoding="utf-8"))
GOLD = [
    json.loads(line)
    for name in ("train", "dev")
    for line in (TESTS / "gold" / f"{name}.jsonl").read_bytes().splitlines()
]
# Pieces that bylines are made of, so that arbitrary text comes near to one.
PIECES = st.sampled_from(
    [
        "Published", "Updated", "By", "Ann", "date ", "March", "ſep", "3", "03", "2024",
        "1234567", "٣", "/", "-", ":", ",", " ", "\n", "|", "·", "a.m.", "ET", "(", "—",
        "This article was published on ",
    ]
)  # fmt: skip
TEXTS = st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_date_article_follows_the_cases(case: dict[str, Any]) -> None:
    given_keys = ("text", "published", "url", "file_name", "dayfirst")
    dating = date_article(**{key: case[key] for key in given_keys if key in case})
    assert (dating.date and dating.date.isoformat()) == case["date"]
    assert dating.precision == case["precision"]
    if case["source"] == "undated":
        assert dating.source == f"undated: {UNDATED}"
    else:
        assert dating.source == case["source"]


def test_date_article_labels_are_unique() -> None:
    labels = [case["label"] for case in CASES]
    assert len(set(labels)) == len(labels)


def test_date_article_invents_no_date_on_annotated_articles() -> None:
    found = [(row, date_article(row["text"]).date) for row in GOLD]
    wrong = [
        (row["id"], str(date))
        for row, date in found
        if date and str(date) != row["published"]
    ]
    assert wrong == []
    # Seven of the articles say in their text when they appeared.
    assert sum(date is not None for _, date in found) == 7


def test_date_article_reads_the_field_of_every_annotated_article() -> None:
    for row in GOLD:
        if row["published"]:
            dating = date_article(row["text"], row["published"])
            assert str(dating.date) == row["published"]
            assert dating.precision is Precision.DAY


@given(TEXTS, st.none() | TEXTS, st.none() | TEXTS, st.none() | TEXTS)
def test_date_article_takes_any_text(
    text: str, published: str | None, url: str | None, file_name: str | None
) -> None:
    dating = date_article(text, published, url, file_name)
    assert (dating.date is None) == (dating.precision is None)
    assert (dating.date is None) == dating.source.startswith("undated: ")
    assert dating.source.isprintable()


@given(st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)))
def test_date_article_reads_back_what_is_written(date: dt.date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a, %d %b %Y 07:15:00 GMT"):
        written = date.strftime(form)
        assert date_article("", written).date == date
        assert date_article(f"A headline\nPublished {written}\n").date == date
