"""Functions from table to table, alone and mapped over partitions."""

from __future__ import annotations

import pandas as pd
import pytest

import sentiment
from sentiment.batch.partitions import analyze_partition, count_partition

TEXT = "“I will miss her,” one fan wrote.\n“Good riddance {},” said Tom Reed, a viewer."
FRAME = pd.DataFrame(
    {
        "text": [TEXT.format(n) for n in range(12)] + ["", None],
        "published": ["2024-05-01"] * 14,
        "outlet": ["courier.example"] * 14,
    }
)


def test_analyze_partition_gives_the_usual_table() -> None:
    found = analyze_partition(FRAME, "Ann Pike")
    usual = sentiment.analyze(["seeds"])
    assert list(found.columns) == list(usual.columns)
    assert len(found) == 24
    assert set(found["target"]) == {"Ann Pike"}
    assert set(found["outlet"]) == {"courier.example"}


def test_analyze_partition_of_none_has_the_same_types() -> None:
    found = analyze_partition(FRAME, "Ann Pike")
    empty = analyze_partition(FRAME.head(0), "Ann Pike")
    assert empty.empty
    assert (empty.dtypes == found.dtypes).all()


def test_analyze_partition_does_not_depend_on_the_partition() -> None:
    whole = analyze_partition(FRAME, "Ann Pike")
    parts = [analyze_partition(FRAME[a : a + 5], "Ann Pike") for a in (0, 5, 10)]
    joined = pd.concat(parts, ignore_index=True)
    pd.testing.assert_frame_equal(joined, whole)


def test_counts_of_partitions_add_up() -> None:
    whole = analyze_partition(FRAME, "Ann Pike")
    parts = [count_partition(whole[a : a + 7]) for a in range(0, 24, 7)]
    total = count_partition(pd.concat(parts))
    pd.testing.assert_frame_equal(total, count_partition(whole))
    assert total["count"].sum() == 24


def test_dask_gives_the_same_rows() -> None:
    dd = pytest.importorskip("dask.dataframe")
    articles = dd.from_pandas(FRAME, npartitions=3)
    found = articles.map_partitions(
        analyze_partition, "Ann Pike", meta=analyze_partition(FRAME.head(0))
    ).compute(scheduler="synchronous")
    whole = analyze_partition(FRAME, "Ann Pike")
    columns = ["quote_id", "text", "speaker", "stance", "compound", "date"]
    for column in columns:
        assert found[column].tolist() == whole[column].tolist()
