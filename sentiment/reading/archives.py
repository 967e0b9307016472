"""Files as they are packed: gzip and zip opened to the inputs in them."""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import PurePosixPath
from typing import IO, NamedTuple, cast

from sentiment.errors import InputError
from sentiment.reading.faults import Fault
from sentiment.reading.files import Source, unreadable
from sentiment.reading.streams import (
    RATIO,
    Budget,
    Stream,
    head_of,
    open_regular,
    seekable,
)

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
_LAYERS = (GZIP, ZIP, EMPTY_ZIP)
# Entries that tell an office document, an e-book or a program.
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_ENCRYPTED = 0x1
# What zipfile raises at broken, locked and unusual archives, beside faults of reading.
_BROKEN_ZIP = (
    zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip


class Opened(NamedTuple):
    """An input with its bytes, ready to be read once."""

    source: Source
    stream: io.BufferedReader


class Meter:
    """How many bytes of the files given have been read so far, packed as they are."""

    def __init__(self) -> None:
        self._before = 0
        self._open: Stream | None = None

    def follow(self, stream: Stream) -> None:
        """Count on with the next file."""
        self._before, self._open = self.bytes_read, stream

    @property
    def bytes_read(self) -> int:
        return self._before + (self._open.count if self._open else 0)


def open_source(source: Source, meter: Meter) -> Iterator[Opened | InputError]:
    """Open a file and yield what is to be read from it: itself, or what it packs.

    Each is read before the next is asked for. Faults are yielded in place of the input.
    """
    try:
        with _open(source) as file:
            stream = Stream(file)
            meter.follow(stream)
            size = os.fstat(file.fileno()).st_size if source.given is None else 0
            budget = Budget(lambda: RATIO * max(size, stream.count))
            yield from _unpack(Opened(source, stream.buffered()), budget)
    except OSError as error:
        yield unreadable(source.path, error)
    except Fault as fault:
        yield InputError(source.path, fault.reason)


def _open(source: Source) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(source.given) if source.given else open_regular(source.path)


def _unpack(
    opened: Opened, budget: Budget, layers: frozenset[bytes] = frozenset()
) -> Iterator[Opened | InputError]:
    """Open gzip and zip, one in the other at most: no exporter packs deeper."""
    head = head_of(opened.stream)
    layer = next(
        (mark for mark in (GZIP, ZIP, EMPTY_ZIP) if head.startswith(mark)), b""
    )
    if layer in layers:
        raise Fault("is packed more than once: unpack it by hand")
    if layer == GZIP:
        yield from _unpack(_gunzipped(opened, budget), budget, layers | {GZIP})
    elif layer:
        yield from _members(opened, budget, layers | {ZIP, EMPTY_ZIP})
    else:
        yield opened


def _gunzipped(opened: Opened, budget: Budget) -> Opened:
    name = opened.source.name
    if name.lower().endswith(".gz"):
        name = name[: -len(".gz")]
    unpacked = Stream(cast(IO[bytes], gzip.GzipFile(fileobj=opened.stream)), budget)
    return Opened(Source(opened.source.path, name), unpacked.buffered())


def _members(
    opened: Opened, budget: Budget, layers: frozenset[bytes]
) -> Iterator[Opened | InputError]:
    """Open the articles of a zip archive in sorted order."""
    with seekable(opened.stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN_ZIP as error:
            reason = f"is a damaged zip archive ({error}): pack it again"
            raise Fault(reason) from None
        for info in _articles_in(archive):
            member = _member_source(opened.source, info.filename)
            try:
                _refuse_unreadable(info)
                with archive.open(info) as content:
                    stream = Stream(content, budget).buffered()
                    yield from _unpack(Opened(member, stream), budget, layers)
            except _BROKEN_ZIP as error:
                reason = f"cannot be unpacked ({error}): pack the archive again"
                yield InputError(member.path, reason)
            except Fault as fault:
                yield InputError(member.path, fault.reason)


def _articles_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = sorted(archive.infolist(), key=lambda info: info.filename)
    if any(info.filename in _DOCUMENT_PARTS for info in infos):
        raise Fault("is an office document, not text: save it as plain text")
    infos = [info for info in infos if not info.is_dir() and not _hidden(info)]
    if not infos:
        raise Fault("the archive holds no files: put articles into it")
    return infos


def _hidden(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts if part != "..")


def _member_source(archive: Source, filename: str) -> Source:
    """Name a member by the archive, and nothing by a path that leads out of it."""
    parts = [p for p in PurePosixPath(filename).parts if p not in ("/", "..")]
    inner = "/".join(parts) or "nameless"
    folder = archive.name.removesuffix(".zip")
    return Source(archive.path / inner, f"{folder}/{inner}")


def _refuse_unreadable(info: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Fault("a link in an archive: pack the file itself")
    if info.flag_bits & _ENCRYPTED:
        raise Fault("is locked by a password: unpack the archive by hand")
