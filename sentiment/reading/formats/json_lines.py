"""JSON lines: one object a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping

from sentiment.reading.decoding import decode
from sentiment.reading.faults import Fault
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record
from sentiment.reading.streams import lines_of


def read_json_lines(
    stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Record | Fault]:
    """Read an article from each line that is not blank."""
    for number, line in enumerate(lines_of(stream, options.max_bytes), start=1):
        if line is None or line.strip():
            try:
                yield Record(_parse_line(line, options.max_bytes), number)
            except Fault as fault:
                yield Fault(fault.reason, number)


def _parse_line(line: bytes | None, max_bytes: int) -> Mapping[str, object]:
    if line is None:
        raise Fault(f"is longer than {max_bytes:,} bytes: split it or take it out")
    return parse_object(line)


def parse_object(data: bytes) -> dict[str, object]:
    """Parse one JSON object.

    Raises:
        Fault: saying what it is instead.
    """
    record = parse_json(data)
    if not isinstance(record, dict):
        raise Fault('is not a JSON object: write {"text": "…"}')
    return record


def parse_json(data: bytes) -> object:
    """Parse JSON in any encoding that holds ASCII.

    Raises:
        Fault: it is none.
    """
    text = decode(data)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply or a number too long")
        raise Fault(f"is not JSON ({reason}): mend it or take it out") from None
