"""The words that bylines are made of, and where bylines may stand."""

from __future__ import annotations

import pytest

from sentiment.lexicons import Row, read_lexicon
from sentiment.reading.bylines import HEAD_LINES, find_byline, read_dates

WORDS = read_lexicon("date_words")
HEADLINE = "Star faces backlash over holiday photo"
PARAGRAPH = "Fans of the star were quick to react to the photo. " * 5


@pytest.mark.parametrize("row", WORDS, ids=[row["word"] for row in WORDS])
def test_read_dates_needs_every_word(row: Row) -> None:
    example = row["example"].lower()
    form = max((f for f in row["forms"].split("|") if f in example), key=len)
    found = read_dates(row["example"])
    if row["meaning"] == "other":
        assert found == []
    else:
        assert len(found) == 1
        # With another word in its place the line is no byline, or names another date.
        assert read_dates(example.replace(form, "xyz", 1)) != found


def test_find_byline_stays_in_the_head() -> None:
    date = "3 March 2024"
    early = [HEADLINE, PARAGRAPH, date, PARAGRAPH, PARAGRAPH]
    late = [HEADLINE, PARAGRAPH, PARAGRAPH, PARAGRAPH, date]
    menu = [HEADLINE, *["Menu"] * HEAD_LINES, date]
    found = [find_byline("\n\n".join(lines))[0] for lines in (early, late, menu)]
    assert [byline is not None for byline in found] == [True, False, False]


def test_find_byline_prefers_the_note_at_the_end_to_an_update() -> None:
    note = "This story was originally published on 1 March 2024."
    byline, _ = find_byline("\n".join([HEADLINE, "Updated 3 March 2024", note]))
    assert byline is not None
    assert byline.written.date is not None
    assert byline.written.date.day == 1


def test_find_byline_gives_its_doubts() -> None:
    byline, doubts = find_byline(f"{HEADLINE}\nPublished 03/04/2024\n{PARAGRAPH}")
    assert byline is None
    assert len(doubts) == 1
    assert "--dayfirst" in doubts[0]
