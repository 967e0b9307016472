"""The adjusted compound mends what VADER gets wrong in news; the raw one stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from sentiment.judging.scoring import adjusted_compound, score_quote, scored_words
from sentiment.lexicons import read_lexicon

RAW = SentimentIntensityAnalyzer()


@given(st.text())
def test_raw_numbers_are_vaders_own(text: str) -> None:
    score, raw = score_quote(text), RAW.polarity_scores(text)
    assert score.compound == raw["compound"]
    assert (score.positive, score.neutral, score.negative) == (
        raw["pos"], raw["neu"], raw["neg"]
    )  # fmt: skip


@given(st.text())
def test_adjusted_compound_lies_in_its_range(text: str) -> None:
    assert -1 <= adjusted_compound(text) <= 1


@pytest.mark.parametrize("text", ["It isn’t good.", "“Awful,” she said —awful—"])
def test_typography_makes_no_difference(text: str) -> None:
    typed = text.translate(str.maketrans("’“”—", '\'""-'))
    assert adjusted_compound(text) == adjusted_compound(typed) < 0


def test_repetition_does_not_saturate() -> None:
    once = adjusted_compound("I like her a lot, she is good.")
    assert adjusted_compound("I like her a lot, she is good. " * 5) == once


def test_long_sentences_count_more() -> None:
    short = "Awful. She has been good and kind to all of us in every year since then."
    assert adjusted_compound(short) > 0


@pytest.mark.parametrize("row", read_lexicon("vader_changes"), ids=lambda r: r["token"])
def test_each_change_is_needed_and_works(row) -> None:
    token, valence = row["token"], float(row["valence"])
    assert " " not in token
    assert RAW.lexicon.get(token) != valence
    if row["reason"] == "topic":
        assert valence == 0
        assert token in RAW.lexicon
    if row["reason"] == "missing":
        assert token not in RAW.lexicon
    if valence:
        assert adjusted_compound(token) * valence > 0
    else:
        assert adjusted_compound(token) == 0


def test_scored_words_stand_where_they_say() -> None:
    text = "He said: “It’s not good — a disgrace 😀 but FUN.” Fine."
    words = list(scored_words(text, 9, len(text)))
    assert all(word.span.of(text) == word.word for word in words)
    assert [word.word.strip("”.,") for word in words] == [
        "good",
        "disgrace",
        "😀",
        "FUN",
    ]
    assert words[0].valence < 0 < words[-1].valence
