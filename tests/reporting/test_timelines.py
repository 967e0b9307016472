"""Quotations by period, with known answers."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import UsageError
from sentiment.reporting.periods import FREQUENCIES, MAX_PERIODS
from sentiment.reporting.timelines import gaps, timeline, timeline_table

STANCES = ["supportive", "critical", "neutral"]


def days(*dates, stance="critical", each=5):
    return [(date, stance, date) for date in dates for _ in range(each)]


def spread(first, last, step, each=5):
    dates = pd.date_range(first, last, freq=f"{step}D").strftime("%Y-%m-%d")
    return days(*dates, each=each)


def test_timeline_counts_by_stance(quotes):
    rows = [("a", "supportive"), ("a", "critical"), ("b", "critical"), ("b", "neutral")]
    table = timeline(quotes([(*row, "2024-03-05") for row in rows]), "month")
    row = table.iloc[0]
    assert [row[name] for name in (*STANCES, "n", "articles")] == [1, 2, 1, 4, 2]
    assert row["net"] == -0.25
    assert row["soft_supportive"] == pytest.approx(0.8 + 0.1 + 0.1 + 0.25)
    assert row["soft_net"] == pytest.approx((1.25 - 1.75) / 4)


def test_timeline_keeps_empty_periods_apart_from_balanced_ones(quotes):
    rows = [
        *days("2024-01-10", "2024-04-10"),
        *[("b", "supportive", "2024-03-01"), ("b", "critical", "2024-03-01")],
    ]
    table = timeline(quotes(rows), "month")
    assert table["label"].tolist() == ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024"]
    assert table["n"].tolist() == [5, 0, 2, 5]
    assert math.isnan(table["net"][1])
    assert table["net"][2] == 0
    assert gaps(table) == [(1, 1)]


def test_timeline_of_the_seeds_like_corpus_is_by_quarter(seeds):
    table = timeline(seeds)
    assert len(table) == 10
    assert table["critical"].tolist() == [6, *[0] * 8, 4]
    expected = {
        "freq": "quarter", "target": "Alec Fox", "first": "2022-10-23",
        "last": "2025-02-17", "range": "23 Oct 2022 to 17 Feb 2025", "quotations": 12,
        "placed": 11, "undated": 1, "unplaced": 0, "excluded": 1, "articles": 3,
    }  # fmt: skip
    assert {name: table.attrs[name] for name in expected} == expected
    assert table.attrs["outside"]["undated"] == {
        "supportive": 1, "critical": 0, "neutral": 0
    }  # fmt: skip


@pytest.mark.parametrize(
    ("freq", "start", "end", "label"),
    [
        ("day", "2024-02-29", "2024-02-29", "29 Feb 2024"),
        ("week", "2024-02-26", "2024-03-03", "week of 26 Feb 2024"),
        ("month", "2024-02-01", "2024-02-29", "Feb 2024"),
        ("quarter", "2024-01-01", "2024-03-31", "Q1 2024"),
        ("year", "2024-01-01", "2024-12-31", "2024"),
    ],
)
def test_timeline_gives_first_and_last_day_of_a_period(freq, start, end, label, quotes):
    row = timeline(quotes(days("2024-02-29")), freq).iloc[0]
    assert str(row["period_start"].date()) == start
    assert str(row["period_end"].date()) == end
    assert row["label"] == label


@pytest.mark.parametrize(
    ("precision", "freq", "placed"),
    [
        ("month", "day", 0), ("month", "week", 0), ("month", "month", 1),
        ("month", "quarter", 1), ("year", "quarter", 0), ("year", "year", 1),
    ],
)  # fmt: skip
def test_timeline_puts_no_date_into_a_finer_period(precision, freq, placed, quotes):
    frame = quotes([("a", "supportive", "2024-02-01", "named", precision)])
    table = timeline(frame, freq)
    assert table["n"].sum() == placed
    assert table.attrs["unplaced"] == 1 - placed
    assert table.attrs["outside"]["unplaced"]["supportive"] == 1 - placed


def test_timeline_auto_takes_months_where_many_dates_are_no_finer(quotes):
    exact = days("2024-01-03", "2024-01-04", "2024-02-05", each=6)
    rows = [*exact, *[("m", "critical", "2024-02-01", "named", "month")] * 4]
    table = timeline(quotes(rows))
    assert table.attrs["freq"] == "month"
    assert table.attrs["unplaced"] == 0


def test_timeline_range_says_dates_as_exactly_as_they_are_known(quotes):
    rows = [
        ("a", "critical", "2023-05-01", "named", "month"),
        ("b", "critical", "2024-02-07"),
    ]
    attrs = timeline(quotes(rows), "quarter").attrs
    assert attrs["range"] == "May 2023 to 7 Feb 2024"


@pytest.mark.parametrize(
    ("rows", "freq", "why"),
    [
        (days("2024-05-01"), "day", "one day"),
        (days("2024-05-01", each=1), "day", "one quotation: coarser tells no more"),
        (spread("2024-05-01", "2024-05-30", 1), "day", "a busy month"),
        (spread("2024-05-01", "2024-05-30", 1, each=1), "week", "a slow month"),
        (spread("2024-01-01", "2024-09-30", 3), "week", "too long for days"),
        (spread("2021-01-01", "2024-12-31", 9), "month", "four years"),
        (spread("2014-01-01", "2024-12-31", 20), "quarter", "eleven years"),
        (spread("1990-01-01", "2024-12-31", 30), "year", "a generation"),
        (days("2022-10-23", "2025-02-17"), "quarter", "two dates in three years"),
        (days("1990-06-01", "2024-06-01"), "year", "two dates, mostly blank anyhow"),
        (days("1920-06-01", "2024-06-01"), "year", "more years than periods allowed"),
    ],
)
def test_timeline_auto_chooses_a_readable_period(rows, freq, why, quotes):
    assert timeline(quotes(rows)).attrs["freq"] == freq, why


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
)
@given(
    data=st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(STANCES),
            st.none() | st.dates(pd.Timestamp("1990-01-01").date(),
                                 pd.Timestamp("2030-12-31").date()),
            st.sampled_from(["commenter", "official", "named"]),
            st.sampled_from(["day", "month", "year"]),
        ),
        max_size=25,
    ),
    freq=st.sampled_from(["auto", *FREQUENCIES]),
)  # fmt: skip
def test_timeline_loses_no_quotation(data, freq, quotes):
    rows = [(a, b, c.isoformat() if c else None, d, e) for a, b, c, d, e in data]
    frame = quotes(rows)
    table = timeline(frame, freq)
    attrs = table.attrs
    placed = int(table["n"].sum())
    assert placed == attrs["placed"]
    assert placed + attrs["undated"] + attrs["unplaced"] == attrs["quotations"]
    assert attrs["quotations"] + attrs["excluded"] == len(frame)
    assert (table[STANCES].sum(axis=1) == table["n"]).all()
    assert (table["n"] == 0).tolist() == table["net"].isna().tolist()
    if freq == "auto":
        assert len(table) <= MAX_PERIODS
    if len(table):
        assert table["n"].iloc[0] > 0
        assert table["n"].iloc[-1] > 0
        one = pd.Timedelta(days=1)
        starts, ends = table["period_start"].iloc[1:], table["period_end"].iloc[:-1]
        assert (starts.to_numpy() == (ends + one).to_numpy()).all()


def test_timeline_counts_only_the_roles_asked_for(seeds):
    table = timeline(seeds, roles=["subject"])
    assert table["neutral"].tolist() == [1]
    assert table.attrs["excluded"] == 12


def test_timeline_of_nothing_has_the_columns_and_types(seeds):
    empty = timeline(seeds.iloc[:0])
    assert len(empty) == 0
    assert dict(empty.dtypes) == dict(timeline(seeds).dtypes)
    assert empty.attrs["range"] is None


def test_timeline_names_no_single_target_where_there_are_several(quotes):
    one = quotes([("a", "critical", "2024-01-01")], target="Ada Fox")
    two = quotes([("b", "critical", "2024-01-01")], target="Ben Day")
    attrs = timeline(pd.concat([one, two], ignore_index=True)).attrs
    assert (attrs["target"], attrs["targets"]) == (None, 2)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"freq": "decade"}, "unknown period 'decade'"),
        ({"roles": ["fan"]}, "unknown role 'fan'"),
        ({"roles": []}, "no role given"),
    ],
)
def test_timeline_refuses_what_it_does_not_know(options, words, seeds):
    with pytest.raises(UsageError, match=words):
        timeline(seeds, **options)


def test_timeline_names_missing_columns(seeds):
    with pytest.raises(UsageError, match="lacks: stance"):
        timeline(seeds.drop(columns="stance"))


def test_timeline_leaves_the_quotations_alone(seeds):
    before = seeds.copy()
    timeline(seeds)
    pd.testing.assert_frame_equal(seeds, before)


def test_timeline_is_the_same_in_any_order(corpus):
    frame = corpus(60, "2024-01-01", 200)
    shuffled = frame.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(timeline(frame), timeline(shuffled))


def test_timeline_has_no_band_where_a_single_article_speaks(seeds):
    assert timeline(seeds)["net_low"].isna().all()


def test_timeline_band_does_not_depend_on_other_periods(corpus):
    frame = corpus(80, "2024-01-01", 120)
    alone = frame[frame["date"].between("2024-02-01", "2024-02-29")]
    both = timeline(frame, "month").set_index("label")
    row = timeline(alone, "month").set_index("label").loc["Feb 2024"]
    assert both.loc["Feb 2024", "net_low"] == row["net_low"]
    assert both.loc["Feb 2024", "net_high"] == row["net_high"]


def test_timeline_table_holds_every_number_of_the_chart(quotes):
    rows = [
        *days("2024-01-10", "2024-03-10"),
        ("u", "supportive", None),
        ("y", "neutral", "2024-01-01", "named", "year"),
    ]
    table = timeline_table(timeline(quotes(rows), "month"))
    assert table["label"].tolist() == [
        "Jan 2024", "Feb 2024", "Mar 2024", "undated", "unplaced"
    ]  # fmt: skip
    assert table["period_start"].tolist()[:2] == ["2024-01-01", "2024-02-01"]
    assert table["n"].tolist() == [5, 0, 5, 1, 1]
    assert table["n"].sum() == len(rows)
    assert table["net"].isna().tolist() == [False, True, False, True, True]
