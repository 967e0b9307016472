"""Plain text: a file that is one article from its first character to its last."""

from __future__ import annotations

import io
from collections.abc import Iterator

from sentiment.reading.decoding import decode
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record
from sentiment.reading.streams import read_whole


def read_plain(stream: io.BufferedReader, options: ReadingOptions) -> Iterator[Record]:
    """Read one article as it stands."""
    yield Record({"text": decode(read_whole(stream, options.max_bytes))})
