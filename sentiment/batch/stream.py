"""From inputs to outcomes: as a stream, in order, on as many cores as are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from sentiment.batch.cache import Cache
from sentiment.batch.chunks import Chunk, iter_chunks
from sentiment.batch.options import BatchOptions, cores
from sentiment.batch.work import Item, Outcome, Settings, work_on, work_through
from sentiment.errors import InputError, LeftOut
from sentiment.models import Target
from sentiment.pipeline import TARGET_SAMPLE, shared_target
from sentiment.reading.articles import Draft, Gate, finish_draft
from sentiment.reading.options import ReadingOptions
from sentiment.reading.repeats import repeat_keys
from sentiment.reporting.rows import renamed

# Fewer articles than this are done before the workers have started.
WORTH_WORKERS = 200


class Engine(Protocol):
    """Works on chunks somewhere."""

    def map(self, chunks: Iterable[Chunk], settings: Settings) -> Iterator[Chunk]:
        """Yield the chunks with their outcomes, in order; pass on those that have."""
        ...


class Here:
    """Works in this very process."""

    def map(self, chunks: Iterable[Chunk], settings: Settings) -> Iterator[Chunk]:
        """Yield one chunk after the other with its outcomes."""
        for chunk in chunks:
            outcomes = chunk.outcomes or work_through(chunk.items, settings)
            yield chunk._replace(outcomes=tuple(outcomes))


def choose_engine(
    items: Iterator[Item], options: BatchOptions
) -> tuple[Engine, Iterator[Item]]:
    """Where to work; unless it is said, on all cores if there is enough to do.

    Returns the engine with all the items, those that were counted among them.
    """
    if options.scheduler is not None:
        from sentiment.batch.cluster import Cluster

        return Cluster(options.scheduler), items
    workers = options.workers
    if workers is None:
        first = list(islice(items, WORTH_WORKERS))
        items = chain(first, items)
        workers = 1 if len(first) < WORTH_WORKERS else None
    if workers == 1:
        return Here(), items
    # Most runs are small, and it takes a while to import.
    from sentiment.batch.pool import Pool

    workers = workers or cores()
    return (Pool(workers) if workers > 1 else Here()), items


def find_shared_target(
    items: Iterator[Item], settings: Settings, folder: Path | None = None
) -> tuple[Target | None, Iterator[Item]]:
    """The target that the drafts without one of their own are about.

    Args:
        items: the drafts; as many as `TARGET_SAMPLE` are looked at.
        settings: how they are read.
        folder: of the cache, which may know the target of these drafts.

    Returns:
        The target, and all the items, those that were looked at among them.
    """
    sample = list(islice(items, TARGET_SAMPLE))
    cache = Cache(folder, settings) if folder else None
    digest = "-".join(part.digest for part in iter_chunks(sample)) if cache else ""
    if cache and (known := cache.load_target(digest)):
        return known[0], chain(sample, items)
    built = [_built(item, settings.reading) for item in sample]
    gate = Gate()
    found, _ = shared_target(
        item.article
        for item in built
        if isinstance(item, Draft)
        and not isinstance(item.article, InputError | None)
        and isinstance(
            gate.admit(item, item.article.id, repeat_keys(item.article)), str
        )
    )
    if cache:
        cache.save_target(digest, found)
    return found, chain(built, items)


def _built(item: Item, options: ReadingOptions) -> Item:
    if isinstance(item, InputError):
        return item
    return item._replace(article=finish_draft(item, options))


def analyze_stream(
    items: Iterable[Item],
    settings: Settings,
    engine: Engine,
    folder: Path | None = None,
) -> Iterator[Outcome]:
    """Work on drafts in bounded memory and give what comes of them, in their order.

    Args:
        items: drafts, and faults in the place of some.
        settings: what to do with them.
        engine: where to do it; the outcomes are the same everywhere.
        folder: of the cache, where there is to be one.

    Raises:
        InputError: at the first fault, if reading is strict.
    """
    gate = Gate()
    for item, outcome in _worked_on(items, settings, engine, folder):
        fault = outcome.fault
        if fault is None and isinstance(item, Draft):
            outcome = _admitted(item, outcome, gate, settings)
        elif fault and settings.reading.strict and not isinstance(fault, LeftOut):
            raise fault
        yield outcome


def _admitted(
    draft: Draft, outcome: Outcome, gate: Gate, settings: Settings
) -> Outcome:
    """The outcome under an id of its own, or that it was read before."""
    name = gate.admit(draft, outcome.name, outcome.keys)
    if not isinstance(name, str):
        return Outcome(fault=name)
    if name == outcome.name:
        return outcome
    if settings.reading.dates:
        # Dates are given by the id, so that they may be others now.
        return work_on(draft, settings, name)
    rows = tuple(renamed(row, outcome.name, name) for row in outcome.rows)
    return outcome._replace(name=name, rows=rows)


def _worked_on(
    items: Iterable[Item], settings: Settings, engine: Engine, folder: Path | None
) -> Iterator[tuple[Item, Outcome]]:
    chunks = iter_chunks(items)
    if folder is None:
        for chunk in engine.map(chunks, settings):
            yield from zip(chunk.items, chunk.outcomes or (), strict=True)
        return
    cache = Cache(folder, settings)
    known: set[str] = set()
    for chunk in engine.map(_known(chunks, cache, known), settings):
        if chunk.digest not in known:
            cache.save(chunk)
        known.discard(chunk.digest)
        yield from zip(chunk.items, chunk.outcomes or (), strict=True)


def _known(chunks: Iterable[Chunk], cache: Cache, known: set[str]) -> Iterator[Chunk]:
    """Give the chunks that the cache knows their outcomes."""
    for chunk in chunks:
        found = cache.load(chunk)
        if found.outcomes is not None:
            known.add(found.digest)
        yield found
