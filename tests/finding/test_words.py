"""The reporter's words as tokens, each in its place and with its classes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.finding.quotes import find_quotes
from sentiment.finding.words import read_words
from sentiment.models import Article, Dating
from sentiment.text import fold

PIECES = st.sampled_from(
    ["\n", "\n \n", " ", "  ", "\t", "\u00a0", ". ", "...", "U.S. ", "@ann_pike",
     "#sad", "r/tv", "mum-of-two", "Vale’s", "said", "“I left”", "‘Rust’", "34", "—"]
)  # fmt: skip
STORY = st.lists(PIECES | st.text(max_size=6)).map("".join)
# The whole text at once, as the pieces between blanks must come to the same.
WORD = r"\w+(?:[-'/_]\w+|\.\w(?=\.)|(?<=\d)[.,:]\d\w*)*"
AT_ONCE = re.compile(rf"{WORD}|\n\s*|\.\.\.|[@#]{WORD}|[^\w\s]")
TIGHT_DASH = re.compile(r"(?<=\w)—(?=\w)")


def words_of(text):
    return read_words(text, find_quotes(Article("a", text, Dating(None, None, "-"))))


@given(STORY)
def test_tokens_stand_where_they_say(text):
    words = words_of(text)
    spoken = set(words.quote_at)
    folded, last = fold(text), 0
    for number, start in enumerate(words.start):
        assert last <= start < len(text)
        if number not in spoken:
            assert folded[start : words.end(number)] == fold(words.surface(number))
            last = words.end(number)


@given(STORY)
def test_each_token_has_one_of_every_class(text):
    words = words_of(text)
    sequences = (words.tokens, words.lower, words.start, words.tag, words.role)
    assert {len(one) for one in (*sequences, words.begin)} == {len(words)}
    assert words.quote_at == [at for at, tag in enumerate(words.tag) if tag == "Q"]


@given(STORY)
def test_pieces_come_to_the_tokens_of_the_whole(text):
    kept = TIGHT_DASH.sub("+", text)
    found = [match.group()[:1] for match in AT_ONCE.finditer(fold(kept))]
    words = read_words(text, [])
    assert [token[:1].replace("—", "+") for token, *_ in words.tokens] == found


@pytest.mark.parametrize(
    ("text", "tag", "why"),
    [
        ("Ann Pike said it.", "NNVi.", "a name, a reporting verb, a pronoun"),
        ("Why? Asked again, she left.", "c?Va,iw.", "a capital owed to the beginning"),
        ("a\n\n \nb", "d/n", "line breaks in a row are one"),
        ("“I left,” he said.", "QiV.", "a quote stands for itself"),
        ("the ‘Rust’ film", "dNn", "marks around a title are passed over"),
        ("92,000 at 7.30pm or 2.5", "npncn", "a number is one"),
        ("Ann Pike—who left", "NN-rw", "a dash parts words"),
        ("a well-known name", "dnn", "a hyphen joins them"),
        ("It's over, she's said", "op,nV", "a short form is no name"),
    ],
)
def test_classes_of(text, tag, why):
    assert words_of(text).tag == tag, why
