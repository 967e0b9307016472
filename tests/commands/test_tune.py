"""`sentiment tune`: from an installed package, without this project's articles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from sentiment.judging.light import LightJudge, light_judge
from sentiment.judging.measures import measure
from sentiment.training.labelled import judge_labelled, read_labelled


@pytest.fixture(scope="module")
def tuned(root, tmp_path_factory):
    """A folder with labels, a copy of the package alone, and what it made of them."""
    folder = tmp_path_factory.mktemp("tuned")
    shutil.copytree(root / "sentiment", folder / "site" / "sentiment")
    lines = (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()
    (folder / "mine.jsonl").write_text("\n".join(lines[:8]) + "\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "sentiment",
        "tune",
        "mine.jsonl",
        "--out",
        "w.csv",
    ]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(folder / "site")},
    )  # fmt: skip
    return folder, done


def test_installed_package_tunes(tuned):
    _, done = tuned
    assert done.stdout == ""
    assert "Articles: 8. Weights moved:" in done.stderr
    assert "Traceback" not in done.stderr


def test_tuned_weights_fit_the_labels_better(tuned):
    folder, _ = tuned
    labelled = read_labelled([folder / "mine.jsonl"])
    mine, ours = light_judge(folder / "w.csv"), LightJudge()

    def doubt(judge):
        rows = [row for one in labelled for row in judge_labelled(judge, one)]
        chances = [
            getattr(row.probabilities, row.gold.value)
            for row in rows
            if row.gold and row.probabilities
        ]
        return 1 - sum(chances) / len(chances), measure(rows).count

    assert doubt(mine)[1] == doubt(ours)[1] > 30
    assert doubt(mine)[0] < doubt(ours)[0]


def test_tuned_weights_are_used(tuned, run, root):
    folder, _ = tuned
    dev = root / "tests/gold/dev.jsonl"
    said = run("evaluate", dev, "--weights", folder / "w.csv").stdout.splitlines()[0]
    assert said.startswith("Judge: reader:")
    assert said != run("evaluate", dev).stdout.splitlines()[0]


def test_missing_file_is_wrong_usage(run):
    assert run("tune", "none.jsonl", "--out", "w.csv").exit_code == 2
