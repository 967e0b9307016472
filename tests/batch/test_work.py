"""What is told of a single draft, besides its rows."""

from __future__ import annotations

import pytest

from sentiment.batch.work import mentions
from sentiment.models import Article, Dating

# Target, text, whether it is mentioned, and why.
NAMED = [
    ("Alec Fox", "Alec Fox resigned.", True, "as it was given"),
    ("Alec Fox", "FOX RESIGNS", True, "in other letters"),
    ("alec fox", "Mr Fox resigned.", True, "given in small letters"),
    ("Alec Fox", "The foxes are back.", False, "within a longer word"),
    ("Duke of Elm", "The council of Ash met.", False, "small words tell nothing"),
    ("BP", "bp raised its prices.", True, "a short name counts whole"),
    ("C++", "They wrote it in C.", False, "no pattern, but a name"),
    (None, "Anything.", True, "no target was given"),
]


@pytest.mark.parametrize(("target", "text", "named", "why"), NAMED)
def test_mentions_tells_whether_the_target_is_named(target, text, named, why):
    article = Article("a", text, Dating(None, None, "undated"))
    assert mentions(article, target) is named, why


def test_mentions_looks_at_the_headline_too():
    article = Article("a", "He resigned.", Dating(None, None, "undated"), title="Fox")
    assert mentions(article, "Alec Fox")
