"""Columns under whatever name to the fields of an article."""

from __future__ import annotations

import pytest

from sentiment.reading.fields import column_of, known_columns, pick_fields

# Label, record, names given by the user, field, value expected.
PICKED = [
    ("our own name", {"text": "a", "body": "b"}, {}, "text", "a"),
    ("a usual name", {"Body": "b"}, {}, "text", "b"),
    ("blanks and hyphens", {"Publication Date": "x"}, {}, "published", "x"),
    ("the better of two", {"content": "short", "body": "whole"}, {}, "text", "whole"),
    ("a blank gives way", {"text": " ", "content": "b"}, {}, "text", "b"),
    ("blank, but there", {"text": ""}, {}, "text", ""),
    ("nothing known", {"words": "a"}, {}, "text", None),
    ("given by the user", {"text": "a", "words": "b"}, {"text": "words"}, "text", "b"),
    ("given, but not there", {"text": "a"}, {"text": "words"}, "text", None),
    ("an outlet as a record", {"source": {"name": "C"}}, {}, "outlet", "C"),
    ("a path", {"a": {"b": "c"}}, {"outlet": "a.b"}, "outlet", "c"),
    ("a name with a dot", {"a.b": "c"}, {"outlet": "a.b"}, "outlet", "c"),
    ("a path into nothing", {"a": 7}, {"outlet": "a.b"}, "outlet", None),
]


@pytest.mark.parametrize(
    ("record", "given", "field", "value"),
    [row[1:] for row in PICKED],
    ids=[row[0] for row in PICKED],
)
def test_pick_fields_finds(
    record: dict[str, object], given: dict[str, str], field: str, value: object
) -> None:
    assert pick_fields(record, given)[field] == value


def test_column_of_names_the_column_as_it_is_written() -> None:
    assert column_of("text", ["When", "Full Text"], {}) == "Full Text"
    assert column_of("text", ["When"], {}) is None
    assert column_of("text", ["When"], {"text": "When"}) == "When"
    assert column_of("text", ["text"], {"text": "When"}) is None


def test_known_columns_leave_out_what_no_article_has() -> None:
    given = {"outlet": "meta.site"}
    columns = ["Headline", "embedding", "meta", "text"]
    assert known_columns(columns, given) == ["Headline", "meta", "text"]
