"""Files that are there whole or not at all.

Each is written under another name in its own folder, synced, and renamed into its
place: an interrupted run leaves what stood there before, and at worst a hidden file
whose name ends in .tmp.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from sentiment.errors import InputError

# Bytes: long streams are handed to the system in parts of so many.
_BUFFER = 1 << 17


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a binary file that takes the place of `path` once it is complete.

    Raises:
        InputError: where the file cannot be written.
    """
    # The same folder, so that the renaming stays within one file system.
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb", buffering=_BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error}): check the folder"
        raise InputError(path, reason) from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_text(path: Path) -> Iterator[TextIO]:
    """As `whole_file`, for UTF-8 text; lines end as they are written."""
    with whole_file(path) as file, as_text(file) as text:
        yield text


@contextmanager
def as_text(file: BinaryIO) -> Iterator[TextIO]:
    """Write UTF-8 to a binary file, which stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        yield text
        text.flush()
    finally:
        # Closing the wrapper would close the file with it.
        text.detach()


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Make a hidden folder whose files move into `folder` once all are complete.

    They move one after the other, each at once and whole, which takes less than a
    millisecond: whatever interrupts the work before leaves all of the old files.

    Raises:
        InputError: where the folder or a file in it cannot be written.
    """
    beside = folder / f".{os.getpid()}.tmp"
    try:
        beside.mkdir(parents=True)
        yield beside
        for file in sorted(beside.iterdir()):
            file.replace(folder / file.name)
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error}): check the folder"
        raise InputError(error.filename2 or folder, reason) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
