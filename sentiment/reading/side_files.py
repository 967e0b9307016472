"""Small CSV files that a user keeps beside the articles: dates, events, corrections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sentiment.errors import InputError, MissingInput
from sentiment.reading.decoding import decode
from sentiment.reading.faults import Fault

# More rows than anybody fills in by hand.
MAX_BYTES = 100_000_000
# What spreadsheets put between cells, depending on the country.
_DELIMITERS = ",;\t"


@dataclass(frozen=True, eq=False, slots=True)
class SideFile:
    """A table as read: its columns in lower case, its rows, and the file's SHA-256."""

    path: str | Path
    digest: str
    columns: tuple[str, ...]
    _text: str
    _delimiter: str

    def rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Yield the line and the cells of each row, blanks around them taken off.

        Raises:
            InputError: naming the line, for what is no CSV or has too many cells.
        """
        lines = io.StringIO(self._text, newline="")
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        try:
            next(reader, None)
            for cells in reader:
                trimmed = [cell.strip() for cell in cells]
                if any(trimmed[len(self.columns) :]):
                    reason = 'has more cells than columns: put words with commas in "'
                    raise InputError(self.path, reason, reader.line_num)
                if any(trimmed):
                    filled = trimmed + [""] * (len(self.columns) - len(trimmed))
                    yield (
                        reader.line_num,
                        dict(zip(self.columns, filled, strict=False)),
                    )
        except csv.Error as error:
            reason = f"is no CSV: {error}"
            raise InputError(self.path, reason, reader.line_num) from None


def read_side_file(path: str | Path, *needed: str) -> SideFile:
    """Read a file with a header, cells apart by commas, semicolons or tabs.

    Raises:
        MissingInput: there is no such file.
        InputError: it cannot be read, or lacks a column that is `needed`.
    """
    data = _bytes(path)
    try:
        text = decode(data)
    except Fault as error:
        raise InputError(path, error.reason) from None
    head = next(iter(text.splitlines()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    cells = next(csv.reader([head], delimiter=delimiter), [])
    columns = tuple(name.strip().lower() for name in cells)
    if any(name not in columns for name in needed):
        reason = f"must have the columns {' and '.join(needed)} in line 1"
        raise InputError(path, reason, 1)
    return SideFile(path, sha256(data).hexdigest(), columns, text, delimiter)


def _bytes(path: str | Path) -> bytes:
    if not Path(path).is_file():
        raise MissingInput(path, "there is no such file")
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}): check its rights"
        raise InputError(path, reason) from None
    if len(data) > MAX_BYTES:
        raise InputError(path, f"holds more than {MAX_BYTES:,} bytes: split it")
    return data
