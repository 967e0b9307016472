"""Which rows count: each utterance once, each day within."""

from __future__ import annotations

import datetime as dt

import pytest

from sentiment.errors import UsageError
from sentiment.reporting.counting import counted_rows, within

ROLES = ["commenter", "named"]


@pytest.fixture
def retold(quotes):
    """One utterance told by three articles, another by one."""
    frame = quotes(
        [
            ("late", "neutral", "2024-02-01"),
            ("month", "critical", "2024-01-01", "named", "month"),
            ("first", "critical", "2024-01-20"),
            ("undated", "supportive", None),
        ]
    )
    frame["utterance_id"] = ["u", "u", "u", "v"]
    return frame


def test_counted_rows_counts_an_utterance_where_it_was_told_first(retold):
    rows = counted_rows(retold, ROLES)
    # "January 2024" may be the 31st, so the 20th is surely no later.
    assert rows["article_id"].tolist() == ["first", "undated"]
    assert rows["mentions"].tolist() == [3, 1]


def test_counted_rows_takes_the_stance_of_most_tellings(retold):
    rows = counted_rows(retold, ROLES)
    assert rows["stance"].tolist() == ["critical", "supportive"]
    assert rows["p_critical"][0] == pytest.approx((0.7 + 0.7 + 0.25) / 3)


def test_counted_rows_lets_probabilities_decide_between_equal_votes(quotes):
    frame = quotes([("a", "neutral", "2024-01-01"), ("b", "supportive", "2024-01-02")])
    frame["utterance_id"] = "u"
    assert counted_rows(frame, ROLES)["stance"].tolist() == ["supportive"]


def test_counted_rows_prefers_a_stated_date_to_an_inferred_one(quotes):
    frame = quotes([("a", "critical", "2024-01-01"), ("b", "critical", "2024-01-01")])
    frame["utterance_id"] = "u"
    frame["date_inferred"] = [True, False]
    rows = counted_rows(frame, ROLES)
    assert rows["article_id"].tolist() == ["b"]
    assert rows["inferred"].tolist() == [False]


def test_counted_rows_counts_mentions_each(retold):
    assert len(counted_rows(retold, ROLES, "mentions")) == 4


def test_counted_rows_refuses_another_count(retold):
    with pytest.raises(UsageError, match="utterances or mentions"):
        counted_rows(retold, ROLES, "words")


def test_within_takes_what_lies_inside_beyond_doubt(quotes):
    rows = [
        ("a", "critical", "2024-01-01", "named", "month"),
        ("b", "critical", "2024-01-01", "named", "year"),
        ("c", "critical", "2024-01-31"),
        ("d", "critical", None),
    ]
    counted = counted_rows(quotes(rows), ROLES, "mentions")
    inside = within(counted, dt.date(2024, 1, 1), dt.date(2024, 1, 31))
    assert inside.tolist() == [True, False, True, False]
