"""Files and folders to articles: the one place where articles are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from sentiment.errors import InputError
from sentiment.models import Article
from sentiment.reading.dates import date_article
from sentiment.reading.decoding import (
    NotText,
    decode,
    marked_encoding,
    wide_encoding,
    writable,
)
from sentiment.reading.files import Source, find_files, read_bytes, unreadable
from sentiment.reading.options import DEFAULTS, ReadingOptions
from sentiment.reading.records import BadRecord, UniqueIds, build_article

Paths = Sequence[str | Path] | str | Path
Reader = Callable[[Source, ReadingOptions], Iterator[Article | InputError]]


def iter_articles(
    paths: Paths,
    skipped: list[InputError] | None = None,
    options: ReadingOptions = DEFAULTS,
) -> Iterator[Article]:
    """Read articles from files and folders, one after the other.

    Files of a folder come sorted. The first article with an id keeps it; a later one
    gets its folder before it, else "#2".

    Args:
        paths: Files and folders.
        skipped: Takes the faults, so that one bad file or line costs no other.
        options: Bounds, and how to read ambiguous dates.

    Raises:
        InputError: at the first fault, where `skipped` is not given; a path without
            anything at it is a `MissingInput`.
    """
    ids = UniqueIds()
    given = [paths] if isinstance(paths, str | Path) else paths
    for found in find_files(given):
        read = [found] if isinstance(found, InputError) else _read(found, options)
        for item in read:
            if isinstance(item, Article):
                yield replace(item, id=ids.claim(item.id, _fuller_id(found)))
            elif skipped is None:
                raise item
            else:
                skipped.append(item)


def _fuller_id(found: Source | InputError) -> str | None:
    """The name of a text file with its folders, in case its own name is taken."""
    if isinstance(found, InputError) or found.ending in READERS:
        return None
    return writable(found.name.removesuffix(found.path.suffix))


def read_articles(paths: Paths, options: ReadingOptions = DEFAULTS) -> list[Article]:
    """Read all articles of files and folders.

    Raises:
        InputError: at the first fault; `iter_articles` can go on after one.
    """
    return list(iter_articles(paths, options=options))


def read_article(path: str | Path, options: ReadingOptions = DEFAULTS) -> Article:
    """Read the one article of a file.

    Raises:
        InputError: where it cannot be read or is not exactly one.
    """
    found = iter_articles(path, options=options)
    article = next(found)
    if next(found, None) is not None:
        raise InputError(path, "holds more than one article: use read_articles")
    return article


def _read(source: Source, options: ReadingOptions) -> Iterator[Article | InputError]:
    reader = READERS.get(source.ending, _read_text)
    if source.ending in UNREAD:
        reason = f"files of type {source.ending} are not read yet: save as .txt or"
        yield InputError(source.path, f"{reason} .jsonl")
        return
    try:
        yield from reader(source, options)
    except OSError as error:
        yield unreadable(source.path, error)
    except InputError as error:
        yield error


def _read_text(
    source: Source, options: ReadingOptions
) -> Iterator[Article | InputError]:
    """Read a file that is one article from its first character to its last."""
    try:
        text = decode(read_bytes(source.path, options.max_bytes))
    except NotText as error:
        raise InputError(source.path, str(error)) from None
    if not text.strip():
        raise InputError(source.path, "the file is empty: fill it or take it out")
    dating = date_article(text, file_name=source.name, dayfirst=options.dayfirst)
    yield Article(
        id=writable(source.stem),
        text=text,
        dating=dating,
        path=writable(str(source.path)),
    )


def _read_jsonl(
    source: Source, options: ReadingOptions
) -> Iterator[Article | InputError]:
    """Read a file with one JSON object a line."""
    path = writable(str(source.path))
    empty = True
    with source.path.open("rb") as file:
        for number, line in _lines(file, options.max_bytes):
            if line is not None and not line.strip():
                continue
            empty = False
            try:
                record = _parse_line(line, options.max_bytes)
                fallback = f"{writable(source.stem)}:{number}"
                yield build_article(record, fallback, path, options)
            except (BadRecord, NotText) as error:
                yield InputError(source.path, str(error), number)
    if empty:
        yield InputError(source.path, "holds no articles: fill it or take it out")


def _parse_line(line: bytes | None, max_bytes: int) -> Mapping[str, object]:
    if line is None:
        raise BadRecord(f"is longer than {max_bytes:,} bytes: split it or take it out")
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        if isinstance(error, NotText):
            raise
        reason = getattr(error, "msg", "nested too deeply or a number too long")
        raise BadRecord(f"is not JSON ({reason}): mend the line") from None
    if not isinstance(record, dict):
        raise BadRecord('is not a JSON object: write {"text": "…"}')
    return record


def _lines(file: BinaryIO, bound: int) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines of a file; None for one that is too long to be read.

    Only a line feed ends a line: JSON strings may hold the other line breaks.
    """
    sample = file.read(4096)
    encoding, mark = marked_encoding(sample) or (wide_encoding(sample), 0)
    file.seek(mark)
    if encoding is None or encoding == "utf-8":
        yield from enumerate(_split(file.readline, bound), start=1)
        return
    # In UTF-16 a line feed is two bytes, so lines are cut after decoding.
    with TextIOWrapper(file, encoding, errors="replace", newline="\n") as wide:
        cut = _split(lambda limit: wide.readline(limit).encode(), bound)
        yield from enumerate(cut, start=1)


def _split(readline: Callable[[int], bytes], bound: int) -> Iterator[bytes | None]:
    while line := readline(bound + 1):
        if len(line) <= bound or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = readline(bound + 1)
        yield None


READERS: Mapping[str, Reader] = {".jsonl": _read_jsonl, ".ndjson": _read_jsonl}

# Endings that tell a format of its own: as plain text, tags and commas would pass for
# the article.
UNREAD = frozenset(
    {
        ".csv",
        ".docx",
        ".gz",
        ".htm",
        ".html",
        ".json",
        ".parquet",
        ".pdf",
        ".tsv",
        ".warc",
        ".xls",
        ".xlsx",
        ".xml",
        ".zip",
    }
)
