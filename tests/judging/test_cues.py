"""Finding the entries of a list in tokens: the longest first, none overlapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.judging.cues import find_cues, framing_index, phrase_index, tokenize


@given(st.text())
def test_tokens_stand_where_they_say(text):
    tokens = tokenize(text)
    assert len(tokens.words) == len(tokens.starts) == len(tokens.sizes)
    for number, word in enumerate(tokens.words):
        start, end = tokens.span(number, number + 1)
        assert start < end <= len(text)
        assert len(word) <= end - start


@given(st.text(), st.lists(st.integers(0, 40), max_size=6))
def test_tokens_of_parts_are_the_tokens_that_stand_there(text, cuts):
    cuts = sorted({cut for cut in cuts if cut <= len(text)})
    parts = [*zip(cuts[::2], cuts[1::2], strict=False)]
    found = tokenize(text, parts)
    alone = [(start, tokenize(text[start:end])) for start, end in parts]
    assert found.starts == [start + at for start, one in alone for at in one.starts]
    assert len(found.words) == sum(len(one.words) for _, one in alone)


@pytest.mark.parametrize(
    ("words", "cues"),
    [
        ("They rushed to defend her", ["cue:rush to defend"]),
        ("it was slammed and slammed", ["cue:slam", "cue:slam"]),
        ("on the table", []),
        ("slammed", ["cue:slam"]),
    ],
)
def test_framing_cues_of_words(words, cues):
    tokens = tokenize(words)
    hits = find_cues(tokens, framing_index(), 0, len(tokens.words))
    assert [hit.cue.feature for hit in hits] == cues


def test_cue_does_not_reach_past_the_end():
    tokens = tokenize("rushed to defend")
    whole = find_cues(tokens, framing_index(), 0, 3)
    part = find_cues(tokens, framing_index(), 0, 2)
    assert [hit.last for hit in whole] == [3]
    assert all(hit.last <= 2 for hit in part)


@pytest.mark.parametrize(
    ("words", "negated"), [("a disgrace", False), ("this is no disgrace", True)]
)
def test_negation_before_a_phrase_is_told(words, negated):
    tokens = tokenize(words)
    hits = find_cues(tokens, phrase_index(), 0, len(tokens.words))
    assert [hit.negated for hit in hits if "disgrace" in hit.cue.feature] == [negated]
