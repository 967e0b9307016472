"""The fast analyzer gives vaderSentiment's numbers, to the last digit, on any text."""

from __future__ import annotations

import json
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment as original

from sentiment.judging import vader
from sentiment.judging.vader import PROVED, FastAnalyzer, make_analyzer

SLOW, FAST = original.SentimentIntensityAnalyzer(), FastAnalyzer()

IDIOMS = [
    word
    for phrase in (*original.SPECIAL_CASES, *original.BOOSTER_DICT)
    for word in phrase.split()
]
JOINTS = [
    *("but", "BUT", "no", "nor", "or", "never", "so", "this", "without", "doubt"),
    *("least", "at", "very", "kind", "of", "the", "a", "it", "is", "!", "??", "..."),
    *("n't", "xn't", "good", "GOOD", "bad", "Bad", "fine", "fine", "horror"),
]
WORDS = st.one_of(
    st.sampled_from(JOINTS),
    st.sampled_from(IDIOMS),
    st.sampled_from(sorted(SLOW.lexicon)),
    st.sampled_from(sorted(original.BOOSTER_DICT)).map(str.upper),
    st.sampled_from(sorted(original.NEGATE)),
    st.sampled_from(sorted(SLOW.emojis)),
    st.text(max_size=5),
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join))


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_any_text_gets_the_same_numbers(text: str) -> None:
    assert FAST.polarity_scores(text) == SLOW.polarity_scores(text)


def test_articles_and_quotes_get_the_same_numbers(root) -> None:
    texts = []
    for line in (root / "tests/gold/train.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        texts += [quote["text"] for quote in record["quotes"]]
        texts += record["text"].split("\n")[:3]
    assert len(texts) > 5_000
    for text in texts:
        assert FAST.polarity_scores(text) == SLOW.polarity_scores(text), text


ODD = [
    ("but halves the first of equals twice", "good good but good fine but bad"),
    ("an idiom counts three words back", "he was the bomb and so good"),
    ("least negates, at least does not", "the least good at least good"),
    ("no is a negation before a word of the lexicon", "no good no no bad"),
    ("all in capitals, none stands out", "GOOD GREAT BAD"),
    ("one in capitals", "it is SO GOOD"),
    ("emoji without blanks between", "😀😀x😀 !!"),
    ("nothing but marks", "?!?"),
    ("nothing", ""),
]


@pytest.mark.parametrize("text", [odd[1] for odd in ODD], ids=[odd[0] for odd in ODD])
def test_oddities_are_kept(text: str) -> None:
    assert FAST.polarity_scores(text) == SLOW.polarity_scores(text)


@pytest.mark.parametrize("text", ["😀" * 400, "good but bad " * 400, "NO GOOD " * 400])
def test_long_texts_get_the_same_numbers(text: str) -> None:
    assert FAST.polarity_scores(text) == SLOW.polarity_scores(text)


def test_changed_lexicon_is_used() -> None:
    one = FastAnalyzer()
    one.lexicon["war"] = 0.0
    assert one.polarity_scores("a war film")["compound"] == 0.0
    assert FAST.polarity_scores("a war film")["compound"] < 0


def test_unproved_release_is_left_to_the_original(monkeypatch) -> None:
    assert version("vaderSentiment") in PROVED
    assert isinstance(make_analyzer(), FastAnalyzer)
    monkeypatch.setattr(vader, "version", lambda _: "4.0.0")
    assert type(make_analyzer()) is original.SentimentIntensityAnalyzer
