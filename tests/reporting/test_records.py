"""What `run.json` says of how a report came about."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from sentiment.lexicons import data_hashes
from sentiment.reporting.options import DEFAULTS
from sentiment.reporting.overrides import override_quotes
from sentiment.reporting.records import record_text, run_record
from sentiment.reporting.timelines import timeline


def record_of(frame: pd.DataFrame, **run):
    return run_record(frame, timeline(frame), DEFAULTS, run)


def test_counts_of_the_run_stand_beside_those_of_the_tables(seeds):
    counts = record_of(seeds, counts={"files": 4, "articles_read": 4})["counts"]
    assert counts["files"] == 4
    assert counts["articles"] == 3
    assert counts["dated"] + counts["undated"] == counts["in_roles"]
    assert (
        counts["charted"] + counts["unplaced"] + counts["cut"] + counts["undated"]
        == counts["in_roles"]
    )
    sides = counts["supportive"] + counts["critical"] + counts["neutral"]
    assert sides == counts["charted"]


def test_the_judges_are_those_of_the_table(seeds):
    frame = seeds.assign(judge=["light:a"] * 12 + [None])
    assert record_of(frame)["judges"] == ["light:a"]


@pytest.mark.parametrize("column", ["judge", "corrected"])
def test_a_table_of_one_s_own_may_lack_columns(seeds, column):
    assert record_of(seeds.drop(columns=column))["counts"]["quotations"] == 13


def test_corrections_are_told_with_the_hash_of_their_file(seeds, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text("quote_id,stance,drop\n000-1,supportive,\n000-2,,yes\n")
    record = record_of(override_quotes(seeds, path))
    assert record["overrides"] == {
        "file": str(path), "sha256": record["overrides"]["sha256"], "corrected": 1,
        "dropped": 1, "as_before": 0, "unmatched": 0,
    }  # fmt: skip
    assert record["counts"]["corrected"] == record["counts"]["dropped"] == 1
    assert record_of(seeds)["overrides"] is None


def test_every_word_list_is_told_by_its_hash(seeds):
    assert record_of(seeds)["data"] == data_hashes()


def test_record_text_is_plain_and_sorted(seeds):
    record = record_of(seeds, inputs=["ä"])
    text = record_text(record)
    assert text.isascii()
    assert json.loads(text) == json.loads(json.dumps(record))
    assert list(json.loads(text)) == sorted(record)
