"""The same article twice, and articles that only look the same."""

from __future__ import annotations

import pytest

from sentiment.models import Article, Dating
from sentiment.reading.repeats import Repeats, repeat_keys

NONE = Dating(None, None, "none")
SITE = "https://www.courier.example"

# Label, addresses of two articles of different text, whether they are the same.
ADDRESSES = [
    ("the same", f"{SITE}/a", f"{SITE}/a", True),
    ("scheme, host and slash", f"{SITE}/a", "http://Courier.example/a/", True),
    ("a place in the page", f"{SITE}/a#top", f"{SITE}/a", True),
    ("how the reader came", f"{SITE}/a?utm_source=x&fbclid=1", f"{SITE}/a", True),
    ("another page", f"{SITE}/a", f"{SITE}/b", False),
    ("a page by its number", f"{SITE}/?id=1", f"{SITE}/?id=2", False),
    ("the front page", f"{SITE}/", SITE, False),
    ("no address", None, None, False),
    ("nonsense", "http://[::1", "http://[::1", False),
    ("no host", "story", "story", False),
]


def find(repeats: Repeats, article: Article) -> str | None:
    return repeats.find(repeat_keys(article), article.id)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [r[1:] for r in ADDRESSES],
    ids=[r[0] for r in ADDRESSES],
)
def test_find_compares_addresses(
    first: str | None, second: str | None, same: bool
) -> None:
    repeats = Repeats()
    assert find(repeats, Article("1", "One text.", NONE, url=first)) is None
    found = find(repeats, Article("2", "Another text.", NONE, url=second))
    assert found == ("1" if same else None)


def test_find_compares_texts_without_their_blanks() -> None:
    repeats = Repeats()
    assert find(repeats, Article("1", "One  text.\n", NONE)) is None
    assert find(repeats, Article("2", "One text", NONE)) is None
    assert find(repeats, Article("3", " One\ntext. ", NONE)) == "1"
