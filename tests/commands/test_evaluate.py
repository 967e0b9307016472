"""`sentiment evaluate`: what it prints, which faults it names."""

from __future__ import annotations

import csv
import json

import pytest

from sentiment.judging.judges import get_judge
from sentiment.pipeline import analyze_article
from sentiment.training.gold import read_gold
from sentiment.training.labelled import label, read_labelled


@pytest.fixture
def dev(root):
    return root / "tests/gold/dev.jsonl"


def test_table_sets_the_judge_beside_vader(run, dev):
    result = run("evaluate", dev)
    assert result.exit_code == 0
    for word in ("macro-F1", "VADER", "precision", "confidence", "reader:"):
        assert word in result.stdout


def test_json_holds_the_same_figures(run, dev):
    facts = json.loads(run("evaluate", dev, "--format", "json").stdout)
    confusion = facts["measures"]["confusion"]
    assert (
        sum(n for row in confusion.values() for n in row.values())
        == (facts["measures"]["count"])
    )
    assert facts["measures"]["macro_f1"] > facts["vader"]["macro_f1"]


def test_plot_is_a_picture(run, dev, tmp_path):
    assert run("evaluate", dev, "--plot", "c.png").exit_code == 0
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


def test_labelled_table_is_taken_as_it_stands(run, seed_folder, tmp_path):
    run("quotes", seed_folder, "--format", "csv", "--out", "q.csv")
    with (tmp_path / "q.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "l.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "label"])
        writer.writeheader()
        writer.writerows([row | {"label": row["stance"]} for row in rows[:-1]])
        writer.writerow(rows[-1] | {"label": ""})
    facts = json.loads(run("evaluate", "l.csv", "--format", "json").stdout)
    assert facts["measures"]["accuracy"] == 1
    assert facts["measures"]["count"] == len(rows) - 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.jsonl", '{"id": "x"}\n', "a.jsonl, line 1: there is no 'text'"),
        ("a.jsonl", "nonsense\n", "a.jsonl, line 1: is no labelled article"),
        ("a.jsonl", "", "a.jsonl: is empty"),
        ("a.csv", "article_id\nx\n", "there is no column 'label'"),
        ("a.csv", "label,role,article_id,p_supportive,p_critical,p_neutral\n"
         "nice,named,a,1,0,0\n", "a.csv, line 2"),
    ],
)  # fmt: skip
def test_fault_in_the_labels_is_named(run, tmp_path, name, text, said):
    (tmp_path / name).write_text(text)
    result = run("evaluate", name)
    assert result.exit_code == 1
    assert said in result.stderr


def test_missing_file_is_wrong_usage(run):
    assert run("evaluate", "none.jsonl").exit_code == 2


def test_the_reader_is_measured_with_its_own_hints(dev):
    judge = get_judge("reader")
    (gold, *_) = read_gold([dev])
    found = label(gold, judge.hint)
    told = analyze_article(gold.article, judge=judge)
    settled = judge.settle(found.article, found.quotes, found.speakers, found.target)
    assert [one.speaker for one in told] == list(settled)
    (one, *_) = read_labelled([dev], judge.hint)
    assert one.speakers == found.speakers
