"""`sentiment quotes` gives every quotation with its fields, in three forms."""

from __future__ import annotations

import csv
import io
import json

import pytest

# The fields that the README promises; others may follow.
FIELDS = {
    "article_id", "quote_id", "start", "end", "text", "speaker", "speaker_name", "role",
    "target", "compound", "stance", "p_supportive", "p_critical", "p_neutral", "date",
    "date_precision", "date_source", "evidence",
}  # fmt: skip


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_quotes_gives_one_object_a_line(run, seed_folder):
    result = run("quotes", seed_folder, "--format", "jsonl")
    assert result.exit_code == 0
    rows = objects(result.stdout)
    assert len(rows) > 15
    assert all(set(row) >= FIELDS for row in rows)


def test_quotes_gives_offsets_into_the_text_as_given(run, tmp_path):
    text = "  “I hate it,” said Ann Pike.\r\nShe added: “All of it 😬.”"
    lines = [{"id": "007", "text": text, "target": "Tour Ltd", "published": "2024-05"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    rows = objects(run("quotes", "a.jsonl", "--format", "jsonl").stdout)
    assert [text[row["start"] : row["end"]] for row in rows] == [
        "I hate it,",
        "All of it 😬.",
    ]
    for row in rows:
        assert row["article_id"] == "007"
        assert row["target"] == "Tour Ltd"
        assert (row["date"], row["date_precision"]) == ("2024-05-01", "month")


def test_quotes_as_csv_holds_the_same(run, seed_folder):
    table = run("quotes", seed_folder, "--format", "csv").stdout
    lines = objects(run("quotes", seed_folder, "--format", "jsonl").stdout)
    rows = list(csv.DictReader(io.StringIO(table)))
    for name in ("quote_id", "text", "role", "stance", "target"):
        assert [row[name] for row in rows] == [line[name] for line in lines]


def test_quotes_as_table_fits_the_terminal(run, seed_folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    result = run("quotes", seed_folder)
    lines = result.stdout.splitlines()
    assert lines[0].split()[:2] == ["date", "stance"]
    assert len(lines) > 15
    assert all(len(line) <= 80 for line in lines)


def test_quotes_keeps_data_and_talk_apart(run, seed_folder):
    result = run("quotes", seed_folder, "--format", "jsonl")
    assert "Articles read: 4" in result.stderr
    assert "Articles read" not in result.stdout
    assert not run("quotes", seed_folder, "--quiet").stderr


def test_quotes_writes_a_file_whole_or_not_at_all(run, seed_folder, tmp_path):
    out = tmp_path / "q.jsonl"
    result = run("quotes", seed_folder, "--format", "jsonl", "--out", out)
    assert result.exit_code == 0
    assert not result.stdout
    before = out.read_text("utf-8")
    assert objects(before)
    wrong = run("quotes", seed_folder, "--target", "Zebulon", "--out", out)
    assert wrong.exit_code == 2
    assert out.read_text("utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["q.jsonl"]


def test_quotes_gives_the_same_bytes_again(run, seed_folder):
    one, two = (run("quotes", seed_folder, "--format", "jsonl") for _ in range(2))
    assert one.stdout == two.stdout


def test_quotes_loses_only_the_bad_line(run, tmp_path):
    good = json.dumps({"text": "“I hate all of it,” said Ann Pike.", "id": "a"})
    (tmp_path / "news.jsonl").write_text(f'{good}\n{{"text": \n[]\n')
    result = run("quotes", "news.jsonl", "--format", "jsonl")
    assert result.exit_code == 1
    assert [row["article_id"] for row in objects(result.stdout)] == ["a"]
    assert "news.jsonl, line 2" in result.stderr
    assert "news.jsonl, line 3" in result.stderr


def test_quotes_reads_from_a_pipe(run):
    said = "“I hate all of it,” said Ann Pike.\n"
    result = run("quotes", "-", "--format", "jsonl", input=said)
    assert [row["text"] for row in objects(result.stdout)] == ["I hate all of it,"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing argument"),
        (["nowhere"], "there is no such file"),
        (["SEEDS", "--format", "xml"], "'xml' is not one of"),
        (["SEEDS", "--target", "Zebulon"], "not mentioned in the 4 articles"),
        (["SEEDS", "--field", "body"], "--field"),
    ],
)
def test_quotes_refuses_wrong_usage(run, seed_folder, arguments, said):
    given = [seed_folder if part == "SEEDS" else part for part in arguments]
    result = run("quotes", *given)
    assert result.exit_code == 2
    assert said in result.stderr


def test_quotes_of_none_says_so(run, tmp_path):
    (tmp_path / "dull.txt").write_text("The council met on Tuesday and talked.\n")
    assert run("quotes", "dull.txt").stdout == "No quotations.\n"
    assert run("quotes", "dull.txt", "--format", "jsonl").stdout == ""


def test_quotes_says_where_it_cannot_write(run, seed_folder):
    result = run("quotes", seed_folder, "--out", "no/such/place.csv")
    assert result.exit_code == 1
    assert "no/such/place.csv" in result.stderr
