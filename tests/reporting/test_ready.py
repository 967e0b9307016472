"""A process that gets ready has all that a report needs, and changes no other one."""

from __future__ import annotations

import subprocess
import sys

TOLD = """
import sys
from sentiment.reporting.ready import get_ready
get_ready()
before = set(sys.modules)
from sentiment.reporting.page import writing
import sentiment.reporting.reports, matplotlib.lines
assert set(sys.modules) == before, set(sys.modules) - before
loaded = {key[-1] for key in writing._environment().cache.keys()}
print(*sorted(loaded))
"""


def test_process_that_is_ready_has_all_that_it_needs():
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {"index.html", "base.html", "method.html"} <= set(done.stdout.split())
