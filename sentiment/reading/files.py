"""Which files the given paths stand for, and their bytes within bounds."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import IO

from sentiment.errors import InputError, MissingInput

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `name` is its path within the folder that was given, led by that
    folder's own name; without the ending of what packs it. `given` holds the bytes of
    what is no file.
    """

    path: Path
    name: str
    given: IO[bytes] | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.name).stem

    @property
    def ending(self) -> str:
        """The ending in lower case with its dot, or nothing."""
        return PurePosixPath(self.name).suffix.lower()


def find_files(paths: Iterable[str | Path]) -> Iterator[Source | InputError]:
    """Yield the files of `paths` in their order, those of a folder sorted, each once.

    Hidden files are passed over; "-" is standard input. Faults are yielded in place of
    the file.
    """
    seen: set[str] = set()
    for path in paths:
        if str(path) == STDIN:
            yield Source(Path("standard input"), "stdin", sys.stdin.buffer)
            continue
        # Path("") would be the current folder.
        missing = MissingInput("''", "an empty path: name a file or folder")
        for found in _files_of(Path(path)) if str(path) else (missing,):
            if isinstance(found, Source):
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _files_of(path: Path) -> Iterator[Source | InputError]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield MissingInput(path, "there is no such file or folder: check the path")
        return
    except OSError as error:
        yield InputError(path, f"cannot be opened ({error.strerror}): check the path")
        return
    if stat.S_ISDIR(mode):
        yield from _files_in(path)
    else:
        name = f"{path.absolute().parent.name}/{path.name}"
        yield _checked(Source(path, name), mode)


def _files_in(folder: Path) -> Iterator[Source | InputError]:
    """Walk a folder without recursion: a path may be deeper than Python's stack."""
    root = Path(os.path.realpath(folder))
    pending: list[tuple[Path, str]] = [(folder, root.name)]
    empty = True
    while pending:
        path, name = pending.pop()
        found = _look_at(path, name, root)
        if isinstance(found, list):
            pending.extend(reversed(found))
        elif found is not None:
            empty = False
            yield found
    if empty:
        yield InputError(folder, "the folder holds no files: put articles into it")


def _look_at(
    path: Path, name: str, root: Path
) -> list[tuple[Path, str]] | Source | InputError | None:
    """Tell what an entry of a folder is: more entries, a file, a fault, or nothing."""
    try:
        # The folder that was given may itself be a link; only its entries are bound.
        linked = "/" in name and path.is_symlink()
        if linked and not Path(os.path.realpath(path)).is_relative_to(root):
            reason = "a link that leads out of the folder: copy the file"
            return InputError(path, reason)
        mode = path.stat().st_mode
        if not stat.S_ISDIR(mode):
            return _checked(Source(path, name), mode)
        # What a link to a folder inside leads to is walked where it really stands.
        if linked:
            return None
        entries = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        return InputError(
            path, f"cannot be opened ({error.strerror}): check its rights"
        )
    return [(path / n, f"{name}/{n}") for n in entries if not n.startswith(".")]


def _checked(source: Source, mode: int) -> Source | InputError:
    if stat.S_ISREG(mode):
        return source
    reason = "neither a file nor a folder but a pipe or a device: save it as a file"
    return InputError(source.path, reason)


def total_bytes(paths: Iterable[str | Path]) -> int:
    """The size of all files that `find_files` gives, for telling the progress."""
    found = find_files(path for path in paths if str(path) != STDIN)
    return sum(item.path.stat().st_size for item in found if isinstance(item, Source))


def file_hashes(paths: Iterable[str | Path]) -> dict[str, str]:
    """The SHA-256 of each file that `find_files` gives and that can be read."""
    found = find_files(path for path in paths if str(path) != STDIN)
    hashes: dict[str, str] = {}
    for item in found:
        if isinstance(item, Source):
            with suppress(OSError), item.path.open("rb") as file:
                hashes[shown_path(item.path)] = file_digest(file, "sha256").hexdigest()
    return hashes


def shown_path(path: Path | str) -> str:
    """A path that can be printed: names of files may hold bytes that are no text."""
    return str(path).encode("utf-8", "replace").decode()


def unreadable(path: Path, error: OSError) -> InputError:
    """Say that the system refuses to read a file."""
    return InputError(
        path, f"cannot be read ({error.strerror or error}): check its rights"
    )
