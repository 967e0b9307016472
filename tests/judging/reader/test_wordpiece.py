"""The pieces are those of the reference tokenizer of uncased BERT.

The cases hold what the reference (`tokenizers`, with the vocabulary of
all-MiniLM-L6-v2) gave, special pieces left out.
"""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.judging.reader.wordpiece import tokenize, vocabulary

CASES = json.loads(
    Path(__file__).parents[2].joinpath("cases/wordpiece.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_tokenize_gives_the_pieces_of_the_reference(case):
    assert [piece.id for piece in tokenize(case["text"])] == case["ids"]


def test_vocabulary_is_numbered_by_line():
    known = vocabulary()
    assert known["[PAD]"] == 0
    assert known["[CLS]"] == 101
    assert len(known) == 30522
    assert sorted(known.values()) == list(range(30522))


def test_pieces_of_a_word_carry_the_offsets_of_the_word():
    text = "the flabbergasted hairdresser"
    spans = [text[piece.start : piece.end] for piece in tokenize(text)]
    assert list(dict.fromkeys(spans)) == ["the", "flabbergasted", "hairdresser"]
    assert len(spans) > 3


@given(st.text(max_size=80))
def test_tokenize_keeps_order_and_stays_inside_the_text(text):
    pieces = tokenize(text)
    for piece in pieces:
        assert 0 <= piece.start < piece.end <= len(text)
    for one, following in pairwise(pieces):
        same_word = (one.start, one.end) == (following.start, following.end)
        assert same_word or one.end <= following.start


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_blank_between_two_texts_keeps_them_apart(left, right):
    pieces = [piece.id for piece in tokenize(f"{left} {right}")]
    assert pieces == [p.id for p in tokenize(left)] + [p.id for p in tokenize(right)]
