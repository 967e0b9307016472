"""Files of dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from sentiment.errors import InputError, MissingInput
from sentiment.reading.articles import read_articles
from sentiment.reading.dated_rows import read_dates
from sentiment.reading.options import ReadingOptions


def file(folder: Path, text: str) -> Path:
    path = folder / "dates.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_read_dates_reads_strict_forms(tmp_path: Path) -> None:
    rows = "\ufeffArticle_ID,Date,note\na,2024-03-03,x\nb,3 March 2024,\nc,2024-03,\n"
    dates = read_dates(file(tmp_path, rows))
    assert {name: str(date) for name, date in dates.items()} == {
        "a": "2024-03-03", "b": "2024-03-03", "c": "2024-03"
    }  # fmt: skip
    assert dates["a"].source == "file dates.csv"


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ("a,2024-03-03\n", 1, "columns article_id and date"),
        ("", 1, "columns article_id and date"),
        ("article_id,date\na,soon\n", 2, "'soon' is not a date"),
        ("article_id,date\na,03/04/2024\n", 2, "two ways"),
        ("article_id,date\na\n", 2, "no date"),
        ("article_id,date\n,2024-03-03\n", 2, "no article_id"),
        ("article_id,date\na,2024-03-03\na,2024-03-04\n", 3, "twice"),
    ],
)
def test_read_dates_names_line_and_fault(
    tmp_path: Path, rows: str, line: int, words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_dates(file(tmp_path, rows))
    assert caught.value.line == line


def test_read_dates_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        read_dates(tmp_path / "none.csv")


def test_dates_beside_articles_fill_in_and_are_held_against_bylines(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("Star faces a backlash over her holiday photo.")
    (tmp_path / "b.txt").write_text("A headline\n\nPublished 3 March 2024\n\nText.")
    dates = read_dates(file(tmp_path, "article_id,date\na,2024-05-01\nb,2024-03-04\n"))
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    options = ReadingOptions(dates=dates, any_language=True)
    first, second = read_articles(paths, options)
    assert str(first.dating) == "2024-05-01"
    assert str(second.dating) == "2024-03-03"
    assert second.dating.source.endswith("(but file dates.csv: 2024-03-04)")
