"""`sentiment score` shows VADER's numbers and the words behind them."""

from __future__ import annotations

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


def test_score_shows_what_vader_says(run):
    result = run("score", "What a shame.")
    compound = SentimentIntensityAnalyzer().polarity_scores("What a shame.")["compound"]
    assert result.exit_code == 0
    assert f"compound {compound:+.4f}" in result.stdout
    assert "-2.10  shame" in result.stdout


def test_score_takes_several_texts(run):
    result = run("score", "I love it.", "I hate it.")
    heads = [line for line in result.stdout.splitlines() if line[:1] != " "]
    assert [line.split()[1][0] for line in heads] == ["+", "-"]


@pytest.mark.parametrize("text", ["", " ", "…", "\x1b[31mred", "😬" * 50, "“’”"])
def test_score_takes_any_text(run, text):
    result = run("score", text)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout


def test_score_wants_a_text(run):
    result = run("score")
    assert result.exit_code == 2
    assert "Missing argument 'TEXT...'" in result.stderr
