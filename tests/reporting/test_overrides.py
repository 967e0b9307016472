"""Corrections by hand: what the file may say, and what becomes of the quotations."""

from __future__ import annotations

import csv
import json

import pandas as pd
import pytest

from sentiment.errors import InputError, MissingInput
from sentiment.reporting.overrides import (
    TEMPLATE,
    is_filled_in,
    override_quotes,
    read_overrides,
    template_table,
)
from sentiment.reporting.reports import write_report
from sentiment.reporting.tables import quote_table, read_quotes, write_csv
from sentiment.reporting.timelines import timeline

HEADER = "quote_id,stance,role,speaker,date,drop,note\n"


@pytest.fixture
def file(tmp_path):
    def write(*lines, header=HEADER):
        path = tmp_path / "overrides.csv"
        path.write_text(header + "".join(f"{line}\n" for line in lines), "utf-8")
        return path

    return write


def only(frame):
    (row,) = frame.to_dict("records")
    return row


def test_a_stance_by_hand_is_certain_and_tells_what_the_judge_thought(quotes, file):
    frame = quotes([("a", "critical", "2024-01-05")])
    row = only(override_quotes(frame, file("a-1,Supportive,,,,,she meant it")))
    assert row["stance"] == "supportive"
    assert [row[f"p_{s}"] for s in ("supportive", "critical", "neutral")] == [1, 0, 0]
    assert row["corrected"] == (
        "stance critical (supportive 0.10, critical 0.70, neutral 0.20) → supportive; "
        "note: she meant it"
    )


@pytest.mark.parametrize(
    ("given", "speaker", "name"),
    [
        ("Jo Pratt", "Jo Pratt", "Jo Pratt"),
        ("@jo.pratt", "@jo.pratt", "@jo.pratt"),
        ("a neighbour", "a neighbour", None),
        ("none", None, None),
    ],
)
def test_a_speaker_is_a_name_where_it_looks_like_one(
    quotes, file, given, speaker, name
):
    frame = quotes([("a", "critical", "2024-01-05")])
    row = only(override_quotes(frame, file(f"a-1,,,{given},,,")))
    given_now = (row["speaker"], row["speaker_name"])
    assert [None if pd.isna(one) else one for one in given_now] == [speaker, name]
    assert row["corrected"] == f"speaker one commenter → {given}"


def test_a_role_by_hand_decides_whether_a_quotation_is_charted(quotes, file):
    frame = quotes([("a", "critical", "2024-01-05", "subject")])
    assert timeline(frame)["n"].sum() == 0
    corrected = override_quotes(frame, file("a-1,,commenter,,,,"))
    assert timeline(corrected)["n"].sum() == 1
    assert only(corrected)["corrected"] == "role subject → commenter"


def test_a_date_is_that_of_the_quotation_alone(verdict, file):
    # Two quotations of an undated article: to date the second does not date the first.
    frame = quote_table(
        verdict("a", date=None, text=text, number=number)
        for number, text in enumerate(("Shame on you.", "Bravo to all of them."), 1)
    )
    found = override_quotes(frame, file("a-2,,,,2024-05,,"))
    assert found["date"].isna().tolist() == [True, False]
    row = found.to_dict("records")[1]
    assert row["date_precision"] == "month"
    assert row["date_source"] == "by hand, file overrides.csv"
    assert row["corrected"] == "date undated → 2024-05"
    assert row["first_date"] == row["date"]


def test_a_date_by_hand_stays_when_the_table_is_made_anew(verdict, file, tmp_path):
    frame = quote_table([verdict("a", date="2024-01-05")])
    found = override_quotes(frame, file("a-1,,,,none,,"))
    again = override_quotes(found, file("a-1,,named,,,,"))
    assert again["date"].isna().all()
    assert only(again)["corrected"] == (
        "date 2024-01-05 → undated; role commenter → named"
    )


def test_a_dropped_quotation_is_gone_and_counted(quotes, file):
    frame = quotes([("a", "critical", "2024-01-05"), ("b", "neutral", "2024-01-05")])
    found = override_quotes(frame, file("a-1,,,,,yes,"))
    assert found["quote_id"].tolist() == ["b-2"]
    account = found.attrs["overrides"]
    assert (account["dropped"], account["corrected"]) == (1, 0)


def test_what_a_row_says_already_changes_nothing(quotes, file):
    frame = quotes([("a", "critical", "2024-01-05")])
    found = override_quotes(frame, file("a-1,critical,commenter,,2024-01-05,no,fine"))
    pd.testing.assert_frame_equal(found, frame, check_like=True)
    assert found.attrs["overrides"]["as_before"] == 1


def test_one_telling_put_right_decides_for_the_utterance(verdict, file):
    words = "Nobody in this valley voted to have their orchard turned into a car park."
    frame = quote_table(
        verdict(name, text=words, date=f"2024-01-0{day}")
        for day, name in enumerate("abc", 1)
    )
    assert timeline(frame)["critical"].sum() == 1
    found = timeline(override_quotes(frame, file("b-1,supportive,,,,,")))
    assert (found["supportive"].sum(), found["critical"].sum()) == (1, 0)
    assert found["soft_supportive"].sum() == 1.0


WRONG = [
    ("quote_id,stanze\n", "a-1,critical", 1, "unknown column 'stanze'"),
    ("stance,role\n", "critical,", 1, "must have the columns quote_id"),
    (HEADER, "a-1,angry,,,,,", 2, "unknown stance 'angry'.*supportive, critical"),
    (HEADER, "a-1,,priest,,,,", 2, "unknown role 'priest'"),
    (HEADER, "a-1,,,,soon,,", 2, "'soon' is not a date"),
    (HEADER, "a-1,,,,03/04/2024,,", 2, "two ways"),
    (HEADER, "a-1,,,,,perhaps,", 2, "unknown drop 'perhaps'"),
    (HEADER, ",critical,,,,,", 2, "no quote_id"),
    (HEADER, "a-1,critical,,,,,\na-1,neutral,,,,,", 3, "gives 'a-1' twice"),
    (HEADER, "a-1,critical,,,,,a, b", 2, "more cells than columns"),
]


@pytest.mark.parametrize(("header", "lines", "line", "words"), WRONG)
def test_a_fault_is_named_with_its_line(file, header, lines, line, words):
    with pytest.raises(InputError, match=words) as caught:
        read_overrides(file(lines, header=header))
    assert caught.value.line == line
    assert caught.value.path.endswith("overrides.csv")


def test_a_quotation_that_is_not_there_is_named_with_its_line(quotes, file):
    frame = quotes([("a", "critical", "2024-01-05")])
    given = file("a-1,neutral,,,,,", "z-9,neutral,,,,,")
    with pytest.raises(InputError, match="line 3: there is no quotation 'z-9'"):
        override_quotes(frame, given)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingInput, match=r"none\.csv"):
        read_overrides(tmp_path / "none.csv")


@pytest.mark.parametrize("apart", [";", "\t", ","])
def test_any_spreadsheet_s_file_is_understood(quotes, tmp_path, apart):
    lines = [
        ["\ufeffQuote_ID", "Stance", "Note"],
        ["a-1", "neutral", "x"],
        ["", "", ""],
    ]
    path = tmp_path / "o.csv"
    path.write_text("\r\n".join(apart.join(line) for line in lines), "utf-8")
    assert only(override_quotes(quotes([("a", "critical", None)]), path))["stance"] == (
        "neutral"
    )


def test_the_template_shows_what_is_and_can_be_given_back(seeds, tmp_path):
    path = tmp_path / "template.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(template_table(seeds), out)
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert tuple(rows[0]) == TEMPLATE
    assert [row["quote_id"] for row in rows] == seeds["quote_id"].tolist()
    assert rows[0]["current_stance"] == "critical"
    assert rows[8]["current_date"] == ""
    assert not is_filled_in(path)
    assert read_overrides(path).by_id == {}


def test_the_template_holds_no_formula_and_its_ids_lead_back(verdict, tmp_path):
    frame = quote_table([verdict("=cmd()", text="=1+1 is what I say.")])
    path = tmp_path / "template.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(template_table(frame), out)
    text = path.read_text("utf-8")
    assert '"=' not in text
    lines = text.splitlines()
    cells = next(csv.reader([lines[1]]))
    cells[TEMPLATE.index("stance")] = "neutral"
    path.write_text(f"{lines[0]}\n" + ",".join(f'"{cell}"' for cell in cells))
    assert is_filled_in(path)
    assert only(override_quotes(frame, path))["stance"] == "neutral"


def test_a_report_never_writes_over_a_template_that_is_filled_in(seeds, tmp_path):
    first = write_report(seeds, tmp_path)
    assert first.kept is None
    path = first.files["overrides-template.csv"]
    filled = path.read_text("utf-8").replace('"",""\n', '"yes",""\n', 1)
    path.write_text(filled, "utf-8")
    second = write_report(override_quotes(seeds, path), tmp_path)
    assert second.kept == path
    assert path.read_text("utf-8") == filled
    path.write_text("somebody's own notes", "utf-8")
    assert write_report(seeds, tmp_path).kept == path


def test_the_report_tells_what_was_corrected_everywhere(seeds, file, tmp_path):
    given = file("000-1,supportive,,,,,irony <b>", "000-2,,,,,yes,")
    report = write_report(override_quotes(seeds, given), tmp_path / "out")
    told = read_quotes(report.files["quotes.csv"])["corrected"].dropna().tolist()
    assert len(told) == 1
    lines = report.files["quotes.jsonl"].read_text("utf-8").splitlines()
    assert [r["corrected"] for r in map(json.loads, lines) if r["corrected"]] == told
    record = json.loads(report.files["run.json"].read_text("utf-8"))
    assert record["counts"]["corrected"] == record["counts"]["dropped"] == 1
    assert record["overrides"]["file"] == str(given)
    assert len(record["overrides"]["sha256"]) == 64
    page = report.files["index.html"].read_text("utf-8")
    assert "stance critical (supportive 0.10" in page
    assert "irony &lt;b&gt;" in page
    assert "1 quotation corrected by hand, 1 dropped" in page
