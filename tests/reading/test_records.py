"""Records to articles, and ids that stay unique."""

from __future__ import annotations

import datetime as dt

import pytest

from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import BadRecord, UniqueIds, build_article, outlet_of

DEFAULT = ReadingOptions()

# Address, outlet expected, reason.
OUTLETS = [
    ("https://www.example.com/a", "example.com", "www. says nothing"),
    ("http://News.Example.co.uk:8080/a", "news.example.co.uk", "case and port"),
    ("example.org/2022/10/23", "example.org", "no scheme"),
    ("https://user@example.org/", "example.org", "no user"),
    ("http://[::1", None, "not an address"),
    ("story", None, "not a host"),
    ("", None, "nothing"),
    (None, None, "not given"),
]
IDS = [
    ("007", "007", "text stays as it is"),
    (7, "7", "a number as it is written"),
    (True, "fallback", "not an id"),
    ("  ", "fallback", "blank"),
    (None, "fallback", "null"),
    (["a"], "fallback", "a list"),
    ("a\ud800b", "a\ufffdb", "a lone surrogate cannot be written"),
]
BAD = [
    ({}, 'no "text"'),
    ({"text": None}, 'no "text"'),
    ({"text": 7}, 'no "text"'),
    ({"text": ["a"]}, 'no "text"'),
    ({"text": " \n"}, 'empty "text"'),
]


@pytest.mark.parametrize(("url", "outlet", "reason"), OUTLETS)
def test_outlet_of_names_the_host(
    url: str | None, outlet: str | None, reason: str
) -> None:
    assert outlet_of(url) == outlet, reason


@pytest.mark.parametrize(("value", "expected", "reason"), IDS)
def test_build_article_takes_the_id(value: object, expected: str, reason: str) -> None:
    article = build_article({"text": "a", "id": value}, "fallback", "p", DEFAULT)
    assert article.id == expected, reason


@pytest.mark.parametrize(("record", "reason"), BAD)
def test_build_article_refuses_records_without_text(
    record: dict[str, object], reason: str
) -> None:
    with pytest.raises(BadRecord, match=reason):
        build_article(record, "a", "p", DEFAULT)


def test_build_article_takes_every_known_field() -> None:
    record = {
        "id": "a1",
        "text": " The text.\r\n\ud800 stays ",
        "title": "A title",
        "published": 2024,
        "url": "https://www.example.com/a",
        "target": "Ann Lee",
        "quotes": [1],
    }
    article = build_article(record, "x", "in.jsonl", DEFAULT)
    assert article.text == " The text.\r\n\ufffd stays "
    assert (article.title, article.target) == ("A title", "Ann Lee")
    assert article.outlet == "example.com"
    assert article.dating.date == dt.date(2024, 1, 1)
    assert article.dating.precision == "year"


def test_build_article_prefers_the_outlet_given() -> None:
    record = {"text": "a", "outlet": "The Courier", "url": "https://example.com"}
    assert build_article(record, "x", "p", DEFAULT).outlet == "The Courier"


def test_build_article_uses_dayfirst() -> None:
    record = {"text": "a", "published": "03/04/2024"}
    options = ReadingOptions(dayfirst=True)
    assert build_article(record, "x", "p", DEFAULT).dating.date is None
    assert build_article(record, "x", "p", options).dating.date == dt.date(2024, 4, 3)


def test_unique_ids_keep_the_first_and_add_to_the_others() -> None:
    ids = UniqueIds()
    wanted = [("a", None), ("a", "b/a"), ("a", "b/a"), ("a#2", None), ("a", None)]
    assert [ids.claim(*pair) for pair in wanted] == ["a", "b/a", "a#2", "a#2#2", "a#3"]
