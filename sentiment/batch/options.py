"""What a caller may choose about the work on many articles; none of it changes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# A megabyte of text takes some seconds; what takes longer than this never ends.
SECONDS = 120.0
ENGINES = ("local", "dask")


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


DEFAULTS = BatchOptions()
ALONE = BatchOptions(workers=1)
