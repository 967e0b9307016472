"""Parquet tables, one article a row; the only module that knows pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from sentiment.reading.extras import needs
from sentiment.reading.faults import Fault
from sentiment.reading.fields import column_of, known_columns
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Record
from sentiment.reading.streams import seekable

# Rows held in memory at once: at 5 MB an article still less than it takes to import.
BATCH = 32
BUFFER = 1 << 20
COLUMNS_SHOWN = 12


def read_parquet(
    stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Record | Fault]:
    """Read an article from each row.

    Raises:
        Fault: it is no Parquet, no column holds the article, or the extra is missing.
    """
    with needs("parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    number = 0
    try:
        with seekable(stream) as file:
            # Without the buffer a whole group of rows would be read at once.
            table = pq.ParquetFile(file, buffer_size=BUFFER, pre_buffer=False)
            columns = _columns(table.schema_arrow.names, options)
            for batch in table.iter_batches(BATCH, columns=columns, use_threads=False):
                for values in batch.to_pylist():
                    number += 1
                    yield Record(values, number)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        first = str(error).partition("\n")[0] or type(error).__name__
        reason = f"is damaged or no Parquet table ({first[:100]}): write it again"
        raise Fault(reason, number + 1 if number else None) from None


def _columns(names: Sequence[str], options: ReadingOptions) -> list[str]:
    if column_of("text", names, options.fields) is None:
        shown = ", ".join(name[:40] for name in names[:COLUMNS_SHOWN])
        reason = f"no column is known to hold the article (there are: {shown})"
        raise Fault(f"{reason}: name it by --field text=COLUMN")
    return known_columns(names, options.fields)
