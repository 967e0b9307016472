"""The options about many articles: none of them changes what comes out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

TEXT = "“I will miss her, all {} of it,” one fan wrote of Ann Pike.\n" * 20


@pytest.fixture
def many(tmp_path):
    rows = [{"id": f"a{n}", "text": TEXT.format(*[n] * 20)} for n in range(60)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return "many.jsonl"


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_workers_change_no_byte(run, many, form):
    given = ["quotes", many, "--format", form]
    one = run(*given, "--workers", "1")
    assert one.exit_code == 0
    for more in (["--workers", "2"], ["--cache", "parts"], ["--cache", "parts"]):
        other = run(*given, *more)
        assert (other.stdout, other.stderr) == (one.stdout, one.stderr)


def test_report_is_the_same_with_workers_and_cache(run, many, tmp_path):
    for out, more in (("one", []), ("two", ["--workers", "2", "--cache", "parts"])):
        assert run("report", many, "--out", out, *more).exit_code == 0
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / out / "many").iterdir()}
        for out in ("one", "two")
    )
    assert one == two


def test_parquet_is_a_folder_of_files(run, many, tmp_path):
    pytest.importorskip("pyarrow")
    assert run("quotes", many, "--format", "parquet").exit_code == 2
    given = ["quotes", many, "--format", "parquet", "--out", "set"]
    assert run(*given).exit_code == 0
    assert [path.name for path in (tmp_path / "set").iterdir()] == [
        "part-00000.parquet"
    ]


# An alarm that rings while Python tidies up is dropped and told of; the next one tells.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_article_over_the_time_limit_is_named(run, tmp_path):
    (tmp_path / "long.txt").write_text("“Enough,” she said of Ann Pike.\n" * 20_000)
    (tmp_path / "short.txt").write_text("“Enough,” she said of Ann Pike.\n")
    run("quotes", "short.txt")
    given = ["quotes", ".", "--format", "jsonl", "--time-limit", "0.5"]
    result = run(*given, "--target", "Ann Pike")
    assert result.exit_code == 1
    assert "long.txt: takes longer than 0.5 seconds" in result.stderr
    assert {json.loads(row)["article_id"] for row in result.stdout.splitlines()} == {
        "short"
    }


@pytest.mark.parametrize(
    "given",
    [["--engine", "dask"], ["--scheduler", "tcp://a:1"], ["--workers", "0"]],
    ids=" ".join,
)
def test_wrong_usage_is_refused(run, seed_folder, given):
    assert run("quotes", seed_folder, *given).exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
def test_interrupted_run_stops_cleanly_and_goes_on(run, tmp_path):
    rows = [{"text": f"Number {n}.\n{TEXT}"} for n in range(3000)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    command = ["quotes", "in.jsonl", "--format", "jsonl", "--out", "out.jsonl"]
    command += ["--judge", "light"]
    command += ["--target", "Ann Pike", "--workers", "2", "--cache", "parts"]
    process = subprocess.Popen(
        [sys.executable, "-m", "sentiment", *command],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background has them ignore it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    while not list(tmp_path.glob("parts/*/*.jsonl")):
        assert process.poll() is None
        time.sleep(0.02)
    # As a terminal does it: to the command and all its workers.
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Aborted" in said
    assert "Traceback" not in said
    assert not list(tmp_path.glob("*out.jsonl*"))
    assert not _is_alive(process.pid, seconds=10)
    # The rest of the test is about the bytes: a beginning is enough.
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows[:150])))
    assert run(*command).exit_code == 0
    resumed = (tmp_path / "out.jsonl").read_bytes()
    assert run(*command[:10], "--workers", "1").exit_code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == resumed


def _is_alive(group: int, seconds: float) -> bool:
    """Whether a group of processes still has members after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True
