"""Records to articles, and ids that stay unique."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from sentiment.models import Article
from sentiment.reading.faults import Fault
from sentiment.reading.files import Source
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record, UniqueIds, build_article, outlet_of

DEFAULT = ReadingOptions()
SOURCE = Source(Path("in/fallback.jsonl"), "in/fallback.jsonl")


def build(
    record: Mapping[str, object], options: ReadingOptions = DEFAULT, at: int | None = 3
) -> Article:
    """An article from a record on a line of a file."""
    return build_article(Record(record, at), SOURCE, options)


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
    (True, "fallback:3", "not an id"),
    ("  ", "fallback:3", "blank"),
    (None, "fallback:3", "null"),
    (["a"], "fallback:3", "a list"),
    ("a\ud800b", "a\ufffdb", "a lone surrogate cannot be written"),
]
BAD = [
    ({}, 'no "text"'),
    ({"text": None}, 'no "text"'),
    ({"text": 7}, 'no "text"'),
    ({"text": ["a"]}, 'no "text"'),
    ({"text": " \n"}, "is empty"),
]


@pytest.mark.parametrize(("url", "outlet", "reason"), OUTLETS)
def test_outlet_of_names_the_host(
    url: str | None, outlet: str | None, reason: str
) -> None:
    assert outlet_of(url) == outlet, reason


@pytest.mark.parametrize(("value", "expected", "reason"), IDS)
def test_build_article_takes_the_id(value: object, expected: str, reason: str) -> None:
    article = build({"text": "a", "id": value})
    assert article.id == expected, reason


@pytest.mark.parametrize(("record", "reason"), BAD)
def test_build_article_refuses_records_without_text(
    record: dict[str, object], reason: str
) -> None:
    with pytest.raises(Fault, match=reason):
        build(record)


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
    article = build(record)
    assert article.text == " The text.\r\n\ufffd stays "
    assert (article.title, article.target) == ("A title", "Ann Lee")
    assert article.outlet == "example.com"
    assert article.dating.date == dt.date(2024, 1, 1)
    assert article.dating.precision == "year"


def test_build_article_prefers_the_outlet_given() -> None:
    record = {"text": "a", "outlet": "The Courier", "url": "https://example.com"}
    assert build(record).outlet == "The Courier"


def test_build_article_uses_dayfirst() -> None:
    record = {"text": "a", "published": "03/04/2024"}
    options = ReadingOptions(dayfirst=True)
    assert build(record).dating.date is None
    assert build(record, options).dating.date == dt.date(2024, 4, 3)


def test_build_article_names_a_whole_file_after_it() -> None:
    assert build({"text": "a"}, at=None).id == "fallback"
    assert build({"text": "a"}, at=7).id == "fallback:7"


@pytest.mark.parametrize(
    ("value", "day"),
    [(dt.date(2024, 3, 5), 5), (dt.datetime(2024, 3, 5, 23), 5), (float("nan"), None)],
)
def test_build_article_takes_dates_of_tables(value: object, day: int | None) -> None:
    found = build({"text": "a", "date": value}).dating.date
    assert found == (day and dt.date(2024, 3, day))


def test_build_article_bounds_the_text() -> None:
    with pytest.raises(Fault, match="longer than 10"):
        build({"text": "a" * 11}, ReadingOptions(max_bytes=10))


def test_build_article_tells_garbled_letters_and_repairs_them_when_asked() -> None:
    record = {"text": "“It’s over,” she said.".encode().decode("cp1252", "replace")}
    plain = build({"text": "“It’s over,” she said. Ça va, Ã?"})
    assert not plain.garbled
    record["text"] = record["text"].replace("\ufffd", "\x9d")
    assert build(record).garbled
    fixed = build(record, ReadingOptions(fix_text=True))
    assert (fixed.text, fixed.garbled) == ("“It’s over,” she said.", False)


def test_unique_ids_keep_the_first_and_add_to_the_others() -> None:
    ids = UniqueIds()
    wanted = [("a", None), ("a", "b/a"), ("a", "b/a"), ("a#2", None), ("a", None)]
    assert [ids.claim(*pair) for pair in wanted] == ["a", "b/a", "a#2", "a#2#2", "a#3"]
