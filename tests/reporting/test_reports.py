"""The folder of a report, and its summary."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import pytest

from sentiment.errors import InputError, UsageError
from sentiment.models import Role
from sentiment.reporting import reports
from sentiment.reporting.events import Event
from sentiment.reporting.options import ChartOptions, Look
from sentiment.reporting.reports import summary, write_report
from sentiment.reporting.tables import read_quotes
from sentiment.reporting.timelines import timeline

NAMES = [
    "index.html", "overrides-template.csv", "quotes.csv", "quotes.jsonl", "roles.png",
    "run.json", "skipped.csv", "timeline.csv", "timeline.png",
]  # fmt: skip


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_write_report_writes_its_files_and_nothing_else(seeds, tmp_path):
    report = write_report(seeds, tmp_path / "deep" / "seeds")
    assert names(tmp_path / "deep" / "seeds") == NAMES
    assert sorted(report.files) == NAMES
    assert all(path.is_file() for path in report.files.values())


def test_write_report_gives_the_same_bytes_again(seeds, tmp_path):
    write_report(seeds, tmp_path / "one", run={"input": ["seeds"]})
    write_report(seeds, tmp_path / "two", run={"input": ["seeds"]})
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_write_report_replaces_an_older_report(seeds, corpus, tmp_path):
    write_report(corpus(20, "2024-01-01", 30), tmp_path)
    write_report(seeds, tmp_path)
    assert len(read_quotes(tmp_path / "quotes.csv")) == len(seeds)
    assert names(tmp_path) == NAMES


def test_write_report_of_its_own_quotes_is_the_same(seeds, tmp_path):
    write_report(seeds, tmp_path / "one")
    again = read_quotes(tmp_path / "one" / "quotes.csv")
    write_report(again, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_write_report_of_nothing_still_writes_every_file(seeds, tmp_path):
    report = write_report(seeds.iloc[:0], tmp_path)
    assert names(tmp_path) == NAMES
    assert "Quotations: 0" in report.summary


def test_write_report_records_versions_settings_and_counts(seeds, tmp_path):
    write_report(
        seeds,
        tmp_path,
        ChartOptions(roles=(Role.COMMENTER,)),
        run={"input": ["a", "b"]},
    )
    text = (tmp_path / "run.json").read_text(encoding="ascii")
    record = json.loads(text)
    assert record["input"] == ["a", "b"]
    assert record["settings"] == {
        "freq": "auto", "period": "day", "roles": ["commenter"],
        "count": "utterances", "since": None, "until": None, "min_n": 10, "by": None,
        "events": [],
        "look": {
            "style": "diverging", "palette": "blue-orange", "title": None,
            "size": [10.0, 7.2], "dpi": 200, "formats": ["png"],
        },
    }  # fmt: skip
    assert record["counts"] == {
        "articles": 3, "quotations": 13, "in_roles": 7, "charted": 7, "supportive": 0,
        "critical": 6, "neutral": 1, "undated": 0, "unplaced": 0, "excluded": 6,
        "mentions_in_roles": 7, "by_inferred_date": 0, "cut": 0, "dated": 7,
        "utterances": 13, "corrected": 0, "dropped": 0,
    }  # fmt: skip
    assert record["versions"]["pandas"] == pd.__version__
    assert all(len(digest) == 64 for digest in record["data"].values())
    assert text == json.dumps(record, indent=2, sort_keys=True) + "\n"


def test_write_report_holds_every_period_of_the_chart(seeds, tmp_path):
    report = write_report(seeds, tmp_path)
    rows = pd.read_csv(tmp_path / "timeline.csv")
    assert rows["n"].tolist() == [*report.timeline["n"], 1, 0]
    assert rows["net"].isna().sum() == 8 + 2


def test_write_report_keeps_the_old_file_when_drawing_fails(
    seeds, tmp_path, monkeypatch
):
    write_report(seeds, tmp_path)
    before = contents(tmp_path)

    def fail(*_, **__):
        raise RuntimeError("no paint left")

    monkeypatch.setattr(reports, "draw_charts", fail)
    with pytest.raises(RuntimeError, match="no paint"):
        write_report(seeds.head(2), tmp_path)
    assert contents(tmp_path)["timeline.png"] == before["timeline.png"]
    assert names(tmp_path) == NAMES


def test_write_report_says_which_place_it_cannot_write(seeds, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        write_report(seeds, blocked)
    assert blocked.read_text() == "in the way"


def test_write_report_refuses_a_wrong_setting_before_it_writes(seeds, tmp_path):
    with pytest.raises(UsageError):
        write_report(seeds, tmp_path / "out", ChartOptions(freq="decade"))
    assert not (tmp_path / "out").exists()


def test_summary_lists_numbers_that_add_up(seeds):
    assert summary(seeds, timeline(seeds)) == [
        "Quotations: 13",
        "  by commenter, insider, named: 12",
        "  of those dated: 11, undated: 1",
        "  charted by quarter: 11 (23 Oct 2022 to 17 Feb 2025)",
        "Balance of the charted: 0 supportive, 10 critical, 1 neutral; "
        "net share −0.91 (95 %: −0.97 to +0.38)",
    ]


def test_summary_counts_dates_too_coarse_for_the_period(quotes):
    rows = [
        ("a", "critical", "2024-01-05"),
        ("b", "neutral", "2024-01-01", "named", "year"),
    ]
    lines = summary(quotes(rows), timeline(quotes(rows), "day"))
    assert "  charted by day: 1, dated less exactly: 1 (5 Jan 2024)" in lines


def test_summary_of_nothing_has_no_net_share(seeds):
    lines = summary(seeds.iloc[:0], timeline(seeds.iloc[:0]))
    assert lines[0] == "Quotations: 0"
    assert lines[-1] == (
        "Balance of the charted: 0 supportive, 0 critical, 0 neutral; no net share"
    )


def test_write_report_names_what_was_skipped(seeds, tmp_path):
    faults = [InputError("=a.txt", "is empty"), InputError("b.csv", "no text", 7)]
    write_report(seeds, tmp_path, skipped=faults)
    lines = (tmp_path / "skipped.csv").read_text().splitlines()
    assert lines == [
        '"file","line","reason"', '"\'=a.txt","","is empty"', '"b.csv",7,"no text"'
    ]  # fmt: skip


def test_write_report_adds_small_charts_where_they_are_asked_for(seeds, tmp_path):
    report = write_report(seeds, tmp_path, ChartOptions(by="role"))
    assert {"timeline_by_role.png", "timeline_by_role.csv"} <= set(report.files)
    rows = pd.read_csv(tmp_path / "timeline_by_role.csv")
    assert list(rows["role"].unique()) == ["commenter", "insider", "named"]
    assert rows["n"].sum() == 12


def test_write_report_writes_each_format_and_leaves_no_older_chart(seeds, tmp_path):
    seeds["outlet"] = ["Courier", *["Ferry"] * (len(seeds) - 1)]
    both = ChartOptions(look=Look(formats=("png", "svg")), by="role")
    report = write_report(seeds, tmp_path, both)
    charts = {
        f"{name}.{form}"
        for name in ("timeline", "roles", "outlets", "timeline_by_role")
        for form in ("png", "svg")
    }
    assert charts < set(report.files)
    assert charts < set(names(tmp_path))
    (tmp_path / "mine.svg").write_text("not ours")
    seeds["outlet"] = "Courier"
    write_report(seeds, tmp_path, ChartOptions(look=Look(formats=("svg",))))
    left = {name for name in names(tmp_path) if name.endswith(("png", "svg"))}
    assert left == {"timeline.svg", "roles.svg", "mine.svg"}


def test_write_report_records_days_and_events_as_text(seeds, tmp_path):
    day = dt.date(2023, 5, 1)
    options = ChartOptions(since=day, events=(Event(day, "trial"),))
    write_report(seeds, tmp_path, options)
    record = json.loads((tmp_path / "run.json").read_text(encoding="ascii"))
    assert record["settings"]["since"] == "2023-05-01"
    assert record["settings"]["events"] == [["2023-05-01", "trial"]]
    assert record["counts"]["cut"] == 7
