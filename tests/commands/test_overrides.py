"""`--overrides`: corrections by hand, and what the commands say of them."""

from __future__ import annotations

import json

import pytest

TEXT = (
    "Mara Quill faced a backlash on Tuesday.\n\n"
    "“I spent my savings on that ticket,” said fan Jenny Marsh, 34, from Leeds.\n\n"
    "“Shame on Jenny Marsh,” wrote one fan.\n"
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def ids(run, article):
    lines = run("quotes", article, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line)["quote_id"] for line in lines]


@pytest.fixture
def overrides(tmp_path):
    def write(*lines):
        path = tmp_path / "overrides.csv"
        header = "quote_id,stance,role,speaker,date,drop,note"
        path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
        return path

    return write


def test_report_says_what_the_corrections_did(run, article, ids, overrides):
    given = overrides(f"{ids[0]},supportive,,,2024-05-01,,", f"{ids[1]},,,,,yes,")
    result = run("report", article, "--overrides", given)
    assert result.exit_code == 0
    assert (
        "Overrides: corrected: 1, dropped: 1, changed nothing: 0, matched nothing: 0"
    ) in result.stderr
    assert "Balance of the charted: 1 supportive, 0 critical" in result.stdout


def test_a_row_without_a_quotation_costs_the_exit_code_alone(
    run, article, ids, overrides, tmp_path
):
    given = overrides(f"{ids[0]},neutral,,,,,", "gone:7,critical,,,,,")
    result = run("report", article, "--overrides", given)
    assert result.exit_code == 1
    assert "overrides.csv, line 3: there is no quotation 'gone:7'" in result.stderr
    record = json.loads((tmp_path / "reports/a/run.json").read_text("utf-8"))
    assert record["overrides"]["unmatched"] == 1
    assert record["counts"]["corrected"] == 1


@pytest.mark.parametrize("command", ["report", "quotes"])
def test_a_file_with_a_fault_stops_before_anything_is_written(
    run, article, overrides, tmp_path, command
):
    result = run(command, article, "--overrides", overrides("x,angry,,,,,"))
    assert result.exit_code == 1
    assert "overrides.csv, line 2: unknown stance 'angry'" in result.stderr
    assert not result.stdout
    assert not (tmp_path / "reports").exists()


def test_a_missing_file_is_wrong_usage(run, article):
    result = run("report", article, "--overrides", "none.csv")
    assert result.exit_code == 2
    assert "none.csv: there is no such file" in result.stderr


@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_quotes_follow_the_corrections(run, article, ids, overrides, form):
    given = overrides(f"{ids[0]},neutral,,Ann Oak,,,", f"{ids[1]},,,,,x,")
    result = run("quotes", article, "--overrides", given, "--format", form)
    assert result.exit_code == 0
    assert "Ann Oak" in result.stdout
    assert "Shame on" not in result.stdout


def test_redaction_hides_who_is_put_right(run, article, ids, overrides, tmp_path):
    given = overrides(f"{ids[0]},,,Ann Oak,,,", f"{ids[1]},,commenter,Ben Elm,,,")
    options = ["--overrides", given, "--redact-speakers"]
    texts = [run("quotes", article, *options, "--format", "jsonl").output]
    run("report", article, *options)
    texts += [
        path.read_text("utf-8")
        for path in (tmp_path / "reports/a").iterdir()
        if path.suffix != ".png"
    ]
    for name in ("Jenny", "Marsh", "Ann Oak", "Ben Elm"):
        assert not [text for text in texts if name in text]


def test_a_report_of_its_own_template_filled_in_leaves_it(run, article, ids, tmp_path):
    run("report", article)
    path = tmp_path / "reports/a/overrides-template.csv"
    text = path.read_text("utf-8")
    filled = text.replace('"",""\n', '"yes",""\n', 1)
    assert filled != text
    path.write_text(filled, "utf-8")
    result = run("report", article, "--overrides", path)
    assert result.exit_code == 0
    assert "dropped: 1" in result.stderr
    assert "Kept, as it is filled in: " in result.stderr
    assert path.read_text("utf-8") == filled
