"""Articles in another newspaper's style keep what was annotated."""

import pytest

from sentiment.models import Article, Dating
from sentiment.training.gold import GoldArticle
from sentiment.training.house_styles import RESTYLED, commas_behind, in_both_styles


def gold_of(text, *words):
    quotes = tuple(
        {"start": text.index(one), "end": text.index(one) + len(one), "text": one}
        for one in words
    )
    return GoldArticle(Article("a", text, Dating(None, None, "none")), quotes, "dev")


@pytest.mark.parametrize(
    ("text", "words", "styled"),
    [
        ('"It is true," she said.', "It is true,", '"It is true", she said.'),
        ("‘Never,’ said Bo.", "Never,", "‘Never’, said Bo."),
        ('"It is true", she said.', "It is true", '"It is true", she said.'),
        ('"True, very," he said.', "True, very,", '"True, very", he said.'),
        ('"We,\n\nwe won."', "We,", '"We,\n\nwe won."'),
    ],
)
def test_only_the_comma_before_a_closing_mark_moves(text, words, styled):
    found = commas_behind(gold_of(text, words))
    assert found.article.text == styled
    (quote,) = found.quotes
    assert styled[quote["start"] : quote["end"]] == quote["text"]
    assert quote["text"] == (words if styled == text else words.rstrip(","))


def test_some_articles_are_left_as_they_are():
    golds = [gold_of('"Yes," he said.', "Yes,")] * (2 * RESTYLED)
    styled = [one != golds[0] for one in in_both_styles(golds)]
    assert styled == [True, *[False] * (RESTYLED - 1)] * 2
