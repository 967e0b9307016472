"""Worker processes of our own: one that dies or hangs costs one article.

Python's pools give up when a worker dies, and wait for ever when one hangs.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from sentiment.batch.chunks import Chunk
from sentiment.batch.garbage import collect_less
from sentiment.batch.processes import no_script, safe_path
from sentiment.batch.work import Item, Outcome, Settings, lost, work_on
from sentiment.errors import SentimentError

# How often to look whether a worker hangs.
LOOK_SECONDS = 0.5
# A worker raises its own alarm first; only where that is of no use is it ended.
GRACE = 5.0
# Finished chunks wait for an unfinished one before them, but not without bound.
AHEAD = 4
# A worker that dies before its first article will do so again.
STARTS = 3

Work = Callable[[Item, Settings], Outcome]


@dataclass(eq=False, slots=True)
class _Task:
    """A chunk on its way, and what was lost of it."""

    number: int
    chunk: Chunk
    lost: dict[int, Outcome] = field(default_factory=dict)

    def left(self) -> list[int]:
        return [at for at in range(len(self.chunk.items)) if at not in self.lost]

    def finish(self, outcomes: Sequence[Outcome]) -> Chunk:
        whole = self.lost | dict(zip(self.left(), outcomes, strict=True))
        return self.chunk._replace(outcomes=tuple(whole[at] for at in sorted(whole)))


class _Worker:
    """A process, the pipe to it, and the task that it is at."""

    def __init__(self, settings: Settings, work: Work) -> None:
        context: Any = multiprocessing.get_context(_start_method())
        # How many articles the worker has begun, which it tells even while it hangs.
        self.begun = context.Value("q", 0, lock=False)
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, self.begun, settings, work)
        self.process = context.Process(target=_serve, args=arguments, daemon=True)
        with no_script():
            self.process.start()
        theirs.close()
        self.task: _Task | None = None
        self._seen, self._since = 0, time.monotonic()

    def give(self, task: _Task) -> None:
        self.task = task
        self._seen, self._since = 0, time.monotonic()
        self.begun.value = 0
        # A worker that died cannot be told; `take` finds out.
        with suppress(ConnectionError):
            self.pipe.send([task.chunk.items[at] for at in task.left()])

    def take(self) -> list[Outcome] | None:
        """What it sends; None where it died instead."""
        try:
            outcomes: list[Outcome] = self.pipe.recv()
        except (EOFError, ConnectionError):
            return None
        return outcomes

    def hangs(self, seconds: float | None) -> bool:
        """Whether it has been at one article for longer than `seconds`."""
        if self.begun.value != self._seen:
            self._seen, self._since = self.begun.value, time.monotonic()
        if seconds is None or not self._seen:
            return False
        return time.monotonic() - self._since > seconds + GRACE

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Hands chunks to workers and gives the outcomes in the order of the chunks."""

    def __init__(self, size: int, work: Work = work_on) -> None:
        self._size, self._work = size, work

    def map(self, chunks: Iterable[Chunk], settings: Settings) -> Iterator[Chunk]:
        """Yield the chunks with their outcomes, in order, whatever finishes first."""
        # Each worker has a core.
        run = _Run(chunks, replace(settings, threads=1), self._work)
        try:
            run.start(self._size)
            yield from run.results()
        finally:
            run.stop()


class _Run:
    """The workers, what they are at, and what waits for its turn."""

    def __init__(self, chunks: Iterable[Chunk], settings: Settings, work: Work) -> None:
        self._chunks = enumerate(chunks)
        self._settings, self._work = settings, work
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()
        self._done: dict[int, Chunk] = {}
        self._next = 0
        self._deaths = 0

    def start(self, size: int) -> None:
        self._workers = [_Worker(self._settings, self._work) for _ in range(size)]

    def stop(self) -> None:
        for worker in self._workers:
            worker.end()

    def results(self) -> Iterator[Chunk]:
        while True:
            self._hand_out()
            while self._next in self._done:
                yield self._done.pop(self._next)
                self._next += 1
                self._hand_out()
            busy = {one.pipe: one for one in self._workers if one.task}
            if not busy and self._next not in self._done:
                return
            for pipe in wait(list(busy), LOOK_SECONDS):
                self._collect(busy.pop(pipe))
            for worker in busy.values():
                if worker.hangs(self._settings.seconds):
                    self._replace(worker, "hangs")

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.task is None:
                task = self._again.popleft() if self._again else self._new_task()
                if task is None:
                    return
                worker.give(task)

    def _new_task(self) -> _Task | None:
        """The next chunk that is not done yet, unless too many wait for their turn."""
        at_work = sum(one.task is not None for one in self._workers)
        while at_work + len(self._done) < AHEAD * len(self._workers):
            number, chunk = next(self._chunks, (0, None))
            if chunk is None:
                return None
            if chunk.outcomes is None:
                return _Task(number, chunk)
            self._done[number] = chunk
        return None

    def _collect(self, worker: _Worker) -> None:
        outcomes = worker.take()
        if outcomes is None or worker.task is None:
            self._replace(worker, "ends the process")
            return
        task, worker.task = worker.task, None
        self._done[task.number] = task.finish(outcomes)

    def _replace(self, worker: _Worker, what: str) -> None:
        """End a worker, do without the article it was at, and start another."""
        task, begun = worker.task, worker.begun.value
        worker.end()
        if task and begun:
            at = task.left()[begun - 1]
            task.lost[at] = lost(task.chunk.items[at], what)
        elif (deaths := self._deaths + 1) >= STARTS:
            raise SentimentError(
                "worker processes end before their first article: use --workers 1"
            )
        else:
            self._deaths = deaths
        if task:
            self._again.append(task)
        place = self._workers.index(worker)
        self._workers[place] = _Worker(self._settings, self._work)


def _start_method() -> str:
    """The quickest way to start a process that inherits no threads and no locks."""
    if sys.platform == "win32":
        return "spawn"
    from multiprocessing import forkserver

    multiprocessing.set_forkserver_preload(["sentiment.batch.work"])
    with safe_path():
        forkserver.ensure_running()
    return "forkserver"


def _serve(pipe: Connection, begun: Any, settings: Settings, work: Work) -> None:
    """Work on what comes through the pipe until it is closed."""
    # Ctrl-C reaches every process; the first one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_less()
    while True:
        try:
            items = pipe.recv()
        except EOFError:
            return
        outcomes = []
        for item in items:
            begun.value += 1
            outcomes.append(work(item, settings))
        begun.value = 0
        pipe.send(outcomes)
