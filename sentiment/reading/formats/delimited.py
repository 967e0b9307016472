"""Tables as text: comma, semicolon, tab or bar between cells, one article a row."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sentiment.reading.decoding import decode
from sentiment.reading.faults import Fault
from sentiment.reading.fields import column_of
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record
from sentiment.reading.streams import head_of, lines_of

DELIMITERS = ",;\t|"
# A row whose quotation mark never closes swallows what follows, which is then read
# again; a file full of such rows would cost the square of its size.
MAX_REREAD = 20
COLUMNS_SHOWN = 12


class _Header(NamedTuple):
    names: Sequence[str]
    delimiter: str


def read_delimited(
    stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Record | Fault]:
    """Read an article from each row below the header.

    Raises:
        Fault: no column holds the article.
    """
    # The module's own bound is 131,072 characters; it is never lowered here, since it
    # belongs to the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    lines = _Lines(_decoded_lines(stream, options.max_bytes), options.max_bytes)
    header = _read_header(lines, options)
    for number, cells in _rows(lines, header.delimiter):
        if isinstance(cells, Fault):
            yield Fault(cells.reason, number)
        elif any(cells):
            yield _record(header.names, cells, number)


def _decoded_lines(stream: io.BufferedReader, bound: int) -> Iterator[str | Fault]:
    # Spreadsheets on a Macintosh once ended lines by a carriage return alone.
    head = head_of(stream)
    old_macintosh = b"\r" in head and b"\n" not in head
    for line in lines_of(stream, bound):
        if line is None:
            yield Fault(f"is longer than {bound:,} bytes: split it or take it out")
            continue
        try:
            text = decode(line)
        except Fault as fault:
            yield fault
            continue
        yield from text.splitlines(keepends=True) if old_macintosh else (text,)


class _Lines:
    """Lines for the csv module, which remembers those of the row being read."""

    def __init__(self, lines: Iterator[str | Fault], bound: int) -> None:
        self._lines, self._bound = lines, bound
        self._again: deque[str | Fault] = deque()
        self._row: list[str | Fault] = []
        self._size = 0
        self._rereads = 0
        self.ended = False
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.number += 1
        self._row.append(line)
        if isinstance(line, Fault):
            raise line
        self._size += len(line)
        if self._size > self._bound:
            raise _Unclosed
        return line

    def begin_row(self) -> int:
        """Forget the row read before; return the number of the line to come."""
        self._row.clear()
        self._size, self.ended = 0, False
        return self.number + 1

    def reread(self) -> None:
        """Go back to the second line of the row."""
        self._rereads += 1
        if self._rereads > MAX_REREAD:
            reason = f"more than {MAX_REREAD} rows have a quotation mark that never"
            raise Fault(f"{reason} closes; the rest is not read: mend the table")
        self._again.extendleft(reversed(self._row[1:]))
        self.number -= len(self._row) - 1


class _Unclosed(Exception):
    """A row has grown beyond any article: its quotation mark never closes."""


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, Sequence[str] | Fault]]:
    """Yield the cells of each row with the number of its first line."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        number = lines.begin_row()
        try:
            cells: Sequence[str] | Fault = next(reader)
            if lines.ended:
                raise _Unclosed
        except StopIteration:
            return
        except csv.Error as error:
            cells = Fault(f"is no row of a table ({error}): mend it or take it out")
        except Fault as fault:
            cells = fault
        except _Unclosed:
            cells = Fault("a quotation mark opens here and never closes: close it")
            lines.reread()
        yield number, cells


def _read_header(lines: _Lines, options: ReadingOptions) -> _Header:
    """Tell the columns, and the delimiter by which they make sense."""
    try:
        line = next((line for line in lines if not is_above_header(line)), "")
    except _Unclosed:
        line = ""
    # A stray carriage return would stop the csv module.
    line = line.replace("\r", " ")
    found = [
        _Header([name.strip() for name in next(csv.reader([line], delimiter=d), [])], d)
        for d in DELIMITERS
    ]
    # Without the column that is asked for, the most columns are the likeliest to help
    # the user find its name.
    header = max(found, key=lambda header: (_has_text(header, options), len(header[0])))
    if not _has_text(header, options):
        shown = ", ".join(name[:40] for name in header.names[:COLUMNS_SHOWN])
        reason = f"no column is known to hold the article (there are: {shown})"
        raise Fault(f"{reason}: name it by --field text=COLUMN", lines.number)
    return header


def _has_text(header: _Header, options: ReadingOptions) -> bool:
    return column_of("text", header.names, options.fields) is not None


def is_above_header(line: str) -> bool:
    """Whether a line is empty or, as "sep=;", meant for spreadsheets."""
    return not line.strip() or line.lower().startswith("sep=")


def _record(names: Sequence[str], cells: Sequence[str], number: int) -> Record | Fault:
    if any(cells[len(names) :]):
        reason = f"has {len(cells)} cells under {len(names)} columns"
        return Fault(f"{reason}: put cells with commas in quotation marks", number)
    return Record(dict(zip(names, cells, strict=False)), number)
