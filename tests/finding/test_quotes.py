"""What stands between marks is found, whatever the marks, and told by its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.finding.quotes import find_quotes
from sentiment.models import Article, Dating, Kind

MARKS = "“”‘’\"'«»„`"
# Text with far more marks, stops and line breaks than any writer would use.
MARKED = st.lists(
    st.sampled_from([*MARKS, "\n", "\n\n", " ", ". ", ", ", "said Ann Pike", "It’s"])
    | st.text(max_size=8)
).map("".join)


def article(text: str) -> Article:
    return Article("a", text, Dating(None, None, "none"))


@pytest.mark.cases("quotes")
def test_find_quotes_finds_the_spoken_of(case, check):
    check(case, "quotes")


@pytest.mark.cases("negative")
def test_find_quotes_takes_no_speech_from(case, check):
    check(case, "quotes")


@pytest.mark.cases("quotes")
def test_span_of_case_gives_its_words(case):
    for expected in case["expected"]:
        span = slice(expected["start"], expected["end"])
        assert case["text"][span] == expected["text"]


@given(MARKED)
def test_find_quotes_gives_spans_in_order_that_lie_in_the_text(text):
    last = 0
    for quote in find_quotes(article(text)):
        outer, inner = quote.marks, quote.span
        assert last <= outer.start <= inner.start <= inner.end <= outer.end
        assert outer.end <= len(text)
        last = outer.end


@given(MARKED)
def test_find_quotes_names_each_quote_once(text):
    quotes = find_quotes(article(text))
    assert len({quote.id for quote in quotes}) == len(quotes)


@given(MARKED, MARKED)
def test_find_quotes_keeps_each_article_to_itself(one, other):
    alone = find_quotes(article(one))
    find_quotes(article(other))
    assert find_quotes(article(one)) == alone


@pytest.mark.parametrize("mark", MARKS)
def test_find_quotes_takes_many_unclosed_marks(mark):
    text = f"He said {mark}no.\n\n" * 2_000
    assert len(find_quotes(article(text))) <= 2_000


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She won an award for the film “Winter Harbour” in May.", Kind.TITLE),
        ("The so-called “miracle diet” has been on sale since June.", Kind.TERM),
        ("“I will sue them all,” said Ann Pike on Monday.", Kind.SPEECH),
    ],
)
def test_find_quotes_tells_kinds_apart(text, kind):
    assert [quote.kind for quote in find_quotes(article(text))] == [kind]


def test_find_quotes_says_why():
    quote = find_quotes(article("“I will sue them all,” said Ann Pike."))[0]
    assert quote.evidence
    assert all(reason.rule.startswith("kind:") for reason in quote.evidence)
