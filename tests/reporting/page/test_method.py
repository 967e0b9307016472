"""The method note: every stage counted, the judge's own figures, hashes to compare."""

from __future__ import annotations

import pytest

from sentiment.errors import InputError
from sentiment.lexicons import data_hashes
from sentiment.reporting.options import DEFAULTS
from sentiment.reporting.page.method import MEASURES, accuracy, read_method, stages
from sentiment.reporting.records import run_record
from sentiment.reporting.timelines import timeline


@pytest.fixture
def record(seeds):
    def made(**run):
        frame = seeds.assign(judge=run.pop("judge", "light:0123456789ab"))
        return run_record(frame, timeline(frame), DEFAULTS, run)

    return made


def test_stages_tell_each_count_and_leave_out_what_did_not_happen(record):
    run = {"counts": {"files": 9, "articles_read": 4, "skipped": 5}}
    told = dict(stages(record(**run)["counts"]))
    assert (told["Files"], told["Articles read"]) == (9, 4)
    assert told["Inputs and articles not read"] == 5
    assert told["Quotations found"] == 13
    assert told["dated"] + told["undated"] == told["as they are counted"] == 12
    assert told["On the chart"] == 11
    assert "corrected by hand" not in told
    assert "Pages passed over, as they quote nobody" not in told


@pytest.mark.parametrize("judge", ["light", "reader", "vader"])
def test_accuracy_is_that_of_the_judge_beside_plain_vader(judge):
    measured = accuracy(judge)
    assert measured.judge == judge
    assert [label for label, _, _ in measured.rows] == [label for label, _ in MEASURES]
    plain = [plain for _, _, plain in measured.rows]
    assert plain == [own for _, own, _ in accuracy("vader").rows]


def test_accuracy_of_somebody_else_s_judge_is_not_known(record):
    assert accuracy("oracle") is None
    method = read_method(record(judge="oracle:1"), [])
    assert (method.judges, method.accuracy) == (["oracle"], [])


def test_figures_are_not_told_of_weights_that_nobody_measured(record):
    given = {"arguments": {"weights": {"file": "w.csv", "sha256": "0"}}}
    assert read_method(record(), []).accuracy
    assert not read_method(record(**given), []).accuracy


def test_skipped_reasons_are_counted(record):
    faults = [InputError(name, "is empty") for name in "ab"]
    method = read_method(record(), [*faults, InputError("c", "is no text")])
    assert list(method.skipped) == [("is empty", 2), ("is no text", 1)]


def test_the_reader_s_files_are_named_where_it_judged(record):
    light, reader = record(), record(judge="reader:0123456789ab")
    assert "reader/network.onnx" not in light["data"]
    assert "reader/network.onnx" in reader["data"]
    assert read_method(light, []).data_digest != read_method(reader, []).data_digest
    assert dict(read_method(light, []).data) == {
        name: digest[:12] for name, digest in data_hashes().items()
    }
