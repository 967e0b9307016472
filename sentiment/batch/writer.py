"""The writer of a report: where there is a core for it, a process of its own.

What tabulates and draws takes a second to import. The writer does so while the first
articles are read, takes their rows as they come, and writes the report after the last.
"""

from __future__ import annotations

import json
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from sentiment.batch.garbage import collect_less
from sentiment.batch.options import cores
from sentiment.batch.processes import deaf, no_script, safe_path
from sentiment.errors import InputError, SentimentError
from sentiment.models import Stance
from sentiment.reporting.options import ChartOptions

# Rows that go through the pipe together.
PART = 1000
# Seconds that a writer has to clear up when it is ended.
GRACE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of a report, and what its rows do not tell: see `write_report`.

    Attributes:
        overrides: what corrections by hand came to, if there were any.
        width: the columns of the terminal that the telling quotations are shown on.
    """

    folder: Path
    charting: ChartOptions
    run: Mapping[str, object]
    skipped: Sequence[InputError]
    raw_csv: bool
    parquet: bool
    overrides: Mapping[str, object] | None
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is told of a report that is written; plain values.

    Attributes:
        files: their names, the page first.
        summary: the numbers in short lines.
        balance: the parts of a bar, each with the stance that it stands for.
        telling: the quotations that tell most, one a line.
        kept: the template that stays as somebody filled it in, if there is one.
    """

    files: tuple[str, ...]
    summary: tuple[str, ...]
    balance: tuple[tuple[Stance, str], ...]
    telling: tuple[str, ...]
    kept: Path | None


def write(
    rows: Iterable[bytes], infer_dates: bool, order: Callable[[], Order]
) -> Written:
    """Write a report of rows, by a process of its own if that is sooner done.

    Args:
        rows: one line of JSON for each quotation.
        infer_dates: see `quote_table`.
        order: is asked when all rows were taken; what it raises, is raised.

    Raises:
        SentimentError: what `write_report` raises, or the process ended too soon.
    """
    # One that draws already has nothing to wait for.
    alone = "matplotlib" in sys.modules or cores() == 1
    return (write_here if alone else write_beside)(rows, infer_dates, order)


def write_here(
    rows: Iterable[bytes], infer_dates: bool, order: Callable[[], Order]
) -> Written:
    """As `write`, in this very process."""
    # Imported here, so that the other process does it and this one does not.
    from sentiment.reporting.reports import write_report
    from sentiment.reporting.tables import row_table
    from sentiment.reporting.terminal import balance_bar, telling_lines

    quotes = row_table(map(json.loads, rows), infer_dates)
    wanted = order()
    if wanted.overrides is not None:
        quotes.attrs["overrides"] = dict(wanted.overrides)
    report = write_report(
        quotes,
        wanted.folder,
        wanted.charting,
        run=wanted.run,
        skipped=wanted.skipped,
        raw_csv=wanted.raw_csv,
        parquet=wanted.parquet,
    )
    counts = {stance: int(report.timeline[stance].sum()) for stance in Stance}
    return Written(
        files=tuple(report.files),
        summary=report.summary,
        balance=tuple(balance_bar(counts, wanted.width)),
        telling=tuple(telling_lines(quotes, wanted.charting, wanted.width)),
        kept=report.kept,
    )


def write_beside(
    rows: Iterable[bytes], infer_dates: bool, order: Callable[[], Order]
) -> Written:
    """As `write`, in a process that gets ready while the first rows are made."""
    with _writer(infer_dates) as pipe:
        left = iter(rows)
        while part := list(islice(left, PART)):
            _send(pipe, part)
        _send(pipe, order())
        answer = _receive(pipe)
    if isinstance(answer, SentimentError):
        raise answer
    assert isinstance(answer, Written)
    return answer


@contextmanager
def _writer(infer_dates: bool) -> Iterator[Connection]:
    """The pipe to a writer, which is ended, whatever it is at."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, infer_dates), daemon=True)
    try:
        with safe_path(), no_script(), deaf():
            process.start()
    except OSError as error:
        raise SentimentError(
            f"the process that writes the report cannot be started: {error}"
        ) from error
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()
        process.join(GRACE)
        process.kill()


def _send(pipe: Connection, what: Order | list[bytes]) -> None:
    try:
        pipe.send(what)
    except ConnectionError:
        raise _ended() from None


def _receive(pipe: Connection) -> object:
    try:
        return pipe.recv()
    except (EOFError, ConnectionError):
        raise _ended() from None


def _ended() -> SentimentError:
    return SentimentError(
        "the process that writes the report ended before it was done: "
        "see whether there is memory left, then try again"
    )


def _serve(pipe: Connection, infer_dates: bool) -> None:
    """Write the report of what comes through the pipe, unless it is closed before."""
    # Not everywhere is it inherited to be deaf.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever is ended clears up, so that nothing half-written stays.
    signal.signal(signal.SIGTERM, _leave)
    collect_less()
    from sentiment.reporting.ready import get_ready

    get_ready()
    wanted: list[Order] = []

    def rows() -> Iterator[bytes]:
        while not isinstance(part := pipe.recv(), Order):
            yield from part
        wanted.append(part)

    answer: Written | SentimentError
    try:
        answer = write_here(rows(), infer_dates, wanted.pop)
    except EOFError:
        return
    except SentimentError as error:
        answer = error
    # The first process may have been killed meanwhile.
    with suppress(ConnectionError):
        pipe.send(answer)


def _leave(_: int, __: FrameType | None) -> None:
    sys.exit(1)
