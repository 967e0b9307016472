"""Finished chunks on disk, so that a second run does only what is new.

A part is a file of JSON lines: a header with its checksum, then for each draft what
came of it, with the lengths of the rows that follow. It is found by the digest of its
drafts, the settings and the program, so nothing in it can be out of date; what is
damaged is done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import metadata
from itertools import accumulate, pairwise
from pathlib import Path
from zlib import crc32

from sentiment import errors
from sentiment.batch.chunks import Chunk
from sentiment.batch.work import Lost, Outcome, Settings
from sentiment.errors import InputError
from sentiment.judging.judges import get_judge
from sentiment.lexicons import DATA
from sentiment.models import Target
from sentiment.reporting.files import whole_file

# Besides our own code, what decides about the rows.
_LIBRARIES = ("vaderSentiment", "py3langid", "ftfy", "charset-normalizer")
_EXTRAS = ("trafilatura", "htmldate", "onnxruntime")
# Made from what is read; and the network, the largest file, which its judge's digest
# tells of where it judges.
_UNREAD = (".pyc", ".pyo", ".onnx")
_KINDS = {
    kind.__name__: kind
    for kind in (
        errors.InputError, errors.MissingInput, errors.NotEnglish,
        errors.ReadBefore, errors.Boilerplate,
    )
}  # fmt: skip


class Cache:
    """A folder of parts made under the same settings; others lie beside them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._of = folder, settings_digest(settings)

    def load(self, chunk: Chunk) -> Chunk:
        """The chunk with its outcomes, if they are kept and whole."""
        try:
            header, _, body = self._path(chunk.digest).read_bytes().partition(b"\n")
            if header == _checksum(body):
                return chunk._replace(outcomes=tuple(_parsed(body)))
        except (OSError, ValueError, LookupError, TypeError):
            pass
        return chunk

    def save(self, chunk: Chunk) -> None:
        """Keep a chunk's outcomes, unless some were lost by accident.

        Raises:
            InputError: the folder cannot be written.
        """
        outcomes = chunk.outcomes or ()
        if not any(isinstance(outcome.fault, Lost) for outcome in outcomes):
            lines = [line for outcome in outcomes for line in _lines(outcome)]
            body = b"\n".join([*lines, b""])
            self._write(chunk.digest, _checksum(body) + b"\n" + body)

    def load_target(self, digest: str) -> tuple[Target | None] | None:
        """The target of a sample, in a tuple as it may be none; None where unknown."""
        try:
            known = json.loads(self._path(f"{digest}-target").read_bytes())
            if known is None:
                return (None,)
            return (Target(known[0], tuple(known[1]), found=True),)
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def save_target(self, digest: str, target: Target | None) -> None:
        """Keep the target that a sample of articles is about."""
        told = None if target is None else [target.name, target.aliases]
        self._write(f"{digest}-target", json.dumps(told).encode())

    def _write(self, digest: str, content: bytes) -> None:
        path = self._path(digest)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"the cache cannot be written: {error.strerror or error}"
            raise InputError(self._folder, reason) from error
        with whole_file(path) as file:
            file.write(content)

    def _path(self, digest: str) -> Path:
        key = blake2b(f"{self._of}\0{digest}".encode(), digest_size=20).hexdigest()
        return self._folder / key[:2] / f"{key[2:]}.jsonl"


def _checksum(body: bytes) -> bytes:
    """Tells what was damaged by accident, at a fraction of a digest's cost."""
    return f"{len(body)} {crc32(body):08x}".encode()


def _lines(outcome: Outcome) -> Iterator[bytes]:
    fault = outcome.fault
    reason = fault and [type(fault).__name__, fault.path, fault.reason, fault.line]
    facts = outcome._replace(rows=(), fault=None)
    yield json.dumps([list(map(len, outcome.rows)), reason, facts]).encode()
    yield from outcome.rows


def _parsed(body: bytes) -> Iterator[Outcome]:
    at = 0
    while at < len(body):
        end = body.index(b"\n", at)
        lengths, reason, facts = json.loads(body[at:end])
        ends = list(accumulate([1 + length for length in lengths], initial=end + 1))
        rows = tuple([body[start : stop - 1] for start, stop in pairwise(ends)])
        fault = _KINDS[reason[0]](*reason[1:]) if reason else None
        told = Outcome(*facts)
        yield told._replace(keys=tuple(told.keys), rows=rows, fault=fault)
        at = ends[-1]


def settings_digest(settings: Settings) -> str:
    """Changes with anything that decides about the outcome of a draft."""
    judge = get_judge(settings.judge, settings.weights, settings.threads)
    told = (
        settings.target, judge.name, judge.digest, settings.reading, settings.redact,
        _program_digest(),
    )  # fmt: skip
    return blake2b(repr(told).encode("utf-8", "replace"), digest_size=20).hexdigest()


@cache
def _program_digest() -> str:
    """Changes with every file of this package and every version it stands on."""
    whole = blake2b(digest_size=20)
    for name in (*_LIBRARIES, *_EXTRAS):
        try:
            whole.update(f"{name} {metadata.version(name)}\n".encode())
        except metadata.PackageNotFoundError:
            whole.update(f"{name} is missing\n".encode())
    for file in _files(DATA.parent):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        elif not entry.name.endswith(_UNREAD):
            yield entry
