"""What a caller may choose about the work on many articles; none of it changes them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

# A megabyte of text takes some seconds; what takes longer than this never ends.
SECONDS = 120.0
ENGINES = ("local", "dask")
# A gain was measured on two cores; nobody looked beyond four.
MOST_THREADS = 4


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """Where the work is done and kept.

    Attributes:
        workers: processes on this machine; None takes all cores if it is worth it.
        scheduler: address of a Dask cluster that does the work instead.
        cache: folder in which finished parts are kept, and looked for.
        seconds: how long one article may take; None is for ever.
    """

    workers: int | None = None
    scheduler: str | None = None
    cache: Path | None = None
    seconds: float | None = SECONDS

    @property
    def threads(self) -> int:
        """On how many cores one process judges: one if the processes were counted."""
        if self.workers is not None or self.scheduler is not None:
            return 1
        return min(cores(), MOST_THREADS)


DEFAULTS = BatchOptions()
ALONE = BatchOptions(workers=1)
