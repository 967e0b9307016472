"""Quotations as Parquet, one file or a dataset of several, written as they come."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from os import getpid
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import InputError, SentimentError
from sentiment.reporting.rows import Row, json_line
from sentiment.reporting.tables import DTYPES, TEXT

if TYPE_CHECKING:
    import pyarrow as pa

# Rows held in memory at once, and how many of these make a file.
GROUP = 2_000
GROUPS = 125
# Half a character, as JSON escapes it; Arrow holds none.
_LONE = re.compile(rb"(?<!\\)((?:\\\\)*)\\ud[89a-f]..", re.IGNORECASE)


def write_parquet(lines: Iterable[bytes], folder: Path) -> None:
    """Write rows given as lines of JSON to `folder`/part-00000.parquet and so on.

    The folder is there whole or not at all.

    Raises:
        InputError: the folder is not empty, or cannot be written.
        SentimentError: the extra `parquet` is missing.
    """
    load_pyarrow()
    beside = folder.with_name(f".{folder.name}.{getpid()}.tmp")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise InputError(folder, "there is something here: name an empty folder")
        beside.mkdir(parents=True)
        groups = _groups(lines)
        for number, first in enumerate(groups):
            path = beside / f"part-{number:05d}.parquet"
            _write(chain((first,), islice(groups, GROUPS - 1)), path)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error}): check the folder"
        raise InputError(folder, reason) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_parquet_file(rows: Iterable[Row], file: BinaryIO) -> None:
    """Write rows to one Parquet file, without columns that the table does not know.

    Raises:
        SentimentError: the extra `parquet` is missing.
    """
    load_pyarrow()
    known = ({name: row.get(name) for name in DTYPES} for row in rows)
    _write(_groups(map(json_line, known)), file)


def load_pyarrow() -> None:
    """Load what reads and writes Parquet.

    Raises:
        SentimentError: the extra `parquet` is missing.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        reason = "Parquet needs the extra 'parquet': pip install"
        raise SentimentError(f"{reason} 'sentiment-news[parquet]'") from None


def _write(groups: Iterable[pa.Table], place: Path | BinaryIO) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(place, _schema(), compression="zstd") as file:
        for group in groups:
            file.write_table(group)


def _groups(lines: Iterable[bytes]) -> Iterator[pa.Table]:
    """Tables of `GROUP` rows each; a single empty one where there are none."""
    rows = iter(lines)
    group = list(islice(rows, GROUP))
    yield _table(group)
    while group := list(islice(rows, GROUP)):
        yield _table(group)


def _table(lines: list[bytes]) -> pa.Table:
    import pyarrow as pa
    from pyarrow import json

    schema = _schema()
    if not lines:
        return schema.empty_table()
    data = b"\n".join(lines)
    if rb"\u" in data:
        data = _LONE.sub(rb"\1\\ufffd", data)
    options = json.ParseOptions(
        explicit_schema=pa.schema(map(_as_read, schema)),
        unexpected_field_behavior="error",
    )
    # A row may not straddle two blocks: all are one.
    whole = json.ReadOptions(block_size=len(data) + 1, use_threads=False)
    return json.read_json(io.BytesIO(data), whole, options).cast(schema)


def _as_read(field: pa.Field) -> pa.Field:
    import pyarrow as pa

    # The reader knows times, not dates.
    days = pa.types.is_date(field.type)
    return field.with_type(pa.timestamp("s")) if days else field


def _schema() -> pa.Schema:
    import pyarrow as pa

    reason = {
        "about": pa.string(), "rule": pa.string(), "pull": pa.float64(),
        "aside": pa.float64(), "start": pa.int64(), "end": pa.int64(),
    }  # fmt: skip
    kinds = {
        TEXT: pa.string(), "int64": pa.int64(), "float64": pa.float64(),
        "bool": pa.bool_(), "datetime64[s]": pa.date32(),
        "object": pa.list_(pa.struct(list(reason.items()))),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in DTYPES.items()])
