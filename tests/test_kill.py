"""A report that is killed leaves the old one whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

# Runs the command, and kills its process without warning at the nth call of a function.
KILLED_AT = """
import os, signal, sys
name, nth = sys.argv[1], int(sys.argv[2])
real, count = getattr(os, name), 0
def counted(*args, **more):
    global count
    count += 1
    if count == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **more)
setattr(os, name, counted)
import matplotlib  # A process that has it writes the report itself.
from sentiment.cli import main
main(sys.argv[3:])
"""
TEXT = "Fans were angry. “Shame on him,” wrote one commenter.\n"
NEWER = "Fans were glad. “Well done him,” wrote one fan. “Bravo,” wrote another.\n"


def arguments(folder: Path, path: str) -> list[str]:
    out = str(folder / "out")
    return ["report", path, "--judge", "vader", "--target", "Fans", "--out", out]


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a report; what is hidden is none of it."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    shown = [
        p for p in found if not any(x[0] == "." for x in p.relative_to(folder).parts)
    ]
    return {path.name: path.read_bytes() for path in shown}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A folder with an article, the report of it, and a newer article in its place."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "sentiment"]
    given = arguments(tmp_path, str(tmp_path / "a.txt"))
    subprocess.run([*command, *given], check=True, capture_output=True)
    (tmp_path / "a.txt").write_text(NEWER, encoding="utf-8")
    return tmp_path


# The first file is synced; the last is; all are complete and the first is to move.
@pytest.mark.parametrize(("name", "nth"), [("fsync", 1), ("fsync", 9), ("replace", 10)])
def test_report_killed_leaves_the_old_one(report: Path, name: str, nth: int) -> None:
    old = files_of(report / "out")
    assert len(old) == 9
    script = [sys.executable, "-c", KILLED_AT, name, str(nth)]
    given = arguments(report, str(report / "a.txt"))
    killed = subprocess.run([*script, *given], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert files_of(report / "out") == old


def test_report_killed_while_it_reads_leaves_the_old_one(report: Path) -> None:
    out = report / "out"
    (out / "a").rename(out / "report")
    old = files_of(out)
    command = [sys.executable, "-m", "sentiment", *arguments(report, "-")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(NEWER.encode() * 2000)
        process.stdin.flush()
        process.kill()
    assert files_of(out) == old
