"""JSON documents: an array of objects, objects one after the other, or an export that
wraps them, such as {"articles": […]}.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

from sentiment.reading.faults import Fault
from sentiment.reading.fields import column_of
from sentiment.reading.formats.json_lines import parse_object
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record
from sentiment.reading.streams import CHUNK, narrowed

# In every encoding that holds ASCII these bytes are themselves.
_MARK = re.compile(rb'\\.|["{}\[\]\n]', re.DOTALL)
_BETWEEN = b" \t\r\n,"


def read_json_document(
    stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Record | Fault]:
    """Read an article from each object, or from each one that a lone object wraps."""
    for line, data in _elements(narrowed(stream), options.max_bytes):
        try:
            yield from _records(_parsed(data, options.max_bytes), line, options)
        except Fault as fault:
            yield Fault(fault.reason, line)


def _parsed(data: bytes | None, bound: int) -> dict[str, object]:
    if data is None:
        reason = f"is longer than {bound:,} bytes: write one object a line (.jsonl)"
        raise Fault(f"{reason}, or raise --max-bytes")
    return parse_object(data)


def _records(
    value: dict[str, object], line: int, options: ReadingOptions
) -> Iterator[Record]:
    wrapped = None
    if column_of("text", value, options.fields) is None:
        wrapped = _only_list(value)
    for record in [value] if wrapped is None else wrapped:
        yield Record(record, line)


def _only_list(value: Mapping[str, object]) -> list[dict[str, object]] | None:
    """The one list of objects in an export's wrapper, or in a wrapper within it."""
    lists = [v for v in value.values() if _is_list_of_objects(v)]
    inner = [v for v in value.values() if isinstance(v, Mapping)]
    if len(lists) == 1:
        return lists[0]  # type: ignore[return-value]
    return _only_list(inner[0]) if not lists and len(inner) == 1 else None


def _is_list_of_objects(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) for item in value)
    )


def _elements(
    stream: io.BufferedReader, bound: int
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the bytes of each element with its line; None for one above the bound."""
    splitter = _Splitter(bound)
    rest = b""
    while chunk := stream.read(CHUNK):
        chunk = rest + chunk
        # What a backslash escapes must be seen together with it.
        slashes = len(chunk) - len(chunk.rstrip(b"\\"))
        cut = len(chunk) - slashes % 2
        rest = chunk[cut:]
        yield from splitter.feed(chunk[:cut])
    yield from splitter.feed(rest)
    yield from splitter.flush()


class _Splitter:
    """Cuts a document into its elements by brackets alone, so that a broken element
    costs no other. What stands between elements but commas is given like one.
    """

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._depth = 0
        # How deep the elements lie: 1 within an array, 0 where there is none around.
        self._base = 0
        self._in_string = self._too_long = False
        self._line = self._first_line = 1
        self._kept = bytearray()

    def feed(self, chunk: bytes) -> Iterator[tuple[int, bytes | None]]:
        at = 0
        for match in _MARK.finditer(chunk):
            mark = match.group()
            if mark == b"\n":
                self._line += 1
            elif mark == b'"':
                self._in_string = not self._in_string
            elif len(mark) == 1 and not self._in_string:
                start, end = match.span()
                if mark in b"{[" and self._depth == self._base:
                    yield from self.flush(chunk[at:start])
                    at = end if self._opens_array(mark) else start
                elif mark in b"]}" and self._depth == self._base == 1:
                    yield from self.flush(chunk[at:start])
                    at, self._base = end, 0
                elif mark in b"]}" and self._depth == self._base + 1:
                    yield from self.flush(chunk[at:end])
                    at = end
                self._depth = max(0, self._depth + (1 if mark in b"{[" else -1))
        self._keep(chunk[at:])

    def flush(self, piece: bytes = b"") -> Iterator[tuple[int, bytes | None]]:
        """Give what was kept, `piece` with it, unless it is nothing."""
        self._keep(piece)
        data = bytes(self._kept).lstrip(_BETWEEN)
        line = self._first_line + self._kept.count(
            b"\n", 0, len(self._kept) - len(data)
        )
        if data or self._too_long:
            yield line, None if self._too_long else data.rstrip(_BETWEEN)
        self._kept.clear()
        self._too_long, self._first_line = False, self._line

    def _opens_array(self, mark: bytes) -> bool:
        opens = mark == b"[" and self._base == 0
        self._base = 1 if opens else self._base
        return opens

    def _keep(self, piece: bytes) -> None:
        self._too_long |= len(self._kept) + len(piece) > self._bound
        self._kept += b"" if self._too_long else piece
