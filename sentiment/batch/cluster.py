"""Work on an existing Dask cluster; the only module that knows Dask.

The workers of the cluster need this package in the same version.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from sentiment.batch.chunks import Chunk
from sentiment.batch.work import Outcome, Settings, work_through
from sentiment.errors import SentimentError

# Chunks on their way for each thread of the cluster: enough that none waits for us.
AHEAD = 4
SECONDS_TO_CONNECT = 30


class Cluster:
    """Hands chunks to a cluster and gives the outcomes in the order of the chunks."""

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler

    def map(self, chunks: Iterable[Chunk], settings: Settings) -> Iterator[Chunk]:
        """Yield the chunks with their outcomes, in order.

        Raises:
            SentimentError: there is no such scheduler, or the extra is missing.
        """
        with self._connect() as client:
            ahead = AHEAD * max(1, sum(client.nthreads().values()))
            # The cluster has threads of its own.
            alone = replace(settings, threads=1)
            handed = (self._hand(client, chunk, alone) for chunk in chunks)
            pending = deque(islice(handed, ahead))
            while pending:
                chunk, future = pending.popleft()
                if future is not None:
                    outcomes = tuple(Outcome(*told) for told in future.result())
                    chunk = chunk._replace(outcomes=outcomes)
                pending.extend(islice(handed, 1))
                yield chunk

    def _connect(self) -> Any:
        try:
            import distributed
        except ImportError:
            reason = "--engine dask needs the extra 'dask': pip install"
            raise SentimentError(f"{reason} 'sentiment-news[dask]'") from None
        client: Any = distributed.Client
        try:
            return client(self._scheduler, timeout=SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise SentimentError(
                f"--scheduler {self._scheduler}: cannot connect ({reason}): check the "
                "address, and that the scheduler runs"
            ) from None

    @staticmethod
    def _hand(client: Any, chunk: Chunk, settings: Settings) -> tuple[Chunk, Any]:
        if chunk.outcomes is not None:
            return chunk, None
        return chunk, client.submit(_work, chunk.items, settings, pure=False)


def _work(items: tuple[Any, ...], settings: Settings) -> list[Outcome]:
    return list(work_through(items, settings))
