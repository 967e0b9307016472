"""Plain text: a file that is one article, with or without header lines above it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from sentiment.reading.decoding import decode
from sentiment.reading.fields import pick_fields
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record
from sentiment.reading.streams import read_whole

# "Title: …", "Date: …" and an empty line, as databases export articles. A single such
# line may be the article's own.
_HEADER = re.compile(
    r"(?:[A-Za-z][\w -]{0,30}:[ \t]{0,9}[^\r\n]{0,1000}\r?\n){2,20}\r?\n"
)


def read_plain(stream: io.BufferedReader, options: ReadingOptions) -> Iterator[Record]:
    """Read one article as it stands, its header lines as fields."""
    text = decode(read_whole(stream, options.max_bytes))
    header = _HEADER.match(text)
    known = pick_fields(_fields(header.group()), {}) if header else {}
    if header and (known["title"] or known["published"]) and not known["text"]:
        yield Record({**known, "text": text[header.end() :]}, ours=True)
    else:
        yield Record({"text": text}, ours=True)


def _fields(header: str) -> dict[str, object]:
    pairs = (line.partition(":") for line in header.splitlines() if line)
    return {name: value.strip() for name, _, value in pairs}
