"""`sentiment compare`, and the options about time that commands share."""

from __future__ import annotations

import json

import pandas as pd
import pytest

SAID = (
    "“Nobody in this valley voted to have their orchard turned into a car park,” wrote"
)


@pytest.fixture
def articles(tmp_path):
    """Two dated articles and an undated one that repeats a quotation."""
    rows = [
        {"id": "a", "seen": "03/04/2024", "text": f"Fans hit out.\n\n{SAID} one fan."},
        {"id": "b", "seen": "2024-06-05", "text": "Fans cheered.\n\n“What a joy,” "
         "wrote one fan."},
        {"id": "c", "text": f"Locals hit out again.\n\n{SAID} a fan of the mill."},
    ]  # fmt: skip
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def options(*more):
    return ("--judge", "vader", "--target", "Mill", "--any-language", *more)


def dates(run, articles, *more):
    result = run(
        "quotes", articles, *options("--date-field", "seen", *more),
        "--format", "csv", "--out", "quotes.csv",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    rows = pd.read_csv("quotes.csv", keep_default_na=False)
    return dict(zip(rows["article_id"], rows["date"], strict=True))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([], {"a": "", "b": "2024-06-05", "c": ""}),
        (["--dayfirst"], {"a": "2024-04-03", "b": "2024-06-05", "c": "2024-04-03"}),
        (["--monthfirst"], {"a": "2024-03-04", "b": "2024-06-05", "c": "2024-03-04"}),
        (["--dayfirst", "--no-infer-dates"],
         {"a": "2024-04-03", "b": "2024-06-05", "c": ""}),
    ],
)  # fmt: skip
def test_quotes_dates_articles_as_told(run, articles, more, expected):
    assert dates(run, articles, *more) == expected


def test_quotes_takes_dates_from_a_file(run, articles, tmp_path):
    (tmp_path / "dates.csv").write_text("article_id,date\nc,2023-01-31\n")
    found = dates(run, articles, "--dates", "dates.csv")
    assert found == {"a": "2023-01-31", "b": "2024-06-05", "c": "2023-01-31"}


def test_compare_prints_both_sides_and_a_conclusion(run, seed_folder):
    result = run("compare", seed_folder, "--before", "2024-01-01", "--judge", "vader")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Before 1 Jan 2024: ")
    assert lines[1].startswith("From 1 Jan 2024 on: ")
    assert lines[-1].startswith("Too few articles to tell")
    assert "Articles read: 4" in result.stderr


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--before", "spring"], "--before 'spring': write the day as 2024-03-31"),
        (["--before", "2024-01-01", "--dates", "none.csv"], "no such file"),
        ([], "Missing option '--before'"),
    ],
)
def test_compare_names_wrong_usage(run, seed_folder, more, words):
    result = run("compare", seed_folder, *more)
    assert result.exit_code == 2
    assert words in result.stderr


def test_report_counts_shared_quotations_once_and_splits(run, seed_folder):
    result = run("report", seed_folder, "--by", "role", "--judge", "vader")
    assert result.exit_code == 0, result.stderr
    assert "without repeats" in result.stdout
    quotes = pd.read_csv("reports/seeds/quotes.csv")
    second = quotes[quotes["article_id"].str.startswith("001")]
    assert set(second["date"]) == {"2022-10-23"}
    assert second["date_inferred"].all()
    assert second["date_source"].str.contains("with 000_").all()
    split = pd.read_csv("reports/seeds/timeline_by_role.csv")
    assert set(split["role"]) <= {"commenter", "insider", "named"}


def test_quotes_warns_of_the_future_and_of_dates_without_an_article(
    run, articles, tmp_path
):
    (tmp_path / "dates.csv").write_text("article_id,date\nc,2099-01-31\nd,2023-01-01\n")
    result = run("quotes", articles, *options("--dates", "dates.csv"))
    assert "Dated in the future, look whether that is right: c (2099-01-31)" in (
        result.stderr
    )
    assert "In --dates, but no such article: d" in result.stderr
    assert result.exit_code == 0
