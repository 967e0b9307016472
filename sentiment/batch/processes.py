"""How processes are started: with what is installed, and nothing else."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_SAFE_PATH = "PYTHONSAFEPATH"


@contextmanager
def safe_path() -> Iterator[None]:
    """Python processes that start meanwhile import nothing from the working folder.

    They would look there first, where something else may have our name: in a clone, the
    sources beside what is installed.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


@contextmanager
def no_script() -> Iterator[None]:
    """Processes that start meanwhile do not run the script that runs here.

    They would import what it imports, which takes time, and one that does not ask
    whether it is `__main__` would do all of its work anew.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextmanager
def deaf() -> Iterator[None]:
    """Processes that start meanwhile do not hear Ctrl-C, from their first moment on.

    It reaches every process; the first one decides what it means.
    """
    if threading.current_thread() is not threading.main_thread():
        # Signals are the main thread's to set.
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
