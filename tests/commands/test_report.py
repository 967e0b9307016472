"""`sentiment report` writes a whole report, says what it holds, survives bad input."""

from __future__ import annotations

import json
import os
import struct
import sys
from hashlib import sha256
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest

from sentiment.commands.report import report_name
from sentiment.pipeline import analyze
from sentiment.reporting.reports import write_report
from sentiment.reporting.tables import COLUMNS

FILES = {
    "index.html", "timeline.png", "roles.png", "quotes.csv", "quotes.jsonl",
    "timeline.csv", "skipped.csv", "run.json", "overrides-template.csv",
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n"
GOOD = (
    "Mara Quill faced a backlash on Tuesday after she cancelled her tour.\n\n"
    "“I spent my savings on that ticket, what a disgrace,” wrote one fan.\n\n"
    "Mara Quill has not replied.\n"
)


def sha256_of(path):
    return sha256(path.read_bytes()).hexdigest()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


def test_report_of_the_seeds_is_whole_and_told(run, seed_folder, tmp_path):
    result = run("report", seed_folder)
    assert result.exit_code == 0
    written = contents(tmp_path / "reports" / "seeds")
    assert set(written) >= FILES
    assert written["timeline.png"].startswith(PNG)
    assert written["roles.png"].startswith(PNG)
    for words in (
        "Articles read: 4",
        "Target: Alec Baldwin (found in the articles)",
        "undated: ",
        "net share",
        "reports/seeds",
        "timeline.png",
    ):
        assert words in result.stdout
    assert "No quotation found in: 002_b6fed14c6085c442" in result.stderr


def test_report_gives_the_same_bytes_again(run, seed_folder, tmp_path):
    for out in ("one", "two"):
        assert run("report", seed_folder, "--out", out).exit_code == 0
    one, two = contents(tmp_path / "one/seeds"), contents(tmp_path / "two/seeds")
    assert one == two


def test_report_records_its_run(run, seed_folder, tmp_path):
    run("report", seed_folder, "--target", "Alec Baldwin", "--freq", "month")
    record = json.loads((tmp_path / "reports/seeds/run.json").read_text("utf-8"))
    assert record["target_given"] == "Alec Baldwin"
    assert record["settings"]["freq"] == "month"
    assert record["counts"]["articles_read"] == record["counts"]["files"] == 4
    assert record["arguments"] == {"target": "Alec Baldwin", "freq": "month"}
    assert record["articles_without_quotations"] == ["002_b6fed14c6085c442"]


def test_report_records_the_hash_of_each_input(run, seed_folder, tmp_path, good):
    events = tmp_path / "events.csv"
    events.write_text("date,label\n2023-01-19,Charged\n", "utf-8")
    run("report", good, seed_folder, "--events", events, "--workers", "1")
    record = json.loads((tmp_path / "reports/good/run.json").read_text("utf-8"))
    files = {Path(name).name: digest for name, digest in record["input_files"].items()}
    given = [good, *seed_folder.iterdir()]
    assert files == {path.name: sha256_of(path) for path in given}
    assert record["arguments"] == {
        "events": {"file": str(events), "sha256": sha256_of(events)}
    }
    lists = resources.files("sentiment") / "data"
    assert record["data"]["role_nouns.csv"] == sha256_of(lists / "role_nouns.csv")
    network = record["data"]["reader/network.onnx"]
    assert network == sha256_of(lists / "reader/network.onnx")


def test_report_counts_what_was_skipped(run, good, tmp_path):
    (tmp_path / "empty.txt").touch()
    run("report", good, "empty.txt")
    record = json.loads((tmp_path / "reports/good/run.json").read_text("utf-8"))
    counts = record["counts"]
    assert (counts["files"], counts["articles_read"], counts["skipped"]) == (2, 1, 1)
    page = (tmp_path / "reports/good/index.html").read_text("utf-8")
    assert "the article is empty" in page


def test_report_writes_parquet_where_it_is_asked_for(run, seed_folder, tmp_path):
    pytest.importorskip("pyarrow")
    assert run("report", seed_folder, "--parquet").exit_code == 0
    path = tmp_path / "reports/seeds/quotes.parquet"
    first = path.read_bytes()
    table = pd.read_parquet(path)
    assert tuple(table.columns) == COLUMNS
    assert run("report", seed_folder, "--parquet").exit_code == 0
    assert path.read_bytes() == first
    assert run("report", seed_folder).exit_code == 0
    assert not path.exists()


def test_report_says_how_to_install_what_parquet_needs(
    run, good, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = run("report", good, "--parquet")
    assert result.exit_code == 1
    assert "pip install 'sentiment-news[parquet]'" in result.stderr
    assert not (tmp_path / "reports").exists()


def test_report_counts_the_roles_asked_for(run, seed_folder):
    result = run("report", seed_folder, "--roles", "insider")
    assert result.exit_code == 0
    assert "by insider:" in result.stdout


def test_report_of_no_quotation_says_so(run, tmp_path):
    (tmp_path / "dull.txt").write_text("The council met on Tuesday and talked.\n")
    result = run("report", "dull.txt")
    assert result.exit_code == 0
    assert "Quotations: 0" in result.stdout
    assert "No quotation found in: dull" in result.stderr


# Name, contents, what is said of it: none of these costs the good article.
BAD = [
    ("empty.txt", b"", "empty.txt: the article is empty"),
    ("blank.txt", b" \n\t\n", "blank.txt"),
    ("noise.txt", bytes(range(128, 256)) * 40 + b"\0\1\2" * 99, "noise.txt"),
    ("picture.txt", PNG + bytes(2_000), "picture.txt"),
    ("broken.jsonl", b'{"text": "unfinished', "broken.jsonl, line 1"),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD, ids=[row[0] for row in BAD])
def test_report_goes_on_after_bad_input(run, tmp_path, good, name, data, said):
    (tmp_path / name).write_bytes(data)
    result = run("report", good, name)
    assert result.exit_code == 1
    assert f"Skipped {said}" in result.stderr
    assert "Articles read: 1" in result.stdout
    assert set(contents(tmp_path / "reports/good")) >= FILES


@pytest.mark.parametrize("name", ["empty.txt", "folder"])
def test_report_leaves_an_old_report_where_nothing_can_be_read(run, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").touch()
    result = run("report", name)
    assert result.exit_code == 1
    assert f"Skipped {name}: " in result.stderr
    assert not (tmp_path / "reports").exists()


WRONG = [
    ([], "Missing argument 'PATH...'"),
    (["nowhere"], "nowhere: there is no such file or folder"),
    (["good.txt", "nowhere.txt"], "nowhere.txt: there is no such file"),
    (["good.txt", "--target", "Zebulon"], "'Zebulon' is not mentioned in the article"),
    (["good.txt", "--target", " "], "--target is empty"),
    (["good.txt", "--roles", "priest"], "choose from commenter, insider, named"),
    (["good.txt", "--freq", "hour"], "'hour' is not one of"),
    (["good.txt", "--judge", "judy"], "'judy' is not one of"),
    (["good.txt", "--nonsense"], "No such option"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_report_refuses_wrong_usage(run, tmp_path, good, arguments, said):
    result = run("report", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout
    assert not (tmp_path / "reports").exists()


def test_report_says_where_it_cannot_write(run, good):
    result = run("report", good, "--out", good)
    assert result.exit_code == 1
    assert "good.txt" in result.stderr
    assert "cannot be written" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_report_goes_on_after_a_file_it_may_not_read(run, tmp_path, good):
    (tmp_path / "secret.txt").write_text(GOOD)
    (tmp_path / "secret.txt").chmod(0)
    assert run("report", good, "secret.txt").exit_code == 1


LOOKS = [
    (["--size", "10"], "--size '10': write inches as 10x7.2, the width first"),
    (["--size", "10x"], "--size '10x': write inches"),
    (["--size", "2x2"], "size 2x2: charts measure 6x6 to 40x40 inches"),
    (["--dpi", "5"], "dpi 5: choose 50 to 600 dots per inch"),
    (["--dpi", "many"], "'many' is not a valid integer"),
    (["--style", "pie"], "'pie' is not one of 'diverging', 'share', 'dots'"),
    (["--palette", "rainbow"], "'rainbow' is not one of 'blue-orange'"),
    (["--format", "gif"], "'gif' is not one of 'png', 'svg'"),
    (["--title", ""], "the title needs 1 to 160 characters"),
]


@pytest.mark.parametrize(("arguments", "said"), LOOKS)
def test_report_refuses_looks_that_no_chart_can_have(
    run, tmp_path, good, arguments, said
):
    result = run("report", good, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("style", ["diverging", "share", "dots"])
def test_report_draws_as_asked(run, tmp_path, good, style):
    looks = [
        "--style", style, "--palette", "grey", "--title", "What $he did", "--size",
        "8x6.5", "--dpi", "100", "--format", "png", "--format", "svg",
    ]  # fmt: skip
    for out in ("one", "two"):
        assert run("report", good, *looks, "--out", out).exit_code == 0
    one, two = contents(tmp_path / "one/good"), contents(tmp_path / "two/good")
    assert one == two
    assert struct.unpack(">II", one["timeline.png"][16:24]) == (800, 650)
    assert b"<svg" in one["timeline.svg"]
    assert json.loads(one["run.json"])["settings"]["look"] == {
        "style": style, "palette": "grey", "title": "What $he did",
        "size": [8.0, 6.5], "dpi": 100, "formats": ["png", "svg"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("news.jsonl", "news"),
        ("a folder/my news.txt", "my-news"),
        ("..hidden..", "hidden"),
        ("?*.txt", "report"),
    ],
)
def test_report_name_is_harmless(path, name):
    assert report_name(path) == name


def test_library_writes_what_the_command_writes(run, seed_folder, tmp_path):
    assert run("report", seed_folder).exit_code == 0
    ours = contents(tmp_path / "reports" / "seeds")
    write_report(analyze(seed_folder), tmp_path / "library")
    theirs = contents(tmp_path / "library")
    assert set(ours) == set(theirs)
    # Only the command knows of files and what it was told.
    for name in set(ours) - {"run.json", "index.html"}:
        assert ours[name] == theirs[name], name
    one, other = (json.loads(made["run.json"]) for made in (ours, theirs))
    assert {key: one[key] for key in other if key != "counts"} == {
        key: value for key, value in other.items() if key != "counts"
    }
    assert other["counts"].items() <= one["counts"].items()
    lines = ours["index.html"].decode().splitlines()
    more = set(lines) - set(theirs["index.html"].decode().splitlines())
    assert len(more) == 1
    assert "Articles read" in more.pop()
