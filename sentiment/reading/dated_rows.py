"""Small CSV files in which each row has a date: of articles, or of events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sentiment.errors import InputError
from sentiment.models import Dating
from sentiment.reading.dates import read_date
from sentiment.reading.side_files import read_side_file


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
    for line, cells in read_side_file(path, what, "date").rows():
        if not cells[what]:
            raise InputError(path, f"has no {what}: fill it in", line)
        yield line, cells[what], dated(path, line, cells["date"], dayfirst)


def dated(
    path: str | Path, line: int, value: str, dayfirst: bool | None = None
) -> Dating:
    """Read the date in one cell of a file.

    Raises:
        InputError: naming file and line, where it is none.
    """
    dating = read_date(value, dayfirst)
    if dating.date is None:
        raise InputError(path, f"{dating.source}: write it as 2024-03-31", line)
    return dating
