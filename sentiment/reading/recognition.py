"""Which format an input is in, told by its beginning first and by its name second."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping

from sentiment.reading.decoding import marked_encoding, wide_encoding
from sentiment.reading.faults import Fault
from sentiment.reading.fields import column_of
from sentiment.reading.files import Source
from sentiment.reading.formats.delimited import (
    DELIMITERS,
    is_above_header,
    read_delimited,
)
from sentiment.reading.formats.json_documents import read_json_document
from sentiment.reading.formats.json_lines import read_json_lines
from sentiment.reading.formats.pages import read_page
from sentiment.reading.formats.parquet import read_parquet
from sentiment.reading.formats.plain import read_plain
from sentiment.reading.formats.warc import read_warc
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Page, Record

Reader = Callable[[io.BufferedReader, ReadingOptions], Iterator[Record | Page | Fault]]

_SIGNATURES: tuple[tuple[bytes, Reader], ...] = (
    (b"PAR1", read_parquet),
    (b"WARC/", read_warc),
)
_FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an office document"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive"),
)
_ENDINGS: Mapping[str, Reader] = {
    ".htm": read_page,
    ".html": read_page,
    ".xhtml": read_page,
    ".json": read_json_document,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".parquet": read_parquet,
    ".warc": read_warc,
}
# As plain text, tags and codes would pass for the article.
_UNREAD = frozenset({".doc", ".docx", ".odt", ".pdf", ".rtf", ".xls", ".xlsx", ".xml"})
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype html|html\b)",
    re.IGNORECASE | re.DOTALL,
)
_ARRAY = re.compile(r"\s*\[\s*\{\s*[\"}]")
_OBJECT = re.compile(r"\s*\{\s*[\"}]")


def find_reader(source: Source, head: bytes) -> Reader:
    """Find the reader for an input by its first bytes and its name.

    Raises:
        Fault: it is known to be no text, or of a format that is not read.
    """
    for signature, reader in _SIGNATURES:
        if head.startswith(signature):
            return reader
    for signature, what in _FOREIGN:
        if head.startswith(signature):
            raise Fault(f"is {what}, not text: save it as plain text")
    start = _readable(head)
    if _PAGE.match(start):
        return read_page
    if _ARRAY.match(start):
        return read_json_document
    if _OBJECT.match(start):
        return _reader_of_objects(source, start)
    if source.ending in _UNREAD:
        reason = f"files of type {source.ending} are not read: save as .txt"
        raise Fault(f"{reason} or .csv")
    if source.ending in _ENDINGS:
        return _ENDINGS[source.ending]
    return read_delimited if _is_table(source, start) else read_plain


def _readable(head: bytes) -> str:
    """The beginning as text, good enough to be recognized by."""
    encoding, mark = marked_encoding(head) or (wide_encoding(head) or "utf-8", 0)
    return head[mark:].decode(encoding, errors="replace")


def _reader_of_objects(source: Source, start: str) -> Reader:
    """Tell JSON lines from one document, whatever the file is called."""
    lines = [line for line in start.split("\n") if line.strip()]
    named = _ENDINGS.get(source.ending)
    if len(lines) < 2:
        return read_json_lines if named is read_json_lines else read_json_document
    try:
        json.loads(lines[0])
    except (ValueError, RecursionError):
        # A broken first line of many; in a document the next line would be indented.
        return named or read_json_document
    return read_json_lines


def _is_table(source: Source, start: str) -> bool:
    """Whether an input without a telling name begins with the header of a table."""
    if source.ending or "\n" not in start:
        return False
    lines = (line.rstrip("\r") for line in start.split("\n"))
    header = next((line for line in lines if not is_above_header(line)), "")
    return any(
        delimiter in header and _has_known_columns(header.split(delimiter))
        for delimiter in DELIMITERS
    )


def _has_known_columns(cells: list[str]) -> bool:
    names = [cell.strip(' "') for cell in cells]
    others = ("title", "published", "outlet", "url", "id")
    return column_of("text", names, {}) is not None and any(
        column_of(field, names, {}) for field in others
    )
