"""What an article says of its own season."""

from __future__ import annotations

import pytest

from sentiment.lexicons import Row, read_lexicon
from sentiment.models import Precision
from sentiment.reading.seasons import infer_from_season

SAID = [
    ("The new year is still young, and he moves into 2022.", "2022-01"),
    ("Happy New Year! The star has big plans for 2022.", "2022-01"),
    ("The island is back this summer, 2023.", "2023"),
    ("The costume shocked parents this Halloween, 2023.", "2023-10"),
]
UNSAID = [
    ("Filming resumes in the new year, moving into 2022.", "still to come"),
    ("The new year has begun.", "no year"),
    ("In 2019 he won. The new year has begun, and he moves into 2022.", "two years"),
    ("He won it in 2019.\n\nThe new year has begun.", "another year, looked back at"),
    ("Fans are furious this Christmas. He hopes for a calm 2022.", "the next year"),
    ("She left last summer, 2023.", "another season"),
    ("The new year has begun. The bonus came to £2022.", "a sum"),
]


@pytest.mark.parametrize(("text", "date"), SAID)
def test_infer_from_season_takes_what_is_as_good_as_said(text: str, date: str) -> None:
    dating = infer_from_season(text)
    assert str(dating) == date
    assert dating is not None
    assert dating.inferred
    assert dating.source.startswith("inferred: the text says ")


@pytest.mark.parametrize(("text", "reason"), UNSAID)
def test_infer_from_season_leaves_the_rest(text: str, reason: str) -> None:
    assert infer_from_season(text) is None, reason


def test_infer_from_season_is_as_exact_as_the_season() -> None:
    precisions = [infer_from_season(text).precision for text, _ in SAID]  # type: ignore[union-attr]
    assert precisions == [Precision.MONTH] * 2 + [Precision.YEAR, Precision.MONTH]


@pytest.mark.parametrize("row", read_lexicon("season_words"), ids=lambda r: r["phrase"])
def test_infer_from_season_needs_every_phrase(row: Row) -> None:
    for form in row["forms"].split("|"):
        if row["meaning"] == "leads":
            text = f"Happy new year! It all began {form} 2022."
        elif row["meaning"] == "1":
            text = f"The {form}, moving into 2022."
        else:
            text = f"It came {form}, 2022."
        dating = infer_from_season(text)
        assert str(dating) == {"1": "2022-01", "leads": "2022-01", "year": "2022"}.get(
            row["meaning"], f"2022-{row['meaning']:0>2}"
        )
        assert infer_from_season(text.replace(form, "xyz")) is None
