"""The lines around a quotation: enough to judge it, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.models import Span
from sentiment.reporting.contexts import ROOM, context_span


def around(text, words):
    start = text.index(words)
    return context_span(text, Span(start, start + len(words))).of(text)


CASES = [
    ("A lead.\nHe said “no” twice. And left.\nMore.", "He said “no” twice. And left."),
    ("She replied:\n“no”\nAnd left.", "She replied:\n“no”"),
    ("“no”", "“no”"),
    ("First. Why?\n\n“no”\n\nEnd.", "First. Why?\n\n“no”"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_context_span_shows_the_paragraph_or_what_announces_it(text, shown):
    assert around(text, "“no”") == shown


def test_context_span_keeps_whole_sentences_of_a_long_paragraph():
    before = "This is said a long while before it. " * 20
    after = " And this a long while after it." * 20
    shown = around(f"{before}He said “no” then.{after}", "“no”")
    assert shown.startswith("This is said")
    assert shown.endswith("after it.")
    assert "He said “no” then." in shown
    assert ROOM < len(shown) <= 2 * ROOM + len("“no”")


def test_context_span_cuts_an_endless_sentence_at_a_word():
    shown = around("word " * 200 + "“no” " + "word " * 200, "“no”")
    assert set(shown.split()) == {"word", "“no”"}


@given(
    text=st.text(alphabet="ab .\n“”?!", max_size=900),
    start=st.integers(0, 900),
    length=st.integers(1, 60),
)
def test_context_span_holds_the_quotation_within_bounds(text, start, length):
    start = min(start, len(text))
    marks = Span(start, min(start + length, len(text)))
    span = context_span(text, marks)
    assert 0 <= span.start <= marks.start <= marks.end <= span.end <= len(text)
    assert marks.start - span.start <= ROOM
    assert span.end - marks.end <= ROOM
