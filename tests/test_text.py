"""Operations on text keep every character in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.text import fold, paragraphs, printable, sentences


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("It isn’t “good” — no…", 'It isn\'t "good" - no.'),
        ("‘a’ ‛b‘ «c» „d“", "'a' 'b' \"c\" \"d\""),
        ("plain text", "plain text"),
        ("", ""),
    ],
)
def test_fold_types_what_was_set(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_length_and_is_done_at_once(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Fox met J. Lee. They left.", ["Mr. Fox met J. Lee.", "They left."]),
        ("“Stop.” He ran.", ["“Stop.”", "He ran."]),
        ("A line\nanother line", ["A line", "another line"]),
        ("No stop at the end", ["No stop at the end"]),
        ("Wait… what?!", ["Wait…", "what?!"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_splits(text, expected):
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text('ab.!? \n”"’Mr'), st.data())
def test_sentences_covers_all_but_blanks_of_a_part(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    last, kept = start, ""
    for span in sentences(text, start, end):
        assert last <= span.start < span.end <= end
        assert span.of(text) == span.of(text).strip()
        last = span.end
        kept += span.of(text)
    assert "".join(kept.split()) == "".join(text[start:end].split())


@given(st.text("ab \n\t“"))
def test_paragraphs_are_the_lines_with_words(text):
    lines = [line for line in text.split("\n") if line.strip()]
    assert [span.of(text) for span in paragraphs(text)] == lines


@given(st.text())
def test_printable_gives_one_line_of_harmless_characters(text):
    shown = printable(text)
    assert shown.isprintable()
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("text", "shown", "why"),
    [
        ("a\x1b[2Jb", "a\ufffd[2Jb", "an escape code clears no screen"),
        ("a\u202eb\u2066c", "abc", "direction is not changed"),
        ("a\r\n\tb\u2028c", "a b c", "one line stays one"),
        ("a\x9b31mb", "a\ufffd31mb", "the one-byte form of an escape code"),
        ("a\x07\x00b", "a\ufffd\ufffdb", "no bell"),
        ("naïve “x” 😬", "naïve “x” 😬", "plain text stays"),
    ],
)
def test_printable_takes_out_what_a_terminal_obeys(text, shown, why):
    assert printable(text) == shown, why
