"""The bytes of one input, read in order and never without bound."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from sentiment.reading.decoding import marked_encoding, wide_encoding
from sentiment.reading.faults import Fault

if TYPE_CHECKING:
    from typing_extensions import Buffer

# How much is read at once, and how much of the beginning tells the format.
CHUNK = 1 << 16
# News packs to a third or a tenth. What unpacks to more than this many times its size
# is made to fill a memory; the first megabytes are free, as small files pack oddly.
RATIO = 200
FREE = 32_000_000
# What must be read from its end (zip, Parquet) but comes from a pipe goes to a
# temporary file of at most this size.
MAX_SPOOLED = 2_000_000_000
# A line above the bound is skipped to its end, but not for ever.
MAX_SKIPPED = 20

_DAMAGED = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile)


class Budget:
    """How much may be unpacked from one file, all of its members together."""

    def __init__(self, allowed: Callable[[], float]) -> None:
        self._allowed = allowed
        self._spent = 0

    def spend(self, count: int) -> None:
        """Count unpacked bytes, raising a `Fault` beyond what is allowed."""
        self._spent += count
        if self._spent > max(FREE, self._allowed()):
            reason = f"unpacks to more than {RATIO} times its size, which no news does"
            raise Fault(f"{reason}: unpack it by hand and look")


class Stream(io.RawIOBase):
    """A binary file that counts what is read from it.

    With a budget, it is one that is being unpacked: it can only be read in order, and
    reading raises a `Fault` where the budget is spent or the packed data are damaged.
    """

    def __init__(self, file: IO[bytes], budget: Budget | None = None) -> None:
        self._file, self._budget = file, budget
        # Reading on until a buffer is full would lose what comes before damage.
        self._read = getattr(file, "read1", file.read)
        self.count = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        # Going back in what is being unpacked would unpack it again from the start.
        return self._budget is None and self._file.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell() if self.seekable() else self.count

    def readinto(self, buffer: Buffer) -> int:
        """Fill the buffer to its end: a pipe may give a byte at a time."""
        view = memoryview(buffer)
        got = 0
        try:
            while got < len(view):
                data = self._read(len(view) - got)
                if not data:
                    break
                view[got : got + len(data)] = data
                got += len(data)
        except _DAMAGED:
            if not got:
                reason = "is damaged or cut off: fetch or pack it again"
                raise Fault(reason) from None
        self.count += got
        if self._budget:
            self._budget.spend(got)
        return got

    def buffered(self) -> io.BufferedReader:
        return io.BufferedReader(self, CHUNK)


def open_regular(path: str | os.PathLike[str]) -> IO[bytes]:
    """Open a file, sure that it is none that could keep us waiting.

    Raises:
        OSError: it cannot be opened.
        Fault: it is a pipe or a device, whatever it was when the folder was read.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Fault(
            "neither a file nor a folder but a pipe or a device: save it as a file"
        )
    return os.fdopen(descriptor, "rb")


def head_of(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, left in it."""
    return stream.peek(CHUNK)


def read_whole(stream: IO[bytes], bound: int) -> bytes:
    """Read all of a stream that is one article.

    Raises:
        Fault: it holds more than `bound` bytes.
    """
    data = stream.read(bound + 1)
    if len(data) > bound:
        reason = f"holds more than {bound:,} bytes, too much for one article: split it"
        raise Fault(f"{reason}, write it as .jsonl, or raise --max-bytes")
    return data


@contextmanager
def seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """The stream, or a temporary copy where it can be read only once.

    Raises:
        Fault: the copy would hold more than `MAX_SPOOLED` bytes.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as file:
        size = 0
        while data := stream.read(CHUNK):
            size += len(data)
            if size > MAX_SPOOLED:
                raise Fault("is too large to be read from a pipe: save it as a file")
            file.write(data)
        file.seek(0)
        yield file


def lines_of(stream: io.BufferedReader, bound: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream in an encoding that holds ASCII.

    Only a line feed ends a line: the other line breaks may stand in a JSON string.
    None stands for a line above the bound.

    Raises:
        Fault: a line has no end within reason.
    """
    stream = narrowed(stream)
    at = 0
    while line := stream.readline(bound + 1):
        at += 1
        if len(line) <= bound or line.endswith(b"\n"):
            yield line
            continue
        for _ in range(MAX_SKIPPED):
            if not line or line.endswith(b"\n"):
                break
            line = stream.readline(bound + 1)
        else:
            reason = f"goes on for more than {MAX_SKIPPED * bound:,} bytes"
            raise Fault(f"{reason}; the rest is not read: split the file", at)
        yield None


def narrowed(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream as UTF-8 where it is UTF-16 or UTF-32, without its byte-order mark."""
    head = head_of(stream)
    encoding, mark = marked_encoding(head) or (wide_encoding(head), 0)
    stream.read(mark)
    if encoding is None or encoding == "utf-8":
        return stream
    return io.BufferedReader(_Transcoded(stream, encoding), CHUNK)


class _Transcoded(io.RawIOBase):
    """A stream of wide characters as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        # A character takes at most four bytes of UTF-8.
        data = self._text.read(len(view) // 4).encode("utf-8", "replace")
        view[: len(data)] = data
        return len(data)
