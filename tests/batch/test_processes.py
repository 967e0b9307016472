"""Processes start from what is installed, and leave Ctrl-C to the first of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from sentiment.batch.processes import deaf, safe_path

NAME = "PYTHONSAFEPATH"


@pytest.mark.parametrize("before", [None, "", "1"])
def test_safe_path_is_put_back(before, monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    if before is not None:
        monkeypatch.setenv(NAME, before)
    with safe_path():
        assert os.environ[NAME] == "1"
    assert os.environ.get(NAME) == before


# A script as people write it, with nothing that asks whether it is the main one.
UNGUARDED = """
import sys
print("begun", flush=True)
from sentiment.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("command", ["report", "quotes"])
def test_script_runs_once_whatever_processes_there_are(command, tmp_path):
    (tmp_path / "script.py").write_text(UNGUARDED)
    (tmp_path / "a.txt").write_text(
        "Ann Pike left.\n\n“Well done her,” one fan wrote.\n"
    )
    more = ["--out", "out"] if command == "report" else []
    given = [command, "a.txt", "--judge", "light", "--workers", "2", *more]
    done = subprocess.run(
        [sys.executable, "script.py", *given], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"begun") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="it is not inherited there")
def test_process_that_starts_deaf_does_not_hear_ctrl_c():
    script = "import signal; print(signal.getsignal(signal.SIGINT).name)"
    before = signal.getsignal(signal.SIGINT)
    with deaf():
        told = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert told.stdout.split() == [b"SIG_IGN"]
    assert signal.getsignal(signal.SIGINT) is before


def test_deaf_does_nothing_in_a_thread_that_may_not():
    found = []

    def inside():
        with deaf():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert found == [signal.getsignal(signal.SIGINT)]
