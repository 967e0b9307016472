"""Formats whose libraries are installed on request only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sentiment.reading.faults import Fault

WHAT = {
    "web": "web pages",
    "parquet": "Parquet tables",
    "warc": "web archives",
}


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Turn a failing import into a fault that says how to install the extra."""
    try:
        yield
    except ImportError:
        install = f"pip install 'sentiment-news[{extra}]'"
        raise Fault(f"{WHAT[extra]} need the extra {extra!r}: {install}") from None
