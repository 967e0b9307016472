"""Small CSV files in which each row has a date: of articles, or of events."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sentiment.errors import InputError, MissingInput
from sentiment.models import Dating
from sentiment.reading.dates import read_date
from sentiment.reading.decoding import decode
from sentiment.reading.faults import Fault
from sentiment.reading.options import MAX_BYTES


def read_dates(path: str | Path, dayfirst: bool | None = None) -> dict[str, Dating]:
    """Read a file of dates: a header with article_id and date, a row an article.

    Returns:
        The dates by article id, with the file's name as their source.

    Raises:
        InputError: naming file and line, for a date that cannot be read, an id given
            twice or a missing column.
    """
    dates: dict[str, Dating] = {}
    for line, name, dating in read_dated_rows(path, "article_id", dayfirst):
        if name in dates:
            raise InputError(path, f"gives {name!r} twice: keep one row", line)
        dates[name] = replace(dating, source=f"file {Path(path).name}")
    return dates


def read_dated_rows(
    path: str | Path, what: str, dayfirst: bool | None = None
) -> Iterator[tuple[int, str, Dating]]:
    """Yield line, value and date of each row of a file with columns `what` and date.

    Raises:
        InputError: naming file and line, and what to do.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if what not in names or "date" not in names:
        raise InputError(path, f"must have the columns {what} and date in line 1", 1)
    reader.fieldnames = names
    try:
        for row in reader:
            value, date = (row[name] or "" for name in (what, "date"))
            if not value.strip():
                raise InputError(path, f"has no {what}: fill it in", reader.line_num)
            dating = read_date(date, dayfirst)
            if dating.date is None:
                reason = f"{dating.source}: write it as 2024-03-31"
                raise InputError(path, reason, reader.line_num)
            yield reader.line_num, value.strip(), dating
    except csv.Error as error:
        raise InputError(path, f"is no CSV: {error}", reader.line_num) from None


def _text(path: str | Path) -> str:
    if not Path(path).is_file():
        raise MissingInput(path, "there is no such file")
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputError(path, f"holds more than {MAX_BYTES:,} bytes: split it")
        return decode(data)
    except Fault as error:
        raise InputError(path, error.reason) from None
    except OSError as error:
        reason = f"cannot be read ({error.strerror}): check its rights"
        raise InputError(path, reason) from None
